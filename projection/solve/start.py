"""A first plan: whole missions window by window, later days relaxed (relax and fix)."""

import math
from dataclasses import replace

import numpy as np

from projection.solve.highs import Clock, Outcome
from projection.solve.matrix import Floats, Ints, Mask
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Whole, held

WINDOW = 5
"""Days whose launches are made whole at once. The last one is decided again with the next ones."""
AHEAD = 10
"""Days behind a window whose launches stay free; later ones are held as relaxed."""
NODES = 100
LONGEST_S = 8.0
"""Most seconds of a window ..."""
LONGEST_SHARE = 1 / 20
"""... and most of the time left when the first begins: a first plan leaves time to make it better."""
OFFERED, LEAST_OFFERED = 4, 100
"""Free launches offered to a window for each one of them that the relaxation uses, and the least."""
FRACTION = 1e-5
AT_ONCE = 0.25
"""Share of the launches in fractions that are rounded before the relaxation is solved again."""
AIR_AT_ONCE, SEA_AT_ONCE = 0.5, 0.02
"""The same in a large problem, of the missions that all fractions are: aircraft; ships, all but one by one."""
NEARLY = 0.9
"""Fraction from which a launch of a large problem is rounded up in any case ..."""
LAST = 10
"""... and number of aircraft's launches in fractions that are rounded up all at once."""


def relax_and_fix(relaxation: Relaxation, box: Box, clock: Clock) -> Floats:
    """Make launches whole window by window; the missions settled when all are done, or when time is up.

    ``relaxation`` is changed on the way; ``box`` bounds of the whole columns to begin from. Before each window the
    whole relaxation is solved again with what is settled, and only launches that it uses or prices nearly low
    enough are offered; later launches stay relaxed, so each window knows roughly what the rest will want.
    Launches more than `AHEAD` days behind it stay as the relaxation has them. Once a window has no answer in its
    time, launches are rounded up from the relaxation instead (`rounded`), as all are in a large problem, the rest
    at once after half the time. Pochet and Wolsey 2006, ch. 3.6.
    """
    whole = relaxation.whole
    lower, upper, days = box.lower.copy(), box.upper.copy(), whole.days
    longest_s, half_s = min(LONGEST_S, LONGEST_SHARE * clock.left_s), clock.left_s / 2
    large = relaxation.large
    settled, by_search = np.ones(len(days), dtype=bool), not large
    for first in range(0, int(days.max(initial=-1)) + 1, WINDOW - 1):
        relaxation.hold(np.flatnonzero(settled), Box(lower, upper))
        relaxed = relaxation.run(clock.stop, clock.left_s)
        if relaxed.values is None or clock.over:
            break
        rest = large and clock.left_s < half_s
        now = (days >= first) & (rest | (days < first + WINDOW))
        found = relaxed
        if by_search:
            offered = _offered(relaxation, Box(lower, upper), relaxed.values, first + WINDOW + AHEAD)
            found = _window(whole, offered, now, clock, longest_s, relaxation.open)
        if found.values is None or not by_search:
            by_search = False
            found = rounded(relaxation, Box(lower, upper), now & whole.launches, clock)
        if found.values is None:
            break
        settled = now & (rest | (days < first + WINDOW - 1)) & whole.launches
        values = np.round(found.values[whole.columns])
        lower[settled] = upper[settled] = values[settled]
        if rest:
            break
    return np.where(whole.launches, lower, 0.0)


def rounded(relaxation: Relaxation, box: Box, now: Mask, clock: Clock, ships: bool = False) -> Outcome:
    """The launches ``now`` made whole by rounding some up and solving again until none is in fractions.

    Those with the largest fractions first; one that no longer fits beside the others is rounded down. In a large
    problem few ``ships`` are rounded at a time; launches, where they are not ships, stay out once they are not
    used, as long as that leaves an answer.
    """
    whole = relaxation.whole
    large = relaxation.large
    shutting, shut = large and not ships, np.zeros(len(box.upper), dtype=bool)
    lower, upper = box.lower.copy(), box.upper.copy()
    while True:
        relaxation.hold(np.flatnonzero(now), Box(lower, upper))
        found = relaxation.run(clock.stop, clock.left_s)
        if found.status == "Infeasible" and shut.any():
            upper, shut, shutting = np.where(shut, box.upper, upper), np.zeros_like(shut), False
            continue
        if found.values is None:
            return found
        values = found.values[whole.columns]
        floor = np.floor(values + FRACTION)
        part = np.where(now, values - floor, 0.0)
        lower = np.where(now, np.maximum(lower, floor), lower)
        waiting = np.flatnonzero(part > FRACTION)
        if not len(waiting):
            relaxation.hold(np.flatnonzero(now), box)
            return replace(found, values=whole.spread(np.where(whole.launches, lower, 0.0)))
        if shutting:
            shut |= now & (values < FRACTION)
            upper = np.where(shut, lower, upper)
        by_size = waiting[np.argsort(-part[waiting], kind="stable")]
        for place in by_size[: _many(part[by_size], large, ships)]:
            more = np.where(whole.launches, lower, 0.0)
            more[place] += 1
            if (whole.slack(more) >= -1e-9).all():
                lower[place] += 1
            else:
                upper[place] = lower[place]


def _many(parts: Floats, large: bool, ships: bool) -> int:
    """How many of the launches with the fractions ``parts``, largest first, are rounded at once."""
    if not large:
        return math.ceil(len(parts) * AT_ONCE)
    if not ships and len(parts) <= LAST:
        return len(parts)
    share = SEA_AT_ONCE if ships else AIR_AT_ONCE
    return max(int((parts >= NEARLY).sum()), math.ceil(share * float(parts.sum())))


def _offered(relaxation: Relaxation, box: Box, relaxed: Floats, far_day: int) -> Box:
    """Launches near the relaxation, solved just now; those from ``far_day`` on held as it has them."""
    whole = relaxation.whole
    free = whole.free(box)
    near = relaxation.near(relaxed, OFFERED, LEAST_OFFERED, free)
    values = np.clip(relaxed[whole.columns], box.lower, box.upper)
    far = whole.launches & (whole.days >= far_day)
    upper = np.where(free & ~near, box.lower, box.upper)
    return Box(np.where(far, values, box.lower), np.where(far, values, upper))


def _window(whole: Whole, box: Box, now: Mask, clock: Clock, longest_s: float, may: Mask) -> Outcome:
    problem = whole.problem
    lower, upper = problem.lower.copy(), np.where(may, problem.upper, 0.0)
    lower[whole.columns], upper[whole.columns] = box.lower, box.upper
    integral: Ints = np.zeros(len(problem.cost), dtype=np.int32)
    integral[whole.columns[now]] = 1
    options = {
        "threads": 1,
        "mip_rel_gap": 3e-3,
        "mip_max_nodes": NODES,
        "mip_heuristic_effort": 0.1,
        "mip_heuristic_run_root_reduced_cost": False,
        "time_limit": max(0.1, min(longest_s, clock.left_s)),
    }
    return held(replace(problem, integral=integral), lower, upper, options, clock.stop)
