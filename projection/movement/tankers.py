"""Tanker sorties: which fleet refuels a leg in the air, from which airfield, and the hours of each sortie.

A tanker flies from its base to an airfield near the leg (none when the base is near), from there to the middle
of the leg, waits and gives its fuel, comes back to that airfield, and returns to base.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from projection.movement.access import Access
from projection.movement.air_options import Regime, enroute_fields, regimes
from projection.movement.chains import AirGraph, air_graph, runway_fault
from projection.movement.factors import TANKER_REACH_NM
from projection.movement.fleet_days import most_tails
from projection.movement.timeline import Stop, flight_h, flown_nm, track_name
from projection.network.network import Network
from projection.network.rows import Aircraft
from projection.route.borders import states_under
from projection.route.types import AirLeg, Legs
from projection.scenario.rows import Fleet, Rules
from projection.sphere import Point, distance_nm, halfway

STATION_H = 1.0
"""Hours that a tanker waits at the meeting point and gives fuel: planner's assumption."""


@dataclass(frozen=True)
class TankerWay:
    """Legs of a tanker to ``field``, ``nm`` from there to the meeting point over ``nations``, legs back."""

    out: tuple[AirLeg, ...]
    field: str
    nm: float
    nations: tuple[str, ...]
    back: tuple[AirLeg, ...]


class Tankers:
    """The tanker fleets that may refuel a fleet, and their ways to legs; each is sought once."""

    def __init__(self, network: Network, legs: Legs, access: Access, receiver: Fleet) -> None:
        self._network, self._legs, self._access = network, legs, access
        self._rules = access.scenario.settings.rules
        self._regimes: dict[str, Mapping[Regime, list[int]]] = {}
        self._graphs: dict[tuple[str, tuple[str, ...]], AirGraph] = {}
        self._found: dict[tuple[str, Regime, AirLeg], TankerWay | None] = {}
        self.fleets = tuple(
            fleet
            for _, fleet in sorted(access.scenario.fleets.items())
            if _refuels(network, fleet, receiver) and most_tails(access.scenario, fleet) > 0
        )

    def ways(self, fleet: Fleet, leg: AirLeg, days: Sequence[int]) -> Iterator[tuple[TankerWay, list[int]]]:
        """Quickest way of a fleet to the middle of a leg, for each regime of its flag with its ``days``."""
        if fleet.nation not in self._regimes:
            self._regimes[fleet.nation] = regimes(self._network, self._legs, self._access, fleet.nation)
        for (closed, stops), same in self._regimes[fleet.nation].items():
            common = sorted(set(days) & set(same))
            if not common:
                continue
            key = (fleet.id, (closed, stops), leg)
            if key not in self._found:
                self._found[key] = self._way(fleet, leg, self._graph(fleet, closed), (stops, same[0]))
            way = self._found[key]
            if way is not None:
                yield way, common

    def meet(self, leg: AirLeg, days: Sequence[int]) -> bool:
        """Whether some fleet has a way to the middle of a leg on some of ``days``."""
        return any(True for fleet in self.fleets for _ in self.ways(fleet, leg, days))

    def _graph(self, fleet: Fleet, closed: tuple[str, ...]) -> AirGraph:
        if (fleet.id, closed) not in self._graphs:
            fields = sorted({fleet.base, *enroute_fields(self._network)})
            aircraft = self._network.aircraft[fleet.lift]
            self._graphs[fleet.id, closed] = air_graph(
                self._network, self._legs.air[closed], fields, aircraft, self._rules
            )
        return self._graphs[fleet.id, closed]

    def _way(
        self, fleet: Fleet, leg: AirLeg, graph: AirGraph, where: tuple[Sequence[str], int]
    ) -> TankerWay | None:
        stops, day = where
        aircraft = self._network.aircraft[fleet.lift]
        point = halfway(leg.path)
        found: list[tuple[float, str, float, tuple[AirLeg, ...], tuple[AirLeg, ...]]] = []
        for field in sorted({fleet.base, *stops}):
            far = self._far(field, point)
            if far > TANKER_REACH_NM or runway_fault(self._network, field, aircraft):
                continue
            out = graph.chain(fleet.base, field, aircraft.ferry_nm, stops)
            back = graph.chain(field, fleet.base, aircraft.ferry_nm, stops)
            if field == fleet.base or (out and back):
                nm = far * (1 + self._rules.air_allowance)
                hours = sum(flight_h(way, aircraft, self._rules) + aircraft.enroute_h for way in (*out, *back))
                found.append((hours + 2 * nm / aircraft.block_kt, field, nm, out, back))
        for _, field, nm, out, back in sorted(found, key=lambda item: item[:2]):
            nations = self._overflown(field, point)
            if all(self._access.at(self._access.overfly(nation, fleet.nation), day) for nation in nations):
                return TankerWay(out, field, nm, nations, back)
        return None

    def _far(self, field: str, point: Point) -> float:
        row = self._network.airfields[field]
        return float(distance_nm(row.lat, row.lon, point[1], point[0]))

    def _overflown(self, field: str, point: Point) -> tuple[str, ...]:
        """States under the great circle to the meeting point, without the owner of the field."""
        if not self._network.geography:
            return ()
        row = self._network.airfields[field]
        return tuple(sorted(_states((row.lon, row.lat), point) - {row.nation}))


