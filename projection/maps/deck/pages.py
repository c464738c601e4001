"""brief.pdf: the same deck as pages, drawn with matplotlib; text stays text that can be searched."""

import io
from typing import TYPE_CHECKING, Any

from projection.maps.deck.fit import LINE, cut, wrap
from projection.maps.deck.layout import (
    BAND,
    CELL,
    HEADLINE,
    HIGH,
    PAD,
    SOURCE,
    STANDING,
    TITLE,
    TOPIC,
    WIDE,
    figure_size,
    lay_headline,
    lay_table,
    lay_words,
    place,
)
from projection.maps.deck.plots import draw_chart
from projection.maps.deck.slides import BAND_COLOUR, HEAD_COLOUR, RULE_COLOUR
from projection.report.page import QUIET, drawing, write
from projection.report.story.parts import Box, Chart, Deck, Figures, Picture, Slide, Table, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pdf_bytes(deck: Deck) -> bytes:
    """The deck as a PDF, one page a slide; the same deck gives the same bytes."""
    from matplotlib.backends.backend_pdf import PdfPages

    data = io.BytesIO()
    facts = {"Title": deck.title, "Creator": None, "Producer": None, "CreationDate": None}
    with drawing(), PdfPages(data, metadata=facts) as pages:
        for number, slide in enumerate(deck.slides, start=1):
            pages.savefig(_page(deck, slide, f"{number} of {len(deck.slides)}"))
    return data.getvalue()


def _page(deck: Deck, slide: Slide, number: str) -> "Figure":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDE, HIGH), facecolor="white")
    for top in (0.0, HIGH - BAND):
        _block(figure, (0.0, top, WIDE, BAND), BAND_COLOUR)
        banner = cut(deck.banner, 12, WIDE - 1)
        _at(figure, WIDE / 2, top + BAND / 2, banner, 12, color="white", ha="center", va="center_baseline")
    _lines(figure, TOPIC, [cut(slide.topic, 13, TOPIC[2])], 13, color=QUIET)
    size, lines = lay_headline(slide.headline)
    _lines(figure, HEADLINE, lines, size, fontweight="bold")
    _lines(figure, STANDING, [cut(deck.standing, 11, STANDING[2])], 11)
    said = f"From {slide.source}   |   {deck.stamp}   |   {number}"
    _lines(figure, SOURCE, [cut(said, 10, SOURCE[2])], 10, color=QUIET)
    for placed in slide.parts:
        _part(figure, placed.part, place(placed.box))
    return figure


def _part(figure: "Figure", part: Any, box: Box) -> None:
    if isinstance(part, Chart):
        draw_chart(figure, part, box)
    elif isinstance(part, Table):
        _table(figure, part, box)
    elif isinstance(part, Words):
        _words(figure, part, box)
    elif isinstance(part, Figures):
        _figures(figure, part, box)
    else:
        _picture(figure, part, box)


def _at(figure: "Figure", x: float, y: float, text: str, size: float, **style: Any) -> None:
    """Put text at a point in inches from the page's upper left corner."""
    write(figure, x / WIDE, 1 - y / HIGH, text, fontsize=size, limit=1000, **style)


def _lines(figure: "Figure", box: Box, lines: list[str], size: float, **style: Any) -> None:
    """Lines below each other; the first begins at the top of the box."""
    for number, line in enumerate(lines):
        _at(figure, box[0], box[1] + (number + 0.78) * size * LINE / 72, line, size, va="baseline", **style)


def _block(figure: "Figure", box: Box, colour: str) -> None:
    from matplotlib.patches import Rectangle

    left, top, wide, high = box
    shape = Rectangle((left / WIDE, 1 - (top + high) / HIGH), wide / WIDE, high / HIGH, color=colour, linewidth=0)
    figure.add_artist(shape)


def _words(figure: "Figure", words: Words, box: Box) -> None:
    size, top, lines = lay_words(words, box)
    if words.title:
        _lines(figure, box, [cut(words.title, TITLE, box[2], bold=True)], TITLE, fontweight="bold")
    high = box[1] + top
    for sentence in lines:
        _lines(figure, (box[0], high, box[2], 0.0), sentence, size)
        high += (len(sentence) + 0.45) * size * LINE / 72


def _figures(figure: "Figure", figures: Figures, box: Box) -> None:
    each = box[2] / len(figures.items)
    size = figure_size(figures, each - 0.4)
    for number, (value, words) in enumerate(figures.items):
        left = box[0] + number * each
        _block(figure, (left, box[1], 0.05, box[3]), "#0072B2")
        _lines(figure, (left + 0.18, box[1] + 0.05, each, 0.0), [value], size, fontweight="bold")
        said = wrap(words, 15, each - 0.35, 3)
        _lines(figure, (left + 0.18, box[1] + 0.85, each, 0.0), said, 15, color=QUIET)


def _picture(figure: "Figure", picture: Picture, box: Box) -> None:
    from matplotlib.image import imread

    drawn = imread(io.BytesIO(picture.png), format="png")
    left, top, wide, high = box
    shrunk = min(wide, high * drawn.shape[1] / drawn.shape[0])
    left, high = left + (wide - shrunk) / 2, shrunk * drawn.shape[0] / drawn.shape[1]
    axes = figure.add_axes((left / WIDE, 1 - (top + high) / HIGH, shrunk / WIDE, high / HIGH))
    axes.imshow(drawn, aspect="auto", interpolation="none")
    axes.set_axis_off()


def _table(figure: "Figure", table: Table, box: Box) -> None:
    laid = lay_table(table, box)
    if table.title:
        _lines(figure, box, [cut(table.title, TITLE, box[2], bold=True)], TITLE, fontweight="bold")
    top = box[1] + laid.top
    _block(figure, (box[0], top, box[2], laid.heights[0]), HEAD_COLOUR)
    for number, (row, high) in enumerate(zip(laid.cells, laid.heights, strict=True)):
        left = box[0]
        for at, (lines, wide) in enumerate(zip(row, laid.widths, strict=True)):
            right = at in table.right
            x = left + wide - CELL if right else left + CELL
            style = {"ha": "right" if right else "left", "fontweight": "bold" if number == 0 else "normal"}
            _lines(figure, (x, top + PAD / 2, wide, high), list(lines), laid.size, **style)
            left += wide
        top += high
        _block(figure, (box[0], top - 0.004, box[2], 0.008), RULE_COLOUR)
    if laid.left_out:
        _lines(figure, (box[0], top + 0.04, box[2], 0.25), [laid.left_out], laid.size, color=QUIET)
