"""Recount of caveats: whose cargo may pass which places, and where a nation's yes does not reach."""

from functools import partial
from itertools import product

from projection.errors import Finding
from projection.plan.plan import rows_of
from projection.plan.rows import RefusedOption
from projection.plan.verify.days import day_in, days_about
from projection.plan.verify.recount import Recount, fault


def transit(recount: Recount) -> list[Finding]:
    """The owner of every place at which cargo is aboard lets it pass on arrival and on departure."""
    found = []
    for mission in recount.missions.values() if _about(recount, "transit") else ():
        aboard = mission.stops[mission.onload : mission.offload + 1] if mission.cargo else ()
        times = [(stop, hour) for stop in aboard for hour in (stop.arrive_h, stop.depart_h)]
        for (stop, hour), (nation, role) in product(times, recount.senders(mission)):
            pass_on = partial(recount.scenario.may_pass, recount.network, stop.node, nation, role=role)
            if not any(pass_on(day) for day in days_about(hour)):
                owner = recount.network.places[stop.node].nation
                what = f"{owner} does not let {role} of {nation} pass {stop.node} on that day"
                found.append(fault("transit", f"{mission.id} {stop.node} day {day_in(hour)}", what))
    return found


def _about(recount: Recount, thing: str) -> bool:
    return any(row.thing == thing for row in recount.scenario.permissions)


def bars(recount: Recount) -> list[Finding]:
    """No mission uses, and no ULN lands at, a place to which the yes of its nation does not reach."""
    found = []
    scenario, places = recount.scenario, recount.network.places
    for mission in recount.missions.values():
        flag = mission.fleet.nation
        for role in () if mission.own else recount.roles_of(mission):
            for stop in mission.ground:
                if scenario.bars(flag, "lift", mission.launch, role, places[stop.node].nation):
                    what = f"{flag} bars its lift from places of {places[stop.node].nation}"
                    found.append(fault("bars", f"{mission.id} {stop.node} day {mission.launch}", what))
    for row in recount.manifests:
        movement = scenario.movements[row.uln]
        if scenario.bars(movement.nation, "forces", row.loaded_day, movement.role, places[row.pod].nation):
            what = f"{movement.nation} bars its forces from places of {places[row.pod].nation}"
            found.append(fault("bars", f"{row.mission} {row.pod} day {row.loaded_day}", what))
    return found


def posture(recount: Recount) -> list[Finding]:
    """What is of a role switched off is told as refused, and nothing carries it."""
    found = []
    told = {
        row.what for row in rows_of(RefusedOption, recount.plan.tables["refused_options"]) if row.rule == "posture"
    }
    carried = {row.uln for row in recount.manifests}
    for uln, row in recount.scenario.movements.items():
        off = not recount.scenario.settings.postures.has(row.role)
        if off != (uln in told):
            what = f"the posture {row.role} is {'off' if off else 'on'}, refused_options says otherwise"
            found.append(fault("posture", uln, what))
        if off and uln in carried:
            found.append(fault("posture", uln, f"is carried, and the posture {row.role} is off"))
    return found
