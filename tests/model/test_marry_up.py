"""Marry-up: a ULN arrives near the day on which the unit that it meets is whole."""

import pytest

from tests.model.case import case

_HEAD = "uln,origin,dest,bulk_stons,ald,rdd,unit,meets\n"
CASES = {
    "not before": case({"movements.csv": f"{_HEAD}U1,EAF,KAF,50,5,5,M,\nU2,EAF,KAF,50,0,0,,M\n"}),
    "not after": case({"movements.csv": f"{_HEAD}U1,EAF,KAF,50,0,0,M,\nU2,EAF,KAF,50,5,5,,M\n"}),
}
"""One of the two can leave on day 5 only, the other is due on day 0 and may be at most two days away from it."""


@pytest.mark.parametrize("name", CASES)
def test_the_first_waits_to_be_within_two_days(name):
    assert CASES[name].optimum() == 50 * 3


@pytest.mark.parametrize("name", CASES)
def test_a_day_more_is_a_day_less_late(name):
    assert CASES[name].but("movements.csv", "U2", meet_days=3).optimum() == 50 * 2


@pytest.mark.parametrize("name", CASES)
def test_without_the_rule_each_comes_on_its_day(name):
    assert CASES[name].optimum(without=["marry_up"]) == 0


def test_two_that_meet_each_other_come_together():
    head = "uln,origin,dest,bulk_stons,ald,rdd,spread_days,meets,meet_days\n"
    both = f"{head}U1,EAF,KAF,50,0,0,0,U2,1\nU2,EAF,KAF,50,5,5,0,U1,1\n"
    assert case({"movements.csv": both}).optimum() == 50 * 4
