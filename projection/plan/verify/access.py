"""Recount of access: who lets whom do what on the day, and what fits where."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np

from projection.errors import Finding
from projection.network.rows import Aircraft, Passage, Seaport, Ship
from projection.plan.rows import MissionStop
from projection.plan.verify.clock import typed_leg
from projection.plan.verify.days import day_in, days_about
from projection.plan.verify.recount import HOURS_OFF, Mission, Recount, fault, number
from projection.plan.verify.staging import staged
from projection.plan.verify.tracks import crossed_by, entries
from projection.route.borders import states_at, states_under


def _at(mission: Mission, stop: MissionStop, hour: float) -> str:
    return f"{mission.id} {stop.node} day {day_in(hour)}"


def forces(recount: Recount) -> list[Finding]:
    """The ULN's nation lets it go on the day that it leaves its origin, and that on which its own lift starts."""
    found = []
    for uln, _, node, day, amount in recount.outflow():
        movement = recount.scenario.movements[uln]
        if node not in recount.scenario.starts(movement) or amount <= 0:
            continue
        where = recount.network.places[movement.dest].nation
        if not recount.scenario.says(movement.nation, "forces", day, role=movement.role, where=where):
            what = f"leaves {node}, {movement.nation} does not let its forces go to {where} on that day"
            found.append(fault("forces", f"{uln} {node} day {day}", what))
    for mission in recount.missions.values():
        nation, day = mission.fleet.nation, mission.launch
        if not mission.own:
            continue
        movement = recount.scenario.movements[mission.own]
        where = recount.network.places[movement.dest].nation
        if not recount.scenario.says(nation, "forces", day, role=movement.role, where=where):
            what = f"leaves {mission.stops[0].node}, {nation} does not let its forces go on that day"
            found.append(fault("forces", f"{mission.id} {mission.own} day {day}", what))
    return found


def lift(recount: Recount) -> list[Finding]:
    """The fleet's nation releases its lift on the day of launch; what moves itself goes by forces."""
    found = []
    for name, mission in recount.missions.items():
        for role in () if mission.own else recount.roles_of(mission):
            if not recount.scenario.says(mission.fleet.nation, "lift", mission.launch, role=role):
                what = f"{mission.fleet.nation} does not release its lift on that day for {role}"
                found.append(fault("lift", f"{name} {mission.fleet.id} day {mission.launch}", what))
    return found


def bases(recount: Recount) -> list[Finding]:
    """The owner of every stop lets the flag use it on arrival and on departure, for what the mission carries."""
    found = []
    for mission in recount.missions.values():
        flag = mission.fleet.nation
        asked = ((stop, role) for stop in mission.ground for role in recount.roles_of(mission))
        for (stop, role), hour in ((one, hour) for one in asked for hour in (one[0].arrive_h, one[0].depart_h)):
            days = days_about(hour)
            if not any(recount.scenario.may_base(recount.network, stop.node, flag, day, role) for day in days):
                owner = recount.network.places[stop.node].nation
                what = f"{owner} does not let {flag} use {stop.node} on that day for {role}"
                found.append(fault("bases", _at(mission, stop, hour), what))
    return found


def overflight(recount: Recount) -> list[Finding]:
    """Every nation overflown allows the flag on the day that the leg starts; those that lines cross are listed."""
    found = []
    crossed = _crossed(recount)
    owners = _owners(recount)
    for mission, _ in recount.flights:
        flag = mission.fleet.nation
        for before, stop in mission.legs:
            days = days_about(before.depart_h)
            for nation in filter(None, stop.overflown.split(";")):
                if not any(recount.scenario.may_overfly(recount.network, nation, flag, day) for day in days):
                    what = f"{nation} does not let {flag} overfly on that day"
                    found.append(fault("overflight", _at(mission, stop, before.depart_h), what))
            listed = {*stop.overflown.split(";"), *owners.get(before.node, ()), *owners.get(stop.node, ())}
            if not typed_leg(recount, before.node, stop.node, "air"):
                for nation in sorted(crossed.get(stop.track, set()) - listed):
                    what = f"the way to {stop.node} crosses {nation}, which is not listed"
                    found.append(fault("overflight", _at(mission, stop, before.depart_h), what))
    return found


