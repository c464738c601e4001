"""Where everything stands on a slide of 13.33 x 7.5 inches, and at what size it fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from projection.maps.deck.fit import LONGEST, inches, largest, width, wrap
from projection.report.page import clean
from projection.report.story.parts import Box, Figures, Table, Words

WIDE, HIGH = 13.333, 7.5
MARGIN = 0.45
BAND = 0.28
BODY = (MARGIN, 1.62, WIDE - 2 * MARGIN, 4.98)
"""Left, top, width and height of the room below the headline, inches."""

TOPIC = (MARGIN, 0.36, WIDE - 2 * MARGIN, 0.28)
HEADLINE = (MARGIN, 0.63, WIDE - 2 * MARGIN, 0.90)
STANDING = (MARGIN, 6.66, WIDE - 2 * MARGIN, 0.24)
SOURCE = (MARGIN, 6.91, WIDE - 2 * MARGIN, 0.22)
HEADLINE_SIZES = (25.0, 17.0)
PAD = 0.09
"""Room above and below the text of a row, both together."""
CELL = 0.07
"""Room to the left and right of a cell's text."""
_SIZES = (15.0, 14.0, 13.0, 12.0)
TITLE = 15.0
"""Size of the title of a part, points."""

LOOKS = {
    "ink": ("#1A1A1A", "solid", 2.25),
    "sea": ("#0072B2", "solid", 3.25),
    "air": ("#D55E00", "dash", 2.25),
    "land": ("#8C8C8C", "dashdot", 2.0),
    "late": ("#A6004D", "dot", 2.5),
    "pale": ("#A9CCE3", "solid", 2.0),
}
"""Colour (palette of Okabe and Ito), dash and width in points of a line, by look."""

HATCHED = ("air", "late")
"""Looks whose bars are hatched, so that they differ in grey."""


@dataclass(frozen=True)
class Laid:
    """A table that fits: size in points, widths and heights in inches, lines of each cell, and what was left out.

    ``title`` height 0 when there is none; ``left_out`` is "" when every row is shown.
    """

    size: float
    top: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]
    left_out: str


def place(box: Box) -> Box:
    """A box of the body in inches on the slide."""
    left, top, wide, high = BODY
    return (left + box[0] * wide, top + box[1] * high, box[2] * wide, box[3] * high)


def lay_headline(text: str) -> tuple[float, list[str]]:
    """Size and lines of a headline."""
    size = largest([text], HEADLINE_SIZES, (HEADLINE[2], HEADLINE[3]), bold=True)
    return size, wrap(text, size, HEADLINE[2], int(HEADLINE[3] / inches(1, size) + 1e-6), bold=True)


def lay_table(table: Table, box: Box) -> Laid:
    """Fit a table into a box of inches: smaller letters first, then fewer rows; the head is row 0 of the cells."""
    top = inches(1, TITLE) + 0.08 if table.title else 0.0
    widths = tuple(box[2] * part / sum(table.widths) for part in table.widths)
    room = box[3] - top
    fits = []
    for size in _SIZES:
        cells = [_row(row, widths, size, table.lines) for row in table.rows]
        head = _row(table.head, widths, size, 2, bold=True)
        heights = [_height(row, size) for row in (head, *cells)]
        if sum(heights) <= room:
            laid = Laid(size, top, widths, tuple(heights), (head, *cells), "")
            if _whole((table.head, *table.rows), laid.cells):
                return laid
            fits.append(laid)
    if fits:
        return fits[0]
    size, shown, used = _SIZES[-1], 0, heights[0] + inches(1, _SIZES[-1]) + 0.05
    while shown < len(cells) and used + heights[shown + 1] <= room:
        used += heights[shown + 1]
        shown += 1
    rest = len(cells) - shown
    said = f"and {rest} more {'row' if rest == 1 else 'rows'}: {table.rest}"
    return Laid(size, top, widths, tuple(heights[: shown + 1]), (head, *cells[:shown]), said)


def _row(
    row: Sequence[str], widths: Sequence[float], size: float, most: int, bold: bool = False
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(wrap(cell, size, wide - 2 * CELL - 0.02, most, bold)) for cell, wide in zip(row, widths, strict=True)
    )


def _whole(rows: Sequence[Sequence[str]], cells: Sequence[Sequence[Sequence[str]]]) -> bool:
    """Whether no text was cut and no word broken."""
    texts = [" ".join(clean(cell, LONGEST).split()) for row in rows for cell in row]
    return texts == [" ".join(cell) for row in cells for cell in row]


def _height(cells: Sequence[Sequence[str]], size: float) -> float:
    return inches(max((len(cell) for cell in cells), default=1), size) + PAD


def lay_words(words: Words, box: Box) -> tuple[float, float, list[list[str]]]:
    """Size, height of the title, and the lines of each sentence that fit; the last is cut when not all do."""
    top = inches(1, TITLE) + 0.08 if words.title else 0.0
    room = (box[2] - 0.24, box[3] - top)
    size = largest(words.lines, (words.size, 12.0), room, 0.45)
    left = room[1] / inches(1, size)
    out: list[list[str]] = []
    for line in words.lines:
        most = int(left + 1e-6)
        if most < 1:
            out[-1][-1] = out[-1][-1].rstrip(".…") + "…"
            break
        out.append(wrap(line, size, room[0], most))
        left -= len(out[-1]) + 0.45
    return size, top, out


def figure_size(figures: Figures, room: float) -> float:
    """Size in points at which all key figures fit, each into ``room`` inches."""
    return min(40.0, *(40.0 * room / max(width(value, 40.0, True), 0.1) for value, _ in figures.items))


def day_step(many: int) -> int:
    """Every how many days a day is named on an axis."""
    return next(step for step in (1, 2, 5, 10, 20, 50, 100) if many / step <= 8)
