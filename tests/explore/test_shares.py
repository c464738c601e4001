"""What carries a plan, and what is slack."""

import pytest

from projection.explore.limits import Limit
from projection.explore.shares import shares, slack
from tests.model import test_working
from tests.model.case import case

BOTH = case({"movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,100\nU2,ESP,KSP,300\n"})


def test_shares_of_lift_and_routes_add_up_to_all_that_is_delivered():
    rows = shares(BOTH.plan())
    for kind in ("lift", "route"):
        assert sum(row.of_stons for row in rows if row.kind == kind) == pytest.approx(1)
    lift = {row.name: (row.stons, row.of_stons) for row in rows if row.kind == "lift"}
    assert lift == {"SHIP": (300, 0.75), "PLANE": (100, 0.25)}


def test_places_are_those_between_loading_and_landing():
    places = {row.name: row.stons for row in shares(BOTH.plan()) if row.kind == "place"}
    assert places == {"EAF": 100, "KAF": 100, "ESP": 300, "KSP": 300}


def test_a_stop_on_the_way_is_part_of_the_route():
    tables = {
        "airfields.csv": "id,nation,lat,lon,enroute\nEAF,DEU,50,8,\nKAF,KOR,37,127,\nMID,KOR,40,70,true\n",
        "legs.csv": "from_node,to_node,mode,hours\nEAF,MID,air,5\nMID,KAF,air,5\n",
    }
    routes = [row.name for row in shares(case(tables).plan()) if row.kind == "route"]
    assert routes == ["EAF - KAF via MID"]


def test_a_fleet_that_stays_at_home_and_a_field_half_used_are_slack():
    one = test_working.CASES["slot-hours"]
    rows = {row.limit: row.peak for row in slack(one.plan(), one.nouns[1])}
    assert rows[Limit("tails", "ships")] == 0
    assert Limit("working", "KAF") not in rows
    assert Limit("working", "EAF") in rows
