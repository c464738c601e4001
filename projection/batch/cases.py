"""The runs of a sweep: what each changes, and which files come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from projection.batch.address import Address
from projection.batch.base import Base, Files, read_base
from projection.batch.edit import Cell, Grid, apply, combined, nobody, open_grid, rows_of, without
from projection.batch.sweep import Setting, Sweep, read_sweep
from projection.batch.values import column_of, text_of
from projection.errors import Finding, InputError
from projection.read.check import in_order
from projection.read.overrides import FILE as OVERRIDES
from projection.read.overrides import Over
from projection.read.overrides import text_of as overrides_text
from projection.read.tables import place
from projection.scenario.rows import Settings

THREADS: Over = {("solver", "threads"): 1}
"""A run has one thread unless the sweep says otherwise, so that its plan does not depend on the machine."""


@dataclass(frozen=True)
class Case:
    """One run: its number from 1, its name (blank = none), and what it changes, in the order of the sweep."""

    number: int
    name: str
    settings: tuple[Setting, ...]

    @property
    def words(self) -> str:
        """``fleets[planes].count=2, weights.short_days=10``, or its name."""
        said = ", ".join(f"{row.address.text}={text_of(row.value)}" for row in self.settings)
        return self.name or said or "as it is"


@dataclass(frozen=True)
class Made:
    """Files of a run that differ from the base, and which setting made which cell or key."""

    changed: Files
    cells: Mapping[Cell, Setting]
    keys: Mapping[str, Setting]


@dataclass(frozen=True)
class Cases:
    """All runs of a sweep over its base."""

    sweep: Sweep
    base: Base
    settings: Settings = field(repr=False)
    over: Over = field(repr=False)

    def __len__(self) -> int:
        return self.sweep.runs

    def __iter__(self) -> Iterator[Case]:
        for number, choices in enumerate(product(*self.sweep.axes), start=1):
            settings = tuple(row for choice in choices for row in choice.settings)
            yield Case(number, ", ".join(choice.name for choice in choices if choice.name), settings)

    def make(self, case: Case) -> Made:
        """The files of a run."""
        over: dict[tuple[str, ...], Any] = {**self.over}
        grids: dict[str, Grid] = {}
        gone: dict[str, set[int]] = {}
        cells: dict[Cell, Setting] = {}
        keys: dict[str, Setting] = {}
        for row in case.settings:
            if row.address.kind == "key":
                over[row.address.key] = self._value(row, over)
                keys[".".join(row.address.key)] = row
                continue
            name = path_of(row.address)
            grid = grids.setdefault(name, self.grids[name].copy())
            changed, left = apply(grid, row)
            gone.setdefault(name, set()).update(left)
            cells.update(dict.fromkeys(changed, row))
        for name, grid in grids.items():
            without(grid, gone.get(name, set()))
        files = {name: grid.text().encode() for name, grid in grids.items()}
        files[f"scenario/{OVERRIDES}"] = overrides_text({**THREADS, **over}).encode()
        return Made(files, cells, keys)

    def _value(self, row: Setting, over: Over) -> Any:
        """What a key of the settings comes to."""
        address = row.address
        if address.change == "set":
            return row.value
        holder: Any = self.settings if len(address.key) == 1 else getattr(self.settings, address.key[0])
        before = over.get(address.key, getattr(holder, address.key[-1]))
        return before if before is None else combined(float(before), row, column_of(address))

    @cached_property
    def grids(self) -> Mapping[str, Grid]:
        """The tables that the sweep changes, as they are in the base."""
        found = {}
        for address in self.sweep.addresses:
            if address.file:
                name = path_of(address)
                found[name] = open_grid(
                    address.file, self.base.files.get(name, b"").decode("utf-8-sig", "replace")
                )
        return found


def path_of(address: Address) -> str:
    """Name of a table among the files of a base."""
    return f"{'network' if address.of_network else 'scenario'}/{address.file}"


def open_cases(path: Path) -> Cases:
    """The runs of a sweep.

    Raises `InputError` with every fault of the sweep: of its text, a scenario that cannot be found or read, and
    addresses that speak of no row.
    """
    sweep, findings = read_sweep(path)
    try:
        cases = Cases(sweep, *read_base(sweep.scenario, path.resolve().parent, sweep.file, sweep.line))
    except InputError as error:
        raise InputError([*findings, *error.findings]) from error
    for row in _first_settings(sweep):
        if row.address.kind in ("cell", "row"):
            grid = cases.grids[path_of(row.address)]
            if not rows_of(grid, row.address):
                where = f"{place(sweep.file, row.line)}: {row.address.text}"
                findings.append(Finding(where, *nobody(grid, row.address)))
    if findings:
        raise InputError(in_order(findings))
    return cases


def _first_settings(sweep: Sweep) -> list[Setting]:
    """One setting of each address."""
    found: dict[str, Setting] = {}
    for axis in sweep.axes:
        for choice in axis:
            for row in choice.settings:
                found.setdefault(row.address.text, row)
    return list(found.values())
