"""Item ships: on several ships of a day each item finds a place."""

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.item_case import by_sea
from tests.movement.test_two_ports import CASE as TWO_PORTS

CASES = {
    "by weight": by_sea("U1,,1800,,600", ships=2),
    "by deck": by_sea("U1,,1350,,450", ships=2).but("ships.csv", "SHIP", deck_sqft=16640),
}
"""Three items on two ships that take one each: 600 of 1000 stons, or 450 stons on 9,360 of 16,640 sq ft (20.8 a
ston). The third comes two days later."""


@pytest.mark.parametrize(("kind", "stons"), [("by weight", 600), ("by deck", 450)])
def test_the_third_item_sails_with_the_next_ship(kind, stons):
    assert CASES[kind].optimum() == stons * 2


def test_room_for_two_takes_it_and_a_ston_or_foot_less_does_not():
    assert CASES["by weight"].but("ships.csv", "SHIP", payload_stons=1199).optimum() == 600 * 2
    assert CASES["by weight"].but("ships.csv", "SHIP", payload_stons=1200).optimum() == 0
    assert CASES["by deck"].but("ships.csv", "SHIP", deck_sqft=18719).optimum() == 450 * 2
    assert CASES["by deck"].but("ships.csv", "SHIP", deck_sqft=18720).optimum() == 0


@pytest.mark.parametrize("kind", CASES)
def test_without_the_rule_the_sum_of_the_ships_counts(kind):
    assert CASES[kind].optimum(without=["item_ships"]) == 0


def test_items_of_two_units_share_a_ship():
    assert by_sea("U1,,600,,600", "U2,,400,,400").optimum() == 0


def test_one_ship_loses_nothing():
    assert by_sea("U1,100,900,,300").optimum() == 0


def test_two_ships_leave_a_largest_item_unused_though_it_would_fit():
    """Four items of 500 fill two ships; 2000 - 500 stons are allowed, so one waits."""
    assert by_sea("U1,,2000,,500", ships=2).optimum() == 500 * 2


def test_divisible_cargo_fills_what_items_leave_on_each_ship():
    mixed = by_sea("U1,800,1200,,600", ships=2)
    assert mixed.optimum() == 0
    plan = mixed.plan()
    assert verify_plan(plan, *mixed.nouns) == []
    assert sorted(plan.tables["manifests"]["stons"]) == [400, 400, 600, 600]


def test_items_for_two_ports_of_one_voyage_share_its_ships():
    """Three items of 600 on two ships that take one each, whichever port they are for."""
    moves = "uln,origin,dest,over_stons,item_stons,rdd,priority\nU1,ESP,KSP,600,600,1,1\nU2,ESP,KTP,1200,600,2,1\n"
    both = TWO_PORTS.with_tables({"movements.csv": moves}).but("fleets.csv", "ships", count=2)
    assert both.optimum() > both.optimum(without=["item_ships"]) == 0
    assert verify_plan(both.plan(), *both.nouns) == []
