"""`solve`: a model and the scenario's [solver] become a Solution."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from projection.model.model import Model
from projection.movement.instance import Instance
from projection.scenario.rows import Solver
from projection.solve.highs import Stop
from projection.solve.keep import Keep
from projection.solve.matrix import Floats, Matrix, matrix
from projection.solve.pipeline import Search
from projection.solve.solution import Progress, Solution, Status, relative_gap

ZERO = 1e-7
SMALL = 400
"""Whole columns up to which HiGHS alone is quickest; measured in docs/benchmarks.md."""
Watch = Callable[[Progress], None]
Look = Callable[[Search], None]


def solve(
    model: Model,
    solver: Solver,
    watch: Watch | None = None,
    stop: Stop | None = None,
    keep: Keep | None = None,
) -> Solution:
    """Solve to the gap or the time limit, whichever comes first.

    Ctrl-C or ``stop`` ends the search at its next poll and keeps the best plan, its bound and its gap. ``watch``
    is called from the calling thread a few times a second; ``keep`` is handed the best plan so far now and then.
    """
    began = time.monotonic()
    stop = stop or Stop()
    problem = matrix(model)

    def so_far(search: Search, status: Status) -> Solution:
        best, bound = search.best, search.bound
        objective = best.objective if best else float("inf")
        values = {} if best is None else by_component(problem, best.values)
        return Solution(status, objective, min(bound, objective), time.monotonic() - began, values)

    def look(search: Search) -> None:
        if keep is not None and search.best is not None:
            keep.look((search.objective, search.bound), lambda: so_far(search, "unfinished"))

    search = searched(model.instance, problem, solver, watch, stop, look=look)
    return so_far(search, status_of(search, solver, stop))


def searched(
    instance: Instance,
    problem: Matrix,
    solver: Solver,
    watch: Watch | None,
    stop: Stop,
    start: Floats | None = None,
    look: Look = lambda _: None,
) -> Search:
    """Search a matrix to the gap, the time limit or a stop, from a plan of all columns if one is given.

    ``look`` is called with the search from the calling thread a few times a second while it goes on.
    """
    search = Search(instance, problem, solver, stop, time.monotonic())
    if start is not None:
        search.begin_from(start)
    _in_thread(search.run if int(problem.integral.sum()) > SMALL else search.alone, search, watch, stop, look)
    return search


def _in_thread(work: Callable[[], None], search: Search, watch: Watch | None, stop: Stop, look: Look) -> None:
    """Run ``work`` beside this thread, which watches, looks and hears Ctrl-C; an error in it is raised here."""
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread
            failed.append(error)

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    while thread.is_alive():
        try:
            thread.join(0.2)
            if watch is not None:
                watch(search.progress())
            if thread.is_alive():
                look(search)
        except KeyboardInterrupt:
            stop.ask()
        except BaseException:
            stop.ask()
            thread.join()
            raise
    if failed:
        raise failed[0]


def status_of(search: Search, solver: Solver, stop: Stop) -> Status:
    """How far a search came."""
    if search.best_values is None:
        return "no plan"
    gap = relative_gap(search.objective, search.bound)
    if gap <= 1e-6:
        return "optimal"
    if gap <= solver.gap + 1e-9:
        return "gap reached"
    return "interrupted" if stop.asked.is_set() else "time limit"


def by_component(problem: Matrix, values: Floats) -> Mapping[str, Mapping[Any, float]]:
    """Values that are not zero by component and key; whole ones rounded."""
    named: dict[str, dict[Any, float]] = {}
    for place in np.flatnonzero(np.abs(values) > ZERO):
        component, key = problem.columns[int(place)]
        value = float(values[place])
        clean = float(round(value)) if problem.integral[place] else value
        if clean:
            named.setdefault(component, {})[key] = clean
    return named
