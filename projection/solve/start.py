"""A first plan: whole missions window by window, later days relaxed (relax and fix)."""

from dataclasses import replace

import numpy as np

from projection.solve.highs import Outcome, Stop, load, run
from projection.solve.matrix import Ints
from projection.solve.restrict import Box, Mask, Places, Whole

WINDOW = 6
"""Days whose launches are made whole at once; the last of them is decided again with the next window."""
NODES = 20
LONGEST_S = 8.0


def relax_and_fix(whole: Whole, box: Box, days: Places, stop: Stop, time_left_s: float) -> Outcome | None:
    """Make launches whole window by window and say what plan came of it; None when a window has no answer.

    ``box`` bounds of the whole columns to begin from, ``days`` their launch days. Later launches stay relaxed, so
    each window knows roughly what the rest will want. Relax-and-fix: Pochet and Wolsey 2006, ch. 3.6.
    """
    lower, upper = box.lower.copy(), box.upper.copy()
    end = int(days.max()) + 1
    found: Outcome | None = None
    for first in range(0, end, WINDOW - 1):
        last = first + WINDOW >= end
        now = (days >= first) & (days < first + WINDOW)
        if stop.asked.is_set() or time_left_s <= 0:
            return None
        found = _window(whole, Box(lower, upper), now, stop, min(LONGEST_S, time_left_s))
        if found.values is None:
            return None
        settled = now if last else now & (days < first + WINDOW - 1)
        values = np.round(found.values[whole.columns])
        lower[settled] = upper[settled] = values[settled]
        if last:
            break
    return found


def _window(whole: Whole, box: Box, now: Mask, stop: Stop, longest_s: float) -> Outcome:
    problem = whole.problem
    lower, upper = problem.lower.copy(), problem.upper.copy()
    lower[whole.columns], upper[whole.columns] = box.lower, box.upper
    integral: Ints = np.zeros(len(problem.cost), dtype=np.int32)
    integral[whole.columns[now]] = 1
    options = {
        "threads": 1,
        "mip_rel_gap": 3e-3,
        "mip_max_nodes": NODES,
        "mip_heuristic_effort": 0.1,
        "time_limit": longest_s,
    }
    return run(load(replace(problem, lower=lower, upper=upper, integral=integral), options), stop)
