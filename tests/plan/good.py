"""A tiny plan worked by hand: one air mission, one voyage with a land move at each end; it verifies clean.

All nodes lie on or near the equator, so a degree is 60.04 nm. The plane leaves BAF on day 1, loads 55 stons and 20
people of A at EAF on day 2, stops at MID, unloads at KAF until hour 65, rests, and is back at hour 87.5. The
ship loads B at EPT on day 1, passes the narrows, and has unloaded at KPT by hour 279 (day 11).
EAF lies in Gabon and MID in Kenya, though others own them; TUR is said to be overflown, and is not.
"""

from pathlib import Path

from projection.plan.folder import write_plan
from projection.plan.plan import TABLES, Plan, frame
from projection.read.folders import input_hash
from tests.helpers import write_folder

from .good_inputs import NETWORK, SCENARIO

MISSIONS = """\
planes-1|planes|PLANE|DEU|air|1|1|BAF|position|46.4|46.4|0|0|0|||8||C+001 22:24|C+001 22:24||
planes-1|planes|PLANE|DEU|air|1|2|EAF|onload|48|50|2|640|1.6|||25|a|C+002 00:00|C+002 02:00||
planes-1|planes|PLANE|DEU|air|1|3|MID|enroute|55|57|2|2000|5||TUR|25|b|C+002 07:00|C+002 09:00||
planes-1|planes|PLANE|DEU|air|1|4|KAF|offload|62|74|3|2000|5||SOM|25|c|C+002 14:00|C+003 02:00||
planes-1|planes|PLANE|DEU|air|1|5|MID|enroute|79|81|2|2000|5||SOM|32.5|d|C+003 07:00|C+003 09:00||
planes-1|planes|PLANE|DEU|air|1|6|BAF|return|87.5|87.5|0|2600|6.5||COD;COG;GAB;TUR;UGA|0|e|\
C+003 15:30|C+003 15:30||
ships-1|ships|SHIP|DEU|sea|1|1|EPT|position|24|24|0|0|0|||0||C+001 00:00|C+001 00:00||
ships-1|ships|SHIP|DEU|sea|1|2|EPT|onload|24|48|24|0|0|||0||C+001 00:00|C+002 00:00||
ships-1|ships|SHIP|DEU|sea|1|3|KPT|offload|255|279|24|4000|207|narrows@140.5||0|f|C+010 15:00|C+011 15:00||
ships-1|ships|SHIP|DEU|sea|1|4|EPT|return|486|486|0|4000|207|narrows@383.6||0|g|C+020 06:00|C+020 06:00||
"""
MANIFESTS = """\
planes-1|A|bulk|EAF|KAF|30|0|0|2|3|0
planes-1|A|out|EAF|KAF|15|0|0|2|3|0
planes-1|A|over|EAF|KAF|10|0|0|2|3|0
planes-1|A|pax|EAF|KAF|0|20|0|2|3|0
ships-1|B|bulk|EPT|KPT|100|0|2000|1|11|0
ships-1|B|nat|EPT|KPT|400|0|8000|1|11|0
"""
ONWARD = """\
B|cargo|east|KPT|CAMP|12|13|100
B|cargo|west|DEPOT|EPT|0|0|100
B|heavy|east|KPT|CAMP|12|13|400
B|heavy|west|DEPOT|EPT|0|0|400
"""
ARRIVALS = """\
A|KAF|dest|3|cargo|40
A|KAF|dest|3|heavy|15
A|KAF|dest|3|pax|20
A|KAF|pod|3|bulk|30
A|KAF|pod|3|out|15
A|KAF|pod|3|over|10
A|KAF|pod|3|pax|20
B|CAMP|dest|13|cargo|100
B|CAMP|dest|13|heavy|400
B|KPT|pod|11|bulk|100
B|KPT|pod|11|nat|400
"""
SHORTFALLS = """\
A|DEU|1|2|55|55|0|20|20|0|75|3|late|one day
B|DEU|2|10|520|500|20|0|0|0|1500||short|no room
C|FRA|5|20|10|0|10|0|0|0|0||refused|no permission
"""
PRESENCE = "watch|20|1|0|1|\n"
SUPPLY = """\
stores|KAF|parts|3|0|0|0|12|0|0
stores|KAF|parts|4|0|5|0|7|5|0
stores|KAF|parts|5|0|5|0|2|5|3
stores|KAF|parts|6|0|2|3|0|5|5
"""
COVERAGE = "stores|KAF|parts|20|12|3|8|0.85|all|0.15\n"
UTILISATION = """\
berths_roro|EPT|1|1|1|hulls
flying_hours|planes|6|23.1|70|flying hours in the window that ends on the day
fuel|BAF|1|8|10|stons
fuel|MID|3|32.5|60|stons
handling|KPT|11|312.5|540|stons
land|west|0|500|500|stons
leg_capacity|EAF>MID|2|1|1|missions
parking|KAF|2|10|24|slot-hours
quota|planes|29|23.1|50|hours
tails|planes|2|1|1|tails
transits|narrows|5|1|1|ships
working|MID|2|2|20.4|slot-hours
"""
TEXTS = {
    "missions": MISSIONS,
    "manifests": MANIFESTS,
    "onward": ONWARD,
    "arrivals": ARRIVALS,
    "shortfalls": SHORTFALLS,
    "presence": PRESENCE,
    "units": "",
    "supply": SUPPLY,
    "coverage": COVERAGE,
    "utilisation": UTILISATION,
    "refused_options": "C|forces|FRA does not let its forces go|ask|0|29\n",
}
TRACKS = {
    "a": ((0.0, 0.0), (10.0, 0.0)),
    "b": ((10.0, 0.0), (40.0, 0.0)),
    "c": ((40.0, 0.0), (70.0, 0.0)),
    "d": ((70.0, 0.0), (40.0, 0.0)),
    "e": ((40.0, 0.0), (0.0, 0.0)),
    "f": ((5.0, -2.0), (70.0, -2.0)),
    "g": ((70.0, -2.0), (5.0, -2.0)),
}

