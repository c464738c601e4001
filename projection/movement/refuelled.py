"""Options with a leg that only tankers make possible at full payload, and the tankers that each needs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from projection.movement.access import Access
from projection.movement.air_options import air_option, enroute_fields, launch_days, regimes, way_home
from projection.movement.chains import AirGraph, air_graph, chain_payload, loaded_chains, runway_fault
from projection.movement.factors import (
    FUEL_MARGIN,
    TANKER_REACH_NM,
    fuel_missing,
    range_at,
    tankers_required,
)
from projection.movement.fleet_days import most_tails
from projection.movement.options import Option, TankerUse, Use, air_uses, leg_uses
from projection.movement.own import flight_sizes
from projection.movement.refusals import Refusals
from projection.movement.tankers import Tankers, TankerWay, tanker_stops
from projection.movement.timeline import Flight, Stop, air_stops, flight_h, flown_nm
from projection.network.network import Network
from projection.network.rows import Aircraft
from projection.route.types import AirLeg, Legs, Pair
from projection.scenario.own import OwnFleet
from projection.scenario.rows import Fleet, Rules

KEEP = 2
"""Refuelled chains kept for each fleet, POE and POD."""
KEEP_TANKERS = 3
"""Tanker fleets offered for each of them, those that fly least first; of each, when it has several long legs."""
TRIED = 40
"""Refuelled chains, quickest first, for which tankers are sought."""


@dataclass(frozen=True)
class LongChain:
    """A chain whose legs ``places`` are beyond ``range_nm``, the range at full planning payload."""

    legs: tuple[AirLeg, ...]
    places: tuple[int, ...]
    range_nm: float


@dataclass(frozen=True)
class _Meeting:
    """A tanker fleet that meets a long leg at hour ``meet_h``; each receiver lacks ``missing`` stons of fuel."""

    meet_h: float
    missing: float
    tanker: Fleet
    way: TankerWay
    days: frozenset[int]

    def effort(self, rules: Rules) -> float:
        """Distance that a sortie flies, nm."""
        return sum(flown_nm(part, rules) for part in (*self.way.out, *self.way.back)) + 2 * self.way.nm


@dataclass(frozen=True)
class _Offer:
    """A chain flown on ``days`` by ``size`` receivers, each long leg met by so many sorties of a tanker fleet."""

    stops: tuple[Stop, ...]
    size: int
    meetings: tuple[tuple[int, _Meeting], ...]
    days: list[int]

    @property
    def fleets(self) -> tuple[str, ...]:
        """Tanker fleet of each long leg."""
        return tuple(meeting.tanker.id for _, meeting in self.meetings)


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
    back = way_home(graph, fleet, ends[1], aircraft, stops)
    if back is None or (fleet.base != ends[0] and not position):
        return
    tried = kept = 0
    rules = access.scenario.settings.rules
    chains = long_chains(network, graph, aircraft, ends, stops, rules)
    if isinstance(fleet, OwnFleet):
        chains = own_chains(graph, aircraft, ends, stops, rules, lambda leg: tankers.meet(leg, days))
    for chain in islice(chains, TRIED):
        tried += 1
        flight = Flight(position[0] if position else None, chain.legs, back)
        served: set[tuple[str, ...]] = set()
        for offer in _offers(network, access, fleet, tankers, (chain, flight), days):
            option = None
            if offer.fleets in served or len(served) < KEEP_TANKERS:
                option = _option(network, access, fleet, offer, refusals)
            if option is not None:
                served.add(offer.fleets)
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
    near = csr_array(np.where(nm <= reach, hours, 0.0))
    head = dijkstra(near, indices=usable.index(ends[0]))
    tail = dijkstra(near.T, indices=usable.index(ends[1]))
    long = (nm > reach + 1e-6) & (nm <= 2 * reach)
    total = np.where(long, head[:, None] + np.where(long, hours, 0.0) + tail[None, :], np.inf)
    pairs = zip(*np.nonzero(total < bound - 1e-6), strict=True)
    for _, one, two in sorted((float(total[a, b]), usable[int(a)], usable[int(b)]) for a, b in pairs):
        before, after = graph.chain(ends[0], one, reach, stops), graph.chain(two, ends[1], reach, stops)
        legs = (*before, graph.legs[one, two], *after)
        if len(legs) - 1 <= rules.stops_max and _passes_once(ends[0], legs):
            yield LongChain(legs, (len(before),), reach)


def _passes_once(start: str, legs: Sequence[AirLeg]) -> bool:
    nodes = [start, *(leg.end for leg in legs)]
    return len(set(nodes)) == len(nodes)


def own_chains(
    graph: AirGraph,
    aircraft: Aircraft,
    ends: Pair,
    stops: Sequence[str],
    rules: Rules,
    met: Callable[[AirLeg], bool],
) -> Iterator[LongChain]:
    """Chains of a ULN's own aircraft with legs up to twice their ferry range, quickest first.

    Every leg beyond the range is one that tankers can meet, as ``met`` says; each chain is without the long legs
    of those before. It ends when the quickest chain left needs no tanker.
    """
    reach, nm = aircraft.ferry_nm, graph.nm.copy()
    for _ in range(TRIED):
        legs = replace(graph, nm=nm, found={}).chain(*ends, 2 * reach, stops)
        places = tuple(i for i, leg in enumerate(legs) if flown_nm(leg, rules) > reach)
        if not places:
            return
        shut = [legs[i] for i in places if not met(legs[i])]
        if not shut and len(legs) - 1 <= rules.stops_max:
            yield LongChain(legs, places, reach)
        for leg in shut or [legs[i] for i in places]:
            nm[graph.fields.index(leg.start), graph.fields.index(leg.end)] = np.inf


def _offers(
    network: Network,
    access: Access,
    fleet: Fleet,
    tankers: Tankers,
    flown: tuple[LongChain, Flight],
    days: Sequence[int],
) -> list[_Offer]:
    """Tanker fleets that can meet the long legs of a chain, those that fly least first."""
    chain, flight = flown
    aircraft, rules = network.aircraft[fleet.lift], access.scenario.settings.rules
    stops = air_stops(flight, aircraft, rules, fleet.staged_crews)
    by_leg: list[list[_Meeting]] = []
    for place in chain.places:
        leg = chain.legs[place]
        hours = flight_h(leg, aircraft, rules)
        missing = fuel_missing(flown_nm(leg, rules), chain.range_nm, hours, aircraft.fuel_stons_h)
        stops = _spared(stops, 1 + place, missing)
        meet_h = stops[2 + place].arrive_h - hours / 2
        by_leg.append(
            [
                _Meeting(meet_h, missing, tanker, way, frozenset(same))
                for tanker in tankers.fleets
                if tanker.id != fleet.id
                for way, same in tankers.ways(tanker, leg, days)
            ]
        )
    if len(by_leg) > 1:
        by_leg = [sorted(row, key=lambda m: (m.effort(rules), m.tanker.id))[:KEEP_TANKERS] for row in by_leg]
    found = []
    for meetings in product(*by_leg):
        common = sorted(frozenset.intersection(*(meeting.days for meeting in meetings)))
        for size, counts in _flights(access, network, fleet, meetings) if common else ():
            effort = sum(n * meeting.effort(rules) for n, meeting in zip(counts, meetings, strict=True))
            offer = _Offer(stops, size, tuple(zip(counts, meetings, strict=True)), common)
            found.append((effort / size, offer.fleets, -size, offer))
    return [offer for *_, offer in sorted(found, key=lambda item: item[:3])]


def _flights(
    access: Access, network: Network, fleet: Fleet, meetings: Sequence[_Meeting]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Sizes of flights with the sorties that each long leg then takes; one by one for what carries for others."""
    gives = [network.aircraft[meeting.tanker.lift].offload_fuel_stons for meeting in meetings]
    served = min(int(give / meeting.missing + 1e-9) for give, meeting in zip(gives, meetings, strict=True))
    sizes = flight_sizes(fleet.count, served) if isinstance(fleet, OwnFleet) else ()
    for size in sizes or (1,):
        counts = tuple(
            tankers_required(size * meeting.missing, give) for give, meeting in zip(gives, meetings, strict=True)
        )
        if all(
            n <= most_tails(access.scenario, meeting.tanker) for n, meeting in zip(counts, meetings, strict=True)
        ):
            yield size, counts


