"""Where taut ways may turn: nodes near coasts on lanes that some way between ports uses."""

from collections import defaultdict
from itertools import combinations

import numpy as np
import shapely
from scipy.spatial import KDTree

from projection.route.land_mask import Land
from projection.route.marnet import Bools, Ints, Lanes
from projection.route.sea_boxes import inside
from projection.route.sea_graph import SeaGraph
from projection.route.sea_router import Router, Step, Way
from projection.route.sea_ways import find_ways
from projection.sphere import RADIUS_NM, Floats, distance_nm, unit_vectors

SAMPLE = 12
"""Ports, far from each other, between which alternatives show which lanes matter."""

SAMPLE_DEPTH = 3
NEAR_COAST_NM = 100.0
NEAR_BOX = 0.5
"""Degrees round a box within which every used node may be a turning point."""

SPACING_NM = 20.0
"""Turning points closer than this to another in sight are left out, but for those near a box.

Further off the coast it is the distance from the coast.
"""


def used_nodes(graph: SeaGraph) -> Bools:
    """Nodes on the best way between any two ports, or on an alternative between ports of a sample."""
    router = Router(graph)
    ports = len(graph.ports)
    best = find_ways(router, list(combinations(range(ports), 2)), depth=0)
    sample = list(combinations(_spread(graph, min(SAMPLE, ports)), 2))
    others = find_ways(router, sample, depth=SAMPLE_DEPTH)
    used = np.zeros(len(graph.lon), bool)
    seen: set[int] = set()
    for answers in [*best.values(), *others.values()]:
        for way in answers.values():
            _mark(way, used, seen)
    return used[: graph.nodes]


def _mark(way: Way, used: Bools, seen: set[int]) -> None:
    """Mark the nodes of a way, back to the first step that other ways share with it and that is ``seen``."""
    step: Step | None = way.last
    while step is not None and id(step) not in seen:
        seen.add(id(step))
        used[step.node] = True
        step = step.before


def turning_points(graph: SeaGraph, lanes: Lanes, land: Land, used: Bools) -> Bools:
    """Which of the ``used`` nodes may be turning points, shape (nodes,); both ends of a lane in a box are."""
    spots = unit_vectors(lanes.lat, lanes.lon)
    lon, lat = shapely.get_coordinates(shapely.get_point(land.coast.geometries, 0)).T
    away = KDTree(unit_vectors(lat, lon)).query(spots, distance_upper_bound=0.1)[0] * RADIUS_NM
    turns = used & inside(graph.boxes, lanes.lon, lanes.lat, NEAR_BOX).any(axis=1)
    through = graph.lines.ends[(graph.masks != 0) & (graph.lines.ends < len(used)).all(axis=1)]
    turns[through[used[through].all(axis=1)]] = True
    nodes = np.flatnonzero(used & ~turns & (away < NEAR_COAST_NM))
    spacing = np.maximum(SPACING_NM, away[nodes])
    turns[nodes[_thinned(lanes.lon[nodes], lanes.lat[nodes], spacing, land)]] = True
    return turns


def _thinned(lon: Floats, lat: Floats, spacing: Floats, land: Land) -> Ints:
    """Numbers of some points, so that every other one has one of them within its spacing (nm) and in sight."""
    spots = unit_vectors(lat, lon)
    pairs = KDTree(spots).query_pairs(spacing.max(initial=0.0) / RADIUS_NM, output_type="ndarray")
    pairs = np.concatenate([pairs, pairs[:, ::-1]])
    nm = distance_nm(lat[pairs[:, 0]], lon[pairs[:, 0]], lat[pairs[:, 1]], lon[pairs[:, 1]])
    kept, other = pairs[nm < spacing[pairs[:, 1]]].T
    clear = ~land.crossed(lon[kept], lat[kept], lon[other], lat[other])
    close: dict[int, list[int]] = defaultdict(list)
    for one, two in zip(kept[clear].tolist(), other[clear].tolist(), strict=True):
        close[one].append(two)
    left = np.ones(len(lon), bool)
    chosen = []
    for point in np.argsort(spacing, kind="stable").tolist():
        if left[point]:
            chosen.append(point)
            left[close[point]] = False
    return np.array(sorted(chosen), np.int64)


def _spread(graph: SeaGraph, count: int) -> list[int]:
    """Numbers of ``count`` ports far from each other, sorted: each next one is the farthest from the others."""
    spots = unit_vectors(graph.lat[graph.nodes :], graph.lon[graph.nodes :])
    chosen = [0]
    away = np.linalg.norm(spots - spots[0], axis=1)
    while len(chosen) < count:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, np.linalg.norm(spots - spots[chosen[-1]], axis=1))
    return sorted(chosen)
