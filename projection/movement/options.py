"""Mission options: one lift type of one fleet, one chain of stops, and all that a launch of it uses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from projection.movement.access import Sender
from projection.movement.timeline import Stop, Timed, days_touched, hours_by_day
from projection.network.rows import Aircraft, Seaport, Ship
from projection.scenario.rows import STONS_PER_TEU
from projection.units import STONS_PER_BARREL, day_in, day_of

NEVER = 1_000_000
"""Day on which what goes one way is back."""


@dataclass(frozen=True)
class Payload:
    """What one mission carries: nested weights in stons, seats, ro-ro deck in sq ft (None = no deck rule).

    ``teu`` containers, None where each holds 10 stons and the weight says it. ``litters`` that its seats leave
    room for, each in the place of ``litter_seats``.
    """

    cargo: float
    over: float
    out: float
    nat: float
    pax: float
    sqft: float | None = None
    teu: float | None = None
    fuel: float = 0.0
    litters: float = 0.0
    litter_seats: float = 0.0


@dataclass(frozen=True, order=True)
class Use:
    """What one launch uses of a limited place: ``amount`` on day launch + ``offset`` under ``rule``."""

    rule: str
    place: str
    offset: int
    amount: float


@dataclass(frozen=True)
class TankerUse(Timed):
    """Sorties of a tanker fleet that refuel one launch: ``count`` alike; hours count from that launch.

    What they use of places stands with the option that they refuel.
    """

    fleet: str
    lift: str
    flag: str
    count: int
    stops: tuple[Stop, ...]
    mode: Literal["air", "sea"] = "air"


@dataclass(frozen=True)
class Option(Timed):
    """A mission that may be launched on the days ``launches``.

    Offsets are days after launch: the tail is busy from ``leaves`` to ``back``, cargo is on the ground by the
    end of ``landed``; ``flown`` hours by day; ``quay`` shares of the cargo handled (port, day, share).
    A launch sends ``size`` missions, each with ``payload``; ``uses`` are those of all, and of their ``tankers``.
    ``uln`` is that whose own lift it is, which does not come back; "" for lift that carries for others.
    ``station`` that it holds on the days ``days_on`` after launch, flying ``orbit_h_day`` on each; it carries
    nothing, its POE is its base and its POD the node of the station. "" for what carries.
    ``member`` of its pool for which it goes, when members have hours of their own; it serves that one alone.
    ``carries`` nations and roles of movements for which permissions allow it, None when they tell none apart.
    """

    id: str
    fleet: str
    lift: str
    mode: Literal["air", "sea"]
    flag: str
    serves: tuple[str, ...]
    stops: tuple[Stop, ...]
    payload: Payload
    uses: tuple[Use, ...]
    quay: tuple[Use, ...]
    launches: tuple[int, ...]
    tankers: tuple[TankerUse, ...] = ()
    carries: tuple[Sender, ...] | None = None
    size: int = 1
    uln: str = ""
    member: str = ""
    station: str = ""
    days_on: tuple[int, ...] = ()
    orbit_h_day: float = 0.0

    @property
    def back(self) -> int:
        """Day on which the tail is back at base; beyond all plans for a ULN's own lift."""
        return NEVER if self.uln else super().back

    @property
    def poe(self) -> str:
        """Port of embarkation; base of what holds a station."""
        return next((stop.node for stop in self.stops if stop.purpose == "onload"), self.stops[0].node)

    @property
    def poes(self) -> tuple[str, ...]:
        """Ports of embarkation in order: a ship may load at two."""
        return tuple(stop.node for stop in self.stops if stop.purpose == "onload")

    def loaded_at(self, poe: str) -> int:
        """Day, after launch, on which loading begins at one of its ports."""
        return day_in(next(s.arrive_h for s in self.stops if s.purpose == "onload" and s.node == poe))

    @property
    def pod(self) -> str:
        """Port of debarkation; node of the station."""
        return next(stop.node for stop in self.stops if stop.purpose in ("offload", "station"))

    @property
    def hours(self) -> float:
        """Hours under way from base to base, and on orbit."""
        return super().hours + self.orbit_h_day * len(self.days_on)

    @property
    def flown(self) -> tuple[tuple[int, float], ...]:
        """Hours under way and on orbit by day after launch."""
        if not self.orbit_h_day:
            return super().flown
        total = dict(super().flown)
        for day in self.days_on:
            total[day] = total.get(day, 0.0) + self.orbit_h_day
        return tuple(sorted(total.items()))

    @property
    def pods(self) -> tuple[str, ...]:
        """Ports of debarkation in order: a ship may discharge at two."""
        return tuple(stop.node for stop in self.stops if stop.purpose == "offload")

    @property
    def landed(self) -> int:
        """Day, after launch, by whose end the cargo is ashore; a crew's rest after that does not count."""
        return self.landed_at(self.pod)

    def landed_at(self, pod: str) -> int:
        """The same for what is discharged at one of its ports."""
        stops = (stop for stop in self.stops if stop.purpose == "offload" and stop.node == pod)
        return day_of(next(stop.arrive_h + stop.work_h for stop in stops))

    @property
    def missions(self) -> "tuple[tuple[int, Option | TankerUse], ...]":
        """What a launch sends out: its flight, and the tankers that refuel it, each with its number."""
        return ((self.size, self), *((tanker.count, tanker) for tanker in self.tankers))


