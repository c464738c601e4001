"""Options with one leg that only tankers make possible at full payload, and the tankers that each needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from scipy.sparse.csgraph import dijkstra

from projection.movement.access import Access
from projection.movement.air_options import air_option, enroute_fields, launch_days, regimes
from projection.movement.chains import AirGraph, air_graph, chain_payload, loaded_chains, runway_fault
from projection.movement.factors import (
    FUEL_MARGIN,
    TANKER_REACH_NM,
    fuel_missing,
    range_at,
    tankers_required,
)
from projection.movement.fleet_days import most_tails
from projection.movement.options import Option, TankerUse, air_uses, leg_uses
from projection.movement.refusals import Refusals
from projection.movement.tankers import Tankers, TankerWay, tanker_stops
from projection.movement.timeline import Flight, Stop, air_stops, flight_h, flown_nm
from projection.network.network import Network
from projection.network.rows import Aircraft
from projection.route.types import AirLeg, Legs, Pair
from projection.scenario.rows import Fleet, Rules

KEEP = 2
"""Refuelled chains kept for each fleet, POE and POD."""
KEEP_TANKERS = 3
"""Tanker fleets offered for each of them, those that fly least first."""
TRIED = 40
"""Refuelled chains, quickest first, for which tankers are sought."""


@dataclass(frozen=True)
class LongChain:
    """A chain whose leg ``place`` is beyond ``range_nm``, the range at full planning payload."""

    legs: tuple[AirLeg, ...]
    place: int
    range_nm: float


@dataclass(frozen=True)
class _Offer:
    """A chain flown on ``days`` by a receiver that ``count`` sorties of a tanker fleet meet at hour ``meet_h``."""

    stops: tuple[Stop, ...]
    meet_h: float
    tanker: Fleet
    count: int
    given: float
    way: TankerWay
    days: list[int]


def refuelled_options(
    network: Network,
    legs: Legs,
    access: Access,
    fleet: Fleet,
    pairs: Sequence[Pair],
    refusals: Refusals,
) -> Iterator[Option]:
    """Options of an air fleet between the (POE, POD) pairs that tankers make possible; none without tankers."""
    aircraft = network.aircraft[fleet.lift]
    tankers = Tankers(network, legs, access, fleet) if aircraft.receives_fuel else None
    if tankers is None or not tankers.fleets:
        return
    rules = access.scenario.settings.rules
    for (closed, stops), days in regimes(network, legs, access, fleet.nation).items():
        fields = sorted({field for pair in pairs for field in pair} | {fleet.base, *enroute_fields(network)})
        graph = air_graph(network, legs.air[closed], fields, aircraft, rules)
        for ends in pairs:
            if not any(runway_fault(network, end, aircraft) for end in ends):
                yield from _between(network, graph, access, (fleet, tankers), (ends, stops, days), refusals)


def _between(
    network: Network,
    graph: AirGraph,
    access: Access,
    lift: tuple[Fleet, Tankers],
    where: tuple[Pair, Sequence[str], Sequence[int]],
    refusals: Refusals,
) -> Iterator[Option]:
    (fleet, tankers), (ends, stops, days) = lift, where
    aircraft = network.aircraft[fleet.lift]
    position = graph.chain(fleet.base, ends[0], aircraft.ferry_nm, ())
    back = graph.chain(ends[1], fleet.base, aircraft.ferry_nm, stops)
    if not back or (fleet.base != ends[0] and not position):
        return
    tried = kept = 0
    chains = long_chains(network, graph, aircraft, ends, stops, access.scenario.settings.rules)
    for chain in islice(chains, TRIED):
        tried += 1
        flight = Flight(position[0] if position else None, chain.legs, back)
        served: set[str] = set()
        for offer in _offers(network, access, fleet, tankers, (chain, flight), days):
            option = None
            if offer.tanker.id in served or len(served) < KEEP_TANKERS:
                option = _option(network, access, fleet, offer, refusals)
            if option is not None:
                served.add(offer.tanker.id)
                yield option
        kept += bool(served)
        if kept == KEEP:
            return
    if tried and not kept:
        what = f"no tanker may meet {fleet.id} within {TANKER_REACH_NM:,} nm of an airfield that it may use"
        mask = np.zeros(access.scenario.settings.horizon_days, dtype=bool)
        mask[list(days)] = True
        refusals.add_days(f"{fleet.id} {ends[0]}-{ends[1]}", "refuelling", what, mask)


def long_chains(
    network: Network, graph: AirGraph, aircraft: Aircraft, ends: Pair, stops: Sequence[str], rules: Rules
) -> Iterator[LongChain]:
    """Chains with one leg between the range at full payload and twice that, quickest first.

    The middle of the leg must be reached unrefuelled. A chain no quicker than one that carries as much without
    tankers is left out.
    """
    points = network.range_points.get(aircraft.id, ())
    full = aircraft.payload_stons
    reach = range_at(points, full, aircraft.ferry_nm, full)
    bound = min(
        (
            sum(flight_h(leg, aircraft, rules) + aircraft.enroute_h for leg in chain)
            for chain in loaded_chains(network, graph, aircraft, ends, stops, rules)
            if chain_payload(network, aircraft, chain, rules) >= full
        ),
        default=np.inf,
    )
    usable = [field for field in graph.fields if field in stops or field in ends]
    at = [graph.fields.index(field) for field in usable]
    nm, hours = graph.nm[np.ix_(at, at)], graph.hours[np.ix_(at, at)]
    if not set(ends) <= set(usable):
        return
    near = np.where(nm <= reach, hours, 0.0)
    head = dijkstra(near, indices=usable.index(ends[0]))
    tail = dijkstra(near.T, indices=usable.index(ends[1]))
    long = (nm > reach + 1e-6) & (nm <= 2 * reach)
    total = np.where(long, head[:, None] + np.where(long, hours, 0.0) + tail[None, :], np.inf)
    pairs = zip(*np.nonzero(total < bound - 1e-6), strict=True)
    for _, one, two in sorted((float(total[a, b]), usable[int(a)], usable[int(b)]) for a, b in pairs):
        before, after = graph.chain(ends[0], one, reach, stops), graph.chain(two, ends[1], reach, stops)
        legs = (*before, graph.legs[one, two], *after)
        if len(legs) - 1 <= rules.stops_max and _passes_once(ends[0], legs):
            yield LongChain(legs, len(before), reach)


def _passes_once(start: str, legs: Sequence[AirLeg]) -> bool:
    nodes = [start, *(leg.end for leg in legs)]
    return len(set(nodes)) == len(nodes)


def _offers(
    network: Network,
    access: Access,
    fleet: Fleet,
    tankers: Tankers,
    flown: tuple[LongChain, Flight],
    days: Sequence[int],
) -> list[_Offer]:
    """Tanker fleets that can meet the long leg of a chain, those that fly least first."""
    chain, flight = flown
    aircraft, rules = network.aircraft[fleet.lift], access.scenario.settings.rules
    leg = chain.legs[chain.place]
    hours = flight_h(leg, aircraft, rules)
    missing = fuel_missing(flown_nm(leg, rules), chain.range_nm, hours, aircraft.fuel_stons_h)
    stops = _spared(air_stops(flight, aircraft, rules, fleet.staged_crews), 1 + chain.place, missing)
    meet_h = stops[2 + chain.place].arrive_h - hours / 2
    found = []
    for tanker in tankers.fleets:
        count = tankers_required(missing, network.aircraft[tanker.lift].offload_fuel_stons)
        if tanker.id != fleet.id and count <= most_tails(access.scenario, tanker):
            for way, same in tankers.ways(tanker, leg, days):
                effort = count * (sum(flown_nm(part, rules) for part in (*way.out, *way.back)) + 2 * way.nm)
                found.append((effort, tanker.id, _Offer(stops, meet_h, tanker, count, missing / count, way, same)))
    return [offer for _, _, offer in sorted(found, key=lambda item: item[:2])]


def _spared(stops: tuple[Stop, ...], before: int, missing: float) -> tuple[Stop, ...]:
    """Stops of the receiver, which takes less fuel ``before`` its long leg, by what it gets in the air."""
    own = stops[before].fuel_stons - missing / FUEL_MARGIN
    return (*stops[:before], replace(stops[before], fuel_stons=own), *stops[before + 1 :])


def _option(network: Network, access: Access, fleet: Fleet, offer: _Offer, refusals: Refusals) -> Option | None:
    """The option on the days on which the receiver and its tankers may all fly; None when there are none."""
    rules = access.scenario.settings.rules
    lift = network.aircraft[offer.tanker.lift]
    sortie = tanker_stops(offer.way, lift, rules, offer.tanker, offer.meet_h, offer.given)
    days = launch_days(access, fleet, offer.stops, offer.days, refusals)
    days = launch_days(access, offer.tanker, sortie, days, refusals)
    if not days:
        return None
    used = (*air_uses(sortie, lift), *leg_uses(sortie, network.leg_limits))
    option = air_option(network, fleet, offer.stops, network.aircraft[fleet.lift].payload_stons, days)
    return replace(
        option,
        uses=(*option.uses, *(replace(use, amount=offer.count * use.amount) for use in used)),
        tankers=(TankerUse(offer.tanker.id, lift.id, offer.tanker.nation, offer.count, sortie),),
    )
