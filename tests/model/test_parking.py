"""Parking: aircraft on the ground at an airfield on a day keep within its parking spots."""

from tests.model.case import case

CASES = {
    "slot-hours": case({"fleets.csv": "id,lift,base,count,staged_crews\nplanes,PLANE,EAF,2,false\n"})
    .with_settings("use_window = 2", "use_window = 2\ncrew_rest_h = 12")
    .but("aircraft.csv", "PLANE", slot=2)
    .but("airfields.csv", "KAF", mog_parking=1)
}
"""A crew that flew out (2 + 8 h) cannot unload and fly back within 16 h, so it rests: 12 h on two spots are the 24
slot-hours of one spot on a day. Two planes need two days: the second load is a day late."""


def test_the_second_plane_waits_for_a_place_to_park():
    assert CASES["slot-hours"].optimum() == 50 * 1


def test_one_place_more_takes_both():
    assert CASES["slot-hours"].but("airfields.csv", "KAF", mog_parking=2).optimum() == 0


def test_without_the_rule_both_come_at_once():
    assert CASES["slot-hours"].optimum(without=["parking"]) == 0


def test_fresh_crews_leave_before_the_place_is_short():
    assert CASES["slot-hours"].but("fleets.csv", "planes", staged_crews="true").optimum() == 0
