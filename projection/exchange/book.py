"""A scenario as one workbook: a sheet for each table, with notes and drop-downs; no text becomes a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from pydantic import BaseModel

from projection.errors import Finding, InputError
from projection.exchange.grid import AS_IT_IS
from projection.exchange.refers import kind_of, lists
from projection.read.columns import Column, columns, section
from projection.read.find import scenario_files
from projection.read.scenario_tables import SCENARIO_TABLES
from projection.read.settings import FILES, parse
from projection.read.tables import Records, read_text
from projection.read.words import is_number
from projection.scenario.rows import Settings

ABOUT, SETTINGS, TEXTS, LISTS = "about", "settings", AS_IT_IS, "lists"
"""Sheets that hold no table."""

TEXT_FILES = ("scenario.toml", "scenario.yaml", "overrides.toml", "README.md")
"""Files that the workbook carries line by line."""

MARK = "Projection scenario"
LONGEST_CELL = 32_767
LONGEST_CHOICE = 255
"""Characters of all words of a drop-down that stand in it and not in a sheet."""

SPARE = 500
"""Rows below a table in which drop-downs work."""

_MADE = datetime(2000, 1, 1)  # fixed, so that the same scenario gives the same bytes


@dataclass(frozen=True)
class _Book:
    """The workbook that is written, its formats, and where the lists of names stand."""

    book: Any
    formats: Mapping[str, Any]
    ranges: Mapping[str, str]


@dataclass(frozen=True)
class Contents:
    """Tables of a scenario as texts by file, header first, and its other files as text."""

    tables: Mapping[str, Sequence[Sequence[str]]]
    texts: Mapping[str, str]


def contents(folder: Path) -> Contents:
    """Everything of a scenario folder that the workbook carries, tables of its base among it.

    Raises `InputError` for a file that cannot be read or a cell that no workbook takes.
    """
    faults: list[Finding] = []
    tables: dict[str, Sequence[Sequence[str]]] = {}
    texts: dict[str, str] = {}
    files = scenario_files(folder)
    for name in [*SCENARIO_TABLES, *TEXT_FILES]:
        if name not in files:
            continue
        text, findings = read_text(files[name])
        faults += findings
        if name in TEXT_FILES:
            texts[name] = text
            continue
        records = Records(text, name)
        rows = list(records)
        faults += records.findings
        long = [(line, cell) for line, row in rows for cell in row if len(cell) > LONGEST_CELL]
        faults += [
            Finding(f"{name}:{line}", "a cell is too long for a workbook", "shorten it") for line, _ in long
        ]
        tables[name] = [row for _, row in rows]
    if faults:
        raise InputError(faults)
    return Contents(tables, texts)


def write_book(folder: Path, file: Path) -> None:
    """Write the workbook of a scenario folder."""
    held = contents(folder)
    names = lists(folder)
    with xlsxwriter.Workbook(str(file), {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE, "title": MARK})
        formats = {
            "required": book.add_format({"bold": True, "bg_color": "#F4D9B0", "border": 1}),
            "optional": book.add_format({"bold": True, "bg_color": "#DDE6EE", "border": 1}),
            "own": book.add_format({"bold": True, "bg_color": "#E6E6E6", "border": 1}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "text": book.add_format({"num_format": "@"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        ranges = {
            kind: f"={LISTS}!${chr(65 + at)}$2:${chr(65 + at)}${len(words) + 1}"
            for at, (kind, words) in enumerate(sorted(names.items()))
            if words
        }
        made = _Book(book, formats, ranges)
        _write_about(made, held)
        _write_settings(made, held)
        for name, kind in SCENARIO_TABLES.items():
            _write_table(made, name, kind, held.tables.get(name, ()))
        _write_plain(
            made, TEXTS, ["file", "line"], [[n, li] for n, t in held.texts.items() for li in t.split("\n")]
        )
        words = sorted(names.items())
        longest = max((len(found) for _, found in words), default=0)
        rows = [[found[at] if at < len(found) else "" for _, found in words] for at in range(longest)]
        _write_plain(made, LISTS, [kind for kind, _ in words], rows)


def _write_about(made: _Book, held: Contents) -> None:
    rows = [
        [MARK, "edit the sheets; projection import FILE --into FOLDER makes a scenario folder of them"],
        ["", "orange headings are required, grey ones are your own columns; point at a heading for its meaning"],
        ["", "the rows below say which columns each file had: leave them"],
        *([name, *rows[0]] for name, rows in held.tables.items() if rows),
    ]
    _write_plain(made, ABOUT, rows[0], rows[1:])


def _write_plain(made: _Book, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    sheet = made.book.add_worksheet(name)
    for number, row in enumerate([header, *rows]):
        for at, cell in enumerate(row):
            if cell:
                sheet.write_string(number, at, cell, made.formats["text"])
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, max(1, len(header) - 1), 22 if len(header) > 2 else 110)
    sheet.freeze_panes(1, 0)


def _write_settings(made: _Book, held: Contents) -> None:
    """Keys with their values, units, defaults and meanings; a blank value is the default."""
    sheet = made.book.add_worksheet(SETTINGS)
    for at, title in enumerate(["key", "value", "unit", "default", "meaning"]):
        sheet.write_string(0, at, title, made.formats["optional"])
    name = next((name for name in FILES if name in held.texts), FILES[0])
    values, _, faults = parse(held.texts.get(name, ""), name)
    if faults:
        raise InputError(faults)
    for number, (key, column, value) in enumerate(settings_rows(values), start=1):
        sheet.write_string(number, 0, key, made.formats["required" if column.required else "optional"])
        for at, text in ((2, column.unit), (3, column.default), (4, column.meaning)):
            sheet.write_string(number, at, text, made.formats["wrap"])
        if value is not None:
            _write_value(made, sheet, (number, 1), value)
        _drop_down(made, sheet, column, None, (number, 1, number, 1))
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, 3, 20)
    sheet.set_column(4, 4, 80)
    sheet.freeze_panes(1, 1)


def settings_rows(values: Mapping[str, Any]) -> list[tuple[str, Column, Any]]:
    """Every key as ``section.key`` with its column and its value; None for one that is not given."""
    found = []
    for name, column in columns(Settings).items():
        inner = section(Settings, name)
        if inner is None:
            found.append((name, column, None if name == "base" else values.get(name)))
        else:
            given = values.get(name, {})
            found += [(f"{name}.{key}", part, given.get(key)) for key, part in columns(inner).items()]
    return found


def _write_value(made: _Book, sheet: Any, at: tuple[int, int], value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, made.formats["date"])
    elif isinstance(value, list):
        sheet.write_string(*at, ", ".join(str(part) for part in value))
    else:
        sheet.write_string(*at, str(value), made.formats["text"])


def _write_table(made: _Book, file: str, kind: type[BaseModel], table: Sequence[Sequence[str]]) -> None:
    """A sheet with the columns of the file, then those that it leaves out; cells keep their kind."""
    sheet = made.book.add_worksheet(Path(file).stem)
    known = columns(kind)
    header = list(table[0]) if table else []
    given = {name.lower() for name in header}
    header += [name for name in known if name not in given]
    for at, name in enumerate(header):
        column = known.get(name.lower())
        style = "own" if column is None else "required" if column.required else "optional"
        sheet.write_string(0, at, name, made.formats[style])
        width = max([len(name) + 3, *(len(row[at]) + 1 for row in table[1:] if at < len(row))])
        text = column is None or column.kind not in ("number", "whole number", "true or false")
        sheet.set_column(at, at, min(width, 40), made.formats["text"] if text else None)
        if column is not None:
            sheet.write_comment(0, at, note(column), {"x_scale": 2, "author": MARK})
            _drop_down(made, sheet, column, kind_of(file, column.name), (1, at, len(table) + SPARE, at))
    for number, row in enumerate(table[1:], start=1):
        for at, cell in enumerate(row):
            if cell:
                column = known.get(header[at].lower()) if at < len(header) else None
                _write_cell(made, sheet, (number, at), cell, column)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(table) - 1), len(header) - 1)


def _write_cell(made: _Book, sheet: Any, at: tuple[int, int], cell: str, column: Column | None) -> None:
    """A number or a truth as such where it comes back the same; everything else as text."""
    number = column is not None and column.kind in ("number", "whole number") and is_number(cell)
    if number and float(f"{float(cell):.16G}") == float(cell):
        sheet.write_number(*at, float(cell))
        return
    if column is not None and column.kind == "true or false" and cell.lower() in ("true", "false"):
        sheet.write_boolean(*at, cell.lower() == "true")
        return
    sheet.write_string(*at, cell, made.formats["text"])


def note(column: Column) -> str:
    """What a heading says when pointed at."""
    limits = f"{column.kind}, {column.limits}" if column.limits else column.kind
    unit = f"\nunit: {column.unit}" if column.unit else ""
    choices = f"\none of: {', '.join(column.choices)}" if column.choices else ""
    default = "required" if column.required else f"blank means: {column.default or 'none'}"
    return f"{column.meaning}\n{limits}{unit}{choices}\n{default}"


def _drop_down(
    made: _Book, sheet: Any, column: Column, kind: str | None, where: tuple[int, int, int, int]
) -> None:
    """Offer the words of a column, or the names of its kind; other names give a warning, not a refusal."""
    words: Any = list(column.choices) or (["TRUE", "FALSE"] if column.kind == "true or false" else None)
    several = column.kind == "names"
    if words is None and kind is not None:
        words = made.ranges.get(kind)
    if words is None or len(",".join(words)) > LONGEST_CHOICE:
        return
    options = {
        "validate": "list",
        "source": words,
        "error_type": "warning",
        "error_title": "Not in the list",
        "error_message": "This name is not in the list. Keep it all the same?",
        "show_error": not several,
    }
    if several:
        options |= {"input_title": "One or several", "input_message": "separate several by ;"}
    sheet.data_validation(*where, options)
