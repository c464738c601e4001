"""Missions of the made-up plan: rows of its tables, made mission by mission."""

from projection.network.network import Network
from projection.plan.rows import Arrival, Manifest, MissionStop, Onward, Shortfall
from projection.scenario.rows import Movement
from projection.sphere import path_nm

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


class Builder:
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
