"""A comparison of plans as CSV tables."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from projection.exchange.grid import csv_text
from projection.report.compare import Comparison
from projection.report.outcome import FIGURES


def write_tables(found: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write figures.csv (a column for each plan), ulns.csv and shares.csv (what differs from the first)."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [row.name for row in found.outcomes]
    figures = [[name, *(row.figures[name] for row in found.outcomes)] for name in FIGURES]
    ulns = [
        [
            row.other,
            change.uln,
            change.rdd,
            change.before,
            change.after,
            change.day_before,
            change.day_after,
            change.days,
            change.stons,
            change.people,
        ]
        for row in found.differences
        for change in row.ulns
    ]
    shares = [
        [row.other, change.kind, change.name, *change.stons, *change.people]
        for row in found.differences
        for change in row.shares
    ]
    days = ("closure_day_before", "closure_day_after", "days_later")
    amounts = ("stons_before", "stons_after", "people_before", "people_after")
    return (
        write_csv(folder / "figures.csv", ("figure", *names), figures),
        write_csv(
            folder / "ulns.csv",
            ("plan", "uln", "rdd", "before", "after", *days, "more_stons", "more_people"),
            ulns,
        ),
        write_csv(folder / "shares.csv", ("plan", "kind", "name", *amounts), shares),
    )


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """Write a table that no spreadsheet takes for formulas; numbers with six decimals at most, None blank."""
    text, _ = csv_text(header, [[_cell(value) for value in row] for row in rows])
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
