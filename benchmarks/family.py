"""The benchmark family: seeded scenario folders drawn from the shipped direct-support scenario.

Force modules are dealt from its unit lines (those that share a nation and a module number), all before any comes
again, each in a few companies of like ends, class and window, moved in time as one. Fleets are the shipped ones,
scaled with the size. Then all amounts that sail, and all that fly, are scaled so that lift is the share of the
need that the kind says: what one voyage of every hull carries, and every tail in the days in which lines are due.
Every line can arrive within the horizon if lift is free. The same size, kind and seed give the same bytes.
"""

import csv
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from projection.read.find import find_network, find_scenario

SOURCE = "korea-direct-support"
SEEDS = (1, 2, 3, 4, 5)
HELD_OUT = (101, 102, 103, 104, 105)
"""Seeds that nothing is tuned on."""
FAST_BELOW = 45
"""Horizons shorter than this sail fast ships: no other reaches Korea from Europe in time."""
PASSAGE_D = {True: 26, False: 41}
"""Days from a port of Europe to a camp in Korea, loading included: fast ships, others."""
GROWTH = 0.6
"""Fleets grow by this power of the number of unit lines."""
LEAST_D = 8
"""Days that every line has at least."""
SQFT_PER_STON = 18.0
CYCLE_H = 45.0
"""Flying hours of a mission to Korea and back."""
SEAT_STONS = 0.1
DUE_D = 15
"""Days in which a line that flies is due, about."""
Rows = list[dict[str, str]]
Row = dict[str, str]


