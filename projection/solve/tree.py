"""The bound: branch on how many missions sail from a port, and how many a fleet sends, not on single launches.

The relaxation splits a ship between ports and days at little cost, and branching on one launch day only moves the
split to the next day. How many ships sail from a port, and how many of one fleet, are whole numbers too, and
branching on them moves the bound at once: now on the one more than on the other, so both are tried
(docs/benchmarks.md has the measurement).
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from projection.movement.instance import Instance
from projection.solve.highs import Clock, Outcome
from projection.solve.matrix import Floats
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole

FRACTION = 1e-5
AIR_LAST = 0.01
"""Weight of an aircraft count against a ship count when choosing what to branch on."""
TRIED = 0, 1
"""Levels of ship counts of which one each is tried, and the one kept that lifts the bound more."""


@dataclass(frozen=True)
class Count:
    """A sum of launches that must be whole: ships from a POE, a fleet's from it, between ports, or one launch."""

    name: tuple[str, ...]
    places: tuple[int, ...]
    level: int
    weight: float


def counts(instance: Instance, whole: Whole) -> tuple[Count, ...]:
    """Sums to branch on, no two alike, widest first; single launches of ships last: so ships come out whole."""
    sums: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    weight: dict[tuple[int, tuple[str, ...]], float] = {}
    for place, column in enumerate(whole.columns):
        kind, key = whole.problem.columns[int(column)]
        if kind != "sorties":
            continue
        name, day = key
        option = instance.options[name]
        sea = option.mode == "sea"
        keys = [(1, (option.fleet, option.poe)), (2, (option.fleet, option.poe, option.pod))]
        if sea:
            keys += [(0, (option.poe,)), (3, (name, f"{day:03d}"))]
        for level, key in keys:
            sums.setdefault((level, key), []).append(place)
            weight[level, key] = (1.0 if sea else AIR_LAST) * 0.5**level
    unlike: dict[tuple[int, ...], tuple[int, tuple[str, ...]]] = {}
    for key, places in sorted(sums.items()):
        unlike.setdefault(tuple(places), key)
    return tuple(Count(key[1], places, key[0], weight[key]) for places, key in unlike.items())


@dataclass(order=True)
class Node:
    """One part of the search space: the bound of its relaxation, and limits on counts."""

    bound: float
    number: int
    limits: Mapping[int, tuple[float, float]] = field(compare=False)
    totals: Floats | None = field(compare=False)
    values: Floats | None = field(compare=False)


class Tree:
    """Best-first branch and bound on counts; ``bound`` holds for the whole problem at every moment."""

    def __init__(self, relaxation: Relaxation, sums: Sequence[Count], root: Outcome, clock: Clock) -> None:
        self.relaxation = relaxation
        self.clock = clock
        self.sums = tuple(sums)
        self.levels = np.array([count.level for count in self.sums], dtype=int)
        self.first_row = relaxation.highs.getNumRow()
        for count in self.sums:
            columns = relaxation.place[list(count.places)]
            relaxation.highs.addRow(-np.inf, np.inf, len(columns), columns, np.ones(len(columns)))
        self.held: dict[int, tuple[float, float]] = {}
        self.number = 0
        self.finished = float("inf")
        self.heap = [Node(root.bound, 0, {}, self._totals(root.values), root.values)]

    @property
    def bound(self) -> float:
        """Least bound of what is still open or was set aside."""
        return min(self.heap[0].bound if self.heap else float("inf"), self.finished)

    @property
    def best(self) -> Node | None:
        """The open node with the least bound."""
        return self.heap[0] if self.heap else None

    def ships_whole(self) -> bool:
        """Whether every ship count of the best open node is whole."""
        if not self.heap or self.heap[0].totals is None:
            return not self.heap
        return not any(self._weights(self.heap[0])[self._sea()] > 0)

    def step(self, limit: float) -> bool:
        """Split the best open node, leaving out parts whose bound reaches ``limit``; False when none is left."""
        if not self.heap:
            return False
        node = heapq.heappop(self.heap)
        if node.totals is None or not (picks := self._picks(node)):
            self.finished = min(self.finished, node.bound)
            return False
        tried = [self._parts(node, pick, node.totals[pick]) for pick in picks]
        for part in max(tried, key=lambda parts: min((part.bound for part in parts), default=np.inf)):
            if part.bound < limit:
                heapq.heappush(self.heap, part)
            else:
                self.finished = min(self.finished, part.bound)
        return True

    def _picks(self, node: Node) -> list[int]:
        """Sums to split a node on, one of which will do: a ship count of each level tried, or the heaviest sum."""
        weights = self._weights(node)
        of_levels = [np.where(self._sea() & (self.levels == level), weights, 0.0) for level in TRIED]
        wide = [some for some in of_levels if some.any()]
        return [int(np.argmax(some)) for some in wide or [weights] if some.any()]

    def _parts(self, parent: Node, pick: int, total: float) -> list[Node]:
        """What is left of a node with a sum at most its total rounded down, and at least its total rounded up."""
        low, high = parent.limits.get(pick, (-np.inf, np.inf))
        parts = []
        for limits in ((low, np.floor(total)), (np.ceil(total), high)):
            held = {**parent.limits, pick: limits}
            self._hold(held)
            found = self.relaxation.run(self.clock.stop, self.clock.left_s)
            if found.status != "Infeasible":
                self.number += 1
                bound = max(parent.bound, found.bound)
                parts.append(Node(bound, self.number, held, self._totals(found.values), found.values))
        return parts

    def _hold(self, limits: Mapping[int, tuple[float, float]]) -> None:
        highs = self.relaxation.highs
        for place in sorted(set(self.held) | set(limits)):
            wanted = limits.get(place, (-np.inf, np.inf))
            if self.held.get(place, (-np.inf, np.inf)) != wanted:
                highs.changeRowBounds(self.first_row + place, *wanted)
        self.held = dict(limits)

    def _totals(self, values: Floats | None) -> Floats | None:
        if values is None:
            return None
        whole = values[self.relaxation.whole.columns]
        return np.array([whole[list(count.places)].sum() for count in self.sums])

    def _weights(self, node: Node) -> Floats:
        if node.totals is None:
            return np.zeros(0)
        off = np.abs(node.totals - np.round(node.totals))
        weights: Floats = np.where(off > FRACTION, off, 0.0) * np.array([count.weight for count in self.sums])
        return weights

    def _sea(self) -> Floats:
        return np.array([count.weight > AIR_LAST for count in self.sums])