def air_payload(aircraft: Aircraft, stons: float) -> Payload:
    """Payload of an aircraft whose critical leg allows ``stons``."""
    over, each = min(aircraft.over_stons, stons), aircraft.litter_seats
    litters = min(aircraft.litters, aircraft.pax / each) if each else aircraft.litters
    wounded = {"litters": float(litters), "litter_seats": each}
    return Payload(stons, over, min(aircraft.out_stons, over), 0.0, aircraft.pax, **wounded)


def sea_payload(ship: Ship, measured: bool = False) -> Payload:
    """Payload of a ship: a ro-ro takes all by weight and deck, a container ship bulk by TEU, a tanker fuel.

    ``measured``: some ULN says how many containers it fills, so that these are counted apart from weight.
    """
    if ship.berth == "roro":
        weight = ship.payload_stons
        return Payload(weight, weight, weight, weight, ship.pax, ship.deck_sqft)
    if ship.berth == "container" and measured and ship.teu:
        return Payload(ship.payload_stons, 0.0, 0.0, 0.0, ship.pax, teu=ship.teu)
    if ship.berth == "container":
        return Payload(min(ship.payload_stons, ship.teu * STONS_PER_TEU), 0.0, 0.0, 0.0, ship.pax)
    fuel = min(ship.payload_stons, ship.fuel_bbl * STONS_PER_BARREL)
    return Payload(0.0, 0.0, 0.0, 0.0, ship.pax, fuel=fuel)


def air_uses(stops: Sequence[Stop], aircraft: Aircraft) -> tuple[Use, ...]:
    """Slot-hours and fuel of an air mission by field and day; home base gives fuel only."""
    total: dict[tuple[str, str, int], float] = {}

    def add(rule: str, node: str, day: int, amount: float) -> None:
        key = (rule, node, day)
        total[key] = total.get(key, 0.0) + amount

    for stop in stops:
        if stop.fuel_stons > 0:
            when = stop.depart_h if stop.purpose == "position" else stop.arrive_h
            add("fuel", stop.node, day_in(when), stop.fuel_stons)
        if stop.purpose in ("position", "return"):
            continue
        for day, hours in hours_by_day(stop.arrive_h, stop.arrive_h + stop.work_h):
            add("working", stop.node, day, hours * aircraft.slot)
        for day, hours in hours_by_day(stop.arrive_h, stop.depart_h):
            add("parking", stop.node, day, hours * aircraft.slot)
    return tuple(Use(*key, amount) for key, amount in sorted(total.items()))


def sea_uses(stops: Sequence[Stop], ship: Ship) -> tuple[Use, ...]:
    """Berths of a voyage by port and day: a ship alongside on any part of a day takes the berth that day."""
    uses = []
    for stop in stops:
        if stop.purpose in ("onload", "offload"):
            uses += [
                Use(f"berths_{ship.berth}", stop.node, day, 1.0)
                for day in days_touched(stop.arrive_h, stop.depart_h)
            ]
    return tuple(sorted(uses))


def transit_uses(stops: Sequence[Stop], limited: Collection[str]) -> tuple[Use, ...]:
    """Entries of a voyage into passages that let only so many ships in a day."""
    entries = [entry for stop in stops for entry in stop.passages if entry[0] in limited]
    return tuple(sorted(Use("transits", name, day_in(hour), 1.0) for name, hour in entries))


def leg_uses(stops: Sequence[Stop], limited: Collection[tuple[str, str]]) -> tuple[Use, ...]:
    """Legs of a mission that only so many missions may start in a day, by the day on which it starts them."""
    return tuple(
        sorted(
            Use("leg_capacity", leg_name(before.node, stop.node), day_in(before.depart_h), 1.0)
            for before, stop in pairwise(stops)
            if (before.node, stop.node) in limited
        )
    )


def leg_name(start: str, end: str) -> str:
    """What a typed leg in one direction is called where its capacity is meant."""
    return f"{start}>{end}"


def quay_shares(stops: Sequence[Stop]) -> tuple[Use, ...]:
    """Share of a voyage's cargo that crosses the quay by port and day, even over the hours alongside."""
    shares = []
    for stop in stops:
        if stop.purpose in ("onload", "offload"):
            total = stop.depart_h - stop.arrive_h
            shares += [
                Use("handling", stop.node, day, hours / total)
                for day, hours in hours_by_day(stop.arrive_h, stop.depart_h)
            ]
    return tuple(sorted(shares))


def whole_berths(port: Seaport, kind: str, taken: float) -> int:
    """Whole berths of a kind left free by others, who take the share ``taken``."""
    return int(getattr(port, f"berths_{kind}") * (1 - taken) + 1e-9)


def numbered(options: Sequence[Option]) -> list[Option]:
    """Options with ids ``fleet/POE-POD/1``, counted within fleet and ends in the order given."""
    seen: dict[str, int] = {}
    named = []
    for option in options:
        stem = f"{option.fleet}/{'+'.join(option.poes)}-{'+'.join(option.pods)}"
        seen[stem] = seen.get(stem, 0) + 1
        named.append(replace(option, id=f"{stem}/{seen[stem]}"))
    return named
