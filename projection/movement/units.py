"""Units in a problem: what can never count is refused, and the days on which the others can be whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from projection.movement.deliveries import Delivered, delivered_by_day
from projection.movement.instance import GROUP, Instance, Load, Move, Requirement
from projection.movement.refusals import Refusals
from projection.scenario.units import Unit


def countable(
    units: Mapping[str, Unit],
    requirements: Mapping[str, Requirement],
    loads: Sequence[Load],
    refusals: Refusals,
) -> tuple[dict[str, Requirement], tuple[Load, ...]]:
    """Leave out loads of ULNs whose unit can never be whole, or that wait for one that cannot."""
    able = {(uln, cargo) for uln, _, cargo, _ in loads}
    gone = {uln for uln, row in requirements.items() if not {(uln, k) for k in row.amounts} <= able}
    told: dict[str, tuple[str, str]] = {}
    while True:
        dead = {name: uln for name, unit in units.items() for uln in unit.ulns if uln in gone}
        more = {
            uln: why for uln, row in requirements.items() if uln not in told and (why := _why(row, units, dead))
        }
        if not more:
            break
        told.update(more)
        gone |= set(more)
    rows = dict(requirements)
    for uln, (rule, reason) in sorted(told.items()):
        if not rows[uln].refused:
            refusals.add(uln, rule, reason, "see what refuses the ULN named, or leave it out of the unit")
            rows[uln] = replace(rows[uln], refused=reason)
    return rows, tuple(load for load in loads if load[0] not in told)


def _why(row: Requirement, units: Mapping[str, Unit], dead: Mapping[str, str]) -> tuple[str, str] | None:
    """Rule and reason that keep a ULN at home; None when nothing does."""
    for name, unit in units.items():
        if row.uln in unit.ulns and name in dead:
            return "integrity", f"unit {name} can never be whole: not all of {dead[name]} can get there"
    named = [(name, "predecessor", "waits for") for name in row.after]
    named += [(row.meets, "marry_up", "meets")] if row.meets is not None else []
    for name, rule, words in named:
        if name not in units or name in dead:
            return rule, f"{words} {name}, which can never be whole"
    return None


def deliveries(instance: Instance) -> dict[Delivered, tuple[Load | Move, ...]]:
    """What reaches the destination by ULN, group and day: of ULNs in a unit, or that wait for or meet one."""
    watched = {uln for unit in instance.units.values() for uln in unit.ulns}
    watched |= {uln for uln, row in instance.requirements.items() if row.after or row.meets is not None}
    return delivered_by_day(instance, watched)


def spans(delivered: Iterable[Delivered]) -> dict[tuple[str, str], tuple[int, int]]:
    """First and last day on which a ULN's group can be delivered."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for uln, group, day in delivered:
        first, last = found.get((uln, group), (day, day))
        found[uln, group] = min(first, day), max(last, day)
    return found


def with_closes(instance: Instance) -> Instance:
    """The same problem with the days on which each unit can be whole: its last group must be there."""
    delivered = deliveries(instance)
    span = spans(delivered)
    closes = []
    for name, unit in instance.units.items():
        ends = [(u, g) for u in unit.ulns for g in sorted({GROUP[k] for k in instance.requirements[u].amounts})]
        if all(end in span for end in ends):
            first = max(span[end][0] for end in ends)
            days = sorted({day for u, _, day in delivered if u in unit.ulns and day >= first})
            closes += [(name, day) for day in days]
    return replace(instance, closes=tuple(closes))
