"""Recount of lift: tails, flying hours, quotas, payload, range."""

from collections.abc import Iterator

import numpy as np

from projection.errors import Finding
from projection.network.rows import Aircraft, Ship
from projection.plan.verify.days import day_ended, day_in
from projection.plan.verify.litters import seated
from projection.plan.verify.recount import (
    OFF,
    Mission,
    Recount,
    Sum,
    Sums,
    amount_of,
    at_disposal,
    fault,
    number,
    required,
    tally,
    usable_tails,
)
from projection.plan.verify.returning import returns, seats
from projection.plan.verify.tanking import fuel_given
from projection.units import STONS_PER_BARREL


def tails_away(recount: Recount) -> Sums:
    """Missions under way by (fleet, "tails", day), from leaving base to being back."""
    sums: Sums = {}
    for mission in recount.missions.values():
        for day in days_away(recount, mission):
            tally(sums, (mission.fleet.id, "tails", day), 1.0)
    return sums


def days_away(recount: Recount, mission: Mission) -> range:
    """Days from that on which a mission leaves base to that on which it is back; own lift stays away."""
    leave, back = day_in(mission.stops[0].depart_h), day_ended(mission.stops[-1].arrive_h)
    if mission.own:
        return range(leave, max(leave + 1, recount.horizon))
    return range(leave, max(leave, back) + 1)


def tails_limit(recount: Recount, fleet: str, day: int) -> float:
    """Tails that may be away on a day."""
    row = recount.scenario.every_fleet[fleet]
    left = usable_tails(recount.scenario.stands(row, day))
    return float(left) if at_disposal(recount.scenario, row, day) else 0.0


def tails(recount: Recount) -> list[Finding]:
    """No more missions away than usable tails, and no tail on two missions at once."""
    found = []
    for (fleet, _, day), used in sorted(tails_away(recount).items()):
        limit = tails_limit(recount, fleet, day)
        if used.exceeds(limit):
            what = f"{used.value:g} tails away, {limit:g} usable"
            found.append(fault("tails", f"{fleet} day {day}", what))
    busy: dict[tuple[str, int, int], str] = {}
    for name, mission in recount.missions.items():
        tail = mission.stops[0].tail
        for day in days_away(recount, mission):
            other = busy.setdefault((mission.fleet.id, tail, day), name)
            if other != name:
                what = f"{mission.fleet.id} tail {tail} is on {other} too"
                found.append(fault("tails", f"{name} day {day}", what))
    return found


def flown(recount: Recount) -> Sums:
    """Hours flown by (fleet, "hours", day); aircraft only."""
    sums: Sums = {}
    for mission, _ in recount.flights:
        for day, hours in mission.flown:
            tally(sums, (mission.fleet.id, "hours", day), hours)
    return sums


def flown_in_windows(recount: Recount) -> Sums:
    """Hours flown by (fleet, "hours", last day of the window); windows lie within the horizon."""
    window = window_days(recount)
    sums: Sums = {}
    for (fleet, unit, day), used in flown(recount).items():
        if 0 <= day < recount.horizon:
            for last in range(max(day, window - 1), min(day + window, recount.horizon)):
                sums.setdefault((fleet, unit, last), Sum()).join(used)
    return sums


def window_days(recount: Recount) -> int:
    """Days of a window; a short horizon is one window."""
    return min(recount.scenario.settings.rules.use_window, recount.horizon)


def window_limit(recount: Recount, fleet: str, last: int) -> float:
    """Hours that a fleet may fly in the window that ends on day ``last``."""
    row = recount.scenario.every_fleet[fleet]
    lift = recount.network.aircraft[row.lift]
    days = range(last - window_days(recount) + 1, last + 1)
    return (row.use_rate_h or lift.use_rate_h) * sum(tails_limit(recount, fleet, day) for day in days)


def flying_hours(recount: Recount) -> list[Finding]:
    """Hours flown in every window of running days within use rate x the tails of each day."""
    found = []
    for (fleet, _, last), used in sorted(flown_in_windows(recount).items()):
        limit = window_limit(recount, fleet, last)
        if used.exceeds(limit):
            what = f"{number(used.value)} h flown in the window to this day, {number(limit)} h allowed"
            found.append(fault("flying_hours", f"{fleet} day {last}", what))
    return found


