"""Plans side by side: what each delivers and when it closes, and what changes from the first to the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from projection.report.outcome import FIGURES, MODES, Outcome

SAME = 0.5
"""Stons, people or weighted ston-days by which a figure has to differ to be told."""


@dataclass(frozen=True)
class UlnChange:
    """A ULN that ends otherwise in one plan than in another; days None = never whole, status blank = not there."""

    uln: str
    rdd: int
    before: str
    after: str
    day_before: int | None
    day_after: int | None
    stons: float
    people: float

    @property
    def days(self) -> int | None:
        """Days by which it closes later; negative = earlier, None when it does not close in both."""
        if self.day_before is None or self.day_after is None:
            return None
        return self.day_after - self.day_before


@dataclass(frozen=True)
class ShareChange:
    """Lift, route or place that carries more or less: stons and people before and after."""

    kind: str
    name: str
    stons: tuple[float, float]
    people: tuple[float, float]


@dataclass(frozen=True)
class Difference:
    """What changes from the first plan to another one; figures are the other's less the first's."""

    first: str
    other: str
    figures: Mapping[str, float]
    ulns: tuple[UlnChange, ...]
    shares: tuple[ShareChange, ...]
    tighter: tuple[tuple[str, str], ...]
    looser: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Comparison:
    """Plans by name with their figures, and the differences of all others from the first."""

    outcomes: tuple[Outcome, ...]
    differences: tuple[Difference, ...]


def compare(outcomes: Sequence[Outcome]) -> Comparison:
    """Compare two plans or more with the first of them."""
    first, *others = outcomes
    return Comparison(tuple(outcomes), tuple(_difference(first, other) for other in others))


def _difference(first: Outcome, other: Outcome) -> Difference:
    tight = [
        set(zip(row.tables["tight"]["rule"], row.tables["tight"]["place"], strict=True)) for row in (first, other)
    ]
    return Difference(
        first.name,
        other.name,
        _figures(first.figures, other.figures),
        _ulns(first.tables["ulns"], other.tables["ulns"]),
        _shares(first.tables["shares"], other.tables["shares"]),
        tuple(sorted(tight[1] - tight[0])),
        tuple(sorted(tight[0] - tight[1])),
    )


def _figures(first: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, float]:
    """Differences of the figures that both have and that are not the same."""
    found = {}
    for name, kind in FIGURES.items():
        if kind is not str and first[name] is not None and other[name] is not None:
            difference = other[name] - first[name]
            if abs(difference) > 1e-9:
                found[name] = difference
    return found


def _ulns(first: pd.DataFrame, other: pd.DataFrame) -> tuple[UlnChange, ...]:
    """ULNs that close on another day, end otherwise, or get another amount; the most days later first."""
    rows = [{str(row["uln"]): row for row in table.to_dict("records")} for table in (first, other)]
    found = []
    for uln in sorted({*rows[0], *rows[1]}):
        before, after = rows[0].get(uln), rows[1].get(uln)
        row = _change(uln, before, after)
        if (
            row.before != row.after
            or row.day_before != row.day_after
            or max(abs(row.stons), abs(row.people)) > SAME
        ):
            found.append(row)
    return tuple(sorted(found, key=_worst_first))


def _change(uln: str, before: Mapping[Any, Any] | None, after: Mapping[Any, Any] | None) -> UlnChange:
    there = after or before or {}
    return UlnChange(
        uln,
        int(there["rdd"]),
        str(before["status"]) if before else "",
        str(after["status"]) if after else "",
        _day(before),
        _day(after),
        _got(after, "delivered_stons") - _got(before, "delivered_stons"),
        _got(after, "delivered_people") - _got(before, "delivered_people"),
    )


def _day(row: Mapping[Any, Any] | None) -> int | None:
    return None if row is None or pd.isna(row["closure_day"]) else int(row["closure_day"])


def _got(row: Mapping[Any, Any] | None, name: str) -> float:
    return float(row[name]) if row else 0.0


def _worst_first(row: UlnChange) -> tuple[int, float, float, str]:
    lost = row.day_after is None and row.day_before is not None
    won = row.day_before is None and row.day_after is not None
    return (0 if lost else 2 if won else 1, -(row.days or 0), row.stons, row.uln)


def _shares(first: pd.DataFrame, other: pd.DataFrame) -> tuple[ShareChange, ...]:
    """Lift, routes and places with another amount, by kind, the largest change first."""
    sums = [
        {(str(row["kind"]), str(row["name"])): row for row in table.to_dict("records")} for table in (first, other)
    ]
    found = []
    for kind, name in sorted({*sums[0], *sums[1]}):
        rows = [part.get((kind, name)) for part in sums]
        stons = (_got(rows[0], "stons"), _got(rows[1], "stons"))
        people = (_got(rows[0], "people"), _got(rows[1], "people"))
        if abs(stons[1] - stons[0]) > SAME or abs(people[1] - people[0]) > SAME:
            found.append(ShareChange(kind, name, stons, people))
    order = ("lift", "route", "place")
    size = {row: max(abs(row.stons[1] - row.stons[0]), abs(row.people[1] - row.people[0])) for row in found}
    return tuple(sorted(found, key=lambda row: (order.index(row.kind), -size[row], row.name)))


def by_mode(outcome: Outcome, kind: str) -> dict[str, float]:
    """Stons or people that each mode delivers."""
    return {mode: float(outcome.figures[f"{mode}_{kind}"]) for mode in MODES}
