"""Taut lines: straight ones between turning points and ports that see each other, and the lanes between.

Lanes zigzag over oceans; a shortest way over straight lines between points in sight of each other does not.
Where nothing is in sight (canals, narrow straits) the lanes themselves join the turning points.
"""

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from projection.route.land_mask import Land
from projection.route.marnet import Bools, Ints, Lanes
from projection.route.sea_graph import Lines, shortest
from projection.sphere import Floats, distance_nm, unit_vectors

SPARE = 2e-4
"""Two lines replace a third when they are at most this share longer."""


def sight_lines(lon: Floats, lat: Floats, reach: Floats, land: Land) -> Lines:
    """Straight lines between points in sight of each other, the larger number first.

    Land within ``reach`` nm of a point does not count; a point at sea has reach 0. Points with a reach come
    last.
    """
    second, first = np.triu_indices(len(lon), 1)
    xyz = unit_vectors(lat, lon)
    open_ = ~land.blocks(xyz[first], xyz[second])
    first, second = first[open_], second[open_]
    nm = distance_nm(lat[first], lon[first], lat[second], lon[second])
    clear = np.ones(len(first), bool)
    tied = reach[first] > 0
    sea = np.flatnonzero(~tied)
    clear[sea] = ~land.crossed(lon[first[sea]], lat[first[sea]], lon[second[sea]], lat[second[sea]])
    near = np.flatnonzero(tied)
    points, line = land.points(lon[first[near]], lat[first[near]], lon[second[near]], lat[second[near]])
    owner = near[line]
    at = distance_nm(lat[first[owner]], lon[first[owner]], points[:, 1], points[:, 0])
    bad = (at > reach[first[owner]]) & (at < nm[owner] - reach[second[owner]])
    clear[owner[bad]] = False
    return Lines(np.stack([first, second], axis=1)[clear], nm[clear], {})


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


def _back(before: Ints, node: int) -> list[int]:
    """Nodes from ``node`` back to its turning point."""
    out = [node]
    while before[out[-1]] >= 0:
        out.append(int(before[out[-1]]))
    return out
