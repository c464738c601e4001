"""Member hours: missions of a pool's fleet go for one member each, and keep within that member's hours."""

from dataclasses import replace

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

TWO = case(
    {
        "nations.csv": "id\nDEU\nKOR\nNLD\n",
        "movements.csv": "uln,nation,origin,dest,bulk_stons\nU1,DEU,EAF,KAF,50\nU2,NLD,EAF,KAF,100\n",
        "permissions.csv": "nation,thing,answer\nDEU,forces,yes\nNLD,forces,yes\nDEU,lift,yes\nKOR,bases,yes\n",
        "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,2\nships,SHIP,ESP,1\n",
        "members.csv": "fleet,nation,quota_h\nplanes,DEU,32\nplanes,NLD,31\n",
    }
)
CASES = {"hours": TWO}
"""A mission takes 16 h. NLD has hours for one and needs two: 50 stons are short at 19 each (day 9 + 10)."""


def test_a_member_without_hours_leaves_its_cargo_behind_though_another_has_some_left():
    assert TWO.optimum() == 50 * 19


def test_one_hour_more_brings_it_a_day_late():
    """Three missions, two tails: one goes a day later."""
    more = TWO.with_tables({"members.csv": "fleet,nation,quota_h\nplanes,DEU,32\nplanes,NLD,32\n"})
    assert more.optimum() == 50 * 1


def test_without_the_rule_it_comes_a_day_late():
    assert TWO.optimum(without=["member_hours"]) == 50 * 1


def test_the_tails_are_those_of_all():
    one = TWO.with_tables({"members.csv": "fleet,nation,quota_h\nplanes,DEU,32\nplanes,NLD,32\n"})
    assert one.but("fleets.csv", "planes", count=1).optimum() == 50 * 1 + 50 * 2


def test_the_cargo_of_two_members_does_not_share_a_mission():
    """25 and 25 stons would fit one mission of one tail; each flies alone, the second a day late."""
    halves = TWO.but("movements.csv", "U1", bulk_stons=25).but("movements.csv", "U2", bulk_stons=25)
    halves = halves.but("fleets.csv", "planes", count=1)
    assert halves.optimum() == 25 * 1
    assert halves.with_tables({"members.csv": "fleet,nation,quota_h\n"}).optimum() == 0


def test_who_is_no_member_does_not_fly_and_is_told():
    lone = TWO.with_tables({"members.csv": "fleet,nation,quota_h\nplanes,DEU,32\nplanes,NLD,0\n"})
    assert lone.optimum() == 100 * 19
    told = [row for row in lone.instance.refused if row.rule == "member_hours"]
    assert [(row.what, row.reason) for row in told] == [("planes for NLD", "NLD has no hours of it")]


def test_the_quota_of_the_fleet_holds_besides():
    assert TWO.but("fleets.csv", "planes", quota_h=16).optimum() == 100 * 19


def test_the_table_of_use_counts_the_hours_of_each_member():
    used = TWO.plan().tables["utilisation"][lambda table: table.rule == "member_hours"]
    assert sorted(zip(used.place, used.used, used.limit, strict=True)) == [
        ("planes DEU", 16.0, 32.0),
        ("planes NLD", 16.0, 31.0),
    ]


def test_the_recount_finds_a_plan_that_flew_the_hours_of_another():
    network, scenario = TWO.nouns
    plan = TWO.with_tables({"members.csv": "fleet,nation,quota_h\n"}).plan()
    found = verify_plan(plan, network, replace(scenario))
    assert any(str(finding).startswith("member_hours planes: 32 h under way for NLD") for finding in found)
