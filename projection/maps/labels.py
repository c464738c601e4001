"""Names on a map where they hide neither each other nor the nodes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from projection.maps.symbols import draw_symbol, shape_of
from projection.report.page import DPI, INK, write

Rect = tuple[float, float, float, float]

_AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
_BETWEEN = ((1, 0.5), (1, -0.5), (-1, 0.5), (-1, -0.5), (0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1))
_RINGS = (0.0, 9.0, 20.0, 32.0, 46.0, 62.0, 80.0, 100.0)
"""Directions from a point to its label, and pixels by which the label stands off."""
_SYMBOL_IN, _COUNT_IN = 0.15, 0.15
"""Height of a symbol, and room for its count."""


@dataclass(frozen=True)
class Label:
    """Text for a point on the plane; ``radius`` of its mark in pixels; those that weigh more go first.

    ``symbols``: APP-6 codes with their counts, drawn in a row below the text; a blank code only counts.
    """

    text: str
    x: float
    y: float
    radius: float
    weight: float
    size: float = 8.5
    bold: bool = False
    symbols: tuple[tuple[str, int], ...] = ()


def place(axes: Any, labels: Sequence[Label], taken: Sequence[Rect] = ()) -> list[Rect]:
    """Write labels beside their points, heaviest first; one for which there is no room is left out.

    ``taken``: rectangles in pixels that must stay free besides the marks; those now taken by labels and
    their marks are given back. Axes limits must be set before.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(axes.figure).get_renderer()
    window = axes.get_window_extent(renderer)
    to_pixels, to_data = axes.transData, axes.transData.inverted()
    points = {id(label): to_pixels.transform((label.x, label.y)) for label in labels}
    busy = list(taken)
    own = [_square(points[id(label)], label.radius) for label in labels if label.radius]
    busy += own
    written: list[Rect] = []
    for label in sorted(labels, key=lambda label: (-label.weight, label.text)):
        x, y = points[id(label)]
        text = _text(axes, label)
        extent = text.get_window_extent(renderer)
        row = _row_size(label)
        size = (max(extent.width, row[0]) + 2, extent.height + row[1] + 2)
        spot = _spot((x, y), label.radius + (6 if label.symbols else 0), size, busy, window)
        if spot is None:
            text.remove()
            continue
        rect, ring = spot
        text.set_position(to_data.transform(((rect[0] + rect[2]) / 2, (rect[1] + row[1] + rect[3]) / 2)))
        _row(axes, label, ((rect[0] + rect[2] - row[0]) / 2, rect[1]))
        busy.append(rect)
        written.append(rect)
        if ring:
            _leader(axes, to_data, (x, y), rect)
    return own + written


def _text(axes: Any, label: Label) -> Any:
    return write(
        axes,
        label.x,
        label.y,
        label.text,
        fontsize=label.size,
        fontweight="bold" if label.bold else "normal",
        ha="center",
        va="center",
        zorder=9,
        limit=64,
        bbox={"facecolor": "white", "alpha": 0.72, "linewidth": 0, "pad": 0.6},
    )


def _row_size(label: Label) -> tuple[float, float]:
    """Width and height in pixels of the row of symbols; (0, 0) without any."""
    if not label.symbols:
        return 0.0, 0.0
    wide = sum((shape_of(code) * _SYMBOL_IN if code else 0.06) + _COUNT_IN for code, _ in label.symbols)
    return wide * DPI, (_SYMBOL_IN + 0.04) * DPI


def _row(axes: Any, label: Label, corner: tuple[float, float]) -> None:
    """Draw the row of symbols, each followed by its count when it stands for several."""
    figure = axes.figure
    x, y = corner[0] / DPI, corner[1] / DPI + 0.02
    style = {"fontsize": 6.5, "va": "center", "zorder": 9, "transform": figure.dpi_scale_trans}
    for code, count in label.symbols:
        if code:
            draw_symbol(figure, code, x, y, _SYMBOL_IN)
            x += shape_of(code) * _SYMBOL_IN
        if count > 1 or not code:
            write(figure, x + 0.015, y + _SYMBOL_IN / 2, f"{count}" if code else f"+{count}", **style)
        x += _COUNT_IN


def _square(point: tuple[float, float], radius: float) -> Rect:
    return (point[0] - radius, point[1] - radius, point[0] + radius, point[1] + radius)


def _spot(
    point: tuple[float, float],
    radius: float,
    size: tuple[float, float],
    busy: Sequence[Rect],
    window: Any,
) -> tuple[Rect, int] | None:
    """First free rectangle round a point, nearest ring first, with the number of its ring."""
    wide, high = size
    own = _square(point, radius)
    for ring, away in enumerate(_RINGS):
        gap = radius + 3 + away
        for east, north in (*_AROUND, *_BETWEEN):
            diagonal = 0.72 if abs(east) == abs(north) else 1.0
            x = point[0] + east * (gap * diagonal + wide / 2)
            y = point[1] + north * (gap * diagonal + high / 2)
            rect = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            inside = (
                rect[0] > window.x0 + 2
                and rect[1] > window.y0 + 2
                and rect[2] < window.x1 - 2
                and rect[3] < window.y1 - 2
            )
            if inside and not any(_meet(rect, other) for other in busy if other != own):
                return rect, ring
    return None


def _meet(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _leader(axes: Any, to_data: Any, point: tuple[float, float], rect: Rect) -> None:
    """Draw a thin line from a point to the near edge of its label."""
    x = min(max(point[0], rect[0]), rect[2])
    y = min(max(point[1], rect[1]), rect[3])
    line = to_data.transform([point, (x, y)])
    axes.plot(line[:, 0], line[:, 1], color=INK, linewidth=0.5, zorder=6)
