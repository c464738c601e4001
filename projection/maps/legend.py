"""The legend strip under a map, and the totals in its corner."""

from collections.abc import Sequence
from typing import Any

from projection.maps.flows import Lane
from projection.maps.labels import Rect
from projection.maps.panel import DASH, MARK, SHUT, STOP, Panel, width_of
from projection.maps.saturation import SHADES
from projection.maps.traffic import Traffic
from projection.plan.plan import Plan
from projection.report.page import COLOURS, INK, LATE, MARGIN_IN, QUIET, room, write
from projection.report.tally import deliveries


def draw_legend(figure: Any, size: tuple[float, float], found: Traffic) -> None:
    """Draw the strip: modes, widths by stons, kinds of node, how full they are, what is closed."""
    handles = [*_line_handles(found.most), *_mark_handles(), *_shade_handles(), *_closed_handles(found)]
    rows = 2
    note = "shades: use of the hardest limit in the busiest week; links over land from 50 % on"
    write(figure, 1 - MARGIN_IN / size[0], 0.61 / size[1], note, fontsize=8.5, ha="right", color=QUIET)
    figure.legend(
        handles=handles,
        loc="center",
        bbox_to_anchor=room(size, MARGIN_IN, size[1] - 1.28, size[0] - 2 * MARGIN_IN, 0.5),
        ncols=(len(handles) + rows - 1) // rows,
        mode="expand",
        fontsize=8.5,
        frameon=False,
        handlelength=2.2,
        handletextpad=0.6,
        columnspacing=1.0,
    )


def _line_handles(most: float) -> list[Any]:
    from matplotlib.lines import Line2D

    modes = (("sea", "by sea"), ("air", "by air"), ("land", "over land"))
    return [
        Line2D([], [], color=COLOURS[mode], linestyle=DASH[mode], linewidth=3, label=label)
        for mode, label in modes
    ] + [
        Line2D([], [], color="#777777", linewidth=width_of(stons, most), label=f"{stons:,.0f} st")
        for stons in _samples(most)
    ]


def _mark_handles() -> list[Any]:
    ends = [_mark(MARK[kind], "white", INK, 9, kind) for kind in ("airfield", "seaport", "site")]
    return [*ends, _mark(STOP, "white", INK, 8, "stop on the way")]


def _shade_handles() -> list[Any]:
    """Shades of use, on the shape of a link over land where it has one."""
    from matplotlib.patches import Patch

    return [Patch(facecolor=colour, edgecolor=INK, linewidth=0.8, label=words) for _, colour, words in SHADES]


def _closed_handles(found: Traffic) -> list[Any]:
    from matplotlib.patches import Patch

    states = (("shut", "xxxx", "airspace closed"), ("part", "///", "closed to some or at times"))
    areas = [
        Patch(facecolor="#E4E1DA", edgecolor=SHUT, hatch=hatch, alpha=0.55, label=words)
        for state, hatch, words in states
        if state in found.shut.values()
    ]
    said = [words.startswith("closed") for words in found.passages.values()]
    marks = [("X", "passage closed")] * any(said) + [("P", "passage slowed")] * (not all(said))
    return [*areas, *(_mark(shape, LATE, "white", 10, words) for shape, words in marks)]


def _mark(shape: str, face: str, edge: str, size: float, label: str) -> Any:
    from matplotlib.lines import Line2D

    style: dict[str, Any] = {
        "markerfacecolor": face,
        "markeredgecolor": edge,
        "markersize": size,
        "linestyle": "none",
    }
    return Line2D([], [], marker=shape, label=label, **style)


def _samples(most: float) -> list[float]:
    """Round amounts that show how width grows: the largest below the most, and a tenth of it."""
    if most <= 0:
        return []
    step = 10.0 ** (len(str(int(most))) - 1)
    top = step * int(most / step) if most >= 1 else most
    return [top / 10, top] if top >= 10 else [top]


def draw_totals(panel: Panel, plan: Plan, lanes: Sequence[Lane]) -> Rect:
    """Write what each mode delivers, in the lower corner that fewer lanes cross; its rectangle in pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    axes = panel.axes
    lines = [("delivered", "short tons", "people", "days")]
    table = deliveries(plan)
    for mode in ("sea", "air", "land"):
        own = table[table["mode"] == mode]
        if len(own):
            sums = own.groupby("kind")["amount"].sum()
            days = f"C+{own['day'].min()} to C+{own['day'].max()}"
            words = (f"{sums.get('stons', 0):,.0f}", f"{sums.get('people', 0):,.0f}", days)
            lines.append((f"by {mode}" if mode != "land" else "over land only", *words))
    text = "\n".join(f"{a:<10}{b:>11}{c:>8}  {d}" for a, b, c, d in lines)
    left = _crossings(panel, lanes, "left") <= _crossings(panel, lanes, "right")
    drawn = axes.text(
        0.008 if left else 0.992,
        0.012,
        text,
        parse_math=False,
        transform=axes.transAxes,
        family="DejaVu Sans Mono",
        fontsize=8.5,
        color=INK,
        ha="left" if left else "right",
        va="bottom",
        linespacing=1.35,
        zorder=10,
        bbox={"facecolor": "white", "edgecolor": "#808080", "linewidth": 0.6, "alpha": 0.92, "pad": 4},
    )
    box = drawn.get_window_extent(FigureCanvasAgg(axes.figure).get_renderer())
    return (box.x0 - 8, box.y0 - 8, box.x1 + 8, box.y1 + 8)


def _crossings(panel: Panel, lanes: Sequence[Lane], side: str) -> int:
    """Points of lanes in a lower corner of the panel, two fifths wide and a fifth high."""
    left, bottom, right, top = panel.frame
    count = 0
    for lane in lanes:
        xy = panel.sheet.spots(lane.path)
        share = (xy[:, 0] - left) / (right - left)
        near = share < 0.4 if side == "left" else share > 0.6
        count += int((near & (xy[:, 1] < bottom + 0.2 * (top - bottom)) & panel.holds(xy)).sum())
    return count
