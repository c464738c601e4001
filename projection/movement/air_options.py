"""Air options of a fleet: chains, timelines, and the days on which every nation on the way agrees."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from projection.movement.access import Access, Mask
from projection.movement.chains import (
    AirGraph,
    air_graph,
    chain_payload,
    loaded_chains,
    quickest_chain,
    runway_fault,
)
from projection.movement.consent import OWN, decided, loaded_stops, place_conditions, release_conditions
from projection.movement.fleet_days import disposal_days
from projection.movement.options import Option, air_payload, air_uses, leg_uses
from projection.movement.orders import ways_asked
from projection.movement.refusals import Refusals
from projection.movement.timeline import Flight, Stop, air_stops, track_name
from projection.network.network import Network
from projection.network.rows import Aircraft
from projection.route.types import AirLeg, Legs, Pair
from projection.scenario.own import OwnFleet
from projection.scenario.rows import Fleet, Rules
from projection.units import day_in


def air_options(
    network: Network,
    legs: Legs,
    access: Access,
    fleet: Fleet,
    pairs: Sequence[Pair],
    refusals: Refusals,
) -> list[Option]:
    """Every option of an air fleet between the (POE, POD) pairs, with the days on which it may be launched."""
    aircraft = network.aircraft[fleet.lift]
    rules = access.scenario.settings.rules
    options: list[Option] = []
    every = enroute_fields(network)
    horizon = access.scenario.settings.horizon_days
    shut_days: dict[tuple[str, str], Mask] = {}
    for (closed, stops), days in regimes(network, legs, access, fleet.nation).items():
        ends_and_base = {field for pair in pairs for field in pair} | {fleet.base}
        fields = sorted(ends_and_base | set(every))
        graph = air_graph(network, legs.air[closed], fields, aircraft, rules)
        for ends in pairs:
            fault = next((f for end in ends if (f := runway_fault(network, end, aircraft))), None)
            if fault is not None:
                refusals.add(f"{fleet.id} {ends[0]}-{ends[1]}", "runway", fault, "name another field")
                continue
            for missed in _missed(graph, access, fleet, ends, stops, days[0]):
                shut_days.setdefault(missed, np.zeros(horizon, dtype=bool))[days] = True
            options += _between(network, graph, access, fleet, (ends, stops, days), refusals)
    for (stop, reason), mask in shut_days.items():
        refusals.add_days(f"{fleet.id} by {stop}", "bases", reason, mask)
    return options


def enroute_fields(network: Network) -> list[str]:
    """Airfields that may serve as en-route stops."""
    return [name for name, row in network.airfields.items() if row.enroute and row.mog_working > 0]


def _missed(
    graph: AirGraph, access: Access, fleet: Fleet, ends: Pair, stops: Sequence[str], day: int
) -> Iterator[tuple[str, str]]:
    """Stops of the quickest chain that the flag may not use, each with the reason on ``day``."""
    network, scenario = access.network, access.scenario
    every = enroute_fields(network)
    chain = (
        quickest_chain(network, graph, network.aircraft[fleet.lift], ends, every) if every != list(stops) else ()
    )
    for stop in (leg.end for leg in chain[:-1] if leg.end not in stops):
        owner = network.places[stop].nation
        shut = scenario.closed("node", stop, day)
        yield stop, f"{stop} is shut" if shut else f"{owner} does not let {fleet.nation} use {stop}"


Regime = tuple[tuple[str, ...], tuple[str, ...]]
"""Nations whose airspace is shut, and en-route fields that are open, to a flag."""


def regimes(network: Network, legs: Legs, access: Access, flag: str) -> dict[Regime, list[int]]:
    """Launch days by what is shut and open to the flag on them; chains are sought for each regime.

    A mission that meets a change under way is judged stop by stop when its launch days are found.
    """
    enroute = enroute_fields(network)
    days: dict[Regime, list[int]] = {}
    for day in range(access.scenario.settings.horizon_days):
        stops = tuple(name for name in enroute if _open(access, name, flag, day))
        days.setdefault((legs.closed_on(flag, day), stops), []).append(day)
    return days


def _open(access: Access, node: str, flag: str, day: int) -> bool:
    """Whether a flag may use a place on a day, with what it carries, by its own nation's word too."""
    barred = access.bars_lift(flag, access.network.places[node].nation)
    return bool(access.base(node, flag)[day] and access.passes(node)[day] and not barred[day])