@dataclass(frozen=True)
class Size:
    """How many unit lines over how many days."""

    name: str
    ulns: int
    days: int

    @property
    def fast(self) -> bool:
        """Whether its ships are fast ones."""
        return self.days < FAST_BELOW

    @property
    def latest(self) -> dict[bool, int]:
        """Last day on which a module becomes ready: one that sails, one that flies."""
        return {True: max(0, min(self.days - 1 - PASSAGE_D[self.fast], self.days // 3)), False: self.days // 3}


@dataclass(frozen=True)
class Kind:
    """Lift as a share of the need, on paper."""

    name: str
    air: float
    sea: float
    slots_taken: float
    """Share of each Korean airfield that others take."""


SIZES = {
    size.name: size for size in (Size("S", 20, 30), Size("M", 120, 45), Size("L", 500, 60), Size("XL", 2000, 90))
}
KINDS = {
    kind.name: kind
    for kind in (Kind("ships", 2.5, 2.0, 0.3), Kind("air", 1.4, 4.0, 0.5), Kind("both", 1.4, 2.0, 0.5))
}


def kind_of(seed: int) -> str:
    """Kind that a seed stands for: ships, air, both in turn."""
    return tuple(KINDS)[seed % len(KINDS)]


def write_case(size: str, seed: int, folder: Path, kind: str | None = None) -> Path:
    """Write the scenario ``size``-``kind``-``seed`` under ``folder`` and return its path."""
    big, short = SIZES[size], KINDS[kind or kind_of(seed)]
    source = find_scenario(SOURCE)
    network = find_network(source, "europe-pacific")
    path = folder / f"{size.lower()}-{short.name}-{seed}"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    draw = random.Random(f"{size} {short.name} {seed}")
    fleets = _fleets(_read(source / "fleets.csv"), big, _deep(network))
    movements = draw_movements(_read(source / "movements.csv"), big, draw, _deep(network))
    _fit(movements, fleets, _lifts(network), short, big)
    _write(path / "movements.csv", movements)
    _write(path / "fleets.csv", fleets)
    _write(path / "shares.csv", _shares(movements, short))
    _write(path / "permissions.csv", _permissions(_read(source / "permissions.csv"), big))
    _write(path / "closures.csv", [row for row in _read(source / "closures.csv") if row["kind"] != "node"])
    (path / "scenario.toml").write_text(
        f'title = "Benchmark {path.name}"\nnetwork = "europe-pacific"\n'
        f"c_day = 2027-03-01\nhorizon_days = {big.days}\n",
        encoding="utf-8",
    )
    return path


def draw_movements(templates: Rows, size: Size, draw: random.Random, deep: set[str]) -> Rows:
    """Unit lines in force modules: companies of one module share ends, class, mode and window."""
    modules: dict[str, Rows] = {}
    for row in templates:
        modules.setdefault(row["uln"][:8], []).append(row)
    names = sorted(name for name, rows in modules.items() if all(_usable(row, size, deep) for row in rows))
    rows: Rows = []
    deck: list[str] = []
    number = 0
    while len(rows) < size.ulns:
        number += 1
        if not deck:
            deck = draw.sample(names, len(names))
        module = modules[deck.pop()]
        companies = draw.randint(1, 4)
        start = draw.randint(0, size.latest[any(sails(row) for row in module)])
        scale = draw.uniform(0.7, 1.3)
        for company in range(companies):
            names_of = {
                row["uln"]: f"{row['nation']}-M{number:04d}-{company + 1}{chr(65 + part)}"
                for part, row in enumerate(module)
            }
            for row in module:
                amount = scale / companies * draw.uniform(0.9, 1.1)
                rows.append(
                    _line(row, names_of, start - min(int(line["ald"]) for line in module), amount, size.days)
                )
    return _whole_modules(rows[: size.ulns])


def sails(row: Row) -> bool:
    """Whether a line can go by ship alone."""
    return row["mode"] == "sea"


def _usable(row: Row, size: Size, deep: set[str]) -> bool:
    """Whether a line can be there in time: its nation lets it go, and ships can reach its ports."""
    ports = [port for port in row["poe"].split(";") if port in deep]
    late = row["nation"] in ("HUN", "TUR")
    return not late and not row["moves_as"] and not (size.fast and sails(row) and not ports)


def _whole_modules(rows: Rows) -> Rows:
    """Rows that meet none that was cut off at the end."""
    there = {row["uln"] for row in rows}
    return [{**row, "meets": row["meets"] if row["meets"] in there else ""} for row in rows]


def _line(row: Row, names: dict[str, str], later: int, scale: float, days: int) -> Row:
    """A unit line of a template: amounts scaled, its window moved ``later``, within the horizon."""
    columns = ("pax", "bulk_stons", "over_stons", "out_stons", "nat_stons", "sqft")
    amounts = {column: str(round(float(row[column] or 0) * scale, 1)) for column in columns}
    if not any(float(value) for value in amounts.values()):
        amounts["bulk_stons"] = "5"
    name = names[row["uln"]]
    ald = min(int(row["ald"]) + later, days - LEAST_D)
    window = {"ald": str(ald), "ead": "", "lad": "", "rdd": str(min(int(row["rdd"]) + later, days - 1))}
    unit = f"{row['unit']}-{name[:-1]}" if row["unit"] else ""
    return {
        **row,
        **amounts,
        **window,
        "uln": name,
        "unit": unit,
        "feeds": "",
        "meets": names.get(row["meets"], ""),
    }


def _fit(movements: Rows, fleets: Rows, lifts: dict[str, Row], kind: Kind, size: Size) -> None:
    """Scale what sails and what flies so that lift is ``kind``'s share of it."""
    hulls = (row for row in fleets if lifts[row["lift"]].get("berth") == "roro")
    afloat = sum(int(row["count"]) * float(lifts[row["lift"]]["deck_sqft"]) / SQFT_PER_STON for row in hulls)
    window_d = size.latest[False] + DUE_D
    tails = (row for row in fleets if "berth" not in lifts[row["lift"]])
    aloft = sum(
        int(row["count"])
        * (1 - float(row["held_back"]))
        * (1 - float(row["reserve"]))
        * float(row["use_rate_h"] or 8)
        * max(0, window_d - int(row["ready"]))
        / CYCLE_H
        * float(lifts[row["lift"]]["payload_stons"])
        for row in tails
    )
    for by_sea, lift, share in ((True, afloat, kind.sea), (False, aloft, kind.air)):
        rows = [row for row in movements if sails(row) == by_sea]
        need = sum(_stons(row) for row in rows)
        for row in rows:
            for column in ("pax", "bulk_stons", "over_stons", "out_stons", "nat_stons", "sqft"):
                scaled = float(row[column]) * lift / (share * need)
                row[column] = str(max(1, round(scaled))) if float(row[column]) else "0"


def _stons(row: Row) -> float:
    cargo = sum(float(row[column]) for column in ("bulk_stons", "over_stons", "out_stons", "nat_stons"))
    return cargo + SEAT_STONS * float(row["pax"])


def _fleets(templates: Rows, size: Size, deep: set[str]) -> Rows:
    """Ro-ro ships and aircraft scaled with the size, at least one of each; fast ships need a deep port."""
    scale = (size.ulns / 89) ** GROWTH * 60 / size.days
    rows = []
    for row in templates:
        by_sea = row["lift"] in ("ARK", "POINT", "RORO-CHARTER")
        if row["lift"] == "CONTAINER" or (by_sea and size.fast and row["base"] not in deep):
            continue
        count = 1 if by_sea and size.fast else max(1, round(int(row["count"]) * scale))
        quota = str(round(float(row["quota_h"]) * scale)) if row["quota_h"] else ""
        changed = {"lift": "FSS", "ready": "0"} if by_sea and size.fast else {}
        early = {"ready": str(min(int(row["ready"]), 4)), "held_back": "0"} if by_sea else {}
        rows.append({**row, "count": str(count), "quota_h": quota, **early, **changed})
    return rows


def _deep(network: Path) -> set[str]:
    """Seaports that a fast ship can use."""
    ships = {row["id"]: row for row in _read(network / "ships.csv")}
    draft = float(ships["FSS"]["draft_m"])
    return {row["id"] for row in _read(network / "seaports.csv") if float(row["draft_m"] or 0) >= draft}


def _lifts(network: Path) -> dict[str, Row]:
    """Lift types by id; ships have a berth."""
    return {row["id"]: row for name in ("ships.csv", "aircraft.csv") for row in _read(network / name)}


def _shares(movements: Rows, kind: Kind) -> Rows:
    fields = sorted({node for row in movements for node in row["pod"].split(";") if node.startswith("RK")})
    return [{"place": node, "taken": str(kind.slots_taken)} for node in fields]


def _permissions(rows: Rows, size: Size) -> Rows:
    """As shipped; where ships are fast, lift and forces are let go by C+1."""
    kept = [row for row in rows if not (row["nation"] == "HUN" and row["thing"] == "forces")]
    early = {"from_day": "1"} if size.fast else {}
    return [{**row, **early} if row["thing"] in ("lift", "forces") and row["from_day"] else row for row in kept]


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
