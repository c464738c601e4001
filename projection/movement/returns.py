"""Seats on the way back: people who are brought out travel on missions that return from where they are."""

from collections.abc import Collection, Container, Iterable, Mapping

from projection.movement.land import Ways
from projection.movement.options import Option
from projection.movement.pools import Pool
from projection.movement.timeline import Stop
from projection.route.types import Pair
from projection.scenario.rows import Fleet, Movement
from projection.scenario.scenario import Scenario
from projection.units import day_in, day_of

Ports = Mapping[tuple[str, str], tuple[str, ...]]
Call = tuple[str, int, int]
"""Stop at which people get off, and the days after launch on which they get on and off."""


def ways_out(scenario: Scenario, ways: tuple[Ways, Ways]) -> frozenset[Pair]:
    """(POE, POD) between which some ULN of role evacuation may travel."""
    found: set[Pair] = set()
    for uln, row in scenario.movements.items():
        if row.role == "evacuation" and row.pax:
            found |= {(poe, pod) for poe in _ports(uln, ways[0]) for pod in _ports(uln, ways[1])}
    return frozenset(found)


def _ports(uln: str, ways: Ways) -> set[str]:
    """Ports to or from which people of a ULN have a way."""
    return {
        port for (name, group, port), way in ways.items() if (name, group) == (uln, "pax") and way.kind != "staged"
    }


def pairs_for(fleet: Fleet, row: Movement, ports: Ports, kind: Container[str]) -> set[Pair]:
    """From a fleet's base to places of its kind where people wait who may get off at that base."""
    if row.role != "evacuation" or not row.pax or fleet.base not in ports[row.uln, "in"]:
        return set()
    return {(fleet.base, port) for port in ports[row.uln, "out"] if port in kind and port != fleet.base}


def return_pools(
    options: Iterable[Option],
    wanted: Collection[Pair],
    barred: Mapping[str, tuple[str, ...]],
    wounded: bool = False,
) -> dict[str, Pool]:
    """Pools of options on their way back, alike in where and when people get on and off; seats are shared.

    ``wounded``: some ULN lies, so that options are only alike when a litter takes as many seats.
    """
    groups: dict[tuple[object, ...], list[Option]] = {}
    for option in options if wanted else ():
        calls, payload = _calls(option, wanted), option.payload
        kind = option.lift if option.mode == "sea" else ""
        seats = payload.litter_seats if wounded else 0.0
        who = (option.serves, option.carries, barred.get(option.id, ()))
        key = (option.mode, option.pods[-1], calls, *who, kind, seats)
        if calls and payload.pax + payload.litters > 0:
            groups.setdefault(key, []).append(option)
    pools: dict[str, Pool] = {}
    count: dict[str, int] = {}
    for members in sorted(groups.values(), key=lambda found: found[0].id):
        first, shared = members[0], ""
        for node, start, landed in _calls(first, wanted):
            stem = f"{first.mode}/{first.pods[-1]}-{node}/back"
            count[stem] = count.get(stem, 0) + 1
            name = f"{stem}/{count[stem]}"
            shared = shared or name
            names = tuple(sorted(option.id for option in members))
            pools[name] = _pool(first, name, names, (node, start, landed), barred.get(first.id, ()), shared)
    return pools


def _pool(
    first: Option, name: str, members: tuple[str, ...], call: Call, barred: tuple[str, ...], shared: str
) -> Pool:
    """Pool of options like the ``first``, from its last POD to one of its calls on the way back."""
    node, start, landed = call
    return Pool(
        id=name,
        mode=first.mode,
        poe=first.pods[-1],
        pod=node,
        landed=landed,
        serves=first.serves,
        options=members,
        quay=(),
        carries=first.carries,
        barred=barred,
        shared=shared,
        start=start,
        back=True,
    )


def _calls(option: Option, wanted: Collection[Pair]) -> tuple[Call, ...]:
    """Stops after the last POD where people may get off, with the days on which they get on and off."""
    place = max(i for i, stop in enumerate(option.stops) if stop.purpose == "offload")
    there = option.stops[place]
    start = day_in(there.arrive_h)
    calls: dict[str, Stop] = {}
    for stop in option.stops[place + 1 :]:
        if (there.node, stop.node) in wanted:
            calls.setdefault(stop.node, stop)
    return tuple((node, start, day_of(stop.arrive_h + stop.work_h)) for node, stop in calls.items())
