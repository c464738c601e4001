"""Recount of pools whose members have hours of their own: for whom each mission goes, and how long they fly."""

from projection.errors import Finding
from projection.plan.verify.recount import Mission, Recount, Sums, fault, number, tally


def flown_for(recount: Recount) -> Sums:
    """Hours under way by ("fleet member", "hours", last day of the horizon), to the end of each mission."""
    sums: Sums = {}
    for mission in recount.missions.values():
        for nation in _nations(recount, mission):
            for stop in mission.stops[1:]:
                tally(sums, (f"{mission.fleet.id} {nation}", "hours", recount.horizon - 1), stop.leg_h)
    return sums


def hours_limit(recount: Recount, place: str, _: str, __: int) -> float:
    """Hours of a member, by fleet and nation; `KeyError` for what is no member."""
    fleet, nation = place.split(" ")
    return recount.scenario.member_hours[fleet][nation]


def member_hours(recount: Recount) -> list[Finding]:
    """A mission of such a fleet carries one member's cargo, and those of a member keep within its hours."""
    found = []
    for mission in recount.missions.values():
        nations = _nations(recount, mission)
        if len(nations) > 1:
            what = f"carries for {' and '.join(nations)}, and flies the hours of one member"
            found.append(fault("member_hours", f"{mission.id} day {mission.launch}", what))
    for (place, _, _), used in sorted(flown_for(recount).items()):
        fleet, nation = place.split(" ")
        limit = recount.scenario.member_hours[fleet].get(nation, 0.0)
        if used.exceeds(limit):
            what = f"{number(used.value)} h under way for {nation}, which has {number(limit)} h"
            found.append(fault("member_hours", fleet, what))
    return found


def _nations(recount: Recount, mission: Mission) -> list[str]:
    """Nations whose cargo or people a mission carries, when its fleet counts the hours of members."""
    if mission.fleet.id not in recount.scenario.member_hours:
        return []
    return sorted({recount.scenario.movements[row.uln].nation for row in mission.cargo})
