"""Whole items: what does not travel in halves is loaded in whole items."""

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.item_case import by_air, by_sea

CASES = {"by air": by_air("U1,,24,,8"), "by sea": by_sea("U1,,1200,,400")}
"""Three items: two of 8 stons fit in the 20 that a plane takes, two of 400 in a ship of 1000; the third comes on
the next day by air, two days later by sea."""


@pytest.mark.parametrize(("kind", "late"), [("by air", 8 * 1), ("by sea", 400 * 2)])
def test_the_third_item_waits(kind, late):
    assert CASES[kind].optimum() == late


def test_room_for_the_third_item_takes_it_along_and_a_ston_less_does_not():
    assert CASES["by air"].but("aircraft.csv", "PLANE", over_stons=23).optimum() == 8
    assert CASES["by air"].but("aircraft.csv", "PLANE", over_stons=24).optimum() == 0
    assert CASES["by sea"].but("ships.csv", "SHIP", payload_stons=1199).optimum() == 400 * 2
    assert CASES["by sea"].but("ships.csv", "SHIP", payload_stons=1200).optimum() == 0


@pytest.mark.parametrize(("kind", "late"), [("by air", 4 * 1), ("by sea", 200 * 2)])
def test_without_the_rule_half_an_item_goes_along(kind, late):
    assert CASES[kind].optimum(without=["whole_items"]) == late


def test_bulk_cargo_of_the_same_unit_stays_divisible():
    """16 of 50 stons are items, 34 bulk; 8 + 6 stons come a day later."""
    assert by_air("U1,40,24,,8").optimum() == 8 + 6


def test_an_item_that_fits_on_no_mission_is_short_and_the_reason_is_told():
    """21 stons do not go where 20 do."""
    large = by_air("U1,10,21,,21")
    assert large.optimum() == 21 * 19
    [row] = large.instance.refused
    assert (row.what, row.rule) == ("U1", "item")
    assert row.reason == "an item of oversize cargo weighs 21 st, PLANE takes at most 20"
    assert verify_plan(large.plan(), *large.nouns) == []


def test_where_nobody_asks_for_items_the_model_has_none():
    sets = by_air("U1,,24,,").solve().values
    assert not {"item", "carrying"} & set(sets)


def test_the_last_item_is_short_as_a_whole():
    """With all of lift on day 0 only, two items of three go."""
    shut = CASES["by air"].with_tables(
        {"permissions.csv": "nation,thing,answer,to_day\nDEU,forces,yes,\nDEU,lift,yes,0\nKOR,bases,yes,\n"}
    )
    assert shut.optimum() == 8 * 19
    assert shut.plan().tables["shortfalls"]["short_stons"].tolist() == [8]
