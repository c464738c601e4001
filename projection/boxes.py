"""Parts of a line that lie in a box of longitudes and latitudes."""

from collections.abc import Sequence

from projection.sphere import Point, path_nm

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; one whose west is past its east crosses 180."""


def parts_inside(line: Sequence[Point], box: Box) -> tuple[tuple[float, float], ...]:
    """Parts of a line inside a box, each from and to a share (0 to 1) of the line's length.

    Longitudes of the line may run on past 180. Between its points the line is straight in degrees.
    """
    west, south, east, north = box
    east += 360.0 if west > east else 0.0
    along = path_nm(line)
    if len(line) < 2 or along[-1] <= 0:
        return ()
    parts: list[tuple[float, float]] = []
    for i in range(len(line) - 1):
        step = float(along[i + 1] - along[i])
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
            cut = _clipped(line[i], line[i + 1], (west + turn, south, east + turn, north))
            if cut is not None and step > 0:
                begin, end = ((float(along[i]) + share * step) / float(along[-1]) for share in cut)
                if parts and begin <= parts[-1][1] + 1e-12:
                    begin = parts.pop()[0]
                parts.append((begin, end))
    return tuple(parts)


def _clipped(start: Point, end: Point, box: Box) -> tuple[float, float] | None:
    """Shares of a segment between which it lies in the box (Liang and Barsky 1984); None when it does not."""
    west, south, east, north = box
    first, last = 0.0, 1.0
    for at, move, low, high in (
        (start[0], end[0] - start[0], west, east),
        (start[1], end[1] - start[1], south, north),
    ):
        if move == 0:
            if not low <= at <= high:
                return None
            continue
        one, two = sorted(((low - at) / move, (high - at) / move))
        first, last = max(first, one), min(last, two)
    return (first, last) if last > first else None


def hours_between(
    part: tuple[float, float], leg: tuple[float, float], days: tuple[int | None, int | None]
) -> float:
    """Hours of a leg (start, end) on a part of its line, at even speed, on ``days`` (first, last) in force."""
    start, end = leg
    first, last = days
    begin = start + part[0] * (end - start)
    until = start + part[1] * (end - start)
    begin = begin if first is None else max(begin, first * 24.0)
    until = until if last is None else min(until, (last + 1) * 24.0)
    return max(0.0, until - begin)
