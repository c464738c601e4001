"""How to get from one place to another: the alternatives by sea or air, what binds each and what forbids it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from projection.movement.access import Access
from projection.movement.chains import air_graph, chain_payload, loaded_chains, runway_fault
from projection.movement.sailing import Sailor
from projection.movement.sea_options import port_fault
from projection.movement.timeline import Flight, Stop, air_stops, flown_nm
from projection.network.network import Network
from projection.network.rows import Aircraft, Passage, Seaport, Ship
from projection.route.legs import air_between, air_windows, allowed_passages, sea_between
from projection.route.types import AirLeg, Pair, Path, SeaLeg
from projection.scenario.closures import Closure
from projection.scenario.rows import Permission, Settings
from projection.scenario.scenario import Scenario
from projection.units import day_in


@dataclass(frozen=True)
class Question:
    """From where to where, by which types of lift, under whose flag, leaving on which day."""

    start: str
    end: str
    lifts: tuple[str, ...]
    flag: str
    day: int = 0


@dataclass(frozen=True)
class Hop:
    """A leg by air, or a part of a sea leg up to a passage.

    ``end`` is a node or a passage; ``hours`` under way; ``stay_h`` hours there before going on: ground time,
    crew rest, or the wait and transit of a canal.
    """

    start: str
    end: str
    nm: float
    hours: float
    stay_h: float
    nations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Journey:
    """One way; without hops when there is none at all.

    ``hours`` from departure to arrival with all waits; ``stons`` one mission carries; ``binds`` the limits
    that shape it; ``refused`` what forbids it on that day, empty when nothing does; ``path`` (lon, lat).
    """

    mode: Literal["air", "sea"]
    lift: str
    flag: str
    hops: tuple[Hop, ...]
    stons: float
    binds: tuple[str, ...]
    refused: tuple[str, ...]
    path: Path = ()

    @property
    def nm(self) -> float:
        """Distance in nautical miles."""
        return sum(hop.nm for hop in self.hops)

    @property
    def hours(self) -> float:
        """Hours from departure to arrival."""
        return sum(hop.hours + hop.stay_h for hop in self.hops)


def journeys(network: Network, scenario: Scenario, question: Question) -> tuple[Journey, ...]:
    """Every alternative for every lift of ``question``: allowed ones first, then by hours."""
    ends = (question.start, question.end)
    found: list[Journey] = []
    aircraft = [network.aircraft[lift] for lift in question.lifts if lift in network.aircraft]
    ships = [network.ships[lift] for lift in question.lifts if lift in network.ships]
    if ships and set(ends) <= set(network.seaports):
        legs = _sea_legs(network, scenario, ends, question.day)
        access = Access(network, scenario)
        found += [_voyage(Sailor(network, access, ship), question, leg) for ship in ships for leg in legs]
    if aircraft and set(ends) <= set(network.airfields):
        for row in aircraft:
            found += _flights(network, scenario, question, row)
    return tuple(sorted(found, key=lambda j: (j.lift, bool(j.refused), j.hours, [hop.end for hop in j.hops])))


def open_scenario(network: Network) -> Scenario:
    """Nothing to move and nothing forbidden: every nation lets everyone in; passages and airspace as usual."""
    settings = Settings(title="routes", network="none", c_day=date(2000, 1, 1), horizon_days=60)
    yes = tuple(Permission(nation=name, thing="bases", answer="yes") for name in network.nations)
    return Scenario("routes", settings, {}, {}, yes, ())


def with_closed(network: Network, scenario: Scenario, names: Iterable[str]) -> Scenario:
    """The scenario with passages, airspace of nations, or nodes shut on every day; raises KeyError for others."""
    rows = []
    for name in names:
        kinds: Mapping[str, Mapping[str, object]] = {
            "passage": network.passages,
            "airspace": network.nations,
            "node": network.places,
        }
        kind = next(kind for kind, known in kinds.items() if name in known)
        rows.append(Closure.model_validate({"kind": kind, "id": name}))
    return replace(scenario, closures=(*scenario.closures, *rows))


def _flights(network: Network, scenario: Scenario, question: Question, aircraft: Aircraft) -> list[Journey]:
    """Legal chains, and the one that would be flown if nobody forbade anything."""
    ends, rules = (question.start, question.end), scenario.settings.rules
    window = [w for w in air_windows(network, scenario, question.flag) if w.first <= question.day]
    every = [name for name, row in network.airfields.items() if row.enroute and row.mog_working > 0]
    may = [name for name in every if scenario.may_base(network, name, question.flag, question.day)]
    chains: dict[tuple[str, ...], tuple[AirLeg, ...]] = {}
    for closed, stops, most in ((window[-1].closed, may, 3), ((), every, 1)):
        fields = sorted({*stops, *ends})
        graph = air_graph(network, air_between(network, closed), fields, aircraft, rules)
        for chain in loaded_chains(network, graph, aircraft, ends, stops, rules)[:most]:
            known = tuple(f"{leg.end} {leg.nm:.0f}" for leg in chain)
            chains.setdefault(known, chain)
    if not chains:
        faults = [fault for end in ends if (fault := runway_fault(network, end, aircraft))]
        reason = f"no chain of at most {rules.stops_max} stops within its range of {aircraft.ferry_nm:,.0f} nm"
        return [Journey("air", aircraft.id, question.flag, (), 0.0, (), tuple(faults) or (reason,))]
    return [_flight(network, scenario, question, aircraft, chain) for chain in chains.values()]


def _flight(
    network: Network, scenario: Scenario, question: Question, aircraft: Aircraft, chain: Sequence[AirLeg]
) -> Journey:
    rules, flag = scenario.settings.rules, question.flag
    staged = any(
        row.staged_crews for row in scenario.fleets.values() if (row.lift, row.nation) == (aircraft.id, flag)
    )
    stops = air_stops(Flight(None, tuple(chain), ()), aircraft, rules, staged)[1:]
    hops = [
        Hop(leg.start, leg.end, flown_nm(leg, rules), stop.leg_h, stop.depart_h - stop.arrive_h, leg.nations)
        for leg, stop in zip(chain, stops[1:], strict=True)
    ]
    hops[-1] = replace(hops[-1], stay_h=0.0)
    stons = chain_payload(network, aircraft, chain, rules)
    longest = max(hops, key=lambda hop: hop.nm)
    binds = [f"crew rest at {stop.node}" for stop in stops if stop.purpose == "rest"]
    if stons < aircraft.payload_stons:
        leg = f"{longest.start}-{longest.end}, {longest.nm:,.0f} nm"
        binds.append(f"payload {stons:.1f} of {aircraft.payload_stons:g} st over {leg}")
    return Journey(
        mode="air",
        lift=aircraft.id,
        flag=flag,
        hops=tuple(hops),
        stons=stons,
        binds=tuple(binds),
        refused=tuple(dict.fromkeys(_air_refusals(network, scenario, question, stops))),
        path=tuple(point for leg in chain for point in leg.path),
    )


def _air_refusals(
    network: Network, scenario: Scenario, question: Question, stops: Sequence[Stop]
) -> Iterator[str]:
    """What forbids a flight, stop by stop, on the days it gets there."""
    flag, opening = question.flag, question.day * 24.0
    for stop in stops:
        for nation in stop.overflown:
            day = day_in(opening + stop.arrive_h - stop.leg_h)
            if not scenario.may_overfly(network, nation, flag, day):
                yield f"{nation} does not let {flag} overfly on day {day}"
        yield from _base_refusals(network, scenario, flag, stop.node, opening + stop.arrive_h)
        yield from _base_refusals(network, scenario, flag, stop.node, opening + stop.depart_h)


def _base_refusals(network: Network, scenario: Scenario, flag: str, node: str, hour: float) -> Iterator[str]:
    day = day_in(hour)
    if scenario.closed("node", node, day):
        yield f"{node} is shut on day {day}"
    elif not scenario.may_base(network, node, flag, day):
        yield f"{network.places[node].nation} does not let {flag} use {node} on day {day}"


def _sea_legs(network: Network, scenario: Scenario, ends: Pair, day: int) -> tuple[SeaLeg, ...]:
    allow = allowed_passages(network, scenario)
    shut = [
        name
        for name, row in network.passages.items()
        if (row.open or name in allow) and scenario.closed("passage", name, day, default=not row.open)
    ]
    return sea_between(network, ends, allow, [shut] if shut else []).get(ends, ())


def _voyage(sailor: Sailor, question: Question, leg: SeaLeg) -> Journey:
    network, scenario, ship = sailor.network, sailor.access.scenario, sailor.ship
    opening = question.day * 24.0
    ports = [network.seaports[name] for name in (question.start, question.end)]
    faults = [port_fault(port, ship, scenario.taken(port, question.day)) for port in ports]
    refused = [fault[1] for fault in (*faults, *sailor.faults(leg)) if fault]
    refused += _base_refusals(network, scenario, question.flag, leg.start, opening)
    hops, held = _sea_hops(sailor, leg, opening + ship.load_h, refused)
    arrive = opening + ship.load_h + sum(hop.hours + hop.stay_h for hop in hops)
    refused += _base_refusals(network, scenario, question.flag, leg.end, arrive)
    places: list[Seaport | Passage] = [*ports, *(network.passages[hop.end] for hop in hops[:-1])]
    return Journey(
        mode="sea",
        lift=ship.id,
        flag=question.flag,
        hops=tuple(hops),
        stons=ship.payload_stons,
        binds=(*held, *_tightest(ship, places)),
        refused=tuple(dict.fromkeys(refused)),
        path=leg.path,
    )


def _sea_hops(sailor: Sailor, leg: SeaLeg, hour: float, refused: list[str]) -> tuple[list[Hop], list[str]]:
    """Parts of a leg that starts at ``hour``, and where the ship is held; what forbids it goes to ``refused``."""
    if leg.hours is not None:
        sailed = sailor.sail(leg, hour)
        refused += [sailed] if isinstance(sailed, str) else []
        return [Hop(leg.start, leg.end, leg.nm, leg.hours if isinstance(sailed, str) else sailed.hours, 0.0)], []
    hops: list[Hop] = []
    held: list[str] = []
    at, sailed_nm = leg.start, 0.0
    for name, reached in leg.transits:
        hours = (reached - sailed_nm) / sailor.ship.speed_kt
        hour += hours
        found = sailor.enter(name, hour) if sailor.locks[name] else ""
        refused += [found] if isinstance(found, str) and found else []
        lock, until = (sailor.network.locks[name][0], None) if isinstance(found, str) else found
        wait = until - hour if until is not None else 0.0
        held += [f"held {wait:.0f} h before {lock.id}, shut until day {day_in(hour + wait)}"] if wait else []
        stay = wait + lock.wait_h + lock.transit_h + sailor.access.slowed_h(lock.id, hour + wait)
        hops.append(Hop(at, lock.id, reached - sailed_nm, hours, stay))
        at, sailed_nm, hour = lock.id, reached, hour + stay
    last = leg.nm - sailed_nm
    return [*hops, Hop(at, leg.end, last, last / sailor.ship.speed_kt, 0.0)], held


def _tightest(ship: Ship, places: Sequence[Seaport | Passage]) -> Iterator[str]:
    """Where a ship has least room to spare in draft, beam and length."""
    for name, column, size in (
        ("draft", "draft_m", ship.draft_m),
        ("beam", "beam_m", ship.beam_m),
        ("length", "loa_m", ship.loa_m),
    ):
        limits = [(limit, place.id) for place in places if (limit := getattr(place, column)) is not None]
        if limits:
            limit, where = min(limits)
            yield f"{name} {size:g} of {limit:g} m at {where}"