def _crossed(recount: Recount) -> Mapping[str, set[str]]:
    """States whose land the line of each air leg crosses, by track; none without geography."""
    if not recount.network.geography:
        return {}
    names = sorted({stop.track for mission, _ in recount.flights for stop in mission.stops if stop.track})
    lines = {name: list(pairwise(recount.plan.tracks[name])) for name in names}
    every = sorted({line for found in lines.values() for line in found})
    under = dict(zip(every, states_under(np.array(every, float).reshape(-1, 2, 2)), strict=True))
    return {name: set().union(*(under[line] for line in found)) for name, found in lines.items()}


def _owners(recount: Recount) -> Mapping[str, tuple[str, ...]]:
    """Owner of each airfield, and the state on whose land it lies."""
    if not recount.network.geography:
        return {}
    fields = list(recount.network.airfields.values())
    located = states_at(np.array([(row.lon, row.lat) for row in fields], float).reshape(-1, 2))
    return {row.id: (row.nation, state or row.nation) for row, state in zip(fields, located, strict=True)}


def passages(recount: Recount) -> list[Finding]:
    """Passages listed are open on the day of entry and take the ship; those that the line crosses are listed."""
    found: list[Finding] = []
    crossed: dict[str, tuple[str, ...]] = {}
    for mission, ship in recount.voyages:
        for before, stop in mission.legs:
            found += _listed(recount, mission, ship, (before, stop))
            if not stop.track or typed_leg(recount, before.node, stop.node, "sea"):
                continue
            if stop.track not in crossed:
                line = recount.plan.tracks[stop.track]
                crossed[stop.track] = crossed_by(line, recount.network.passages.values())
            boxes = {_box(recount, name) for name, _ in entries(stop)}
            for name in (name for name in crossed[stop.track] if _box(recount, name) not in boxes):
                what = f"the way to {stop.node} crosses {name}, which is not listed"
                found.append(fault("passages", _at(mission, stop, before.depart_h), what))
    return found


def _box(recount: Recount, name: str) -> tuple[float, float, float, float]:
    """Box of a passage; old and new locks of one canal share theirs, and a path takes one of them."""
    row = recount.network.passages[name]
    return row.west, row.south, row.east, row.north


def _listed(
    recount: Recount, mission: Mission, ship: Ship, leg: tuple[MissionStop, MissionStop]
) -> Iterator[Finding]:
    before, stop = leg
    last = before.depart_h
    for name, hour in entries(stop):
        row = recount.network.passages[name]
        where = f"{mission.id} {name} day {day_in(hour)}"
        if all(recount.scenario.closed("passage", name, day, default=not row.open) for day in days_about(hour)):
            yield fault("passages", where, f"{name} is shut on that day")
        for size, value, limit in _sizes(ship, row):
            if limit is not None and value > limit:
                what = f"{ship.id} has {size} {number(value)} m, {name} takes {number(limit)} m"
                yield fault("passages", where, what)
        if not last - HOURS_OFF <= hour <= stop.arrive_h + HOURS_OFF:
            what = f"entered at hour {number(hour)}, not between {number(last)} and {number(stop.arrive_h)}"
            yield fault("passages", where, what)
        last = hour


def _sizes(ship: Ship, place: Passage | Seaport) -> tuple[tuple[str, float, float | None], ...]:
    """Name, ship's figure and place's limit of draft, beam and length."""
    return (
        ("draft", ship.draft_m, place.draft_m),
        ("beam", ship.beam_m, place.beam_m),
        ("length", ship.loa_m, place.loa_m),
    )


def runway(recount: Recount) -> list[Finding]:
    """Every field takes the type: length and surface."""
    found: list[Finding] = []
    for mission, aircraft in recount.flights:
        for stop in mission.ground:
            found += _runway(recount, mission, aircraft, stop)
    return found


