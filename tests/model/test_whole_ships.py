"""Whole ships: implied by whole sorties, so only the relaxation is weaker without it."""

from tests.model.case import case

CASES = {
    "stons": case({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,100,1\n"}).with_settings(
        "sailing_hour = 0", "sailing_hour = 1"
    )
}
"""100 stons on a ship of 1,000 that sails 24 h out and back, at 1 an hour; nothing is late."""


def test_the_plan_pays_for_a_whole_voyage():
    assert CASES["stons"].optimum() == 24


def test_the_relaxation_pays_for_a_whole_voyage_too():
    assert CASES["stons"].relaxation() == 24


def test_without_the_rule_the_relaxation_pays_for_the_tenth_that_is_full():
    assert CASES["stons"].relaxation(without=["whole_ships"]) == 24 * 100 / 1000


def test_one_ston_more_is_a_thousandth_of_a_ship_without_the_rule_and_nothing_with_it():
    more = CASES["stons"].but("movements.csv", "U1", bulk_stons=101)
    assert more.relaxation() == 24
    assert more.relaxation(without=["whole_ships"]) == 24 * 101 / 1000


def test_without_the_rule_the_plan_is_the_same():
    assert CASES["stons"].optimum(without=["whole_ships"]) == 24
