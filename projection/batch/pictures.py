"""Pictures of a batch: parallel coordinates, closure curves over each other."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from projection.batch.compare import CASE, Picture, changes_of, curves_of, with_plan
from projection.batch.folder import mark_of
from projection.batch.store import read_table
from projection.batch.words import headline
from projection.read.folders import read_scenario
from projection.report.curves import draw_band
from projection.report.parallel import MOST_AXES, Axis, draw_parallel, number_axis, word_axis
from projection.report.tally import KINDS
from projection.scenario.scenario import Scenario

RESULTS = {
    "delivered_stons": "stons delivered",
    "delivered_people": "people delivered",
    "on_time": "ULNs on time",
    "late_ston_days": "ston-days late",
    "closure_day": "all closed C+",
    "objective": "objective",
}
"""Axes on the right; one that is 0 in every run is left out."""


def draw_batch(folder: Path, found: Picture, out: Path) -> tuple[Path, ...]:
    """Draw parallel and closures of a batch into ``out``; nothing when no run has a plan."""
    runs = with_plan(read_table(folder, "runs"))
    if runs.empty:
        return ()
    scenario = _scenario(folder, runs)
    bound = f"{len(runs):,} runs, each with a bound of its own; gap at most {found.gap:.1%} (weighted ston-days)"
    said = (headline(found), bound, f"scenario {mark_of(folder)['scenario']}")
    days = scenario.settings.horizon_days
    lines = {kind: curves_of(folder, kind, days) for kind in KINDS}
    band = draw_band({k: v[0] for k, v in lines.items()}, {k: v[1] for k, v in lines.items()}, scenario, out, said)
    return (*draw_parallel(_axes(runs, found), runs["objective"].tolist(), scenario, out, said), *band)


def _scenario(folder: Path, runs: pd.DataFrame) -> Scenario:
    """The scenario that was swept, with the longest horizon of the runs."""
    scenario = read_scenario(folder / "scenario")
    days = runs["horizon_days"].max() if "horizon_days" in changes_of(runs) else None
    longest = scenario.settings.horizon_days if days is None or pd.isna(days) else int(days)
    return replace(scenario, settings=scenario.settings.model_copy(update={"horizon_days": longest}))


def _axes(runs: pd.DataFrame, found: Picture) -> list[Axis]:
    """Changes that differ between runs, those that move the objective most, and the results."""
    results = [name for name in RESULTS if runs[name].fillna(1).astype(float).abs().sum() > 0]
    wanted = [row.change for row in found.effects][: MOST_AXES - len(results)]
    axes = []
    for name in (name for name in (CASE, *changes_of(runs)) if name in wanted):
        values = _values(runs[name])
        if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values):
            axes.append(number_axis(name, values, given=True))
        else:
            title = "case" if name == CASE else name
            axes.append(word_axis(title, [None if value is None else _word(value) for value in values]))
    return [*axes, *(number_axis(RESULTS[name], _values(runs[name]), given=False) for name in results)]


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _values(column: "pd.Series[Any]") -> list[Any]:
    return [None if pd.isna(value) else value for value in column.tolist()]
