"""Faults planted in the good plan: what a fault is, pieces that several share, and the planting."""

from dataclasses import dataclass, field
from pathlib import Path

from projection.plan.folder import write_plan
from projection.plan.plan import Plan
from projection.read.folders import input_hash
from tests.helpers import write_folder

from .good import NETWORK, SCENARIO, TEXTS, good_plan, table


@dataclass(frozen=True)
class Fault:
    """A fault planted by replacing text in tables or inputs, or keys of the stamp."""

    rule: str
    name: str
    words: str
    changes: tuple[tuple[str, str, str], ...] = ()
    stamp: dict = field(default_factory=dict)


def fault(rule, name, words, *changes, **stamp):
    return Fault(rule, name, words, changes, stamp)


UNRESTED = (
    ("missions", "62|74|3|", "62|65|3|"),
    ("missions", "C+002 14:00|C+003 02:00", "C+002 14:00|C+002 17:00"),
    ("missions", "79|81|2|", "70|72|2|"),
    ("missions", "C+003 07:00|C+003 09:00", "C+002 22:00|C+003 00:00"),
    ("missions", "87.5|87.5", "78.5|78.5"),
    ("missions", "C+003 15:30|C+003 15:30", "C+003 06:30|C+003 06:30"),
)
TAKES_FUEL = (
    ("aircraft.csv", "fuel_stons_h,", "fuel_stons_h,receives_fuel,offload_fuel_stons,"),
    ("aircraft.csv", "3,10,5,", "3,10,5,true,0,"),
)


def tanker(supports, hour, node="MID"):
    """Changes that add a sortie of the fleet that meets a mission at ``hour``."""
    rows = (
        f"x|planes|PLANE|DEU|air|2|1|BAF|position|{hour - 9}|{hour - 9}|0|0|0|||30||||{supports}|",
        f"x|planes|PLANE|DEU|air|2|2|{node}|refuel|{hour}|{hour}|0|900|9|||0||||{supports}|",
        f"x|planes|PLANE|DEU|air|2|3|BAF|return|{hour + 9}|{hour + 9}|0|900|9|||0||||{supports}|",
    )
    return (("missions", "ships-1|", "\n".join((*rows, "ships-1|"))),)


DRAWS = (
    ("movements.csv", "uln,nation,origin", "uln,nation,stock,origin"),
    ("movements.csv", "A,DEU,EAF", "A,DEU,,EAF"),
    ("movements.csv", "B,DEU,DEPOT", "B,DEU,few,DEPOT"),
    ("movements.csv", "C,FRA,EAF", "C,FRA,,EAF"),
)


def lying(columns, cells):
    """Changes that make the people of A wounded, and give PLANE cells in columns before that of its range."""
    return (
        ("movements.csv", "uln,nation", "uln,lying,nation"),
        ("movements.csv", "A,DEU", "A,true,DEU"),
        ("movements.csv", "B,DEU", "B,,DEU"),
        ("movements.csv", "C,FRA", "C,,FRA"),
        ("aircraft.csv", "pax,ferry_nm", f"pax,{columns}ferry_nm"),
        ("aircraft.csv", "40,20,30,", f"40,20,30,{cells}"),
    )


def with_units(b=",,MOD,MOD,10", line="MOD|A|3|3|0|\n"):
    """Changes that make A a unit, for which B waits and which it meets."""
    return (
        ("movements.csv", "uln,nation", "uln,unit,spread_days,after,meets,meet_days,nation"),
        ("movements.csv", "A,DEU", "A,MOD,0,,,2,DEU"),
        ("movements.csv", "B,DEU", f"B,{b},DEU"),
        ("movements.csv", "C,FRA", "C,,,,,2,FRA"),
        ("units", "", line),
    )


def planted(folder: Path, wrong: Fault) -> Path:
    """Write the good plan with a fault in it."""
    texts = {**TEXTS, **NETWORK, **SCENARIO}
    for name, old, new in wrong.changes:
        assert old in texts[name], f"{old} is not in {name}"
        texts[name] = texts[name].replace(old, new, 1)
    scenario = write_folder(folder / "scenario", {name: texts[name] for name in SCENARIO})
    network = write_folder(folder / "network", {name: texts[name] for name in NETWORK})
    good = good_plan(input_hash(scenario, network))
    tables = {name: table(name, texts[name]) for name in TEXTS}
    write_plan(Plan(tables, {**good.stamp, **wrong.stamp}, good.tracks), folder / "plan", scenario, network)
    return folder / "plan"
