"""Read CSV tables: every fault of a file at once, each with file, line and column."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from projection.errors import Finding, Level
from projection.read.columns import Column, columns
from projection.read.words import explain, is_number, nearest, shown, value_fault

R = TypeVar("R", bound=BaseModel)
LARGEST_FILE = 50_000_000
"""Bytes; a table of this tool never comes near it."""

OWN = "x_"
"""Columns of the planner's own begin so: they are kept in the table, carried along and never read."""

Fine = dict[str, set[str]]
"""Texts without fault by column: most cells of a long list say what one above them says."""

_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Located(Generic[R]):
    """A row and the line of the file on which it begins (the header is line 1)."""

    row: R
    file: str
    line: int

    def where(self, column: str) -> str:
        """``file:line: COLUMN`` of a cell of this row."""
        return place(self.file, self.line, column)

    def finding(self, column: str, what: str, mend: str = "", level: Level = "error") -> Finding:
        """A finding about a cell of this row."""
        return Finding(self.where(column), what, mend, level)


@dataclass(frozen=True)
class Table(Generic[R]):
    """A table as read.

    ``rows`` are the lines without fault, in the order of the file; ``cells`` the text of all lines by line
    number, refused ones included; ``whole`` is false when there may be lines that could not even be split.
    """

    file: str
    rows: tuple[Located[R], ...] = ()
    findings: tuple[Finding, ...] = ()
    cells: tuple[tuple[int, Mapping[str, str]], ...] = ()
    whole: bool = True

    def column(self, name: str) -> list[tuple[int, str]]:
        """Line and text of every cell of a column that is not blank, on refused lines too."""
        return [(line, cells[name]) for line, cells in self.cells if name in cells]

    @property
    def sound(self) -> bool:
        """Whether nothing of the file was refused, so that what is not here is nowhere."""
        return self.whole and not any(finding.level == "error" for finding in self.findings)


def plain(cell: str) -> str:
    """The text that a cell means: without the apostrophe of `guarded`."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'")[:1] in _FORMULA else cell


def guarded(text: str) -> str:
    """A text as it is written to CSV: an apostrophe keeps a spreadsheet from taking it for a formula."""
    risky = text.lstrip("'")[:1] in _FORMULA
    return f"'{text}" if risky and not is_number(text) else text


def place(file: str, line: int | None = None, column: str = "") -> str:
    """``file:line: COLUMN``, as in the where of a finding."""
    at = file if line is None else f"{file}:{line}"
    return f"{at}: {column.upper()}" if column else at


def read_text(path: Path) -> tuple[str, list[Finding]]:
    """Text of a UTF-8 file, without its byte order mark, or the fault that keeps it from being read."""
    file = path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            mend = f"keep it below {LARGEST_FILE // 1_000_000} million bytes"
            return "", [Finding(file, "the file is absurdly large", mend)]
        data = path.read_bytes()
    except FileNotFoundError:
        return "", [Finding(file, "the file is missing", "add it; its columns stand in docs/data-dictionary.md")]
    except OSError as error:
        return "", [Finding(file, f"cannot be read ({error.strerror})", "let it be a file that you may read")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Finding(place(file, line), "is not UTF-8 text", "save the file as CSV UTF-8 or plain UTF-8")]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return "", [Finding(place(file, line), "holds a NUL character", "save the file as plain UTF-8 text")]
    return text, []


def read_csv(path: Path, row_type: type[R]) -> Table[R]:
    """Read a table whose header names the columns of ``row_type``, in any order and case.

    Blank lines are skipped, a blank cell is the column's default. Never raises: every fault is a finding.
    """
    file = path.name
    text, findings = read_text(path)
    if findings:
        return Table(file, findings=tuple(findings), whole=False)
    records = Records(text, file)
    header_line, header = next(iter(records), (1, []))
    if not header:
        findings = records.findings or [Finding(file, "the file is empty", f"begin with {_header(row_type)}")]
        return Table(file, findings=tuple(findings), whole=False)
    names, findings = _read_header(header, place(file, header_line), row_type)
    if not any(names):
        return Table(file, findings=tuple(findings), whole=False)
    rows: list[Located[R]] = []
    lines: list[tuple[int, Mapping[str, str]]] = []
    absent = columns(row_type).keys() - set(names)
    fine: Fine = {name: set() for name in names}
    for line, record in records:
        cells = {name: cell for name, cell in zip(names, record, strict=False) if name and cell}
        lines.append((line, cells))
        if fault := _count_fault(record, names):
            findings.append(Finding(place(file, line), *fault))
            continue
        row, faults = _read_row(cells, row_type, absent, fine)
        findings += [Finding(place(file, line, name), *fault) for name, fault in faults]
        if row is not None:
            rows.append(Located(row, file, line))
    findings += records.findings
    whole = not records.findings
    return Table(file, tuple(rows), tuple(findings), tuple(lines), whole)


class Records:
    """Records of a CSV text with the physical line on which each begins; cells stripped, blank lines left out.

    A fault of the text itself ends the records and stands in ``findings``.
    """

    def __init__(self, text: str, file: str, delimiter: str = ",") -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._marked = "'" in text
        self._reader = csv.reader(
            io.StringIO(text, newline=""), strict=True, skipinitialspace=True, delimiter=delimiter
        )

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        while True:
            line = self._reader.line_num + 1
            try:
                record = list(map(str.strip, next(self._reader)))
            except StopIteration:
                return
            except csv.Error as error:
                self.findings.append(Finding(place(self._file, line), *_quote_fault(str(error))))
                return
            if self._marked:
                record = [plain(cell) if cell[:1] == "'" else cell for cell in record]
            if any(record):
                yield line, record


def _quote_fault(message: str) -> tuple[str, str]:
    if "field limit" in message:
        return "a cell is absurdly long", "look for a double quote that is never closed"
    if "unexpected end" in message:
        return "a double quote is never closed", "close it, or write two double quotes for one in a text"
    return "something follows a closing double quote", "put the whole cell in quotes, doubling those inside"


def _read_header(header: list[str], where: str, row_type: type[BaseModel]) -> tuple[list[str], list[Finding]]:
    """Column name of each cell of the header, "" for one that is not read; and the header's faults."""
    known = columns(row_type)
    if len(header) == 1 and (mark := next((mark for mark in ";\t" if mark in header[0]), None)):
        word = "semicolons" if mark == ";" else "tabs"
        return [""], [Finding(where, f"the cells are separated by {word}", "save it as CSV with commas")]
    findings = []
    names: list[str] = []
    while header and not header[-1]:
        header = header[:-1]
    for number, cell in enumerate(header, start=1):
        name = cell.lower()
        own = name.startswith(OWN) and name not in known
        if not name:
            findings.append(Finding(where, f"column {number} has no name", "name it or delete it"))
        elif name in names:
            findings.append(Finding(f"{where}: {cell.upper()}", "stands twice in the header", "delete one"))
        elif name not in known and not own:
            near = nearest(name, frozenset(known.keys() - set(names)))
            mend = f"did you mean {near.upper()}?" if near else "delete it; see docs/data-dictionary.md"
            what = "is not a column of this table"
            findings.append(Finding(f"{where}: {shown(cell.upper())[1:-1]}", what, mend))
        names.append(name if name in known and name not in names else "")
    for name, column in known.items():
        if column.required and name not in names:
            what = "the column is missing"
            findings.append(Finding(f"{where}: {name.upper()}", what, f"add it: {column.meaning}"))
    return names, findings


