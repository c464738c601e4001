"""Limits of a problem by rule and place: the rows that state each, and what one unit more adds to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from projection.movement.instance import Instance
from projection.movement.limits import BERTHS
from projection.network.network import Network
from projection.solve.matrix import Floats, Matrix


@dataclass(frozen=True, order=True)
class Limit:
    """What may bind: a rule, and the fleet, node, link or stock for which it does; names as in utilisation.csv."""

    rule: str
    place: str


@dataclass(frozen=True)
class Unit:
    """One unit more of a limit: how much, and what it is called; ``days``: it may begin on any day."""

    amount: float
    one: str
    days: bool = True


UNITS: Mapping[str, Unit] = {
    "tails": Unit(1, "one more tail or hull in {place}", days=False),
    "flying_hours": Unit(1, "one more flying hour a day for each tail of {place}", days=False),
    "quota": Unit(100, "100 more hours for {place}", days=False),
    "member_hours": Unit(100, "100 more hours for {place}", days=False),
    "working": Unit(1, "one more working spot at {place}"),
    "parking": Unit(1, "one more parking spot at {place}"),
    "fuel": Unit(100, "100 more stons of fuel a day at {place}"),
    **{rule: Unit(1, f"one more {kind} berth at {{place}}") for rule, kind in BERTHS.items()},
    "transits": Unit(1, "one more ship a day through {place}"),
    "leg_capacity": Unit(1, "one more mission over {place}"),
    "handling": Unit(100, "100 more stons a day over the quay of {place}"),
    "storage": Unit(100, "storage for 100 more stons at {place}"),
    "land": Unit(100, "100 more stons a day over {place}"),
    "land_pax": Unit(100, "100 more people a day over {place}"),
    "staging": Unit(100, "100 more stons a day changing over at {place}"),
    "stock": Unit(100, "100 more stons in stock {place}", days=False),
}
"""One unit of each rule that a planner can do something about."""

RowsOf = Mapping[Limit, tuple[tuple[int, int, float], ...]]
"""Rows of the matrix that state a limit: place, day (the last where it has none), amount of a unit."""


def rows_of_limits(instance: Instance, network: Network, problem: Matrix) -> RowsOf:
    """Every row that states a limit, with what one unit more adds to its right-hand side."""
    found: dict[Limit, list[tuple[int, int, float]]] = {}
    for row, (name, key) in enumerate(problem.rows):
        for limit, day, amount in _parts(instance, network, name, key):
            if amount > 0:
                found.setdefault(limit, []).append((row, day, amount))
    return {limit: tuple(rows) for limit, rows in sorted(found.items())}


def _parts(instance: Instance, network: Network, name: str, key: Any) -> list[tuple[Limit, int, float]]:
    """Limits that a row belongs to; one of flying hours belongs to the hours and to the tails."""
    last = instance.horizon - 1
    if name == "berths":
        return [(Limit(key[0], key[1]), key[2], 1.0)]
    if name == "land":
        rule = "land_pax" if key[1] == "pax" else "land"
        return [(Limit(rule, key[0]), key[2], UNITS[rule].amount)]
    if name in ("quota", "stock"):
        place = key[0] if isinstance(key, tuple) else key
        return [(Limit(name, place), last, UNITS[name].amount)]
    if name == "member_hours":
        return [(Limit(name, " ".join(key)), last, UNITS[name].amount)]
    if name == "tails":
        return [(Limit(name, key[0]), key[1], float(instance.fleets[key[0]].tails[key[1]] > 0))]
    if name == "flying_hours":
        fleet, day = instance.fleets[key[0]], key[1]
        window = min(instance.rules.use_window, instance.horizon)
        tails = fleet.tails[day - window + 1 : day + 1]
        more = fleet.use_rate_h * sum(count > 0 for count in tails)
        return [(Limit("tails", key[0]), day, more), (Limit(name, key[0]), day, float(sum(tails)))]
    if name in ("working", "parking"):
        field = network.airfields[key[0]]
        spots = field.mog_working if name == "working" else field.mog_parking
        slot_hours = instance.limit(name, *key) / spots if spots else 0.0
        return [(Limit(name, key[0]), key[1], slot_hours)]
    if name in UNITS:
        return [(Limit(name, key[0]), key[1], UNITS[name].amount)]
    return []


def worth(rows: RowsOf, gains: Floats) -> dict[Limit, float]:
    """What one unit more of each limit on all days is worth by row prices, weighted ston-days."""
    return {limit: sum(float(gains[row]) * amount for row, _, amount in found) for limit, found in rows.items()}


def raised(instance: Instance, problem: Matrix, rows: RowsOf, limit: Limit, first: int) -> Matrix:
    """The problem with one unit more of a limit from day ``first`` on."""
    upper = problem.row_upper.copy()
    for row, day, amount in rows[limit]:
        if day >= first:
            upper[row] += amount
    columns = problem.upper
    if limit.rule == "tails":
        columns = problem.upper + _sorties_of(instance, problem, lambda fleet: fleet == limit.place)
    return replace(problem, row_upper=upper, upper=columns)


def _sorties_of(instance: Instance, problem: Matrix, wanted: Callable[[str], bool]) -> Floats:
    """1 for each column that counts missions of a fleet, else 0."""
    marks = np.zeros(len(problem.columns))
    for place, (kind, key) in enumerate(problem.columns):
        if kind in ("sorties", "carrying"):
            option = key[0] if kind == "sorties" else key[1]
            marks[place] = float(wanted(instance.options[option].fleet))
    return marks
