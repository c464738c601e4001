"""Item missions: an aircraft carries items of one ULN and class."""

from projection.plan.verify.rules import verify_plan
from tests.model.item_case import by_air

CASES = {"two units": by_air("U1,,24,,12", "U2,,14,,14", planes=2)}
"""Items of 12, 12 and 14 stons, of which no two fit in 20: two planes take two, the third is a day late."""


def test_two_planes_take_two_of_the_three():
    assert CASES["two units"].optimum() == 12


def test_a_third_plane_takes_the_third():
    assert CASES["two units"].but("fleets.csv", "planes", count=3).optimum() == 0


def test_without_the_rule_a_mission_carries_for_two():
    assert CASES["two units"].optimum(without=["item_missions"]) == 0


def test_items_of_two_units_do_not_share_a_plane_though_they_would_fit():
    """12 + 8 stons fit in 20; the rule is stricter than need be, so 8 wait."""
    assert by_air("U1,,12,,12", "U2,,8,,8").optimum() == 8


def test_what_can_be_divided_fills_the_rest_of_the_mission():
    shared = by_air("U1,,12,,12", "U2,30,8,,")
    assert shared.optimum() == 0
    plan = shared.plan()
    assert len(set(plan.tables["manifests"]["mission"])) == 1
    assert verify_plan(plan, *shared.nouns) == []
