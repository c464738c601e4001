"""Which passages a line at sea goes through: great circles against the passages' boxes."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from projection.network.rows import Passage
from projection.route.land_mask import chord_lines
from projection.route.marnet import Bools, Ints
from projection.sphere import Floats


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
    chords, line = chord_lines(lon1, lat1, lon2, lat2)
    number = np.arange(len(line)) - np.searchsorted(line, line)
    count = np.bincount(line, minlength=len(lon1))
    found: list[tuple[Ints, Floats, Floats]] = []
    for bounds in boxes.bounds:
        where, first, last = _clip(chords, bounds)
        lines = line[where]
        kept, start = np.unique(lines, return_index=True)
        enter = (number[where] + first) / count[lines]
        leave = (number[where] + last) / count[lines]
        groups = np.minimum.reduceat(enter, start) if len(start) else enter
        found.append((kept, groups, np.maximum.reduceat(leave, start) if len(start) else leave))
    bit = np.concatenate([np.full(len(f[0]), k) for k, f in enumerate(found)] or [np.zeros(0, np.int64)])
    if not found:
        return Hits(bit, bit, np.zeros(0), np.zeros(0))
    columns = [np.concatenate([f[k] for f in found]) for k in range(3)]
    order = np.lexsort((bit, columns[0]))
    return Hits(columns[0][order].astype(np.int64), bit[order], columns[1][order], columns[2][order])


def inside(boxes: Boxes, lon: Floats, lat: Floats, margin: float) -> Bools:
    """Whether each point lies within ``margin`` degrees of each box, shape (points, boxes)."""
    west, south, east, north = boxes.bounds.T
    across = (lon[:, None] - (west - margin)) % 360.0 <= east - west + 2 * margin
    return np.asarray(across & (lat[:, None] >= south - margin) & (lat[:, None] <= north + margin))


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
