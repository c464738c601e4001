"""Whole items on small random cases: what the model allows can be loaded, and is the best that its rules allow."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations_with_replacement

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.case import Case
from tests.model.item_case import by_air, by_sea

CARGO, OVER, OUT = 50, 20, 10
"""Nested room of the plane of the base case."""
ONE_DAY = "nation,thing,answer,to_day\nDEU,forces,yes,\nDEU,lift,yes,0\nKOR,bases,yes,\n"
"""Lift is there on day 0 alone, so what does not go at once never goes: 19 ston-days a ston."""


@dataclass(frozen=True)
class Unit:
    """A ULN as drawn: stons of each class and of an item, 0 = divisible."""

    bulk: int
    over: int
    out: int
    item: int

    def line(self, number: int) -> str:
        """Its line in movements.csv."""
        return f"U{number},{self.bulk},{self.over},{self.out},{self.item or ''}"


def drawn(seed: int) -> tuple[list[Unit], int]:
    """Two or three ULNs, at least one of them with items, and the number of planes."""
    draw = random.Random(seed)
    units = []
    for number in range(draw.randint(2, 3)):
        item = draw.choice((4, 6, 7, 9, 11, 15)) if number == 0 or draw.random() < 0.5 else 0
        over, out = (draw.randint(0, 3) * (item or 7) for _ in range(2))
        units.append(Unit(draw.choice((0, 25, 60)), over or (item or 5), out, item))
    return units, draw.randint(1, 3)


Pattern = tuple[int, int, int]
"""Place of the ULN, 0 oversize or 1 outsize, items on the mission."""


def most(units: list[Unit], planes: int, mixed: bool) -> float:
    """Most stons that the planes take together, by trying every way to put items on them.

    ``mixed``: items of several ULNs share a plane, and each plane has the room that it really has.
    """
    kinds = [(u, k) for u, unit in enumerate(units) for k in (0, 1) if unit.item and (unit.over, unit.out)[k]]
    return max(
        _stons(units, way, mixed)
        for way in combinations_with_replacement(list(_patterns(units, kinds, mixed)), planes)
        if _allowed(units, way)
    )


def _patterns(units: list[Unit], kinds: list[tuple[int, int]], mixed: bool) -> Iterator[tuple[Pattern, ...]]:
    """What a plane may carry in items: of one ULN and class, or of several."""
    ways: list[tuple[Pattern, ...]] = [()]
    for u, k in kinds:
        alone = [(u, k, n) for n in range(1, int((OVER, OUT)[k] / units[u].item) + 1)]
        ways += [(*way, one) for way in (ways if mixed else [()]) for one in alone]
    for way in ways:
        over = sum(n * units[u].item for u, _, n in way)
        out = sum(n * units[u].item for u, k, n in way if k)
        if over <= OVER and out <= OUT:
            yield way


def _allowed(units: list[Unit], planes: tuple[tuple[Pattern, ...], ...]) -> bool:
    """No more items than are asked for."""
    loaded: dict[tuple[int, int], int] = {}
    for u, k, n in (one for plane in planes for one in plane):
        loaded[u, k] = loaded.get((u, k), 0) + n
    return all(n * units[u].item <= (units[u].over, units[u].out)[k] for (u, k), n in loaded.items())


def _stons(units: list[Unit], planes: tuple[tuple[Pattern, ...], ...], mixed: bool) -> float:
    """Items, and what else can be filled into the nested room that they leave."""
    cargo = over = out = items = 0.0
    beside = any(unit.out for unit in units if not unit.item)
    for plane in planes:
        weight = sum(n * units[u].item for u, _, n in plane)
        narrow = sum(n * units[u].item for u, k, n in plane if k)
        cargo, over, items = cargo + CARGO - weight, over + OVER - weight, items + weight
        lost = max(0.0, OUT - OVER + weight - narrow) if mixed else 0.0
        for u, k, n in plane if not mixed and beside else ():
            full = OVER // units[u].item * units[u].item
            lost += max(0.0, OUT - OVER + full) / full * n * units[u].item if not k else 0.0
        out += min(OUT - narrow, OVER - weight) if mixed else OUT - narrow - lost
    free = [unit for unit in units if not unit.item]
    outsize = min(sum(unit.out for unit in free), out)
    oversize = min(sum(unit.over for unit in free), over - outsize)
    bulk = min(sum(unit.bulk for unit in units), cargo - outsize - oversize)
    return items + outsize + oversize + bulk


def flying(seed: int) -> tuple[Case, list[Unit], int]:
    units, planes = drawn(seed)
    lines = [unit.line(number) for number, unit in enumerate(units, start=1)]
    return by_air(*lines, planes=planes).with_tables({"permissions.csv": ONE_DAY}), units, planes


@pytest.mark.parametrize("seed", range(20))
def test_by_air_the_plan_is_sound_and_the_best_that_the_rules_allow(seed):
    found, units, planes = flying(seed)
    asked = sum(unit.bulk + unit.over + unit.out for unit in units)
    plan = found.plan()
    assert verify_plan(plan, *found.nouns) == []
    short = plan.tables["shortfalls"]["short_stons"].sum()
    assert short == pytest.approx(asked - most(units, planes, mixed=False), abs=1e-5)
    assert short >= asked - most(units, planes, mixed=True) - 1e-5


def sailing(seed: int) -> Case:
    """Three or four ULNs of other weight and deck, two of them in items, on up to three ships."""
    draw = random.Random(seed)
    lines = []
    for number in range(draw.randint(3, 4)):
        each, count = draw.randint(5, 60) * 10, draw.randint(1, 4)
        stons = each * count
        item = each if number < 2 or draw.random() < 0.5 else ""
        lines.append(f"U{number},,{stons},,{item},{round(stons * draw.choice((2, 8, 10, 14)))}")
    made = by_sea(*lines, ships=draw.randint(1, 3))
    return made.but("ships.csv", "SHIP", deck_sqft=10000, payload_stons=1000)


@pytest.mark.parametrize("seed", range(20))
def test_by_sea_the_plan_is_sound(seed):
    found = sailing(seed)
    assert verify_plan(found.plan(), *found.nouns) == []
