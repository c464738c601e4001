import ast
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from projection.plan.folder import write_plan
from projection.plan.plan import Plan
from projection.plan.verify import RULES, verify
from projection.plan.verify.lift import payload_over
from projection.read.folders import input_hash, read_network
from tests.helpers import write_folder

from .good import NETWORK, SCENARIO, TERMS, TEXTS, good_plan, table, write_good

ROOT = Path(__file__).resolve().parents[2]
ITS_FILES = sorted((ROOT / "projection" / "plan" / "verify").glob("*.py"))


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


def with_units(b=",,MOD,MOD,10", line="MOD|A|3|3|0|\n"):
    """Changes that make A a unit, for which B waits and which it meets."""
    return (
        ("movements.csv", "uln,nation", "uln,unit,spread_days,after,meets,meet_days,nation"),
        ("movements.csv", "A,DEU", "A,MOD,0,,,2,DEU"),
        ("movements.csv", "B,DEU", f"B,{b},DEU"),
        ("movements.csv", "C,FRA", "C,,,,,2,FRA"),
        ("units", "", line),
    )


FAULTS = (
    fault("stock", "more than there is", "100 st are drawn, 10 stand there", *DRAWS),
    fault("stock", "a class that it does not hold", "gives nat to B", *DRAWS),
    fault(
        "presence",
        "a day said to be held",
        "the table says 1 of 1",
        ("presence", "|20|1|0|1|", "|20|1|1|0|ships-1"),
    ),
    fault("presence", "a day left out", "is left out", ("presence", "watch|20|1|0|1|\n", "")),
    fault("presence", "another count", "0 of 2 on station", ("stations.csv", "SHIP,1,20", "SHIP,2,20")),
    fault(
        "staging",
        "more than it handles",
        "150 st change over",
        ("onward", "B|cargo|east", "B|bulk|midway|MID|MID|1|1|150\nB|cargo|east"),
    ),
    fault(
        "staging",
        "what never landed",
        "0 had landed",
        ("onward", "B|cargo|east", "B|bulk|midway|MID|MID|1|1|50\nB|cargo|east"),
    ),
    fault(
        "references", "a manifest without a mission", "no such mission", ("manifests", "planes-1|A|out", "x|A|out")
    ),
    fault("references", "track emptied", "from MID has no track", ("missions", "SOM|25|c|", "SOM|25||")),
    fault(
        "references",
        "passages emptied with track emptied",
        "from EPT has no track",
        ("missions", "narrows@140.5||0|f|", "||0||"),
    ),
    fault("references", "a fleet of another type", "no fleet ships of PLANE", ("missions", "|planes|", "|ships|")),
    fault("references", "a line of another leg", "track c ends", ("missions", "|25|b|", "|25|c|")),
    fault("references", "a passage that is none", "no passage", ("missions", "narrows@140.5", "strait@140.5")),
    fault("references", "a mission that ends away", "its base is BAF", ("missions", "BAF|return", "EAF|return")),
    fault(
        "clock", "a leg faster than the type", "takes 5 h, at least 6.666667", ("aircraft.csv", "400,70", "300,70")
    ),
    fault("clock", "a short cut", "is 1500 nm", ("missions", "|2000|5||TUR", "|1500|5||TUR")),
    fault("clock", "a stop too short", "SHIP needs 25 h", ("ships.csv", "12000,24,24", "12000,25,24")),
    fault("clock", "an early arrival", "departure and leg give", ("missions", "|55|57|", "|54|57|")),
    fault("clock", "no crew rest", "crew on duty for 30.5 h over 4 legs", *UNRESTED),
    fault("clock", "a slowed strait", "at least 212 h", ("closures.csv", "25,,closed,0", "5,5,slowed,5")),
    fault(
        "clock",
        "a land move too quick",
        "give day 13",
        ("onward", "heavy|east|KPT|CAMP|12|13", "heavy|east|KPT|CAMP|12|12"),
    ),
    fault("clock", "landed before unloaded", "unloads until day 11", ("manifests", "8000|1|11", "8000|1|10")),
    fault("clock", "words of another hour", "is not hour 57", ("missions", "C+002 09:00", "C+003 09:00")),
    fault(
        "stops", "a stop on a field that is none", "no en-route field", ("airfields.csv", "60,true", "60,false")
    ),
    fault("tails", "more missions than tails", "1 tails away, 0 usable", ("fleets.csv", "BAF,2,", "BAF,1,")),
    fault("tails", "a fleet not ready", "day 1", ("fleets.csv", "0.2,0,50", "0.2,2,50")),
    fault(
        "tails",
        "out on a day of recall",
        "planes day 2: 1 tails away, 0 usable",
        ("recalls.csv", "25,29,1", "2,2,1"),
    ),
    fault(
        "tails", "hulls that left the pool", "ships day 9: 1 tails away, 0", ("recalls.csv", "25,29,,0", "9,9,,0")
    ),
    fault(
        "tails",
        "a charter not activated",
        "planes day 1",
        ("fleets.csv", "quota_h", "activation_days"),
        ("fleets.csv", "0.2,0,50", "0.2,0,2"),
    ),
    fault("flying_hours", "tails recalled", "day 7: 23.1 h flown", ("recalls.csv", "25,29,1", "3,9,1")),
    fault(
        "convoys", "no convoy on the day", "no convoy on that day", ("convoys.csv", "narrows,5,10", "narrows,6,10")
    ),
    fault("flying_hours", "use rate passed", "23.1 h flown", ("aircraft.csv", "3,10,5,", "3,3,5,")),
    fault("quota", "quota passed", "quota 23 h", ("fleets.csv", "0.2,0,50", "0.2,0,23")),
    fault("payload", "outsize for oversize", "outsize is 21", ("manifests", "KAF|15|", "KAF|21|")),
    fault("payload", "more people than seats", "people is 20", ("aircraft.csv", "40,20,30,", "40,20,19,")),
    fault("payload", "deck overfilled", "deck is 10000", ("ships.csv", "600,12000", "600,9999")),
    fault("payload", "deck understated", "take 8000 sq ft", ("manifests", "0|8000", "0|7000")),
    fault(
        "payload", "fuel on a ro-ro ship", "fuel is 100, SHIP takes 0", ("manifests", "B|bulk|EPT", "B|fuel|EPT")
    ),
    fault("payload", "a ship overloaded", "cargo is 500", ("ships.csv", "600,12000", "499,12000")),
    fault(
        "payload",
        "a mission without cargo",
        "flies empty from EAF to KAF",
        ("manifests", "".join(TEXTS["manifests"].splitlines(True)[:4]), ""),
    ),
    fault(
        "containers",
        "more containers than the ship has",
        "60 containers, SHIP takes 51",
        ("movements.csv", "nat_stons,sqft", "nat_stons,teu"),
        ("movements.csv", "400,10400", "400,14.4"),
        ("ships.csv", "deck_sqft,", "teu,"),
        ("ships.csv", "roro,600,12000", "container,600,51"),
    ),
    fault(
        "whole_items",
        "items of what can be divided",
        "10 st of over are 0 items, the manifest says 2",
        ("manifests", "10|0|0|2|3|0", "10|0|0|2|3|2"),
    ),
    fault(
        "whole_items",
        "half an item",
        "15 st of out are no whole number of items of 10 st",
        ("movements.csv", "uln,nation", "uln,item_stons,nation"),
        ("movements.csv", "A,DEU", "A,10,DEU"),
        ("movements.csv", "B,DEU", "B,,DEU"),
        ("movements.csv", "C,FRA", "C,,FRA"),
    ),
    fault("range", "payload past its range", "allows 50 st", ("payload_range.csv", "3000,40", "3000,20")),
    fault("range", "beyond ferry range", "flies 2500 nm", ("aircraft.csv", "4500,8000", "2500,8000")),
    fault("references", "a tanker that supports nobody", "no mission that carries", *tanker("planes-2", 52.5)),
    fault("refuelling", "a type that takes no fuel", "PLANE takes no fuel in the air", *tanker("planes-1", 52.5)),
    fault(
        "refuelling", "a tanker that comes late", "middle of its leg at 52.5", *TAKES_FUEL, *tanker("planes-1", 54)
    ),
    fault("refuelling", "a tanker that meets nobody", "no loaded leg", *TAKES_FUEL, *tanker("planes-1", 70)),
    fault(
        "refuelling", "a tanker too far", "1501.013502 nm from", *TAKES_FUEL, *tanker("planes-1", 52.5, node="BAF")
    ),
    fault(
        "working", "working spots passed", "2 slot-hours, 1.02", ("airfields.csv", "40,9000,1,1", "40,9000,0.05,1")
    ),
    fault("parking", "parking passed", "10 slot-hours, 9.6", ("airfields.csv", "70,9000,1,1", "70,9000,1,0.4")),
    fault("fuel", "more fuel than is issued", "32.5 st, 30", ("airfields.csv", "1,1,60", "1,1,30")),
    fault("fuel", "a leg without its fuel", "burns 25 st", ("missions", "25|b|", "24|b|")),
    fault("berths", "no berth left by others", "1 roro berths, 0", ("seaports.csv", "600,0,", "600,0.5,")),
    fault("handling", "quay passed", "500 st, 450", ("seaports.csv", "1,600,0,", "1,450,0,")),
    fault("handling", "a surge of others", "312.5 st, 60 allowed", ("shares.csv", "11,11,0.1", "11,11,0.9")),
    fault("transits", "a canal full", "narrows day 5: 1 ships, 0", ("passages.csv", "15,3,4,1", "15,3,4,0")),
    fault("leg_capacity", "a leg full", "EAF>MID day 2: 1 missions, 0", ("legs.csv", "2000,1,", "2000,0,")),
    fault(
        "fixed_orders",
        "an order of another fleet",
        "O1: goes with planes, ordered ships",
        ("orders.csv", "O1,A,planes", "O1,A,ships"),
    ),
    fault("fixed_orders", "an order of another port", "O1: POD is KAF", ("orders.csv", "KAF,MID,2", "BAF,MID,2")),
    fault("fixed_orders", "a way not passed", "O2: does not pass TUR", ("orders.csv", "narrows", "narrows;TUR")),
    fault("fixed_orders", "loaded too early", "O1: loads before day 3", ("orders.csv", "MID,2,2", "MID,3,3")),
    fault("fixed_orders", "landed too late", "O2: lands on day 11", ("orders.csv", ",,,11,false", ",,,10,false")),
    fault("fixed_orders", "a broken order not told", "O2 is not told", ("orders.csv", "11,false", "11,true")),
    fault(
        "storage",
        "cargo left at a port that keeps none",
        "KPT day 12: 100 st, 0 allowed",
        ("onward", "cargo|east|KPT|CAMP|12|13", "cargo|east|KPT|CAMP|13|14"),
    ),
    fault("land", "railway passed", "500 st, 450", ("land_links.csv", "20,500,", "20,450,")),
    fault("land", "heavy by road", "road takes none", ("onward", "heavy|east", "heavy|road")),
    fault(
        "forces",
        "a unit that may not go yet",
        "does not let its forces",
        ("permissions.csv", "forces,*,,yes,,", "forces,*,,yes,1,"),
    ),
    fault(
        "lift",
        "a ship not released yet",
        "does not release",
        ("permissions.csv", "lift,*,,yes,,", "lift,*,,yes,2,"),
    ),
    fault(
        "bases",
        "a host that says no on departure",
        "KOR does not let",
        ("permissions.csv", "KOR,bases,*,,yes,,", "KOR,bases,*,,yes,,10"),
    ),
    fault(
        "bases", "a field shut on the way back", "use MID", ("closures.csv", "passage,narrows,25", "node,MID,3")
    ),
    fault(
        "bases",
        "a host that says yes to aid alone",
        "for direct",
        ("permissions.csv", "KOR,bases,*,,yes,,,,", "KOR,bases,*,,yes,,,humanitarian,"),
    ),
    fault(
        "transit",
        "cargo where it may not pass",
        "QAT does not let direct of DEU pass MID",
        ("permissions.csv", "QAT,bases,DEU,,yes,,,,", "QAT,bases,DEU,,yes,,,,\nQAT,transit,DEU,,no,,,,"),
    ),
    fault(
        "bars",
        "lift where its nation bars it",
        "planes-1 KAF day 2: DEU bars its lift from places of KOR",
        ("permissions.csv", "lift,*,,yes,,,,", "lift,*,,yes,,,,KOR"),
    ),
    fault(
        "bars",
        "forces where their nation bars them",
        "DEU bars its forces from places of KOR",
        ("permissions.csv", "forces,*,,yes,,,,", "forces,*,,yes,,,,KOR"),
    ),
    fault(
        "posture",
        "a role switched off carried all the same",
        "A: is carried, and the posture surveillance is off",
        ("movements.csv", "nat_stons,sqft,feeds\n", "nat_stons,sqft,feeds,role\n"),
        ("movements.csv", "20,30,10,15,0,0,\n", "20,30,10,15,0,0,,surveillance\n"),
        ("movements.csv", "400,10400,\n", "400,10400,,\n"),
        ("movements.csv", "10,0,0,0,0,stores\n", "10,0,0,0,0,stores,\n"),
        ("scenario.toml", "[rules]", "[postures]\nsurveillance = false\n\n[rules]"),
    ),
    fault(
        "exposure",
        "a threat on the way passed by the budget",
        "all: 8.625 mission-days under threat, budget 8.5",
        ("threats.csv", "weight\n", "weight\nsea,5,-3,70,-1,2,,1\n"),
        ("threats.csv", "sea,5,-3,70,-1,2,,1", "sea,5,-3,70,-1,,10,1"),
        ("scenario.toml", "[rules]", "[rules]\nexposure_budget = 8.5"),
    ),
    fault(
        "held_back",
        "more sent than may leave",
        "DEU: 555 st of combat forces leave, 287.5 st may",
        ("europe.csv", "held_back\n", "held_back\nDEU,0.5\n"),
    ),
    fault(
        "overflight",
        "airspace shut by a closure",
        "TUR does not",
        ("closures.csv", "passage,narrows,25", "airspace,TUR,2"),
    ),
    fault("overflight", "airspace shut by default", "RUS does not", ("missions", "|TUR|25", "|RUS|25")),
    fault("overflight", "overflown cell emptied", "crosses SOM", ("missions", "|SOM|25|c", "||25|c")),
    fault("passages", "a strait shut on entry", "shut on that day", ("closures.csv", "25,,closed", "5,5,closed")),
    fault("passages", "a strait too shallow", "has draft 10 m", ("passages.csv", "-1,15,", "-1,9,")),
    fault("passages", "a strait not listed", "crosses narrows", ("missions", "narrows@140.5", "")),
    fault("passages", "entered before sailing", "entered at hour 40", ("missions", "narrows@140.5", "narrows@40")),
    fault("runway", "a runway too short", "PLANE needs 8000 ft", ("airfields.csv", "70,9000", "70,7000")),
    fault("berth", "no berth of the kind", "no roro berth", ("seaports.csv", "250,2,", "250,0,")),
    fault("draft", "a port too shallow", "KPT takes 9 m", ("seaports.csv", "70,12,", "70,9,")),
    fault("beam", "a port too narrow", "KPT takes 29 m", ("seaports.csv", "70,12,40", "70,12,29")),
    fault("length", "a port too short", "KPT takes 199 m", ("seaports.csv", "70,12,40,250", "70,12,40,199")),
    fault(
        "serves", "cargo of another nation", "does not carry for DEU", ("fleets.csv", "DEU,DEU,BAF", "DEU,FRA,BAF")
    ),
    fault(
        "orders",
        "the wrong mode",
        "ordered by sea",
        ("movements.csv", "A,DEU,EAF,EAF,KAF,KAF,air", "A,DEU,EAF,EAF,KAF,KAF,sea"),
    ),
    fault(
        "orders",
        "another port",
        "POD is KAF, ordered MID",
        ("movements.csv", "A,DEU,EAF,EAF,KAF", "A,DEU,EAF,EAF,MID"),
    ),
    fault("orders", "gone before ALD", "before ALD 3", ("movements.csv", "air,2,2,2,1", "air,3,2,2,1")),
    fault("orders", "landed before EAD", "EAD is 4", ("movements.csv", "air,2,2,2,1", "air,2,4,2,1")),
    fault("demand", "a shortfall hidden", "delivered + short stons", ("shortfalls", "520|500|20", "520|500|0")),
    fault("demand", "a line left out", "has 0 lines", ("shortfalls", TEXTS["shortfalls"].splitlines(True)[2], "")),
    fault(
        "demand",
        "more moved than there is",
        "carry 101 of bulk",
        ("movements.csv", "0,120,0", "0,100,0"),
        ("manifests", "KPT|100", "KPT|101"),
    ),
    fault(
        "balance",
        "gone before it came",
        "B KPT day 11",
        ("onward", "heavy|east|KPT|CAMP|12", "heavy|east|KPT|CAMP|11"),
    ),
    fault(
        "integrity",
        "a unit in part",
        "on day 3, all of it never",
        *with_units(),
        ("movements.csv", "20,30,10", "20,31,10"),
    ),
    fault("spread", "a day later", "from day 3 to day 4", *with_units(), ("manifests", "|20|0|2|3", "|20|0|2|4")),
    fault("predecessor", "ahead of who cannot come", "C is never whole", *with_units(b=",,C,MOD,10")),
    fault("marry_up", "a day too far apart", "9 days are allowed", *with_units(b=",,MOD,MOD,9")),
    fault("units", "whole on another day", "should read MOD", *with_units(line="MOD|A|4|3|0|\n")),
    fault("units", "a unit left out", "the scenario has ['MOD']", *with_units(line="")),
    fault("arrivals", "an arrival made up", "arrivals say 110", ("arrivals", "13|cargo|100", "13|cargo|110")),
    fault("arrivals", "an arrival left out", "100 of cargo", ("arrivals", "B|CAMP|dest|13|cargo|100\n", "")),
    fault("use", "a day left out", "day 4: has 0 lines", ("supply", TEXTS["supply"].splitlines(True)[1], "")),
    fault("use", "a lack hidden", "2 st used and 0 lacking, 5 needed", ("supply", "|0|2|3|", "|0|2|0|")),
    fault("use", "a unit that came earlier", "0 lacking, 0 needed", ("supply", "3|0|0|0|12", "3|0|1|0|11")),
    fault("use", "another item", "is of parts at KAF", ("supply", "parts|4", "food|4")),
    fault("supply", "a stock made up", "7 st are left, the table says 8", ("supply", "5|0|7|", "5|0|8|")),
    fault("supply", "used from nothing", "3 st are used that", ("supply", "2|3|0|5|5", "5|0|-3|5|8")),
    fault("supply", "an arrival made up", "0 st were delivered", ("supply", "5|0|5|0|2", "5|3|5|0|5")),
    fault("floor", "a floor let down", "1 days of use are 5 st", ("supply", "0|2|5|3", "0|2|4|2")),
    fault("floor", "a gap to the floor hidden", "3 st below the floor", ("supply", "2|5|3", "2|5|0")),
    fault("fairness", "a worst made better", "worst is 0.15", ("coverage", "all|0.15", "all|0.1")),
    fault("fairness", "a coverage made better", "covered is 0.85", ("coverage", "|0.85|", "|0.9|")),
    fault("fairness", "a line left out", "stores: has 0 lines in coverage", ("coverage", TEXTS["coverage"], "")),
    fault(
        "shortfalls",
        "a feeding unit not needed",
        "is short or refused",
        ("shortfalls", "||refused", "||not needed"),
    ),
    fault("shortfalls", "lateness hidden", "1500 ston-days late", ("shortfalls", "1500", "0")),
    fault(
        "shortfalls",
        "a status too good",
        "is late, the table says on time",
        ("shortfalls", "|3|late|", "|3|on time|"),
    ),
    fault("shortfalls", "a closure too early", "closes on day 3", ("shortfalls", "|3|late|", "|2|late|")),
    fault("utilisation", "use understated", "23.1 hours used", ("utilisation", "6|23.1", "6|20")),
    fault("utilisation", "a limit made up", "the limit is 24", ("utilisation", "10|24|", "10|30|")),
    fault("objective", "an objective too good", "objective", objective=22500.0, gap=500 / 22500),
    fault("objective", "a term made up", "sailing", terms={**TERMS, "sailing": 0.0}),
    fault("stamp", "a bound above the objective", "is above", bound=30000.0, gap=-0.35712),
    fault("stamp", "a gap made up", "objective and bound give", gap=0.01),
    fault("stamp", "optimal with a gap", "asked 0.01", status="optimal", solver={"gap": 0.01}),
    fault("stamp", "other weights", "are not those", weights={"sooner": 0.5}),
    fault("goals", "a goal nobody asked for", "order", goals=[{"goal": "cost", "value": 0.0, "bound": 0.0}]),
    fault(
        "goals",
        "a goal made better than it is",
        "delivery: comes to",
        ("scenario.toml", "[rules]", '[goals]\norder = ["delivery"]\n\n[rules]'),
        goals=[{"goal": "delivery", "value": 20000.0, "bound": None}],
    ),
    fault("stamp", "other inputs", "was planned", input_hash="0" * 64),
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


def test_a_good_plan_has_no_findings(tmp_path):
    assert verify(write_good(tmp_path)) == []


def test_a_good_plan_of_units_has_no_findings(tmp_path):
    assert verify(planted(tmp_path, fault("units", "none", "", *with_units()))) == []


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda wrong: f"{wrong.rule}: {wrong.name}")
def test_a_planted_fault_is_caught_by_its_rule(wrong, tmp_path):
    found = verify(planted(tmp_path, wrong))
    lines = [str(finding) for finding in found if finding.where.split()[0] == wrong.rule]
    assert lines, [str(finding) for finding in found]
    assert any(wrong.words in line for line in lines), lines


