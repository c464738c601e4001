"""Addresses of what a sweep changes: keys of the settings and cells of tables.

============================  =======================================================================
``weights.short_days``        a key of the settings, with its section
``fleets[DEU-A400M].count``   a column of the rows whose first column is so
``permissions[POL,forces]``   the first columns one after the other; without a column: ``keep`` or ``remove``
``fleets[nation=DEU].count``  rows by any column; ``*`` alone = every row, nothing between commas = a blank cell
``closures[+]``               rows that are added
``... times``, ``... plus``   behind an address: what is there times or plus the value
============================  =======================================================================
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from projection.read.columns import columns, section
from projection.read.folders import NETWORK_TABLES
from projection.read.scenario_tables import SCENARIO_TABLES
from projection.read.words import Fault, nearest, shown
from projection.scenario.rows import Settings

Kind = Literal["key", "cell", "row", "new"]
Change = Literal["set", "times", "plus"]
WAYS: tuple[Change, ...] = ("times", "plus")
TABLES: Mapping[str, type[BaseModel]] = {**SCENARIO_TABLES, **NETWORK_TABLES}
"""Row type of every table that can be addressed, by its file."""

LOCKED = ("base", "network")
"""Keys that no sweep changes: they say which tables there are."""

_TABLE = re.compile(r"([A-Za-z_]+)\[([^\[\]]*)\](?:\.([A-Za-z_][A-Za-z0-9_]*))?")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?")


@dataclass(frozen=True)
class Address:
    """What one entry of a sweep speaks of.

    ``file`` and ``terms`` (column, text; column None = by place) find rows of a table, ``column`` is the one that
    is changed; ``key`` is a key of the settings.
    """

    text: str
    kind: Kind
    change: Change = "set"
    key: tuple[str, ...] = ()
    file: str = ""
    terms: tuple[tuple[str | None, str], ...] = ()
    column: str = ""

    @property
    def of_network(self) -> bool:
        """Whether it speaks of a table of the network."""
        return self.file in NETWORK_TABLES


class AddressError(Exception):
    """A text that is no address; ``fault`` says what is wrong and how to mend it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault[0])
        self.fault = fault


def parse(text: str) -> Address:
    """The address that a text is; raises `AddressError` for one that names no field."""
    words = text.split()
    change: Change = "set"
    if len(words) > 1 and words[-1] in WAYS:
        change = "times" if words[-1] == "times" else "plus"
        words = words[:-1]
    name = "".join(words)
    if match := _TABLE.fullmatch(name):
        return _of_table(text, (match[1], match[2], match[3] or ""), change)
    if _KEY.fullmatch(name):
        return _of_settings(text, tuple(name.split(".")), change)
    mend = "write a key such as weights.short_days, or a cell such as fleets[NAME].count"
    raise AddressError((f"{shown(text)} is no address", mend))


def _of_table(text: str, parts: tuple[str, str, str], change: Change) -> Address:
    table, who, column = parts
    file = f"{table.lower()}.csv"
    if file not in TABLES:
        near = nearest(table, frozenset(name.removesuffix(".csv") for name in TABLES))
        raise AddressError((f"there is no table {table}", _did_you_mean(near)))
    if who.strip() == "+":
        if column or change != "set":
            raise AddressError((f"{shown(text)} is no address", f"write {table}[+] alone and give it whole rows"))
        return Address(text, "new", file=file)
    known = columns(TABLES[file])
    terms = _terms(who, file)
    if not column:
        if change != "set":
            raise AddressError((f"names no column to change by {change}", f"write {table}[{who}].COLUMN {change}"))
        return Address(text, "row", file=file, terms=terms)
    name = column.lower()
    if name not in known:
        near = nearest(name, frozenset(known))
        raise AddressError((f"{column} is not a column of {file}", _did_you_mean(near)))
    if change != "set" and known[name].kind not in ("number", "whole number"):
        raise AddressError((f"{column} of {file} is not a number", f"leave out {change}"))
    return Address(text, "cell", change, file=file, terms=terms, column=name)


def _terms(who: str, file: str) -> tuple[tuple[str | None, str], ...]:
    known = columns(TABLES[file])
    if who.strip() == "*":
        return ()
    found: list[tuple[str | None, str]] = []
    for part in who.split(","):
        column, sign, value = (piece.strip() for piece in part.partition("="))
        name = column.lower()
        if sign and name not in known and not name.startswith("x_"):
            raise AddressError(
                (f"{column} is not a column of {file}", _did_you_mean(nearest(name, frozenset(known))))
            )
        found.append((name, value) if sign else (None, column))
    if sum(name is None for name, _ in found) > len(known):
        raise AddressError((f"names more columns than {file} has", "write COLUMN=VALUE"))
    return tuple(found)


def _of_settings(text: str, key: tuple[str, ...], change: Change) -> Address:
    """A key of the settings; that of a section when it has two parts."""
    owner: type[BaseModel] | None = Settings if len(key) == 1 else section(Settings, key[0])
    known = columns(owner) if owner else {}
    if key[-1] not in known or known[key[-1]].kind == "section":
        raise AddressError((f"{'.'.join(key)} is not a key of scenario.toml", _did_you_mean(_near_key(key))))
    if len(key) == 1 and key[0] in LOCKED:
        raise AddressError((f"{key[0]} says which tables there are", "write a sweep for each"))
    if change != "set" and known[key[-1]].kind not in ("number", "whole number"):
        raise AddressError((f"{'.'.join(key)} is not a number", f"leave out {change}"))
    return Address(text, "key", change, key=key)


def _near_key(key: Sequence[str]) -> str | None:
    names = set()
    for name, column in columns(Settings).items():
        inner = section(Settings, name)
        if inner is not None and column.kind == "section":
            names |= {f"{name}.{part}" for part in columns(inner)}
        else:
            names.add(name)
    return nearest(".".join(key), frozenset(names))


def _did_you_mean(near: str | None) -> str:
    return f"did you mean {near}?" if near else "see docs/data-dictionary.md"
