"""Recount of places: slots, parking, fuel, berths, canals, quays, land links; by day within the horizon."""

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from projection.errors import Finding
from projection.plan.verify.convoys import convoy_limit
from projection.plan.verify.days import day_in, split, touched
from projection.plan.verify.recount import GROUP_OF, OFF, Recount, Sum, Sums, fault, number, tally
from projection.plan.verify.tanking import fuel_given, meeting
from projection.plan.verify.tracks import entries

Limit = Callable[[Recount, str, str, int], float]


def _excess(recount: Recount, rule: str, sums: Sums, limit_of: Limit) -> Iterator[Finding]:
    for (place, unit, day), used in sorted(sums.items()):
        limit = limit_of(recount, place, unit, day) if 0 <= day < recount.horizon else math.inf
        if used.exceeds(limit):
            what = f"{number(used.value)} {unit}, {number(limit)} allowed"
            yield fault(rule, f"{place} day {day}", what)


def slot_hours(recount: Recount) -> Sums:
    """Hours on working spots x slot size by (airfield, "slot-hours", day)."""
    sums: Sums = {}
    for mission, aircraft in recount.flights:
        for stop in mission.ground:
            for day, hours in split(stop.arrive_h, stop.arrive_h + stop.work_h):
                tally(sums, (stop.node, "slot-hours", day), hours * aircraft.slot)
    return sums


def slot_limit(recount: Recount, place: str, _: str, day: int) -> float:
    """Slot-hours a day on working spots."""
    field = recount.network.airfields[place]
    efficiency = recount.scenario.settings.rules.queue_efficiency
    return field.mog_working * field.open_h * efficiency * (1 - recount.scenario.taken(field, day))


def working(recount: Recount) -> list[Finding]:
    """Working spots of an airfield, by day."""
    return list(_excess(recount, "working", slot_hours(recount), slot_limit))


def ground_hours(recount: Recount) -> Sums:
    """Hours on the ground x slot size by (airfield, "slot-hours", day)."""
    sums: Sums = {}
    for mission, aircraft in recount.flights:
        for stop in mission.ground:
            for day, hours in split(stop.arrive_h, stop.depart_h):
                tally(sums, (stop.node, "slot-hours", day), hours * aircraft.slot)
    return sums


def ground_limit(recount: Recount, place: str, _: str, day: int) -> float:
    """Slot-hours a day on the ground."""
    field = recount.network.airfields[place]
    return field.mog_parking * 24 * (1 - recount.scenario.taken(field, day))


def parking(recount: Recount) -> list[Finding]:
    """Parking of an airfield, by day."""
    return list(_excess(recount, "parking", ground_hours(recount), ground_limit))


def fuel_issued(recount: Recount) -> Sums:
    """Fuel by (airfield, "st", day): on the day of arrival, at base on that of departure; on orbit day by day."""
    sums: Sums = {}
    for mission, aircraft in recount.flights:
        for stop in mission.stops:
            if stop.fuel_stons > 0:
                hour = stop.depart_h if stop.purpose == "position" else stop.arrive_h
                tally(sums, (stop.node, "st", day_in(hour)), stop.fuel_stons)
        for day in mission.on_station if mission.orbit_h_day else ():
            node = recount.scenario.stations[mission.stops[0].station].node
            tally(sums, (node, "st", day), mission.orbit_h_day * aircraft.fuel_stons_h)
    return sums


def fuel_limit(recount: Recount, place: str, _: str, day: int) -> float:
    """Stons of fuel a day."""
    field = recount.network.airfields[place]
    return field.fuel_stons_day * (1 - recount.scenario.taken(field, day))