def test_every_rule_has_a_planted_fault():
    assert {wrong.rule for wrong in FAULTS} == {*RULES, "references"}


def test_every_rule_in_words_is_recounted():
    named = set()
    for line in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| rule", "| ---")):
            named |= {name.strip() for name in line.split("|")[1].split(",")}
    assert len(named) > 20
    assert named <= set(RULES)


@pytest.mark.parametrize("path", ITS_FILES, ids=lambda path: path.name)
def test_the_recount_imports_nothing_that_made_the_plan(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    makers = tuple(f"projection.{room}" for room in ("model", "solve", "movement", "route"))
    made = sorted(name for name in names if name.startswith(makers))
    assert [name for name in made if not name.startswith("projection.route.borders")] == []


def test_the_recount_runs_without_what_made_the_plan():
    code = (
        "import sys, projection.plan.verify\n"
        "rooms = ('model', 'solve', 'movement', 'route.')\n"
        "print([n for n in sys.modules if n.startswith(tuple(f'projection.{r}' for r in rooms)) or n == 'pyomo'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    borders = ["projection.route.air_frame", "projection.route.borders", "projection.route.cache"]
    assert sorted(ast.literal_eval(done.stdout)) == borders


def test_a_folder_without_its_inputs_is_refused_in_words(tmp_path):
    folder = write_good(tmp_path)
    (folder / "inputs" / "network" / "airfields.csv").write_text("id\n", encoding="utf-8")
    found = verify(folder)
    assert found
    assert found[0].where.startswith("airfields.csv:1")


def test_payload_falls_from_point_to_point_and_to_nothing_at_ferry_range(tmp_path):
    plane = read_network(write_folder(tmp_path, NETWORK)).aircraft["PLANE"]
    points = ((1000.0, 80.0), (3000.0, 40.0))
    over = {nm: payload_over(points, plane, nm) for nm in (0, 2000, 3000, 3750, 4500, 4600)}
    assert over == {0: 70, 2000: 60, 3000: 40, 3750: 20, 4500: 0, 4600: 0}
