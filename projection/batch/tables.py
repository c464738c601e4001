"""The tables of a store from the records of its runs."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from projection.batch.address import Address
from projection.batch.cases import Case
from projection.batch.store import write_table
from projection.batch.values import text_of
from projection.report.compare_tables import write_csv
from projection.report.outcome import COLUMNS, FIGURES

if TYPE_CHECKING:
    from projection.batch.compare import Picture

Run = tuple[Case, str, Mapping[str, Any] | None]
"""A run, the hash of its inputs, and its record if it is finished."""

PHASES = ("read", "route", "expand", "build", "solve", "schedule")
"""Phases of a run, each with its seconds."""

FAILED, LEFT = "failed", "not run"
"""Status of a run without a plan, and of one that is not finished."""


def write_store(folder: Path, addresses: Sequence[Address], runs: Sequence[Run]) -> None:
    """Write every table of a store, runs in order."""
    shown = {address.text: _column(address, runs) for address in addresses}
    columns: dict[str, type] = {"run": int, "name": str, "key": str}
    columns |= {text: kind for text, (kind, _) in shown.items()}
    columns |= {"status": str, "reason": str}
    columns |= {name: kind for name, kind in FIGURES.items() if name != "status"}
    rows = [_row(run, [values[at] for _, values in shown.values()]) for at, run in enumerate(runs)]
    write_table(folder, "runs", columns, rows)
    for name, kinds in COLUMNS.items():
        write_table(folder, name, {"run": int, **kinds}, list(_rows(name, runs)))
    kinds = {"run": int, **{f"{name}_s": float for name in PHASES}}
    took = [(case.number, (record or {}).get("seconds", {})) for case, _, record in runs]
    write_table(folder, "seconds", kinds, [[at, *(found.get(name) for name in PHASES)] for at, found in took])


def _row(run: Run, values: Sequence[Any]) -> list[Any]:
    case, key, record = run
    figures = (record or {}).get("figures", {})
    status = figures.get("status", LEFT if record is None else FAILED)
    given = [figures.get(name) for name in FIGURES if name != "status"]
    return [case.number, case.name, key[:16], *values, status, (record or {}).get("reason", ""), *given]


def _rows(name: str, runs: Sequence[Run]) -> Iterator[list[Any]]:
    whole = [at for at, kind in enumerate(COLUMNS[name].values()) if kind is int]
    for case, _, record in runs:
        for row in (record or {}).get("tables", {}).get(name, ()):
            for at in whole:
                row[at] = None if row[at] is None else int(row[at])
            yield [case.number, *row]


def _column(address: Address, runs: Sequence[Run]) -> tuple[type, list[Any]]:
    """Type and values of what a sweep changes, by run; blank where a case leaves it as it is."""
    values = [
        next((row.value for row in case.settings if row.address.text == address.text), None) for case, _, _ in runs
    ]
    kinds = {type(value) for value in values if value is not None}
    if kinds in ({bool}, {int}):
        return kinds.pop(), values
    if kinds and kinds <= {int, float}:
        return float, [None if value is None else float(value) for value in values]
    return str, [None if value is None else _shown(value) for value in values]


def _shown(value: Any) -> str:
    """A value as one text; a row that is added as its cells."""
    if isinstance(value, dict):
        return " ".join(f"{name}={text_of(part)}" for name, part in value.items())
    if isinstance(value, list):
        return (
            "; ".join(_shown(part) for part in value)
            if any(isinstance(part, dict) for part in value)
            else text_of(value)
        )
    return text_of(value)


def write_effects(found: "Picture", folder: Path) -> tuple[Path, ...]:
    """Write effects.csv (a row for each group of runs) and endangered.csv (a row for each ULN)."""
    effects = [
        [row.change, group.value, group.runs, group.on_time, group.closing, *group.means.values()]
        for row in found.effects
        for group in row.groups
    ]
    means = list(found.effects[0].groups[0].means) if found.effects else []
    ulns = [[row.uln, row.late, row.short, row.latest] for row in found.endangered]
    head = ("change", "value", "runs", "on_time", "closing", *means)
    return (
        write_csv(folder / "effects.csv", head, effects),
        write_csv(folder / "endangered.csv", ("uln", "late", "short", "latest_closure_day"), ulns),
    )
