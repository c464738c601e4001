"""Tails: missions that are out on a day keep within the usable tails."""

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

CASES = {
    "tails": case({"legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,20\n"}).with_settings(
        "use_window = 2", "use_window = 10"
    ),
    "recalled": case()
    .but("fleets.csv", "planes", count=2)
    .with_tables({"recalls.csv": "fleets,nation,from_day,to_day,held_back,count\nplanes,,0,0,0.5,\n"}),
}
"""One plane, 2 + 20 + 2 + 20 = 44 h from base to base, so it flies every second day: 100 stons arrive as 50 on
day 0 and 50 on day 2. Of two planes that fly once a day one is recalled on day 0: 50 arrive on day 1."""


def test_what_is_recalled_waits_for_its_return():
    assert CASES["recalled"].optimum() == 50 * 1
    assert CASES["recalled"].optimum(without=["tails"]) == 0


def test_a_fleet_that_grows_on_a_day_flies_more_from_then_on():
    """One plane until day 0, three from day 1 on: of 200 stons 50 arrive on day 0 and 150 on day 1."""
    joined = {"recalls.csv": "fleets,from_day,count\nplanes,1,3\n"}
    one = case(joined).but("movements.csv", "U1", bulk_stons=200)
    assert one.optimum() == 150 * 1


def test_a_mission_that_a_recall_would_catch_out_is_not_offered():
    """Out on two days from each launch: nothing is left on day 3, so it goes on days 0 and 1, 4 and later."""
    gone = {"recalls.csv": "nation,from_day,to_day,held_back\nDEU,3,3,1\n"}
    one = CASES["tails"].with_tables(gone)
    air = [day for name, day in one.instance.launches if name.startswith("planes")]
    assert air[:4] == [0, 1, 4, 5]
    refused = [row for row in one.instance.refused if row.rule == "recall" and row.what.startswith("planes")]
    assert [(row.what, row.from_day, row.to_day) for row in refused] == [("planes", 3, 3)]


def test_flying_hours_count_the_tails_of_each_day():
    """9 h a tail a day: one tail, then two, give 27 h in the first two days, less than two missions of 16 h."""
    half = CASES["recalled"].but("fleets.csv", "planes", use_rate_h=9)
    assert half.optimum() == 50 * 2
    assert half.instance.fleets["planes"].tails[:3] == (1, 2, 2)


def test_a_charter_is_first_used_after_its_activation():
    """Nation's yes on day 1, ready on day 0, three days of activation: 50 stons on day 4, 50 on day 5."""
    said = "nation,thing,answer,from_day\nDEU,forces,yes,\nDEU,lift,yes,1\nKOR,bases,yes,\n"
    one = case({"permissions.csv": said}).but("fleets.csv", "planes", activation_days=3)
    assert one.optimum() == 50 * 4 + 50 * 5
    assert one.but("fleets.csv", "planes", ready=2).optimum() == 50 * 5 + 50 * 6
    assert verify_plan(one.plan(), *one.nouns) == []


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
