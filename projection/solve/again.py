"""A problem solved again from the missions of a plan of a like problem, and from a bound that still holds."""

import time
from dataclasses import dataclass

import numpy as np

from projection.movement.instance import Instance
from projection.scenario.rows import Solver
from projection.solve.highs import Clock, Stop, forget_threads
from projection.solve.improve import Incumbent, Neighbourhoods, improve
from projection.solve.matrix import Floats, Matrix
from projection.solve.restrict import Box, Whole, search
from projection.solve.solution import Solution, Status, relative_gap
from projection.solve.solve import SMALL, by_component, searched

MEND_S = 5.0
"""Most seconds for other closing days when units can no longer be whole on the old ones or never."""
AROUND = 0.5
"""Share of the time for neighbourhoods of the old plan where a bound is known."""


@dataclass(frozen=True)
class Again:
    """The new plan; whether all old missions still fitted, and whether the old bound still holds."""

    solution: Solution
    fitted: bool
    old_bound: bool


def solve_again(
    instance: Instance, problem: Matrix, solver: Solver, held: Floats, bound: float, stop: Stop
) -> Again:
    """Solve from launches and closing days ``held`` (of `Whole.columns`); ``bound`` holds here, 0 = none known.

    The old missions come first, less what no longer fits together, with units whole on their old days or never;
    then neighbourhoods of that until the gap
    to the old bound is reached; then, where it is not or there is none, the search of `solve` from there.
    """
    began, holds = time.monotonic(), bound > 0
    forget_threads()
    whole = Whole(problem)
    clock = Clock(stop, began + solver.time_limit_s)
    limits = {"threads": 1, "time_limit": max(1.0, clock.left_s)}
    kept = thinned(whole, held)
    found = search(whole, _as_they_were(whole, kept), limits, stop)
    if found.values is None and not whole.launches.all():
        found = search(whole, whole.missions_of(kept), {**limits, "time_limit": MEND_S}, stop)
    fitted = found.values is not None and bool((kept == held).all())
    best = _best(whole, found.values)
    small = int(problem.integral.sum()) <= SMALL
    if best is not None and bound > 0 and not small:
        half = Clock(stop, min(clock.end, time.monotonic() + AROUND * solver.time_limit_s))
        best = _around(instance, whole, best, solver, bound, half)
    objective = best.objective if best else float("inf")
    enough = relative_gap(objective, bound) <= solver.gap
    values = best.values if best else None
    if not enough:
        left = solver.model_copy(update={"time_limit_s": max(1.0, clock.left_s)})
        done = searched(instance, problem, left, None, stop, values)
        values, objective, bound = done.best_values, done.objective, max(bound, done.bound)
    bound = min(bound, objective)
    solution = Solution(
        status=_status(relative_gap(objective, bound), solver, stop) if values is not None else "no plan",
        objective=objective,
        bound=bound,
        seconds=time.monotonic() - began,
        values={} if values is None else by_component(problem, values),
    )
    return Again(solution, fitted, holds)


def thinned(whole: Whole, held: Floats) -> Floats:
    """Launches without those that break a row of launches: most mended first, late ones first."""
    rows, _ = whole.rows_of_launches()
    kept = held.copy()
    while True:
        slack = whole.slack(kept)
        broken = np.flatnonzero(slack < -1e-6)
        flown = np.flatnonzero((kept > 0.5) & whole.launches)
        if not len(broken) or not len(flown):
            return kept
        need = -slack[broken][:, None]
        mends = (np.minimum(rows[broken][:, flown].toarray(), need) / need).sum(axis=0)
        last = max(range(len(flown)), key=lambda i: (mends[i], whole.days[flown[i]], -flown[i]))
        if mends[last] <= 0:
            return kept
        kept[flown[last]] -= 1


def _as_they_were(whole: Whole, held: Floats) -> Box:
    """Launches held, units whole on their old days or never, items left free: mostly a linear problem."""
    kinds = [whole.problem.columns[int(c)][0] for c in whole.columns]
    closes = np.array([kind == "closes" for kind in kinds], dtype=bool)
    box = whole.missions_of(held)
    return Box(box.lower, np.where(closes, held, box.upper))


def _best(whole: Whole, values: Floats | None) -> Incumbent | None:
    if values is None:
        return None
    problem = whole.problem
    return Incumbent(np.round(values[whole.columns]), values, float(problem.cost @ values) + problem.offset)


def _around(
    instance: Instance, whole: Whole, best: Incumbent, solver: Solver, bound: float, clock: Clock
) -> Incumbent:
    """Better plans near one, until the gap or the time."""
    around = Neighbourhoods(instance, whole, solver.seed)
    near = np.ones(len(whole.columns), dtype=bool)
    while not clock.over and relative_gap(best.objective, bound) > solver.gap:
        found = improve(whole, best, around.draw(near), clock)
        around.learn(found)
        better = _best(whole, found.values)
        if better is not None and better.objective < best.objective - 1e-9:
            best = better
    return best


def _status(gap: float, solver: Solver, stop: Stop) -> Status:
    if gap <= 1e-6:
        return "optimal"
    if gap <= solver.gap + 1e-9:
        return "gap reached"
    return "interrupted" if stop.asked.is_set() else "time limit"
