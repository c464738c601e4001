"""What reaches a destination when: loads with a delivery day of their own, and moves over a last land link."""

from collections.abc import Collection, Mapping

from projection.movement.instance import GROUP, Instance, Load, Move


def arrivals(
    instance: Instance, ulns: Collection[str]
) -> Mapping[tuple[str, str], Mapping[int, tuple[Load | Move, ...]]]:
    """Loads and moves that end at the destination of their ULN, by (u, g) and the day on which they are there."""
    found: dict[tuple[str, str], dict[int, list[Load | Move]]] = {}
    for load in instance.loads:
        day = instance.delivered(load) if load[0] in ulns else None
        if day is not None:
            found.setdefault((load[0], GROUP[load[2]]), {}).setdefault(day, []).append(load)
    for move in instance.moves:
        uln, group, link, leaves = move
        if uln in ulns and instance.links[link].end == instance.requirements[uln].dest:
            day = leaves + instance.links[link].days - 1
            found.setdefault((uln, group), {}).setdefault(day, []).append(move)
    return {
        key: {day: tuple(flows) for day, flows in sorted(by_day.items())} for key, by_day in sorted(found.items())
    }
