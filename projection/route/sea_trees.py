"""Shortest ways through a sea graph from its ports, with any set of passages shut."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from projection.route.marnet import Ints
from projection.route.sea_graph import SeaGraph
from projection.sphere import Floats

NOWHERE = -9999


@dataclass(frozen=True)
class Trees:
    """Shortest ways from some ports to all ports while the passages ``shut`` (bits) are shut.

    ``row`` row of each port that is a source. ``nm`` distance, infinite when there is no way; ``last`` the
    line by which the way ends at the port; ``masks`` passages used, as bits; all of shape (sources, ports).
    ``before`` node before each node on the way from the source, shape (sources, nodes + ports).
    """

    shut: int
    row: dict[int, int]
    nm: Floats
    last: Ints
    masks: Ints
    before: Ints


class Router:
    """A sea graph made ready for many searches; it keeps nothing between them."""

    def __init__(self, graph: SeaGraph) -> None:
        self.graph = graph
        count = len(graph.lon)
        u, v = graph.lines.ends.T
        sea = np.flatnonzero((u < graph.nodes) & (v < graph.nodes))
        link = np.flatnonzero((u >= graph.nodes) & (v < graph.nodes))
        rows = np.concatenate([u[sea], v[sea], u[link]])
        columns = np.concatenate([v[sea], u[sea], v[link]])
        lines = np.concatenate([sea, sea, link])
        matrix = csr_matrix((lines + 1.0, (rows, columns)), shape=(count, count))
        matrix.sort_indices()
        self._matrix = matrix
        self._line = matrix.data.astype(np.int64) - 1
        self._link = link[np.argsort(u[link], kind="stable")]
        self._direct = np.flatnonzero(v >= graph.nodes)

    @cached_property
    def _keys(self) -> Ints:
        """From and to node of every entry of the matrix as one sorted number."""
        rows = np.repeat(np.arange(len(self.graph.lon)), np.diff(self._matrix.indptr))
        return np.asarray(rows * len(self.graph.lon) + self._matrix.indices, np.int64)

    def trees(self, shut: int, sources: list[int]) -> Trees:
        """Shortest ways from the ports numbered ``sources``."""
        graph = self.graph
        weight = np.where(graph.masks & shut, np.inf, graph.lines.nm)
        matrix = csr_matrix(
            (weight[self._line], self._matrix.indices, self._matrix.indptr), shape=self._matrix.shape
        )
        start = graph.nodes + np.array(sources, np.int64)
        dist, before = dijkstra(matrix, indices=start, return_predecessors=True)
        nm, last = self._arrivals(dist, weight)
        self._sail_direct(sources, weight, nm, last)
        masks = np.stack([self._masks(before[k], last[k]) for k in range(len(sources))])
        nm[np.arange(len(sources)), sources] = 0.0
        return Trees(shut, {port: k for k, port in enumerate(sources)}, nm, last, masks, before)

    def way(self, trees: Trees, start: int, end: int) -> tuple[list[int], list[int]]:
        """Nodes from port ``start`` to port ``end``, and the lines between them; both by number."""
        graph, row = self.graph, trees.row[start]
        line = int(trees.last[row, end])
        first = graph.nodes + start
        nodes = [graph.nodes + end]
        node = first if line in self._direct_set else int(graph.lines.ends[line, 1])
        while node != NOWHERE:
            nodes.append(node)
            node = int(trees.before[row, node])
        nodes.reverse()
        hops = np.array(nodes[:-1], np.int64)
        inner = self._lines_between(hops[:-1], hops[1:]).tolist()
        return nodes, [*inner, line]

    @cached_property
    def _direct_set(self) -> frozenset[int]:
        return frozenset(self._direct.tolist())

    def _arrivals(self, dist: Floats, weight: Floats) -> tuple[Floats, Ints]:
        """Distance to every port over its best link, and that link's line, shape (sources, ports) each."""
        graph, ports = self.graph, len(self.graph.ports)
        nm = np.full((len(dist), ports), np.inf)
        last = np.full((len(dist), ports), -1, np.int64)
        total = dist[:, graph.lines.ends[self._link, 1]] + weight[self._link]
        port = graph.lines.ends[self._link, 0] - graph.nodes
        first = np.searchsorted(port, np.arange(ports))
        stop = np.searchsorted(port, np.arange(ports), side="right")
        for k in np.flatnonzero(stop > first):
            best = total[:, first[k] : stop[k]].argmin(axis=1)
            last[:, k] = self._link[first[k] + best]
            nm[:, k] = total[np.arange(len(dist)), first[k] + best]
        return nm, last

    def _sail_direct(self, sources: list[int], weight: Floats, nm: Floats, last: Ints) -> None:
        """Take the direct line between two ports where it is shorter; changes ``nm`` and ``last``."""
        ends = self.graph.lines.ends[self._direct] - self.graph.nodes
        for k, source in enumerate(sources):
            for here, there in ((0, 1), (1, 0)):
                mine = np.flatnonzero(ends[:, here] == source)
                lines, other = self._direct[mine], ends[mine, there]
                better = weight[lines] < nm[k, other]
                nm[k, other[better]] = weight[lines[better]]
                last[k, other[better]] = lines[better]

    def _masks(self, before: Ints, last: Ints) -> Ints:
        """Passages on the way to every port, by doubling the stretch that each node looks back over."""
        graph = self.graph
        out = np.zeros(len(before), np.int64)
        reached = np.flatnonzero(before != NOWHERE)
        out[reached] = graph.masks[self._lines_between(before[reached], reached)]
        back = np.where(before == NOWHERE, np.arange(len(before)), before)
        while True:
            further = back[back]
            out |= out[back]
            if np.array_equal(further, back):
                break
            back = further
        node = np.where(
            graph.lines.ends[last, 1] < graph.nodes, graph.lines.ends[last, 1], graph.lines.ends[last, 0]
        )
        inner = np.where(graph.lines.ends[last, 1] < graph.nodes, out[node], 0)
        return np.asarray(np.where(last < 0, 0, graph.masks[last] | inner), np.int64)

    def _lines_between(self, u: Ints, v: Ints) -> Ints:
        """Line of each step from node ``u`` to node ``v``."""
        keys = u.astype(np.int64) * len(self.graph.lon) + v
        return np.asarray(self._line[np.searchsorted(self._keys, keys)], np.int64)
