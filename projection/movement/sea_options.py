"""Sea options of a fleet: for each launch day the quickest open way out and back, equal voyages put together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from projection.movement.access import Access, Mask
from projection.movement.consent import Condition, place_conditions, release_conditions
from projection.movement.fleet_days import disposal_days, most_tails
from projection.movement.limits import transit_limits
from projection.movement.options import (
    Option,
    Payload,
    leg_uses,
    quay_shares,
    sea_payload,
    sea_uses,
    transit_uses,
    whole_berths,
)
from projection.movement.orders import ways_asked
from projection.movement.refusals import MENDS, Refusals
from projection.movement.sailing import Fault, Sailing, Sailor, size_fault
from projection.movement.timeline import Stop
from projection.movement.two_ports import Calls, calls
from projection.network.network import Network
from projection.network.rows import Seaport, Ship
from projection.route.types import Legs, Pair, SeaLeg
from projection.scenario.own import OwnFleet
from projection.scenario.rows import Fleet


def sea_options(
    network: Network, legs: Legs, access: Access, fleet: Fleet, pairs: Sequence[Pair], refusals: Refusals
) -> list[Option]:
    """Every option of a fleet of ships between the (POE, POD) pairs."""
    sailor = Sailor(network, access, network.ships[fleet.lift])
    options: list[Option] = []
    alone = [Calls((poe,), (pod,)) for poe, pod in pairs]
    for ends in (*alone, *(calls(legs, fleet.base, pairs) if fleet.two_ports else ())):
        ports = (network.seaports[port] for port in ends.ports)
        fault = next(
            (f for port in ports if (f := port_fault(port, sailor.ship, _least_taken(access, port)))), None
        )
        if fault is not None:
            refusals.add(f"{fleet.id} {ends.name}", *fault, "name another port or a smaller ship")
            continue
        options += _voyages(sailor, legs, fleet, ends, refusals)
    return options


def port_fault(port: Seaport, ship: Ship, taken: float) -> Fault | None:
    """Rule and reason why a port of which others take the share ``taken`` cannot take a type of ship, or None."""
    if whole_berths(port, ship.berth, taken) < 1:
        return "berth", f"{port.id} has no {ship.berth} berth free for {ship.id}"
    return size_fault(port, ship)


def _least_taken(access: Access, port: Seaport) -> float:
    """Least share of a port that others take on any day planned."""
    days = range(access.scenario.settings.horizon_days)
    return min(access.scenario.taken(port, day) for day in days)


def _voyages(sailor: Sailor, legs: Legs, fleet: Fleet, ends: Calls, refusals: Refusals) -> list[Option]:
    """Voyages of each launch day; those round canals that let in few ships, and ways that orders ask for."""
    what = f"{fleet.id} {ends.name}"
    last = () if isinstance(fleet, OwnFleet) else (fleet.base,)
    known = [legs.sea.get(pair, ()) for pair in pairwise((fleet.base, *ends.ports, *last))]
    for rule, reason in sorted({fault for found in known for leg in found for fault in sailor.faults(leg)}):
        refusals.add(what, rule, reason, MENDS["passages"])
    ways = [sailor.fitting(found) for found in known]
    options = _by_voyage(sailor, fleet, ends, ways, refusals)
    scarce = _scarce(sailor)
    if any(name in scarce for option in options for stop in option.stops for name, _ in stop.passages):
        free = [[leg for leg in found if not any(name in scarce for name, _ in leg.transits)] for found in ways]
        options += _by_voyage(sailor, fleet, ends, free, None)
    for via in ways_asked(sailor.network, sailor.access.scenario, fleet) if len(ends.ports) == 2 else ():
        through = [
            leg
            for leg in ways[1]
            if set(via) <= {lock.id for name, _ in leg.transits for lock in sailor.locks[name]}
        ]
        found = _by_voyage(sailor, fleet, ends, [ways[0], through, ways[2]], None) if through else []
        options += _not_yet(found, options)
    return options


def _not_yet(found: Sequence[Option], options: Sequence[Option]) -> list[Option]:
    """Of the options found, the launches that others with the same stops do not have."""
    days: dict[tuple[Stop, ...], set[int]] = {}
    for option in options:
        days.setdefault(option.stops, set()).update(option.launches)
    left = [(option, set(option.launches) - days.get(option.stops, set())) for option in found]
    return [replace(option, launches=tuple(sorted(launches))) for option, launches in left if launches]


def _scarce(sailor: Sailor) -> frozenset[str]:
    """Passages, with the locks beside them, that let in fewer ships a day than the scenario has."""
    fleets = sailor.access.scenario.every_fleet.values()
    ships = sum(
        most_tails(sailor.access.scenario, fleet) for fleet in fleets if fleet.lift in sailor.network.ships
    )
    limits = transit_limits(sailor.network, sailor.access.scenario)
    tight = [name for name, most in limits.items() if most < ships]
    return frozenset(lock.id for name in tight for lock in sailor.network.locks[name])


def _by_voyage(
    sailor: Sailor, fleet: Fleet, ends: Calls, ways: Sequence[Sequence[SeaLeg]], refusals: Refusals | None
) -> list[Option]:
    """One option for each voyage by ``ways``; reasons why there is none on a day go to ``refusals``, if given."""
    access = sailor.access
    what = f"{fleet.id} {ends.name}"
    horizon = access.scenario.settings.horizon_days
    by_stops: dict[tuple[Stop, ...], list[int]] = {}
    for day in range(horizon):
        stops = _voyage(sailor, fleet, ends, ways, day)
        fault = ("passages", stops) if isinstance(stops, str) else _fault(access, fleet, stops, day)
        if fault is None and not isinstance(stops, str):
            by_stops.setdefault(stops, []).append(day)
        elif fault is not None and fault[0] != "disposal" and refusals is not None:
            refusals.add_days(what, *fault, _only(day, horizon))
    measured = any(row.teu for row in access.scenario.movements.values())
    return [
        _option(sailor, fleet, stops, tuple(days), sea_payload(sailor.ship, measured))
        for stops, days in sorted(by_stops.items(), key=lambda item: item[1])
    ]


def _only(day: int, horizon: int) -> Mask:
    only: Mask = np.arange(horizon) == day
    return only


def _voyage(
    sailor: Sailor, fleet: Fleet, ends: Calls, ways: Sequence[Sequence[SeaLeg]], day: int
) -> tuple[Stop, ...] | str:
    """Stops of the voyage that starts loading at the opening of ``day``, in hours after that; or why not."""
    ship, start = sailor.ship, day * 24.0
    first, *others = ends.ports
    position = None if fleet.base == first else sailor.latest(ways[0], start)
    if isinstance(position, str):
        return position
    lead = position.hours if position else 0.0
    stops = [
        Stop(fleet.base, "position", -lead, -lead, 0.0),
        sea_stop(position, first, "onload", (0.0, ship.load_h)),
    ]
    leave = ship.load_h
    for port, legs in zip(others, ways[1:], strict=False):
        out = sailor.quickest(legs, start + leave)
        if isinstance(out, str):
            return out
        purpose, work = ("onload", ship.load_h) if port in ends.poes else ("offload", ship.unload_h)
        arrive = leave + out.hours
        leave = arrive + work
        stops.append(sea_stop(out, port, purpose, (arrive, leave)))
    if isinstance(fleet, OwnFleet):
        return tuple(stops)
    back = sailor.quickest(ways[-1], start + leave)
    if isinstance(back, str):
        return back
    return (
        *stops,
        sea_stop(back, fleet.base, "return", (leave + back.hours, leave + back.hours)),
    )


def sea_stop(sailing: Sailing | None, node: str, purpose: str, hours: tuple[float, float]) -> Stop:
    """A stop, with the hours of arrival and departure, that ends a sailing; None when it is where it was."""
    arrive, depart = hours
    if sailing is None:
        return Stop(node, purpose, arrive, depart, depart - arrive)
    left = arrive - sailing.hours
    return Stop(
        node,
        purpose,
        arrive,
        depart,
        depart - arrive,
        leg_nm=sailing.leg.nm,
        leg_h=sailing.hours,
        passages=tuple((name, round(left + hour, 6)) for name, hour in sailing.entries),
        track=track_name(sailing.leg),
    )


def track_name(leg: SeaLeg) -> str:
    """Name of a sea leg's line: ends and passages tell the alternatives apart."""
    return f"sea:{leg.start}>{leg.end}:{'+'.join(name for name, _ in leg.transits)}"


