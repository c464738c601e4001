"""Shortest legal ways by air between the airfields of a network, round airspace that is shut.

All pairs at once: great circles that keep clear of closed airspace are legs as they are; the others bend at
corners of it, found by Dijkstra's algorithm over sight lines. What nations are crossed is read off the land
of their states. The way is a legal minimum: practice flies 4 to 10 % longer, which is the scenario's
planning allowance and not added here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from projection.network.network import Network
from projection.network.rows import Airfield, Leg
from projection.route.air_frame import to_lonlat
from projection.route.air_sight import Corners, clear, corners, touches
from projection.route.borders import closed_airspace, states_at, states_under
from projection.route.cache import Arrays, cached
from projection.route.types import AirLeg, Pair, Path
from projection.sphere import RADIUS_NM, path_nm, unit_vectors, unwrap

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Ways = dict[tuple[int, int], Path]
"""Turning points (lon, lat) with both ends, longitudes within -180..180, by pair of field numbers."""

LEAST_NM = 1e-6
"""Length of a sight line between two nodes at one place; a sparse graph takes 0 for no line."""


@dataclass(frozen=True)
class Fields:
    """Airfields as arrays: ids, points (lon, lat), unit vectors, and the states each lies in or belongs to."""

    ids: tuple[str, ...]
    lonlat: Floats
    vectors: Floats
    owners: tuple[frozenset[str], ...]


def air_legs(network: Network, closed: tuple[str, ...]) -> Mapping[Pair, AirLeg]:
    """Shortest legal leg for every ordered pair of airfields, by (start, end), sorted.

    Parameters
    ----------
    network : airfields are the nodes; legs of mode air that it gives take precedence; pairs farther apart
        than the longest ferry range of its aircraft are left out.
    closed : states whose airspace, with the belt of 12 nm, may not be entered. A state's own airfields are
        reached through its airspace even when it is closed: who may land there is another question.

    A pair without a legal way is missing. Nations overflown are those whose land the way crosses, without the
    owners of the two ends.
    """
    rows = [network.airfields[key] for key in sorted(network.airfields)]
    reach = max((kind.ferry_nm for kind in network.aircraft.values()), default=np.inf)
    key = [repr((row.id, row.nation, row.lat, row.lon)) for row in rows]
    found = cached("air", [*key, repr(reach), *closed], lambda: _arrays(_fields(rows), closed, reach))
    return typed_air_legs(network, _legs([row.id for row in rows], found))


def typed_air_legs(network: Network, computed: Mapping[Pair, AirLeg]) -> dict[Pair, AirLeg]:
    """Computed legs with those of mode air that the network gives itself in their place, sorted."""
    legs = dict(computed)
    for leg in network.legs:
        if leg.mode == "air":
            legs.update(_typed(network, leg, legs))
    return dict(sorted(legs.items()))


def _arrays(fields: Fields, closed: tuple[str, ...], reach: float) -> Arrays:
    """Computed legs as arrays, one way only.

    ``pair`` field numbers, ``nm``, ``nations`` joined by ;, ``size`` points of each way, ``points`` (lon, lat)
    of all ways one after another.
    """
    ways = _ways(fields, closed, reach)
    crossed = _crossed(ways)
    known = {(a, b): fields.owners[a] | fields.owners[b] | set(closed) for a, b in ways}
    return {
        "pair": np.array(list(ways), int).reshape(-1, 2),
        "nm": np.array([path_nm(points)[-1] for points in ways.values()], float),
        "nations": np.array([";".join(sorted(crossed[pair] - known[pair])) for pair in ways], str),
        "size": np.array([len(points) for points in ways.values()], int),
        "points": np.array([point for points in ways.values() for point in points], float).reshape(-1, 2),
    }


def _legs(ids: Sequence[str], found: Arrays) -> dict[Pair, AirLeg]:
    """Legs both ways from the arrays of `_arrays`."""
    legs: dict[Pair, AirLeg] = {}
    points = [(lon, lat) for lon, lat in found["points"].tolist()]
    columns = (found[name].tolist() for name in ("pair", "nm", "nations", "size"))
    first = 0
    for (start, end), nm, nations, size in zip(*columns, strict=True):
        way = points[first : first + size]
        first += size
        overflown = tuple(nations.split(";")) if nations else ()
        legs[ids[start], ids[end]] = AirLeg(ids[start], ids[end], nm, overflown, unwrap(way))
        legs[ids[end], ids[start]] = AirLeg(ids[end], ids[start], nm, overflown, unwrap(way[::-1]))
    return legs


def _fields(rows: Sequence[Airfield]) -> Fields:
    lonlat = np.array([(row.lon, row.lat) for row in rows]).reshape(-1, 2)
    located = states_at(lonlat)
    owners = tuple(frozenset({row.nation, state or row.nation}) for row, state in zip(rows, located, strict=True))
    return Fields(tuple(row.id for row in rows), lonlat, unit_vectors(lonlat[:, 1], lonlat[:, 0]), owners)


def _ways(fields: Fields, closed: tuple[str, ...], reach: float) -> Ways:
    """Path of each pair of field numbers (start < end) that has a legal way within ``reach`` nm."""
    guests = [owner & frozenset(closed) for owner in fields.owners]
    groups: dict[frozenset[str], list[tuple[int, int]]] = {}
    for start in range(len(guests)):
        for end in range(start + 1, len(guests)):
            groups.setdefault(guests[start] | guests[end], []).append((start, end))
    ways: Ways = {}
    for spared, pairs in sorted(groups.items(), key=lambda item: sorted(item[0])):
        shut = tuple(sorted(set(closed) - spared))
        ways.update(_ways_round(fields, shut, np.array(pairs), reach))
    return dict(sorted(ways.items()))


def _ways_round(fields: Fields, shut: tuple[str, ...], pairs: Ints, reach: float) -> Ways:
    """Paths of ``pairs`` round the airspace of ``shut`` states."""
    points = fields.vectors
    pairs = pairs[_nm(points[pairs[:, 0]], points[pairs[:, 1]]) <= reach]
    open_states = [not owner & set(shut) for owner in fields.owners]
    space = closed_airspace(shut, fields.lonlat[open_states])
    direct = clear(space, points[pairs[:, 0]], points[pairs[:, 1]])
    ways: Ways = {pair: _points(fields.lonlat[list(pair)]) for pair in map(tuple, pairs[direct].tolist())}
    bent = pairs[~direct]
    if len(bent) == 0:
        return ways
    found = corners(space)
    graph = _graph(fields, found, space, np.unique(bent), reach)
    starts = np.unique(bent[:, 0])
    nm, before = dijkstra(graph, indices=starts, return_predecessors=True)
    lonlat = np.concatenate([fields.lonlat, to_lonlat(found.vectors).round(4), fields.lonlat])
    for start, end in bent.tolist():
        row, node = int(np.searchsorted(starts, start)), len(lonlat) - len(fields.ids) + end
        if before[row, node] < 0 or nm[row, node] > reach:
            continue
        chain = [node]
        while chain[-1] != start:
            chain.append(int(before[row, chain[-1]]))
        ways[start, end] = _points(lonlat[chain[::-1]])
    return ways


def _graph(fields: Fields, found: Corners, space: object, used: Ints, reach: float) -> csr_array:
    """Sight lines in nm: fields (out only), then corners, then fields again (in only).

    Fields are ends and never turning points, so that a field more in the network changes no other leg.
    """
    many, turns = len(fields.ids), len(found.plane)
    field, corner = (grid.ravel() for grid in np.meshgrid(used, np.arange(turns), indexing="ij"))
    keep = touches(found, corner, fields.vectors[field])
    field, corner = field[keep], corner[keep]
    one, two = np.triu_indices(turns, 1)
    for _ in range(2):
        keep = touches(found, one, found.vectors[two])
        one, two = two[keep], one[keep]
    starts = np.concatenate([fields.vectors[field], found.vectors[one]])
    ends = np.concatenate([found.vectors[corner], found.vectors[two]])
    nm = np.maximum(_nm(starts, ends), LEAST_NM)
    good = np.flatnonzero(nm <= reach)
    good = good[clear(space, starts[good], ends[good])]
    row = np.concatenate([field, one + many])[good]
    column = np.concatenate([corner, two])[good] + many
    back = np.where(row < many, row + many + turns, row)
    size = 2 * many + turns
    rows, columns = np.concatenate([row, column]), np.concatenate([column, back])
    return csr_array((np.tile(nm[good], 2), (rows, columns)), shape=(size, size))


def _nm(starts: Floats, ends: Floats) -> Floats:
    """Great circle distance between unit vectors, shape (n, 3)."""
    chord = np.linalg.norm(starts - ends, axis=-1)
    return np.asarray(2 * RADIUS_NM * np.arcsin(np.minimum(chord / 2, 1.0)), float)


def _points(lonlat: Floats) -> Path:
    return tuple((float(lon), float(lat)) for lon, lat in lonlat)


def _crossed(ways: Ways) -> dict[tuple[int, int], set[str]]:
    """States whose land each way crosses; a sight line that many ways share is looked at once."""
    lines = sorted({line for points in ways.values() for line in pairwise(points)})
    number = {line: i for i, line in enumerate(lines)}
    states = states_under(np.array(lines).reshape(-1, 2, 2))
    return {
        pair: set().union(*(states[number[line]] for line in pairwise(points))) for pair, points in ways.items()
    }


def _typed(network: Network, row: Leg, legs: Mapping[Pair, AirLeg]) -> dict[Pair, AirLeg]:
    """Legs that a network gives itself, with the computed way, or a straight line, to draw them by."""
    pairs = [(row.from_node, row.to_node), (row.to_node, row.from_node)]
    out: dict[Pair, AirLeg] = {}
    for pair in pairs[: 1 + row.both_ways]:
        ends = [network.places[node] for node in pair]
        path = unwrap((place.lon, place.lat) for place in ends)
        known = legs.get(pair) or AirLeg(*pair, float(path_nm(path)[-1]), (), path)
        nm = known.nm if row.nm is None else row.nm
        out[pair] = replace(known, nm=nm, hours=row.hours, typed=True)
    return out
