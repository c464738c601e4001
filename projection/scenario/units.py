"""Units: what counts only when all of it is there."""

from collections.abc import Mapping
from dataclasses import dataclass

from projection.scenario.rows import Movement


@dataclass(frozen=True)
class Unit:
    """ULNs that count together; ``spread`` days within which all of it arrives (None = any).

    ``asked``: by columns of its own (unit, spread_days), so it is valued on the day on which it is whole; else it
    is a unit only because others wait for it or meet it, and is valued as it arrives.
    """

    id: str
    ulns: tuple[str, ...]
    spread: int | None
    asked: bool


def units_of(movements: Mapping[str, Movement]) -> dict[str, Unit]:
    """Every unit by id: those asked for, and each ULN that another names in ``after`` or ``meets``."""
    rows = [movements[uln] for uln in sorted(movements)]
    members: dict[str, list[Movement]] = {}
    for row in rows:
        if row.unit is not None or row.spread_days is not None:
            members.setdefault(row.unit or row.uln, []).append(row)
    found = {}
    for name, own in members.items():
        spreads = [row.spread_days for row in own if row.spread_days is not None]
        found[name] = Unit(name, tuple(row.uln for row in own), min(spreads, default=None), True)
    for name in sorted({name for row in rows for name in named_by(row)}):
        if name in movements and name not in found:
            found[name] = Unit(name, (name,), None, False)
    return dict(sorted(found.items()))


def named_by(row: Movement) -> tuple[str, ...]:
    """ULNs and units that a movement waits for or meets."""
    return (*row.after, *((row.meets,) if row.meets is not None else ()))
