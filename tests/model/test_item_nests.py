"""Item nests: outsize cargo finds room on missions of which oversize items have taken some."""

from tests.model.item_case import by_air

CASES = {"out beside over": by_air("U1,,15,,15", "U2,,,16,", planes=2)}
"""An item of 15 leaves 5 of the 20 stons of vehicles that a plane takes, the other takes 10 outsize: 15 of 16."""


def test_the_item_leaves_room_for_all_but_one_ston():
    assert CASES["out beside over"].optimum() == 1


def test_one_ston_more_of_vehicles_takes_it():
    assert CASES["out beside over"].but("aircraft.csv", "PLANE", over_stons=21).optimum() == 0


def test_without_the_rule_the_sums_of_the_nests_let_it_pass():
    assert CASES["out beside over"].optimum(without=["item_nests"]) == 0


def test_a_mission_with_fewer_items_than_fit_loses_more_than_it_need():
    """Two items of 9 fit and leave 2 of 10: 8 lost to 18 stons. One alone leaves 10 and is counted as 4 lost."""
    assert by_air("U1,,9,,9", "U2,,,20,", planes=2).optimum() == 4
