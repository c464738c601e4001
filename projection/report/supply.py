"""Curves of supply: days of supply and coverage of each account, day by day."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Coverage, Supply
from projection.report.accounts import days_of_supply
from projection.report.page import MARGIN_IN, PICTURES, QUIET, clean, new_page, room, save, write
from projection.scenario.scenario import Scenario

SIZE = (16.0, 9.0)
MOST = 12
"""Accounts drawn: the least covered; more would hide each other."""
_COLOURS = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_LINES = ("-", "--")
_LONGEST = 30.0
"""Days of supply from which a stock is drawn as if it were no more, so that low ones can be read."""


def supply_curves(
    plan: Plan, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Draw supply.png and supply.svg; nothing when the scenario has no needs.

    On the left the stock at the end of each day over the day's need, with the floor as a dotted line; on the right
    the share of the need up to each day that was covered.
    """
    covered = sorted(rows_of(Coverage, plan.tables["coverage"]), key=lambda row: (row.covered, row.account))
    if not covered:
        return ()
    lines: dict[str, list[Supply]] = {}
    for row in rows_of(Supply, plan.tables["supply"]):
        if row.used + row.lacking > 0:
            lines.setdefault(row.account, []).append(row)
    figure = new_page(plan, scenario, "Supply", SIZE)
    wide = (SIZE[0] - 2 * MARGIN_IN - 1.5) / 2
    panels = []
    for index, title in enumerate(("Days of supply, end of the day", "Coverage of the need up to the day")):
        axes = figure.add_axes(room(SIZE, MARGIN_IN + 0.5 + index * (wide + 0.85), 1.65, wide, 6.05))
        _dress(axes, title, scenario.settings.horizon_days)
        panels.append(axes)
    for number, account in enumerate(covered[:MOST]):
        _curves(panels, account, lines.get(account.account, []), number)
    panels[1].yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    panels[1].set_ylim(0, 1.05)
    panels[0].set_ylim(bottom=0)
    panels[1].legend(loc="lower right", fontsize=10, frameon=True, framealpha=0.9, edgecolor="none")
    if len(covered) > MOST:
        words = f"the {MOST} least covered of {len(covered)} accounts; the others are in coverage.csv"
        write(panels[0], 0, -0.095, words, transform=panels[0].transAxes, fontsize=10.5, color=QUIET)
    return save(figure, folder, "supply", f"Supply: {scenario.settings.title}", formats)


def _curves(panels: list[Any], row: Coverage, days: list[Supply], number: int) -> None:
    """One account in both panels: stock and floor in days of the day's need, and the share covered so far."""
    style: dict[str, Any] = {
        "color": _COLOURS[number % len(_COLOURS)],
        "linestyle": _LINES[number // len(_COLOURS) % len(_LINES)],
        "linewidth": 2,
        "drawstyle": "steps-post",
    }
    x, so_far, needed, shares = [line.day for line in days], 0.0, 0.0, []
    for line in days:
        so_far, needed = so_far + line.used, needed + line.used + line.lacking
        shares.append(so_far / needed)
    panels[0].plot(x, [min(days_of_supply(line), _LONGEST) for line in days], **style)
    if any(line.floor > 0 for line in days):
        floors = [min(line.floor / (line.used + line.lacking), _LONGEST) for line in days]
        panels[0].plot(x, floors, **{**style, "linestyle": ":", "linewidth": 1.2})
    label = clean(f"{row.account}: {row.item} at {row.place}, {row.covered:.0%}", 48).replace("$", r"\$")
    panels[1].plot(x, shares, label=label, **style)


def _dress(axes: Any, title: str, days: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.set_xlim(-1, days)
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda day, _: f"C{day:+.0f}" if day >= 0 else "")
    axes.tick_params(labelsize=11, color=QUIET)
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    write(axes, 0, 1.03, title, transform=axes.transAxes, fontsize=15, fontweight="bold")
