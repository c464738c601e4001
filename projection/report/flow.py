"""What each port and airfield takes in and sends out, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from projection.network.network import Network
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Manifest
from projection.report.page import COLOURS, INK, LATE, MARGIN_IN, PICTURES, QUIET, new_page, room, save, write
from projection.report.tally import Floats
from projection.scenario.scenario import Scenario

SIZE = (16.0, 9.0)
MOST = 30
"""Rows in a column; what there is more is counted below it."""

_TOP_IN, _HIGH_IN, _NAME_IN, _SAID_IN = 1.75, 6.1, 1.75, 2.25


@dataclass(frozen=True)
class Flow:
    """What passes a port or airfield: stons and people by day, shape (days,); ``limit`` stons a day, 0 = none."""

    node: str
    mode: str
    stons: Floats
    people: Floats
    limit: float


def flows(plan: Plan, days: int, end: str) -> list[Flow]:
    """Flow into each POD (``end`` pod: what is unloaded there) or out of each POE (poe), most stons first.

    What moves after the last of ``days`` is left out; what comes before C-day counts on it.
    """
    modes = dict(zip(plan.tables["missions"]["mission"], plan.tables["missions"]["mode"], strict=True))
    sums: dict[tuple[str, str], tuple[Floats, Floats]] = {}
    for row in rows_of(Manifest, plan.tables["manifests"]):
        node, day = (row.pod, row.landed_day) if end == "pod" else (row.poe, row.loaded_day)
        if day < days:
            stons, people = sums.setdefault((node, str(modes[row.mission])), (np.zeros(days), np.zeros(days)))
            stons[max(day, 0)] += row.stons
            people[max(day, 0)] += row.pax
    limits = _limits(plan)
    found = [Flow(node, mode, *amounts, limits.get(node, 0.0)) for (node, mode), amounts in sums.items()]
    return sorted(found, key=lambda flow: (-flow.stons.sum(), -flow.people.sum(), flow.node, flow.mode))


def flow_chart(
    plan: Plan, network: Network, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Draw ``flow``: a row of bars for each port and airfield, PODs on the left, POEs on the right.

    Cargo stands upwards in the colour of its mode, people hang down. Each row has a scale of its own, and says its
    sum and its largest day; the line is what the place can handle in a day, where the plan comes near it.
    """
    figure = new_page(plan, scenario, "Daily flow through ports and airfields", SIZE)
    wide = (SIZE[0] - 2 * MARGIN_IN - 0.3) / 2
    for index, (end, title) in enumerate((("pod", "Unloaded at"), ("poe", "Loaded at"))):
        left = MARGIN_IN + index * (wide + 0.3)
        found = flows(plan, scenario.settings.horizon_days, end)
        axes = figure.add_axes(
            room(SIZE, left + _NAME_IN, _TOP_IN, wide - _NAME_IN - _SAID_IN, _HIGH_IN), label=end
        )
        _column(axes, network, found[:MOST], scenario.settings.horizon_days)
        write(figure, left / SIZE[0], 1 - (_TOP_IN - 0.32) / SIZE[1], title, fontsize=14, fontweight="bold")
        if len(found) > MOST:
            words = f"and {len(found) - MOST} smaller ones"
            write(axes, 1, -0.02, words, transform=axes.transAxes, ha="right", va="top", fontsize=9, color=QUIET)
    _legend(figure)
    return save(figure, folder, "flow", f"Daily flow: {scenario.settings.title}", formats)


def _limits(plan: Plan) -> dict[str, float]:
    """Largest amount that each place can handle in a day, stons, where the plan says one."""
    table = plan.tables["utilisation"]
    own = table[(table["rule"] == "handling") & (table["unit"] == "stons")]
    return {str(node): float(limit) for node, limit in own.groupby("place")["limit"].max().items()}


def _column(axes: Any, network: Network, found: Sequence[Flow], days: int) -> None:
    from matplotlib.ticker import FuncFormatter, MultipleLocator

    rows = max(len(found), 7)
    axes.set_xlim(0, days)
    axes.set_ylim(rows, 0)
    axes.xaxis.set_major_locator(MultipleLocator(10 if days <= 100 else 20))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: f"C+{day:.0f}"))
    axes.xaxis.tick_top()
    axes.tick_params(labelsize=9, length=0)
    axes.set_yticks([])
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if not found:
        write(axes, 0.5, 0.5, "nothing", transform=axes.transAxes, ha="center", color=QUIET)
    size = min(9.5, 0.62 * _HIGH_IN * 72 / rows)
    for row, flow in enumerate(found):
        _bars(axes, row, flow)
        name = network.places[flow.node].name if flow.node in network.places else flow.node
        beside = {"transform": axes.get_yaxis_transform(), "va": "center_baseline"}
        write(axes, -0.012, row + 0.5, name, ha="right", fontsize=size, limit=24, **beside)
        _words(axes, row + 0.5, _said(flow), size * 0.9, two=size * 2.4 < _HIGH_IN * 72 / rows)


def _bars(axes: Any, row: int, flow: Flow) -> None:
    """Bars of one row: stons stand on its base line, people hang from it."""
    base, up, down = row + 0.66, 0.58, 0.28
    top = max(float(flow.stons.max()), 1e-9)
    axes.axhline(base, color="#BBBBBB", linewidth=0.6, zorder=1)
    for amount, high, colour in ((flow.stons, -up, COLOURS[flow.mode]), (flow.people, down, INK)):
        days = np.flatnonzero(amount)
        if len(days):
            axes.bar(days, high * amount[days] / amount.max(), 1.0, base, align="edge", color=colour, linewidth=0)
    if 0 < flow.limit <= top * 1.02:
        height = base - up * flow.limit / top
        axes.plot([0, len(days)], [height, height], color=LATE, linewidth=1.0, linestyle=(0, (3, 1.5)))


def _said(flow: Flow) -> list[str]:
    """Sum and largest day of stons, and of people; nothing below half of one."""
    said = []
    for amount, unit in ((flow.stons, "st"), (flow.people, "people")):
        if amount.sum() >= 0.5:
            said.append(f"{amount.sum():,.0f} {unit}, most {amount.max():,.0f} on C+{int(amount.argmax())}")
    return said


def _words(axes: Any, middle: float, said: Sequence[str], size: float, two: bool) -> None:
    """Sums beside a row, in two lines where there is room for two."""
    style: dict[str, Any] = {"transform": axes.get_yaxis_transform(), "va": "center_baseline", "fontsize": size}
    if not two:
        parts = [words.partition(", ")[::2] for words in said]
        said = [", ".join([*(total for total, _ in parts), *(most for _, most in parts[:1])])]
    heights = [middle - 0.2, middle + 0.24] if len(said) > 1 else [middle]
    for height, words in zip(heights, said, strict=True):
        write(axes, 1.012, height, words, color=QUIET, **style)


def _legend(figure: Any) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [Patch(color=COLOURS[mode], label=f"short tons by {mode}") for mode in ("sea", "air")]
    handles.append(Patch(color=INK, label="people (downwards)"))
    dashes: Any = Line2D(
        [], [], color=LATE, linestyle=(0, (3, 1.5)), label="most it can handle in a day, if reached"
    )
    box = room(SIZE, MARGIN_IN, SIZE[1] - 0.98, SIZE[0] - 2 * MARGIN_IN, 0.3)
    figure.legend(
        handles=[*handles, dashes], loc="center", bbox_to_anchor=box, ncols=4, fontsize=10, frameon=False
    )
