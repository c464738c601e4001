"""What a batch shows: what each change moves, which ULNs it endangers, which runs stand out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from projection.batch.store import read_table
from projection.batch.tables import FAILED, LEFT

WORDS = 6
"""Values of a change up to which each is a group; more numbers are put into thirds, more words are left apart."""
MEANS = ("objective", "delivered_stons", "delivered_people", "late_ston_days", "closure_day")
"""Figures of which groups have means; that of the closure day is over the runs that close."""


@dataclass(frozen=True)
class Group:
    """Runs that share a value, or a span of values, of one change."""

    value: str
    runs: int
    on_time: float
    closing: float
    means: dict[str, float | None]


@dataclass(frozen=True)
class Effect:
    """One change with its groups; ``moves`` is by how much their mean objectives differ."""

    change: str
    groups: tuple[Group, ...]
    moves: float


@dataclass(frozen=True)
class Endangered:
    """A ULN and the share of runs in which it is late, and short or refused."""

    uln: str
    late: float
    short: float
    latest: int | None


@dataclass(frozen=True)
class Picture:
    """A batch at a glance; tables of runs have a row for each, best first, with their changes."""

    folder: str
    runs: int
    failed: int
    left: int
    reasons: tuple[tuple[str, int], ...]
    effects: tuple[Effect, ...]
    endangered: tuple[Endangered, ...]
    ulns: int
    best: tuple[dict[str, Any], ...]
    worst: tuple[dict[str, Any], ...]
    gap: float


CASE = "name"
"""Column with the names of cases."""


def changes_of(runs: pd.DataFrame) -> list[str]:
    """Columns of what a sweep changes."""
    names = list(runs.columns)
    return names[names.index("key") + 1 : names.index("status")]


def with_plan(runs: pd.DataFrame) -> pd.DataFrame:
    """Runs that have a plan."""
    return runs[~runs["status"].isin([FAILED, LEFT])]


def look_at(folder: Path) -> Picture:
    """Read a store; raises `InputError` when it cannot be read."""
    runs, ulns = read_table(folder, "runs"), read_table(folder, "ulns")
    solved = with_plan(runs)
    named = [CASE] if solved[CASE].fillna("").ne("").any() else []
    effects = [_effect(solved, name) for name in (*named, *changes_of(runs))]
    shown = sorted(
        (row for row in effects if len(row.groups) > 1),
        key=lambda row: (-row.moves, row.change != CASE, row.change),
    )
    failed = runs[runs["status"] == FAILED]
    reasons = failed["reason"].value_counts(sort=False).to_dict()
    ordered = solved.sort_values(["objective", "run"], kind="stable")
    changed = [name for name in changes_of(runs) if runs[name].nunique(dropna=False) > 1]
    columns = ["run", CASE, *changed, "status", "gap", "late_ulns", "short_ulns", *MEANS]
    rows = [_plain(row) for row in ordered[columns].to_dict("records")]
    return Picture(
        folder=str(folder),
        runs=len(runs),
        failed=len(failed),
        left=int((runs["status"] == LEFT).sum()),
        reasons=tuple(
            sorted(((str(why), int(many)) for why, many in reasons.items()), key=lambda row: (-row[1], row))
        ),
        effects=tuple(shown),
        endangered=_endangered(ulns, len(solved)),
        ulns=int(ulns["uln"].nunique()),
        best=tuple(rows[:3]),
        worst=tuple(reversed(rows[-3:])) if len(rows) > 3 else (),
        gap=float(solved["gap"].max()) if len(solved) and solved["gap"].notna().any() else 0.0,
    )


def _plain(row: dict[Any, Any]) -> dict[str, Any]:
    """A row with plain values, None where it is blank."""
    return {
        str(name): None if pd.isna(value) else value.item() if hasattr(value, "item") else value
        for name, value in row.items()
    }


def _effect(solved: pd.DataFrame, name: str) -> Effect:
    groups = [_group(solved[mask], label) for label, mask in _split(solved[name])]
    objectives = [row.means["objective"] for row in groups if row.means["objective"] is not None]
    return Effect(name, tuple(groups), max(objectives) - min(objectives) if objectives else 0.0)


def _split(values: "pd.Series[Any]") -> list[tuple[str, Any]]:
    """Groups of runs by value, blank ones last; many numbers by thirds of the runs."""
    blank = [("as it is", values.isna())] if values.isna().any() else []
    known = sorted(values.dropna().unique())
    if len(known) <= WORDS:
        return [(_text(value), values == value) for value in known] + blank
    if not pd.api.types.is_numeric_dtype(values):
        return []
    ranks = values.rank(method="first", pct=True)
    thirds = [(ranks <= 1 / 3), (ranks > 1 / 3) & (ranks <= 2 / 3), ranks > 2 / 3]
    return [(f"{_text(values[mask].min())} to {_text(values[mask].max())}", mask) for mask in thirds] + blank


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)) or hasattr(value, "item"):
        return f"{value:.6g}"
    return str(value)


def _group(rows: pd.DataFrame, label: str) -> Group:
    means = {name: None if rows[name].isna().all() else float(rows[name].mean()) for name in MEANS}
    on_time = (rows["on_time"] + rows["not_needed"]).sum() / max(1, rows["ulns"].sum())
    closing = float(rows["closure_day"].notna().mean()) if len(rows) else 0.0
    return Group(label, len(rows), float(on_time), closing, means)


def _endangered(ulns: pd.DataFrame, runs: int) -> tuple[Endangered, ...]:
    """ULNs that are late or short in some run, the most endangered first."""
    found = []
    for uln, rows in ulns.groupby("uln"):
        ends = rows["status"].tolist()
        late, short = ends.count("late"), ends.count("short") + ends.count("refused")
        if late + short:
            days = [int(day) for day in rows["closure_day"].dropna().tolist()]
            found.append(Endangered(str(uln), late / runs, short / runs, max(days, default=None)))
    return tuple(sorted(found, key=lambda row: (-row.late - row.short, -row.short, row.uln)))


def curves_of(folder: Path, kind: str, days: int) -> tuple[Any, tuple[Any, Any]]:
    """Stons or people delivered by day, a row for each run with a plan, and the least and most that is due."""
    import numpy as np

    from projection.report.curves import delivered, due_of

    runs = with_plan(read_table(folder, "runs"))["run"].tolist()
    arrivals = dict(iter(read_table(folder, "arrivals").groupby("run")))
    ulns = dict(iter(read_table(folder, "ulns").groupby("run")))
    nothing = read_table(folder, "arrivals").iloc[:0]
    rows = np.stack([delivered(arrivals.get(run, nothing), kind, days) for run in runs])
    due = np.stack([due_of(ulns[run], kind, days) for run in runs])
    return rows, (due.min(axis=0), due.max(axis=0))