def _header(row_type: type[BaseModel]) -> str:
    required = [column.name for column in columns(row_type).values() if column.required]
    return f"a header line: {','.join(required)} ..."


def _count_fault(record: list[str], names: list[str]) -> tuple[str, str] | None:
    given, wanted = len(record), len(names)
    if given < wanted:
        return f"has {given} cells, the header has {wanted}", "add the missing commas"
    if any(record[wanted:]):
        return (
            f"has {given} cells, the header has {wanted}",
            "put a text that holds a comma in double quotes, or delete the cells too many",
        )
    return None


def _read_row(
    cells: Mapping[str, str], row_type: type[R], absent: set[str], fine: Fine
) -> tuple[R | None, list[tuple[str, tuple[str, str]]]]:
    """The row, or None and its faults by column. Columns in ``absent`` were reported with the header."""
    known = columns(row_type)
    faults, good = check_values(cells, known, fine)
    try:
        row = row_type.model_validate(good)
    except ValidationError as error:
        reported = absent | {name for name, _ in faults}
        for detail in error.errors(include_url=False, include_context=True):
            name = str(detail["loc"][0])
            if not (detail["type"] == "missing" and name in reported):
                faults.append((name, explain(detail, known.get(name))))
        return None, faults
    return (None if faults else row), faults


def check_values(
    values: Mapping[str, Any], known: Mapping[str, Column], fine: Fine | None = None
) -> tuple[list[tuple[str, tuple[str, str]]], dict[str, Any]]:
    """Faults of numbers and dates by column, and the values without them; texts in ``fine`` are not asked."""
    faults = []
    for name, value in values.items():
        if name not in known or (fine is not None and value in fine[name]):
            continue
        if fault := value_fault(value, known[name]):
            faults.append((name, fault))
        elif fine is not None:
            fine[name].add(value)
    wrong = {name for name, _ in faults}
    good = {name: value for name, value in values.items() if name not in wrong} if wrong else dict(values)
    return faults, good
