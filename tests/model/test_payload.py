"""Payload: loads keep within what the missions carry, nested by class."""

import pytest

from tests.model.case import case

_MOVE = "uln,origin,dest,over_stons,out_stons,pax\nU1,EAF,KAF,"
CASES = {
    "payload_stons": case(),
    "over_stons": case({"movements.csv": _MOVE + "40,0,0\n"}),
    "out_stons": case({"movements.csv": _MOVE + "0,20,0\n"}),
    "pax": case({"movements.csv": _MOVE + "0,0,20\n"}),
}
"""Each asks for twice what the plane carries of a class a day: 50 stons in all, of it 20 oversize, of it 10
outsize; and 10 people. So half of it comes a day late."""

LIMITS = {"payload_stons": 50, "over_stons": 20, "out_stons": 10, "pax": 10}


@pytest.mark.parametrize("kind", CASES)
def test_the_second_load_is_a_day_late(kind):
    assert CASES[kind].optimum() == LIMITS[kind] * 1


@pytest.mark.parametrize("kind", CASES)
def test_one_more_a_mission_is_one_less_a_day_late(kind):
    limit = LIMITS[kind]
    assert CASES[kind].but("aircraft.csv", "PLANE", **{kind: limit + 1}).optimum() == limit - 1


@pytest.mark.parametrize("kind", CASES)
def test_without_the_rule_one_mission_takes_all(kind):
    assert CASES[kind].optimum(without=["payload"]) == 0


def test_outsize_takes_the_room_of_oversize():
    both = case({"movements.csv": _MOVE + "15,10,0\n"})
    assert both.optimum() == 15 + 10 - 20


def test_bulk_takes_the_room_that_vehicles_leave():
    text = "uln,origin,dest,bulk_stons,over_stons,out_stons\nU1,EAF,KAF,35,10,10\n"
    assert case({"movements.csv": text}).optimum() == 35 + 10 + 10 - 50


def test_people_do_not_take_the_room_of_cargo():
    text = "uln,origin,dest,bulk_stons,pax\nU1,EAF,KAF,50,10\n"
    assert case({"movements.csv": text}).optimum() == 0


def test_what_is_not_air_transportable_is_short_where_no_ship_goes():
    text = "uln,origin,dest,nat_stons\nU1,EAF,KAF,1\n"
    assert case({"movements.csv": text}).optimum() == 1 * 19


def test_two_fleets_of_one_pool_carry_the_sum_of_what_each_can():
    """A second type flies alike but takes no outsize: 12 outsize need a second day, 2 of them late."""
    two = case(
        {
            "aircraft.csv": "id,payload_stons,over_stons,out_stons,pax\nPLANE,50,20,10,10\nSMALL,30,5,0,0\n",
            "payload_range.csv": "lift,nm,stons\nPLANE,8900,200\nSMALL,8900,200\n",
            "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,1\nsmalls,SMALL,EAF,1\n",
            "movements.csv": "uln,origin,dest,bulk_stons,over_stons,out_stons\nU1,EAF,KAF,55,13,12\n",
        }
    )
    assert len(two.instance.pools) == 1
    assert two.optimum() == 12 - 10
