"""Closure curves of several plans or of all runs of a batch over each other."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from projection.report.closure import SIZE, dress, from_zero
from projection.report.outcome import Outcome
from projection.report.page import INK, MARGIN_IN, QUIET, clean, open_page, room, save, write
from projection.report.tally import KINDS, Floats, cumulative
from projection.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

LINES: Sequence[tuple[str, Any]] = (
    ("#0072B2", "-"),
    ("#D55E00", (0, (5, 1.5))),
    ("#009E73", (0, (1.5, 1))),
    ("#CC79A7", (0, (6, 1.2, 1.2, 1.2))),
    ("#56B4E9", "-"),
    ("#E69F00", (0, (3, 2))),
)
"""Colour and dash of plans in order, from the palette of Okabe and Ito."""


def draw_curves(
    outcomes: Sequence[Outcome], scenario: Scenario, folder: Path, said: tuple[str, str, str]
) -> tuple[Path, ...]:
    """Draw closures.png and closures.svg: what each plan has delivered by the end of each day, and what is due.

    ``said`` are the answer and the footer of the page, as `open_page` takes them. The black line is what the first
    plan is asked for.
    """
    days = scenario.settings.horizon_days
    figure = open_page(scenario, "Closure compared", said, SIZE)
    for axes, kind in _panels(figure):
        due = due_of(outcomes[0].tables["ulns"], kind, days)
        curves = [delivered(row.tables["arrivals"], kind, days) for row in outcomes]
        x = np.arange(-1, days + 1)
        axes.step(x, from_zero(due), where="post", color=INK, linewidth=2.2, label="due (RDD)")
        for at, (row, curve) in enumerate(zip(outcomes, curves, strict=True)):
            colour, dash = LINES[at % len(LINES)]
            label = clean(row.name, 40).replace("$", r"\$")
            axes.step(x, from_zero(curve), where="post", color=colour, linestyle=dash, linewidth=2.4, label=label)
        dress(axes, kind, days, max(float(curve.max(initial=0)) for curve in (due, *curves)))
        _nothing(axes, [due, *curves])
    return save(figure, folder, "closures", f"Closure compared: {scenario.settings.title}")


def draw_band(
    curves: Mapping[str, Floats],
    due: Mapping[str, tuple[Floats, Floats]],
    scenario: Scenario,
    folder: Path,
    said: tuple[str, str, str],
) -> tuple[Path, ...]:
    """Draw closures.png and closures.svg of a batch: every run as a thin line, half and nine tenths as bands.

    ``curves`` by kind (stons, people) have a row for each run and a column for each day; ``due`` the least and the
    most of all runs.
    """
    days = scenario.settings.horizon_days
    figure = open_page(scenario, "Closure of all runs", said, SIZE)
    x = np.arange(-1, days + 1)
    for axes, kind in _panels(figure):
        rows, (least, most) = curves[kind], due[kind]
        for row in rows[:_THIN]:
            axes.step(x, from_zero(row), where="post", color="#9AA5B1", linewidth=0.5, alpha=0.5)
        for low, high, shade in ((5, 95, "#B8D4E8"), (25, 75, "#6FA8CF")):
            ends = np.percentile(rows, [low, high], axis=0)
            label = f"{high - low} of 100 runs"
            axes.fill_between(
                x,
                from_zero(ends[0]),
                from_zero(ends[1]),
                step="post",
                color=shade,
                alpha=0.6,
                label=label,
                linewidth=0,
            )
        axes.step(
            x, from_zero(np.median(rows, axis=0)), where="post", color="#0072B2", linewidth=2.4, label="middle"
        )
        for line, label in ((most, "due (RDD)"), (least, "due, least of all runs")):
            if line is most or not np.allclose(least, most):
                dash = "-" if line is most else (0, (2, 2))
                axes.step(x, from_zero(line), where="post", color=INK, linewidth=1.8, linestyle=dash, label=label)
        dress(axes, kind, days, max(float(rows.max(initial=0)), float(most.max(initial=0))))
        _nothing(axes, [most, rows])
    return save(figure, folder, "closures", f"Closure of all runs: {scenario.settings.title}")


_THIN = 400
"""Most runs that are drawn as lines of their own."""


def delivered(arrivals: "pd.DataFrame", kind: str, days: int) -> Floats:
    """Stons or people at their destinations by the end of each day."""
    return cumulative(arrivals[arrivals["kind"] == kind], days)


def due_of(ulns: "pd.DataFrame", kind: str, days: int) -> Floats:
    """What is due by the end of each day; what was not needed of a ULN is not."""
    import pandas as pd

    spared = (ulns["status"] == "not needed").to_numpy(bool)
    short = np.where(spared, 0.0, ulns[f"short_{kind}"].to_numpy(float))
    return cumulative(pd.DataFrame({"day": ulns["rdd"], "amount": ulns[f"delivered_{kind}"] + short}), days)


def _panels(figure: Any) -> list[tuple[Any, str]]:
    wide = (SIZE[0] - 2 * MARGIN_IN - 1.5) / 2
    lefts = (MARGIN_IN + 0.5 + at * (wide + 0.85) for at in range(len(KINDS)))
    return [
        (figure.add_axes(room(SIZE, left, 1.65, wide, 6.05)), kind)
        for left, kind in zip(lefts, KINDS, strict=True)
    ]


def _nothing(axes: Any, curves: Sequence[Floats]) -> None:
    if all(float(curve.max(initial=0)) <= 0 for curve in curves):
        axes.get_legend().remove()
        write(axes, 0.5, 0.5, "nothing required", transform=axes.transAxes, ha="center", color=QUIET)
