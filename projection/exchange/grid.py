"""Sheets of CSV files and workbooks as texts by row, and tables written to CSV."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from projection.errors import Finding, InputError
from projection.read.tables import LARGEST_FILE, Records, guarded, read_text

BOOKS = (".xlsx", ".xlsm")
LARGEST_BOOK = 1_000_000_000
"""Bytes of a workbook once unpacked; a larger one is no requirement list."""

_QUOTED = re.compile(r'[",\r\n]')
_RISKY = re.compile(r"""[",\r\n]|(?:^|\0)['=+@-]""")
AS_IT_IS = "texts"
"""Sheet whose cells keep their blanks: lines of files."""

_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? t="e"')


@dataclass(frozen=True)
class Sheet:
    """A sheet as read: texts by row, each row with its number; dates as year-month-day, blank cells "".

    ``where`` begins the where of a finding: ``list.csv`` or ``list.xlsx[Sheet1]``.
    """

    where: str
    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def is_book(path: Path) -> bool:
    """Whether a file is a workbook by its name."""
    return path.suffix.lower() in BOOKS


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a workbook, or the one of a CSV file with commas, semicolons or tabs.

    Raises `InputError` when the file cannot be read.
    """
    return _read_book(path) if is_book(path) else [_read_csv(path)]


def _read_csv(path: Path) -> Sheet:
    text, findings = read_text(path)
    records = Records(text, path.name, _delimiter(text))
    rows = tuple((line, tuple(record)) for line, record in records)
    if findings or records.findings:
        raise InputError([*findings, *records.findings])
    return Sheet(path.name, path.stem, rows)


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: the one that stands in most of the first lines."""
    lines = text[:100_000].splitlines()[:20]

    def weight(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        return sum(count > 2 for count in counts), sum(counts)

    return max(",;\t", key=weight)


def _read_book(path: Path) -> list[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    _refuse_bombs(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [
            _sheet(path, meta.name, book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False))
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except Exception as error:  # the reader answers odd bytes with errors of many kinds
        raise InputError([Finding(path.name, "is not a workbook", "save it as .xlsx, or as CSV UTF-8")]) from error
    _refuse_errors(path)
    return sheets


def _sheet(path: Path, name: str, values: Sequence[Sequence[Any]]) -> Sheet:
    texts = (tuple(_text(value) for value in row) for row in values)
    if name != AS_IT_IS:
        texts = (tuple(cell.strip() for cell in row) for row in texts)
    rows = enumerate(texts, start=1)
    return Sheet(f"{path.name}[{name}]", name, tuple((number, row) for number, row in rows if any(row)))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _refuse_bombs(path: Path) -> None:
    """Raise `InputError` for a file that is missing, no archive, or absurdly large once unpacked."""
    if not path.is_file():
        raise InputError([Finding(path.name, "the file is missing", "name a .csv or .xlsx file")])
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError([Finding(path.name, "is not a workbook", "save it as .xlsx, or as CSV UTF-8")]) from error
    if size > LARGEST_BOOK or path.stat().st_size > LARGEST_FILE:
        raise InputError([Finding(path.name, "the file is absurdly large", "keep the list alone in it")])


def _refuse_errors(path: Path) -> None:
    """Raise `InputError` for cells such as #N/A: the reader gives them as blank, which means a default here."""
    faults = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("xl/worksheets/sheet"):
                cells = [f"{column.decode()}{row.decode()}" for column, row in _ERROR.findall(archive.read(name))]
                where = f"{path.name}[{Path(name).stem}]"
                faults += [Finding(f"{where}: {cell}", "holds an error such as #N/A", "mend it") for cell in cells]
    if faults:
        raise InputError(faults)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[str, list[int]]:
    """A table as CSV that no spreadsheet takes for formulas, and the physical line on which each row begins."""
    texts = [_line(header)]
    line, lines = 2 + _breaks(texts[0]), []
    for row in rows:
        lines.append(line)
        texts.append(_line(row))
        line += 1 + _breaks(texts[-1])
    return "\n".join([*texts, ""]), lines


def _line(row: Sequence[str]) -> str:
    """A row; most have no cell that needs a look of its own."""
    text = "\0".join(row)
    plain = text.count("\0") == len(row) - 1 and not _RISKY.search(text)
    return text.replace("\0", ",") if plain else ",".join(map(_cell, row))


def _cell(text: str) -> str:
    """A cell in quotes where it needs them; the csv module forgets them round a lone carriage return."""
    cell = guarded(text) if text and text[0] in "'=+-@" else text
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(cell) else cell


def _breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
