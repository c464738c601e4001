"""Spread: the arrivals of a unit lie within so many days, and it counts on its last."""

import pytest

from tests.model.case import case

CASES = {
    "two days for one": case({"movements.csv": "uln,origin,dest,bulk_stons,spread_days\nU1,EAF,KAF,100,0\n"}),
    "by the last link": case({"movements.csv": "uln,origin,dest,bulk_stons,spread_days\nU1,ESP,KDS,600,0\n"}).but(
        "land_links.csv", "east", stons_day=300
    ),
}
"""100 stons by a plane that brings 50 a day, or 600 over a link for 300 a day, want two days; none but one is
allowed, so all of it stays."""


@pytest.mark.parametrize(("name", "stons"), [("two days for one", 100), ("by the last link", 600)])
def test_what_needs_two_days_stays_when_one_is_allowed(name, stons):
    assert CASES[name].optimum() == stons * 19


@pytest.mark.parametrize(("name", "stons", "last"), [("two days for one", 100, 1), ("by the last link", 600, 3)])
def test_one_more_day_lets_it_count_on_its_last(name, stons, last):
    assert CASES[name].but("movements.csv", "U1", spread_days=1).optimum() == stons * last


def test_without_the_rule_it_would_count_on_its_first():
    assert CASES["two days for one"].optimum(without=["spread"]) == 0


def test_the_first_waits_for_the_last():
    """U2 leaves on day 4, so U1 is not brought before day 2; all 100 count on day 4."""
    both = "uln,origin,dest,bulk_stons,ald,rdd,unit,spread_days\nU1,EAF,KAF,50,0,0,M,2\nU2,EAF,KAF,50,4,4,M,\n"
    made = case({"movements.csv": both})
    assert made.optimum() == 50 * 4
    row = made.plan().tables["units"].iloc[0]
    assert (row["ulns"], row["whole_day"]) == ("U1;U2", 4)
    assert row["spread"] <= 2
