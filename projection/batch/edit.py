"""Change the files of a folder as settings of a sweep say; every line keeps its number."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from projection.batch.address import TABLES, Address
from projection.batch.sweep import Setting
from projection.batch.values import items_of, text_of
from projection.read.columns import Column, columns
from projection.read.tables import guarded, plain
from projection.read.words import Fault, is_number, nearest

Cell = tuple[str, int, str]
"""File, line and column."""


@dataclass
class Grid:
    """A table as it is edited: its header in small letters, its rows with the line on which each begins."""

    file: str
    header: list[str]
    rows: list[list[str]]
    lines: list[int] = field(default_factory=list)

    def copy(self) -> "Grid":
        """Rows that can be changed without changing these."""
        return Grid(self.file, list(self.header), [list(row) for row in self.rows], list(self.lines))

    def place_of(self, column: str) -> int | None:
        """Number of a column; None when the header has no such."""
        return self.header.index(column) if column in self.header else None

    def text(self) -> str:
        """The table as CSV."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return out.getvalue()


def open_grid(file: str, text: str) -> Grid:
    """A table from its text; blank lines and lines at fault stay as they are."""
    reader = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True)
    rows, lines, line = [], [], 1
    try:
        for row in reader:
            rows.append([cell.strip() for cell in row])
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error:  # the check of the scenario tells where the text is at fault
        return Grid(file, [], [])
    while rows and not any(rows[0]):
        rows, lines = rows[1:], lines[1:]
    if not rows:
        return Grid(file, list(columns(TABLES[file])), [])
    return Grid(file, [name.lower() for name in rows[0]], rows[1:], lines[1:])


def rows_of(grid: Grid, address: Address) -> list[int]:
    """Places of the rows of which an address speaks."""
    wanted = _places(grid, address)
    found = []
    for place_, row in enumerate(grid.rows):
        cells = [plain(cell) for cell in row]
        if any(cells) and all(_cell(cells, column) == text for column, text in wanted):
            found.append(place_)
    return found


def _places(grid: Grid, address: Address) -> list[tuple[int | None, str]]:
    """Column number and text of each term; those by place count the columns of the data dictionary."""
    names = list(columns(TABLES[address.file]))
    terms = [(name or names[number], text) for number, (name, text) in enumerate(address.terms)]
    by_place = {number for number, (name, _) in enumerate(address.terms) if name is None}
    return [
        (grid.place_of(name), text)
        for number, (name, text) in enumerate(terms)
        if text != "*" or number not in by_place
    ]


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


def nobody(grid: Grid, address: Address) -> Fault:
    """That an address speaks of no row, with the row that is most like it."""
    first = address.terms[0][1] if address.terms else ""
    name = address.terms[0][0] if address.terms else None
    column = grid.place_of(name or next(iter(columns(TABLES[address.file]))))
    known = frozenset(_cell([plain(cell) for cell in row], column) for row in grid.rows) - {""}
    near = nearest(first, known) if first not in known else None
    mend = f"did you mean {near}?" if near else f"name rows of {address.file}, or add some with [+]"
    return f"no row of {address.file} is so", mend


def apply(grid: Grid, setting: Setting) -> tuple[list[Cell], set[int]]:
    """Change a table; the cells that were changed, and places of rows that are to go."""
    address = setting.address
    if address.kind == "new":
        return _add(grid, setting), set()
    found = rows_of(grid, address)
    if address.kind == "row":
        return [], set(found) if setting.value == "remove" else set()
    column = _column(grid, address.column)
    kind = columns(TABLES[address.file])[address.column]
    for row in (grid.rows[place_] for place_ in found):
        row += [""] * (column + 1 - len(row))
        row[column] = _changed(plain(row[column]), setting, kind)
    return [(grid.file, grid.lines[place_], address.column) for place_ in found], set()


def _column(grid: Grid, name: str) -> int:
    """Number of a column, which is added when the header lacks it."""
    found = grid.place_of(name)
    if found is None:
        wide = len(grid.header)
        grid.header.append(name)
        for row in grid.rows:
            if any(row):
                row += [""] * (wide + 1 - len(row))
        return wide
    return found


def _changed(before: str, setting: Setting, column: Column) -> str:
    if setting.address.change == "set":
        return guarded(text_of(setting.value))
    before = before or column.default
    if not is_number(before):
        return before
    value = combined(float(before), setting, column)
    return text_of(value)


def combined(before: float, setting: Setting, column: Column) -> float | int:
    """A number times or plus the value of a setting; whole where its column is, halves up."""
    value = before * setting.value if setting.address.change == "times" else before + setting.value
    return int((value + 0.5) // 1) if column.kind == "whole number" else round(value, 6)


def _add(grid: Grid, setting: Setting) -> list[Cell]:
    cells = []
    last = grid.lines[-1] if grid.lines else 1
    for row in items_of(setting.value):
        places = {_column(grid, name): guarded(text_of(value)) for name, value in row.items()}
        last += 1
        grid.rows.append([places.get(number, "") for number in range(len(grid.header))])
        grid.lines.append(last)
        cells += [(grid.file, last, name) for name in row]
    return cells


def without(grid: Grid, places: set[int]) -> None:
    """Blank the rows at some places, so that the others keep their lines."""
    for place_ in places:
        grid.rows[place_] = []
