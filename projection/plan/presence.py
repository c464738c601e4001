"""Who holds which station on which day, counted from the missions; and missions that nobody needs there."""

from collections.abc import Iterable

from projection.movement import watch
from projection.movement.instance import Instance
from projection.plan.missions import Mission, missions, only
from projection.plan.rows import Presence
from projection.solve.solution import Solution


def on_station(instance: Instance, flown: Iterable[Mission]) -> dict[tuple[str, int], list[str]]:
    """Missions by (station, day wanted) on which they are there, sorted."""
    there: dict[tuple[str, int], list[str]] = {key: [] for key in watch.gaps(instance)}
    for mission in flown:
        for day in mission.option.days_on if mission.tanker is None else ():
            if (mission.option.station, mission.day + day) in there:
                there[mission.option.station, mission.day + day].append(mission.id)
    return {key: sorted(names) for key, names in sorted(there.items())}


def presence(instance: Instance, flown: Iterable[Mission]) -> list[Presence]:
    """Rows of presence.csv: every station on every day on which it is wanted."""
    return [
        Presence(
            station=station,
            day=day,
            wanted=instance.stations[station].count,
            on_station=len(names),
            missing=max(0, instance.stations[station].count - len(names)),
            who=";".join(names),
        )
        for (station, day), names in on_station(instance, flown).items()
    ]


def without_needless(instance: Instance, solution: Solution) -> Solution:
    """The same solution without missions that no station misses; of several the last to leave goes first."""
    flown = missions(instance, solution)
    there = {key: len(names) for key, names in on_station(instance, flown).items()}
    found = set()
    for mission in reversed(flown):
        station = mission.option.station
        days = [(station, mission.day + day) for day in mission.option.days_on]
        days = [key for key in days if key in there]
        if station and all(there[key] > instance.stations[station].count for key in days):
            found.add(mission.id)
            for key in days:
                there[key] -= 1
    return only(solution, [mission for mission in flown if mission.id not in found]) if found else solution


def gaps(instance: Instance, rows: Iterable[Presence]) -> float:
    """What is missing on stations, in weighted ston-days."""
    return sum((watch.gap_price(instance, row.station) * row.missing for row in rows), 0.0)
