"""Where taut ways may turn: nodes near coasts on lanes that some way between ports uses."""

from itertools import combinations

import numpy as np
import shapely
from scipy.spatial import KDTree

from projection.route.land_mask import Land
from projection.route.marnet import Bools, Lanes
from projection.route.sea_boxes import inside
from projection.route.sea_graph import SeaGraph
from projection.route.sea_router import Router
from projection.route.sea_ways import find_ways
from projection.sphere import RADIUS_NM, unit_vectors

SAMPLE = 12
"""Ports, far from each other, between which alternatives show which lanes matter."""

SAMPLE_DEPTH = 3
NEAR_COAST_NM = 30.0
NEAR_BOX = 0.5
"""Degrees round a box within which every used node may be a turning point."""

SPACING_NM = 12.0
"""Turning points closer than this to another are left out, but for those near a box."""


def used_nodes(graph: SeaGraph) -> Bools:
    """Nodes on the best way between any two ports, or on an alternative between ports of a sample."""
    router = Router(graph)
    ports = len(graph.ports)
    best = find_ways(router, list(combinations(range(ports), 2)), depth=0)
    sample = list(combinations(_spread(graph, min(SAMPLE, ports)), 2))
    others = find_ways(router, sample, depth=SAMPLE_DEPTH)
    used = np.zeros(len(graph.lon), bool)
    for answers in [*best.values(), *others.values()]:
        for way in answers.values():
            used[list(way.nodes)] = True
    return used[: graph.nodes]


def turning_points(graph: SeaGraph, lanes: Lanes, land: Land, used: Bools) -> Bools:
    """Which of the ``used`` nodes may be turning points, shape (nodes,); both ends of a lane in a box are."""
    spots = unit_vectors(lanes.lat, lanes.lon)
    lon, lat = shapely.get_coordinates(shapely.get_point(land.coast.geometries, 0)).T
    away = KDTree(unit_vectors(lat, lon)).query(spots, distance_upper_bound=0.1)[0] * RADIUS_NM
    turns = used & inside(graph.boxes, lanes.lon, lanes.lat, NEAR_BOX).any(axis=1)
    through = graph.lines.ends[(graph.masks != 0) & (graph.lines.ends < len(used)).all(axis=1)]
    turns[through[used[through].all(axis=1)]] = True
    left = used & ~turns & (away < NEAR_COAST_NM)
    nodes = np.flatnonzero(left)
    close = KDTree(spots[nodes]).query_ball_point(spots[nodes], SPACING_NM / RADIUS_NM)
    for node, others in zip(nodes.tolist(), close, strict=True):
        if left[node]:
            turns[node] = True
            left[nodes[others]] = False
    return turns


def _spread(graph: SeaGraph, count: int) -> list[int]:
    """Numbers of ``count`` ports far from each other, sorted: each next one is the farthest from the others."""
    spots = unit_vectors(graph.lat[graph.nodes :], graph.lon[graph.nodes :])
    chosen = [0]
    away = np.linalg.norm(spots - spots[0], axis=1)
    while len(chosen) < count:
        chosen.append(int(away.argmax()))
        away = np.minimum(away, np.linalg.norm(spots - spots[chosen[-1]], axis=1))
    return sorted(chosen)
