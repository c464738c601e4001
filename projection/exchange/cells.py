"""Cells of a requirement list as this tool writes them: days, weights, words, nations and nodes."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from projection.exchange.names import MODES, Target
from projection.network.network import Network
from projection.read.columns import Column
from projection.read.words import is_number

NATIONS = ("nation",)
NODES = ("origin", "dest", "poe", "pod")

Change = Callable[[str], str]
"""A cell as read to the cell as written; what it does not understand it leaves to the reader's words."""

_C_DAY = re.compile(r"[Cc]?\s*([+-]?)\s*0*(\d{1,4})", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(T[0-9:.]+)?", re.ASCII)
_PARTS = re.compile(r"\s*[;,|\n]\s*")


def change_of(column: Column, target: Target, c_day: date | None, network: Network | None) -> Change:
    """How the cells of a column are changed."""
    if column.unit == "days after C-day":
        return lambda cell: day(cell, c_day)
    if column.kind in ("number", "whole number"):
        return lambda cell: scaled(cell, target.factor)
    if column.kind == "choice":
        return lambda cell: choice(cell, column)
    if network is not None and column.name in NATIONS:
        return _looked_up({row.name: row.id for row in network.nations.values()}, network.nations)
    if network is not None and column.name in NODES:
        look = _looked_up({}, network.places)
        return (lambda cell: names(cell, look)) if column.kind == "names" else look
    return (lambda cell: names(cell, str)) if column.kind == "names" else str


def day(cell: str, c_day: date | None) -> str:
    """``C005``, ``C+5``, ``c-10`` and dates as days after C-day; without ``c_day`` a date stays as it is."""
    if match := _C_DAY.fullmatch(cell):
        return f"{match[1].replace('+', '') if int(match[2]) else ''}{match[2]}"
    if c_day is not None and (match := _DATE.fullmatch(cell)):
        try:
            return str((date.fromisoformat(match[1]) - c_day).days)
        except ValueError:
            return cell
    return cell


def scaled(cell: str, factor: float) -> str:
    """A number times ``factor``, to 4 decimals."""
    return f"{round(float(cell) * factor, 4):.15g}" if factor != 1 and is_number(cell) else cell


def choice(cell: str, column: Column) -> str:
    """A word of the column, whatever its case; A, S and X for modes."""
    words = {word.lower(): word for word in column.choices}
    letters = {letter: word for letter, word in MODES.items() if word in column.choices}
    name = re.sub(r"[\s-]+", "_", cell.lower())
    return words.get(name) or letters.get(name) or cell


def names(cell: str, change: Change) -> str:
    """Several names in one cell, separated by ; from then on."""
    return ";".join(change(part) for part in _PARTS.split(cell) if part)


def _looked_up(others: Mapping[str, str], known: Mapping[str, object]) -> Change:
    """A name that is known, whatever its case and blanks: ``KR PUS`` is KRPUS; another name stays as it is."""
    found = {**{_key(name): own for name, own in others.items()}, **{_key(name): name for name in known}}
    return lambda cell: cell if cell in known else found.get(_key(cell), cell)


def _key(name: str) -> str:
    return re.sub(r"\s+", "", name).lower()
