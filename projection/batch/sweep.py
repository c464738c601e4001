"""Read a sweep: which scenario, and what is changed from run to run; every fault at once, with its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from projection.batch import draws
from projection.batch.address import Address, AddressError, parse
from projection.batch.values import is_whole, items_of, plain, setting_fault
from projection.errors import Finding, InputError
from projection.read.settings import load_yaml
from projection.read.tables import place, read_text
from projection.read.words import nearest, shown

PARTS = ("scenario", "set", "grid", "lists", "cases", "samples")
MOST_RUNS = 100_000
LARGEST = 2_000_000
"""Characters of a sweep; the reader of YAML would take minutes over more."""


@dataclass(frozen=True)
class Setting:
    """One address with the value that it gets, and its line in the sweep."""

    address: Address
    value: Any
    line: int


@dataclass(frozen=True)
class Choice:
    """Settings that go together, with a name or without."""

    settings: tuple[Setting, ...]
    name: str = ""


@dataclass(frozen=True)
class Sweep:
    """A sweep as read; its runs are every combination of one choice from each axis.

    ``scenario`` stands on ``line`` of ``file``, whose whole text is ``text``.
    """

    file: str
    scenario: str
    axes: tuple[tuple[Choice, ...], ...]
    text: str
    line: int | None = None

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Every address, each once, in the order of the file."""
        rows = (setting.address for axis in self.axes for choice in axis for setting in choice.settings)
        return tuple({row.text: row for row in rows}.values())

    @property
    def runs(self) -> int:
        """How many runs there are."""
        return prod(len(axis) for axis in self.axes)


def read_sweep(path: Path) -> tuple[Sweep, list[Finding]]:
    """A sweep without the entries that are at fault, and their faults by line.

    Raises `InputError` when the file cannot be read, or names no scenario.
    """
    text, findings = read_text(path)
    if len(text) > LARGEST:
        findings = [Finding(path.name, "the file is absurdly large", "write a range as samples or a grid")]
    if findings:
        raise InputError([_missing(path, finding) for finding in findings])
    values, findings = load_yaml(text, path.name)
    if values is None:
        raise InputError(findings)
    reader = _Reader(path.name)
    scenario, axes = reader.read(values)
    if not scenario:
        raise InputError(reader.findings)
    sweep = Sweep(path.name, scenario, tuple(axes), text, _line(values, "scenario"))
    if sweep.runs > MOST_RUNS:
        reader.findings.append(Finding(path.name, f"asks for {sweep.runs:,} runs", f"keep to {MOST_RUNS:,}"))
    return sweep, reader.findings


def _missing(path: Path, finding: Finding) -> Finding:
    if path.exists():
        return finding
    return Finding(str(path)[:80], "there is no such file", "name a sweep, such as sweep.yaml")


