"""Native charts of a PPTX: their data can be edited, and no name in them becomes a formula."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt
from xlsxwriter import Workbook

from projection.maps.deck.layout import HATCHED, LOOKS, day_step
from projection.report.page import INK, QUIET, clean
from projection.report.story.parts import Box, Chart

FONT = "Arial"
_KINDS = {
    "line": XL_CHART_TYPE.LINE,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stack": XL_CHART_TYPE.COLUMN_STACKED,
}
_DASHES = {
    "solid": MSO_LINE.SOLID,
    "dash": MSO_LINE.DASH,
    "dot": MSO_LINE.ROUND_DOT,
    "dashdot": MSO_LINE.DASH_DOT,
}


class _TextOnly(CategoryWorkbookWriter):  # type: ignore[misc]
    """The sheet behind a chart, in which a text stays a text."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        texts = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(xlsx_file, texts) as book:
            yield book, book.add_worksheet()


class _Data(CategoryChartData):  # type: ignore[misc]
    @property
    def _workbook_writer(self) -> _TextOnly:
        return _TextOnly(self)


def add_chart(slide: Any, chart: Chart, box: Box) -> None:
    """Put a chart on a slide."""
    data = _Data(number_format="#,##0")
    if chart.kind == "bar":
        data.categories = [clean(name, 60) or "-" for name in chart.categories]
    else:
        data.categories = range(len(chart.series[0].values))
    for series in chart.series:
        data.add_series(clean(series.name, 60), series.values)
    frame = slide.shapes.add_chart(_KINDS[chart.kind], *(Inches(value) for value in box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"Chart: {clean(chart.title)}")
    made = frame.chart
    made.font.size, made.font.name = Pt(12), FONT
    made.font.color.rgb = RGBColor.from_string(INK[1:])
    made.has_title = True
    _write(made.chart_title.text_frame, chart.title, 15, INK)
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        made.legend.font.size = Pt(13)
    _axes(made, chart)
    for series, drawn in zip(chart.series, made.plots[0].series, strict=True):
        (_line if chart.kind == "line" else _fill)(drawn, series.look)
    if chart.kind == "bar":
        _labels(made.plots[0], chart)
    elif chart.kind == "stack":
        made.plots[0].gap_width, made.plots[0].overlap = 20, 100


def _write(frame: Any, text: str, size: float, colour: str) -> None:
    frame.text = clean(text, 80)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.name = Pt(size), size > 13, FONT
    font.color.rgb = RGBColor.from_string(colour[1:])


def _axes(made: Any, chart: Chart) -> None:
    across, values = made.category_axis, made.value_axis
    values.minimum_scale = 0
    if chart.percent:
        values.maximum_scale = 100
    values.major_gridlines.format.line.color.rgb = RGBColor(0xDD, 0xDD, 0xDD)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "#,##0", False
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.format.line.color.rgb = RGBColor.from_string(QUIET[1:])
    across.major_tick_mark = XL_TICK_MARK.OUTSIDE
    for axis in (across, values):
        axis.has_title = False
    lying = chart.kind == "bar"
    named = ((values, chart.x_title if lying else chart.y_title), (across, "" if lying else chart.x_title))
    for axis, words in named:
        if words:
            axis.has_title = True
            _write(axis.axis_title.text_frame, words, 12, QUIET)
    if chart.kind == "bar":
        across.reverse_order = True
        across.major_tick_mark = XL_TICK_MARK.NONE
        values.has_major_gridlines = False
        values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        values.major_tick_mark = XL_TICK_MARK.NONE
    else:
        _every(across._element, day_step(len(chart.series[0].values)))


def _every(axis: Any, step: int) -> None:
    """Name one in ``step`` days; the children of an axis stand in the order of the schema."""
    after = axis.find(qn("c:noMultiLvlLbl"))
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        after.addprevious(axis.makeelement(qn(tag), {"val": str(step)}))


def _line(drawn: Any, look: str) -> None:
    colour, dash, wide = LOOKS[look]
    drawn.smooth = False
    line = drawn.format.line
    line.color.rgb, line.width, line.dash_style = RGBColor.from_string(colour[1:]), Pt(wide), _DASHES[dash]


def _fill(drawn: Any, look: str) -> None:
    colour = RGBColor.from_string(LOOKS[look][0][1:])
    drawn.invert_if_negative = False
    fill = drawn.format.fill
    if look in HATCHED:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour, RGBColor(255, 255, 255)
        drawn.format.line.color.rgb = colour
    else:
        fill.solid()
        fill.fore_color.rgb = colour


def _labels(plot: Any, chart: Chart) -> None:
    plot.gap_width, plot.has_data_labels = 45, True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = ('0" %"' if chart.percent else "#,##0"), False
    labels.show_value = True
    labels.font.size = Pt(12)
