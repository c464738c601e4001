"""What came of each unit: when it was whole, and what its ULNs waited for."""

from collections.abc import Iterable, Mapping, Sequence

from projection.movement.instance import Instance, Requirement
from projection.plan.rows import Arrival, UnitClosing

NOISE = 1e-4
"""Stons or people that a solver's arithmetic may leave of a ULN."""


def whole_days(instance: Instance, arrived: Iterable[Arrival]) -> dict[str, int | None]:
    """Day on which each unit is whole: that of its last arrival; None when some of it never comes."""
    got: dict[str, float] = {}
    last: dict[str, int] = {}
    for row in arrived:
        if row.role == "dest":
            got[row.uln] = got.get(row.uln, 0.0) + row.amount
            last[row.uln] = max(last.get(row.uln, row.day), row.day)
    need = {uln: sum(row.amounts.values()) for uln, row in instance.requirements.items()}
    found: dict[str, int | None] = {}
    for name, unit in instance.units.items():
        whole = all(got.get(uln, 0.0) >= need[uln] - NOISE for uln in unit.ulns)
        found[name] = max(last[uln] for uln in unit.ulns) if whole else None
    return found


def unit_closings(instance: Instance, arrived: Sequence[Arrival]) -> list[UnitClosing]:
    """Rows of units.csv."""
    whole = whole_days(instance, arrived)
    rows = []
    for name, unit in instance.units.items():
        days = [row.day for row in arrived if row.role == "dest" and row.uln in unit.ulns]
        first, last = min(days, default=None), whole[name]
        needs = [instance.requirements[uln] for uln in unit.ulns]
        rows.append(
            UnitClosing(
                unit=name,
                ulns=";".join(unit.ulns),
                whole_day=last,
                first_day=first,
                spread=None if last is None or first is None else last - first,
                waited_for=";".join(sorted({text for need in needs for text in _waits(need, whole)})),
            )
        )
    return rows


def _waits(row: Requirement, whole: Mapping[str, int | None]) -> list[str]:
    names = [*row.after, *([row.meets] if row.meets is not None else [])]
    return [name if whole.get(name) is None else f"{name}@{whole[name]}" for name in names]


def reasons(
    instance: Instance, row: Requirement, whole: Mapping[str, int | None], closed: int | None, status: str
) -> list[str]:
    """What units and dates add to why a ULN ends as it does; ``closed`` the day on which it closed."""
    found = []
    if status in ("late", "short"):
        found += [f"waited for {name}, {_when(whole.get(name))}" for name in row.after]
        found += [f"meets {row.meets}, {_when(whole.get(row.meets))}"] if row.meets is not None else []
        unit = instance.counted.get(row.uln)
        found += [f"counts with unit {unit}, {_when(whole[unit])}"] if unit is not None else []
    if row.crd is not None and closed is not None:
        off = closed - row.crd
        found.append(f"closed {abs(off)} days {'before' if off < 0 else 'after'} CRD" if off else "closed on CRD")
    return found


def _when(day: int | None) -> str:
    return "never whole" if day is None else f"whole on day {day}"
