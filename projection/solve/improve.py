"""Improvement: free the missions of a neighbourhood, hold the rest, and let HiGHS solve what is left."""

from dataclasses import dataclass

import numpy as np

from projection.solve.highs import Clock, Outcome
from projection.solve.matrix import Floats, Mask
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole, held

NODES = 5
"""Branch-and-bound nodes of one neighbourhood: a limit that does not depend on the clock."""
EFFORT = 0.1
"""Share of a neighbourhood's work that goes into heuristics: what it finds counts, not what it proves."""
LONGEST_S = 4.0
"""Most seconds of one neighbourhood, while they make the plan better."""
JOIN_S = 1.0
"""Most seconds for the loads of two changes made to one plan."""
CHANGED = 1e-6


@dataclass(frozen=True)
class Incumbent:
    """The best plan so far: whole columns, all columns, objective."""

    whole: Floats
    values: Floats
    objective: float

    @classmethod
    def of(cls, whole: Whole, values: Floats) -> "Incumbent":
        """The plan that values of all columns are, its objective counted from them."""
        return cls(np.round(values[whole.columns]), values, whole.problem.worth(values))


@dataclass(frozen=True)
class Guide:
    """What the relaxation says of where better plans lie.

    ``near`` and ``used``: launches near it and whole columns that it uses; ``spent`` what each group (`Concern`)
    costs in it, None where that is not known. All of the relaxation with ships whole, once they are.
    """

    near: Mask
    used: Mask
    spent: Floats | None = None

    @classmethod
    def of(cls, relaxation: Relaxation, values: Floats) -> "Guide":
        """What a relaxation's last answer ``values`` says."""
        spent = relaxation.whole.concern.spent(values, relaxation.problem.cost)
        return cls(relaxation.near(values), relaxation.uses(values), spent)

    @classmethod
    def none(cls, whole: Whole) -> "Guide":
        """Nothing known: everything is near and used."""
        everything = np.ones(len(whole.columns), dtype=bool)
        return cls(everything, everything)


def improve(
    whole: Whole,
    best: Incumbent,
    free: Mask,
    clock: Clock,
    longest_s: float = LONGEST_S,
    uln: str | None = None,
) -> Outcome:
    """Search with the launches of ``free`` open and all others as in the best plan, from that plan.

    Loads, stocks and closing days are open for the ULNs that those launches carry and for the dearest that they
    could carry (`Concern`), and for ``uln``; the others stay as they are, so that a neighbourhood is small.
    """
    open_ = whole.concern.columns(free & whole.launches, best.values, best.whole, uln)
    open_[whole.columns] = np.where(whole.launches, free, open_[whole.columns])
    return _opened(whole, best.values, best.whole, open_, longest_s, clock, start=best.values)


def joined(whole: Whole, best: Incumbent, found: Outcome, now: Incumbent, clock: Clock) -> Outcome:
    """The missions that ``found`` changed in the plan ``best``, changed in a later plan ``now`` of the other core.

    Loads are searched for anew for all whom either change concerns. No values where there is nothing to join or
    the missions do not fit together.
    """
    nothing = Outcome("Infeasible", float("inf"), float("-inf"), None)
    if found.values is None or now is best or found.objective >= best.objective:
        return nothing
    change = np.round(found.values[whole.columns]) - best.whole
    missions = now.whole + np.where(whole.launches, change, 0.0)
    outside = (missions < whole.box.lower) | (missions > whole.box.upper)
    if outside.any() or (whole.slack(missions) < -CHANGED).any():
        return nothing
    group = whole.concern.group
    changed = np.maximum(np.abs(found.values - best.values), np.abs(now.values - best.values)) > CHANGED
    open_ = np.isin(group, np.unique(group[changed])) | (group < 0)
    open_[whole.columns[whole.launches]] = False
    return _opened(whole, now.values, missions, open_, JOIN_S, clock)


def _opened(
    whole: Whole,
    values: Floats,
    missions: Floats,
    open_: Mask,
    longest_s: float,
    clock: Clock,
    start: Floats | None = None,
) -> Outcome:
    """HiGHS on what columns ``open_`` leave open; others held at ``values``, whole ones at ``missions``."""
    problem = whole.problem
    lower, upper = values.copy(), values.copy()
    lower[whole.columns] = upper[whole.columns] = missions
    lower[open_], upper[open_] = problem.lower[open_], problem.upper[open_]
    options = {
        "threads": 1,
        "mip_rel_gap": 1e-4,
        "mip_max_nodes": NODES,
        "mip_heuristic_effort": EFFORT,
        "mip_heuristic_run_root_reduced_cost": False,
        "time_limit": max(0.1, min(longest_s, clock.left_s)),
    }
    return held(problem, lower, upper, options, clock.stop, start=start)