def _fault(access: Access, fleet: Fleet, stops: tuple[Stop, ...], day: int) -> tuple[str, str] | None:
    horizon = access.scenario.settings.horizon_days
    if not disposal_days(access, fleet, stops)[day]:
        return "disposal", ""
    for rule, reason, mask in _conditions(access, fleet, stops, horizon):
        if not mask[day]:
            return rule, reason
    return None


def _conditions(access: Access, fleet: Fleet, stops: Sequence[Stop], horizon: int) -> Iterator[Condition]:
    yield from release_conditions(access, fleet, stops, 0, horizon)
    for stop in stops:
        if stop.purpose in ("onload", "offload"):
            yield from place_conditions(access, fleet.nation, stop, True, horizon)


def _option(
    sailor: Sailor, fleet: Fleet, stops: tuple[Stop, ...], days: tuple[int, ...], payload: Payload
) -> Option:
    network = sailor.network
    uses = (*sea_uses(stops, sailor.ship), *transit_uses(stops, transit_limits(network, sailor.access.scenario)))
    return Option(
        id="",
        fleet=fleet.id,
        lift=fleet.lift,
        mode="sea",
        flag=fleet.nation,
        serves=fleet.serves,
        stops=stops,
        payload=payload,
        uses=(*uses, *leg_uses(stops, network.leg_limits)),
        quay=quay_shares(stops),
        launches=days,
    )


def tracks(legs: Legs, options: Sequence[Option]) -> Mapping[str, tuple[tuple[float, float], ...]]:
    """Lines (lon, lat) of the sea legs that the options sail, by track name."""
    wanted = {stop.track for option in options if option.mode == "sea" for stop in option.stops if stop.track}
    lines: dict[str, tuple[tuple[float, float], ...]] = {}
    for ways in legs.sea.values():
        for leg in ways:
            if track_name(leg) in wanted:
                lines.setdefault(track_name(leg), leg.path)
    return dict(sorted(lines.items()))
