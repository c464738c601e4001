"""What reaches a destination when: loads with a delivery day of their own, and moves over a last land link."""

from collections.abc import Collection

from projection.movement.instance import GROUP, Instance, Load, Move

Delivered = tuple[str, str, int]
"""u, g, d: group g of ULN u reaches its destination on day d."""


def delivered_by_day(instance: Instance, ulns: Collection[str]) -> dict[Delivered, tuple[Load | Move, ...]]:
    """What reaches the destination of some ULNs by ULN, group and day; sorted."""
    found: dict[Delivered, list[Load | Move]] = {}
    for load in instance.loads:
        day = instance.delivered(load) if load[0] in ulns else None
        if day is not None:
            found.setdefault((load[0], GROUP[load[2]], day), []).append(load)
    for move in instance.moves:
        uln, group, name, start = move
        link = instance.links[name]
        if uln in ulns and link.end == instance.requirements[uln].dest:
            found.setdefault((uln, group, start + link.days - 1), []).append(move)
    return {key: tuple(found[key]) for key in sorted(found)}
