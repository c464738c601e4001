"""Where it is tight: use of every limit by day."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from projection.plan.plan import Plan
from projection.report.page import LATE, MARGIN_IN, PICTURES, QUIET, new_page, room, save, write
from projection.report.tally import Floats
from projection.scenario.scenario import Scenario

SIZE = (16.0, 9.0)
ROWS = 40
FULL = 0.999
"""Share of a limit from which it counts as full."""

_HIGH_IN = 6.6
_ROW_IN = 0.35


def heat_map(plan: Plan, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES) -> tuple[Path, ...]:
    """Draw heat.png and heat.svg: the 40 limits that are used hardest, day by day, darkest where full.

    A line is one rule at one fleet, node or link. They are sorted by the number of full days, then by the
    mean use.
    """
    days = scenario.settings.horizon_days
    names, shares = busiest(plan, days)
    figure = new_page(plan, scenario, "Use of limits by day", SIZE)
    left = MARGIN_IN + 2.9
    high = min(_HIGH_IN, _ROW_IN * max(len(names), 3))
    axes = figure.add_axes(room(SIZE, left, 1.45, SIZE[0] - left - MARGIN_IN - 1.5, high))
    if not names:
        axes.set_axis_off()
        write(axes, 0.5, 0.5, "no limit is used", ha="center", color=QUIET, fontsize=14)
        return save(figure, folder, "heat", f"Use of limits: {scenario.settings.title}", formats)
    drawn = axes.pcolormesh(
        np.arange(days + 1),
        np.arange(len(names) + 1),
        np.ma.masked_less_equal(shares, 0),
        cmap=_colours(),
        vmin=0,
        vmax=FULL,
        edgecolors="white",
        linewidth=0.4,
    )
    _dress(axes, names, shares, days)
    beside = figure.add_axes(room(SIZE, SIZE[0] - MARGIN_IN - 0.75, 1.45, 0.18, min(high, 3.0)))
    bar = figure.colorbar(drawn, cax=beside, extend="max", extendfrac=0.08)
    bar.set_ticks([0, 0.25, 0.5, 0.75, FULL], labels=["0 %", "25 %", "50 %", "75 %", "full"])
    bar.outline.set_visible(False)
    return save(figure, folder, "heat", f"Use of limits: {scenario.settings.title}", formats)


def busiest(plan: Plan, days: int, most: int = ROWS) -> tuple[list[str], Floats]:
    """Names of the limits used hardest and their use by day, shape (names, days); 1 is full.

    What is used without a limit to speak of (limit 0) counts as full.
    """
    table = plan.tables["utilisation"]
    table = table[(table["day"] >= 0) & (table["day"] < days)]
    rows: list[tuple[str, Floats]] = []
    for (place, rule), part in table.groupby(["place", "rule"]):
        rows.append((f"{place}  {str(rule).replace('_', ' ')}", _shares(part, days)))
    rows = [(name, share) for name, share in rows if share.max(initial=0) > 0]
    rows.sort(key=lambda row: (-int((row[1] >= FULL).sum()), -round(float(row[1].mean()), 9), row[0]))
    kept = rows[:most]
    return [name for name, _ in kept], np.array([share for _, share in kept]).reshape(len(kept), days)


def _shares(part: pd.DataFrame, days: int) -> Floats:
    out = np.zeros(days)
    used, limit = part["used"].to_numpy(float), part["limit"].to_numpy(float)
    share = np.where(limit > 0, used / np.where(limit > 0, limit, 1), (used > 0).astype(float))
    np.maximum.at(out, part["day"].to_numpy(int), share)
    return out


def _colours() -> Any:
    """Pale to dark blue as a limit fills, the colour of lateness where it is full."""
    from matplotlib.colors import LinearSegmentedColormap

    ramp = LinearSegmentedColormap.from_list("use", ["#EEF4F9", "#9CC3DF", "#2171B5"])
    return ramp.with_extremes(over=LATE)


def _dress(axes: Any, names: list[str], shares: Floats, days: int) -> None:
    from matplotlib.ticker import FuncFormatter, MultipleLocator

    axes.set_ylim(len(names), 0)
    axes.set_xlim(0, days)
    axes.xaxis.set_major_locator(MultipleLocator(5 if days <= 90 else 10))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: f"C+{day:.0f}"))
    axes.xaxis.tick_top()
    axes.tick_params(labelsize=10, length=0)
    axes.set_yticks([])
    size = min(10.0, 0.72 * _HIGH_IN * 72 / len(names))
    for row, (name, share) in enumerate(zip(names, shares, strict=True)):
        side = {"transform": axes.get_yaxis_transform(), "va": "center_baseline", "fontsize": size}
        full = int((share >= FULL).sum())
        write(axes, -0.006, row + 0.5, name, ha="right", limit=44, **side)
        del side["transform"]
        if full:
            write(axes, days + 0.3, row + 0.5, f"{full} d", color=QUIET, **side)
    for spine in axes.spines.values():
        spine.set_visible(False)
    note = "right of each line: days on which the limit is full"
    write(axes, days, len(names) + 0.2, note, ha="right", va="top", fontsize=10, color=QUIET)
