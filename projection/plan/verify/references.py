"""Does every row speak of something that exists? Asked first: the other rules rely on it."""

from collections.abc import Iterator, Mapping, Sequence

from projection.errors import Finding
from projection.network.rows import Aircraft
from projection.plan.rows import Manifest, MissionStop
from projection.plan.verify.clock import typed_leg
from projection.plan.verify.recount import Recount, fault
from projection.plan.verify.tracks import ends_off_nm, entries
from projection.scenario.own import OwnFleet

_FARTHEST_H = 24 * 4000
"""Hours; no plan reaches further, and days are counted one by one."""
_TRACK_OFF_NM = 100
"""A line may end this far from its port, where the network of sea lanes begins."""
_ROLES = ("position", "onload", "offload", "return")
_OWN_ROLES = ("position", "onload", "offload")
_TWO_PORTS = {
    "onload": ("position", "onload", "onload", "offload", "return"),
    "offload": ("position", "onload", "offload", "offload", "return"),
}
"""Of ships that may call at two ports at one end, by what they do there."""
_TANKER_ROLES = ("position", "refuel", "return")
_STATION_ROLES = ("position", "station", "return")


def references(recount: Recount) -> list[Finding]:
    """Missions, ULNs, fleets, nodes, links, passages and tracks exist, and a mission's rows make one mission."""
    found: list[Finding] = []
    by_mission: dict[str, list[MissionStop]] = {}
    for stop in recount.stops:
        by_mission.setdefault(stop.mission, []).append(stop)
        found += _stop(recount, stop)
    for name, rows in by_mission.items():
        found += _mission(recount, name, rows)
    found += _supported(by_mission)
    found += _manifests(recount, by_mission)
    found += _tables(recount)
    return found


def _stop(recount: Recount, stop: MissionStop) -> Iterator[Finding]:
    network = recount.network
    where = f"{stop.mission} {stop.node} stop {stop.stop}"
    fields = network.airfields if stop.mode == "air" else network.seaports
    if stop.node not in fields:
        kind = "airfield" if stop.mode == "air" else "port"
        yield fault("references", where, f"{stop.node} is no {kind} of the network")
    farthest = max(abs(hours) for hours in (stop.arrive_h, stop.depart_h, stop.work_h, stop.leg_h))
    if farthest > _FARTHEST_H:
        yield fault("references", where, f"{farthest:g} hours are beyond all plans")
    if min(stop.work_h, stop.leg_nm, stop.leg_h, stop.fuel_stons) < 0:
        yield fault("references", where, "hours, distance or fuel are negative")
    if stop.track and stop.track not in recount.plan.tracks:
        yield fault("references", where, f"track {stop.track} is not in tracks.json")
    elif stop.track and not recount.plan.tracks[stop.track]:
        yield fault("references", where, f"track {stop.track} has no points")
    try:
        names = [name for name, _ in entries(stop)]
    except ValueError as error:
        yield fault("references", where, str(error))
    else:
        for name in names:
            if name not in network.passages:
                yield fault("references", where, f"{name} is no passage of the network")


def _mission(recount: Recount, name: str, rows: Sequence[MissionStop]) -> Iterator[Finding]:
    first = rows[0]
    same = {(row.fleet, row.lift, row.nation, row.mode, row.tail, row.supports, row.station) for row in rows}
    if len(same) > 1:
        yield fault(
            "references", name, "its rows differ in fleet, lift, nation, mode, tail, whom it supports or station"
        )
    fleet = recount.scenario.every_fleet.get(first.fleet)
    if fleet is None or fleet.lift != first.lift or first.lift not in recount.network.lifts:
        yield fault("references", name, f"there is no fleet {first.fleet} of {first.lift}")
        return
    if first.nation != fleet.nation:
        yield fault("references", name, f"flies the flag of {first.nation}, {fleet.id} that of {fleet.nation}")
    by_air = isinstance(recount.network.lifts[first.lift], Aircraft)
    if by_air != (first.mode == "air"):
        yield fault("references", name, f"{first.lift} does not go by {first.mode}")
    numbers = [row.stop for row in rows]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        yield fault("references", name, "its stops are not numbered one after the other")
    own = isinstance(fleet, OwnFleet)
    roles: tuple[str, ...] = _TANKER_ROLES if first.supports else _OWN_ROLES if own else _ROLES
    purposes: list[str] = [
        row.purpose for row in rows if row.purpose in {*_ROLES, *_TANKER_ROLES, *_STATION_ROLES}
    ]
    for purpose in _TWO_PORTS if fleet.two_ports and not by_air and not own else ():
        roles = _TWO_PORTS[purpose] if purposes.count(purpose) == 2 else roles
    if first.station and not own:
        roles = _STATION_ROLES
    if first.station and first.station not in recount.scenario.stations:
        yield fault("references", name, f"{first.station} is no station of the scenario")
    if tuple(purposes) != roles or rows[0].purpose != "position" or rows[-1].purpose != roles[-1]:
        yield fault("references", name, f"its stops are {', '.join(purposes)}, not {', '.join(roles)}")
    if {rows[0].node, (rows[0] if own else rows[-1]).node} != {fleet.base}:
        yield fault("references", name, f"runs {rows[0].node} to {rows[-1].node}, its base is {fleet.base}")
    yield from _ends(recount, name, rows)


