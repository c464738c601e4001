"""People brought out on the way back of missions, planned and recounted."""

from dataclasses import replace

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

CASE = case(
    {
        "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\n",
        "movements.csv": (
            "uln,role,origin,dest,pax,bulk_stons,rdd\nU1,direct,EAF,KAF,0,100,0\nE1,evacuation,KAF,EAF,20,0,0\n"
        ),
    }
)
"""PLANE carries 50 stons out and 10 people back and flies once a day: it is at KAF at hour 10 of day 0 and home at
hour 20. 50 stons and 10 people are moved on each of days 0 and 1: 50 + 10 a day late."""


def test_two_missions_bring_cargo_out_and_people_back():
    assert CASE.optimum() == 50 * 1 + 10 * 1


def test_one_more_person_needs_a_third_mission():
    assert CASE.but("movements.csv", "E1", pax=21).optimum() == 50 * 1 + 10 * 1 + 1 * 2


def test_a_mission_may_go_out_for_people_alone():
    only = CASE.with_tables({"movements.csv": "uln,role,origin,dest,pax,rdd\nE1,evacuation,KAF,EAF,20,0\n"})
    assert only.optimum() == 10 * 1


def test_no_other_role_travels_on_the_way_back():
    assert any(pool.back for pool in CASE.instance.pools.values())
    assert not any(pool.back for pool in CASE.but("movements.csv", "E1", role="presence").instance.pools.values())


def test_they_are_available_before_they_get_on():
    """Available on day 1 only: on the missions of days 1 and 2, one and two days late."""
    assert CASE.but("movements.csv", "E1", ald=1, rdd=1).optimum() == 50 * 1 + 10 * 1


def test_a_longer_way_out_is_counted_in_the_day_of_getting_on():
    """30 hours out: at KAF at hour 32 of day 1, home at hour 64 of day 2; the next leaves on day 3."""
    slow = CASE.with_tables({"legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,30\n"})
    plan = slow.plan()
    back = plan.tables["manifests"][lambda table: table.uln == "E1"]
    assert sorted(zip(back.loaded_day, back.landed_day, strict=True)) == [(1, 2), (4, 5)]


def test_the_recount_finds_no_fault_in_it():
    network, scenario = CASE.nouns
    plan = CASE.plan()
    assert verify_plan(plan, network, scenario) == []
    back = plan.tables["manifests"][lambda table: table.uln == "E1"]
    assert sorted(zip(back.poe, back.pod, back.loaded_day, back.pax, strict=True)) == [
        ("KAF", "EAF", 0, 10.0),
        ("KAF", "EAF", 1, 10.0),
    ]


def altered(**columns):
    network, scenario = CASE.nouns
    plan = CASE.plan()
    table = plan.tables["manifests"].copy()
    for name, value in columns.items():
        table.loc[table.uln == "E1", name] = value
    return verify_plan(type(plan)({**plan.tables, "manifests": table}, plan.stamp, plan.tracks), network, scenario)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"pax": 11}, "11 people on the way back, PLANE seats 10"),
        ({"loaded_day": 3}, "the mission is there on day"),
        ({"landed_day": 0}, "gets off at EAF on day 0"),
    ],
    ids=str,
)
def test_the_recount_finds_what_is_wrong_with_it(columns, words):
    assert any(words in finding.what for finding in altered(**columns))


def test_the_recount_lets_no_other_role_travel_back():
    network, scenario = CASE.nouns
    movements = {**scenario.movements, "E1": scenario.movements["E1"].model_copy(update={"role": "presence"})}
    found = verify_plan(CASE.plan(), network, replace(scenario, movements=movements))
    assert any("for people evacuated" in finding.what for finding in found)