def fuel(recount: Recount) -> list[Finding]:
    """Fuel issued by an airfield, by day; and every leg has the fuel that it burns.

    A tanker takes at its airfield what it burns to the meeting and back.
    """
    found = list(_excess(recount, "fuel", fuel_issued(recount), fuel_limit))
    for mission, aircraft in recount.flights:
        given = fuel_given(mission, recount.supporters.get(mission.id, ()))
        for before, stop in mission.legs:
            need = stop.leg_h * aircraft.fuel_stons_h - given.get(stop.stop, 0.0)
            if before.purpose == "refuel":
                continue
            if stop.purpose == "refuel":
                need += meeting(mission)[2].leg_h * aircraft.fuel_stons_h
            if before.fuel_stons < need * (1 - OFF) - 1e-4:
                what = f"takes {number(before.fuel_stons)} st, the leg to {stop.node} burns {number(need)} st"
                where = f"{mission.id} {before.node} day {day_in(before.depart_h)}"
                found.append(fault("fuel", where, what))
    return found


def alongside(recount: Recount) -> Sums:
    """Ships alongside on any part of a day by (port, kind + " berths", day)."""
    sums: Sums = {}
    for mission, ship in recount.voyages:
        for stop in mission.alongside:
            for day in touched(stop.arrive_h, stop.depart_h):
                tally(sums, (stop.node, f"{ship.berth} berths", day), 1.0)
    return sums


def berth_limit(recount: Recount, place: str, unit: str, day: int) -> float:
    """Whole berths of a kind."""
    port = recount.network.seaports[place]
    berths: int = getattr(port, f"berths_{unit.split()[0]}")
    return float(math.floor(berths * (1 - recount.scenario.taken(port, day)) + 1e-9))


def berths(recount: Recount) -> list[Finding]:
    """Berths of a port by kind, by day."""
    return list(_excess(recount, "berths", alongside(recount), berth_limit))


def entered(recount: Recount) -> Sums:
    """Ships that enter a passage by (passage, "ships", day)."""
    sums: Sums = {}
    for mission, _ in recount.voyages:
        for stop in mission.stops:
            for name, hour in entries(stop):
                tally(sums, (name, "ships", day_in(hour)), 1.0)
    return sums


def transit_limit(recount: Recount, place: str, _: str, day: int) -> float:
    """Ships that a passage lets in on a day, and in the day's convoys; infinite without a limit."""
    limit = recount.network.passages[place].ships_day
    return min(math.inf if limit is None else float(limit), convoy_limit(recount, place, day))


def transits(recount: Recount) -> list[Finding]:
    """Ships that enter a passage, by day."""
    return list(_excess(recount, "transits", entered(recount), transit_limit))


