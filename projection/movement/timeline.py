"""The hours of one mission: every stop from leaving base to being back, relative to the start of loading."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from projection.network.rows import Aircraft
from projection.route.types import AirLeg
from projection.scenario.rows import Rules
from projection.units import day_in, day_of

LEAST_H = 1e-9
"""Hours; what lasts no longer takes no time."""


@dataclass(frozen=True)
class Stop:
    """One stop; hours count from the start of loading at the POE (before it they are negative).

    ``work_h`` hours on a working spot or at a berth; ``leg_nm``, ``leg_h`` from the stop before; ``passages``
    (id, hour of entry) of that leg; ``overflown`` nations of that leg; ``fuel_stons`` taken for the next leg.
    """

    node: str
    purpose: str
    arrive_h: float
    depart_h: float
    work_h: float
    leg_nm: float = 0.0
    leg_h: float = 0.0
    passages: tuple[tuple[str, float], ...] = ()
    overflown: tuple[str, ...] = ()
    fuel_stons: float = 0.0
    track: str = ""


class Timed:
    """What follows from the stops of a mission, by day after the launch that its hours count from."""

    stops: tuple[Stop, ...]

    @property
    def leaves(self) -> int:
        """Day on which the tail leaves base; negative before launch."""
        return day_in(self.stops[0].depart_h)

    @property
    def back(self) -> int:
        """Day on which the tail is back at base."""
        return day_of(self.stops[-1].arrive_h)

    @property
    def hours(self) -> float:
        """Hours under way from base to base."""
        return under_way_h(self.stops)

    @cached_property
    def flown(self) -> tuple[tuple[int, float], ...]:
        """Hours under way by day after launch."""
        total: dict[int, float] = {}
        for stop in self.stops[1:]:
            for day, hours in hours_by_day(stop.arrive_h - stop.leg_h, stop.arrive_h):
                total[day] = total.get(day, 0.0) + hours
        return tuple(sorted(total.items()))


def flown_nm(leg: AirLeg, rules: Rules) -> float:
    """Distance that practice flies on a leg: the shortest legal path and the planning allowance."""
    return leg.nm if leg.typed else leg.nm * (1 + rules.air_allowance)


def flight_h(leg: AirLeg, aircraft: Aircraft, rules: Rules) -> float:
    """Hours of a leg at block speed, or as typed."""
    return leg.hours if leg.hours is not None else flown_nm(leg, rules) / aircraft.block_kt


@dataclass(frozen=True)
class Flight:
    """The legs of an air mission: to the POE (none when it is the base), out to the POD, back to the base."""

    position: AirLeg | None
    out: tuple[AirLeg, ...]
    back: tuple[AirLeg, ...]


def air_stops(flight: Flight, aircraft: Aircraft, rules: Rules, staged: bool) -> tuple[Stop, ...]:
    """Stops of an air mission.

    A crew comes on duty when loading starts. Without staged crews it rests at a stop for ``crew_rest_h`` when
    its duty would pass ``crew_duty_h`` by the next arrival (AFPAM 10-1403 plans crew duty and rest this way).
    """
    lead = flight_h(flight.position, aircraft, rules) if flight.position else 0.0
    base = flight.position.start if flight.position else flight.out[0].start
    first = Stop(base, "position", -lead, -lead, 0.0, fuel_stons=lead * aircraft.fuel_stons_h)
    legs = (*flight.out, *flight.back)
    stops = [first, _onload(flight, aircraft, rules, lead)]
    duty = aircraft.onload_h
    for index, leg in enumerate(legs):
        hours = flight_h(leg, aircraft, rules)
        duty += hours
        arrive = stops[-1].depart_h + hours
        following = legs[index + 1] if index + 1 < len(legs) else None
        purpose = _purpose(index, len(flight.out), following)
        work = {"offload": aircraft.offload_h, "enroute": aircraft.enroute_h, "return": 0.0}[purpose]
        stay, fuel = work, 0.0
        if following is not None:
            next_h = flight_h(following, aircraft, rules)
            fuel = next_h * aircraft.fuel_stons_h
            rests = not staged and duty + work + next_h > rules.crew_duty_h
            stay = max(work, rules.crew_rest_h) if rests else work
            duty = 0.0 if rests else duty + work
            purpose = "rest" if rests and purpose == "enroute" else purpose
        stops.append(_air_stop(leg, purpose, (arrive, arrive + stay, work), (hours, fuel), rules))
    return tuple(stops)


def _onload(flight: Flight, aircraft: Aircraft, rules: Rules, lead: float) -> Stop:
    fuel = flight_h(flight.out[0], aircraft, rules) * aircraft.fuel_stons_h
    hours = (0.0, aircraft.onload_h, aircraft.onload_h)
    if flight.position is None:
        return Stop(flight.out[0].start, "onload", *hours, fuel_stons=fuel)
    return _air_stop(flight.position, "onload", hours, (lead, fuel), rules)


def _purpose(index: int, loaded: int, following: AirLeg | None) -> str:
    if index == loaded - 1:
        return "offload"
    return "return" if following is None else "enroute"


def _air_stop(
    leg: AirLeg,
    purpose: str,
    hours: tuple[float, float, float],
    leg_h_fuel: tuple[float, float],
    rules: Rules,
) -> Stop:
    return Stop(
        leg.end,
        purpose,
        *hours,
        leg_nm=flown_nm(leg, rules),
        leg_h=leg_h_fuel[0],
        overflown=leg.nations,
        fuel_stons=leg_h_fuel[1],
        track=track_name(leg, rules),
    )


def track_name(leg: AirLeg, rules: Rules) -> str:
    """Name of an air leg's line; the same pair round other closures has another length, hence another name."""
    return f"air:{leg.start}>{leg.end}:{flown_nm(leg, rules):.1f}"


def hours_by_day(start_h: float, end_h: float) -> tuple[tuple[int, float], ...]:
    """Split the hours from ``start_h`` to ``end_h`` over the days they fall on (day, hours).

    What is left of a day within a hair of midnight counts with the day beside it; nothing is lost.
    """
    if end_h - start_h <= LEAST_H:
        return ()
    days = days_touched(start_h, end_h)
    turns = [start_h, *(day * 24.0 for day in days[1:]), end_h]
    return tuple((day, end - start) for day, (start, end) in zip(days, pairwise(turns), strict=True))


def days_touched(start_h: float, end_h: float) -> range:
    """Days on which any part of ``start_h`` to ``end_h`` falls."""
    first = day_in(start_h)
    return range(first, max(day_of(end_h), first) + 1)


def under_way_h(stops: Sequence[Stop]) -> float:
    """Hours flown or sailed from base to base."""
    return sum(stop.leg_h for stop in stops)