def under_way(recount: Recount) -> Sums:
    """Hours of all missions by (fleet, "hours", last day of the horizon), to their end."""
    sums: Sums = {}
    for mission in recount.missions.values():
        for stop in mission.stops[1:]:
            tally(sums, (mission.fleet.id, "hours", recount.horizon - 1), stop.leg_h)
        tally(sums, (mission.fleet.id, "hours", recount.horizon - 1), mission.orbit_h)
    return sums


def quota(recount: Recount) -> list[Finding]:
    """Hours of all missions of a fleet within its quota."""
    found = []
    for (fleet, _, _), used in sorted(under_way(recount).items()):
        limit = recount.scenario.every_fleet[fleet].quota_h
        if limit is not None and used.exceeds(limit):
            found.append(fault("quota", fleet, f"{number(used.value)} h under way, quota {number(limit)} h"))
    return found


def payload(recount: Recount) -> list[Finding]:
    """Cargo within weight, nested classes, seats; on ships within weight, deck, containers, berths for people.

    What moves itself has its equal share of the ULN. No mission goes out empty.
    """
    found: list[Finding] = []
    for mission in recount.missions.values():
        if mission.own:
            found += _own(recount, mission)
        elif isinstance(mission.lift, Aircraft):
            found += _air(recount, mission, mission.lift)
        else:
            found += _sea(recount, mission, mission.lift)
        found += () if mission.own else seats(recount, mission)
    found += [_empty(mission) for mission in recount.missions.values() if not _carries(mission)]
    return found


def _carries(mission: Mission) -> bool:
    return bool(mission.supports or mission.station) or any(amount_of(row) > 0 for row in mission.cargo)


def _empty(mission: Mission) -> Finding:
    goes = "flies" if isinstance(mission.lift, Aircraft) else "sails"
    poe, pod = mission.stops[mission.onload].node, mission.stops[mission.offload].node
    return fault("payload", _where(mission), f"{goes} empty from {poe} to {pod}")


def loads(mission: Mission) -> dict[str, Sum]:
    """What a mission carries out by class."""
    total = {cargo: Sum() for cargo in ("bulk", "over", "out", "nat", "fuel", "pax")}
    for row in mission.cargo:
        if not returns(mission, row):
            total[row.cargo].add(amount_of(row))
    return total


def _together(total: dict[str, Sum], classes: tuple[str, ...]) -> Sum:
    return Sum(sum(total[k].value for k in classes), sum(total[k].terms for k in classes))


def _where(mission: Mission) -> str:
    return f"{mission.id} {mission.stops[mission.onload].node} day {mission.launch}"


def _own(recount: Recount, mission: Mission) -> Iterator[Finding]:
    """No more than an equal share of the ULN on each piece; classes nested as on other lift."""
    total, pieces = loads(mission), mission.fleet.count
    asked = required(recount.scenario.movements[mission.own])
    for classes in (
        ("bulk", "over", "out", "nat"),
        ("over", "out", "nat"),
        ("out", "nat"),
        ("nat",),
        ("pax",),
        ("fuel",),
    ):
        used, limit = _together(total, classes), sum(asked[k] for k in classes) / pieces
        if used.exceeds(limit):
            what = (
                f"{' and '.join(classes)} is {number(used.value)}, the share of one of {pieces} is {number(limit)}"
            )
            yield fault("payload", _where(mission), what)


def _air(recount: Recount, mission: Mission, aircraft: Aircraft) -> Iterator[Finding]:
    total = {**loads(mission), "pax": seated(recount, mission)}
    lifts = range_payload(recount, mission, aircraft)
    over = min(aircraft.over_stons, lifts)
    limits = (
        ("cargo", ("bulk", "over", "out", "nat"), aircraft.payload_stons, "st"),
        ("oversize and outsize", ("over", "out"), over, "st"),
        ("outsize", ("out",), min(aircraft.out_stons, over), "st"),
        ("what is not air-transportable", ("nat",), 0.0, "st"),
        ("people", ("pax",), float(aircraft.pax), "seats"),
        ("fuel", ("fuel",), 0.0, "st"),
    )
    for name, classes, limit, unit in limits:
        used = _together(total, classes)
        if used.exceeds(limit):
            what = f"{name} is {number(used.value)}, {aircraft.id} takes {number(limit)} {unit} over these legs"
            yield fault("payload", _where(mission), what)


