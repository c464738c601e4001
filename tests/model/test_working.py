"""Working: aircraft worked at an airfield on a day keep within its working spots."""

from tests.model.case import case

CASES = {
    "slot-hours": case()
    .but("fleets.csv", "planes", count=3)
    .but("movements.csv", "U1", bulk_stons=150)
    .but("airfields.csv", "KAF", mog_working=1, open_h=4)
}
"""Three planes, 2 h on a spot each; one spot for 4 h a day takes two of them: the third load is a day late."""


def test_the_third_plane_waits_for_a_spot():
    assert CASES["slot-hours"].optimum() == 50 * 1


def test_one_spot_more_takes_all_three():
    assert CASES["slot-hours"].but("airfields.csv", "KAF", mog_working=2).optimum() == 0


def test_without_the_rule_all_three_come_at_once():
    assert CASES["slot-hours"].optimum(without=["working"]) == 0


def test_a_plane_of_two_spots_takes_twice_the_hours():
    """One a day: 50 on day 0, 50 on day 1, 50 on day 2."""
    assert CASES["slot-hours"].but("aircraft.csv", "PLANE", slot=2).optimum() == 50 * 1 + 50 * 2


def test_queues_and_others_take_their_part_of_the_hours():
    """4 h x 0.85 and 4 h x (1 - 0.2) leave less than the 4 h of two planes."""
    queue = CASES["slot-hours"].with_settings("queue_efficiency = 1", "queue_efficiency = 0.85")
    assert queue.optimum() == 50 * 1 + 50 * 2
    assert CASES["slot-hours"].but("airfields.csv", "KAF", taken=0.2).optimum() == 50 * 1 + 50 * 2


def test_loading_at_the_home_base_takes_spots_as_anywhere():
    home = CASES["slot-hours"].but("airfields.csv", "KAF", mog_working=9, open_h=24)
    assert home.but("airfields.csv", "EAF", mog_working=1, open_h=4).optimum() == 50 * 1
