"""A planner's requirement list as the table movements.csv: columns, days and units of ours, the rest kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from pydantic import BaseModel

from projection.errors import Finding, InputError
from projection.exchange.cells import change_of
from projection.exchange.grid import Sheet
from projection.exchange.names import FILLS, JOINED, Target, normal, target, volume
from projection.network.network import Network
from projection.read.columns import Column, columns
from projection.read.tables import OWN
from projection.read.words import shown
from projection.scenario.rows import Movement

HEADER_WITHIN = 20
"""Rows in which the header is looked for, below a title."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+/~-]{,39}")

PRIORITY = "3"
"""Priority of a line that gives none: the middle of five."""


@dataclass(frozen=True)
class Made:
    """The table made of a list.

    ``header`` and ``rows`` are of movements.csv, ``numbers`` the rows of the list that they come from below
    ``header_number``; ``headings`` names the heading of the list for each of our columns. ``read``, ``filled``
    and ``findings`` say what was made of it, ``kept`` the columns that are carried along.
    """

    where: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    header_number: int
    headings: Mapping[str, str]
    read: tuple[str, ...]
    kept: tuple[str, ...]
    filled: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Plan:
    """Which columns of a list, by number, make a column of ours; several when they fill or join each other."""

    column: Column
    sources: tuple[tuple[int, Target], ...]


def pick(sheets: Sequence[Sheet], wanted: str | None = None) -> Sheet:
    """The sheet of this name, else the first that looks like a requirement list. Raises `InputError`."""
    if wanted is not None:
        found = next((sheet for sheet in sheets if sheet.name.lower() == wanted.lower()), None)
        if found is None:
            names = ", ".join(shown(sheet.name) for sheet in sheets)
            raise InputError([Finding(wanted[:40], "there is no such sheet", f"name one of: {names}")])
        return found
    known = columns(Movement)
    scores = [max((_score(row, known) for _, row in sheet.rows[:HEADER_WITHIN]), default=0) for sheet in sheets]
    best = max(scores, default=0)
    if best < 3:
        where = sheets[0].where if sheets else "the workbook"
        mend = "begin with a header such as ULN,ORIGIN,DEST,ALD,RDD; see docs/how-to-import.md"
        raise InputError([Finding(where, "holds no requirement list", mend)])
    return sheets[scores.index(best)]


def make(sheet: Sheet, c_day: date | None, network: Network | None) -> Made:
    """The table of a list; raises `InputError` for a header that cannot be understood."""
    known = columns(Movement)
    at = max(range(min(HEADER_WITHIN, len(sheet.rows))), key=lambda n: (_score(sheet.rows[n][1], known), -n))
    heading_row, headings = sheet.rows[at][0], _trimmed(sheet.rows[at][1])
    body = sheet.rows[at + 1 :]
    where = f"{sheet.where}:{heading_row}"
    _refuse_header(headings, body, where)
    full = ([*cells, *[""] * (len(headings) - len(cells))][: len(headings)] for _, cells in body)
    given: list[Sequence[str]] = list(zip(*full, strict=True)) or [()] * len(headings)
    plans, findings = _plans(headings, known, where, given)
    if at:
        what = f"{at} row{'s' if at > 1 else ''} above the header not read"
        findings.append(Finding(where, what, "", "warning"))
    order = _order(headings, plans)
    values = {plan.column.name: _values(plan, given, c_day, network) for plan in plans}
    made = [given[part] if isinstance(part, int) else values[part] for part in order]
    rows = [list(row) for row in zip(*made, strict=True)]
    header = [OWN + headings[part] if isinstance(part, int) else part for part in order]
    filled = _fill(header, rows, network)
    return Made(
        where=sheet.where,
        header=tuple(_spelled(name, headings) for name in header),
        rows=tuple(tuple(row) for row in rows),
        numbers=tuple(number for number, _ in body),
        header_number=heading_row,
        headings={plan.column.name: headings[plan.sources[0][0]] for plan in plans},
        read=tuple(_said(plan, headings) for plan in plans),
        kept=tuple(headings[part] for part in order if isinstance(part, int)),
        filled=tuple(filled),
        findings=tuple(findings),
    )


def _score(row: Sequence[str], known: Mapping[str, Column]) -> int:
    return len({found.column for cell in row if len(cell) < 80 and (found := target(cell, known))})


def _trimmed(row: Sequence[str]) -> list[str]:
    end = max((number for number, cell in enumerate(row, start=1) if cell), default=0)
    return list(row[:end])


