"""Index set of presence: which launches hold a station on a day."""

from projection.movement.instance import Instance, Launch
from projection.movement.watch import gaps


def presence_sets(instance: Instance) -> dict[tuple[str, int], tuple[Launch, ...]]:
    """(station, day wanted): launches that are on station then."""
    rows: dict[tuple[str, int], list[Launch]] = {key: [] for key in gaps(instance)}
    for launch in instance.launches:
        option = instance.options[launch[0]]
        for day in option.days_on:
            if (option.station, launch[1] + day) in rows:
                rows[option.station, launch[1] + day].append(launch)
    return {key: tuple(row) for key, row in sorted(rows.items())}
