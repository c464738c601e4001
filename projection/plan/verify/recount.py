"""What every recount needs: missions put together from their stops, days of hours, sums with their tolerance."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from projection.errors import Finding
from projection.network.network import Network
from projection.network.rows import Aircraft, LiftType, Ship
from projection.plan.plan import TABLES, Plan, rows_of
from projection.plan.rows import Arrival, Coverage, Manifest, MissionStop, Onward, Shortfall, Supply, Utilisation
from projection.plan.verify.days import day_in
from projection.plan.verify.holding import Holding
from projection.scenario.own import OwnFleet
from projection.scenario.presence import Station
from projection.scenario.rows import Fleet, Movement
from projection.scenario.scenario import Scenario

HOURS_OFF = 1e-5
"""Hours: clock times are written to a millionth, and a leg adds three of them."""
OFF = 1e-6
"""Relative and absolute tolerance on a sum, and what rounding may add for each term of it."""

NOISE = 1e-4
"""Stons or people: what a solver's arithmetic may leave of a ULN over a horizon; less than 100 g."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "cargo": ("bulk", "over"),
    "heavy": ("out", "nat"),
    "fuel": ("fuel",),
    "pax": ("pax",),
}
"""What land links tell apart, and the classes in each."""
GROUP_OF = {cargo: group for group, members in GROUPS.items() for cargo in members} | {
    group: group for group in GROUPS
}


@dataclass
class Sum:
    """A sum and the number of its terms, each of which was rounded to six decimals."""

    value: float = 0.0
    terms: int = 0

    def add(self, amount: float) -> None:
        """Add one term."""
        self.value += amount
        self.terms += 1

    def join(self, other: "Sum") -> None:
        """Add another sum, term by term."""
        self.value += other.value
        self.terms += other.terms

    def room(self, other: float) -> float:
        """Difference to ``other`` that means nothing."""
        return OFF * (1 + max(abs(other), abs(self.value)) + self.terms)

    def exceeds(self, limit: float) -> bool:
        """Whether the sum is above a limit by more than rounding."""
        return self.value > limit + self.room(limit)

    def differs(self, other: float) -> bool:
        """Whether the sum is another number than ``other``."""
        return abs(self.value - other) > self.room(other)


Sums = dict[tuple[str, str, int], Sum]
"""What is used by (place, unit, day)."""


def tally(sums: dict[tuple[str, str, int], Sum], key: tuple[str, str, int], amount: float) -> None:
    """Add an amount under a key."""
    sums.setdefault(key, Sum()).add(amount)


@dataclass(frozen=True)
class Mission(Holding):
    """One mission with its fleet and lift type; stops in order from base to base."""

    id: str
    fleet: Fleet
    lift: LiftType
    stops: tuple[MissionStop, ...]
    cargo: tuple[Manifest, ...]
    station: Station | None = None

    @cached_property
    def onload(self) -> int:
        """Place of the first POE among the stops; of the base for a tanker sortie."""
        return next((i for i, stop in enumerate(self.stops) if stop.purpose == "onload"), 0)

    @cached_property
    def offload(self) -> int:
        """Place of the last POD among the stops; of the base for a tanker sortie."""
        return max((i for i, stop in enumerate(self.stops) if stop.purpose == "offload"), default=0)

    def landing(self, pod: str) -> MissionStop:
        """Stop at which what goes to a POD is discharged."""
        return next(s for s in self.stops if s.purpose == "offload" and s.node == pod)

    def loading(self, poe: str) -> MissionStop:
        """Stop at which what leaves from a POE is loaded."""
        return next(s for s in self.stops if s.purpose == "onload" and s.node == poe)

    @property
    def supports(self) -> tuple[str, ...]:
        """Missions that this one refuels in the air; () when it is no tanker sortie."""
        return tuple(filter(None, self.stops[0].supports.split(";")))

    @property
    def own(self) -> str:
        """ULN whose own aircraft or ship it is; "" for lift that carries for others."""
        return self.fleet.uln if isinstance(self.fleet, OwnFleet) else ""

    @property
    def launch(self) -> int:
        """Day on which loading starts; for a tanker sortie that on which it leaves base."""
        return day_in(self.stops[self.onload].arrive_h)

    @property
    def legs(self) -> Iterator[tuple[MissionStop, MissionStop]]:
        """Stops before and after each leg."""
        return pairwise(self.stops)

    @property
    def loaded_legs(self) -> tuple[MissionStop, ...]:
        """Stops at the end of the legs between POE and POD."""
        return self.stops[self.onload + 1 : self.offload + 1]

    @property
    def speed_kt(self) -> float:
        """Speed of the lift type."""
        return self.lift.block_kt if isinstance(self.lift, Aircraft) else self.lift.speed_kt


