"""Loads for whole missions that are given, and missions that loads do not need left out.

A small problem, unless hundreds of closing days are to be chosen.
"""

import numpy as np

from projection.solve.highs import Clock, Outcome, Stop
from projection.solve.matrix import Floats, Mask
from projection.solve.restrict import Box, Whole, search

MANY = 500
"""Closing days and items above which closing days are taken from the relaxation, not searched for."""
USED = 1e-6
TIDY_NODES = 50
TIDY_S = 10.0


def loaded(whole: Whole, missions: Floats, clock: Clock) -> Outcome:
    """Best loads, stocks and closing days for ``missions``, launches of the whole columns.

    Above `MANY` choices each unit is whole on the last day that the linear relaxation uses, or never, as fits
    best: the loads are the best for those days. Where that allows no plan, HiGHS looks for one.
    """
    limits = {"threads": 1, "time_limit": max(1.0, clock.left_s)}
    box = whole.missions_of(missions)
    if int((~whole.launches).sum()) > MANY:
        relaxed = search(whole, box, {**limits, "solve_relaxation": True}, clock.stop)
        if relaxed.values is None:
            return relaxed
        upper = np.where(_not_last(whole, relaxed.values[whole.columns]), 0.0, box.upper)
        found = search(whole, Box(box.lower, np.maximum(box.lower, upper)), limits, clock.stop)
        if found.values is not None or clock.over:
            return found
    return search(whole, box, limits, clock.stop)


def exactly(whole: Whole, missions: Floats, clock: Clock) -> Outcome:
    """Best loads for whole columns exactly as they are."""
    limits = {"threads": 1, "time_limit": max(1.0, clock.left_s)}
    return search(whole, Box(missions, missions), limits, clock.stop)


def tidied(whole: Whole, missions: Floats) -> Outcome:
    """The same plan without missions that its loads do not need, as far as some nodes and seconds go."""
    limits = {"threads": 1, "mip_rel_gap": 1e-5, "mip_max_nodes": TIDY_NODES, "time_limit": TIDY_S}
    return search(whole, Box(np.zeros(len(missions)), missions), limits, Stop(), start=missions)


def _not_last(whole: Whole, values: Floats) -> Mask:
    """Closing days that are not the last one of their unit that ``values`` use."""
    last: dict[str, int] = {}
    closes: dict[int, tuple[str, int]] = {}
    for place in np.flatnonzero(~whole.launches):
        kind, key = whole.problem.columns[int(whole.columns[place])]
        if kind == "closes":
            closes[int(place)] = key
            if values[place] > USED:
                last[key[0]] = max(last.get(key[0], -1), key[1])
    found = np.zeros(len(values), dtype=bool)
    found[[place for place, (unit, day) in closes.items() if last.get(unit) != day]] = True
    return found
