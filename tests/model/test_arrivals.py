"""Arrivals: the running sum of what is delivered, which the rows of units count on."""

from tests.model.case import case

CASES = {"two days for one": case({"movements.csv": "uln,origin,dest,bulk_stons,spread_days\nU1,EAF,KAF,100,0\n"})}
"""100 stons at 50 a day do not arrive within one day, as the sum of day 0 is 50."""


def test_the_sum_of_a_day_is_what_the_plane_brings():
    assert CASES["two days for one"].optimum() == 100 * 19


def test_a_plane_for_all_of_it_brings_it_on_day_0():
    assert CASES["two days for one"].but("aircraft.csv", "PLANE", payload_stons=100).optimum() == 0


def test_without_the_rule_nothing_has_to_be_there():
    assert CASES["two days for one"].optimum(without=["arrivals"]) == 0
