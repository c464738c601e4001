"""The one plane in which airspace is cut and seen through: Lambert azimuthal equal-area about 60 N 90 E.

It has no seam: 180 degrees and the pole are ordinary places, only the antipode 60 S 90 W is singular. Sphere of
mean earth radius; plane coordinates in kilometres. Away from the centre distances stretch and shrink by
up to 6 % in Korea and the Gulf, 40 % in Hawaii, so lengths are always taken on the sphere, never in the plane.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

from projection.sphere import RADIUS_NM, unit_vectors
from projection.units import KM_PER_NM

Floats = NDArray[np.float64]

RADIUS_KM = RADIUS_NM * KM_PER_NM
CENTRE_LAT, CENTRE_LON = 60.0, 90.0

AT_ONCE = 20_000
"""Vectors turned at once; for many more the library takes threads, which cost more time than they save."""


def _axes() -> Floats:
    """East, north and up at the centre, as rows."""
    lat, lon = np.radians(CENTRE_LAT), np.radians(CENTRE_LON)
    east = [-np.sin(lon), np.cos(lon), 0.0]
    north = [-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat)]
    up = [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
    return np.array([east, north, up])


AXES = _axes()


def from_vectors(vectors: Floats) -> Floats:
    """Unit vectors, shape (..., 3), to plane coordinates in km, shape (..., 2)."""
    flat = np.reshape(vectors, (-1, 3))
    parts = [flat[first : first + AT_ONCE] @ AXES.T for first in range(0, max(1, len(flat)), AT_ONCE)]
    local = np.concatenate(parts).reshape(np.shape(vectors))
    scale = np.sqrt(2.0 / np.maximum(1.0 + local[..., 2], 1e-12))
    return np.asarray(RADIUS_KM * scale[..., None] * local[..., :2], float)


def to_plane(lonlat: Floats) -> Floats:
    """Points (lon, lat) in degrees, shape (..., 2), to plane coordinates in km."""
    points = np.asarray(lonlat, float)
    return from_vectors(unit_vectors(points[..., 1], points[..., 0]))


def to_vectors(plane: Floats) -> Floats:
    """Plane coordinates in km, shape (..., 2), to unit vectors, shape (..., 3)."""
    xy = np.asarray(plane, float) / RADIUS_KM
    square = np.minimum((xy**2).sum(axis=-1), 4.0)
    side = np.sqrt(1.0 - square / 4.0)
    local = np.concatenate([xy * side[..., None], (1.0 - square / 2.0)[..., None]], axis=-1)
    return np.asarray(local @ AXES, float)


def to_lonlat(vectors: Floats) -> Floats:
    """Unit vectors, shape (..., 3), to points (lon, lat) in degrees."""
    lon = np.degrees(np.arctan2(vectors[..., 1], vectors[..., 0]))
    lat = np.degrees(np.arctan2(vectors[..., 2], np.hypot(vectors[..., 0], vectors[..., 1])))
    return np.stack([lon, lat], axis=-1)


def project(geometries: NDArray[np.object_], step_deg: float = 0.5) -> NDArray[np.object_]:
    """Lon/lat geometries in the plane; edges are first split to at most ``step_deg`` and follow the chart."""
    split = shapely.segmentize(geometries, step_deg)
    return np.asarray(shapely.transform(split, to_plane), object)


def arcs(starts: Floats, ends: Floats, step_km: float = 200.0) -> NDArray[np.object_]:
    """Great circles between unit vectors, shape (n, 3) each, as line strings in the plane.

    Points stand at most ``step_km`` apart, so that a line strays less than 1 km from its great circle.
    """
    if len(starts) == 0:
        return np.empty(0, object)
    angle = np.arctan2(np.linalg.norm(np.cross(starts, ends), axis=1), (starts * ends).sum(axis=1))
    pieces = np.maximum(1, np.ceil(angle * RADIUS_KM / step_km).astype(int))
    line = np.repeat(np.arange(len(starts)), pieces + 1)
    first = np.concatenate([[0], np.cumsum(pieces + 1)[:-1]])
    share = (np.arange(len(line)) - first[line]) / pieces[line]
    turn = np.maximum(angle, 1e-9)[line]
    left, right = np.sin((1 - share) * turn) / np.sin(turn), np.sin(share * turn) / np.sin(turn)
    points = from_vectors(left[:, None] * starts[line] + right[:, None] * ends[line])
    return np.asarray(shapely.linestrings(points, indices=line), object)
