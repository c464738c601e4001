"""Where on the page each map lies and what part of the world it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from projection.maps.base import Floats, Frame, Sheet, frame_around, local_sheet, theatre_sheet
from projection.maps.traffic import Traffic
from projection.report.page import MARGIN_IN
from projection.sphere import Point

SIZE = (16.0, 9.0)
EXTENTS = ("theatre", "europe", "pacific", "korea", "pole")
"""Names of the pages that `projection map --extent` draws."""

BOUNDS = {
    "Europe": (-12.0, 33.0, 45.0, 62.0),
    "Korea": (125.6, 33.8, 130.2, 38.7),
    "Pacific": (122.0, 2.0, 238.0, 62.0),
}
"""West, south, east and north in degrees; longitudes run on past 180."""

TOP_IN = 1.12
_HIGH, _GAP = 6.55, 0.12
_SIDE, _EUROPE, _STRIP = 5.8, 3.65, 2.1
_POLE_IN = 3.0
_WHOLE = SIZE[0] - 2 * MARGIN_IN
Inches = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """A part of the world on a sheet, and its box on the page: left, top, width, height in inches."""

    name: str
    sheet: Sheet
    frame: Frame
    box: Inches


def theatre_views(found: Traffic) -> list[View]:
    """The theatre with Europe and Korea beside it; below it the Pacific and the pole, where lanes cross them."""
    wide = _WHOLE - _SIDE - _GAP
    left, low = MARGIN_IN + wide + _GAP, _HIGH - _EUROPE - _GAP
    strip = bool(found.polar or found.pacific)
    high = _HIGH - _STRIP - _GAP if strip else _HIGH
    out = [View("theatre", *_theatre(found, wide / high), (MARGIN_IN, TOP_IN, wide, high))]
    for name, top, tall in (("Europe", TOP_IN, _EUROPE), ("Korea", TOP_IN + _EUROPE + _GAP, low)):
        out.append(View(name, *_inset(BOUNDS[name], _SIDE / tall), (left, top, _SIDE, tall)))
    if strip:
        out += _below(found, wide, TOP_IN + high + _GAP)
    return out


def _below(found: Traffic, wide: float, top: float) -> list[View]:
    """The strip below the theatre: the Pacific, the pole, or both."""
    pole = 0.0 if not found.polar else _POLE_IN if found.pacific else wide
    rest = wide - pole - (_GAP if pole else 0.0)
    out = []
    if found.pacific:
        out.append(View("Pacific", *_pacific(found, rest / _STRIP), (MARGIN_IN, top, rest, _STRIP)))
    if pole:
        out.append(
            View("Over the pole", *_pole(found, pole / _STRIP), (MARGIN_IN + wide - pole, top, pole, _STRIP))
        )
    return out


def whole_view(found: Traffic, extent: str) -> View:
    """One of `EXTENTS` but the theatre on a page of its own."""
    box = (MARGIN_IN, TOP_IN, _WHOLE, _HIGH)
    aspect = _WHOLE / _HIGH
    if extent == "pole":
        return View("Over the pole", *_pole(found, aspect), box)
    name = extent.capitalize()
    return View(name, *_inset(BOUNDS[name], aspect), box)


def inset_names(lon: float, lat: float) -> list[str]:
    """Insets of Europe and Korea that hold a point."""
    return [name for name in ("Europe", "Korea") if _holds(BOUNDS[name], lon, lat)]


def ring(bounds: tuple[float, float, float, float]) -> list[Point]:
    """Points along the outline of a box in degrees."""
    west, south, east, north = bounds
    along = np.linspace(0, 1, 20)
    found = [(west + (east - west) * t, south) for t in along]
    found += [(east, south + (north - south) * t) for t in along]
    found += [(east - (east - west) * t, north) for t in along]
    return found + [(west, north - (north - south) * t) for t in along]


def _holds(bounds: tuple[float, float, float, float], lon: float, lat: float) -> bool:
    west, south, east, north = bounds
    return west <= lon <= east and south <= lat <= north


def _theatre(found: Traffic, aspect: float) -> tuple[Sheet, Frame]:
    """Sheet and frame that hold the nodes and the corners of every route but those over the pole."""
    sheet = theatre_sheet()
    places = found.network.places
    nodes = [places[node] for node in found.uses if node in places]
    points = [sheet.spots([(place.lon, place.lat) for place in nodes])] if nodes else []
    points += [sheet.spots(leg.path) for leg in found.loaded if leg not in found.polar]
    if not points:
        points = [sheet.spots([(-10.0, 35.0), (130.0, 60.0)])]
    return sheet, sheet.within(frame_around(np.concatenate(points), aspect, 0.03))


def _inset(bounds: tuple[float, float, float, float], aspect: float) -> tuple[Sheet, Frame]:
    west, south, east, north = bounds
    sheet = Sheet("laea", (west + east) / 2, (south + north) / 2)
    return sheet, frame_around(sheet.spots(ring(bounds)), aspect, 0.0)


def _pacific(found: Traffic, aspect: float) -> tuple[Sheet, Frame]:
    """What crosses the Pacific, with Japan and Korea."""
    west, _, _, _ = BOUNDS["Pacific"]
    points: list[Point] = [(west + 4, 34.0), *(point for path in found.pacific for point in path)]
    sheet = local_sheet(points)
    return sheet, frame_around(sheet.spots(points), aspect, 0.06)


def _pole(found: Traffic, aspect: float) -> tuple[Sheet, Frame]:
    """The ways over the pole from end to end; the Arctic when there are none."""
    if not found.polar:
        sheet = Sheet("laea", 0.0, 90.0)
        return sheet, frame_around(sheet.spots(ring((-180.0, 60.0, 180.0, 60.0))), aspect, 0.0)
    sheet = local_sheet([point for leg in found.polar for point in leg.path])
    return sheet, frame_around(np.concatenate(_lines(sheet, found)), aspect, 0.1)


def _lines(sheet: Sheet, found: Traffic) -> Sequence[Floats]:
    return [line for leg in found.polar for line in sheet.lines(leg.path)]
