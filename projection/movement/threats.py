"""Days that a launch spends under threat, and what it costs in money and in lift kept from Europe."""

from collections.abc import Mapping, Sequence
from functools import cache

from projection.boxes import hours_between, parts_inside
from projection.movement.options import Option
from projection.scenario.politics import Threat

Track = tuple[tuple[float, float], ...]


def exposures(
    threats: Sequence[Threat], options: Mapping[str, Option], tracks: Mapping[str, Track]
) -> dict[tuple[str, int], float]:
    """Mission-days under threat of each launch, with those of its tankers; launches without any are left out.

    Legs count by their line in ``tracks``; one without a line (to a meeting in the air) does not count.
    """

    @cache
    def inside(track: str, number: int) -> tuple[tuple[float, float], ...]:
        row = threats[number]
        return parts_inside(tracks.get(track, ()), (row.west, row.south, row.east, row.north))

    def days(option: Option, launch: int) -> float:
        total = 0.0
        for count, part in option.missions:
            for stop in part.stops:
                end = launch * 24.0 + stop.arrive_h
                for number, row in enumerate(threats):
                    for piece in inside(stop.track, number) if stop.track else ():
                        hours = hours_between(piece, (end - stop.leg_h, end), (row.from_day, row.to_day))
                        total += count * row.weight * hours / 24.0
        return total

    found = {
        (name, day): days(option, day) for name, option in options.items() if threats for day in option.launches
    }
    return {launch: amount for launch, amount in found.items() if amount > 0}
