"""Litters: wounded who lie keep within the litters of the missions, and take the place of seats."""

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

_MOVE = "uln,role,origin,dest,pax,lying,rdd\n"
AIRCRAFT = "id,payload_stons,over_stons,out_stons,pax,litters,litter_seats\nPLANE,50,20,10,10,{},{}\n"
OUT = case(
    {
        "movements.csv": _MOVE + "W1,direct,EAF,KAF,8,true,0\n",
        "aircraft.csv": AIRCRAFT.format(4, 1),
    }
)
BACK = case(
    {
        "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\n",
        "movements.csv": _MOVE + "W1,evacuation,KAF,EAF,8,true,0\n",
        "aircraft.csv": AIRCRAFT.format(4, 1),
    }
)
CASES = {"on the way out": OUT, "on the way back": BACK}
"""Eight lie, PLANE has four litters and flies once a day: four of them are a day late."""


@pytest.mark.parametrize("kind", CASES)
def test_the_second_half_lies_a_day_longer(kind):
    assert CASES[kind].optimum() == 4 * 1


@pytest.mark.parametrize("kind", CASES)
def test_one_litter_more_is_one_less_a_day_late(kind):
    more = CASES[kind].with_tables({"aircraft.csv": AIRCRAFT.format(5, 1)})
    assert more.optimum() == 3 * 1


@pytest.mark.parametrize("kind", CASES)
def test_without_the_rule_one_mission_takes_all(kind):
    assert CASES[kind].optimum(without=["litters"]) == 0


def sitting(pax, litters, seats):
    """Four wounded of the way back, who weigh 3, and so many who sit beside them and weigh 1."""
    lines = "uln,role,origin,dest,pax,lying,rdd,priority\n"
    lines += f"S1,evacuation,KAF,EAF,{pax},false,0,2\nW1,evacuation,KAF,EAF,4,true,0,1\n"
    both = BACK.with_tables({"movements.csv": lines, "aircraft.csv": AIRCRAFT.format(litters, seats)})
    return both.with_settings("priority = [1,", "priority = [3,")


def test_litters_beside_the_seats_take_none():
    assert sitting(10, 4, 0).optimum() == 0


def test_litters_take_the_place_of_seats():
    """Four litters in the place of two seats each leave two of ten: of ten who sit eight are a day late."""
    assert sitting(10, 4, 2).optimum() == 8 * 1


def test_seats_say_how_many_litters_there_is_room_for():
    """At 5 seats a litter ten seats give two, however many the type has: the eight need four missions."""
    assert BACK.with_tables({"aircraft.csv": AIRCRAFT.format(4, 5)}).optimum() == 2 * 1 + 2 * 2 + 2 * 3


def test_who_lies_finds_no_way_where_there_are_no_litters():
    assert OUT.with_tables({"aircraft.csv": AIRCRAFT.format(0, 0)}).optimum() == 8 * 19


def test_who_lies_goes_on_no_ship():
    ship = OUT.with_tables(
        {
            "movements.csv": _MOVE + "W1,direct,ESP,KSP,8,true,1\n",
            "ships.csv": "id,berth,payload_stons,deck_sqft,teu,pax\nSHIP,roro,1000,100000,0,20\n",
        }
    )
    assert ship.optimum() == 8 * 18
    assert ship.but("movements.csv", "W1", lying="false").optimum() == 0


def test_types_whose_litters_take_other_numbers_of_seats_are_other_pools():
    """Beside PLANE (4 litters of 2 seats) one that has 2 litters beside its 3 seats: 6 lie, 5 of 13 who sit go."""
    two = sitting(13, 4, 2).with_tables(
        {
            "aircraft.csv": AIRCRAFT.format(4, 2) + "SMALL,30,5,0,3,2,0\n",
            "payload_range.csv": "lift,nm,stons\nPLANE,8900,200\nSMALL,8900,200\n",
            "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,1\nsmalls,SMALL,EAF,1\n",
        }
    )
    assert two.but("movements.csv", "W1", pax=6).optimum() == (13 - 5) * 1
    seated = two.but("movements.csv", "W1", lying="false").but("movements.csv", "S1", pax=7)
    assert seated.optimum() == 0, "13 seats for 13 who sit, and one pool"
    backs = [sum(pool.back for pool in found.instance.pools.values()) for found in (two, seated)]
    assert backs == [2, 1]


def test_the_plan_puts_those_who_lie_before_those_who_sit():
    network, scenario = sitting(10, 4, 2).nouns
    plan = sitting(10, 4, 2).plan()
    assert verify_plan(plan, network, scenario) == []
    first = plan.tables["manifests"][lambda table: table.loaded_day == 0]
    assert sorted(zip(first.uln, first.pax, strict=True)) == [("S1", 2.0), ("W1", 4.0)]


def test_the_recount_counts_the_seats_in_whose_place_litters_stand():
    network, scenario = sitting(10, 4, 2).nouns
    plan = sitting(10, 4, 2).plan()
    table = plan.tables["manifests"].copy()
    table.loc[(table.uln == "S1") & (table.loaded_day == 0), "pax"] = 3.0
    found = verify_plan(
        type(plan)({**plan.tables, "manifests": table}, plan.stamp, plan.tracks), network, scenario
    )
    assert any("11 people on the way back, PLANE seats 10" in finding.what for finding in found)
