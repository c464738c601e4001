"""Taut lines: straight ones between turning points and ports that see each other, and the lanes between.

Lanes zigzag over oceans; a shortest way over straight lines between points in sight of each other does not.
Where nothing is in sight (canals, narrow straits) the lanes themselves join the turning points.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from projection.route.land_mask import Land, lonlat
from projection.route.marnet import Bools, Ints, Lanes
from projection.route.sea_boxes import Boxes
from projection.route.sea_graph import Lines, joined, shortest, straight
from projection.sphere import RADIUS_NM, Floats, distance_nm, unit_vectors

SPARE = 2e-4
"""Two lines replace a third when they are at most this share longer."""

FAR_NM = 1000.0
"""Beyond this distance only points that stand for their neighbours are joined by lines of sight."""

FAR_SPACING_NM = 60.0
"""How far apart these points are."""


@dataclass(frozen=True)
class Sight:
    """Points on the water, and what stands between them.

    ``lon``, ``lat`` degrees, shape (points,); ``reach`` nm from each point within which land does not count: 0
    at sea, more for the ports, which come last.
    """

    lon: Floats
    lat: Floats
    reach: Floats
    land: Land

    def candidates(self) -> Ints:
        """Pairs of points between which no inner land lies, shape (pairs, 2), the larger number first.

        All pairs that are near each other, and the distant ones among some points that stand for their
        neighbours.
        """
        xyz = unit_vectors(self.lat, self.lon)
        near = KDTree(xyz).query_pairs(2 * np.sin(FAR_NM / RADIUS_NM / 2), output_type="ndarray")
        some = _spread(xyz[self.reach == 0])
        second, first = np.triu_indices(len(some), 1)
        both = np.concatenate([near[:, ::-1], np.stack([some[first], some[second]], axis=1)])
        a, b = np.divmod(np.unique(both @ [len(xyz), 1]), len(xyz))
        open_ = ~self.land.blocks(xyz[a], xyz[b])
        return np.stack([a[open_], b[open_]], axis=1)

    def clear(self, pairs: Ints) -> Bools:
        """Whether each pair of points is in sight of each other; the larger number comes first."""
        a, b = pairs.T
        clear = np.ones(len(pairs), bool)
        tied = self.reach[a] > 0
        sea, near = np.flatnonzero(~tied), np.flatnonzero(tied)
        clear[sea] = ~self.land.crossed(*self._ends(a[sea], b[sea]))
        points, line = self.land.points(*self._ends(a[near], b[near]))
        a, b, owner = a[near[line]], b[near[line]], near[line]
        from_a = distance_nm(self.lat[a], self.lon[a], points[:, 1], points[:, 0])
        from_b = distance_nm(self.lat[b], self.lon[b], points[:, 1], points[:, 0])
        clear[owner[(from_a > self.reach[a]) & (from_b > self.reach[b])]] = False
        return clear & ~self._inland(pairs)

    def _inland(self, pairs: Ints) -> Bools:
        """Whether two ports' line is still on land where the first port's approach ends."""
        answer = np.zeros(len(pairs), bool)
        both = np.flatnonzero((self.reach[pairs] > 0).all(axis=1))
        a, b = pairs[both].T
        nm = distance_nm(self.lat[a], self.lon[a], self.lat[b], self.lon[b])
        share = np.minimum(1.0, self.reach[a] / nm)[:, None]
        xyz = unit_vectors(self.lat, self.lon)
        spot = lonlat(xyz[a] + share * (xyz[b] - xyz[a]))
        ashore = self.land.covers(spot[:, 0], spot[:, 1])
        answer[both] = ashore & (nm > self.reach[a] + self.reach[b])
        return answer

    def _ends(self, a: Ints, b: Ints) -> tuple[Floats, Floats, Floats, Floats]:
        return self.lon[a], self.lat[a], self.lon[b], self.lat[b]


def taut_lines(sight: Sight, nodes: int, lanes: Lines, boxes: Boxes) -> Lines:
    """The lines ``lanes`` and all lines of sight, without those that others replace.

    Only the first ``nodes`` points may lie on a way.
    """
    pairs = sight.candidates()
    lines = joined(lanes, straight(sight.lon, sight.lat, pairs[sight.clear(pairs)]))
    masks = lines.hits(boxes, sight.lon, sight.lat).masks(len(lines.nm))
    return lines.some(needed(len(sight.lon), nodes, lines, masks))


def lane_lines(lanes: Lanes, used: Bools, turns: Bools) -> Lines:
    """Ways over ``used`` lanes between turning points that are next to each other, the larger number first.

    Every used node belongs to the turning point nearest by lane; a lane between nodes of two turning points
    makes a line between these.
    """
    edges = np.flatnonzero(used[lanes.edges].all(axis=1))
    u, v = lanes.edges[edges].T
    count = len(lanes.lon)
    matrix = csr_matrix((lanes.nm[edges], (u, v)), shape=(count, count))
    start = np.flatnonzero(turns)
    nm, before, owner = dijkstra(matrix, directed=False, indices=start, return_predecessors=True, min_only=True)
    joins = np.flatnonzero((owner[u] != owner[v]) & (owner[u] >= 0) & (owner[v] >= 0))
    u, v = u[joins], v[joins]
    length = nm[u] + lanes.nm[edges[joins]] + nm[v]
    swap = owner[u] < owner[v]
    u, v = np.where(swap, v, u), np.where(swap, u, v)
    ends = np.stack([owner[u], owner[v]], axis=1).astype(np.int64)
    best = shortest(ends, length)
    via = {}
    for line, (one, two) in enumerate(zip(u[best].tolist(), v[best].tolist(), strict=True)):
        inner = [*_back(before, one)[::-1][1:], *_back(before, two)[:-1]]
        if inner:
            via[line] = tuple((float(lanes.lon[n]), float(lanes.lat[n])) for n in inner)
    return Lines(ends[best], length[best], via)


def needed(count: int, nodes: int, lines: Lines, masks: Ints) -> Ints:
    """Numbers of the lines that no two shorter ones over a node replace.

    ``count`` points, of which the first ``nodes`` may lie on a way; the others are ports. What replaces a line
    goes through no passage that the line does not.
    """
    keep = np.ones(len(lines.nm), bool)
    first, second = lines.ends.T
    for passages in np.unique(masks):
        fair = masks & ~passages == 0
        legal = np.full((count, count), np.inf)
        for a, b in ((first[fair], second[fair]), (second[fair], first[fair])):
            legal[a, b] = lines.nm[fair]
        mine = np.flatnonzero(masks == passages)
        for row in np.unique(first[mine]):
            some = mine[first[mine] == row]
            near, far, nm = legal[row, :nodes], legal[second[some], :nodes], lines.nm[some]
            shorter = np.maximum(near, far) < nm[:, None]
            over = np.where(shorter, near + far, np.inf).min(axis=1)
            keep[some] = over > nm * (1.0 + SPARE)
    return np.flatnonzero(keep)


def _spread(xyz: Floats) -> Ints:
    """Numbers of some points, none within 60 nm of another, and every other point within 60 nm of one."""
    close = KDTree(xyz).query_ball_point(xyz, FAR_SPACING_NM / RADIUS_NM)
    left = np.ones(len(xyz), bool)
    chosen = []
    for point, others in enumerate(close):
        if left[point]:
            chosen.append(point)
            left[others] = False
    return np.array(chosen, np.int64)


def _back(before: Ints, node: int) -> list[int]:
    """Nodes from ``node`` back to its turning point."""
    out = [node]
    while before[out[-1]] >= 0:
        out.append(int(before[out[-1]]))
    return out
