"""People on the way back of missions: who travels so, and what the seats hold leg by leg."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft
from projection.plan.rows import Manifest, MissionStop
from projection.plan.verify.days import day_ended, day_in
from projection.plan.verify.recount import Mission, Recount, Sum, amount_of, fault, number


def returns(mission: Mission, row: Manifest) -> bool:
    """Whether a row of the manifest travels from the mission's last POD towards its base."""
    pods = [stop.node for stop in mission.stops if stop.purpose == "offload"]
    return bool(pods) and row.poe == pods[-1] and row.pod not in pods


def leaving(mission: Mission, row: Manifest) -> MissionStop:
    """Stop at which those who return get off: the first at that place after the last POD."""
    later = mission.stops[mission.offload + 1 :]
    return next((stop for stop in later if stop.node == row.pod), mission.stops[-1])


def seats(recount: Recount, mission: Mission) -> Iterator[Finding]:
    """On every leg back no more people than seats, and nothing but people of ULNs that are evacuated."""
    rows = [row for row in mission.cargo if returns(mission, row)]
    for row in rows:
        where = f"{mission.id} {row.uln} day {row.loaded_day}"
        if row.cargo != "pax" or recount.scenario.movements[row.uln].role != "evacuation":
            yield fault(
                "payload", where, f"{row.cargo} of {row.uln} on the way back, which is for people evacuated"
            )
    for stop in mission.stops[mission.offload + 1 :] if rows else ():
        aboard = Sum()
        for row in rows:
            if leaving(mission, row).stop >= stop.stop:
                aboard.add(seats_of(recount, mission, row))
        if aboard.exceeds(float(mission.lift.pax)):
            what = f"{number(aboard.value)} people on the way back, {mission.lift.id} seats {mission.lift.pax}"
            yield fault("payload", f"{mission.id} {stop.node} day {day_in(stop.arrive_h)}", what)


def times(mission: Mission, row: Manifest) -> Iterator[Finding]:
    """Those who return get on when the mission is at its POD, and are off when their stop or the mission ends."""
    there, off = mission.stops[mission.offload], leaving(mission, row)
    where = f"{mission.id} {row.uln} day {row.loaded_day}"
    if row.loaded_day != day_in(there.arrive_h):
        what = (
            f"gets on at {row.poe} on day {row.loaded_day}, the mission is there on day {day_in(there.arrive_h)}"
        )
        yield fault("clock", where, what)
    due = day_ended(off.arrive_h + off.work_h)
    if row.landed_day < due:
        yield fault("clock", where, f"gets off at {row.pod} on day {row.landed_day}, not before day {due}")


def seats_of(recount: Recount, mission: Mission, row: Manifest) -> float:
    """Seats in whose place the people of a row travel: one each, or those of a litter for those who lie."""
    if isinstance(mission.lift, Aircraft) and recount.scenario.movements[row.uln].lying:
        return amount_of(row) * mission.lift.litter_seats
    return amount_of(row)
