"""Leg capacity: missions that start a typed leg on a day keep within what the leg takes, each way."""

import pytest

from projection.network.network import whole_periods
from projection.plan.verify import verify_plan
from tests.model.case import Case, case

_LEGS = "from_node,to_node,mode,hours,missions_day\nEAF,KAF,air,8,1\nESP,KSP,sea,12,\n"

_PERIODS = _LEGS.replace("missions_day", "missions_period")

CASES = {
    "missions": case({"legs.csv": _LEGS, "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,2\n"}),
}
"""Two planes with 50 stons each over a leg for one mission a day: the second comes a day late."""


def in_periods(hours: float, missions: int, planes: int = 2) -> Case:
    """The same, in ``hours`` long periods with so many missions in each."""
    found = CASES["missions"].but("fleets.csv", "planes", count=planes)
    legs = _PERIODS.replace("air,8,1", f"air,8,{missions}")
    toml = f'name = "net"\ngeography = false\nperiod_h = {hours}\n'
    return found.with_tables({"legs.csv": legs, "network.toml": toml})


def legs_used(found: Case) -> dict[int, tuple[float, float]]:
    """Missions and limit by the day on which the row of use stands."""
    used = found.plan().tables["utilisation"]
    used = used[used.rule == "leg_capacity"]
    return {row.day: (row.used, row.limit) for row in used.itertuples() if row.place == "EAF>KAF"}


def test_the_second_plane_waits_a_day():
    assert CASES["missions"].optimum() == 50 * 1


def test_one_mission_a_day_more_takes_both():
    both = CASES["missions"].with_tables({"legs.csv": _LEGS.replace("air,8,1", "air,8,2")})
    assert both.optimum() == 0


def test_without_the_rule_both_fly_at_once():
    assert CASES["missions"].optimum(without=["leg_capacity"]) == 0


def test_a_leg_typed_one_way_limits_that_way_only():
    there = "from_node,to_node,mode,hours,missions_day,both_ways\nEAF,KAF,air,8,,false\nKAF,EAF,air,8,1,false\n"
    found = CASES["missions"].with_tables({"legs.csv": there}).plan()
    used = found.tables["utilisation"]
    used = used[used.rule == "leg_capacity"]
    assert set(used.place) == {"KAF>EAF"}
    assert used.used.max() == 1


@pytest.mark.parametrize(
    ("hours", "days", "periods"), [(24, 1, 1), (6, 1, 4), (4.8, 1, 5), (168, 7, 1), (36, 3, 2), (16, 2, 3)]
)
def test_capacity_counts_over_the_fewest_whole_days_that_are_whole_periods(hours, days, periods):
    assert whole_periods(hours) == (days, periods)


def test_one_mission_in_six_hours_is_four_a_day():
    six = in_periods(6, 1, planes=6).but("movements.csv", "U1", bulk_stons=250)
    assert six.optimum() == 50 * 1
    assert legs_used(six) == {0: (4, 4), 1: (1, 4)}


def test_with_one_mission_a_week_the_second_waits_for_the_next_week():
    week = in_periods(168, 1)
    assert week.optimum() == 50 * 7
    assert legs_used(week) == {6: (1, 1), 9: (1, 1)}


def test_two_missions_a_week_may_start_on_the_same_day():
    assert in_periods(168, 2).optimum() == 0


def test_the_second_opinion_counts_missions_by_period_too():
    week = in_periods(168, 1)
    plan = week.plan()
    assert verify_plan(plan, *week.nouns) == []
    found = in_periods(168, 0)
    told = [str(finding) for finding in verify_plan(plan, *found.nouns)]
    assert any("EAF>KAF day 6" in text and "1 missions, 0 allowed" in text for text in told)
    by_day = CASES["missions"].plan()
    told = [str(finding) for finding in verify_plan(by_day, *week.nouns)]
    assert any("EAF>KAF day 6" in text and "2 missions, 1 allowed" in text for text in told)
