"""Refuelling: a tanker lets a plane carry its full payload over a leg beyond its range, and is not free."""

from dataclasses import replace

import pytest

from projection.model.sets import make_sets
from projection.plan.verify.rules import verify_plan
from tests.model.refuelled_case import REFUELLED, without_tankers

CASES = {"refuelled": REFUELLED}
SORTIE_H = 1 + 2 * 60.04 * 1.05 / 500
"""There and back at 500 kt with the planning allowance, and an hour on station."""


def refuelled(found):
    return [option for option in found.instance.options.values() if option.tankers]


def stops_of(found, fleet):
    table = found.plan().tables["missions"]
    return table[table["fleet"] == fleet]


def test_a_tanker_lets_the_plane_carry_45_stons_instead_of_20():
    plain, long = (o for o in REFUELLED.instance.options.values() if o.fleet == "planes")
    assert (plain.payload.cargo, long.payload.cargo) == (20, 45)
    assert not plain.tankers
    assert [(use.fleet, use.count) for use in long.tankers] == [("tankers", 1)]


def test_what_is_refuelled_closes_on_day_2_and_without_tankers_on_day_8():
    """With: 45 on days 0 and 2. Without: 20 on days 0, 2, 4 and 6, and 10 on day 8."""
    assert REFUELLED.optimum() == 45 * 2
    assert without_tankers().optimum() == 20 * (2 + 4 + 6) + 10 * 8


def test_the_tanker_gives_what_is_missing_with_a_margin_and_the_plane_takes_that_much_less():
    """27.5 stons to give, and 5 stons for each hour of the sortie."""
    plane = stops_of(REFUELLED, "planes").iloc[1]
    assert plane["fuel_stons"] == pytest.approx(125 - 25)
    tanker = stops_of(REFUELLED, "tankers").iloc[0]
    assert tanker["fuel_stons"] == pytest.approx(27.5 + 5 * SORTIE_H, abs=1e-3)


def test_the_sortie_is_a_mission_of_its_own_that_names_whom_it_supports():
    """The plane loads for 2 h and is at the middle after 6.25 h more."""
    sortie = stops_of(REFUELLED, "tankers")
    first = sortie[sortie["mission"] == "tankers-001"]
    assert list(first["purpose"]) == ["position", "refuel", "return"]
    assert set(first["supports"]) == {"planes-001"}
    assert first.iloc[1]["arrive_h"] == 8.25
    assert set(stops_of(REFUELLED, "planes")["supports"]) == {""}


def test_tankers_needed_are_the_missing_fuel_by_what_one_gives():
    """27.5 stons of fuel from tankers that give 10: three."""
    short = REFUELLED.but("fleets.csv", "tankers", lift="SHORT", count=3)
    assert [use.count for option in refuelled(short) for use in option.tankers] == [3]
    assert short.optimum() == 45 * 2
    assert set(stops_of(short, "tankers")["tail"]) == {1, 2, 3}
    assert not refuelled(short.but("fleets.csv", "tankers", count=2))


def test_two_planes_share_one_tanker_and_the_second_waits_a_day_for_it():
    """45 a day late are better than 20 at once and 25 two days late."""
    two = REFUELLED.but("fleets.csv", "planes", count=2)
    assert two.optimum() == 45 * 1
    assert two.optimum(without=["tails"]) == 0


def test_flying_hours_and_quota_of_the_tanker_bind():
    """A sortie takes 1.25 h: a quota of 1.3 h allows one; then 45, and 20 a mission."""
    alone = REFUELLED.but("fleets.csv", "tankers", quota_h=1.3)
    assert alone.optimum() == 20 * (2 + 4) + 5 * 6
    assert alone.optimum(without=["quota"]) == 90
    lazy = REFUELLED.but("fleets.csv", "tankers", use_rate_h=0.13)
    assert lazy.optimum() == 20 * (2 + 4) + 5 * 6
    assert lazy.optimum(without=["flying_hours"]) == 90


def test_fuel_of_the_tanker_comes_from_its_airfield():
    assert REFUELLED.but("airfields.csv", "TAF", fuel_stons_day=33).optimum() == without_tankers().optimum()
    assert REFUELLED.but("airfields.csv", "TAF", fuel_stons_day=34).optimum() == 90


