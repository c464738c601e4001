"""Which passages a line at sea goes through: great circles against the passages' boxes."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from projection.network.rows import Passage
from projection.route.land_mask import CHORD_NM, chord_lines
from projection.route.marnet import Bools, Ints
from projection.sphere import Floats, unit_vectors

SLACK = 0.02
"""Radians added to the circle round a box, for the bulge of its sides."""


@dataclass(frozen=True)
class Boxes:
    """Boxes of passages: ``ids`` by bit number, ``bounds`` west, south, east, north, shape (passages, 4).

    East is larger than west, and may run past 180.
    """

    ids: tuple[str, ...]
    bounds: Floats

    def mask_of(self, passages: Iterable[str]) -> int:
        """Bits of the passages named; names without a box are left out."""
        return sum(1 << self.ids.index(name) for name in sorted(set(passages) & set(self.ids)))


@dataclass(frozen=True)
class Hits:
    """Lines that go through boxes, sorted by line and passage.

    ``line``, ``bit`` which line and which passage; ``enter``, ``leave`` the shares of the line's length at
    which it first enters and last leaves the box.
    """

    line: Ints
    bit: Ints
    enter: Floats
    leave: Floats

    def masks(self, lines: int) -> Ints:
        """Passages of each of ``lines`` lines as bits."""
        out = np.zeros(lines, np.int64)
        np.bitwise_or.at(out, self.line, np.int64(1) << self.bit)
        return out

    def of(self, rows: Bools) -> "Hits":
        """Only some of the rows."""
        return Hits(self.line[rows], self.bit[rows], self.enter[rows], self.leave[rows])

    def some(self, keep: Bools) -> "Hits":
        """The rows of the lines to ``keep``, shape (lines,), with these lines numbered anew."""
        kept = self.of(keep[self.line])
        return Hits((np.cumsum(keep) - 1)[kept.line], kept.bit, kept.enter, kept.leave)


def make_boxes(passages: Iterable[Passage]) -> Boxes:
    """Boxes of passages by id; of several that share one box, only the first by id is kept.

    So old and new locks of one canal are one passage to a path; the ship's size decides which it takes.
    """
    by_bounds: dict[tuple[float, ...], str] = {}
    for row in sorted(passages, key=lambda row: row.id):
        east = row.east + 360.0 if row.east < row.west else row.east
        by_bounds.setdefault((row.west, row.south, east, row.north), row.id)
    chosen = sorted((name, bounds) for bounds, name in by_bounds.items())
    return Boxes(tuple(name for name, _ in chosen), np.array([b for _, b in chosen], float).reshape(-1, 4))


def hits(boxes: Boxes, lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> Hits:
    """Every box that each great circle from (lon1, lat1) to (lon2, lat2) goes through."""
    a, b = unit_vectors(lat1, lon1), unit_vectors(lat2, lon2)
    found: list[tuple[Ints, Ints, Floats, Floats]] = []
    for bit, bounds in enumerate(boxes.bounds):
        lines = _candidates(a, b, bounds)
        chords, line = chord_lines(lon1[lines], lat1[lines], lon2[lines], lat2[lines], CHORD_NM)
        where, first, last = _clip(chords, bounds)
        owner, place = np.unique(line[where], return_index=True)
        if len(owner):
            count = np.bincount(line, minlength=len(lines))[line[where]]
            number = where - np.searchsorted(line, line[where])
            enter = np.minimum.reduceat((number + first) / count, place)
            leave = np.maximum.reduceat((number + last) / count, place)
            found.append((lines[owner], np.full(len(owner), bit), enter, leave))
    if not found:
        return Hits(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    line, bits, enter, leave = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((bits, line))
    return Hits(line[order], bits[order], enter[order], leave[order])


def inside(boxes: Boxes, lon: Floats, lat: Floats, margin: float) -> Bools:
    """Whether each point lies within ``margin`` degrees of each box, shape (points, boxes)."""
    west, south, east, north = boxes.bounds.T
    across = (lon[:, None] - (west - margin)) % 360.0 <= east - west + 2 * margin
    return np.asarray(across & (lat[:, None] >= south - margin) & (lat[:, None] <= north + margin))


def _candidates(a: Floats, b: Floats, bounds: Floats) -> Ints:
    """Lines between unit vectors whose great circle comes near enough to a box to meet it."""
    west, south, east, north = bounds
    lon = np.linspace(west, east, 9)
    rim = unit_vectors(np.concatenate([np.full(9, south), np.full(9, north)]), np.concatenate([lon, lon]))
    middle = rim.mean(axis=0) / np.linalg.norm(rim.mean(axis=0))
    radius = np.arccos(np.clip(rim @ middle, -1.0, 1.0)).max() + SLACK
    normal = np.cross(a, b)
    size = np.linalg.norm(normal, axis=1)
    reach = np.arccos(np.clip((a * b).sum(axis=1), -1.0, 1.0)) + radius
    near = np.abs(normal @ middle) <= size * np.sin(min(radius, np.pi / 2)) + 1e-9
    close = np.arccos(np.clip(a @ middle, -1.0, 1.0)) <= reach
    return np.flatnonzero(near & close)


def _clip(chords: Floats, bounds: Floats) -> tuple[Ints, Floats, Floats]:
    """Chords that meet a box, and the shares of the chord at which they enter and leave it (Liang-Barsky)."""
    west, south, east, north = bounds
    start = chords[:, 0].copy()
    step = chords[:, 1] - chords[:, 0]
    middle = (west + east) / 2
    start[:, 0] += 360.0 * np.round((middle - start[:, 0]) / 360.0)
    near = np.flatnonzero(
        (np.minimum(start[:, 0], start[:, 0] + step[:, 0]) <= east)
        & (np.maximum(start[:, 0], start[:, 0] + step[:, 0]) >= west)
        & (np.minimum(start[:, 1], start[:, 1] + step[:, 1]) <= north)
        & (np.maximum(start[:, 1], start[:, 1] + step[:, 1]) >= south)
    )
    low, high = np.zeros(len(near)), np.ones(len(near))
    for axis, (least, most) in enumerate(((west, east), (south, north))):
        at, by = start[near, axis], step[near, axis]
        flat = np.abs(by) < 1e-12
        by = np.where(flat, 1.0, by)
        one, two = (least - at) / by, (most - at) / by
        low = np.where(flat, low, np.maximum(low, np.minimum(one, two)))
        high = np.where(flat, high, np.minimum(high, np.maximum(one, two)))
    meets = low <= high
    return near[meets], low[meets], high[meets]
