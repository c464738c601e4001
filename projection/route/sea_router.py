"""Shortest ways through a sea graph between its ports, with any set of passages shut."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from projection.route.marnet import Ints
from projection.route.sea_graph import SeaGraph
from projection.sphere import Floats

NumberPair = tuple[int, int]


@dataclass(frozen=True)
class Way:
    """A way between two ports.

    ``nm`` its length; ``mask`` passages that it uses, as bits; ``nodes`` numbers from port to port; ``lines``
    numbers of the lines between them.
    """

    nm: float
    mask: int
    nodes: tuple[int, ...]
    lines: tuple[int, ...]


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
        self._between = dict(zip((rows * self._count + columns).tolist(), lines.tolist(), strict=True))
        self._masks = graph.masks.tolist()
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
        nm, before = dijkstra(matrix, indices=self.graph.nodes + np.array(starts), return_predecessors=True)
        out: dict[NumberPair, Way] = {}
        for row, start in enumerate(starts):
            back = before[row].tolist()
            for end in ends[start]:
                last, length = self._arrival(start, end, nm[row], weight)
                if length < np.inf:
                    out[start, end] = self._way(start, end, last, length, back)
        return out

    def _arrival(self, start: int, end: int, nm: Floats, weight: Floats) -> tuple[int, float]:
        """The line by which the way from ``start`` ends at port ``end``, and the length of the way."""
        links: Ints = self._links[end]
        total = nm[self.graph.lines.ends[links, 1]] + weight[links]
        best = int(total.argmin()) if len(total) else -1
        last, length = (int(links[best]), float(total[best])) if len(total) else (-1, np.inf)
        nodes = self.graph.nodes
        direct = self._direct.get((nodes + max(start, end), nodes + min(start, end)))
        if direct is not None and weight[direct] < length:
            return direct, float(weight[direct])
        return last, length

    def _way(self, start: int, end: int, last: int, length: float, back: list[int]) -> Way:
        """The way that ends with the line ``last``; ``back`` the node before each node."""
        first = self.graph.nodes + start
        node = int(self.graph.lines.ends[last, 1])
        nodes, lines = [self.graph.nodes + end], [last]
        if node < self.graph.nodes:
            while node != first:
                nodes.append(node)
                lines.append(self._between[back[node] * self._count + node])
                node = back[node]
        nodes.append(first)
        mask = 0
        for line in lines:
            mask |= self._masks[line]
        return Way(length, mask, tuple(reversed(nodes)), tuple(reversed(lines)))