def _runway(recount: Recount, mission: Mission, aircraft: Aircraft, stop: MissionStop) -> Iterator[Finding]:
    field = recount.network.airfields[stop.node]
    if field.runway_ft < aircraft.runway_ft:
        what = f"{aircraft.id} needs {number(aircraft.runway_ft)} ft, {field.id} has {number(field.runway_ft)} ft"
        yield fault("runway", _at(mission, stop, stop.arrive_h), what)
    if aircraft.paved_only and not field.paved:
        what = f"{aircraft.id} needs a paved runway, {field.id} has none"
        yield fault("runway", _at(mission, stop, stop.arrive_h), what)


def berth(recount: Recount) -> list[Finding]:
    """Every port has a berth of the ship's kind."""
    found = []
    for mission, ship in recount.voyages:
        for stop in mission.alongside:
            if getattr(recount.network.seaports[stop.node], f"berths_{ship.berth}") < 1:
                what = f"{stop.node} has no {ship.berth} berth for {ship.id}"
                found.append(fault("berth", _at(mission, stop, stop.arrive_h), what))
    return found


def _fits(recount: Recount, rule: str) -> list[Finding]:
    found = []
    for mission, ship in recount.voyages:
        for stop in mission.alongside:
            for size, value, limit in _sizes(ship, recount.network.seaports[stop.node]):
                if size == rule and limit is not None and value > limit:
                    what = f"{ship.id} has {size} {number(value)} m, {stop.node} takes {number(limit)} m"
                    found.append(fault(rule, _at(mission, stop, stop.arrive_h), what))
    return found


def draft(recount: Recount) -> list[Finding]:
    """Every port is deep enough."""
    return _fits(recount, "draft")


def beam(recount: Recount) -> list[Finding]:
    """Every port takes the ship's beam."""
    return _fits(recount, "beam")


def length(recount: Recount) -> list[Finding]:
    """Every port takes the ship's length."""
    return _fits(recount, "length")


def serves(recount: Recount) -> list[Finding]:
    """The fleet carries for the ULN's nation; what moves itself carries itself, nothing else, and all of it."""
    found = []
    for mission in recount.missions.values():
        for row in mission.cargo:
            where = f"{mission.id} {row.uln} day {row.loaded_day}"
            nation = recount.scenario.movements[row.uln].nation
            if mission.own not in ("", row.uln):
                found.append(fault("serves", where, f"{mission.fleet.id} carries {mission.own} only"))
            elif recount.scenario.movements[row.uln].moves_as is not None and not mission.own:
                found.append(
                    fault("serves", where, f"{row.uln} moves itself, {mission.fleet.id} does not carry it")
                )
            elif not {nation, "*"} & set(mission.fleet.serves):
                what = f"{mission.fleet.id} does not carry for {nation}"
                found.append(fault("serves", where, what))
    return found


def orders(recount: Recount) -> list[Finding]:
    """Mode, POE and POD as the ULN asks; not out before ALD, not in before EAD."""
    found: list[Finding] = []
    for mission in recount.missions.values():
        mode = "air" if isinstance(mission.lift, Aircraft) else "sea"
        for row in mission.cargo:
            movement = recount.scenario.movements[row.uln]
            where = f"{mission.id} {row.uln} day {row.loaded_day}"
            if movement.mode not in ("any", mode):
                found.append(fault("orders", where, f"goes by {mode}, ordered by {movement.mode}"))
            out, there = staged(recount, row.uln, row.poe, "out"), staged(recount, row.uln, row.pod, "in")
            ends = (("POE", row.poe, () if out else movement.poe), ("POD", row.pod, () if there else movement.pod))
            for role, node, choices in ends:
                if choices and node not in choices:
                    found.append(fault("orders", where, f"{role} is {node}, ordered {' or '.join(choices)}"))
            if movement.ead is not None and not there and row.landed_day < movement.ead:
                found.append(fault("orders", where, f"lands on day {row.landed_day}, EAD is {movement.ead}"))
    for uln, _, node, day, amount in recount.outflow():
        movement = recount.scenario.movements[uln]
        if node in recount.scenario.starts(movement) and amount > 0 and day < movement.ald:
            found.append(fault("orders", f"{uln} {node} day {day}", f"leaves before ALD {movement.ald}"))
    return found
