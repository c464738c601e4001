"""Leg capacity: missions that start a typed leg on a day keep within what the leg takes, each way."""

from tests.model.case import case

_LEGS = "from_node,to_node,mode,hours,missions_day\nEAF,KAF,air,8,1\nESP,KSP,sea,12,\n"

CASES = {
    "missions": case({"legs.csv": _LEGS, "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,2\n"}),
}
"""Two planes with 50 stons each over a leg for one mission a day: the second comes a day late."""


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