@cache
def _states(start: Point, end: Point) -> frozenset[str]:
    """States under a great circle; asked again for many fleets and pairs."""
    return frozenset(states_under(np.array([[start, end]]))[0])


def _refuels(network: Network, fleet: Fleet, receiver: Fleet) -> bool:
    """Whether a fleet is of tankers that refuel, and serves the receiver's flag."""
    lift = network.aircraft.get(fleet.lift)
    tanker = fleet.refuels and lift is not None and lift.offload_fuel_stons > 0
    return tanker and bool({"*", receiver.nation} & set(fleet.serves))


@dataclass(frozen=True)
class _Step:
    """One leg of a sortie: its end, distance, hours, nations overflown and line."""

    node: str
    nm: float
    hours: float
    nations: tuple[str, ...]
    track: str = ""


def tanker_stops(
    way: TankerWay, aircraft: Aircraft, rules: Rules, fleet: Fleet, meet_h: float, given_stons: float
) -> tuple[Stop, ...]:
    """Stops of a sortie that has given ``given_stons`` of fuel by hour ``meet_h`` of the mission it refuels.

    The tanker takes that fuel, and its own for both ways, at the airfield from which it flies to the meeting
    point. Without staged crews its crew rests at every stop.
    """
    steps, meet = _steps(way, aircraft, rules), len(way.out)
    rest = 0.0 if fleet.staged_crews else rules.crew_rest_h
    hours = [step.hours for step in steps]
    need = [hours[i] * aircraft.fuel_stons_h for i in range(len(steps))] + [0.0]
    need[meet], need[meet + 1] = need[meet] + need[meet + 1] + given_stons, 0.0
    stops = [Stop(fleet.base, "position", 0.0, 0.0, 0.0, fuel_stons=need[0])]
    for i, step in enumerate(steps):
        arrive = stops[-1].depart_h + step.hours
        purpose = "refuel" if i == meet else "return" if i == len(steps) - 1 else "rest" if rest else "enroute"
        work = aircraft.enroute_h if purpose in ("enroute", "rest") else 0.0
        stay = max(work, rest) if work or purpose == "rest" else 0.0
        fuel = need[i + 1]
        stops.append(
            Stop(
                step.node,
                purpose,
                arrive,
                arrive + stay,
                work,
                step.nm,
                step.hours,
                (),
                step.nations,
                fuel,
                step.track,
            )
        )
    late = meet_h - stops[meet + 1].arrive_h
    return tuple(replace(stop, arrive_h=stop.arrive_h + late, depart_h=stop.depart_h + late) for stop in stops)


def _steps(way: TankerWay, aircraft: Aircraft, rules: Rules) -> list[_Step]:
    there = way.nm / aircraft.block_kt

    def step(leg: AirLeg) -> _Step:
        hours = flight_h(leg, aircraft, rules)
        return _Step(leg.end, flown_nm(leg, rules), hours, leg.nations, track_name(leg, rules))

    return [
        *(step(leg) for leg in way.out),
        _Step(way.field, way.nm, there + STATION_H, way.nations),
        _Step(way.field, way.nm, there, way.nations),
        *(step(leg) for leg in way.back),
    ]
