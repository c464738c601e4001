"""Who holds which station: coverage in words, and a picture of it by day."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from projection.plan.plan import Plan
from projection.report.page import LATE, MARGIN_IN, PICTURES, QUIET, new_page, room, save, write
from projection.report.spans import spans
from projection.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

WIDE = 16.0
_ROW_IN = 1.5
_LOW, _HIGH = 4.5, 36.0
_PALETTE = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#8C8C8C")


def coverage(plan: Plan) -> str:
    """Each station: days covered of those wanted, by whose missions, and which days are missed; "" without any."""
    table = plan.tables["presence"]
    if table.empty:
        return ""
    flags = _flags(plan)
    lines = []
    for station, rows in table.groupby("station"):
        whole = int((rows["missing"] == 0).sum())
        wanted, held = int(rows["wanted"].sum()), int((rows["wanted"] - rows["missing"]).sum())
        missions: dict[str, set[str]] = {}
        for name in sorted({name for who in rows["who"] for name in who.split(";") if name}):
            missions.setdefault(flags.get(name, "?"), set()).add(name)
        by = ", ".join(f"{flag} {len(names)}" for flag, names in sorted(missions.items()))
        lines.append(
            f"  {station:<20} {whole} of {len(rows)} days covered in full, {held} of {wanted} wanted a day; "
            f"missions {by or 'none'}"
        )
        gaps = [int(day) for day in rows.loc[rows["missing"] > 0, "day"]]
        if gaps:
            lines.append(f"  {'':<20} first gap C+{gaps[0]}; missed {spans(gaps)}")
    return "\n".join(["On station", *lines])


def _flags(plan: Plan) -> Mapping[str, str]:
    """Flag of each mission."""
    table = plan.tables["missions"]
    return {str(name): str(nation) for name, nation in zip(table["mission"], table["nation"], strict=True)}


def presence_chart(
    plan: Plan, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Draw presence.png and presence.svg: what is on each station by day and flag; nothing without stations.

    Bars are stacked by flag; the black line is what is wanted, hatched days are missed.
    """
    table = plan.tables["presence"]
    if table.empty:
        return ()
    names = sorted(set(table["station"]))
    high = min(max(_LOW, 2.6 + _ROW_IN * len(names)), _HIGH)
    size = (WIDE, high)
    figure = new_page(plan, scenario, "On station", size)
    flags = _flags(plan)
    every = sorted({flags[name] for who in table["who"] for name in who.split(";") if name})
    colours = {flag: _PALETTE[i % len(_PALETTE)] for i, flag in enumerate(every)}
    each = (high - 2.6) / len(names)
    for place, name in enumerate(names):
        top = 1.4 + place * each
        axes = figure.add_axes(room(size, MARGIN_IN + 2.2, top, WIDE - 2 * MARGIN_IN - 2.25, each - 0.45))
        _panel(axes, table[table["station"] == name], flags, colours)
        axes.set_xlim(0, scenario.settings.horizon_days)
        write(axes, -0.03, 0.5, name, transform=axes.transAxes, ha="right", va="center", fontsize=10, limit=24)
    _legend(figure, size, colours)
    return save(figure, folder, "presence", f"On station: {scenario.settings.title}", formats)


def _panel(axes: Any, rows: "pd.DataFrame", flags: Mapping[str, str], colours: Mapping[str, str]) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    days = [int(day) for day in rows["day"]]
    there = [[flags[name] for name in who.split(";") if name] for who in rows["who"]]
    base = [0] * len(days)
    for flag, colour in colours.items():
        counts = [names.count(flag) for names in there]
        axes.bar(days, counts, 1.0, base, color=colour, align="edge", linewidth=0)
        base = [one + other for one, other in zip(base, counts, strict=True)]
    missing = [int(number) for number in rows["missing"]]
    axes.bar(days, missing, 1.0, base, align="edge", facecolor="none", edgecolor=LATE, hatch="////", linewidth=0)
    wanted = [int(number) for number in rows["wanted"]]
    axes.step([*days, days[-1] + 1], [*wanted, wanted[-1]], where="post", color="black", linewidth=1.6)
    axes.set_ylim(0, max(*wanted, *base) + 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: f"C+{day:.0f}"))
    axes.tick_params(labelsize=9, color=QUIET)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _legend(figure: Any, size: tuple[float, float], colours: Mapping[str, str]) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [Patch(color=colour, label=flag) for flag, colour in colours.items()]
    handles.append(Patch(facecolor="none", edgecolor=LATE, hatch="////", label="missing"))
    handles.append(Line2D([], [], color="black", linewidth=1.6, label="wanted"))
    box = room(size, MARGIN_IN, size[1] - 0.98, size[0] - 2 * MARGIN_IN, 0.3)
    figure.legend(
        handles=handles, loc="center", bbox_to_anchor=box, ncols=len(handles), fontsize=10, frameon=False
    )
