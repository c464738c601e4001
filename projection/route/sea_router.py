"""Shortest ways through a sea graph between its ports, with any set of passages shut."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from projection.route.marnet import Ints
from projection.route.sea_graph import SeaGraph
from projection.sphere import Floats

NumberPair = tuple[int, int]


class Step(NamedTuple):
    """Arrival at a node: by which line, through which passages so far (bits), and after which step.

    Ways from one port share their first steps.
    """

    node: int
    line: int
    mask: int
    before: "Step | None"


@dataclass(frozen=True)
class Way:
    """A way between two ports: its length in nm, and its last step."""

    nm: float
    last: Step

    @property
    def mask(self) -> int:
        """Passages that it uses, as bits."""
        return self.last.mask

    def steps(self) -> list[Step]:
        """Steps from port to port; the first is the start, by no line."""
        out: list[Step] = []
        step: Step | None = self.last
        while step is not None:
            out.append(step)
            step = step.before
        return out[::-1]


class Router:
    """A sea graph made ready for many searches; it keeps nothing between them."""

    def __init__(self, graph: SeaGraph) -> None:
        self.graph = graph
        self._count = len(graph.lon)
        u, v = graph.lines.ends.T
        sea = np.flatnonzero((u < graph.nodes) & (v < graph.nodes))
        link = np.flatnonzero((u >= graph.nodes) & (v < graph.nodes))
        rows = np.concatenate([u[sea], v[sea], u[link]])
        columns = np.concatenate([v[sea], u[sea], v[link]])
        lines = np.concatenate([sea, sea, link])
        self._matrix = csr_matrix((lines + 1.0, (rows, columns)), shape=(self._count, self._count))
        self._line = self._matrix.data.astype(np.int64) - 1
        self._between: dict[int, int] = dict(
            zip((rows * self._count + columns).tolist(), lines.tolist(), strict=True)
        )
        self._masks: list[int] = graph.masks.tolist()
        self._ends: list[list[int]] = graph.lines.ends.tolist()
        self._nodes = graph.nodes
        order = link[np.argsort(u[link], kind="stable")]
        self._links = np.split(order, np.searchsorted(u[order], graph.nodes + np.arange(1, len(graph.ports))))
        direct = np.flatnonzero(v >= graph.nodes)
        self._direct = {(int(u[k]), int(v[k])): int(k) for k in direct}

    def ways(self, shut: int, pairs: Iterable[NumberPair]) -> dict[NumberPair, Way]:
        """The shortest way of each pair of ports while the passages ``shut`` (bits) are shut.

        Ports are counted from 0. Pairs without a way are left out.
        """
        ends: dict[int, list[int]] = defaultdict(list)
        for start, end in pairs:
            ends[start].append(end)
        if not ends:
            return {}
        starts = sorted(ends)
        weight = np.where(self.graph.masks & shut, np.inf, self.graph.lines.nm)
        matrix = csr_matrix(
            (weight[self._line], self._matrix.indices, self._matrix.indptr), shape=self._matrix.shape
        )
        nm, before = dijkstra(matrix, indices=self._nodes + np.array(starts), return_predecessors=True)
        out: dict[NumberPair, Way] = {}
        for row, start in enumerate(starts):
            back = before[row].tolist()
            known: dict[int, Step] = {self._nodes + start: Step(self._nodes + start, -1, 0, None)}
            for end in ends[start]:
                line, length = self._arrival(start, end, nm[row], weight)
                if length < np.inf:
                    step = self._step(self._node_before(line, end), back, known)
                    mask = step.mask | self._masks[line]
                    out[start, end] = Way(length, Step(self._nodes + end, line, mask, step))
        return out

    def _arrival(self, start: int, end: int, nm: Floats, weight: Floats) -> tuple[int, float]:
        """The line by which the way from ``start`` ends at port ``end``, and the length of the way."""
        links: Ints = self._links[end]
        total = nm[self.graph.lines.ends[links, 1]] + weight[links]
        best = int(total.argmin()) if len(total) else -1
        last, length = (int(links[best]), float(total[best])) if len(total) else (-1, np.inf)
        direct = self._direct.get((self._nodes + max(start, end), self._nodes + min(start, end)))
        if direct is not None and weight[direct] < length:
            return direct, float(weight[direct])
        return last, length

    def _node_before(self, line: int, end: int) -> int:
        """The other end of a line to port ``end``."""
        one, two = self._ends[line]
        return two if one == self._nodes + end else one

    def _step(self, node: int, back: list[int], known: dict[int, Step]) -> Step:
        """The step to ``node``, made with those before it from ``back``, the node before each node."""
        new = []
        while node not in known:
            new.append(node)
            node = back[node]
        step = known[node]
        for node in reversed(new):
            line = self._between[step.node * self._count + node]
            step = known[node] = Step(node, line, step.mask | self._masks[line], step)
        return step