@dataclass(frozen=True)
class Recount:
    """The plan's tables as rows beside the inputs that they answer; nothing in it comes from the model.

    ``hash`` is that of the copied inputs, "" when it is not known.
    """

    network: Network
    scenario: Scenario
    plan: Plan
    hash: str = ""
    stops: tuple[MissionStop, ...] = field(init=False)
    manifests: tuple[Manifest, ...] = field(init=False)
    onward: tuple[Onward, ...] = field(init=False)
    arrivals: tuple[Arrival, ...] = field(init=False)
    shortfalls: tuple[Shortfall, ...] = field(init=False)
    supply: tuple[Supply, ...] = field(init=False)
    coverage: tuple[Coverage, ...] = field(init=False)
    utilisation: tuple[Utilisation, ...] = field(init=False)

    def __post_init__(self) -> None:
        for name in (
            "missions",
            "manifests",
            "onward",
            "arrivals",
            "shortfalls",
            "supply",
            "coverage",
            "utilisation",
        ):
            rows = rows_of(TABLES[name], self.plan.tables[name])
            object.__setattr__(self, "stops" if name == "missions" else name, rows)

    @property
    def horizon(self) -> int:
        """Days planned."""
        return self.scenario.settings.horizon_days

    @cached_property
    def missions(self) -> Mapping[str, Mission]:
        """Missions by id; asks that the references hold."""
        stops: dict[str, list[MissionStop]] = {}
        for stop in self.stops:
            stops.setdefault(stop.mission, []).append(stop)
        cargo: dict[str, list[Manifest]] = {}
        for row in self.manifests:
            cargo.setdefault(row.mission, []).append(row)
        fleets, lifts = self.scenario.every_fleet, self.network.lifts
        return {
            name: Mission(
                id=name,
                fleet=fleets[found[0].fleet],
                lift=lifts[found[0].lift],
                stops=tuple(found),
                cargo=tuple(cargo.get(name, ())),
                station=self.scenario.stations.get(found[0].station),
            )
            for name, found in sorted(stops.items())
        }

    @cached_property
    def supporters(self) -> Mapping[str, tuple[Mission, ...]]:
        """Tanker sorties by the mission that they support."""
        sorties = [mission for mission in self.missions.values() if mission.supports]
        names = sorted({name for mission in sorties for name in mission.supports})
        return {name: tuple(row for row in sorties if name in row.supports) for name in names}

    def senders(self, mission: Mission) -> list[tuple[str, str]]:
        """Nation and role of what a mission carries, or is; of what the mission carries that a tanker supports."""
        if mission.station is not None:
            return [(mission.fleet.nation, mission.station.role)]
        carriers = [self.missions[name] for name in mission.supports] or [mission]
        rows = (self.scenario.movements[row.uln] for carrier in carriers for row in carrier.cargo)
        return sorted({(row.nation, row.role) for row in rows})

    def roles_of(self, mission: Mission) -> list[str]:
        """Roles that a mission serves; ``*`` for one that carries nothing."""
        return sorted({role for _, role in self.senders(mission)}) or ["*"]

    @property
    def flights(self) -> Iterator[tuple[Mission, Aircraft]]:
        """Missions by air."""
        for mission in self.missions.values():
            if isinstance(mission.lift, Aircraft):
                yield mission, mission.lift

    @property
    def voyages(self) -> Iterator[tuple[Mission, Ship]]:
        """Missions by sea."""
        for mission in self.missions.values():
            if isinstance(mission.lift, Ship):
                yield mission, mission.lift

    @cached_property
    def delivered(self) -> Mapping[tuple[str, str], Mapping[int, Sum]]:
        """What reached the destination within the horizon, by (ULN, group) and day, from manifests and onward."""
        found: dict[tuple[str, str], dict[int, Sum]] = {}
        for uln, group, node, day, amount in self.inflow():
            if node == self.scenario.movements[uln].dest and day < self.horizon:
                found.setdefault((uln, group), {}).setdefault(day, Sum()).add(amount)
        return found

    def inflow(self) -> Iterator[tuple[str, str, str, int, float]]:
        """What reaches a node: ULN, group, node, day, amount."""
        for row in self.manifests:
            yield row.uln, GROUP_OF[row.cargo], row.pod, row.landed_day, amount_of(row)
        for move in self.onward:
            yield move.uln, GROUP_OF[move.cargo], move.to_node, move.reach_day, move.amount

    def outflow(self) -> Iterator[tuple[str, str, str, int, float]]:
        """What leaves a node: ULN, group, node, day, amount."""
        for row in self.manifests:
            yield row.uln, GROUP_OF[row.cargo], row.poe, row.loaded_day, amount_of(row)
        for move in self.onward:
            yield move.uln, GROUP_OF[move.cargo], move.from_node, move.leave_day, move.amount


def fault(rule: str, subject: str, what: str) -> Finding:
    """Finding whose where is the rule and what it was broken by."""
    return Finding(f"{rule} {subject}", what)


def amount_of(row: Manifest) -> float:
    """Stons, or people."""
    return float(row.pax) if row.cargo == "pax" else row.stons


def required(movement: Movement) -> dict[str, float]:
    """What a ULN asks for by class; stons, or people."""
    return {
        "bulk": movement.bulk_stons,
        "over": movement.over_stons,
        "out": movement.out_stons,
        "nat": movement.nat_stons,
        "fuel": movement.fuel_stons,
        "pax": float(movement.pax),
    }


def usable_tails(fleet: Fleet) -> int:
    """Whole tails left after what is held back and in maintenance."""
    return math.floor(fleet.count * (1 - fleet.held_back) * (1 - fleet.reserve) + 1e-9)


def at_disposal(scenario: Scenario, fleet: Fleet, day: int) -> bool:
    """Whether the fleet may be used on a day."""
    return scenario.ready(fleet) <= day and (fleet.until is None or day <= fleet.until)


def number(value: float) -> str:
    """A figure as findings show it."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
