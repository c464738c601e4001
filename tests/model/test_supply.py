"""Supply: an account uses no more than it kept and what was delivered by the day before."""

import pytest

from tests.model.supply_case import fed

CASES = {
    "food by air": fed("food,KAF,food,,60,0,3,0,30,1,\n", "AID,EAF,KAF,1000,0,food\n"),
    "what is left": fed("food,KAF,food,,60,0,3,0,30,1,\n", "AID,EAF,KAF,70,0,food\n"),
}
"""60 a day are used on days 0 to 3, and 30 are there. The plane brings 50 on each of days 0, 1 and 2 for the days
after: day 0 lacks 30, each other day 10. With 70 on the way in all: 30 + 70 of 240 are there, 140 lack."""


def test_what_lacks_on_a_day_costs_ten_days():
    assert CASES["food by air"].optimum() == 10 * (30 + 10 + 10 + 10)


def test_what_never_comes_costs_nothing_but_the_lack():
    """930 of the 1,000 are not brought, or stay unused; none of them is a shortfall that counts."""
    assert CASES["what is left"].optimum() == 10 * (240 - 30 - 70)


@pytest.mark.parametrize("name", CASES)
def test_one_more_at_the_start_is_one_less_that_lacks(name):
    needs = CASES[name].tables["needs.csv"].replace(",30,1,", ",31,1,")
    assert CASES[name].with_tables({"needs.csv": needs}).optimum() == CASES[name].optimum() - 10


@pytest.mark.parametrize("name", CASES)
def test_without_the_rule_nothing_lacks(name):
    assert CASES[name].optimum(without=["supply"]) == 0


def test_a_stock_lasts_into_the_next_span():
    """Of 35 there are 5 left after day 0; with the 50 of the plane they are 55 of the 60 of day 4."""
    needs = "food,KAF,food,,30,0,0,0,35,1,\nfood,KAF,food,,60,4,4,0,0,1,\n"
    assert fed(needs, "AID,EAF,KAF,50,0,food\n").optimum() == 10 * 5


def test_cargo_by_a_shared_link_is_there_on_the_day_after_it_came():
    """600 land at KSP on day 1; the link brings 300 on day 2 and 300 on day 3, used on days 3 and 4.

    400 are needed on each of days 2 to 4: 400 lack on day 2, then 100 and 100.
    """
    by_land = fed("food,KDS,food,,400,2,4,0,0,1,\n", "AID,ESP,KDS,600,0,food\n")
    assert by_land.but("land_links.csv", "east", stons_day=300).optimum() == 10 * (400 + 100 + 100)
    assert by_land.optimum() == 10 * (400 + 0 + 200)


def test_the_weight_is_that_of_the_day():
    """Day 0 weighs 1, day 1 weighs 2: the 50 of the plane come for day 1, which lacks 10; day 0 lacks 60."""
    needs = "food,KAF,food,,60,0,0,0,0,1,\nfood,KAF,food,,60,1,1,0,0,2,\n"
    weighed = fed(needs, "AID,EAF,KAF,100,0,food\n").with_settings("[1, 1, 1, 1, 1]", "[1, 2, 1, 1, 1]")
    assert weighed.optimum() == 10 * 60 + 10 * 2 * 10


def test_two_items_at_one_place_share_the_plane_by_priority():
    """25 of food and 25 of medicine on day 1, the plane brings 40: the food, which weighs 1, lacks 10."""
    needs = "food,KAF,food,,25,1,1,0,0,2,\ncure,KAF,medical,,25,1,1,0,0,1,\n"
    one = "id,payload_stons,over_stons,out_stons,pax\nPLANE,40,20,10,10\n"
    shared = fed(needs, "F,EAF,KAF,100,0,food\nM,EAF,KAF,100,0,cure\n", {"aircraft.csv": one})
    assert shared.with_settings("[1, 1, 1, 1, 1]", "[4, 1, 1, 1, 1]").optimum() == 10 * 10
