"""Index sets of the way: stocks held forward, staging, storage, litters; for whom pools fly."""

from projection.movement.instance import NO_QUAY, Hold, Instance, Launch, Load, Move
from projection.movement.litters import lies
from projection.movement.pools import READY


def drawn(instance: Instance) -> dict[str, tuple[Load, ...]]:
    """Loads by the stock that they draw from."""
    rows: dict[str, list[Load]] = {}
    for load in instance.loads if instance.draws else ():
        name = instance.draws.get((load[0], load[2], instance.pools[load[1]].poe))
        if name is not None:
            rows.setdefault(name, []).append(load)
    return {name: tuple(row) for name, row in sorted(rows.items())}


def changing(instance: Instance) -> list[Move]:
    """Cargo that changes over at a staging point with a limit."""
    return [
        move
        for move in instance.moves
        if (link := instance.links[move[2]]).staging
        and move[1] != "pax"
        and instance.staging_limits[link.link] is not None
    ]


def stored(instance: Instance) -> list[Hold]:
    """Cargo kept where storage is limited."""
    return [
        hold
        for hold in instance.holds
        if hold[1] not in NO_QUAY and ("storage", hold[2].removesuffix(READY)) in instance.limits
    ]


def flown_for(instance: Instance) -> dict[tuple[str, str], tuple[tuple[Launch, float], ...]]:
    """(fleet, member): hours of each launch for a member that has hours of its own."""
    rows: dict[tuple[str, str], list[tuple[Launch, float]]] = {}
    for launch in instance.launches if instance.member_hours else ():
        option = instance.options[launch[0]]
        if option.member:
            rows.setdefault((option.fleet, option.member), []).append((launch, option.size * option.hours))
    return {key: tuple(row) for key, row in sorted(rows.items())}


def lying(instance: Instance) -> dict[tuple[str, int], tuple[Load, ...]]:
    """(room, day): loads of people who lie."""
    rows: dict[tuple[str, int], list[Load]] = {}
    for load in instance.loads:
        if lies(instance, load):
            rows.setdefault((instance.pools[load[1]].room, load[3]), []).append(load)
    return {key: tuple(row) for key, row in sorted(rows.items())}
