"""A first plan: whole missions window by window, later days relaxed (relax and fix)."""

from dataclasses import replace

import numpy as np

from projection.solve.highs import Clock, Outcome
from projection.solve.matrix import Ints
from projection.solve.restrict import Box, Mask, Relaxation, Whole, held

WINDOW = 5
"""Days whose launches are made whole at once; the last of them is decided again with the next window."""
NODES = 100
LONGEST_S = 15.0


def relax_and_fix(whole: Whole, box: Box, clock: Clock) -> Outcome | None:
    """Make launches whole window by window and say what plan came of it; None when a window has no answer.

    ``box`` bounds of the whole columns to begin from. Before each window the whole
    relaxation is solved again with what is settled, and only launches that it uses or prices nearly low enough
    are offered; later launches stay relaxed, so each window knows roughly what the rest will want.
    Relax-and-fix: Pochet and Wolsey 2006, ch. 3.6.
    """
    lower, upper, days = box.lower.copy(), box.upper.copy(), whole.days
    relaxation = Relaxation(whole, {"threads": 1})
    settled = np.ones(len(days), dtype=bool)
    found: Outcome | None = None
    for first in range(0, int(days.max()) + 1, WINDOW - 1):
        relaxation.hold(np.flatnonzero(settled), Box(lower, upper))
        relaxed = relaxation.run(clock.stop, clock.left_s)
        if relaxed.values is None or clock.over:
            return None
        open_ = Box(lower, np.where(relaxation.near(relaxed.values), upper, lower))
        now = (days >= first) & (days < first + WINDOW)
        found = _window(whole, open_, now, clock)
        if found.values is None:
            return None
        settled = (days >= first) & (days < first + WINDOW - 1)
        values = np.round(found.values[whole.columns])
        lower[settled] = upper[settled] = values[settled]
    return found


def _window(whole: Whole, box: Box, now: Mask, clock: Clock) -> Outcome:
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
        "time_limit": max(0.1, min(LONGEST_S, clock.left_s)),
    }
    return held(replace(problem, integral=integral), lower, upper, options, clock.stop)