def _spared(stops: tuple[Stop, ...], before: int, missing: float) -> tuple[Stop, ...]:
    """Stops of the receiver, which takes less fuel ``before`` its long leg, by what it gets in the air."""
    own = stops[before].fuel_stons - missing / FUEL_MARGIN
    return (*stops[:before], replace(stops[before], fuel_stons=own), *stops[before + 1 :])


def _option(network: Network, access: Access, fleet: Fleet, offer: _Offer, refusals: Refusals) -> Option | None:
    """The option on the days on which the receiver and its tankers may all fly; None when there are none."""
    rules = access.scenario.settings.rules
    days = launch_days(access, fleet, offer.stops, offer.days, refusals)
    uses: list[Use] = []
    tankers: list[TankerUse] = []
    for count, meeting in offer.meetings:
        tanker, lift = meeting.tanker, network.aircraft[meeting.tanker.lift]
        given = offer.size * meeting.missing / count
        sortie = tanker_stops(meeting.way, lift, rules, tanker, meeting.meet_h, given)
        days = launch_days(access, tanker, sortie, days, refusals)
        used = (*air_uses(sortie, lift), *leg_uses(sortie, network.leg_limits))
        uses += [replace(use, amount=count * use.amount) for use in used]
        tankers.append(TankerUse(tanker.id, lift.id, tanker.nation, count, sortie))
    if not days:
        return None
    option = air_option(network, fleet, offer.stops, network.aircraft[fleet.lift].payload_stons, days)
    flown = (replace(use, amount=offer.size * use.amount) for use in option.uses)
    return replace(option, uses=(*flown, *uses), tankers=tuple(tankers), size=offer.size)
