"""Balance: nothing leaves a node before it got there; a handover waits for the next day's opening."""

from tests.model.case import case

_AT_POE = case({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,EDS,KSP,600,1\n"})
_AT_POD = case({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KDS,600,2\n"})
CASES = {
    "at the POE": _AT_POE.but("land_links.csv", "west", stons_day=300).with_settings(
        "sailing_hour = 0", "sailing_hour = 1"
    ),
    "at the POD": _AT_POD.but("land_links.csv", "east", stons_day=300),
}
"""At the POE: 600 stons come by a link for 300 a day, there on days 0 and 1; the ship loads on day 2 and lands on
day 3, two days late. Sailing twice, with 300 each, would land on days 2 and 4: as late in sum, and 24 h more under
way. At the POD: they land on day 1 and leave on days 2 and 3; the RDD is day 2."""


def test_the_ship_waits_for_what_comes_by_rail():
    assert CASES["at the POE"].optimum() == 600 * 2 + 24


def test_what_landed_leaves_on_the_next_days():
    assert CASES["at the POD"].optimum() == 300 * 0 + 300 * 1


def test_one_ston_less_to_wait_for_costs_its_own_days_less():
    assert CASES["at the POE"].but("movements.csv", "U1", bulk_stons=599).optimum() == 599 * 2 + 24
    assert CASES["at the POD"].but("movements.csv", "U1", bulk_stons=599).optimum() == 299 * 1


def test_a_link_that_takes_all_in_a_day_brings_it_a_day_sooner():
    assert CASES["at the POE"].but("land_links.csv", "west", stons_day=600).optimum() == 600 * 1 + 24
    assert CASES["at the POD"].but("land_links.csv", "east", stons_day=600).optimum() == 0


def test_without_the_rule_the_ship_sails_before_half_of_its_cargo_came():
    """On day 1, the first on which any of it could be there."""
    assert CASES["at the POE"].optimum(without=["balance"]) == 600 * 1 + 24


def test_without_the_rule_nothing_need_move_on():
    assert CASES["at the POD"].optimum(without=["balance"]) == 0