def legs_started(recount: Recount) -> Sums:
    """Missions that start a leg by ("start>end", "missions", day or last day of the run that the limit is for)."""
    sums: Sums = {}
    for mission in recount.missions.values():
        for before, stop in mission.legs:
            ends, day = (before.node, stop.node), day_in(before.depart_h)
            run = _leg_rule(recount, ends)[1]
            last = min((day // run + 1) * run, max(recount.horizon, day + 1)) - 1
            tally(sums, (f"{before.node}>{stop.node}", "missions", last), 1.0)
    return sums


def leg_limit(recount: Recount, place: str, _: str, __: int) -> float:
    """Missions in a run of days that a leg takes; infinite when it is not typed, or without a limit."""
    start, end = place.split(">")
    return _leg_rule(recount, (start, end))[0]


def _leg_rule(recount: Recount, ends: tuple[str, str]) -> tuple[float, int]:
    """Missions that a leg takes and the days in which: a day, or the fewest days that are whole periods."""
    for leg in recount.network.legs:
        there = (leg.from_node, leg.to_node)
        if ends != there and not (leg.both_ways and ends == there[::-1]):
            continue
        if leg.missions_day is not None:
            return leg.missions_day, 1
        if leg.missions_period is not None:
            share = Fraction(recount.network.period_h / 24).limit_denominator(1000)
            return leg.missions_period * share.denominator, max(1, share.numerator)
    return math.inf, 1


def leg_capacity(recount: Recount) -> list[Finding]:
    """Missions that start a typed leg, by day."""
    return list(_excess(recount, "leg_capacity", legs_started(recount), leg_limit))


def over_quay(recount: Recount) -> Sums:
    """Cargo over the quay by (port, "st", day), even over the hours alongside.

    A clock time off by a millionth of an hour moves as many millionths of a ston as an hour handles.
    """
    sums: Sums = {}
    for mission, _ in recount.voyages:
        for stop in (stop for stop in mission.ground if stop.purpose in ("onload", "offload")):
            cargo = Sum()
            for row in mission.cargo:
                if stop.node in (row.poe, row.pod) and row.cargo != "fuel":
                    cargo.add(row.stons)
            total = stop.depart_h - stop.arrive_h
            for day, hours in split(stop.arrive_h, stop.depart_h):
                part = Sum(cargo.value * hours / total, cargo.terms + math.ceil(cargo.value / total))
                sums.setdefault((stop.node, "st", day), Sum()).join(part)
    return sums


def quay_limit(recount: Recount, place: str, _: str, day: int) -> float:
    """Stons a day over the quay."""
    port = recount.network.seaports[place]
    return port.stons_day * (1 - recount.scenario.taken(port, day))


def handling(recount: Recount) -> list[Finding]:
    """Cargo handled by a port, by day."""
    return list(_excess(recount, "handling", over_quay(recount), quay_limit))


def kept(recount: Recount) -> Sums:
    """Cargo kept overnight by (place, "st", day), where storage is limited.

    What came before the day and has not left by its end, but at a ULN's own origin and destination.
    """
    sums: Sums = {}

    def add(uln: str, group: str, node: str, first: int, amount: float) -> None:
        movement = recount.scenario.movements[uln]
        if (
            GROUP_OF[group] not in ("fuel", "pax")
            and node not in (*recount.scenario.starts(movement), movement.dest)
            and _storage(recount, node) is not None
        ):
            for day in range(first, recount.horizon):
                tally(sums, (node, "st", day), amount)

    for uln, group, node, day, amount in recount.inflow():
        add(uln, group, node, day + 1, amount)
    for uln, group, node, day, amount in recount.outflow():
        add(uln, group, node, day, -amount)
    return sums


def _storage(recount: Recount, place: str) -> float | None:
    row = recount.network.airfields.get(place) or recount.network.seaports.get(place)
    return row.storage_stons if row else None


def storage_limit(recount: Recount, place: str, _: str, __: int) -> float:
    """Stons that a place can keep; infinite without a limit."""
    limit = _storage(recount, place)
    return math.inf if limit is None else limit


def storage(recount: Recount) -> list[Finding]:
    """Cargo kept overnight at a place, by day."""
    return list(_excess(recount, "storage", kept(recount), storage_limit))


def over_land(recount: Recount) -> Sums:
    """Moves by (link, "st" or "people", day of leaving), both directions together."""
    sums: Sums = {}
    for row in recount.onward:
        if row.link in recount.scenario.staging:
            continue
        unit = "people" if GROUP_OF[row.cargo] == "pax" else "st"
        tally(sums, (row.link, unit, row.leave_day), row.amount)
    return sums


def land_limit(recount: Recount, place: str, unit: str, _: int) -> float:
    """Stons or people a day on a link."""
    link = recount.network.land_links[place]
    return link.pax_day if unit == "people" else link.stons_day


def land(recount: Recount) -> list[Finding]:
    """Land links by day of leaving; heavy cargo only on links that take it."""
    found = list(_excess(recount, "land", over_land(recount), land_limit))
    for row in recount.onward:
        if row.link in recount.scenario.staging:
            continue
        if row.cargo == "heavy" and row.amount > OFF and not recount.network.land_links[row.link].heavy:
            what = f"{number(row.amount)} st of heavy cargo, {row.link} takes none"
            found.append(fault("land", f"{row.uln} {row.link} day {row.leave_day}", what))
    return found
