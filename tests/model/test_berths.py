"""Berths: ships alongside at a port on a day keep within its whole berths of their kind."""

import pytest

from tests.model.case import case

_KINDS = {"roro": ("bulk_stons", 1000), "container": ("bulk_stons", 1000), "tanker": ("pax", 100)}
CASES = {
    f"{kind} at {port}": case(
        {
            "ships.csv": f"id,berth,payload_stons,deck_sqft,teu,pax\nSHIP,{kind},1000,100000,100,100\n",
            "movements.csv": f"uln,origin,dest,{column},rdd\nU1,ESP,KSP,{2 * amount},1\n",
            "fleets.csv": "id,lift,base,count\nships,SHIP,ESP,2\n",
        }
    ).but("seaports.csv", port, **{f"berths_{kind}": 1})
    for kind, (column, amount) in _KINDS.items()
    for port in ("ESP", "KSP")
}
"""Two ships, each a day alongside at either end; with one berth the second comes a day after the first, which
lands on day 1, the RDD. A tanker carries no cargo here but 100 people."""


def _late(name):
    return _KINDS[name.split()[0]][1] * 1


@pytest.mark.parametrize("name", CASES)
def test_the_second_ship_waits_for_the_berth(name):
    assert CASES[name].optimum() == _late(name)


@pytest.mark.parametrize("name", CASES)
def test_one_berth_more_takes_both(name):
    kind, _, port = name.split()
    assert CASES[name].but("seaports.csv", port, **{f"berths_{kind}": 2}).optimum() == 0


@pytest.mark.parametrize("name", CASES)
def test_without_the_rule_both_lie_at_one_berth(name):
    assert CASES[name].optimum(without=["berths"]) == 0


def test_a_berth_of_which_others_take_a_part_is_none():
    """2 x (1 - 0.1) = 1.8: one whole berth."""
    assert CASES["roro at KSP"].but("seaports.csv", "KSP", berths_roro=2, taken=0.1).optimum() == 1000


def test_ships_of_another_kind_do_not_take_the_berth():
    """A container ship beside the ro-ro ship: one berth of each kind, no delay."""
    both = CASES["roro at KSP"].with_tables(
        {
            "ships.csv": "id,berth,payload_stons,deck_sqft,teu\nSHIP,roro,1000,90000,0\nBOX,container,1000,,100\n",
            "fleets.csv": "id,lift,base,count\nboxes,BOX,ESP,1\nships,SHIP,ESP,1\n",
        }
    )
    assert both.but("seaports.csv", "KSP", berths_container=1).optimum() == 0
