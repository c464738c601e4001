"""Cargo in whole items: how many a mission takes, and loads for which no mission takes one."""

import math
from collections.abc import Iterable, Mapping

from projection.movement.instance import Load, Requirement
from projection.movement.options import Option
from projection.movement.pools import Pool
from projection.movement.refusals import MENDS, Refusals

WHOLE = {"over": "oversize", "out": "outsize", "nat": "not air-transportable"}
"""Classes that may travel in whole items, in words; bulk cargo and people are always divisible."""


def item_of(row: Requirement, cargo: str) -> float:
    """Stons of one item of a ULN's class; 0 when it is divisible."""
    return row.item_stons if cargo in WHOLE else 0.0


def room_for(row: Requirement, option: Option, cargo: str) -> float:
    """Stons of a class of a ULN that one mission takes when it carries nothing else."""
    room = float(getattr(option.payload, cargo))
    deck = option.payload.sqft
    return room if deck is None else min(room, deck / row.sqft_per_ston[cargo])


def fit(row: Requirement, option: Option, cargo: str) -> int:
    """Whole items of a class of a ULN that one mission takes."""
    return math.floor(room_for(row, option, cargo) / item_of(row, cargo) + 1e-9)


def that_fit(
    requirements: Mapping[str, Requirement],
    pools: Mapping[str, Pool],
    options: Mapping[str, Option],
    loads: Iterable[Load],
    refusals: Refusals,
) -> tuple[Load, ...]:
    """Loads but those of items of which no mission of their pool and day takes one; tell what takes none."""
    kept: list[Load] = []
    wide: set[tuple[str, str, str]] = set()
    narrow: dict[tuple[str, str, str], float] = {}
    for load in loads:
        uln, pool, cargo, day = load
        row = requirements[uln]
        if not item_of(row, cargo):
            kept.append(load)
            continue
        able = False
        for option in (options[name] for name in pools[pool].options if day in options[name].launches):
            key = (uln, cargo, option.lift)
            if fit(row, option, cargo):
                able = True
                wide.add(key)
            elif room_for(row, option, cargo) > 0:
                narrow[key] = max(narrow.get(key, 0.0), room_for(row, option, cargo))
        if able:
            kept.append(load)
    for key, room in sorted(narrow.items()):
        uln, cargo, lift = key
        some = "on some ways " if key in wide else ""
        what = f"an item of {WHOLE[cargo]} cargo weighs {requirements[uln].item_stons:g} st, {lift} takes"
        refusals.add(uln, "item", f"{what} {some}at most {math.floor(10 * room) / 10:g}", MENDS["item"])
    return tuple(kept)