TERMS = {
    "late": 16 * 75 * 1 + 8 * 500 * 3,
    "broken": 0,
    "gaps": 4 * 10,
    "short": 8 * 20 * (49 + 0.59),
    "sooner": 0.01 * (16 * 75 * 1 + 8 * 500 * 13),
    "flying": 0.1 * 23.1,
    "sailing": 0.1 * 414,
    **dict.fromkeys(("exposure", "cost", "strain"), 0.0),
    "lacking": 16 * 3 * (10 + 0.06 * (29 - 6)),
    "below": 16 * 0.05 * (3 + 5),
    "unfair": 16 * 10 * 20 * 0.15,
}
"""A is a day late, B three days; what is short arrives on day 29 + 30 = 59, and waits from day 0. C feeds the
stores of A, which has 12 stons for days 4 to 6 and uses 5 a day, so that 3 lack on the last.

Nothing holds the station on its one day, at 10 stons a day late."""

WEIGHTS = {
    "priority": [16, 8, 4, 2, 1],
    "pax_stons": 1,
    "short_days": 30,
    "sooner": 0.01,
    "flying_hour": 0.1,
    "sailing_hour": 0.1,
    "lack_days": 10,
    "below_days": 0.05,
    "unfair_days": 10,
}
RULES = {
    "air_allowance": 0.05,
    "queue_efficiency": 0.85,
    "use_window": 7,
    "crew_duty_h": 16,
    "crew_rest_h": 12,
    "stops_max": 5,
}


def good_plan(inputs: str = "") -> Plan:
    """Make the plan; ``inputs`` is the hash that its stamp carries."""
    objective, bound = sum(TERMS.values()), 22000.0
    stamp = {
        "scenario": "by-hand",
        "title": "By hand",
        "question": "",
        "banner": "TEST",
        "c_day": "2027-03-01",
        "horizon_days": 30,
        "status": "gap reached",
        "objective": objective,
        "bound": bound,
        "gap": (objective - bound) / objective,
        "terms": TERMS,
        "goals": [],
        "weights": WEIGHTS,
        "rules": RULES,
        "solver": {"gap": 0.06, "time_limit_s": 60, "threads": 1, "seed": 0},
        "input_hash": inputs,
        "versions": {"projection": "0", "pyomo": "0", "highspy": "0", "python": "3"},
    }
    tables = {name: table(name, TEXTS[name]) for name in TABLES}
    return Plan(tables, stamp, TRACKS)


def table(name, text):
    """Make a data frame from lines of cells between bars."""
    row_type = TABLES[name]
    rows = []
    for line in text.splitlines():
        cells = dict(zip(row_type.model_fields, line.split("|"), strict=True))
        for name in ("closure_day", "whole_day", "first_day", "spread"):
            if cells.get(name) == "":
                cells[name] = None
        rows.append(row_type.model_validate(cells))
    return frame(row_type, rows)


def write_good(folder: Path) -> Path:
    """Write the inputs and the plan under ``folder``; return the plan's folder."""
    scenario = write_folder(folder / "scenario", SCENARIO)
    network = write_folder(folder / "network", NETWORK)
    plan = good_plan(input_hash(scenario, network))
    write_plan(plan, folder / "plan", scenario, network)
    return folder / "plan"
