"""Presence: missions on station, and what is missing there, are at least what is wanted every day."""

import numpy as np
import pytest

from projection.model.build import build
from projection.plan.verify.rules import verify_plan
from projection.solve.greedy import greedy
from projection.solve.matrix import matrix
from projection.solve.restrict import Whole
from tests.model.case import case

_STATIONS = "id,node,lift,count,stay_days,priority\nwatch,KSP,SHIP,1,4,1\n"
_TABLES = {"movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,50\n", "stations.csv": _STATIONS}
_ORBIT = {
    "movements.csv": "uln,origin,dest,bulk_stons\nU1,ESP,KSP,50\n",
    "stations.csv": "id,node,lift,count,stay_days,priority,orbit_h_day\norbit,KAF,planes,1,10,1,8\n",
}

CASES = {
    "ship": case(_TABLES),
    "aircraft": case({**_TABLES, **_ORBIT}).but("fleets.csv", "planes", use_rate_h=10),
}
"""The ship leaves at midnight, is there after 12 hours, at noon, stays 4 days and sails 12 hours home: on station
on days 0 to 3, busy on days 0 to 4. With one hull, 2 of 10 days are missed, each at 100 stons a day late.

The plane flies 8 hours there and 8 on orbit: 24 hours on its first two days on station, which a use rate of 10
over a window of 2 does not allow, but on the last day: 9 days are missed. U1 sails: 50 stons, a day late."""


def test_a_hull_that_sails_home_leaves_a_day_open():
    assert CASES["ship"].optimum() == 2 * 100


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({"stay_days": 5}, 1 * 100),
        ({"stay_days": 1}, 5 * 100),
        ({"count": 2}, 2 * 100 + 10 * 100),
        ({"value_stons": 10}, 2 * 10),
        ({"from_day": 2, "to_day": 5}, 0),
        ({"nations": "KOR"}, 10 * 100),
        ({"lift": "ships"}, 2 * 100),
    ],
    ids=str,
)
def test_what_a_station_wants_changes_what_is_missed(cells, missing):
    """A day more on station saves one of the two gaps; a day's stay leaves every other day open."""
    assert CASES["ship"].but("stations.csv", "watch", **cells).optimum() == missing


def test_two_hulls_relieve_each_other():
    assert CASES["ship"].but("fleets.csv", "ships", count=2).optimum() == 0


def test_without_the_rule_nothing_holds_it():
    assert CASES["ship"].optimum(without=["presence"]) == 0


@pytest.mark.parametrize(("reach", "missing"), [(0, 2), (1, 3)])
def test_who_is_there_after_noon_counts_from_the_next_day(reach, missing):
    """An hour further out the first day is missed; and the hull is a day longer under way: days 0, 5 and 6."""
    assert CASES["ship"].but("stations.csv", "watch", reach_h=reach).optimum() == missing * 100


def test_the_priority_weighs_what_is_missed():
    heavy = CASES["ship"].with_settings("priority = [1, 1, 1, 1, 1]", "priority = [5, 1, 1, 1, 1]")
    assert heavy.optimum() == 2 * 100 * 5


def test_hours_on_orbit_count_for_the_use_rate():
    """8 + 8 + 8 hours on the first two days want 12 a day; the first stay may be as long as the horizon."""
    assert CASES["aircraft"].optimum() == 9 * 100 + 50
    assert CASES["aircraft"].but("fleets.csv", "planes", use_rate_h=12).optimum() == 50


def test_hours_on_orbit_burn_fuel_of_the_field():
    """8 hours of 1 ston: a field that gives 16 a day gives the 8 for the way home on the day of arrival too."""
    flown = CASES["aircraft"].but("fleets.csv", "planes", use_rate_h=24)
    assert flown.but("airfields.csv", "KAF", fuel_stons_day=16).optimum() == 50
    assert flown.but("airfields.csv", "KAF", fuel_stons_day=15).optimum() == 10 * 100 + 50


def test_a_station_takes_no_berth_and_needs_no_cargo_handled():
    assert CASES["ship"].but("seaports.csv", "KSP", berths_roro=0, stons_day=0).optimum() == 2 * 100


def test_a_host_that_says_no_is_told_among_the_refusals():
    shut = CASES["ship"].with_tables({"permissions.csv": "nation,thing,answer\nDEU,forces,yes\nDEU,lift,yes\n"})
    refused = {(row.what, row.rule) for row in shut.instance.refused}
    assert ("ships KSP", "bases") in refused
    assert not [o for o in shut.instance.options.values() if o.station]


def test_a_yes_for_another_role_holds_no_station():
    rows = "nation,thing,answer,roles\nDEU,forces,yes,\nDEU,lift,yes,direct\nKOR,bases,yes,\n"
    assert CASES["ship"].with_tables({"permissions.csv": rows}).optimum() == 10 * 100
    rows = rows.replace("yes,direct", "yes,direct;surveillance")
    held = CASES["ship"].with_tables({"permissions.csv": rows}).but("stations.csv", "watch", role="surveillance")
    assert held.optimum() == 2 * 100


def test_a_posture_switched_off_wants_no_station():
    off = CASES["ship"].with_settings("[rules]", "[postures]\npresence = false\n[rules]")
    assert off.optimum() == 0
    assert off.plan().tables["presence"].empty
    assert ("watch", "posture") in {(row.what, row.rule) for row in off.instance.refused}
    assert verify_plan(off.plan(), *off.nouns) == []


def test_the_table_says_who_was_there():
    table = CASES["ship"].plan().tables["presence"]
    assert list(table["on_station"]).count(1) == 8
    assert int(table["missing"].sum()) == 2
    assert set(table["who"]) == {"", "ships-001", "ships-002"} or len(set(table["who"])) == 4


def test_a_mission_that_no_station_misses_is_left_out():
    """Hours cost nothing here, so that the solver may send more than are wanted."""
    plan = CASES["ship"].but("fleets.csv", "ships", count=9).plan()
    assert int(plan.tables["presence"]["on_station"].max()) <= 2
    assert int(plan.tables["presence"]["missing"].sum()) == 0


def test_a_plan_in_one_pass_holds_the_station_too():
    model = build(CASES["ship"].instance)
    problem = matrix(model)
    launched = greedy(CASES["ship"].instance, Whole(problem))
    assert np.isclose(launched.sum(), 3)


def test_the_search_for_large_problems_finds_the_same(monkeypatch):
    monkeypatch.setattr("projection.solve.solve.SMALL", 0)
    assert CASES["ship"].optimum() == 2 * 100


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [("on_station", 2, "the table says"), ("missing", 5, "the table says"), ("day", 99, "is not wanted")],
)
def test_a_table_that_says_otherwise_is_caught(column, value, words):
    network, scenario = CASES["ship"].nouns
    plan = CASES["ship"].plan()
    table = plan.tables["presence"].copy()
    table.loc[0, column] = value
    found = verify_plan(type(plan)({**plan.tables, "presence": table}, plan.stamp, plan.tracks), network, scenario)
    assert any(one.where.startswith("presence watch") and words in one.what for one in found)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"stay_days": 1}, "1 days allowed"),
        ({"nations": "KOR"}, "none of those that may hold it"),
        ({"node": "ESP"}, "is held from KSP"),
        ({"count": 2}, "of 2 on station"),
    ],
    ids=str,
)
def test_a_mission_that_the_station_does_not_want_is_caught(cells, words):
    changed = CASES["ship"].but("stations.csv", "watch", **cells)
    found = verify_plan(CASES["ship"].plan(), *changed.nouns)
    assert any(one.where.startswith("presence") and words in one.what for one in found), found
