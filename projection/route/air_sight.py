"""Sight lines round closed airspace: corners to turn at, and great circles that keep clear.

The shortest way round obstacles is a taut string: it turns only at convex corners, and touches each of them
without crossing it. Corners stand some 8 km outside the closed airspace, so that great circles between
neighbouring corners keep clear of it; the detour that this costs is a few miles.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from projection.route.air_frame import arcs, from_vectors, to_vectors

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CLEAR_KM = (8.0, 16.0, 32.0, 64.0)
"""Distances at which corners may stand off closed airspace; outlines are smoothed by half of it."""
CORNERS_MAX = 2000
LONGEST_SIDE_KM = 300.0
SLACK = 0.05
"""Sine of the angle by which a sight line may cut into a corner and still count as touching it."""


@dataclass(frozen=True)
class Corners:
    """Turning points round closed airspace, in the plane and on the unit sphere.

    ``before`` and ``after`` are unit directions in the plane to the neighbours on the ring, shape (n, 2).
    """

    plane: Floats
    vectors: Floats
    before: Floats
    after: Floats


def corners(space: Any) -> Corners:
    """Convex corners of ``space`` grown by 8 km and smoothed.

    Growth and smoothing double, up to 64 km, until there are 2,000 corners at most: many closed island states
    have more than can be searched, and then gaps narrower than the growth may be missed.
    """
    for clear_km in CLEAR_KM:
        found = _corners_at(space, clear_km)
        if len(found.plane) <= CORNERS_MAX:
            break
    return found


def _corners_at(space: Any, clear_km: float) -> Corners:
    grown = shapely.simplify(shapely.buffer(space, clear_km, quad_segs=2), clear_km / 2)
    grown = shapely.orient_polygons(shapely.segmentize(grown, LONGEST_SIDE_KM))
    rings = shapely.get_rings(shapely.get_parts(grown))
    found = [_convex(shapely.get_coordinates(ring)[:-1]) for ring in rings]
    at, before, after = (np.concatenate([np.empty((0, 2)), *(part[i] for part in found)]) for i in range(3))
    free = ~shapely.intersects(space, shapely.points(at))
    return Corners(at[free], to_vectors(at[free]), before[free], after[free])


def _convex(ring: Floats) -> tuple[Floats, Floats, Floats]:
    """Corners at which a ring with the closed side on its left turns left or runs straight."""
    before = _directions(np.roll(ring, 1, axis=0) - ring)
    after = _directions(np.roll(ring, -1, axis=0) - ring)
    keep = _cross(after, before) >= -0.02
    return ring[keep], before[keep], after[keep]


def _directions(steps: Floats) -> Floats:
    return np.asarray(steps / np.maximum(np.linalg.norm(steps, axis=-1, keepdims=True), 1e-9), float)


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], float)


def touches(found: Corners, which: Ints, towards: Floats) -> NDArray[np.bool_]:
    """Whether a sight line from each corner ``which`` to the unit vector ``towards`` can be part of a taut string.

    Both neighbours of the corner must lie on one side of the line.
    """
    start = found.vectors[which]
    near = start + 1e-3 * (towards - start)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    line = _directions(from_vectors(near) - found.plane[which])
    left, right = _cross(line, found.before[which]), _cross(line, found.after[which])
    return np.asarray(((left > -SLACK) & (right > -SLACK)) | ((left < SLACK) & (right < SLACK)), bool)


def clear(space: Any, starts: Floats, ends: Floats) -> NDArray[np.bool_]:
    """Whether each great circle between unit vectors keeps out of the prepared ``space``.

    Three points of each are looked at first, which settles most of those that do not.
    """
    free = np.ones(len(starts), bool)
    for share in (0.5, 0.25, 0.75):
        left = np.flatnonzero(free)
        between = (1 - share) * starts[left] + share * ends[left]
        between /= np.maximum(np.linalg.norm(between, axis=1, keepdims=True), 1e-9)
        spot = from_vectors(between)
        free[left] = ~shapely.intersects_xy(space, spot[:, 0], spot[:, 1])
    left = np.flatnonzero(free)
    free[left] = ~shapely.intersects(space, arcs(starts[left], ends[left]))
    return free