def test_hours_of_tankers_are_priced():
    """Two missions of 25 h, and their sorties."""
    dear = REFUELLED.with_settings("flying_hour = 0", "flying_hour = 1")
    assert dear.optimum() == pytest.approx(90 + 2 * 25 + 2 * SORTIE_H, abs=1e-3)


def test_a_tanker_may_stage_from_an_airfield_near_the_leg():
    """Based at EAF, 2,400 nm from the middle: it flies 2,600 nm to TAF, refuels, and flies home."""
    staged = REFUELLED.but("fleets.csv", "tankers", base="EAF", nation="DEU", count=2)
    sortie = stops_of(staged, "tankers")
    first = sortie[sortie["mission"] == "tankers-001"]
    assert list(first["node"]) == ["EAF", "TAF", "TAF", "TAF", "EAF"]
    assert list(first["purpose"]) == ["position", "enroute", "refuel", "enroute", "return"]
    network, scenario = staged.nouns
    assert verify_plan(staged.plan(), network, scenario) == []


REFUSED = {
    "no airfield within reach": REFUELLED.but("airfields.csv", "TAF", lon=60),
    "no lift of its nation": REFUELLED.but("permissions.csv", "KOR", answer="no"),
    "another nation served": REFUELLED.but("fleets.csv", "tankers", serves="KOR"),
    "a fleet gone": REFUELLED.but("fleets.csv", "tankers", count=0),
    "a type that takes no fuel": REFUELLED.but("aircraft.csv", "PLANE", receives_fuel="false"),
    "a middle beyond the range": REFUELLED.but("payload_range.csv", "PLANE", nm=2400),
}


@pytest.mark.parametrize("why", REFUSED)
def test_without_a_tanker_that_may_and_can_no_leg_is_refuelled(why):
    assert refuelled(REFUSED[why]) == []


def test_why_no_tanker_comes_is_written_down():
    found = {
        row.reason for row in REFUSED["no airfield within reach"].instance.refused if row.rule == "refuelling"
    }
    assert found == {"no tanker may meet planes within 1,000 nm of an airfield that it may use"}


def altered(found, keep=lambda missions: missions["mission"] != ""):
    """Findings about refuelling and range in the case's plan with only some rows of missions.csv."""
    plan = found.plan()
    missions = plan.tables["missions"]
    tables = {**plan.tables, "missions": missions[keep(missions)]}
    findings = verify_plan(replace(plan, tables=tables), *found.nouns)
    return {str(row).split(": ", 1)[1] for row in findings if row.where.startswith(("refuelling", "range"))}


def test_the_verifier_misses_a_tanker():
    short = REFUELLED.but("fleets.csv", "tankers", lift="SHORT", count=3)
    assert altered(short) == set()
    (found,) = altered(short, lambda missions: missions["mission"] != "tankers-002")
    assert "lack 27.5 st of fuel, tankers give 18.333333 st" in found
    none = altered(short, lambda missions: missions["fleet"] != "tankers")
    assert none == {"carries 45 st, its longest loaded leg allows 20 st"}


def test_days_on_which_the_tankers_nation_says_no_are_no_launch_days():
    rows = "nation,thing,answer,from_day\nDEU,forces,yes,\nDEU,lift,yes,\nKOR,lift,yes,3\nKOR,bases,yes,\n"
    late = REFUELLED.with_tables({"permissions.csv": rows})
    assert [min(option.launches) for option in refuelled(late)] == [3]


@pytest.mark.parametrize("count", [1, 2])
def test_the_plan_is_sound(count):
    found = REFUELLED.but("fleets.csv", "planes", count=count)
    assert verify_plan(found.plan(), *found.nouns) == []


def test_a_tanker_fleet_that_does_not_refuel_changes_no_option_and_no_row():
    fleets = "id,lift,base,count\nplanes,PLANE,EAF,1\nships,SHIP,ESP,1\n"
    rows = "nation,thing,answer\nDEU,forces,yes\nDEU,lift,yes\nKOR,lift,yes\nKOR,bases,yes\n"
    alone = REFUELLED.with_tables({"fleets.csv": fleets, "permissions.csv": rows})
    assert alone.instance.options == without_tankers().instance.options
    assert make_sets(alone.instance) == make_sets(without_tankers().instance)
