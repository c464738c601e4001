"""Index sets of units: what is delivered when, and the days on which a row about a unit says something."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from projection.movement.deliveries import Delivered
from projection.movement.instance import GROUP, Instance, Load, Move
from projection.movement.units import deliveries, spans

Span = tuple[int, int]
Waits = tuple[str, str, str, int]
"""v, u, g, d: group g of u, unit v that it is about, day."""
Sided = tuple[str, str, str, str, int]
"""Side, m, u, g, d."""


@dataclass(frozen=True)
class UnitSets:
    """``closing`` days of each unit, ``need`` stons or people of each ULN's group, ``span`` of its deliveries."""

    delivered: Mapping[Delivered, tuple[Load | Move, ...]]
    span: Mapping[tuple[str, str], Span]
    need: Mapping[tuple[str, str], float]
    closing: Mapping[str, tuple[int, ...]]
    arrived: tuple[Delivered, ...]
    integrity: tuple[tuple[str, str, str], ...]
    spread: tuple[Sided, ...]
    predecessor: tuple[Waits, ...]
    marry_up: tuple[Sided, ...]
    last_arrival: tuple[tuple[str, int], ...]


def make_unit_sets(instance: Instance) -> UnitSets:
    """Every index set of units, sorted."""
    delivered = deliveries(instance)
    span = spans(delivered)
    closing: dict[str, list[int]] = {name: [] for name in instance.units}
    for name, day in instance.closes:
        closing[name].append(day)
    days = {name: tuple(found) for name, found in closing.items()}
    need: dict[tuple[str, str], float] = {}
    for uln, row in instance.requirements.items():
        for cargo, amount in row.amounts.items():
            need[uln, GROUP[cargo]] = need.get((uln, GROUP[cargo]), 0.0) + amount
    met = sorted({row.meets for row in instance.requirements.values() if row.meets is not None})
    return UnitSets(
        delivered=delivered,
        span=span,
        need=need,
        closing=days,
        arrived=tuple((*key, d) for key, (first, last) in sorted(span.items()) for d in range(first, last + 1)),
        integrity=tuple(
            (m, u, k)
            for m, unit in instance.units.items()
            for u in unit.ulns
            for k in sorted(instance.requirements[u].amounts)
        ),
        spread=tuple(_spread(instance, span, days)),
        predecessor=tuple(_predecessor(instance, span, days)),
        marry_up=tuple(_marry_up(instance, span, days)),
        last_arrival=tuple((m, d) for m in met for d in days.get(m, ())),
    )


def _spread(
    instance: Instance, span: Mapping[tuple[str, str], Span], closing: Mapping[str, tuple[int, ...]]
) -> Iterator[Sided]:
    """Days on which a group's deliveries may be too few for its unit to be whole, or begin too early for it."""
    for name, unit in instance.units.items():
        days = closing[name]
        ends = [(key, ends) for key, ends in sorted(span.items()) if key[0] in unit.ulns] if days else []
        for (uln, group), (first, last) in ends:
            for day in range(days[0], last):
                yield "whole", name, uln, group, day
            for day in range(first, days[-1] - unit.spread) if unit.spread is not None else ():
                yield "near", name, uln, group, day


def _predecessor(
    instance: Instance, span: Mapping[tuple[str, str], Span], closing: Mapping[str, tuple[int, ...]]
) -> Iterator[Waits]:
    for (uln, group), (first, last) in sorted(span.items()):
        for name in instance.requirements[uln].after:
            for day in _until(first, last, closing[name], 0):
                yield name, uln, group, day


def _marry_up(
    instance: Instance, span: Mapping[tuple[str, str], Span], closing: Mapping[str, tuple[int, ...]]
) -> Iterator[Sided]:
    for (uln, group), (first, last) in sorted(span.items()):
        row = instance.requirements[uln]
        if row.meets is None:
            continue
        days = closing[row.meets]
        for day in _until(first, last, days, row.meet_days):
            yield "not before", row.meets, uln, group, day
        for day in range(max(first - 1, days[0] + row.meet_days), last) if days else ():
            yield "not after", row.meets, uln, group, day


def _until(first: int, last: int, days: tuple[int, ...], ahead: int) -> list[int]:
    """Days up to that from which on nothing changes, and the last one for all that comes after."""
    steady = days[-1] - ahead if days else first
    return [*range(first, min(last, steady)), last]
