"""brief.pptx: the deck with native, editable charts and tables."""

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from projection.maps.deck.charts import FONT, add_chart
from projection.maps.deck.fit import cut, wrap
from projection.maps.deck.layout import (
    BAND,
    CELL,
    HEADLINE,
    HIGH,
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
from projection.maps.deck.steady import steady
from projection.report.page import INK, QUIET
from projection.report.story.parts import Box, Chart, Deck, Figures, Picture, Slide, Table, Words

BAND_COLOUR = "#2B2B2B"
HEAD_COLOUR = "#DDE6EE"
RULE_COLOUR = "#BBBBBB"
_TITLE_ONLY = 5


def pptx_bytes(deck: Deck) -> bytes:
    """The deck as a PPTX; the same deck gives the same bytes."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(WIDE), Inches(HIGH)
    for number, slide in enumerate(deck.slides, start=1):
        page = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
        _frame(page, deck, slide, f"{number} of {len(deck.slides)}")
        for placed in slide.parts:
            _part(page, placed.part, place(placed.box))
    show.core_properties.title, show.core_properties.author = deck.title, "Projection"
    data = io.BytesIO()
    show.save(data)
    return steady(data.getvalue())


def _part(page: Any, part: Any, box: Box) -> None:
    if isinstance(part, Chart):
        add_chart(page, part, box)
    elif isinstance(part, Table):
        _table(page, part, box)
    elif isinstance(part, Words):
        _words(page, part, box)
    elif isinstance(part, Figures):
        _figures(page, part, box)
    else:
        _picture(page, part, box)


def _frame(page: Any, deck: Deck, slide: Slide, number: str) -> None:
    """Banner above and below, topic, headline, how sure the plan is, and where the figures stand."""
    for top in (0.0, HIGH - BAND):
        band = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu((0, top, WIDE, BAND)))
        band.fill.solid()
        band.fill.fore_color.rgb = _rgb(BAND_COLOUR)
        band.line.fill.background()
        band.shadow.inherit = False
        _fill(band.text_frame, [cut(deck.banner, 12, WIDE - 1)], 12, "#FFFFFF", PP_ALIGN.CENTER)
        band.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _text(page, TOPIC, [cut(slide.topic, 13, TOPIC[2])], 13, QUIET)
    size, lines = lay_headline(slide.headline)
    head = page.shapes.title
    head.left, head.top, head.width, head.height = _emu(HEADLINE)
    _fill(head.text_frame, [" ".join(lines)], size, INK, PP_ALIGN.LEFT, bold=True)
    head.text_frame.vertical_anchor, head.text_frame.auto_size = MSO_ANCHOR.TOP, MSO_AUTO_SIZE.NONE
    _text(page, STANDING, [cut(deck.standing, 11, STANDING[2])], 11, INK)
    said = f"From {slide.source}   |   {deck.stamp}   |   {number}"
    _text(page, SOURCE, [cut(said, 10, SOURCE[2])], 10, QUIET)


def _emu(box: Box | tuple[float, float, float, float]) -> tuple[Emu, ...]:
    return tuple(Inches(value) for value in box)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:])


def _text(page: Any, box: Box, lines: Sequence[str], size: float, colour: str, bold: bool = False) -> Any:
    shape = page.shapes.add_textbox(*_emu(box))
    _fill(shape.text_frame, lines, size, colour, PP_ALIGN.LEFT, bold)
    return shape


def _fill(
    frame: Any, lines: Sequence[str], size: float, colour: str, align: Any, bold: bool = False, gap: float = 0.0
) -> None:
    """Put paragraphs into a text frame without margins; ``gap`` lines between them."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
        run.font.color.rgb = _rgb(colour)
        paragraph.alignment = align
        if number and gap:
            paragraph.space_before = Pt(gap * size)


def _words(page: Any, words: Words, box: Box) -> None:
    size, top, lines = lay_words(words, box)
    if words.title:
        title = cut(words.title, TITLE, box[2], bold=True)
        _text(page, (box[0], box[1], box[2], top), [title], TITLE, INK, bold=True)
    body = (box[0], box[1] + top, box[2], box[3] - top)
    shape = page.shapes.add_textbox(*_emu(body))
    _fill(shape.text_frame, [" ".join(line) for line in lines], size, INK, PP_ALIGN.LEFT, gap=0.45)


def _figures(page: Any, figures: Figures, box: Box) -> None:
    each = box[2] / len(figures.items)
    size = figure_size(figures, each - 0.4)
    for number, (value, words) in enumerate(figures.items):
        left = box[0] + number * each
        rule = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu((left, box[1], 0.05, box[3])))
        rule.fill.solid()
        rule.fill.fore_color.rgb = _rgb("#0072B2")
        rule.line.fill.background()
        rule.shadow.inherit = False
        _text(page, (left + 0.18, box[1] + 0.05, each - 0.2, 0.75), [value], size, INK, bold=True)
        said = " ".join(wrap(words, 15, each - 0.35, 3))
        _text(page, (left + 0.18, box[1] + 0.85, each - 0.25, 0.8), [said], 15, QUIET)


def _picture(page: Any, picture: Picture, box: Box) -> None:
    left, top, wide, high = box
    shape = page.shapes.add_picture(io.BytesIO(picture.png), *_emu((left, top)), height=Inches(high))  # type: ignore[arg-type]
    if shape.width > Inches(wide):
        shape.height = int(shape.height * Inches(wide) / shape.width)
        shape.width = Inches(wide)
    shape.left = int(Inches(left) + (Inches(wide) - shape.width) / 2)
    shape.name = "Map"
    shape._element.nvPicPr.cNvPr.set("descr", picture.words)


def _table(page: Any, table: Table, box: Box) -> None:
    laid = lay_table(table, box)
    if table.title:
        title = cut(table.title, TITLE, box[2], bold=True)
        _text(page, (box[0], box[1], box[2], laid.top), [title], TITLE, INK, bold=True)
    top, high = box[1] + laid.top, sum(laid.heights)
    shape = page.shapes.add_table(len(laid.cells), len(laid.widths), *_emu((box[0], top, box[2], high)))
    shape.name = table.title or "Table"
    made = shape.table
    made.horz_banding = False
    for column, wide in zip(made.columns, laid.widths, strict=True):
        column.width = Inches(wide)
    for number, (row, high) in enumerate(zip(laid.cells, laid.heights, strict=True)):
        made.rows[number].height = Inches(high)
        for at, lines in enumerate(row):
            _cell(made.cell(number, at), " ".join(lines), laid.size, number == 0, at in table.right)
    if laid.left_out:
        below = (box[0], top + sum(laid.heights) + 0.04, box[2], 0.25)
        _text(page, below, [laid.left_out], laid.size, QUIET)


def _cell(cell: Any, text: str, size: float, head: bool, right: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(HEAD_COLOUR if head else "#FFFFFF")
    _fill(cell.text_frame, [text], size, INK, PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT, head)
    cell.margin_left = cell.margin_right = Inches(CELL)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.TOP
    _rule(cell)


def _rule(cell: Any) -> None:
    """A thin line above and below a cell, which python-pptx has no word for."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    colour = f'<a:solidFill><a:srgbClr val="{RULE_COLOUR[1:]}"/></a:solidFill>'
    for place_, side in enumerate(("lnT", "lnB")):
        line = f'<a:{side} {nsdecls("a")} w="6350">{colour}</a:{side}>'
        cell._tc.get_or_add_tcPr().insert(place_, parse_xml(line))
