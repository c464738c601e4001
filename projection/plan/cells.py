"""Tables of a plan folder as bytes and back: one way to write a cell, every fault named by file and line."""

import csv
import io
import math
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import ValidationError

from projection.errors import Finding
from projection.plan.plan import AnyRow, Kind, columns
from projection.read.tables import place, read_text
from projection.rows import Row

FREE_TEXT = frozenset({"what", "reason", "mend", "why"})
"""Columns that people wrote; a spreadsheet must not take them for formulas."""

DECIMALS = 6
LARGEST = 1e12
"""No plan counts further; larger numbers and what is not a number are damage."""


def number(value: float) -> str:
    """Write a number with at most six decimals, no trailing zeros, never "-0"."""
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written in a plan")
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def table_bytes(row_type: type[Row], table: pd.DataFrame) -> bytes:
    """Write a table as CSV: UTF-8, line ends of one character, blank for None.

    Raises ValueError for a number that is not finite and for a fraction where a whole number belongs.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    kinds = columns(row_type)
    writer.writerow(kinds)
    for record in table.itertuples(index=False, name=None):
        writer.writerow(
            _cell(name, kind, value) for (name, kind), value in zip(kinds.items(), record, strict=True)
        )
    return out.getvalue().encode()


def _cell(name: str, kind: Kind, value: Any) -> str:
    if kind == "text":
        text = str(value)
        return f"'{text}" if name in FREE_TEXT and text.startswith(("'", "=", "+", "-", "@")) else text
    if kind == "int?" and (value is None or value is pd.NA or value != value):
        return ""
    if kind == "float":
        return number(float(value))
    if int(value) != value:
        raise ValueError(f"{name} is {value}, not a whole number")
    return str(int(value))


def read_rows(row_type: type[AnyRow], path: Path) -> tuple[list[AnyRow], list[Finding]]:
    """Rows of a table that `table_bytes` wrote, and every fault of the file."""
    text, faults = read_text(path)
    if faults:
        return [], faults
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[AnyRow] = []
    findings: list[Finding] = []
    names = list(row_type.model_fields)
    try:
        header = next(reader, [])
        if header != names:
            return [], [Finding(place(path.name, 1), f"columns are {','.join(header)}, not {','.join(names)}")]
        for cells in reader:
            row, faults = _row(row_type, cells, (path.name, reader.line_num))
            findings += faults
            rows += [] if row is None else [row]
    except csv.Error as fault:
        findings.append(Finding(place(path.name, reader.line_num), f"not a CSV table: {fault}"))
    return rows, findings


def _row(row_type: type[AnyRow], cells: list[str], where: tuple[str, int]) -> tuple[AnyRow | None, list[Finding]]:
    kinds = columns(row_type)
    if len(cells) != len(kinds):
        return None, [Finding(place(*where), f"has {len(cells)} cells, not {len(kinds)}")]
    values: dict[str, Any] = {}
    for (name, kind), cell in zip(kinds.items(), cells, strict=True):
        blank = kind == "int?" and cell == ""
        values[name] = None if blank else cell.removeprefix("'") if name in FREE_TEXT else cell
    try:
        row = row_type.model_validate(values)
    except ValidationError as fault:
        return None, [Finding(place(*where, str(error["loc"][0])), error["msg"]) for error in fault.errors()]
    numbers = {name: getattr(row, name) for name, kind in kinds.items() if kind != "text"}
    odd = [name for name, value in numbers.items() if value is not None and not abs(value) < LARGEST]
    faults = [Finding(place(*where, name), "is no number of a plan") for name in odd]
    return (None if faults else row), faults
