"""Demand: every ston and person required is loaded once, or short."""

from tests.model.case import case

CASES = {"stons": case()}
"""100 stons by a plane that lifts 50 a day: 50 arrive on day 0, the RDD, and 50 on day 1: 50 ston-days late."""


def test_the_second_load_is_a_day_late():
    assert CASES["stons"].optimum() == 50 * 0 + 50 * 1


def test_one_ston_more_takes_a_third_mission_two_days_late():
    assert CASES["stons"].but("movements.csv", "U1", bulk_stons=101).optimum() == 50 + 1 * 2


def test_what_is_not_carried_counts_as_arriving_after_the_horizon():
    grounded = CASES["stons"].but("fleets.csv", "planes", count=0)
    assert grounded.optimum() == 100 * (10 - 1 + 10 - 0)


def test_without_the_rule_nothing_need_be_carried():
    assert CASES["stons"].optimum(without=["demand"]) == 0