def _sea(recount: Recount, mission: Mission, ship: Ship) -> Iterator[Finding]:
    total = loads(mission)
    weight, pumped = ship.payload_stons, ship.fuel_bbl * STONS_PER_BARREL
    limits = [
        ("cargo", _together(total, ("bulk", "over", "out", "nat")), 0.0 if ship.berth == "tanker" else weight),
        ("people", total["pax"], float(ship.pax)),
        ("fuel", total["fuel"], min(ship.payload_stons, pumped) if ship.berth == "tanker" else 0.0),
    ]
    if ship.berth == "container":
        limits.append(("what does not go in containers", _together(total, ("over", "out", "nat")), 0.0))
    if ship.berth == "roro":
        deck = Sum()
        for row in mission.cargo:
            due = row.stons * recount.scenario.movements[row.uln].sqft_per_ston(row.cargo)
            if abs(due - row.sqft) > 1e-4 + OFF * due:
                what = f"{number(row.stons)} st take {number(due)} sq ft, the manifest says {number(row.sqft)}"
                yield fault("payload", f"{mission.id} {row.uln} day {row.loaded_day}", what)
            deck.add(due)
        limits.append(("deck", deck, ship.deck_sqft))
    for name, used, limit in limits:
        if used.exceeds(limit):
            what = f"{name} is {number(used.value)}, {ship.id} takes {number(limit)}"
            yield fault("payload", _where(mission), what)


def payload_over(points: tuple[tuple[float, float], ...], aircraft: Aircraft, nm: float) -> float:
    """Stons over a leg of ``nm``: linear between published points, flat before, down to 0 at the ferry range."""
    return min(aircraft.payload_stons, _curve(points, aircraft, nm))


def _curve(points: tuple[tuple[float, float], ...], aircraft: Aircraft, nm: float) -> float:
    """The same, not cut to the planning payload."""
    if nm > aircraft.ferry_nm + 1e-5:
        return 0.0
    known = [point for point in points if point[0] <= aircraft.ferry_nm] or [(0.0, aircraft.payload_stons)]
    if known[-1][0] < aircraft.ferry_nm:
        known.append((aircraft.ferry_nm, 0.0))
    distances, stons = zip(*known, strict=True)
    return float(np.interp(nm, distances, stons))


def range_over(points: tuple[tuple[float, float], ...], aircraft: Aircraft, stons: float) -> float:
    """Longest leg in nm over which the type carries ``stons``, or its planning payload when that is less."""
    stons = min(stons, aircraft.payload_stons)
    corners = [nm for nm, _ in points if nm < aircraft.ferry_nm]
    ends = [0.0, *corners, aircraft.ferry_nm]
    near = max((nm for nm in ends if payload_over(points, aircraft, nm) >= stons), default=0.0)
    far = min((nm for nm in ends if nm > near), default=near)
    much, little = _curve(points, aircraft, near), _curve(points, aircraft, far)
    return near + (far - near) * min(1.0, max(0.0, much - stons) / (much - little)) if much > little else near


def range_payload(recount: Recount, mission: Mission, aircraft: Aircraft) -> float:
    """Payload that the longest loaded leg of a mission allows, but for legs refuelled in the air."""
    given = fuel_given(mission, recount.supporters.get(mission.id, ()))
    longest = max((stop.leg_nm for stop in mission.loaded_legs if stop.stop not in given), default=0.0)
    if mission.own:
        share = recount.scenario.movements[mission.own].dry_stons / mission.fleet.count
        return share if longest <= aircraft.ferry_nm + 1e-5 else 0.0
    return payload_over(recount.network.range_points.get(aircraft.id, ()), aircraft, longest)


def range_(recount: Recount) -> list[Finding]:
    """No leg beyond the ferry range, and no more cargo than the longest loaded leg allows.

    Legs refuelled in the air are held to the rule of refuelling.
    """
    found = []
    for mission, aircraft in recount.flights:
        given = fuel_given(mission, recount.supporters.get(mission.id, ()))
        for stop in mission.stops:
            if stop.leg_nm > aircraft.ferry_nm + 1e-5 and stop.stop not in given:
                what = f"leg of {number(stop.leg_nm)} nm, {aircraft.id} flies {number(aircraft.ferry_nm)} nm"
                found.append(fault("range", f"{mission.id} {stop.node} day {day_in(stop.arrive_h)}", what))
        limit = range_payload(recount, mission, aircraft)
        used = _together(loads(mission), ("bulk", "over", "out", "nat"))
        if used.exceeds(limit):
            what = f"carries {number(used.value)} st, its longest loaded leg allows {number(limit)} st"
            found.append(fault("range", _where(mission), what))
    return found
