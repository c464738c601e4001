"""Fixed orders: what they leave of missions and loads, and what it costs to break one."""

import pytest

from projection.plan.verify.rules import verify_plan
from projection.report.summary import summary
from projection.route.types import Legs
from tests.model.case import case, sea_leg
from tests.model.test_staging import CASES as STAGED

HEAD = "id,uln,lift,mode,poe,pod,via,load_from,load_to,land_by,firm\n"
BOTH = case(
    {
        "movements.csv": "uln,origin,dest,bulk_stons\nU1,EDS,KDS,50\n",
        "land_links.csv": "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KSP,KDS,20\n"
        "westair,EDS,EAF,20\neastair,KAF,KDS,20\n",
    }
)
"""50 stons from depot to camp by air or sea; a day by land at each end.

By air: at EAF for day 1, at KAF on day 1, at the camp on day 2. By sea: at KSP on day 2, at the camp on day 3.
"""
SHORT = 19
"""Days late of what never comes: day 9 + 10."""


def ordered(order: str, base=BOTH):
    return base.with_tables({"orders.csv": HEAD + order})


def sound(one):
    return verify_plan(one.plan(), *one.nouns) == []


def test_without_orders_the_plane_takes_it():
    assert BOTH.optimum() == 50 * 2


@pytest.mark.parametrize(
    ("order", "days"),
    [
        ("O1,U1,,sea,,,,,,,true", 3),
        ("O1,U1,SHIP,any,,,,,,,true", 3),
        ("O1,U1,ships,any,,,,,,,true", 3),
        ("O1,U1,,any,ESP,,,,,,true", 3),
        ("O1,U1,,any,,KSP,,,,,true", 3),
        ("O1,U1,,any,,,,4,,,true", 5),
        ("O1,U1,,sea,,,,4,,,true", 6),
        ("O1,U1,planes,any,,,,,,1,true", 2),
    ],
)
def test_an_order_is_kept_and_costs_its_days(order, days):
    one = ordered(order)
    assert one.optimum() == 50 * days
    assert sound(one)


def test_several_orders_of_a_unit_all_hold():
    one = ordered("O1,U1,,sea,,,,,,,true\nO2,U1,,any,,,,5,,,true\n")
    assert one.optimum() == 50 * 7
    assert sound(one)


def test_a_firm_order_that_cannot_be_kept_costs_a_hundredfold_and_is_told():
    one = ordered("O1,U1,planes,any,,,,,,0,true")
    assert one.optimum() == 100 * 50 * SHORT
    plan = one.plan()
    assert verify_plan(plan, *one.nouns) == []
    assert plan.tables["shortfalls"]["why"][0].startswith("order broken: O1; ")
    assert plan.stamp["terms"]["short"] == 50 * SHORT
    assert plan.stamp["terms"]["broken"] == 99 * 50 * SHORT
    refused = plan.tables["refused_options"]
    assert list(refused[refused["rule"] == "order"]["what"]) == ["U1"]


def test_orders_in_conflict_leave_a_plan():
    one = ordered("O1,U1,,sea,,,,,,,true\nO2,U1,planes,any,,,,,,,true\n")
    assert one.plan().tables["shortfalls"]["why"][0].startswith("order broken: O1 and O2; ")


def test_an_order_that_is_not_firm_falls_short_at_the_usual_price():
    one = ordered("O1,U1,planes,any,,,,,,0,false")
    assert one.optimum() == 50 * SHORT
    assert sound(one)


def test_what_nobody_ordered_gives_way_to_a_firm_order():
    """One plane, one launch in the two days that are left: the low priority has the order and flies."""
    two = "uln,origin,dest,bulk_stons,ald\nU1,EAF,KAF,50,9\nU2,EAF,KAF,50,9\n"
    one = ordered("O1,U2,,any,,,,,,,true", case({"movements.csv": two}))
    short = one.plan().tables["shortfalls"].set_index("uln")["short_stons"]
    assert dict(short) == {"U1": 50, "U2": 0}


def test_a_way_that_is_ordered_is_offered_and_only_the_ordered_unit_must_take_it():
    """By MID 5 + 2 + 5 h: the plane lands on day 0 as well, but is back on day 1, so it flies every other day."""
    tables = {
        "airfields.csv": "id,nation,lat,lon,enroute\nEAF,DEU,50,8,\nKAF,KOR,37,127,\nMID,KOR,40,70,true\n",
        "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\nEAF,MID,air,5\nMID,KAF,air,5\n",
        "movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,50\nU2,EAF,KAF,50\n",
    }
    free = case(tables)
    assert not any("MID" in {s.node for s in o.stops} for o in free.instance.options.values())
    one = ordered("O1,U2,,any,,,MID,,,,true", free)
    plan = one.plan()
    assert verify_plan(plan, *one.nouns) == []
    carried = plan.tables["manifests"].set_index("uln")["mission"]
    stops = plan.tables["missions"].groupby("mission")["node"].agg(set)
    assert "MID" in stops[carried["U2"]]
    assert "MID" not in stops[carried["U1"]]


def test_pools_part_only_where_an_order_bars_a_unit():
    one = ordered("O1,U1,PLANE,any,,,,,,,true")
    assert {pool.barred for pool in one.instance.pools.values() if pool.mode == "air"} == {()}
    assert not any(load[0] == "U1" and load[1].startswith("sea") for load in one.instance.loads)


def test_a_passage_that_is_ordered_is_offered_besides_the_quicker_way():
    """Straight 12 h, through the strait 36 h: landed a day later, on day 2."""
    tables = {
        "movements.csv": "uln,origin,dest,bulk_stons\nU1,ESP,KSP,100\n",
        "fleets.csv": "id,lift,base,count\nships,SHIP,ESP,1\n",
    }
    base = case(tables)
    network, _ = base.nouns
    out = sea_leg(network, "ESP", "KSP", nm=120)
    strait = sea_leg(network, "ESP", "KSP", nm=360, transits=(("strait", 60.0),))
    legs = Legs(
        {("ESP", "KSP"): (out, strait), ("KSP", "ESP"): (sea_leg(network, "KSP", "ESP", nm=120),)}, {(): {}}, {}
    )
    assert base.with_legs(legs).optimum() == 100 * 1
    one = ordered("O1,U1,,any,,,strait,,,,true", base).with_legs(legs)
    assert one.optimum() == 100 * 2
    assert sound(one)


@pytest.mark.parametrize(
    ("order", "cost"),
    [
        ("O1,U1,,any,ESP,KAF,,,,,true", 100 * 1),
        ("O1,U1,,any,,,,2,,,true", 100 * 2 + 100 * 3),
        ("O1,U1,,any,,,,,,3,true", 100 * 100 * 16),
        ("O1,U1,planes;SHIP,any,,,,,,,true", 100 * 1),
        ("O1,U1,SHIP,any,,,,,,,true", 200 * 100 * 16),
    ],
)
def test_over_a_staging_point_ports_and_days_are_of_the_first_and_last_mission(order, cost):
    one = ordered(order, STAGED["ship to air"])
    assert one.optimum() == cost
    assert sound(one)


def test_the_summary_is_loud_about_broken_orders_and_silent_without():
    one = ordered("O1,U1,planes,any,,,,,,0,true")
    text = summary(one.plan(), one.nouns[1])
    assert "\nORDERS BROKEN: 1 ULN\n  U1                   O1: 50 st and 0 people missing\n" in text
    kept = ordered("O1,U1,planes,any,,,,,,,true")
    assert "ORDERS" not in summary(kept.plan(), kept.nouns[1])
