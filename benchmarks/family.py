"""The benchmark family: seeded scenario folders drawn from the shipped direct-support scenario.

Force modules are drawn with replacement from its unit lines (those that share a nation and a module number), each
in a few companies of like ends, class and window, moved in time as one. Fleets are the shipped ones, scaled to the
tons and days, then cut where the family is to be short. The same size, kind and seed give the same bytes.
"""

import csv
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from projection.read.find import find_scenario

SOURCE = "korea-direct-support"
SEEDS = (1, 2, 3, 4, 5)
HELD_OUT = (101, 102, 103, 104, 105)
"""Seeds that nothing is tuned on."""
FAST_BELOW = 45
"""Horizons shorter than this sail fast ships: no other reaches Korea from Europe in time."""
GROWTH = 0.6
"""Tons grow by this power of the number of unit lines: larger lists hold smaller lines."""
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Size:
    """How many unit lines over how many days."""

    name: str
    ulns: int
    days: int


@dataclass(frozen=True)
class Kind:
    """What is short: lift as a share of what the shipped scenario would have for the same tons and days."""

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
    for kind in (Kind("ships", 1.4, 0.6, 0.5), Kind("air", 0.6, 1.4, 0.8), Kind("both", 0.6, 0.6, 0.8))
}


def kind_of(seed: int) -> str:
    """Kind that a seed stands for: ships, air, both in turn."""
    return tuple(KINDS)[seed % len(KINDS)]


def write_case(size: str, seed: int, folder: Path, kind: str | None = None) -> Path:
    """Write the scenario ``size``-``kind``-``seed`` under ``folder`` and return its path."""
    big, short = SIZES[size], KINDS[kind or kind_of(seed)]
    source = find_scenario(SOURCE)
    path = folder / f"{size.lower()}-{short.name}-{seed}"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    draw = random.Random(f"{size} {short.name} {seed}")
    movements = draw_movements(_read(source / "movements.csv"), big, draw)
    _write(path / "movements.csv", movements)
    _write(path / "fleets.csv", _fleets(_read(source / "fleets.csv"), big, short))
    _write(path / "shares.csv", _shares(movements, short))
    _write(path / "permissions.csv", _permissions(_read(source / "permissions.csv")))
    _write(path / "closures.csv", [row for row in _read(source / "closures.csv") if row["kind"] != "node"])
    (path / "scenario.toml").write_text(
        f'title = "Benchmark {path.name}"\nnetwork = "europe-pacific"\n'
        f"c_day = 2027-03-01\nhorizon_days = {big.days}\n",
        encoding="utf-8",
    )
    return path


def draw_movements(templates: Rows, size: Size, draw: random.Random) -> Rows:
    """Unit lines in force modules: companies of one module share ends, class, mode and window."""
    modules: dict[str, Rows] = {}
    for row in templates:
        if row["nation"] != "HUN":
            modules.setdefault(row["uln"][:8], []).append(row)
    names = sorted(modules)
    shrink = (size.ulns / len(templates)) ** (GROWTH - 1)
    rows: Rows = []
    number = 0
    while len(rows) < size.ulns:
        number += 1
        module = modules[draw.choice(names)]
        companies = draw.randint(1, 4)
        latest = size.days // (3 if size.days >= FAST_BELOW else 10)
        start, scale = draw.randint(0, latest), shrink * draw.uniform(0.7, 1.3)
        for company in range(companies):
            for part, row in enumerate(module):
                name = f"{row['nation']}-M{number:04d}-{company + 1}{chr(65 + part)}"
                rows.append(_line(row, name, start, scale / companies * draw.uniform(0.9, 1.1), size.days))
    return rows[: size.ulns]


def _line(row: dict[str, str], name: str, start: int, scale: float, days: int) -> dict[str, str]:
    """A unit line of a template: amounts scaled, its window moved to begin on ``start``."""
    amounts = {
        column: str(round(float(row[column] or 0) * scale)) for column in ("pax", "bulk_stons", "over_stons")
    }
    heavy = {column: str(round(float(row[column] or 0) * scale, 1)) for column in ("out_stons", "nat_stons")}
    span = int(row["rdd"]) - int(row["ald"])
    if not any(float(value) for value in (*amounts.values(), *heavy.values())):
        amounts["bulk_stons"] = "5"
    window = {"ald": str(start), "ead": "", "lad": "", "rdd": str(min(start + span, days - 1))}
    return {**row, **amounts, **heavy, **window, "uln": name, "sqft": "0"}


def _fleets(templates: Rows, size: Size, kind: Kind) -> Rows:
    """Fleets scaled with tons a day, then by what the kind is short of; at least one of each."""
    scale = (size.ulns / 89) ** GROWTH * 60 / size.days
    rows = []
    for row in templates:
        by_sea = row["lift"] in ("ARK", "POINT", "CONTAINER", "RORO-CHARTER")
        count = max(1, round(int(row["count"]) * scale * (kind.sea if by_sea else kind.air)))
        fast = by_sea and size.days < FAST_BELOW and row["lift"] != "CONTAINER"
        quota = str(round(float(row["quota_h"]) * scale * kind.air)) if row["quota_h"] else ""
        ready = str(min(int(row["ready"]), 3)) if fast else row["ready"]
        lift = "FSS" if fast else row["lift"]
        rows.append({**row, "count": str(count), "lift": lift, "ready": ready, "quota_h": quota})
    return rows


def _shares(movements: Rows, kind: Kind) -> Rows:
    fields = sorted({node for row in movements for node in row["pod"].split(";") if node.startswith("RK")})
    return [{"place": node, "taken": str(kind.slots_taken)} for node in fields]


def _permissions(rows: Rows) -> Rows:
    return [row for row in rows if not (row["nation"] == "HUN" and row["thing"] == "forces")]


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
