"""What-ifs as typed: changes of a plan's inputs, each one cell, one answer of a nation, or one closure."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from projection.errors import Finding, InputError
from projection.read import overrides

THINGS = ("forces", "lift", "bases", "transit", "overflight")
SECTIONS = ("weights", "rules", "politics", "postures", "solver", "goals")
STATUSES = ("closed", "open")
TABLES = (
    ("network", "airfields.csv"),
    ("network", "seaports.csv"),
    ("network", "passages.csv"),
    ("network", "land_links.csv"),
    ("network", "aircraft.csv"),
    ("network", "ships.csv"),
    ("scenario", "fleets.csv"),
    ("scenario", "movements.csv"),
    ("scenario", "staging.csv"),
    ("scenario", "stocks.csv"),
    ("scenario", "stations.csv"),
)
"""Tables of which a row may be named by its id."""
LIMITS = (
    *("mog_working", "mog_parking", "fuel_stons_day", "stons_day", "storage_stons", "taken", "stons"),
    *("berths_roro", "berths_container", "berths_tanker"),
    *("count", "held_back", "reserve", "use_rate_h", "quota_h"),
)
"""Columns that say how much, not what may be offered."""
_TEXT = re.compile(r"(?P<what>[^=]+)=(?P<value>[^@]*)(@(?P<day>\d+))?")
_MEND = "write ID.COLUMN=VALUE, NATION.lift=no@DAY, PASSAGE=closed@DAY or weights.KEY=VALUE"
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Change:
    """``ID.column = value``, from ``day`` on where one is given; ``column`` "" closes or opens ``name``."""

    text: str
    name: str
    column: str
    value: str
    day: int | None

    @property
    def rebuild(self) -> str:
        """Why the model has to be built again; "" when a limit, a price or a share alone changes."""
        if self.name in ("weights", "solver") or self.column in LIMITS:
            return ""
        if self.column in THINGS:
            return f"{self.text}: what {self.name} permits decides which missions are offered"
        if not self.column or self.column == "airspace":
            return f"{self.text}: a closure changes ways and hours of missions"
        return f"{self.text}: {self.column} decides which missions and loads are offered"


def parse(texts: Sequence[str]) -> tuple[Change, ...]:
    """Changes as typed; raises `InputError` for every one that is none."""
    found, faults = [], []
    for text in texts:
        parts = _TEXT.fullmatch(text.strip())
        name, _, column = parts["what"].strip().rpartition(".") if parts else ("", "", "")
        if parts is None or not (name or column):
            faults.append(Finding(f"--set {text}", "is no change", _MEND))
            continue
        name, column = (name, column) if name else (column, "")
        day = int(parts["day"]) if parts["day"] else None
        found.append(Change(text.strip(), name, column, parts["value"].strip(), day))
    if faults:
        raise InputError(faults)
    return tuple(found)


def apply(changes: Sequence[Change], inputs: Path) -> None:
    """Write changes into the copies of a plan's inputs; raises `InputError` for all that name nothing there."""
    faults = [fault for change in changes if (fault := _apply(change, inputs))]
    if faults:
        raise InputError([Finding(f"--set {text}", what, mend) for text, what, mend in faults])


def _apply(change: Change, inputs: Path) -> tuple[str, str, str] | None:
    """Write one change; what is wrong with it, if anything."""
    scenario = inputs / "scenario"
    nations = {row["id"] for row in _read(inputs / "network" / "nations.csv")}
    if change.name in SECTIONS and change.column:
        if change.day is not None:
            return change.text, "a setting holds for all days", "leave out @DAY"
        overrides.write(scenario, overrides.parse([f"{change.name}.{change.column}={change.value}"]))
        return None
    if not change.column or (change.name in nations and change.column == "airspace"):
        return _close(change, inputs, nations)
    if change.name in nations and change.column in THINGS:
        return _permit(change, scenario / "permissions.csv")
    if change.name in nations and change.column == "held_back":
        rows = [row for row in _read(scenario / "europe.csv") if row["nation"] != change.name]
        _write(scenario / "europe.csv", [*rows, {"nation": change.name, "held_back": change.value}])
        return None
    return _cell(change, inputs)


def _cell(change: Change, inputs: Path) -> tuple[str, str, str] | None:
    for folder, file in TABLES:
        path = inputs / folder / file
        rows = _read(path)
        key = next(iter(rows[0])) if rows else "id"
        row = next((row for row in rows if row.get("id", row.get("uln", row[key])) == change.name), None)
        if row is not None:
            if change.column not in row and change.column not in LIMITS:
                return change.text, f"{file} has no column {change.column}", f"one of {', '.join(row)}"
            if change.day is not None:
                return change.text, "a cell holds for all days", "leave out @DAY, or use shares.csv or recalls.csv"
            row[change.column] = change.value
            _write(path, rows)
            return None
    return change.text, f"{change.name} is no row of the plan's inputs", _MEND


def _permit(change: Change, path: Path) -> tuple[str, str, str] | None:
    """A nation's answer from a day on: what it said otherwise ends the day before."""
    if change.value not in ("yes", "no"):
        return change.text, f"{change.value!r} is no answer", "write yes or no"
    day, rows = change.day or 0, _read(path)
    said = (change.name, change.column)
    kept = [
        row
        for row in rows
        if (row["nation"], row["thing"]) != said or row["answer"] == change.value or _ends_before(row, day)
    ]
    new = {"nation": change.name, "thing": change.column, "answer": change.value}
    _write(path, [*kept, {**new, "from_day": str(day) if day else ""}])
    return None


def _close(change: Change, inputs: Path, nations: set[str]) -> tuple[str, str, str] | None:
    """A passage, a nation's airspace or a node shut or open from a day on."""
    kinds = {"airspace": nations}
    if not change.column:
        ids = {file: {row["id"] for row in _read(inputs / "network" / file)} for _, file in TABLES[:3]}
        kinds = {"passage": ids["passages.csv"], "node": ids["airfields.csv"] | ids["seaports.csv"]}
    kind = next((kind for kind, names in kinds.items() if change.name in names), None)
    if kind is None:
        return change.text, f"{change.name} is no passage, airfield or port", _MEND
    if change.value not in STATUSES:
        return change.text, f"{change.value!r} is no status", "write closed or open"
    path = inputs / "scenario" / "closures.csv"
    day, rows = change.day or 0, _read(path)
    if change.value == "open":
        rows = [row for row in rows if (row["kind"], row["id"]) != (kind, change.name) or _ends_before(row, day)]
    new = {"kind": kind, "id": change.name, "status": change.value}
    _write(path, [*rows, {**new, "from_day": str(day) if day else ""}])
    return None


def _ends_before(row: dict[str, str], day: int) -> bool:
    """Whether something of a row is left before a day; it ends the day before then."""
    if day == 0 or (row.get("from_day") and int(row["from_day"]) >= day):
        return False
    if not row.get("to_day") or int(row["to_day"]) >= day:
        row["to_day"] = str(day - 1)
    return True


def _read(path: Path) -> Rows:
    """Rows with lower-case column names; none where there is no such file."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), skipinitialspace=True)
    return [{str(name).strip().lower(): value or "" for name, value in row.items()} for row in rows]


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    columns = dict.fromkeys(column for row in rows for column in row)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")
