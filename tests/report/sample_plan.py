"""A made-up plan from Europe to Korea, built by hand so that pictures and files have something to show.

``sample()`` gives a handful of missions; ``sample(waves=12)`` a plan of real size. Nothing here was solved:
bounds, utilisation and reasons are invented, only the tables agree with each other.
"""

from datetime import date
from itertools import pairwise

from projection.network.network import Network
from projection.plan.plan import STAMP, TABLES, Plan, frame
from projection.plan.rows import RefusedOption, Shortfall, Utilisation
from projection.scenario.closures import Closure
from projection.scenario.rows import Fleet, Movement, Settings
from projection.scenario.scenario import Scenario
from projection.sphere import unwrap

from .sample_geography import LANES, network
from .sample_missions import AIR, HORIZON, SEA, Builder


def sample(waves: int = 1) -> tuple[Plan, Network, Scenario]:
    """A plan, its network and its scenario; each wave adds ten missions with a ULN each."""
    base = network()
    made = Builder(base)
    for wave in range(waves):
        for number, row in enumerate(AIR):
            day = 2 + number + 4 * wave
            lines = _air_lines(made, (*row[4], row[3]))
            name = f"{row[0]}-{wave:03d}"
            landed = made.mission(
                name, row, row[4], wave, day, lines, 430, {"onload": 4, "enroute": 3, "offload": 3}
            )
            rdd = landed + (3 if wave % 3 else 0)
            made.unit(
                f"{row[2]}-{wave}{number}A", name, row, row[4][0], row[4][-1], day, landed, row[5], row[6], rdd
            )
        for number, row in enumerate(SEA):
            day = 1 + 2 * number + 5 * wave
            lane = unwrap((*LANES[row[4]], made.point(row[5])))
            name = f"{row[0]}-{wave:03d}"
            chain = (row[3], row[5])
            landed = made.mission(
                name, row, chain, wave, day, (lane, tuple(reversed(lane))), 17, {"onload": 30, "offload": 30}
            )
            made.unit(f"{row[2]}-{wave}{number}S", name, row, row[3], row[5], day, landed, row[6], 0, landed + 2)
    made.movements.append(
        Movement(uln="NOR-REFUSED", nation="NOR", origin="ETAR", dest="POCHEON", ald=0, rdd=20, priority=1, pax=50)
    )
    scenario = _scenario(made)
    return _plan(made, scenario), base, scenario


def _air_lines(made: Builder, chain: tuple[str, ...]) -> list[tuple[tuple[float, float], ...]]:
    return [unwrap((made.point(start), made.point(end))) for start, end in pairwise(chain)]


def _scenario(made: Builder) -> Scenario:
    fleets = [Fleet(id=row[0], lift=row[1], nation=row[2], base=row[3], count=3) for row in sorted((*AIR, *SEA))]
    return Scenario(
        name="made-up",
        settings=Settings(
            title="Direct support of Korea, made-up case",
            question="What arrives by C+60?",
            network="made-up",
            c_day=date(2027, 3, 1),
            horizon_days=HORIZON,
        ),
        movements={row.uln: row for row in sorted(made.movements, key=lambda row: row.uln)},
        fleets={row.id: row for row in fleets},
        permissions=(),
        closures=(
            Closure(kind="passage", id="bab_el_mandeb", from_day=20, to_day=40),
            Closure(kind="passage", id="suez", from_day=10, status="slowed", slow_h=12),
            Closure(kind="airspace", id="IND", from_day=30),
        ),
    )


def _plan(made: Builder, scenario: Scenario) -> Plan:
    refused = Shortfall(
        uln="NOR-REFUSED",
        nation="NOR",
        priority=1,
        rdd=20,
        required_stons=0.0,
        delivered_stons=0.0,
        short_stons=0.0,
        required_pax=50.0,
        delivered_pax=0.0,
        short_pax=50.0,
        late_ston_days=0.0,
        closure_day=None,
        status="refused",
        why="NOR says no to its forces",
    )
    rows = {
        "missions": sorted(made.stops, key=lambda row: (row.mission, row.stop)),
        "manifests": sorted(made.manifests, key=lambda row: (row.mission, row.uln, row.cargo)),
        "onward": made.onward,
        "arrivals": sorted(made.arrivals, key=lambda row: (row.uln, row.day, row.node, row.cargo)),
        "shortfalls": sorted([*made.shortfalls, refused], key=lambda row: row.uln),
        "presence": [],
        "units": [],
        "supply": [],
        "coverage": [],
        "utilisation": _utilisation(),
        "refused_options": [
            RefusedOption(
                what="NOR-REFUSED",
                rule="permission",
                reason="NOR says no",
                mend="ask",
                from_day=None,
                to_day=None,
            )
        ],
    }
    tables = {name: frame(TABLES[name], rows[name]) for name in TABLES}
    stamp = dict.fromkeys(STAMP, "") | {
        "goals": [],
        "scenario": scenario.name,
        "title": scenario.settings.title,
        "banner": scenario.settings.banner,
        "c_day": "2027-03-01",
        "horizon_days": HORIZON,
        "status": "gap reached",
        "objective": 123456.7,
        "bound": 119629.5,
        "gap": 0.031,
        "terms": {
            "late": 90000.0,
            "short": 33000.0,
            "sooner": 300.0,
            "flying": 100.0,
            "sailing": 56.7,
            "exposure": 0.0,
            "cost": 0.0,
            "strain": 0.0,
            **dict.fromkeys(("lacking", "below", "unfair"), 0.0),
        },
        "weights": {},
        "rules": {},
        "solver": {},
        "versions": {},
        "input_hash": "0" * 64,
    }
    return Plan(tables, stamp, dict(sorted(made.tracks.items())))


def _utilisation() -> list[Utilisation]:
    places = (
        ("working", "RKSO", 80.0),
        ("berths", "KRPUS", 4.0),
        ("tails", "US-C17", 3.0),
        ("fuel", "LGSA", 900.0),
    )
    return [
        Utilisation(
            rule=rule,
            place=place,
            day=day,
            used=limit * (0.3 + 0.7 * ((day * 7 + 3 * index) % 11) / 10),
            limit=limit,
            unit="slots",
        )
        for index, (rule, place, limit) in enumerate(places)
        for day in range(HORIZON)
    ]
