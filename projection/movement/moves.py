"""Moves over shared land links and what is kept at their ends, on the days on which they can matter."""

from collections.abc import Mapping, Sequence

from projection.movement.access import Access
from projection.movement.instance import GROUP, Hold, Load, Move, Requirement
from projection.movement.land import Ways
from projection.movement.pools import DirectedLink, Pool


def moves_and_holds(
    access: Access,
    requirements: Mapping[str, Requirement],
    ways: tuple[Ways, Ways],
    links: Mapping[str, DirectedLink],
    pools: Mapping[str, Pool],
    loads: Sequence[Load],
) -> tuple[tuple[Move, ...], tuple[Hold, ...]]:
    """Moves and stocks where links are shared, on the days between first arrival and last departure.

    A ULN leaves its origin only on days on which its nation lets it go.
    """
    horizon = access.scenario.settings.horizon_days
    loaded: dict[tuple[str, str, str], list[int]] = {}
    landed: dict[tuple[str, str, str], list[int]] = {}
    for uln, name, cargo, day in loads:
        pool = pools[name]
        loaded.setdefault((uln, GROUP[cargo], pool.poe), []).append(day + pool.start)
        landed.setdefault((uln, GROUP[cargo], pool.pod), []).append(day + pool.landed)
    moves: set[Move] = set()
    holds: set[Hold] = set()
    for (uln, group, port), way in ways[0].items():
        if way.kind == "stock" and (uln, group, port) in loaded:
            first, last = requirements[uln].leave or 0, max(loaded[uln, group, port])
            forces = access.leaves(uln)
            for link in (links[name] for name in way.links):
                days = [day for day in range(first, last - link.days + 1) if access.at(forces, day)]
                moves |= {(uln, group, link.id, day) for day in days}
            holds |= {(uln, group, port, day) for day in range(first + way.days, last)}
    for (uln, group, port), way in ways[1].items():
        if way.kind == "stock" and (uln, group, port) in landed:
            first = min(landed[uln, group, port])
            last = first
            for link in (links[name] for name in way.links):
                moves |= {(uln, group, link.id, day) for day in range(first + 1, horizon - link.days + 1)}
                last = max(last, horizon - link.days)
            holds |= {(uln, group, port, day) for day in range(first + 1, last)}
    return tuple(sorted(moves)), tuple(sorted(holds))
