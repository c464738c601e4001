"""A scenario folder made again of its workbook."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from projection.errors import Finding, InputError
from projection.exchange.book import ABOUT, LISTS, SETTINGS, TEXT_FILES, TEXTS, settings_rows
from projection.exchange.grid import Sheet, csv_text
from projection.exchange.lines import Origin, told
from projection.exchange.lists import Imported
from projection.exchange.staging import beside, examined, move_in, refused
from projection.exchange.toml import commented, patched
from projection.read.columns import Column, columns
from projection.read.scenario_tables import OPTIONAL, SCENARIO_TABLES
from projection.read.settings import FILES, parse
from projection.read.words import is_number, nearest, shown


def is_ours(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook was made by `projection.exchange.book.write_book`."""
    found = {sheet.name.lower(): sheet for sheet in sheets}
    settings = found.get(SETTINGS)
    return (
        settings is not None
        and "movements" in found
        and settings.rows[:1] != ()
        and settings.rows[0][1][:1] == ("key",)
    )


def import_book(sheets: Sequence[Sheet], into: Path, over: bool = False) -> Imported:
    """Make a scenario folder of a workbook; raises `InputError` with every fault, and nothing is written then.

    ``over`` allows to replace the files of a folder that is there; files of which the workbook knows nothing
    stay.
    """
    if into.exists() and not over:
        fault = Finding(
            str(into), "is there already", "say --replace to put the workbook's tables in place of its"
        )
        raise InputError([fault])
    named = {sheet.name.lower(): sheet for sheet in sheets}
    texts, faults = _texts(named.get(TEXTS))
    values, found = _settings(named[SETTINGS])
    faults += found
    if faults:
        raise InputError(faults)
    source = texts.get(FILES[0], "")
    text = patched(source, values) if source else commented(values)
    files = {**{name: text for name, text in texts.items() if name not in FILES}, FILES[0]: text}
    origins = {FILES[0]: _settings_origin(named[SETTINGS], text)}
    given = _columns_given(named.get(ABOUT))
    for name in SCENARIO_TABLES:
        sheet = named.get(Path(name).stem)
        if sheet is not None and (name in given or name not in OPTIONAL or len(sheet.rows) > 1):
            files[name], origins[name] = _table(sheet, name, given.get(name))
    with beside(into) as folder:
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8", newline="")
        read, settings, findings = examined(folder)
        if errors := refused(read, settings, sorted(files)):
            raise InputError(told(errors, origins))
        if into.exists():
            (into / FILES[1]).unlink(missing_ok=True)
        move_in(folder, into)
    rows = sum(len(origin.rows) - 1 for name, origin in origins.items() if name in SCENARIO_TABLES)
    report = (("files", tuple(sorted(files))),)
    return Imported(into, rows, report, (*_strangers(sheets), *told(findings, origins)))


def _strangers(sheets: Iterable[Sheet]) -> list[Finding]:
    known = {ABOUT, SETTINGS, TEXTS, LISTS, *(Path(name).stem for name in SCENARIO_TABLES)}
    others = [sheet for sheet in sheets if sheet.name.lower() not in known]
    return [Finding(sheet.where, "is no sheet of a scenario and is not read", "", "warning") for sheet in others]


def _texts(sheet: Sheet | None) -> tuple[dict[str, str], list[Finding]]:
    """Files that the workbook carries line by line; other names than those it may carry are faults."""
    lines: dict[str, list[str]] = {}
    faults = []
    for number, cells in sheet.rows[1:] if sheet else ():
        name, line = cells[0], cells[1] if len(cells) > 1 else ""
        if name in TEXT_FILES:
            lines.setdefault(name, []).append(line)
        elif sheet is not None:
            mend = f"write one of: {', '.join(TEXT_FILES)}"
            faults.append(
                Finding(f"{sheet.where}:{number}: FILE", f"{shown(name)} is no file of a scenario", mend)
            )
    return {name: "\n".join(found) for name, found in lines.items()}, faults


def _settings(sheet: Sheet) -> tuple[dict[str, Any], list[Finding]]:
    """Values of the settings sheet by key, sections as mappings, and keys that nobody knows."""
    known = {key: column for key, column, _ in settings_rows({})}
    values: dict[str, Any] = {}
    faults = []
    for number, cells in sheet.rows[1:]:
        key, value = cells[0].lower(), cells[1] if len(cells) > 1 else ""
        if key not in known:
            near = nearest(key, frozenset(known))
            mend = f"did you mean {near}?" if near else "delete the row"
            faults.append(Finding(f"{sheet.where}:{number}: KEY", f"{shown(key)} is no key of the settings", mend))
        elif value:
            name, _, inner = key.partition(".")
            if inner:
                values.setdefault(name, {})[inner] = _typed(value, known[key])
            else:
                values[name] = _typed(value, known[key])
    return values, faults


def _typed(text: str, column: Column) -> Any:
    """The value that a cell of the settings means; what is not of its kind stays text, and the check says so."""
    if column.kind == "numbers":
        parts = [part.strip() for part in text.strip("[]").split(",")]
        return [json.loads(part) for part in parts] if all(_is_json(part) for part in parts) else text
    if column.kind in ("number", "whole number") and is_number(text):
        return int(text) if text.lstrip("+-").isdigit() else float(text)
    if column.kind == "true or false" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if column.kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), int | float)
    except ValueError:
        return False


def _settings_origin(sheet: Sheet, text: str) -> Origin:
    """Rows of the settings sheet by the line of the file that was made of them."""
    _, lines, _ = parse(text, FILES[0])
    rows = {cells[0].lower(): number for number, cells in sheet.rows}
    return Origin(sheet.where, {line: rows[".".join(key)] for key, line in lines.items() if ".".join(key) in rows})


def _columns_given(sheet: Sheet | None) -> dict[str, tuple[str, ...]]:
    """Columns that each file had when the workbook was made."""
    rows = sheet.rows if sheet else ()
    return {
        cells[0]: tuple(cell for cell in cells[1:] if cell) for _, cells in rows if cells[0] in SCENARIO_TABLES
    }


def _table(sheet: Sheet, file: str, given: Sequence[str] | None) -> tuple[str, Origin]:
    """A table as CSV; columns that the file did not have and that are still blank are left out of it."""
    width = max((len(cells) for _, cells in sheet.rows), default=0)
    full = [(number, (*cells, *[""] * (width - len(cells)))) for number, cells in sheet.rows]
    first, header = full[0] if full else (1, ())
    known: Mapping[str, Column] = columns(SCENARIO_TABLES[file])
    had = {name.lower() for name in given or ()}
    kept = []
    for at, name in enumerate(header):
        blank = not any(cells[at] for _, cells in full[1:])
        added = given is not None and name.lower() in known and name.lower() not in had
        if not (blank and (added or not name)):
            kept.append(at)
    rows = [[cells[at] for at in kept] for _, cells in full[1:]]
    text, lines = csv_text([header[at] for at in kept], rows)
    numbers = [number for number, _ in full[1:]]
    return text, Origin(sheet.where, dict(zip([1, *lines], [first, *numbers], strict=True)))
