"""Charts of the PDF, drawn as those of the PPTX look."""

from typing import TYPE_CHECKING, Any

import numpy as np

from projection.maps.deck.fit import cut
from projection.maps.deck.layout import HATCHED, HIGH, LOOKS, TITLE, WIDE, day_step
from projection.report.page import INK, QUIET, write
from projection.report.story.parts import Box, Chart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DASHES = {"solid": "-", "dash": (0, (4, 2)), "dot": (0, (1, 1.2)), "dashdot": "-."}
_SIZE = 12
_LABELS = 0.36
"""Share of the width for the names of lying bars."""


def draw_chart(figure: "Figure", chart: Chart, box: Box) -> None:
    """Draw a chart into a box of inches."""
    left, top, wide, high = box
    names = _LABELS * wide if chart.kind == "bar" else 0.95
    inner = (left + names, top + 0.72, wide - names - (0.75 if chart.kind == "bar" else 0.1), high - 0.72 - 0.62)
    axes = figure.add_axes((inner[0] / WIDE, 1 - (inner[1] + inner[3]) / HIGH, inner[2] / WIDE, inner[3] / HIGH))
    title = cut(chart.title, TITLE, wide, bold=True)
    x = (left + wide / 2) / WIDE
    write(figure, x, 1 - (top + 0.24) / HIGH, title, fontsize=TITLE, fontweight="bold", ha="center")
    for side in ("top", "right", *(("bottom",) if chart.kind == "bar" else ())):
        axes.spines[side].set_visible(False)
    if chart.kind == "bar":
        _bars(axes, chart, names)
    else:
        _days(axes, chart)
    if len(chart.series) > 1:
        style = {"ncols": len(chart.series), "handlelength": 1.8, "columnspacing": 0.9, "handletextpad": 0.5}
        spot = ((left + wide / 2) / WIDE, 1 - (top + 0.68) / HIGH)
        axes.legend(
            loc="lower center", bbox_to_anchor=spot, bbox_transform=figure.transFigure, fontsize=_SIZE,
            frameon=False, borderaxespad=0, **style,
        )  # fmt: skip


def _bars(axes: Any, chart: Chart, names: float) -> None:
    series = chart.series[0]
    places = np.arange(len(series.values))
    axes.barh(places, series.values, height=0.66, color=LOOKS[series.look][0])
    axes.set_ylim(len(places) - 0.4, -0.6)
    top = 100.0 if chart.percent else max(series.values, default=0.0)
    axes.set_xlim(0, top if top > 0 else 1)
    axes.set_xticks([])
    axes.set_yticks(places, [""] * len(places))
    axes.tick_params(length=0)
    for place, (name, value) in enumerate(zip(chart.categories, series.values, strict=True)):
        said = f"{value:,.0f} %" if chart.percent else f"{value:,.0f}"
        shown = {"xy": (value, place), "xytext": (4, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate(said, fontsize=_SIZE, color=INK, annotation_clip=False, **shown)
        word = cut(name, _SIZE, names - 0.15)
        at = {"xy": (0, place), "xytext": (-6, 0), "textcoords": "offset points", "va": "center", "ha": "right"}
        axes.annotate(word, fontsize=_SIZE, color=INK, annotation_clip=False, parse_math=False, **at)
    write(axes, 0.5, -0.07, chart.x_title, transform=axes.transAxes, fontsize=_SIZE, ha="center", color=QUIET)


def _days(axes: Any, chart: Chart) -> None:
    from matplotlib.ticker import FuncFormatter

    places = np.arange(len(chart.series[0].values))
    base = np.zeros(len(places))
    for series in chart.series:
        colour, dash, wide = LOOKS[series.look]
        values = np.array(series.values)
        if chart.kind == "line":
            axes.plot(places, values, color=colour, linestyle=_DASHES[dash], linewidth=wide, label=series.name)
            continue
        hatched = series.look in HATCHED
        style = {"facecolor": "white", "edgecolor": colour, "hatch": "////"} if hatched else {"color": colour}
        axes.bar(places, values, width=0.84, bottom=base, label=series.name, linewidth=0.6, **style)
        base = base + values
    top = max([1.0, float(base.max(initial=0)), *(max(s.values, default=0.0) for s in chart.series)])
    axes.set_ylim(0, top * 1.06)
    axes.set_xlim(-0.6, max(len(places) - 0.4, 0.6))
    step = day_step(len(places))
    axes.set_xticks(places[::step], [f"C+{day}" for day in places[::step]])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.tick_params(labelsize=_SIZE, color=QUIET)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel(chart.x_title, fontsize=_SIZE, color=QUIET)
    axes.set_ylabel(chart.y_title, fontsize=_SIZE, color=QUIET)
