"""Tails: missions that are out on a day keep within the usable tails."""

from tests.model.case import case

CASES = {
    "tails": case({"legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,20\n"}).with_settings(
        "use_window = 2", "use_window = 10"
    )
}
"""One plane, 2 + 20 + 2 + 20 = 44 h from base to base, so it flies every second day: 100 stons arrive as 50 on
day 0 and 50 on day 2."""


def test_the_second_load_waits_until_the_plane_is_back():
    assert CASES["tails"].optimum() == 50 * 2


def test_one_tail_more_brings_it_in_time():
    assert CASES["tails"].but("fleets.csv", "planes", count=2).optimum() == 0


def test_without_the_rule_the_plane_leaves_again_while_it_is_out():
    """At most one launch a day is left, as a launch is bounded by the tails of its fleet."""
    assert CASES["tails"].optimum(without=["tails"]) == 50 * 1


def test_tails_held_back_and_in_maintenance_do_not_fly():
    """4 x (1 - 0.25) x (1 - 0.4) = 1.8: one whole tail."""
    assert CASES["tails"].but("fleets.csv", "planes", count=4, held_back=0.25, reserve=0.4).optimum() == 100


def test_a_hull_is_busy_until_it_is_back_too():
    """One ship, back on day 1: 2,000 stons land as 1,000 on day 1, the RDD, and 1,000 on day 3."""
    ship = case({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,2000,1\n"})
    assert ship.optimum() == 1000 * 2
    assert ship.optimum(without=["tails"]) == 1000 * 1
    assert ship.but("fleets.csv", "ships", count=2).optimum() == 0


def test_a_fleet_that_leaves_has_its_tails_back_by_then():
    """At disposal on days 0 to 2: launched on day 0 (back on day 1), not on day 2 (back on day 3)."""
    assert CASES["tails"].but("fleets.csv", "planes", until=2).optimum() == 50 * 19
    assert CASES["tails"].but("fleets.csv", "planes", until=3).optimum() == 50 * 2
