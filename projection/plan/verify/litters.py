"""Recount of wounded who lie: each on a litter of an aircraft that has some, in the place of its seats."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft
from projection.plan.verify.recount import Mission, Recount, Sum, fault, number
from projection.plan.verify.returning import returns, seats_of


def litters(recount: Recount) -> list[Finding]:
    """No more people who lie on a mission, out or back, than its type has litters."""
    return [finding for mission in recount.missions.values() for finding in _mission(recount, mission)]


def _mission(recount: Recount, mission: Mission) -> Iterator[Finding]:
    there = mission.lift.litters if isinstance(mission.lift, Aircraft) else 0
    for back, words in ((False, "out"), (True, "back")):
        lie = Sum()
        for row in mission.cargo:
            lying = row.cargo == "pax" and recount.scenario.movements[row.uln].lying
            if lying and returns(mission, row) == back:
                lie.add(float(row.pax))
        if lie.exceeds(there):
            what = f"{number(lie.value)} people lie on the way {words}, {mission.lift.id} has {there} litters"
            where = f"{mission.id} {mission.stops[mission.onload].node} day {mission.launch}"
            yield fault("litters", where, what)


def seated(recount: Recount, mission: Mission) -> Sum:
    """Seats that people take on the way out."""
    total = Sum()
    for row in mission.cargo:
        if row.cargo == "pax" and not returns(mission, row):
            total.add(seats_of(recount, mission, row))
    return total
