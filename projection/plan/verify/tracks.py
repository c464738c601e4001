"""Lines of legs against the boxes of passages, and the passages that a stop lists."""

import re
from collections.abc import Iterable

import numpy as np

from projection.network.rows import Passage
from projection.plan.plan import Track
from projection.plan.rows import MissionStop
from projection.sphere import distance_nm, interpolate, path_nm

_ENTRY = re.compile(r"(?P<name>[^@;]+)@(?P<hour>-?\d+(\.\d+)?)")
_STEP_NM = 2.0
_EDGE_DEG = 0.02
"""A line that only grazes a box by so much does not count as crossing it."""


def entries(stop: MissionStop) -> tuple[tuple[str, float], ...]:
    """Passages of a leg with the hour of entry. Raises ValueError when the cell is not written so."""
    found = []
    for part in filter(None, stop.passages.split(";")):
        match = _ENTRY.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not a passage with its hour of entry")
        found.append((match["name"], float(match["hour"])))
    return tuple(found)


def length_nm(track: Track) -> float:
    """Length of a line along great circles."""
    return float(path_nm(track)[-1])


def ends_off_nm(track: Track, start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far the ends of a line are from the nodes (lon, lat) that it joins; the larger of both."""
    return max(
        float(distance_nm(track[place][1], track[place][0], node[1], node[0]))
        for place, node in ((0, start), (-1, end))
    )


def crossed_by(track: Track, passages: Iterable[Passage]) -> tuple[str, ...]:
    """Passages whose boxes a line crosses, great circles between its points; in the order given."""
    lon, lat = np.asarray(interpolate(track, _STEP_NM), float).reshape(-1, 2).T
    found = []
    for row in passages:
        east = (lon - row.west) % 360
        inside = (row.span == 360) | (east > _EDGE_DEG) & (east < row.span - _EDGE_DEG)
        inside &= (lat > row.south + _EDGE_DEG) & (lat < row.north - _EDGE_DEG)
        if inside.any():
            found.append(row.id)
    return tuple(found)
