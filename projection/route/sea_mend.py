"""Lanes that clip land, bent round it: a lane of MARNET may cut a cape or run through an islet.

A lane that crosses land gets one new node beside the land, first 1 nm to either side, then further out; if
only one half then is clear, the other half is bent again. Nodes that lie on land are moved off it first.
What cannot be mended within three bends stays as it was, for the caller to drop.
"""

import numpy as np

from projection.route.land_mask import Land, lonlat
from projection.route.marnet import Bools, Ints, Lanes, make_lanes
from projection.sphere import RADIUS_NM, Floats, distance_nm, unit_vectors

OFFSETS_NM = (1, -1, 2, -2, 4, -4, 7, -7, 12, -12, 20, -20, 35, -35)
NUDGES_NM = (0.5, 1.0, 2.0, 4.0)
BEARINGS = 8
BENDS = 3


def mended(lanes: Lanes, land: Land) -> tuple[Lanes, Bools]:
    """Lanes with those that cross land bent where that helps, and which of the result are clear of land."""
    lanes = _nudged(lanes, land)
    dry = ~land.crossed(*lanes.ends())
    for _ in range(BENDS):
        wet = np.flatnonzero(~dry)
        via, first, second = _bend(lanes, wet, land)
        bent = first | second
        number = len(lanes.lon) + np.arange(bent.sum())
        u, v = lanes.edges[wet[bent]].T
        edges = np.concatenate(
            [np.delete(lanes.edges, wet[bent], axis=0), np.stack([u, number], 1), np.stack([v, number], 1)]
        )
        dry = np.concatenate([np.delete(dry, wet[bent]), first[bent], second[bent]])
        lon = np.concatenate([lanes.lon, via[bent, 0]])
        lat = np.concatenate([lanes.lat, via[bent, 1]])
        order = np.lexsort(edges.T[::-1])
        lanes, dry = make_lanes(lon, lat, edges[order]), dry[order]
    return lanes, dry


def _bend(lanes: Lanes, wet: Ints, land: Land) -> tuple[Floats, Bools, Bools]:
    """A node beside the land for each wet lane, and whether the lane's two halves over it are clear."""
    lon1, lat1, lon2, lat2 = (column[wet] for column in lanes.ends())
    middle, side = _crossing(lanes, wet, land)
    via = np.zeros((len(wet), 2))
    clear = np.zeros((2, len(wet)), bool)
    for offset in OFFSETS_NM:
        left = np.flatnonzero(~clear.all(axis=0))
        spot = lonlat(middle[left] + offset / RADIUS_NM * side[left])
        one = ~land.crossed(lon1[left], lat1[left], spot[:, 0], spot[:, 1])
        two = ~land.crossed(spot[:, 0], spot[:, 1], lon2[left], lat2[left])
        better = one.astype(int) + two > clear[:, left].sum(axis=0)
        via[left[better]] = spot[better]
        clear[:, left[better]] = one[better], two[better]
    return via, clear[0], clear[1]


def _crossing(lanes: Lanes, wet: Ints, land: Land) -> tuple[Floats, Floats]:
    """Middle of the stretch of each wet lane between its first and last coast, and the direction abeam."""
    lon1, lat1, lon2, lat2 = (column[wet] for column in lanes.ends())
    points, line = land.points(lon1, lat1, lon2, lat2)
    at = distance_nm(lat1[line], lon1[line], points[:, 1], points[:, 0])
    low, high = np.full(len(wet), np.inf), np.zeros(len(wet))
    np.minimum.at(low, line, at)
    np.maximum.at(high, line, at)
    a, b = unit_vectors(lat1, lon1), unit_vectors(lat2, lon2)
    side = np.cross(a, b)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    angle = ((low + high) / 2 / RADIUS_NM)[:, None]
    return a * np.cos(angle) + np.cross(side, a) * np.sin(angle), side


def _nudged(lanes: Lanes, land: Land) -> Lanes:
    """Lanes with every end of a wet lane that lies on land moved to sea, if there is sea within 4 nm."""
    nodes = np.unique(lanes.edges[land.crossed(*lanes.ends())])
    nodes = nodes[land.covers(lanes.lon[nodes], lanes.lat[nodes])]
    spots = unit_vectors(lanes.lat[nodes], lanes.lon[nodes])
    east = np.stack([-spots[:, 1], spots[:, 0], np.zeros(len(nodes))], axis=1)
    east /= np.maximum(np.linalg.norm(east, axis=1, keepdims=True), 1e-12)
    north = np.cross(spots, east)
    away = np.repeat(NUDGES_NM, BEARINGS) / RADIUS_NM
    bearing = np.radians(np.tile(np.arange(BEARINGS) * 360 / BEARINGS, len(NUDGES_NM)))
    side = np.cos(bearing)[:, None] * north[:, None] + np.sin(bearing)[:, None] * east[:, None]
    spot = lonlat((spots[:, None] + away[:, None] * side).reshape(-1, 3))
    free = ~land.covers(spot[:, 0], spot[:, 1]).reshape(len(nodes), len(away))
    first = free.argmax(axis=1)
    moved = np.where(
        free.any(axis=1, keepdims=True),
        spot.reshape(len(nodes), len(away), 2)[np.arange(len(nodes)), first],
        np.stack([lanes.lon[nodes], lanes.lat[nodes]], axis=1),
    )
    lon, lat = lanes.lon.copy(), lanes.lat.copy()
    lon[nodes], lat[nodes] = moved.T
    return make_lanes(lon, lat, lanes.edges)
