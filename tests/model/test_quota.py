"""Quota: hours under way of all missions of a fleet keep within its national share."""

from tests.model.case import case

CASES = {"hours": case().but("fleets.csv", "planes", quota_h=31)}
"""Two missions of 16 h need 32 h; 31 h allow one, and 50 stons are short at 19 each (day 9 + 10)."""


def test_the_quota_leaves_the_second_load_behind():
    assert CASES["hours"].optimum() == 50 * 19


def test_one_hour_more_brings_it_a_day_late():
    assert CASES["hours"].but("fleets.csv", "planes", quota_h=32).optimum() == 50 * 1


def test_without_the_rule_it_comes_a_day_late():
    assert CASES["hours"].optimum(without=["quota"]) == 50 * 1


def test_a_quota_of_nothing_grounds_the_fleet():
    assert CASES["hours"].but("fleets.csv", "planes", quota_h=0).optimum() == 100 * 19


def test_hours_sailed_count_against_the_quota_of_ships():
    """A voyage sails 24 h; a quota of 47 h allows one of two, 48 h both."""
    ship = case({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,2000,1\n"})
    assert ship.but("fleets.csv", "ships", quota_h=47).optimum() == 1000 * 18
    assert ship.but("fleets.csv", "ships", quota_h=48).optimum() == 1000 * 2
