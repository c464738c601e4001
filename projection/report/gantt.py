"""Missions by tail and hull over the days."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from projection.plan.plan import Plan
from projection.plan.rows import MissionStop
from projection.report.missions import loads_of, on_board, stops_of
from projection.report.page import COLOURS, INK, MARGIN_IN, PICTURES, QUIET, new_page, room, save, write
from projection.scenario.scenario import Scenario
from projection.units import HOURS_PER_DAY

WIDE = 16.0
_ROW_IN = 0.115
_LOW, _HIGH = 9.0, 36.0
_BEYOND = 1.2
_GROUND = "#1A1A1A"
_STATION = "#009E73"
_PALE = {"air": "#F3C7A3", "sea": "#A9CCE3"}

Bar = tuple[float, float]


def gantt(plan: Plan, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES) -> tuple[Path, ...]:
    """Draw gantt.png and gantt.svg: a row for each tail and hull that is used, ships first.

    Dark bars run loaded, pale ones empty; black is time on the ground, green on station. The page grows with the
    number of rows up to 36 inches, after which rows get thinner. Ways home are cut a fifth beyond the plan's end.
    """
    rows = _rows(plan)
    high = min(max(_LOW, 2.55 + _ROW_IN * (len(rows) + _breaks(rows))), _HIGH)
    size = (WIDE, high)
    figure = new_page(plan, scenario, "Missions by tail and hull", size)
    axes = figure.add_axes(room(size, MARGIN_IN + 1.7, 1.45, WIDE - 2 * MARGIN_IN - 1.75, high - 2.45))
    last = _last_day(plan, scenario)
    _bars(axes, plan, rows)
    _dress(axes, rows, last, scenario.settings.horizon_days)
    _legend(figure, size, len(plan.tables["presence"]) > 0)
    return save(figure, folder, "gantt", f"Missions: {scenario.settings.title}", formats)


def _rows(plan: Plan) -> list[tuple[str, str, int]]:
    """(mode, fleet, tail) that fly or sail, ships first."""
    table = plan.tables["missions"]
    found = {
        (str(mode), str(fleet), int(tail))
        for mode, fleet, tail in zip(table["mode"], table["fleet"], table["tail"], strict=True)
    }
    return sorted(found, key=lambda row: (row[0] != "sea", row[1], row[2]))


def _breaks(rows: Sequence[tuple[str, str, int]]) -> int:
    return len({fleet for _, fleet, _ in rows})


def _heights(rows: Sequence[tuple[str, str, int]]) -> dict[tuple[str, int], float]:
    """Height of each row from the top, with half a row between fleets."""
    out: dict[tuple[str, int], float] = {}
    y, before = 0.0, ""
    for _, fleet, tail in rows:
        y += 1.0 if fleet == before or not before else 2.0
        out[(fleet, tail)] = y
        before = fleet
    return out


def _last_day(plan: Plan, scenario: Scenario) -> float:
    back = plan.tables["missions"]["arrive_h"].max() if len(plan.tables["missions"]) else 0.0
    horizon = float(scenario.settings.horizon_days)
    return min(max(horizon, float(back) / HOURS_PER_DAY), _BEYOND * horizon)


def _bars(axes: Any, plan: Plan, rows: Sequence[tuple[str, str, int]]) -> None:
    heights = _heights(rows)
    loads = loads_of(plan)
    bars: dict[tuple[str, float], list[Bar]] = {}
    for mission, stops in stops_of(plan).items():
        y = heights[(stops[0].fleet, stops[0].tail)]
        carried = on_board(stops, loads.get(mission, []))
        for colour, bar in _pieces(stops, [stons + people > 0 for stons, people in carried]):
            bars.setdefault((colour, y), []).append(bar)
    for (colour, y), spans in sorted(bars.items()):
        axes.broken_barh(sorted(spans), (y - 0.42, 0.84), facecolor=colour, linewidth=0)


def _pieces(stops: Sequence[MissionStop], loaded: Sequence[bool]) -> list[tuple[str, Bar]]:
    """Colour with start and length in days of each leg and stop."""
    out = []
    for stop, full in zip(stops, loaded, strict=True):
        if stop.leg_h > 0:
            colour = (COLOURS if full else _PALE)[stop.mode]
            start = (stop.arrive_h - stop.leg_h) / HOURS_PER_DAY
            out.append((colour, (start, stop.leg_h / HOURS_PER_DAY)))
        if stop.depart_h > stop.arrive_h and stop.purpose not in ("position", "return"):
            colour = _STATION if stop.purpose == "station" else _GROUND
            out.append((colour, (stop.arrive_h / HOURS_PER_DAY, (stop.depart_h - stop.arrive_h) / HOURS_PER_DAY)))
    return out


def _dress(axes: Any, rows: Sequence[tuple[str, str, int]], last: float, horizon: int) -> None:
    from matplotlib.ticker import FuncFormatter, MultipleLocator

    heights = _heights(rows)
    bottom = max(heights.values(), default=0.0) + 1
    axes.set_xlim(0, last)
    axes.set_ylim(bottom, 0)
    axes.xaxis.set_major_locator(MultipleLocator(5 if last <= 90 else 10))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: f"C+{day:.0f}"))
    axes.xaxis.tick_top()
    axes.tick_params(labelsize=10, length=0)
    axes.set_yticks([])
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.axvline(horizon, color=QUIET, linewidth=1.2, linestyle=(0, (4, 2)))
    for side in ("right", "bottom", "left"):
        axes.spines[side].set_visible(False)
    for fleet in sorted({fleet for _, fleet, _ in rows}):
        own = [y for (name, _), y in heights.items() if name == fleet]
        label = f"{fleet} ({len(own)})" if len(own) > 1 else fleet
        axes.axhspan(min(own) - 0.6, max(own) + 0.6, color="#F4F4F4", zorder=0)
        place = {"transform": axes.get_yaxis_transform(), "ha": "right", "va": "center"}
        write(axes, -0.008, (min(own) + max(own)) / 2, label, fontsize=8.5, color=INK, limit=26, **place)


def _legend(figure: Any, size: tuple[float, float], stations: bool) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = []
    for mode in ("sea", "air"):
        handles.append(Patch(color=COLOURS[mode], label=f"loaded, by {mode}"))
        handles.append(Patch(color=_PALE[mode], label=f"empty, by {mode}"))
    handles.append(Patch(color=_GROUND, label="on the ground or alongside"))
    if stations:
        handles.append(Patch(color=_STATION, label="on station"))
    handles.append(Line2D([], [], color=QUIET, linestyle=(0, (4, 2)), label="end of the plan"))
    box = room(size, MARGIN_IN, size[1] - 0.98, size[0] - 2 * MARGIN_IN, 0.3)
    figure.legend(
        handles=handles, loc="center", bbox_to_anchor=box, ncols=len(handles), fontsize=10, frameon=False
    )
