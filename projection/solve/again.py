"""A problem solved again from the missions of a plan of a like problem, and from a bound that still holds."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from projection.movement.instance import Instance
from projection.scenario.rows import Solver
from projection.solve.cuts import cut
from projection.solve.highs import Clock, Outcome, Stop, forget_threads
from projection.solve.improve import Guide, Incumbent
from projection.solve.loading import loaded
from projection.solve.matrix import Floats, Matrix
from projection.solve.pipeline import Search
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Whole, search
from projection.solve.ships import at_sea
from projection.solve.solution import Solution, Status, relative_gap
from projection.solve.solve import SMALL, by_component, searched
from projection.solve.start import rounded

MEND_S = 5.0
"""Most seconds for other closing days when units can no longer be whole on the old ones or never."""
AROUND = 0.5
AROUND_S = 20.0
"""Share of the time for plans near the old one, and its least seconds: a search from nothing needs more."""


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

    The old missions come first, less what no longer fits together, with units whole on their old days or never.
    Where that is not near enough to the bound, the relaxation gives a new one, missions are added to the old ones
    as it has them, and neighbourhoods of that follow; then, where the gap is not reached, the search of `solve`.
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
    best = None if found.values is None else Incumbent.of(whole, found.values)
    small = int(problem.integral.sum()) <= SMALL
    if best is not None and not small and relative_gap(best.objective, bound) > solver.gap:
        first = Clock(stop, min(clock.end, began + max(AROUND_S, AROUND * solver.time_limit_s)))
        best, bound = _nearer(instance, whole, best, solver, bound, first)
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


def _nearer(
    instance: Instance, whole: Whole, best: Incumbent, solver: Solver, bound: float, clock: Clock
) -> tuple[Incumbent, float]:
    """Bound of the relaxation, and plans near one that its missions, more of them, and neighbourhoods give.

    On the other core ships are made whole anew from the relaxation beside the old aircraft: where ships were taken
    away, those that are left sail otherwise. Neighbourhoods follow on both.
    """
    relaxation = cut(whole, clock)
    relaxation.enough = 0.0
    relaxed = relaxation.run(clock.stop, clock.left_s)
    bound = max(bound, min(relaxed.bound, best.objective))
    if relaxed.values is None:
        return best, bound
    plans = Search(instance, relaxation.whole.problem, solver, clock.stop, time.monotonic())
    plans.clock, plans.bound, plans.best = clock, bound, best
    plans.guide = Guide.of(relaxation, relaxed.values)
    with ThreadPoolExecutor(1) as other:
        aside = other.submit(_ships_anew, instance, relaxation.again(), best.whole, clock)
        plans.offer(_more(relaxation, best.whole, clock))
        plans.offer(aside.result())
    plans.on_both_cores()
    return plans.best or best, plans.bound


def _ships_anew(instance: Instance, relaxation: Relaxation, missions: Floats, clock: Clock) -> Outcome:
    """A plan with ships rounded from the relaxation and the aircraft of ``missions`` that fit, and more."""
    whole, sea = relaxation.whole, at_sea(instance, relaxation.whole)
    found = rounded(relaxation, whole.box, sea, clock, ships=True)
    if found.values is None:
        return found
    return _more(relaxation, thinned(whole, np.where(sea, np.round(found.values[whole.columns]), missions)), clock)


def _more(relaxation: Relaxation, missions: Floats, clock: Clock) -> Outcome:
    """A plan with ``missions`` and more of them, rounded up from the relaxation."""
    whole = relaxation.whole
    box = Box(np.where(whole.launches, missions, whole.box.lower), whole.box.upper)
    relaxation.hold(np.arange(len(whole.columns)), box)
    found = rounded(relaxation, box, whole.launches, clock)
    if found.values is None:
        return found
    return loaded(whole, found.values[whole.columns], clock)


def _status(gap: float, solver: Solver, stop: Stop) -> Status:
    if gap <= 1e-6:
        return "optimal"
    if gap <= solver.gap + 1e-9:
        return "gap reached"
    return "interrupted" if stop.asked.is_set() else "time limit"
