"""Days on which stations are wanted, and what one missing there costs."""

from projection.movement.instance import Instance


def gaps(instance: Instance) -> tuple[tuple[str, int], ...]:
    """w, d: days on which each station is wanted."""
    return tuple((name, day) for name, row in instance.stations.items() for day in row.days(instance.horizon))


def gap_price(instance: Instance, station: str) -> float:
    """Weighted ston-days that one missing on a station costs a day."""
    row = instance.stations[station]
    return instance.weights.priority[row.priority - 1] * row.value_stons
