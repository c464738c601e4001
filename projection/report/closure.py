"""The closure curve: what is due, what is there and what is overdue, day by day."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from projection.plan.plan import Plan
from projection.report.page import COLOURS, INK, LATE, MARGIN_IN, PICTURES, QUIET, new_page, room, save, write
from projection.report.tally import Floats, cumulative, deliveries, overdue, required
from projection.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

SIZE = (16.0, 9.0)
_HATCH = {"air": "///", "sea": "", "land": "..."}
_UNIT = {"stons": "short tons", "people": "people"}


def closure_curve(
    plan: Plan, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Draw closure.png and closure.svg: cargo on the left, people on the right.

    Stacked areas show what was delivered at destinations by the mode that brought it; the black line what
    is due by RDD; the band hanging from it what is overdue, summed over ULNs, so that a unit that came early
    does not hide one that is late.
    """
    figure = new_page(plan, scenario, "Closure", SIZE)
    days = scenario.settings.horizon_days
    table = deliveries(plan)
    wide = (SIZE[0] - 2 * MARGIN_IN - 1.5) / 2
    for index, kind in enumerate(("stons", "people")):
        left = MARGIN_IN + 0.5 + index * (wide + 0.85)
        axes = figure.add_axes(room(SIZE, left, 1.65, wide, 6.05))
        _panel(axes, plan, table, kind, days)
    return save(figure, folder, "closure", f"Closure: {scenario.settings.title}", formats)


def _panel(axes: Any, plan: Plan, table: "pd.DataFrame", kind: str, days: int) -> None:
    from matplotlib.colors import to_rgba

    of_kind = table[table["kind"] == kind]
    due, late = required(plan, kind, days), overdue(plan, table, kind, days)
    x = np.arange(-1, days + 1)
    base = np.zeros(days)
    for mode in ("sea", "air", "land"):
        amount = cumulative(of_kind[of_kind["mode"] == mode], days)
        if amount[-1] > 0:
            _area(axes, x, base, base + amount, mode)
            base = base + amount
    axes.step(x, from_zero(due), where="post", color=INK, linewidth=2.2, label="due (RDD)")
    if late.max(initial=0) > 0:
        axes.fill_between(
            x,
            from_zero(due - late),
            from_zero(due),
            step="post",
            facecolor=to_rgba(LATE, 0.18),
            edgecolor=LATE,
            hatch="\\\\",
            linewidth=0,
            label="of it overdue",
        )
    dress(axes, kind, days, max(float(due.max(initial=0)), float(base.max(initial=0))))
    _notes(axes, of_kind, due, late, days)


def _area(axes: Any, x: Any, low: Floats, high: Floats, mode: str) -> None:
    axes.fill_between(
        x,
        from_zero(low),
        from_zero(high),
        step="post",
        facecolor=COLOURS[mode],
        edgecolor="white",
        alpha=0.85,
        hatch=_HATCH[mode],
        linewidth=0,
        label=f"delivered by {mode}",
    )


def from_zero(values: Floats) -> Floats:
    """Values with a 0 before the first day, the last held to the end of its day."""
    return np.concatenate([[0.0], values, values[-1:]])


def dress(axes: Any, kind: str, days: int, top: float) -> None:
    """Give a panel its days, its amounts and its title; ``kind`` stons or people, ``top`` the largest amount."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.set_xlim(-1, days)
    axes.set_ylim(0, top * 1.06 if top > 0 else 1)
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: f"C{day:+.0f}" if day >= 0 else ""))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.tick_params(labelsize=11, color=QUIET)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    name = "Cargo" if kind == "stons" else "People"
    write(axes, 0, 1.045, name, transform=axes.transAxes, fontsize=15, fontweight="bold")
    write(axes, 0, 1.012, f"{_UNIT[kind]}, total by the end of the day", transform=axes.transAxes, fontsize=10)
    axes.legend(loc="upper left", fontsize=11, frameon=True, framealpha=0.9, edgecolor="none")


def _notes(axes: Any, of_kind: "pd.DataFrame", due: Floats, late: Floats, days: int) -> None:
    """First delivery, worst day and state at the end, in words at the foot of the panel."""
    if not due.size or due[-1] + of_kind["amount"].sum() <= 0:
        write(axes, 0.5, 0.5, "nothing required", transform=axes.transAxes, ha="center", color=QUIET)
        return
    words = []
    if not of_kind.empty:
        words.append(f"first delivery C+{int(of_kind['day'].min())}, last C+{int(of_kind['day'].max())}")
    if late.max() > 0.5:
        words.append(f"most overdue on C+{int(late.argmax())}: {late.max():,.0f}; at the end {late[-1]:,.0f}")
    else:
        words.append("nothing overdue on any day")
    write(axes, 0, -0.095, "; ".join(words), transform=axes.transAxes, fontsize=10.5, color=QUIET)
