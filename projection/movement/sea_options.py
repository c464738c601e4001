"""Sea options of a fleet: for each launch day the quickest open way out and back, equal voyages put together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from projection.movement.access import Access, Mask
from projection.movement.air_options import base_mask, disposal_days
from projection.movement.options import Option, Payload, quay_shares, sea_payload, sea_uses, whole_berths
from projection.movement.refusals import Refusals
from projection.movement.timeline import Stop
from projection.network.network import Network
from projection.network.rows import Passage, Seaport, Ship
from projection.route.types import Legs, Pair, SeaLeg
from projection.scenario.rows import Fleet


@dataclass(frozen=True)
class Sailing:
    """One leg sailed from a given hour: hours under way and the hour of entry into each passage."""

    leg: SeaLeg
    hours: float
    entries: tuple[tuple[str, float], ...]


def sea_options(
    network: Network, legs: Legs, access: Access, fleet: Fleet, pairs: Sequence[Pair], refusals: Refusals
) -> list[Option]:
    """Every option of a fleet of ships between the (POE, POD) pairs."""
    ship = network.ships[fleet.lift]
    options: list[Option] = []
    for ends in pairs:
        fault = next((f for port in ends if (f := port_fault(network.seaports[port], ship))), None)
        if fault is not None:
            refusals.add(f"{fleet.id} {ends[0]}-{ends[1]}", *fault, "name another port or a smaller ship")
            continue
        options += _voyages(network, legs, access, fleet, ends, refusals)
    return options


def port_fault(port: Seaport, ship: Ship) -> tuple[str, str] | None:
    """Rule and reason why a port cannot take a type of ship, or None."""
    if whole_berths(port, ship.berth) < 1:
        return "berth", f"{port.id} has no {ship.berth} berth free for {ship.id}"
    return _limits(port, ship, port.id)


def passage_fault(passage: Passage, ship: Ship) -> tuple[str, str] | None:
    """Rule and reason why a passage cannot take a type of ship, or None."""
    return _limits(passage, ship, passage.id)


def _limits(place: Seaport | Passage, ship: Ship, name: str) -> tuple[str, str] | None:
    for rule, limit, size in (
        ("draft", place.draft_m, ship.draft_m),
        ("beam", place.beam_m, ship.beam_m),
        ("length", place.loa_m, ship.loa_m),
    ):
        if limit is not None and size > limit:
            return rule, f"{ship.id} has {rule} {size:g} m, {name} takes {limit:g} m"
    return None


def sail(network: Network, access: Access, ship: Ship, leg: SeaLeg, start_h: float) -> Sailing | str:
    """Sail a leg from hour ``start_h`` after C-day; the reason when a passage is shut on the day of entry."""
    hours, sailed, entries = 0.0, 0.0, []
    for passage_id, at_nm in leg.transits:
        passage = network.passages[passage_id]
        hours += (at_nm - sailed) / ship.speed_kt
        sailed = at_nm
        day = int((start_h + hours) // 24)
        if not access.at(access.passage(passage_id), day):
            return f"{passage_id} is shut on day {day}"
        entries.append((passage_id, start_h + hours))
        slowed = access.slowed(passage_id)
        hours += passage.wait_h + passage.transit_h + float(slowed[min(max(day, 0), len(slowed) - 1)])
    hours += (leg.nm - sailed) / ship.speed_kt
    return Sailing(leg, leg.hours if leg.hours is not None else hours, tuple(entries))


def quickest(
    network: Network, access: Access, ship: Ship, legs: Sequence[SeaLeg], start_h: float
) -> Sailing | str:
    """Quickest open alternative at ``start_h``, or why there is none."""
    best: Sailing | None = None
    reason = "no way by sea"
    for leg in legs:
        if best is not None and leg.nm / ship.speed_kt >= best.hours:
            break
        found = sail(network, access, ship, leg, start_h)
        if isinstance(found, str):
            reason = found
        elif best is None or found.hours < best.hours:
            best = found
    return best if best is not None else reason


def fitting(network: Network, legs: Sequence[SeaLeg], ship: Ship) -> tuple[SeaLeg, ...]:
    """Alternatives whose passages take the ship."""
    return tuple(leg for leg in legs if not any(passage_fault(network.passages[p], ship) for p, _ in leg.transits))


def _voyages(
    network: Network, legs: Legs, access: Access, fleet: Fleet, ends: Pair, refusals: Refusals
) -> list[Option]:
    """Simulate each launch day, then put days with the same voyage (relative to launch) into one option."""
    ship = network.ships[fleet.lift]
    ways = [
        fitting(network, legs.sea.get(pair, ()), ship)
        for pair in ((fleet.base, ends[0]), ends, (ends[1], fleet.base))
    ]
    what = f"{fleet.id} {ends[0]}-{ends[1]}"
    horizon = access.scenario.settings.horizon_days
    by_stops: dict[tuple[Stop, ...], list[int]] = {}
    for day in range(horizon):
        stops = _voyage(network, access, fleet, ends, ways, day)
        if isinstance(stops, str):
            refusals.add_days(what, "passages", stops, _only(day, horizon))
            continue
        fault = _fault(access, fleet, stops, day)
        if fault is None:
            by_stops.setdefault(stops, []).append(day)
        elif fault[0] != "disposal":
            refusals.add_days(what, *fault, _only(day, horizon))
    return [
        _option(network, fleet, stops, tuple(days), sea_payload(ship))
        for stops, days in sorted(by_stops.items(), key=lambda item: item[1])
    ]


def _only(day: int, horizon: int) -> Mask:
    only: Mask = np.arange(horizon) == day
    return only


def _voyage(
    network: Network,
    access: Access,
    fleet: Fleet,
    ends: Pair,
    ways: Sequence[Sequence[SeaLeg]],
    day: int,
) -> tuple[Stop, ...] | str:
    """Stops of the voyage that starts loading at the opening of ``day``, in hours after that; or why not."""
    ship = network.ships[fleet.lift]
    start = day * 24.0
    position: Sailing | str | None = None
    if fleet.base != ends[0]:
        guess = quickest(network, access, ship, ways[0], start)
        position = guess if isinstance(guess, str) else sail(network, access, ship, guess.leg, start - guess.hours)
    if isinstance(position, str):
        return position
    out = quickest(network, access, ship, ways[1], start + ship.load_h)
    if isinstance(out, str):
        return out
    arrive = ship.load_h + out.hours
    leave = arrive + ship.unload_h
    back = quickest(network, access, ship, ways[2], start + leave)
    if isinstance(back, str):
        return back
    lead = position.hours if position else 0.0
    return (
        Stop(fleet.base, "position", -lead, -lead, 0.0),
        _stop(position, ends[0], "onload", (0.0, ship.load_h), start),
        _stop(out, ends[1], "offload", (arrive, leave), start),
        _stop(back, fleet.base, "return", (leave + back.hours, leave + back.hours), start),
    )


def _stop(sailing: Sailing | None, node: str, purpose: str, hours: tuple[float, float], start: float) -> Stop:
    arrive, depart = hours
    if sailing is None:
        return Stop(node, purpose, arrive, depart, depart - arrive)
    leg = sailing.leg
    return Stop(
        node,
        purpose,
        arrive,
        depart,
        depart - arrive,
        leg_nm=leg.nm,
        leg_h=sailing.hours,
        passages=tuple((name, round(hour - start, 6)) for name, hour in sailing.entries),
        track=track_name(leg),
    )


def track_name(leg: SeaLeg) -> str:
    """Name of a sea leg's line: ends and passages tell the alternatives apart."""
    return f"sea:{leg.start}>{leg.end}:{'+'.join(name for name, _ in leg.transits)}"


def _fault(access: Access, fleet: Fleet, stops: Sequence[Stop], day: int) -> tuple[str, str] | None:
    horizon = access.scenario.settings.horizon_days
    flag = fleet.nation
    if not disposal_days(fleet, stops, horizon)[day]:
        return "disposal", ""
    if not access.at(access.lift(flag), day):
        return "lift", f"{flag} does not release its lift"
    for stop in stops:
        if stop.purpose in ("onload", "offload") and not base_mask(access, stop, flag, horizon)[day]:
            owner = access.network.places[stop.node].nation
            return "bases", f"{owner} does not let {flag} use {stop.node}"
    return None


def _option(
    network: Network, fleet: Fleet, stops: tuple[Stop, ...], days: tuple[int, ...], payload: Payload
) -> Option:
    ship = network.ships[fleet.lift]
    return Option(
        id="",
        fleet=fleet.id,
        lift=fleet.lift,
        mode="sea",
        flag=fleet.nation,
        serves=fleet.serves,
        stops=stops,
        payload=payload,
        uses=sea_uses(stops, ship),
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
