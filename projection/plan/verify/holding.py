"""What follows from the stops of a mission that holds a station."""

import math
from collections.abc import Iterator
from functools import cached_property

from projection.network.rows import Aircraft, LiftType
from projection.plan.rows import MissionStop
from projection.plan.verify.days import split
from projection.scenario.presence import Station

_NOON_OFF = 1e-5
"""Hours by which an arrival may miss noon."""


class Holding:
    """Days on station and hours on orbit of a mission; none when ``station`` is None."""

    lift: LiftType
    stops: tuple[MissionStop, ...]
    station: Station | None

    @property
    def ground(self) -> tuple[MissionStop, ...]:
        """Stops that use a place: all but leaving base, refuelling in the air and being back."""
        return tuple(stop for stop in self.stops if stop.purpose not in ("position", "refuel", "return"))

    @property
    def alongside(self) -> tuple[MissionStop, ...]:
        """Stops at which a ship takes a berth: not on station."""
        return tuple(stop for stop in self.ground if stop.purpose != "station")

    @cached_property
    def on_station(self) -> range:
        """Days at whose noon it is on the station that it holds, within its reach of the node."""
        if self.station is None:
            return range(0)
        on = next(stop for stop in self.stops if stop.purpose == "station")
        start, end = on.arrive_h + self.station.reach_h, on.depart_h - self.station.reach_h
        return range(math.ceil((start - 12 - _NOON_OFF) / 24), math.ceil((end - 12 - _NOON_OFF) / 24))

    @property
    def orbit_h_day(self) -> float:
        """Hours that it flies on each day on station."""
        return self.station.orbit_h_day if self.station and isinstance(self.lift, Aircraft) else 0.0

    @property
    def orbit_h(self) -> float:
        """Hours on orbit in all."""
        return self.orbit_h_day * len(self.on_station)

    @property
    def flown(self) -> Iterator[tuple[int, float]]:
        """Hours under way and on orbit by day."""
        for stop in self.stops[1:]:
            yield from split(stop.arrive_h - stop.leg_h, stop.arrive_h)
        if self.orbit_h_day:
            yield from ((day, self.orbit_h_day) for day in self.on_station)

    @property
    def hours(self) -> float:
        """Hours under way from base to base, and on orbit."""
        return sum(stop.leg_h for stop in self.stops) + self.orbit_h