def _supported(by_mission: Mapping[str, Sequence[MissionStop]]) -> Iterator[Finding]:
    """Tanker sorties support a mission that carries."""
    for name, rows in by_mission.items():
        for receiver in filter(None, rows[0].supports.split(";")):
            other = by_mission.get(receiver)
            if other is None or other[0].supports:
                yield fault("references", name, f"supports {receiver}, which is no mission that carries")


def _ends(recount: Recount, name: str, rows: Sequence[MissionStop]) -> Iterator[Finding]:
    """Each line joins the nodes of its leg; with geography every leg that is not typed has one."""
    places, tracks = recount.network.places, recount.plan.tracks
    for before, stop in zip(rows[:-1], rows[1:], strict=True):
        where = f"{name} {stop.node} stop {stop.stop}"
        meeting = "refuel" in (before.purpose, stop.purpose)
        drawn = recount.network.geography and before.node != stop.node and not meeting
        if drawn and not stop.track and not typed_leg(recount, before.node, stop.node, stop.mode):
            yield fault("references", where, f"the leg from {before.node} has no track")
        if not tracks.get(stop.track) or before.node not in places or stop.node not in places:
            continue
        start, end = places[before.node], places[stop.node]
        off = ends_off_nm(tracks[stop.track], (start.lon, start.lat), (end.lon, end.lat))
        if off > _TRACK_OFF_NM:
            what = f"track {stop.track} ends {off:.0f} nm from {before.node} or {stop.node}"
            yield fault("references", where, what)


def _manifests(recount: Recount, by_mission: Mapping[str, Sequence[MissionStop]]) -> Iterator[Finding]:
    """Each manifest names a mission, a ULN, and the ends of that mission; one class has no other's figures."""
    for row in recount.manifests:
        where = f"{row.mission} {row.uln} day {row.loaded_day}"
        if row.mission not in by_mission:
            yield fault("references", where, "there is no such mission")
        elif not _carried(by_mission[row.mission], row):
            calls = [stop.node for stop in by_mission[row.mission] if stop.purpose in ("onload", "offload")]
            what = f"goes {row.poe} to {row.pod}, its mission {' to '.join(calls)}"
            yield fault("references", where, what)
        if row.uln not in recount.scenario.movements:
            yield fault("references", where, f"{row.uln} is no ULN of the scenario")
        if min(row.stons, row.pax, row.sqft) < 0:
            yield fault("references", where, "stons, people or deck are negative")
        if (row.stons if row.cargo == "pax" else row.pax) != 0:
            yield fault("references", where, f"{row.cargo} counts {row.stons:g} stons and {row.pax:g} people")


def _carried(stops: Sequence[MissionStop], row: Manifest) -> bool:
    """Whether a mission goes between the ports of a row, on its way out or back."""
    calls = [stop for stop in stops if stop.purpose in ("onload", "offload")]
    if not calls:
        return False
    ends = [{stop.node for stop in calls if stop.purpose == purpose} for purpose in ("onload", "offload")]
    if row.poe in ends[0] and row.pod in ends[1]:
        return True
    return row.poe == calls[-1].node and row.pod in {stop.node for stop in stops if stop.stop > calls[-1].stop}


def _tables(recount: Recount) -> Iterator[Finding]:
    network, movements = recount.network, recount.scenario.movements
    for row in recount.onward:
        where = f"{row.uln} {row.link} day {row.leave_day}"
        link, point = network.land_links.get(row.link), recount.scenario.staging.get(row.link)
        if point is not None and (row.from_node, row.to_node) != (point.node_in, point.node_out):
            yield fault("references", where, f"{row.link} does not lead from {row.from_node} to {row.to_node}")
        if point is None and (link is None or {row.from_node, row.to_node} != {link.from_node, link.to_node}):
            yield fault("references", where, f"no link {row.link} joins {row.from_node} and {row.to_node}")
        if row.uln not in movements:
            yield fault("references", where, f"{row.uln} is no ULN of the scenario")
        if row.amount < 0:
            yield fault("references", where, "the amount is negative")
    for arrival in recount.arrivals:
        if arrival.uln not in movements or arrival.node not in network.places:
            where = f"{arrival.uln} {arrival.node} day {arrival.day}"
            yield fault("references", where, "there is no such ULN or node")
    for shortfall in recount.shortfalls:
        if shortfall.uln not in movements:
            yield fault("references", f"{shortfall.uln}", f"{shortfall.uln} is no ULN of the scenario")
