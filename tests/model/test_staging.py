"""Staging: what changes over from one lift to another on a day keeps within what the point handles."""

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

_TABLES = {
    "nations.csv": "id\nDEU\nKOR\nJPN\n",
    "airfields.csv": "id,nation,lat,lon\nKAF,KOR,37,127\nJAF,JPN,36,139\n",
    "seaports.csv": "id,nation,lat,lon\nESP,DEU,54,8\nJSP,JPN,35,139\n",
    "land_links.csv": "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KAF,KDS,20\n",
    "legs.csv": "from_node,to_node,mode,hours\nJAF,KAF,air,2\nESP,JSP,sea,12\n",
    "movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KAF,200,3\n",
    "fleets.csv": "id,lift,base,count\nplanes,PLANE,JAF,20\nships,SHIP,ESP,1\n",
    "permissions.csv": ("nation,thing,answer\nDEU,forces,yes\nDEU,lift,yes\nKOR,bases,yes\nJPN,bases,yes\n"),
    "staging.csv": "id,node_in,node_out,hours,stons_day\nkanto,JSP,JAF,20,100\n",
}

CASES = {"ship to air": case(_TABLES)}
"""No ship reaches KAF and no aircraft Europe. 200 stons load on day 0, sail 12 hours, are ashore at JSP on day 1;
they change over on days 2 and 3, 100 stons each, and fly on days 3 and 4: 100 are a day late."""


def test_half_of_it_changes_over_a_day_later():
    assert CASES["ship to air"].optimum() == 100 * 1


def test_one_ston_more_a_day_is_one_less_late():
    assert CASES["ship to air"].but("staging.csv", "kanto", stons_day=101).optimum() == 99 * 1


def test_without_the_rule_all_of_it_changes_over_at_once():
    assert CASES["ship to air"].optimum(without=["staging"]) == 0
    assert CASES["ship to air"].but("staging.csv", "kanto", stons_day="").optimum() == 0


def test_longer_handling_is_a_day_later_for_all():
    assert CASES["ship to air"].but("staging.csv", "kanto", hours=25).optimum() == 100 * 1 + 100 * 2


def test_without_the_point_nothing_arrives():
    """Short counts as delivered on day 9 + 10, 16 days late."""
    tables = {"staging.csv": "id,node_in,node_out,hours\n"}
    assert CASES["ship to air"].with_tables(tables).optimum() == 200 * 16


@pytest.mark.parametrize(
    "changes",
    [
        {"nations": "KOR"},
        {"to_day": 1},
        {"from_day": 9},
        {"node_out": "JSP"},
    ],
    ids=str,
)
def test_a_point_that_cannot_serve_is_as_none(changes):
    assert CASES["ship to air"].but("staging.csv", "kanto", **changes).optimum() == 200 * 16


def test_a_nation_that_lets_no_forces_in_is_told_among_the_refusals():
    shut = CASES["ship to air"].with_tables(
        {"permissions.csv": "nation,thing,answer\nDEU,forces,yes\nDEU,lift,yes\nKOR,bases,yes\n"}
    )
    assert shut.optimum() == 200 * 16
    refused = [(row.what, row.rule) for row in shut.instance.refused]
    assert ("U1 by kanto", "staging") in refused


def test_what_lands_as_outsize_does_not_leave_as_bulk():
    """PLANE takes 10 stons of outsize: 20 fly 10 a day with one aircraft, out and back on one day."""
    heavy = CASES["ship to air"].with_tables({"movements.csv": "uln,origin,dest,out_stons,rdd\nU1,ESP,KAF,20,3\n"})
    assert heavy.but("fleets.csv", "planes", count=1).optimum() == 10 * 1


def test_ship_to_ship_in_one_port():
    """Handled for 20 hours on day 2, loaded on day 3, sailing 12 hours after 12 of loading: ashore on day 4."""
    tables = {
        "seaports.csv": "id,nation,lat,lon\nESP,DEU,54,8\nJSP,JPN,35,139\nKSP,KOR,35,129\n",
        "legs.csv": "from_node,to_node,mode,hours\nJSP,KSP,sea,12\nESP,JSP,sea,12\n",
        "land_links.csv": "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KSP,KDS,20\n",
        "movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,100,3\n",
        "fleets.csv": "id,lift,base,count\nships,SHIP,ESP,1\nfeeders,SHIP,JSP,1\n",
        "staging.csv": "id,node_in,node_out,hours,stons_day\nkanto,JSP,JSP,20,100\n",
    }
    assert case(_TABLES).with_tables(tables).optimum() == 100 * 1


def test_a_point_far_off_the_way_is_not_offered():
    """By the great circle over Japan it is more than 1.3 times the 800 nm between the ports typed here."""
    tables = {
        "seaports.csv": "id,nation,lat,lon\nESP,DEU,54,8\nJSP,JPN,35,139\nKSP,KOR,35,129\n",
        "legs.csv": (
            "from_node,to_node,mode,hours,nm\nJAF,KAF,air,2,600\nESP,JSP,sea,12,9000\nESP,KSP,sea,12,800\n"
        ),
        "land_links.csv": "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KAF,KDS,20\nport,KSP,KAF,20\n",
    }
    offered = case(_TABLES).with_tables(tables).instance
    assert not any(link in offered.in_ways and offered.in_ways[link].kind == "staged" for link in offered.in_ways)


def test_the_tables_say_where_it_changed_over():
    plan = CASES["ship to air"].plan()
    arrivals = [(row.node, row.role, row.day, row.amount) for row in plan.tables["arrivals"].itertuples()]
    assert ("JSP", "staged", 1, 200.0) in arrivals
    onward = [(row.link, row.cargo, row.leave_day, row.reach_day) for row in plan.tables["onward"].itertuples()]
    assert onward == [("kanto", "bulk", 2, 2), ("kanto", "bulk", 3, 3)]
    used = plan.tables["utilisation"]
    assert list(used[used.rule == "staging"].used) == [100.0, 100.0]


def test_a_plan_that_leaves_what_was_staged_is_caught():
    network, scenario = CASES["ship to air"].nouns
    plan = CASES["ship to air"].plan()
    tables = {**plan.tables, "onward": plan.tables["onward"].iloc[:1]}
    found = verify_plan(type(plan)(tables, plan.stamp, plan.tracks), network, scenario)
    assert any(finding.where.startswith("staging J") for finding in found)
