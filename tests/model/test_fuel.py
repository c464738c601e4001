"""Fuel: what an airfield issues to missions on a day keeps within its daily issue."""

import pytest

from tests.model.case import case

CASES = {
    field: case().but("fleets.csv", "planes", count=2).but("airfields.csv", field, fuel_stons_day=15)
    for field in ("EAF", "KAF")
}
"""Each leg burns 8 stons; 15 stons fuel one plane a day, at home as at the POD: the second is a day late."""


@pytest.mark.parametrize("field", CASES)
def test_the_second_plane_waits_for_fuel(field):
    assert CASES[field].optimum() == 50 * 1


@pytest.mark.parametrize("field", CASES)
def test_one_ston_of_fuel_more_is_enough_for_both(field):
    assert CASES[field].but("airfields.csv", field, fuel_stons_day=16).optimum() == 0


@pytest.mark.parametrize("field", CASES)
def test_without_the_rule_both_fly_at_once(field):
    assert CASES[field].optimum(without=["fuel"]) == 0


def test_what_others_take_is_not_issued():
    """16 stons less a tenth leave 14.4."""
    assert CASES["KAF"].but("airfields.csv", "KAF", fuel_stons_day=16, taken=0.1).optimum() == 50 * 1