class _Reader:
    """The parts of a sweep as axes; faults are gathered in ``findings``."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.seen: dict[str, int] = {}

    def fault(self, line: int | None, what: str, mend: str = "", name: str = "") -> None:
        where = f"{place(self.file, line)}: {name}" if name else place(self.file, line)
        self.findings.append(Finding(where, what, mend))

    def read(self, values: CommentedMap) -> tuple[str, list[tuple[Choice, ...]]]:
        """Scenario and axes."""
        axes: list[tuple[Choice, ...]] = []
        for key in values:
            if key not in PARTS:
                near = nearest(str(key), frozenset(PARTS))
                mend = f"did you mean {near}?" if near else f"write one of {', '.join(PARTS)}"
                self.fault(_line(values, key), "is no part of a sweep", mend, shown(key)[1:-1])
        scenario = values.get("scenario")
        if not isinstance(scenario, str) or not scenario.strip():
            line = _line(values, "scenario") if "scenario" in values else None
            self.fault(line, "names no scenario", "write scenario: NAME or its folder", "scenario")
        for part, read in self._parts().items():
            if part in values:
                axes += read(values[part], _line(values, part))
        if not axes and not self.findings:
            self.fault(None, "changes nothing", "write grid, lists, cases or samples")
        return str(scenario).strip() if isinstance(scenario, str) else "", axes

    def _parts(self) -> Mapping[str, Any]:
        return {
            "set": self._set,
            "grid": self._grid,
            "lists": self._lists,
            "cases": self._cases,
            "samples": self._samples,
        }

    def _set(self, given: Any, line: int) -> list[tuple[Choice, ...]]:
        found = self._settings(given, line, "set")
        return [(Choice(tuple(found)),)] if found else []

    def _grid(self, given: Any, line: int) -> list[tuple[Choice, ...]]:
        columns = self._columns(given, line, "grid")
        return [tuple(Choice((setting,)) for setting in column) for column in columns]

    def _lists(self, given: Any, line: int) -> list[tuple[Choice, ...]]:
        """Columns of equal length, those of a block row by row; one block may stand without a list."""
        axes = []
        for number, block in enumerate(items_of(given)):
            columns = self._columns(block, line, "lists")
            if len({len(column) for column in columns}) > 1:
                lengths = ", ".join(str(len(column)) for column in columns)
                self.fault(
                    columns[0][0].line, f"block {number + 1} has columns of {lengths} values", "make them equal"
                )
            elif columns:
                axes.append(tuple(Choice(row) for row in zip(*columns, strict=True)))
        return axes

    def _cases(self, given: Any, line: int) -> list[tuple[Choice, ...]]:
        """Cases written out, each its own changes; one without changes is the scenario as it is."""
        if not isinstance(given, CommentedSeq) or not given:
            self.fault(line, "is not a list of cases", "begin each with - name: NAME", "cases")
            return []
        found, used, names = [], dict(self.seen), set()
        for at, case in enumerate(given):
            self.seen = dict(used)
            where = given.lc.item(at)[0] + 1
            name = ""
            if isinstance(case, CommentedMap) and "name" in case:
                name = str(case["name"])[:60]
                if name in names:
                    self.fault(_line(case, "name"), f"the name {shown(name)} stands twice", "give each its own")
                names.add(name)
            found.append(Choice(tuple(self._settings(case, where, "cases", skip=("name",))), name))
        self.seen = {**used, **{s.address.text: s.line for choice in found for s in choice.settings}}
        return [tuple(found)]

    def _samples(self, given: Any, line: int) -> list[tuple[Choice, ...]]:
        if not isinstance(given, CommentedMap):
            self.fault(line, "is not runs, seed and draw", "write runs: 20, seed: 1 and draw:", "samples")
            return []
        for key in given:
            if key not in ("runs", "seed", "draw"):
                self.fault(
                    _line(given, key), "is no part of samples", "write runs, seed and draw", shown(key)[1:-1]
                )
        count, seed, draw = given.get("runs"), given.get("seed", 0), given.get("draw")
        if type(count) is not int or not 1 <= count <= MOST_RUNS:
            self.fault(
                line, "is not how many are drawn", f"write a number from 1 to {MOST_RUNS:,}", "samples: runs"
            )
            return []
        if type(seed) is not int or seed < 0:
            self.fault(line, f"{shown(seed)} is not a seed", "write a whole number", "samples: seed")
            return []
        if not isinstance(draw, CommentedMap) or not draw:
            self.fault(line, "draws nothing", "write ADDRESS: {uniform: [low, high]}", "samples: draw")
            return []
        columns = [column for key in draw if (column := self._drawn(draw, key, seed, count))]
        return [tuple(Choice(row) for row in zip(*columns, strict=True))] if columns else []

    def _drawn(self, draw: CommentedMap, key: Any, seed: int, count: int) -> list[Setting]:
        line = _line(draw, key)
        address = self._address(key, line)
        if address is None:
            return []
        if not isinstance(draw[key], CommentedMap):
            mend = f"write one of {', '.join(draws.KINDS)}, as {{uniform: [1, 5]}}"
            self.fault(line, "is no draw", mend, address.text)
            return []
        found, faults = draws.parse(plain(draw[key]), is_whole(address))
        for fault in faults:
            self.fault(line, *fault, name=address.text)
        values = found.values(seed, address.text, count) if found else ()
        return [setting for value in values if (setting := self._setting(address, value, line))]

    def _columns(self, given: Any, line: int, part: str) -> list[list[Setting]]:
        """The values of each address of a block, one column each."""
        if not isinstance(given, CommentedMap) or not given:
            self.fault(line, "names no address", "write ADDRESS: [value, value]", part)
            return []
        columns = []
        for key in given:
            where = _line(given, key)
            address = self._address(key, where)
            values = given[key]
            if not isinstance(values, CommentedSeq) or not values:
                self.fault(where, "is not a list of values", "write [value, value]", shown(key)[1:-1])
            elif address is not None:
                lines = [values.lc.item(at)[0] + 1 for at in range(len(values))]
                pairs = zip(plain(values), lines, strict=True)
                column = [found for value, at in pairs if (found := self._setting(address, value, at))]
                if column:
                    columns.append(column)
        return columns

    def _settings(self, given: Any, line: int, part: str, skip: Sequence[str] = ()) -> list[Setting]:
        """One value for each address of a block."""
        if not isinstance(given, CommentedMap):
            self.fault(line, "names no address", "write ADDRESS: value lines", part)
            return []
        found = []
        for key in given:
            if key not in skip and (address := self._address(key, _line(given, key))) is not None:
                setting = self._setting(address, plain(given[key]), _line(given, key))
                found += [setting] if setting else []
        return found

    def _address(self, key: Any, line: int) -> Address | None:
        """The address that a key is, once in the whole sweep."""
        text = " ".join(str(key).split())
        if text in self.seen:
            self.fault(line, f"stands already at line {self.seen[text]}", "keep one of the two", shown(text)[1:-1])
            return None
        self.seen[text] = line
        try:
            return parse(text)
        except AddressError as error:
            self.fault(line, *error.fault, name=shown(text)[1:-1])
            return None

    def _setting(self, address: Address, value: Any, line: int) -> Setting | None:
        fault = setting_fault(address, value)
        if fault:
            self.fault(line, *fault, name=address.text)
            return None
        return Setting(address, value, line)


def _line(values: CommentedMap, key: Any) -> int:
    """Line of a key; that of its block when it was merged into it from elsewhere."""
    found = values.lc.data or {}
    return int(found[key][0] if key in found else values.lc.line) + 1
