"""A made-up plan from Europe to Korea, built by hand so that pictures and files have something to show.

``sample()`` gives a handful of missions; ``sample(waves=12)`` a plan of real size. Nothing here was solved:
bounds, utilisation and reasons are invented, only the tables agree with each other.
"""

from datetime import date
from itertools import pairwise

from projection.network.network import Network
from projection.plan.plan import STAMP, TABLES, Plan, frame
from projection.plan.rows import Arrival, Manifest, MissionStop, Onward, RefusedOption, Shortfall, Utilisation
from projection.scenario.rows import Closure, Fleet, Movement, Settings
from projection.scenario.scenario import Scenario
from projection.sphere import path_nm, unwrap

from .sample_geography import LANES, network

AIR = (
    ("US-C17", "C-17", "USA", "ETAR", ("ETAR", "LGSA", "OTBH", "VCBI", "WSAP", "RPLC", "RKSO"), 45, 60),
    ("UK-C17", "C-17", "GBR", "EGVN", ("EGVN", "PAED", "RJSM", "RKSO"), 40, 90),
    ("FR-A400", "A400M", "FRA", "LFOJ", ("LFOJ", "LGSA", "OTBH", "VCBI", "WSAP", "RPLC", "RKPK"), 25, 30),
    ("NL-A400", "A400M", "NLD", "EHEH", ("EHEH", "LPLA", "KSUU", "PHNL", "PWAK", "RKTN"), 20, 0),
    ("PL-C17", "C-17", "POL", "EPPW", ("EPPW", "OTBH", "VCBI", "RPLC", "RKPK"), 0, 150),
)
"""fleet, lift, nation, base, chain, stons, people of one mission"""

SEA = (
    ("UK-POINT", "POINT", "GBR", "GBMAR", "GBMAR-suez", "KRPUS", 2600),
    ("DE-ARK", "ARK", "DEU", "DEBRV", "DEBRV-suez", "KRPUS", 3400),
    ("NL-ARK", "ARK", "NLD", "NLEEM", "NLEEM-cape", "KRKAN", 1900),
    ("UK-ARK", "ARK", "GBR", "GBMAR", "GBMAR-panama", "KRPUS", 1500),
    ("IT-POINT", "POINT", "ITA", "ITLIV", "ITLIV-suez", "KRPUS", 2200),
)
"""fleet, lift, nation, base, way, port, stons of one voyage"""

HORIZON = 60


