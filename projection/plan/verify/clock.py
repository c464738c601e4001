"""Recount of the clock: the order of stops, the time of legs and stops, crews, and en-route stops."""

import math
import re
from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft, Leg, Ship
from projection.plan.rows import MissionStop
from projection.plan.verify.days import day_ended, day_in
from projection.plan.verify.recount import HOURS_OFF, Mission, Recount, fault, number
from projection.plan.verify.returning import returns, times
from projection.plan.verify.tracks import entries, length_nm
from projection.sphere import distance_nm

_WORDS = re.compile(r"C([+-])(\d+) (\d\d):(\d\d)")
_MINUTE = 1.01 / 60


def clock(recount: Recount) -> list[Finding]:
    """Stops follow each other, legs and stops last long enough, handovers wait, crews rest."""
    found: list[Finding] = []
    for mission in recount.missions.values():
        found += _order(mission)
        found += _launch(recount, mission)
        found += _ground(recount, mission)
        for before, stop in mission.legs:
            found += _leg(recount, mission, before, stop)
        if isinstance(mission.lift, Aircraft) and not mission.fleet.staged_crews:
            found += _crew(recount, mission)
    found += _moves(recount)
    return found


def stops(recount: Recount) -> list[Finding]:
    """En-route stops are on fields that may serve as such, and not too many on the way out."""
    found = []
    most = recount.scenario.settings.rules.stops_max
    for mission, _ in recount.flights:
        out = len(mission.loaded_legs) - 1
        if out > most:
            found.append(fault("stops", mission.id, f"{out} en-route stops on the way out, {most} allowed"))
        for stop in mission.stops:
            if stop.purpose in ("enroute", "rest") and not recount.network.airfields[stop.node].enroute:
                what = f"{stop.node} is no en-route field"
                found.append(fault("stops", f"{mission.id} {stop.node} day {day_in(stop.arrive_h)}", what))
    return found


def _at(mission: Mission, stop: MissionStop) -> str:
    return f"{mission.id} {stop.node} day {day_in(stop.arrive_h)}"


def _order(mission: Mission) -> Iterator[Finding]:
    for before, stop in mission.legs:
        due = before.depart_h + stop.leg_h
        if abs(stop.arrive_h - due) > HOURS_OFF:
            what = f"arrives at hour {number(stop.arrive_h)}, departure and leg give {number(due)}"
            yield fault("clock", _at(mission, stop), what)
    for stop in mission.stops:
        if stop.depart_h < stop.arrive_h - HOURS_OFF:
            what = f"departs at hour {number(stop.depart_h)}, before it arrives at {number(stop.arrive_h)}"
            yield fault("clock", _at(mission, stop), what)
        if stop.work_h > stop.depart_h - stop.arrive_h + HOURS_OFF:
            what = f"works {number(stop.work_h)} h in a stop of {number(stop.depart_h - stop.arrive_h)} h"
            yield fault("clock", _at(mission, stop), what)
        for words, hour in ((stop.arrive, stop.arrive_h), (stop.depart, stop.depart_h)):
            if words and abs(_hour(words) - hour) > _MINUTE:
                yield fault("clock", _at(mission, stop), f"{words!r} is not hour {number(hour)}")


def _hour(words: str) -> float:
    """Hour of ``C+012 06:30``; infinite for other text."""
    match = _WORDS.fullmatch(words)
    if match is None:
        return math.inf
    day = int(match[2]) * (-1 if match[1] == "-" else 1)
    return day * 24 + int(match[3]) + int(match[4]) / 60


def _launch(recount: Recount, mission: Mission) -> Iterator[Finding]:
    stop = mission.stops[mission.onload]
    opening = mission.launch * 24
    if abs(stop.arrive_h - opening) > HOURS_OFF and not mission.supports:
        what = f"starts loading at hour {number(stop.arrive_h)}, the day opens at {opening}"
        yield fault("clock", _at(mission, stop), what)
    if not 0 <= mission.launch < recount.horizon:
        what = f"launched on day {mission.launch}, the horizon is 0 to {recount.horizon - 1}"
        yield fault("clock", _at(mission, stop), what)
    for row in mission.cargo:
        if returns(mission, row):
            yield from times(mission, row)
            continue
        pod, loads = mission.landing(row.pod), day_in(mission.loading(row.poe).arrive_h)
        ashore, gone = day_ended(pod.arrive_h + pod.work_h), day_ended(pod.depart_h)
        if row.loaded_day != loads:
            what = f"loaded on day {row.loaded_day}, the mission loads on day {loads}"
            yield fault("clock", f"{mission.id} {row.uln} day {row.loaded_day}", what)
        if not ashore <= row.landed_day <= max(ashore, gone):
            what = f"landed on day {row.landed_day}, the mission unloads until day {ashore}"
            yield fault("clock", f"{mission.id} {row.uln} day {row.landed_day}", what)


