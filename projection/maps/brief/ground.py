"""The ground of the page: coasts, tracks and places on the theatre's sheet, in whole kilometres, as short text."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely

from projection.maps.base import Floats, Sheet, theatre_sheet
from projection.sphere import Point

DETAIL_M = 10_000.0
"""How much the coasts may be simplified: the page stays small, and a port is still seen at its coast."""

_EUROPE = (-12.0, 33.0, 45.0, 62.0)
_KOREA = (122.0, 32.0, 134.0, 40.5)
_UNIT_M = 1000.0
_LINE_KM = 4.0


def encode(points: Iterable[Sequence[float]]) -> str:
    """Points in kilometres as text: zigzag differences in base 32, lowest digits first, from ``?`` on.

    The way of the polyline format that web maps use; page.js reads it again.
    """
    out: list[str] = []
    before = np.zeros(2, dtype=int)
    for point in points:
        now = np.rint(np.asarray(point, float)).astype(int)
        for step in (now - before).tolist():
            value = step * 2 if step >= 0 else -step * 2 - 1
            while value >= 32:
                out.append(chr(63 + (value & 31 | 32)))
                value >>= 5
            out.append(chr(63 + value))
        before = now
    return "".join(out)


def plane(xy: Floats) -> Floats:
    """Metres on the sheet as kilometres with y growing downwards, as screens count; shape (points, 2)."""
    return xy / _UNIT_M * (1.0, -1.0)


def spot(lon: float, lat: float) -> tuple[int, int]:
    """A place on the page's plane, kilometres."""
    x, y = np.rint(plane(theatre_sheet().spots([(lon, lat)]))[0]).astype(int).tolist()
    return x, y


def track(path: Sequence[Point]) -> list[str]:
    """A track along its great circles as encoded pieces, cut at the sheet's edge; empty without a line."""
    pieces = [plane(piece) for piece in theatre_sheet().lines(path)] if len(path) > 1 else []
    lines = [shapely.simplify(shapely.linestrings(piece), _LINE_KM) for piece in pieces if len(piece) > 1]
    return [encode(shapely.get_coordinates(line)) for line in lines]


def ground() -> dict[str, Any]:
    """Outline of the globe, land by state, and the frames of Europe and Korea (left, top, right, bottom)."""
    sheet = theatre_sheet()
    edge = plane(sheet.outline())
    left, top = edge.min(axis=0)
    right, bottom = edge.max(axis=0)
    whole = (left * _UNIT_M - 1, top * _UNIT_M - 1, right * _UNIT_M + 1, bottom * _UNIT_M + 1)
    land: dict[str, list[str]] = {}
    for code, shape in sheet.land(whole, DETAIL_M):
        for ring in shapely.get_rings(shape):
            land.setdefault(code, []).append(encode(plane(shapely.get_coordinates(ring))))
    frames = {"Europe": _frame(sheet, _EUROPE), "Korea": _frame(sheet, _KOREA)}
    return {
        "outline": encode(edge),
        "edge": [round(float(value)) for value in (left, top, right, bottom)],
        "land": dict(sorted(land.items())),
        "frames": frames,
    }


def _frame(sheet: Sheet, bounds: tuple[float, float, float, float]) -> list[int]:
    west, south, east, north = bounds
    xy = plane(sheet.spots([(west, south), (west, north), (east, north), (east, south)]))
    return [int(value) for value in np.rint([*xy.min(axis=0), *xy.max(axis=0)])]
