"""Wounded who lie: what they take of the aircraft that carry them."""

from projection.movement.instance import Instance, Load


def lies(instance: Instance, load: Load) -> bool:
    """Whether a load is of people who need litters."""
    return load[2] == "pax" and instance.requirements[load[0]].lying


def seats(instance: Instance, load: Load) -> float:
    """Seats in whose place each person of a load travels: one for who sits, those of a litter for who lies."""
    if not lies(instance, load):
        return 1.0
    return instance.options[instance.pools[load[1]].options[0]].payload.litter_seats