def _ground(recount: Recount, mission: Mission) -> Iterator[Finding]:
    """Ground time by purpose; a rest lasts long enough for the crew."""
    lift = mission.lift
    if isinstance(lift, Ship):
        least = {"onload": lift.load_h, "offload": lift.unload_h}
    else:
        least = {"onload": lift.onload_h, "offload": lift.offload_h}
        least |= {"enroute": lift.enroute_h, "rest": lift.enroute_h}
    for stop in mission.ground:
        need = least.get(stop.purpose, 0.0)
        if stop.work_h < need - HOURS_OFF:
            what = f"works {number(stop.work_h)} h for {stop.purpose}, {lift.id} needs {number(need)} h"
            yield fault("clock", _at(mission, stop), what)
        rest = recount.scenario.settings.rules.crew_rest_h
        if stop.purpose == "rest" and stop.depart_h - stop.arrive_h < rest - HOURS_OFF:
            what = f"rests {number(stop.depart_h - stop.arrive_h)} h, a crew needs {number(rest)} h"
            yield fault("clock", _at(mission, stop), what)


def typed_leg(recount: Recount, start: str, end: str, mode: str) -> Leg | None:
    """Leg typed into the network between two nodes."""
    for leg in recount.network.legs:
        ends = {(leg.from_node, leg.to_node)} | ({(leg.to_node, leg.from_node)} if leg.both_ways else set())
        if leg.mode == mode and (start, end) in ends:
            return leg
    return None


def _leg(recount: Recount, mission: Mission, before: MissionStop, stop: MissionStop) -> Iterator[Finding]:
    """Distance is at least the great circle, time at least distance / speed and what passages add."""
    typed = typed_leg(recount, before.node, stop.node, stop.mode)
    least_nm, least_h = _least(recount, before, stop, typed)
    if stop.leg_nm < least_nm - 1e-5:
        what = f"{before.node} to {stop.node} is {number(stop.leg_nm)} nm, at least {number(least_nm)} nm"
        yield fault("clock", _at(mission, stop), what)
    if least_h is None:
        least_h = stop.leg_nm / mission.speed_kt + _passage_h(recount, stop)
    if stop.leg_h < least_h - HOURS_OFF:
        what = f"{before.node} to {stop.node} takes {number(stop.leg_h)} h, at least {number(least_h)} h"
        yield fault("clock", _at(mission, stop), what)


def _least(
    recount: Recount, before: MissionStop, stop: MissionStop, typed: Leg | None
) -> tuple[float, float | None]:
    """Least distance of a leg, and least hours when they are typed."""
    if typed is not None:
        return typed.nm or 0.0, typed.hours
    start, end = recount.network.places[before.node], recount.network.places[stop.node]
    shortest = float(distance_nm(start.lat, start.lon, end.lat, end.lon))
    if stop.track:
        shortest = max(shortest, length_nm(recount.plan.tracks[stop.track]))
    allowance = recount.scenario.settings.rules.air_allowance if stop.mode == "air" else 0.0
    return max(0.0, shortest * (1 + allowance) * 0.99 - 5), None


def _passage_h(recount: Recount, stop: MissionStop) -> float:
    """Hours that canals and straits of the leg add."""
    total = 0.0
    for name, hour in entries(stop):
        row = recount.network.passages[name]
        total += row.wait_h + row.transit_h + recount.scenario.slowed_h(name, day_in(hour))
    return total


def _crew(recount: Recount, mission: Mission) -> Iterator[Finding]:
    """Duty between rests, from fresh to arrival; a single leg may pass the limit, for it cannot be cut."""
    rules = recount.scenario.settings.rules
    fresh, legs = mission.stops[0].depart_h, 0
    for place, stop in enumerate(mission.stops[1:], start=1):
        legs += 1 if stop.leg_h > 0 else 0
        duty = stop.arrive_h - fresh
        rested = stop.depart_h - stop.arrive_h >= rules.crew_rest_h - HOURS_OFF
        if not (rested or place in (mission.onload, len(mission.stops) - 1)):
            continue
        if duty > rules.crew_duty_h + HOURS_OFF and legs > 1:
            what = f"crew on duty for {number(duty)} h over {legs} legs, {number(rules.crew_duty_h)} h allowed"
            yield fault("clock", _at(mission, stop), what)
        fresh, legs = (stop.depart_h if rested else stop.arrive_h), 0


def _moves(recount: Recount) -> Iterator[Finding]:
    """A land move arrives when its hours are over, staged cargo when handled; nothing outside the horizon."""
    for row in recount.onward:
        point = recount.scenario.staging.get(row.link)
        hours = point.hours if point else recount.network.land_links[row.link].hours
        due = row.leave_day + math.ceil(hours / 24 - 1e-6) - 1
        where = f"{row.uln} {row.link} day {row.leave_day}"
        if row.reach_day < due:
            what = f"reaches {row.to_node} on day {row.reach_day}, {number(hours)} h give day {due}"
            yield fault("clock", where, what)
        if row.leave_day < 0 or row.reach_day >= recount.horizon:
            what = f"moves on days {row.leave_day} to {row.reach_day}, the horizon is 0 to {recount.horizon - 1}"
            yield fault("clock", where, what)
