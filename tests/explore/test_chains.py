"""Why ULNs are late: what each waited for, on which days, and who had it."""

import pytest

from projection.explore.chains import chains
from projection.explore.limits import Limit
from tests.model import test_every_rule, test_land, test_staging, test_working
from tests.model.case import case

ONE_OF_EACH = {rule: one for (rule, _), one in test_every_rule.CASES.items()}
"""The last case of each rule."""


def chain(one, uln="U1"):
    (row,) = (row for row in chains(one.plan(), one.instance) if row.uln == uln)
    return row


def steps(row):
    return [(wait.kind, wait.place, wait.first, wait.last) for wait in row.waits]


def test_a_wait_for_a_plane_names_the_fleet_and_who_had_it():
    two = "uln,origin,dest,bulk_stons,priority\nU1,EAF,KAF,50,1\nU2,EAF,KAF,50,2\n"
    one = case({"movements.csv": two}).with_settings("[1, 1, 1, 1, 1]", "[9, 1, 1, 1, 1]")
    row = chain(one, "U2")
    assert steps(row) == [("lift", "EAF", 0, 1), ("under way", "EAF - KAF", 1, 1)]
    wait = row.waits[0]
    assert wait.looked == 1 and wait.free == 0
    assert wait.causes[0].limit == Limit("tails", "planes")
    assert wait.causes[0].share == 1
    assert wait.causes[0].had == (("U1", 50.0),)


def test_a_wait_for_a_working_spot_names_the_field():
    wait = chain(test_working.CASES["slot-hours"]).waits[0]
    assert [cause.limit for cause in wait.causes] == [Limit("working", "KAF")]


def test_a_wait_at_the_port_names_the_railway_that_is_full():
    row = chain(test_land.CASES["stons_day"])
    assert steps(row) == [("under way", "ESP - KSP", 0, 1), ("link", "KSP", 2, 3), ("onward", "KSP", 3, 3)]
    assert row.waits[1].what == "east"
    assert (row.waits[1].looked, row.waits[1].free) == (1, 0)


def test_a_nation_that_decides_late_is_named():
    said = "nation,thing,answer,from_day\nDEU,forces,yes,4\nDEU,lift,yes,\nKOR,bases,yes,\n"
    one = case({"permissions.csv": said}).but("movements.csv", "U1", bulk_stons=50)
    assert steps(chain(one)) == [("consent", "DEU", 0, 4), ("under way", "EAF - KAF", 4, 4)]


def test_cargo_that_is_ready_after_its_day_says_so():
    one = case().but("movements.csv", "U1", bulk_stons=50, ald=3, rdd=1)
    assert steps(chain(one))[0] == ("available", "EAF", 1, 3)


def test_the_unit_that_it_waits_for_is_named():
    two = "uln,origin,dest,bulk_stons,after\nU1,ESP,KSP,100,\nU2,EAF,KAF,50,U1\n"
    wait = chain(case({"movements.csv": two}), "U2").waits[0]
    assert (wait.kind, wait.what, wait.last) == ("unit", "U1", 1)


def test_what_nothing_can_carry_says_why():
    row = chain(case().but("airfields.csv", "KAF", runway_ft=100))
    assert [wait.kind for wait in row.waits] == ["none"]
    assert row.closure_day is None
    assert row.waits[0].what


def test_what_never_arrives_is_told_by_all_that_stood_against_it():
    row = chain(case().but("movements.csv", "U1", bulk_stons=900))
    assert row.status == "short" and row.closure_day is None
    (wait,) = row.waits
    assert wait.causes[0].limit == Limit("tails", "planes")
    assert wait.looked == 10 and wait.free == 0


def test_over_a_staging_point_the_chain_has_both_missions():
    row = chain(test_staging.CASES["ship to air"])
    assert [wait.kind for wait in row.waits].count("under way") == 2


@pytest.mark.parametrize("rule", ONE_OF_EACH)
def test_every_chain_runs_without_a_hole_to_the_day_on_which_its_unit_closes(rule):
    one = ONE_OF_EACH[rule]
    for row in chains(one.plan(), one.instance):
        assert row.waits
        if row.closure_day is not None:
            way = [wait for wait in row.waits if wait.kind in ("lift", "link", "under way", "onward")]
            assert way[-1].last == row.closure_day
            assert all(b.first - a.last in (0, 1) for a, b in zip(way, way[1:], strict=False))


def test_what_stays_at_its_depot_until_a_late_mission_waits_for_that_mission():
    """From the depot by a limited link that has room every day: the plane is what U2 waits for."""
    one = case(
        {
            "movements.csv": "uln,origin,dest,bulk_stons,priority\nU1,EAF,KAF,150,1\nU2,EDS,KAF,50,2\n",
            "land_links.csv": "id,from_node,to_node,hours,stons_day\nroad,EDS,EAF,20,50\n",
        }
    ).with_settings("[1, 1, 1, 1, 1]", "[9, 1, 1, 1, 1]")
    waits = chain(one, "U2").waits
    assert {wait.kind for wait in waits} == {"lift", "onward", "under way"}
    assert all(wait.causes[0].limit == Limit("tails", "planes") for wait in waits if wait.kind == "lift")
