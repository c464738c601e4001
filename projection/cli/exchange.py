"""Verbs about spreadsheets: import, export."""

from pathlib import Path

import typer

from projection.cli.doors import Exit
from projection.cli.manner import Manner, counted, found
from projection.errors import Finding, InputError
from projection.exchange.doors import export_file, import_file
from projection.read.find import find_scenario

SHOWN = 20
"""Findings printed of one import; all of them are in --json and in projection check."""


def import_(manner: Manner, file: Path, into: str, start: str, sheet: str | None, over: bool) -> None:
    """Import a file, say what was made of it and what a check finds; exit 3 when an error is found."""
    target = place_of(into)
    made = import_file(file, target, find_scenario(start), sheet, over)
    lines = [f"{file.name}: {made.rows:,} rows into {made.folder}"]
    for title, words in made.report:
        lines += [f"{title}: {'; '.join(words)}"] if words else []
    errors_first = sorted(made.findings, key=lambda row: row.level == "warning")
    lines += [str(finding) for finding in errors_first[:SHOWN]]
    if len(made.findings) > SHOWN:
        lines.append(f"... {len(made.findings) - SHOWN:,} more: projection check {made.folder}")
    lines.append(f"{made.folder}: {counted(made.findings)}")
    data = {"scenario": str(made.folder), "rows": made.rows, **found(made.findings)}
    data |= {title.replace(" ", "_"): list(words) for title, words in made.report}
    manner.answer("\n".join(lines), data)
    if not data["ok"]:
        raise typer.Exit(Exit.INPUT)


def export(manner: Manner, scenario: str, file: Path, over: bool) -> None:
    """Write a scenario as a workbook, or its requirement list as CSV."""
    path = find_scenario(scenario)
    export_file(path, file, over)
    manner.answer(f"{file}: {path.name}", {"scenario": str(path), "files": [str(file)]})


def place_of(name: str) -> Path:
    """Where a scenario of this name goes: a path as it is, a mere name in scenarios/."""
    path = Path(name)
    try:
        found = path if path.parent != Path() or path.is_dir() else Path("scenarios") / name
        found.exists()
    except OSError as error:
        raise InputError([Finding(name[:40], f"cannot be a folder ({error.strerror})", "name another")]) from error
    return found
