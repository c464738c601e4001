"""Voyages that discharge at two ports: which calls a fleet of ships makes one after the other."""

from collections.abc import Sequence
from itertools import combinations

from projection.route.types import Legs, Pair

NEAR_NM = 600.0
"""Farthest that the second port may be from the first; a planner's judgment."""


def calls(legs: Legs, pairs: Sequence[Pair]) -> list[tuple[str, str, str]]:
    """POE and two PODs near each other, in the order that is the shorter way; of pairs (POE, POD) both offered."""

    def nm(start: str, end: str) -> float:
        return min((leg.nm for leg in legs.sea.get((start, end), ())), default=float("inf"))

    found = []
    for poe in sorted({pair[0] for pair in pairs}):
        pods = sorted(pod for start, pod in pairs if start == poe)
        for one, two in combinations(pods, 2):
            if min(nm(one, two), nm(two, one)) <= NEAR_NM:
                there, back = nm(poe, one) + nm(one, two), nm(poe, two) + nm(two, one)
                found.append((poe, one, two) if there <= back else (poe, two, one))
    return found
