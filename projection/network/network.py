"""`Network`: the rows of a network folder by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from projection.network.rows import (
    Aircraft,
    Airfield,
    LandLink,
    Leg,
    LiftType,
    Nation,
    Passage,
    PayloadRange,
    Place,
    Seaport,
    Ship,
    Site,
)


@dataclass(frozen=True)
class Network:
    """Places, passages, links and lift types; every mapping is sorted by id. Never changed after reading.

    Without ``geography`` the typed ``legs`` are all that there are. ``period_h`` hours are a period of their
    capacity.
    """

    name: str
    nations: Mapping[str, Nation]
    airfields: Mapping[str, Airfield]
    seaports: Mapping[str, Seaport]
    sites: Mapping[str, Site]
    passages: Mapping[str, Passage]
    land_links: Mapping[str, LandLink]
    legs: tuple[Leg, ...]
    aircraft: Mapping[str, Aircraft]
    ships: Mapping[str, Ship]
    payload_range: tuple[PayloadRange, ...] = field(default=())
    geography: bool = True
    period_h: float = 24.0

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every node by id, sorted."""
        rows: dict[str, Place] = {**self.airfields, **self.seaports, **self.sites}
        return dict(sorted(rows.items()))

    @cached_property
    def lifts(self) -> Mapping[str, LiftType]:
        """Every lift type by id, sorted."""
        rows: dict[str, LiftType] = {**self.aircraft, **self.ships}
        return dict(sorted(rows.items()))

    @cached_property
    def locks(self) -> Mapping[str, tuple[Passage, ...]]:
        """For each passage those in its box, itself among them, by id: locks side by side, such as Panama's."""
        boxes: dict[tuple[float, ...], list[Passage]] = {}
        for _, row in sorted(self.passages.items()):
            boxes.setdefault((row.west, row.south, row.east, row.north), []).append(row)
        return {row.id: tuple(rows) for rows in boxes.values() for row in rows}

    @cached_property
    def leg_limits(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """Missions that may start a typed leg and the days in which, by (start, end), where there is a limit.

        What is given by period holds for the fewest whole days that are whole periods, counted from day 0.
        """
        limits: dict[tuple[str, str], tuple[int, int]] = {}
        days, periods = whole_periods(self.period_h)
        for row in self.legs:
            ways = [(row.from_node, row.to_node), (row.to_node, row.from_node)][: 1 + row.both_ways]
            if row.missions_period is not None:
                limits.update(dict.fromkeys(ways, (row.missions_period * periods, days)))
            elif row.missions_day is not None:
                limits.update(dict.fromkeys(ways, (row.missions_day, 1)))
        return dict(sorted(limits.items()))

    @cached_property
    def range_points(self) -> Mapping[str, tuple[tuple[float, float], ...]]:
        """Payload-range points (nm, stons) by aircraft type, by rising distance."""
        points: dict[str, list[tuple[float, float]]] = {}
        for row in self.payload_range:
            points.setdefault(row.lift, []).append((row.nm, row.stons))
        return {lift: tuple(sorted(found)) for lift, found in sorted(points.items())}


def whole_periods(period_h: float) -> tuple[int, int]:
    """The fewest whole days that are whole periods of ``period_h`` hours, and how many periods they are.

    A period is taken to the nearest thousandth part of a day or days: (1, 4) for 6 h, (7, 1) for a week.
    """
    share = Fraction(period_h / 24).limit_denominator(1000)
    return max(1, share.numerator), share.denominator
