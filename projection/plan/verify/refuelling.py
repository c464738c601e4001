"""Recount of aerial refuelling: long legs have the fuel that they lack, from tankers that can be there."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft
from projection.plan.rows import MissionStop
from projection.plan.verify.days import day_in
from projection.plan.verify.lift import loads, payload_over, range_over
from projection.plan.verify.recount import HOURS_OFF, Mission, Recount, Sum, fault, number
from projection.plan.verify.tanking import fuel_given, given_stons, meeting, meets
from projection.sphere import Point, distance_nm, halfway

REACH_NM = 1000
MARGIN = 1.1
RECEIVERS = 6
"""Most aircraft that one sortie refuels in its hour on station."""
FUEL_OFF = 1e-3
"""Stons of fuel that rounded hours may add up to."""


def refuelling(recount: Recount) -> list[Finding]:
    """A leg beyond the range at the payload carried gets the fuel it lacks, with a margin, at its middle."""
    found: list[Finding] = []
    for name, helpers in sorted(recount.supporters.items()):
        mission = recount.missions[name]
        lift = mission.lift
        if not isinstance(lift, Aircraft) or not lift.receives_fuel:
            found.append(fault("refuelling", name, f"{lift.id} takes no fuel in the air"))
            continue
        found += _legs(recount, mission, lift, helpers)
        for sortie in helpers:
            found += _tanker(mission, sortie)
            found += _meets(recount, mission, sortie)
    return found


def _legs(recount: Recount, mission: Mission, lift: Aircraft, helpers: tuple[Mission, ...]) -> Iterator[Finding]:
    """Fuel for every loaded leg beyond the range; its middle is reached without."""
    points = recount.network.range_points.get(lift.id, ())
    cargo = Sum(sum(part.value for k, part in loads(mission).items() if k != "pax"))
    reach = lift.ferry_nm if mission.own else range_over(points, lift, cargo.value)
    given = fuel_given(mission, helpers)
    for stop in mission.loaded_legs:
        beyond = (
            stop.leg_nm > reach + 1e-5 if mission.own else cargo.exceeds(payload_over(points, lift, stop.leg_nm))
        )
        if not beyond:
            continue
        where = f"{mission.id} {stop.node} day {day_in(stop.arrive_h)}"
        lacks = MARGIN * max(0.0, 1 - reach / stop.leg_nm) * stop.leg_h * lift.fuel_stons_h
        if given.get(stop.stop, 0.0) < lacks - FUEL_OFF:
            what = f"{number(stop.leg_nm)} nm with {number(cargo.value)} st lack {number(lacks)} st of fuel"
            yield fault("refuelling", where, f"{what}, tankers give {number(given.get(stop.stop, 0.0))} st")
        if stop.leg_nm / 2 > reach + 1e-5:
            what = f"the middle of {number(stop.leg_nm)} nm is beyond the range of {number(reach)} nm"
            yield fault("refuelling", where, what)


def _tanker(mission: Mission, sortie: Mission) -> Iterator[Finding]:
    """The sortie is of a tanker fleet that refuels for the flag, and gives what it has."""
    where = f"{sortie.id} {sortie.fleet.id} day {sortie.launch}"
    if not sortie.fleet.refuels or given_stons(sortie) <= 0:
        yield fault("refuelling", where, f"gives no fuel to {mission.id}")
    if not {mission.fleet.nation, "*"} & set(sortie.fleet.serves):
        yield fault("refuelling", where, f"{sortie.fleet.id} does not serve {mission.fleet.nation}")
    if len(sortie.supports) > RECEIVERS:
        yield fault("refuelling", where, f"refuels {len(sortie.supports)} aircraft, at most {RECEIVERS}")


def _meets(recount: Recount, mission: Mission, sortie: Mission) -> Iterator[Finding]:
    """The tanker is at the middle of a loaded leg when the receiver is, from an airfield within reach."""
    before, there, home = meeting(sortie)
    where = f"{sortie.id} {there.node} day {day_in(there.arrive_h)}"
    leg = next((pair for pair in mission.legs if pair[1] in mission.loaded_legs and meets(sortie, *pair)), None)
    if leg is None:
        yield fault("refuelling", where, f"meets no loaded leg of {mission.id}")
        return
    middle_h = leg[1].arrive_h - leg[1].leg_h / 2
    if abs(there.arrive_h - middle_h) > 2 * HOURS_OFF:
        what = f"at hour {number(there.arrive_h)}, {mission.id} is at the middle of its leg at {number(middle_h)}"
        yield fault("refuelling", where, what)
    if {before.node, home.node} != {there.node}:
        yield fault("refuelling", where, f"flies from {before.node} and returns to {home.node}")
    field = recount.network.places[there.node]
    point = _middle(recount, *leg)
    far = float(distance_nm(field.lat, field.lon, point[1], point[0]))
    if far > REACH_NM + 1e-3:
        yield fault("refuelling", where, f"is {number(far)} nm from its meeting, at most {REACH_NM:,} nm")
    if min(there.leg_nm, home.leg_nm) < far - 1e-3:
        yield fault("refuelling", where, f"flies {number(there.leg_nm)} nm to a meeting {number(far)} nm away")


def _middle(recount: Recount, before: MissionStop, stop: MissionStop) -> Point:
    places = recount.network.places
    ends = tuple((places[node].lon, places[node].lat) for node in (before.node, stop.node))
    return halfway(recount.plan.tracks[stop.track] if stop.track else ends)
