"""Values of a sweep: plain ones from its reader, and what is wrong with one before any run is looked at."""

from datetime import date, datetime
from typing import Any

from projection.batch.address import TABLES, Address
from projection.read.columns import Column, columns, section
from projection.read.words import Fault, nearest, shown, value_fault
from projection.scenario.rows import Settings

LONGEST_LIST = 100
"""Values of a list that is itself one value, such as the weights of the priorities."""


def setting_fault(address: Address, value: Any) -> Fault | None:
    """What is wrong with a value whatever the scenario holds; the check of each run finds the rest."""
    if address.kind == "new":
        rows = items_of(value)
        if value is not None and not all(isinstance(row, dict) and row for row in rows):
            return "is not a row", "write {COLUMN: value, ...}, a list of such rows, or null for none"
        known = columns(TABLES[address.file])
        names = [name for row in rows if isinstance(row, dict) for name in row if name not in known]
        if names:
            near = nearest(str(names[0]), frozenset(known))
            mend = f"did you mean {near}?" if near else "see docs/data-dictionary.md"
            return f"{shown(names[0])[1:-1]} is not a column of {address.file}", mend
        return None
    if address.kind == "row":
        return None if value in ("keep", "remove") else (f"{shown(value)} is neither keep nor remove", "write one")
    if address.change != "set":
        ok = type(value) in (int, float) and abs(value) <= 1e9
        return None if ok else (f"{shown(value)} is not a number", f"write a number for {address.change}")
    return _shape_fault(address, value)


def _shape_fault(address: Address, value: Any) -> Fault | None:
    column = column_of(address)
    if isinstance(value, dict):
        return "is not one value", "write a number, a text, true or false"
    if isinstance(value, list):
        if column.kind not in ("names", "numbers") or any(isinstance(part, (list, dict)) for part in value):
            return "is a list inside the list", "write one value for each run"
        return None
    if value is None and address.kind == "key":
        return "is blank", "write a value, or leave the key out"
    return None if value is None else value_fault(value if address.kind == "key" else str(value), column)


def column_of(address: Address) -> Column:
    """What the row type says of the column or key that is changed."""
    if address.kind == "key":
        owner = Settings if len(address.key) == 1 else section(Settings, address.key[0])
        assert owner is not None, "an address names a section that there is"
        return columns(owner)[address.key[-1]]
    return columns(TABLES[address.file])[address.column]


def is_whole(address: Address) -> bool:
    """Whether what is drawn for an address is a whole number."""
    return (
        address.kind in ("key", "cell") and address.change != "times" and column_of(address).kind == "whole number"
    )


def items_of(value: Any) -> list[Any]:
    """A list as it is, nothing as an empty one, anything else as its only item."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def plain(value: Any, depth: int = 0) -> Any:
    """A value without the dress of its reader; what lies too deep is cut, and refused by whoever looks at it."""
    if depth > 3 or (depth and isinstance(value, list) and len(value) > LONGEST_LIST):
        return {}
    if isinstance(value, dict):
        return {str(key): plain(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part, depth + 1) for part in value]
    for kind in (bool, int, float, str):
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return None if value is None else str(value)


def text_of(value: Any) -> str:
    """A value as a cell of a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(text_of(part) for part in value)
    return str(value)