def _between(
    network: Network,
    graph: AirGraph,
    access: Access,
    fleet: Fleet,
    where: tuple[Pair, Sequence[str], Sequence[int]],
    refusals: Refusals,
) -> Iterator[Option]:
    (poe, pod), stops, days = where
    aircraft = network.aircraft[fleet.lift]
    rules = access.scenario.settings.rules
    what = f"{fleet.id} {poe}-{pod}"
    position = graph.chain(fleet.base, poe, aircraft.ferry_nm, ()) if poe != fleet.base else ()
    home = way_home(graph, fleet, pod, aircraft, stops)
    asked = ways_asked(network, access.scenario, fleet)
    chains = loaded_chains(network, graph, aircraft, (poe, pod), stops, rules, asked)
    if not chains or home is None or (poe != fleet.base and not position):
        refusals.add(
            what, "range", f"no legal chain within the range of {aircraft.id}", "allow a stop or overflight"
        )
        return
    for chain in chains:
        flight = Flight(position[0] if position else None, chain, home)
        timeline = air_stops(flight, aircraft, rules, fleet.staged_crews)
        launches = launch_days(access, fleet, timeline, days, refusals)
        if launches:
            yield air_option(network, fleet, timeline, chain_payload(network, aircraft, chain, rules), launches)


def way_home(
    graph: AirGraph, fleet: Fleet, pod: str, aircraft: Aircraft, stops: Sequence[str]
) -> tuple[AirLeg, ...] | None:
    """Quickest chain from a POD to base, () for what does not come back; None when there is none."""
    if isinstance(fleet, OwnFleet):
        return ()
    return graph.chain(pod, fleet.base, aircraft.ferry_nm, stops) or None


def air_option(
    network: Network, fleet: Fleet, stops: tuple[Stop, ...], stons: float, launches: tuple[int, ...]
) -> Option:
    """The option of a fleet that flies ``stops`` with at most ``stons``; its id is given later."""
    aircraft = network.aircraft[fleet.lift]
    return Option(
        id="",
        fleet=fleet.id,
        lift=fleet.lift,
        mode="air",
        flag=fleet.nation,
        serves=fleet.serves,
        stops=stops,
        payload=air_payload(aircraft, stons),
        uses=(*air_uses(stops, aircraft), *leg_uses(stops, network.leg_limits)),
        quay=(),
        launches=launches,
    )


def launch_days(
    access: Access, fleet: Fleet, stops: tuple[Stop, ...], days: Sequence[int], refusals: Refusals
) -> tuple[int, ...]:
    """Days of ``days`` on which tails, bases and overflight all allow the whole mission."""
    horizon = access.scenario.settings.horizon_days
    chain = "-".join(stop.node for stop in stops[1:] if stop.purpose != "return")
    what = f"{fleet.id} {chain}"
    allowed = np.zeros(horizon, dtype=bool)
    allowed[list(days)] = True
    allowed &= disposal_days(access, fleet, stops)
    for rule, reason, mask in _conditions(access, fleet, stops, horizon):
        refusals.add_days(what, rule, reason, allowed & ~mask)
        allowed &= mask
    return tuple(int(day) for day in np.flatnonzero(allowed))


def _conditions(
    access: Access, fleet: Fleet, stops: tuple[Stop, ...], horizon: int
) -> Iterator[tuple[str, str, Mask]]:
    flag = fleet.nation
    opening = next((stop.arrive_h for stop in stops if stop.purpose == "onload"), stops[0].depart_h)
    yield from release_conditions(access, fleet, stops, day_in(opening), horizon)
    loaded = loaded_stops(stops)
    for number, stop in enumerate(stops):
        if stop.purpose not in OWN:
            yield from place_conditions(access, flag, stop, number in loaded, horizon)
        offset = day_in(stop.arrive_h - stop.leg_h)
        for nation in stop.overflown:
            words = ("overflight", nation, f"{nation} does not let {flag} overfly")
            yield from decided(access, words, partial(_overfly, nation, flag, offset, horizon))


def _overfly(nation: str, flag: str, offset: int, horizon: int, access: Access) -> Mask:
    return access.shifted(access.overfly(nation, flag), offset, horizon)


def tracks(legs: Legs, rules: Rules, options: Sequence[Option]) -> Mapping[str, tuple[tuple[float, float], ...]]:
    """Lines (lon, lat) of the air legs that the options fly, by track name."""
    flown = (part.stops for option in options if option.mode == "air" for _, part in option.missions)
    wanted = {stop.track for stops in flown for stop in stops if stop.track}
    lines: dict[str, tuple[tuple[float, float], ...]] = {}
    for by_pair in legs.air.values():
        for leg in by_pair.values():
            name = track_name(leg, rules)
            if name in wanted:
                lines.setdefault(name, leg.path)
    return dict(sorted(lines.items()))
