"""A planner's estimate by hand, from the published factors: what each fleet could do, and all of them together.

It counts tails, payload, distance, cycle and use rate at an even pace over one chain a fleet, and nothing else: no
working spots, berths, fuel, land links, classes of cargo or shared ports. It is a rough figure to hold a plan
against, neither a plan nor a bound.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from projection.movement.factors import (
    closure,
    fleet_capability_stons_day,
    interval,
    missions_required,
    productivity_factor,
)
from projection.movement.instance import CARGO, FleetDays, Instance
from projection.movement.options import Option
from projection.movement.timeline import Stop
from projection.network.network import Network
from projection.network.rows import Aircraft
from projection.units import day_of

Wanted = frozenset[tuple[str, str]]
"""ULN and class of what could be carried."""


@dataclass(frozen=True)
class Estimate:
    """What a fleet could do alone, over the chain on which it could carry most.

    ``chain`` nodes from POE to POD; ``nm`` loaded distance at block speed; ``payload`` stons a mission;
    ``arrival_h`` from the start of loading to unloaded; ``cycle_h`` from base to base with ground time;
    ``use_stons_day`` by use rate (AFPAM, fleet capability; aircraft only), ``cycle_stons_day`` by cycle;
    ``wanted`` stons that it may carry; ``missions`` for these; ``first_day`` of arrival, ``closure_day`` the last.
    """

    fleet: str
    lift: str
    mode: str
    tails: int
    chain: tuple[str, ...] = ()
    nm: float = 0.0
    payload: float = 0.0
    arrival_h: float = 0.0
    cycle_h: float = 0.0
    use_stons_day: float | None = None
    cycle_stons_day: float = 0.0
    wanted: float = 0.0
    missions: int = 0
    first_day: int | None = None
    closure_day: int | None = None

    @property
    def stons_day(self) -> float:
        """Stons a day: the lesser of what use rate and cycle allow."""
        return min(self.cycle_stons_day, self.use_stons_day or self.cycle_stons_day)

    def capacity(self, day: int) -> float:
        """Stons that it could bring by the end of ``day``: ships in waves, aircraft evenly after the first."""
        if self.first_day is None or day < self.first_day:
            return 0.0
        if self.mode == "sea":
            waves = 1 + int((day - self.first_day) * 24 // self.cycle_h)
            return waves * self.tails * self.payload
        return self.payload + (day - self.first_day) * self.stons_day


@dataclass(frozen=True)
class Together:
    """All fleets of a mode, or of both; ``closure_day`` is None when some of it is not there by the last day.

    ``brought`` stons, by ``missions``, up to the closure or the last day.
    """

    mode: str
    stons_day: float
    wanted: float
    brought: float
    missions: int
    first_day: int | None
    closure_day: int | None


def estimates(network: Network, instance: Instance) -> tuple[Estimate, ...]:
    """Estimate of every fleet, by id; a fleet without an option does nothing."""
    wanted = _wanted(instance)
    return tuple(_estimate(network, instance, fleet, wanted) for fleet in instance.fleets)


def together(instance: Instance, rows: Iterable[Estimate]) -> tuple[Together, ...]:
    """Air, sea, and both: each fleet brings what it can from its first arrival until all is there."""
    wanted = _wanted(instance)
    found = list(rows)
    return tuple(_together(instance, mode, found, wanted) for mode in ("air", "sea", "all"))


def _estimate(network: Network, instance: Instance, fleet: str, wanted: Mapping[str, Wanted]) -> Estimate:
    row = instance.fleets[fleet]
    tails = max(row.tails)
    options = [option for option in instance.options.values() if option.fleet == fleet]
    if not options or not tails:
        return Estimate(fleet, row.lift, row.mode, tails)
    best = max(options, key=lambda option: _worth(instance, option, wanted[option.id]))
    payload = _payload(instance, best, wanted[best.id])
    stons = _stons(instance, wanted[best.id])
    start, end = (_hour(best, purpose) for purpose in ("onload", "offload"))
    arrival_h, cycle_h = end - start, best.stops[-1].arrive_h - best.stops[0].depart_h
    missions = missions_required(stons, payload) if payload > 0 else 0
    use, nm = _by_use(network, row, best, payload)
    by_cycle = payload * 24 / interval(cycle_h, tails)
    spacing = 24 * payload / min(by_cycle, use or by_cycle) if payload > 0 else 0.0
    waves = -(-missions // tails) if row.mode == "sea" else missions
    hours = closure(arrival_h, waves, cycle_h if row.mode == "sea" else spacing)
    leaves = [instance.requirements[uln].leave or 0 for uln, _ in wanted[best.id]]
    first = best.launches[0] + day_of(arrival_h)
    last = max(best.launches[0] + day_of(hours), max(leaves, default=0) + day_of(arrival_h))
    return Estimate(
        fleet=fleet,
        lift=row.lift,
        mode=row.mode,
        tails=tails,
        chain=(best.poe, *(stop.node for stop in _loaded(best))),
        nm=nm,
        payload=payload,
        arrival_h=arrival_h,
        cycle_h=cycle_h,
        use_stons_day=use,
        cycle_stons_day=by_cycle,
        wanted=stons,
        missions=missions,
        first_day=first,
        closure_day=last if missions else None,
    )


def _by_use(network: Network, row: FleetDays, best: Option, payload: float) -> tuple[float | None, float]:
    """Stons a day by the use rate (None for ships, and where nothing is carried), and the distance out in nm."""
    lift = network.lifts[row.lift]
    if not isinstance(lift, Aircraft) or payload <= 0:
        return None, sum(stop.leg_nm for stop in _loaded(best))
    out_h = sum(stop.leg_h for stop in _loaded(best))
    nm = out_h * lift.block_kt
    factor = productivity_factor(out_h, best.hours)
    return fleet_capability_stons_day(max(row.tails), lift.block_kt, payload, row.use_rate_h, nm, factor), nm


def _together(instance: Instance, mode: str, rows: list[Estimate], wanted: Mapping[str, Wanted]) -> Together:
    own = [row for row in rows if mode in (row.mode, "all") and row.first_day is not None]
    parts = {row.fleet: Wanted() for row in own}
    for option in instance.options.values():
        if option.fleet in parts:
            parts[option.fleet] |= wanted[option.id]
    everything = Wanted().union(*parts.values())
    stons = _stons(instance, everything)
    own.sort(key=lambda row: (len(parts[row.fleet]), row.fleet))
    brought: dict[str, float] = {}
    closed = None
    for day in range(instance.horizon):
        brought = _brought(instance, own, parts, day)
        if stons and sum(brought.values()) >= stons * (1 - 1e-9):
            leaves = max(instance.requirements[uln].leave or 0 for uln, _ in everything)
            closed = max(day, leaves + min(day_of(row.arrival_h) for row in own))
            break
    return Together(
        mode=mode,
        stons_day=sum(row.stons_day for row in own),
        wanted=stons,
        brought=sum(brought.values()),
        missions=sum(missions_required(brought[row.fleet], row.payload) for row in own if row.payload),
        first_day=min((row.first_day for row in own if row.first_day is not None), default=None),
        closure_day=closed,
    )


def _brought(
    instance: Instance, rows: Iterable[Estimate], parts: Mapping[str, Wanted], day: int
) -> dict[str, float]:
    """Stons by fleet by the end of a day; those with the least choice of cargo take theirs first."""
    left: dict[tuple[str, str], float] = {}
    brought: dict[str, float] = {}
    for row in rows:
        room = row.capacity(day)
        for part in sorted(parts[row.fleet]):
            there = left.setdefault(part, instance.requirements[part[0]].amounts[part[1]])
            left[part] -= min(there, room)
            room -= min(there, room)
        brought[row.fleet] = row.capacity(day) - room
    return brought


def _wanted(instance: Instance) -> dict[str, Wanted]:
    """What each option could carry, cargo only; people fly and sail along."""
    by_pool: dict[str, set[tuple[str, str]]] = {}
    for uln, pool, cargo, _ in instance.loads:
        if cargo in CARGO:
            by_pool.setdefault(pool, set()).add((uln, cargo))
    found: dict[str, set[tuple[str, str]]] = {}
    for name, missions in instance.pools.items():
        for member in missions.options:
            found.setdefault(member, set()).update(by_pool.get(name, ()))
    return {member: frozenset(parts) for member, parts in found.items()}


def _stons(instance: Instance, parts: Wanted) -> float:
    return sum(instance.requirements[uln].amounts[cargo] for uln, cargo in sorted(parts))


def _worth(instance: Instance, option: Option, parts: Wanted) -> tuple[float, float, str]:
    """What makes an option the one to reckon with: what it could carry, then payload by hour."""
    return _stons(instance, parts), option.payload.cargo / option.hours, option.id


def _payload(instance: Instance, option: Option, parts: Wanted) -> float:
    """Stons a mission; on a ro-ro ship no more than its deck takes of the mean cargo."""
    stons = _stons(instance, parts)
    if option.payload.sqft is None or not stons:
        return option.payload.cargo
    rows = instance.requirements
    deck = sum(rows[uln].amounts[cargo] * rows[uln].sqft_per_ston.get(cargo, 0.0) for uln, cargo in sorted(parts))
    return min(option.payload.cargo, option.payload.sqft / (deck / stons)) if deck else option.payload.cargo


def _loaded(option: Option) -> Iterator[Stop]:
    """Stops after the POE up to the POD."""
    names = [stop.purpose for stop in option.stops]
    yield from option.stops[names.index("onload") + 1 : names.index("offload") + 1]


def _hour(option: Option, purpose: str) -> float:
    """When loading starts, or unloading ends."""
    stop = next(stop for stop in option.stops if stop.purpose == purpose)
    return stop.arrive_h if purpose == "onload" else stop.depart_h
