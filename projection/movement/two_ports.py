"""Voyages of ships: those that load or discharge at two ports, one after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from projection.route.types import Legs, Pair

NEAR_NM = 600.0
"""Farthest that the second port may be from the first; a planner's judgment."""


@dataclass(frozen=True)
class Calls:
    """Ports at which a voyage loads, then those at which it discharges, each in order."""

    poes: tuple[str, ...]
    pods: tuple[str, ...]

    @property
    def ports(self) -> tuple[str, ...]:
        """Every port in order."""
        return self.poes + self.pods

    @property
    def name(self) -> str:
        """POEs and PODs as options and refusals name them."""
        return f"{'+'.join(self.poes)}-{'+'.join(self.pods)}"


def calls(legs: Legs, base: str, pairs: Sequence[Pair]) -> list[Calls]:
    """Voyages with two ports near each other at one end, in the order that is the shorter way.

    ``pairs`` (POE, POD) are those offered alone; both of the ports must be offered with the one at the other end.
    """

    def nm(*ports: str) -> float:
        return sum(_nm(legs, start, end) for start, end in zip(ports, ports[1:], strict=False))

    found = []
    for one, two, poe in _beside([(pod, poe) for poe, pod in pairs], nm):
        shorter = nm(poe, one, two) <= nm(poe, two, one)
        found.append(Calls((poe,), (one, two) if shorter else (two, one)))
    for one, two, pod in _beside(pairs, nm):
        shorter = nm(base, one, two, pod) <= nm(base, two, one, pod)
        found.append(Calls((one, two) if shorter else (two, one), (pod,)))
    return found


def _beside(pairs: Sequence[Pair], nm: Callable[..., float]) -> Iterator[tuple[str, str, str]]:
    """Two ports near each other, and one with which both are a pair."""
    for end in sorted({pair[1] for pair in pairs}):
        for one, two in combinations(sorted(start for start, other in pairs if other == end), 2):
            if min(nm(one, two), nm(two, one)) <= NEAR_NM:
                yield one, two, end


def _nm(legs: Legs, start: str, end: str) -> float:
    """Shortest way by sea; nothing from a port to itself."""
    if start == end:
        return 0.0
    return min((leg.nm for leg in legs.sea.get((start, end), ())), default=float("inf"))
