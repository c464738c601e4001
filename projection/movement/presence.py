"""Missions that carry nothing but hold a station: out from base, whole days on station, and home again."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from projection.movement.access import Access
from projection.movement.air_options import launch_days, regimes
from projection.movement.chains import AirGraph, air_graph, runway_fault
from projection.movement.limits import transit_limits
from projection.movement.options import Option, Payload, Use, air_uses, leg_uses, transit_uses
from projection.movement.refusals import MENDS, Refusals
from projection.movement.sailing import Sailor
from projection.movement.sea_options import sea_stop
from projection.movement.timeline import Flight, Stop, air_stops
from projection.network.network import Network
from projection.network.rows import Aircraft
from projection.route.types import AirLeg, Legs, SeaLeg
from projection.scenario.presence import Station
from projection.scenario.rows import Fleet, Rules
from projection.scenario.scenario import Scenario
from projection.units import HOURS_PER_DAY

NOON_H = 12
HAIR_H = 1e-6
"""Hours by which an arrival may miss noon."""
EMPTY = Payload(0.0, 0.0, 0.0, 0.0, 0.0)


def days_on(arrive_h: float, depart_h: float, reach_h: float) -> range:
    """Days at whose noon one is on station that is at the node from ``arrive_h`` to ``depart_h``."""
    first = math.ceil((arrive_h + reach_h - NOON_H - HAIR_H) / HOURS_PER_DAY)
    return range(first, math.ceil((depart_h - reach_h - NOON_H - HAIR_H) / HOURS_PER_DAY))


def stays(station: Station, horizon: int) -> list[int]:
    """Days on station that are offered: the longest, and half of it, so that rotations can meet."""
    longest = max(1, min(station.stay_days, len(station.days(horizon))))
    return sorted({longest, (longest + 1) // 2}, reverse=True)


def station_options(
    network: Network, scenario: Scenario, legs: Legs, fleets: Mapping[str, Fleet], refusals: Refusals
) -> dict[str, Option]:
    """Every option that holds a station, by id; launch days on which none of its days is wanted are left out."""
    made: dict[str, Option] = {}
    known: dict[tuple[str, str], Access] = {}
    horizon = scenario.settings.horizon_days
    for row in scenario.stations.values():
        if row.id not in scenario.wanted_stations:
            refusals.add(row.id, "posture", f"the posture {row.role} is switched off", MENDS["posture"])
            continue
        wanted = row.days(horizon)
        for fleet in (one for one in fleets.values() if row.held_by(one.id, one.lift, one.nation)):
            access = known.setdefault(
                (fleet.nation, row.role), Access(network, scenario, (fleet.nation, row.role))
            )
            make = _by_air if fleet.lift in network.aircraft else _by_sea
            number = 0
            for option in make(access, legs, fleet, row, refusals):
                ends = option.days_on[0], option.days_on[-1]
                useful = [d for d in option.launches if d + ends[0] in wanted or d + ends[1] in wanted]
                if useful:
                    number += 1
                    name = f"{fleet.id}/{row.id}/{number}"
                    made[name] = replace(option, id=name, launches=tuple(useful))
    return dict(sorted(made.items()))


def _by_sea(access: Access, legs: Legs, fleet: Fleet, row: Station, refusals: Refusals) -> Iterator[Option]:
    network, horizon = access.network, access.scenario.settings.horizon_days
    sailor = Sailor(network, access, network.ships[fleet.lift])
    what = f"{fleet.id} {row.id}"
    known = [legs.sea.get(ends, ()) for ends in ((fleet.base, row.node), (row.node, fleet.base))]
    for rule, reason in sorted({fault for found in known for leg in found for fault in sailor.faults(leg)}):
        refusals.add(what, rule, reason, MENDS["passages"])
    ways = [sailor.fitting(found) for found in known]
    limited = transit_limits(network, access.scenario)
    for stay in stays(row, horizon):
        by_stops: dict[tuple[Stop, ...], list[int]] = {}
        for day in range(horizon):
            stops = _voyage(sailor, (fleet.base, row), ways, stay, day)
            if isinstance(stops, str):
                refusals.add_days(what, "passages", stops, np.arange(horizon) == day)
            else:
                by_stops.setdefault(stops, []).append(day)
        for stops, days in sorted(by_stops.items(), key=lambda item: item[1]):
            launches = launch_days(access, fleet, stops, days, refusals)
            if launches:
                uses = (*transit_uses(stops, limited), *leg_uses(stops, network.leg_limits))
                yield _option(fleet, row, stops, uses, launches, "sea")


def _voyage(
    sailor: Sailor, ends: tuple[str, Station], ways: Sequence[Sequence[SeaLeg]], stay: int, day: int
) -> tuple[Stop, ...] | str:
    """Stops of the voyage that leaves base at the opening of ``day``, in hours after that; or why not."""
    (base, row), start = ends, day * float(HOURS_PER_DAY)
    there = 0.0
    out = None if base == row.node else sailor.quickest(ways[0], start)
    if isinstance(out, str):
        return out
    there = out.hours if out else 0.0
    leave = there + 2 * row.reach_h + stay * HOURS_PER_DAY
    back = None if base == row.node else sailor.quickest(ways[1], start + leave)
    if isinstance(back, str):
        return back
    home = leave + (back.hours if back else 0.0)
    return (
        Stop(base, "position", 0.0, 0.0, 0.0),
        replace(sea_stop(out, row.node, "station", (there, leave)), work_h=0.0),
        sea_stop(back, base, "return", (home, home)),
    )


def _by_air(access: Access, legs: Legs, fleet: Fleet, row: Station, refusals: Refusals) -> Iterator[Option]:
    network, rules = access.network, access.scenario.settings.rules
    aircraft = network.aircraft[fleet.lift]
    what = f"{fleet.id} {row.id}"
    fault = runway_fault(network, row.node, aircraft)
    if fault is not None:
        refusals.add(what, "runway", fault, "name another field")
        return
    for (closed, stops), days in regimes(network, legs, access, fleet.nation).items():
        graph = air_graph(network, legs.air[closed], sorted({fleet.base, row.node, *stops}), aircraft, rules)
        chains = _chains(graph, fleet.base, row.node, aircraft, stops)
        if chains is None or len(chains[0]) - 1 > rules.stops_max:
            reason = f"no legal chain within the range of {aircraft.id}"
            refusals.add(what, "range", reason, "allow a stop or overflight")
            continue
        for stay in stays(row, access.scenario.settings.horizon_days):
            timeline = _flight(chains, aircraft, rules, fleet, (row, stay))
            launches = launch_days(access, fleet, timeline, days, refusals)
            if launches:
                uses = (*air_uses(timeline, aircraft), *leg_uses(timeline, network.leg_limits))
                yield _option(
                    fleet, row, timeline, (*uses, *_orbit_fuel(timeline, row, aircraft)), launches, "air"
                )


def _chains(
    graph: AirGraph, base: str, node: str, aircraft: Aircraft, stops: Sequence[str]
) -> tuple[tuple[AirLeg, ...], tuple[AirLeg, ...]] | None:
    """Quickest chains without load out and back; () where base and node are one, None where there is none."""
    if base == node:
        return (), ()
    out, back = (graph.chain(*ends, aircraft.ferry_nm, stops) for ends in ((base, node), (node, base)))
    return (out, back) if out and back else None


def _flight(
    chains: tuple[tuple[AirLeg, ...], tuple[AirLeg, ...]],
    aircraft: Aircraft,
    rules: Rules,
    fleet: Fleet,
    what: tuple[Station, int],
) -> tuple[Stop, ...]:
    """Stops of a mission by air, in hours after it leaves base; the crew comes home rested."""
    row, stay = what
    bare = aircraft.model_copy(update={"onload_h": 0.0, "offload_h": 0.0})
    out, back = (
        air_stops(Flight(None, chain, ()), bare, rules, fleet.staged_crews)[1:] if chain else ()
        for chain in chains
    )
    arrive = out[-1].arrive_h if out else 0.0
    leave = arrive + 2 * row.reach_h + stay * HOURS_PER_DAY
    first = Stop(fleet.base, "position", 0.0, 0.0, 0.0, fuel_stons=out[0].fuel_stons if out else 0.0)
    there = out[-1] if out else Stop(row.node, "station", 0.0, 0.0, 0.0)
    on = replace(there, purpose="station", depart_h=leave, fuel_stons=back[0].fuel_stons if back else 0.0)
    later = [replace(stop, arrive_h=leave + stop.arrive_h, depart_h=leave + stop.depart_h) for stop in back[1:]]
    home = replace(later[-1], purpose="return") if later else Stop(fleet.base, "return", leave, leave, 0.0)
    return (first, *out[1:-1], on, *later[:-1], home)


def _orbit_fuel(stops: Sequence[Stop], row: Station, aircraft: Aircraft) -> list[Use]:
    """Fuel that the field gives for the hours on orbit, on each day on station."""
    amount = row.orbit_h_day * aircraft.fuel_stons_h
    on = next(stop for stop in stops if stop.purpose == "station")
    days = days_on(on.arrive_h, on.depart_h, row.reach_h) if amount else ()
    return [Use("fuel", row.node, day, amount) for day in days]


def _option(
    fleet: Fleet,
    row: Station,
    stops: tuple[Stop, ...],
    uses: tuple[Use, ...],
    launches: tuple[int, ...],
    mode: str,
) -> Option:
    on = next(stop for stop in stops if stop.purpose == "station")
    return Option(
        id="",
        fleet=fleet.id,
        lift=fleet.lift,
        mode="air" if mode == "air" else "sea",
        flag=fleet.nation,
        serves=fleet.serves,
        stops=stops,
        payload=EMPTY,
        uses=uses,
        quay=(),
        launches=launches,
        station=row.id,
        days_on=tuple(days_on(on.arrive_h, on.depart_h, row.reach_h)),
        orbit_h_day=row.orbit_h_day if mode == "air" else 0.0,
    )