def _refuse_header(headings: Sequence[str], body: Sequence[tuple[int, Sequence[str]]], where: str) -> None:
    faults = []
    seen: set[str] = set()
    for number, heading in enumerate(headings, start=1):
        if not heading:
            faults.append(Finding(where, f"column {number} has no name", "name it or delete it"))
        elif heading.lower() in seen:
            faults.append(Finding(f"{where}: {shown(heading)[1:-1]}", "stands twice in the header", "rename one"))
        seen.add(heading.lower())
    for row, cells in body:
        if any(cells[len(headings) :]):
            what = f"has {len(_trimmed(cells))} cells, the header has {len(headings)}"
            faults.append(Finding(f"{where.rsplit(':', 1)[0]}:{row}", what, "delete the cells too many"))
    if faults:
        raise InputError(faults)


def _plans(
    headings: Sequence[str], known: Mapping[str, Column], where: str, given: Sequence[Sequence[str]]
) -> tuple[list[_Plan], list[Finding]]:
    """What each heading is read as, and warnings about headings that are not read although one may think so."""
    found: dict[str, list[tuple[int, Target]]] = {}
    findings = []
    for number, heading in enumerate(headings):
        meant = target(heading, known)
        if meant is not None and meant.column == "unit" and not _groups(given[number], headings):
            meant = Target("description", len(headings))
        if meant is not None:
            found.setdefault(meant.column, []).append((number, meant))
        elif said := volume(heading):
            at = f"{where}: {shown(heading.upper())[1:-1]}"
            findings.append(Finding(at, f"{said[0]}; it is kept and not read", said[1], "warning"))
    plans = []
    for column, sources in found.items():
        sources.sort(key=lambda source: source[1].rank)
        several = column in FILLS or (column in JOINED and sources[0][1].rank > 0)
        for number, _ in () if several else sources[1:]:
            first = shown(headings[sources[0][0]])
            at = f"{where}: {shown(headings[number].upper())[1:-1]}"
            findings.append(Finding(at, f"is kept and not read, {first} counts", "", "warning"))
        plans.append(_Plan(known[column], tuple(sources if several else sources[:1])))
    return plans, findings


def _groups(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a column UNIT names the units that ULNs belong to; else it says what each of them is."""
    named = [cell for cell in cells if cell]
    ids = all(_ID.fullmatch(cell) for cell in named)
    described = any(normal(heading) == "description" for heading in headings)
    return ids and (described or len(set(named)) < len(named) or not named)


def _order(headings: Sequence[str], plans: Sequence[_Plan]) -> list[int | str]:
    """Our columns by name and kept ones by number, in the order of the list.

    Names that only fill another column are kept too, so that nothing of theirs is lost.
    """
    first = {plan.sources[0][0]: plan.column.name for plan in plans}
    joined = {number for plan in plans if plan.column.name in JOINED for number, _ in plan.sources[1:]}
    return [first.get(number, number) for number in range(len(headings)) if number not in joined]


def _values(plan: _Plan, given: Sequence[Sequence[str]], c_day: date | None, network: Network | None) -> list[str]:
    """A column of ours from the columns ``given``."""
    made = []
    for number, meant in plan.sources:
        change = lru_cache(maxsize=None)(change_of(plan.column, meant, c_day, network))
        made.append([change(cell) if cell else "" for cell in given[number]])
    if plan.column.name in JOINED:
        return [";".join(filter(None, cells)) for cells in zip(*made, strict=True)]
    return [next(filter(None, cells), "") for cells in zip(*made, strict=True)]


def _fill(header: list[str], rows: list[list[str]], network: Network | None) -> list[str]:
    """Fill blank nations from the origin and blank priorities with the middle; what was filled, in words."""
    said = []
    for name in ("nation", "priority"):
        if name not in header:
            header.append(name)
            for row in rows:
                row.append("")
        at, many = header.index(name), 0
        origin = header.index("origin") if "origin" in header else None
        for row in rows:
            if row[at]:
                continue
            place = network.places.get(row[origin]) if network and origin is not None else None
            row[at] = PRIORITY if name == "priority" else (place.nation if place else "")
            many += bool(row[at])
        if many:
            what = PRIORITY if name == "priority" else "that of the origin"
            said.append(f"{name} {what} in {many:,} row{'s' if many > 1 else ''}")
    return said


def _spelled(name: str, headings: Sequence[str]) -> str:
    """A column as the list spells it, where that differs by case only."""
    return next((heading for heading in headings if heading.lower() == name), name)


def _said(plan: _Plan, headings: Sequence[str]) -> str:
    parts = []
    for number, meant in plan.sources:
        words = f" ({meant.words})" if meant.words else ""
        parts.append(f"{shown(headings[number])[1:-1]}{words}")
    sources = ", ".join(parts)
    return sources if normal(sources) == plan.column.name else f"{sources} -> {plan.column.name}"


def defaults(header: Sequence[str], row_type: type[BaseModel] = Movement) -> list[str]:
    """Columns with a default that a header leaves out, as ``mode any``."""
    names = {name.lower() for name in header}
    return [
        f"{name} {column.default}"
        for name, column in columns(row_type).items()
        if name not in names and column.default
    ]