class _Builder:
    """Collects rows of the tables, mission by mission."""

    def __init__(self, base: Network) -> None:
        self.network = base
        self.dests = ("CHEORWON", "POCHEON", "PYEONGTAEK")
        self.stops: list[MissionStop] = []
        self.manifests: list[Manifest] = []
        self.onward: list[Onward] = []
        self.arrivals: list[Arrival] = []
        self.tracks: dict[str, tuple[tuple[float, float], ...]] = {}
        self.movements: list[Movement] = []
        self.shortfalls: list[Shortfall] = []

    def point(self, node: str) -> tuple[float, float]:
        """Position (lon, lat) of a node."""
        place = self.network.places[node]
        return (place.lon, place.lat)

    def mission(self, name, row, chain, wave, day, lines, knots, hours) -> int:
        """Add the stops of a mission; the day on which it lands is returned."""
        fleet, lift, nation, base = row[:4]
        mode = "air" if lift in self.network.aircraft else "sea"
        visits = [(base, "position"), (chain[0], "onload")]
        visits += [(node, "enroute") for node in chain[1:-1]] + [(chain[-1], "offload"), (base, "return")]
        clock, landed = 24.0 * day, 0
        for stop, (node, purpose) in enumerate(visits):
            line = () if stop < 2 else lines[stop - 2]
            nm = float(path_nm(line)[-1]) if line else 0.0
            key = f"{mode}:{visits[stop - 1][0]}-{node}:{fleet}" if line else ""
            if line:
                self.tracks[key] = line
            clock += nm / knots
            ground = hours.get(purpose, 0.0)
            self.stops.append(
                MissionStop(
                    mission=name,
                    fleet=fleet,
                    lift=lift,
                    nation=nation,
                    mode=mode,
                    tail=wave % 3 + 1,
                    stop=stop,
                    node=node,
                    purpose=purpose,
                    arrive_h=round(clock, 2),
                    depart_h=round(clock + ground, 2),
                    work_h=ground,
                    leg_nm=round(nm, 1),
                    leg_h=round(nm / knots, 2),
                    passages="suez@300.0" if "suez" in str(row[4]) and purpose == "offload" else "",
                    overflown="",
                    fuel_stons=40.0 if mode == "air" and purpose != "return" else 0.0,
                    track=key,
                    arrive=f"C+{int(clock // 24):03d}",
                    depart=f"C+{int((clock + ground) // 24):03d}",
                )
            )
            clock += ground
            landed = int(clock // 24) if purpose == "offload" else landed
        return landed

    def unit(self, uln, mission, row, poe, pod, day, landed, stons, pax, rdd) -> None:
        """Add a ULN that a mission carries, and what became of it."""
        kinds = (("bulk", stons, 0), ("pax", 0.0, pax))
        for cargo, weight, people in kinds:
            if weight or people:
                self.manifests.append(
                    Manifest(
                        mission=mission,
                        uln=uln,
                        cargo=cargo,
                        poe=poe,
                        pod=pod,
                        stons=weight,
                        pax=people,
                        sqft=16 * weight,
                        loaded_day=day,
                        landed_day=landed,
                    )
                )
                self._arrive(uln, pod, cargo, weight or people, landed)
        dest = self.dests[len(self.movements) % 3]
        self._requirement(uln, row, poe, dest, stons, pax, rdd, landed + 1)

    def _arrive(self, uln, pod, cargo, amount, landed) -> None:
        self.arrivals.append(Arrival(uln=uln, node=pod, role="pod", day=landed, cargo=cargo, amount=amount))
        if landed + 1 < HORIZON:
            dest = self.dests[len(self.movements) % 3]
            kind = "pax" if cargo == "pax" else "cargo"
            self.arrivals.append(
                Arrival(uln=uln, node=dest, role="dest", day=landed + 1, cargo=kind, amount=amount)
            )

    def _requirement(self, uln, row, poe, dest, stons, pax, rdd, closed) -> None:
        rdd, done = min(rdd, HORIZON - 6), closed < HORIZON
        late = max(0, closed - rdd)
        status = ("late" if late else "on time") if done else "short"
        self.movements.append(
            Movement(
                uln=uln,
                description=f"Unit of {row[2]}",
                nation=row[2],
                origin=poe,
                dest=dest,
                ald=0,
                rdd=rdd,
                priority=len(self.movements) % 5 + 1,
                pax=pax,
                bulk_stons=stons,
            )
        )
        self.shortfalls.append(
            Shortfall(
                uln=uln,
                nation=row[2],
                priority=self.movements[-1].priority,
                rdd=rdd,
                required_stons=stons,
                delivered_stons=stons if done else 0.0,
                short_stons=0.0 if done else stons,
                required_pax=pax,
                delivered_pax=pax if done else 0.0,
                short_pax=0.0 if done else pax,
                late_ston_days=(stons + pax) * late if done else 0.0,
                closure_day=closed if done else None,
                status=status,
                why="" if status == "on time" else "waited for a berth at Busan",
            )
        )


def sample(waves: int = 1) -> tuple[Plan, Network, Scenario]:
    """A plan, its network and its scenario; each wave adds ten missions with a ULN each."""
    base = network()
    made = _Builder(base)
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


def _air_lines(made: _Builder, chain: tuple[str, ...]) -> list[tuple[tuple[float, float], ...]]:
    return [unwrap((made.point(start), made.point(end))) for start, end in pairwise(chain)]


def _scenario(made: _Builder) -> Scenario:
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


def _plan(made: _Builder, scenario: Scenario) -> Plan:
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
        "scenario": scenario.name,
        "title": scenario.settings.title,
        "banner": scenario.settings.banner,
        "c_day": "2027-03-01",
        "horizon_days": HORIZON,
        "status": "gap reached",
        "objective": 123456.7,
        "bound": 119629.5,
        "gap": 0.031,
        "terms": {"late": 90000.0, "short": 33000.0, "sooner": 300.0, "flying": 100.0, "sailing": 56.7},
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
