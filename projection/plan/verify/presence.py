"""Recount of presence: what is on station on each day, from the stops of missions, and what these obey."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft
from projection.plan.plan import rows_of
from projection.plan.rows import Presence
from projection.plan.verify.recount import HOURS_OFF, Mission, Recount, fault, number
from projection.scenario.presence import Station


def presence(recount: Recount) -> list[Finding]:
    """Missions on station are those of presence.csv, every day that a station is wanted stands there once.

    A mission holds a station that wants its fleet, from its node, for no longer than one stays.
    """
    found: list[Finding] = []
    there: dict[tuple[str, int], list[str]] = {
        (name, day): []
        for name, row in recount.scenario.wanted_stations.items()
        for day in row.days(recount.horizon)
    }
    for name, mission in recount.missions.items():
        if mission.station is not None:
            found += _mission(recount, mission, mission.station)
            for day in mission.on_station:
                there.get((mission.station.id, day), []).append(name)
    told = set()
    for row in rows_of(Presence, recount.plan.tables["presence"]):
        key, where = (row.station, row.day), f"{row.station} day {row.day}"
        if key not in there or key in told:
            found.append(fault("presence", where, "is not wanted there" if key not in there else "stands twice"))
            continue
        told.add(key)
        wanted, names = recount.scenario.stations[row.station].count, sorted(there[key])
        due = (wanted, len(names), max(0, wanted - len(names)), ";".join(names))
        if (row.wanted, row.on_station, row.missing, row.who) != due:
            what = f"{due[1]} of {wanted} on station ({due[3] or 'none'}), {due[2]} missing; the table says"
            what = f"{what} {row.on_station} of {row.wanted} ({row.who or 'none'}), {row.missing} missing"
            found.append(fault("presence", where, what))
    found += [fault("presence", f"{name} day {day}", "is left out") for name, day in sorted(set(there) - told)]
    return found


def _mission(recount: Recount, mission: Mission, row: Station) -> Iterator[Finding]:
    where = f"{mission.id} {row.id} day {mission.launch}"
    fleet = mission.fleet
    if row.id not in recount.scenario.wanted_stations:
        yield fault("presence", where, f"the posture {row.role} is off")
    if not row.held_by(fleet.id, fleet.lift, fleet.nation):
        yield fault("presence", where, f"{fleet.id} is none of those that may hold it")
    stop = next(one for one in mission.stops if one.purpose == "station")
    if stop.node != row.node:
        yield fault("presence", where, f"is held from {stop.node}, not from {row.node}")
    stay = stop.depart_h - stop.arrive_h - 2 * row.reach_h
    if stay > row.stay_days * 24 + HOURS_OFF:
        yield fault("presence", where, f"stays {number(stay)} h on station, {row.stay_days} days allowed")
    if mission.cargo:
        yield fault("presence", where, "carries cargo")
    most = recount.scenario.settings.rules.stops_max
    out = mission.stops.index(stop) - 1
    if isinstance(mission.lift, Aircraft) and out > most:
        yield fault("presence", where, f"{out} en-route stops on the way out, {most} allowed")
