"""Transits: ships that enter a passage on a day keep within the ships a day left for us."""

from projection.route.types import Legs
from tests.model.case import Case, case, sea_leg


def _through_the_strait(base: Case) -> Case:
    """Outward through the strait after 6 h, back round it."""
    network, _ = base.nouns
    out = sea_leg(network, "ESP", "KSP", nm=120, transits=(("strait", 60.0),))
    back = sea_leg(network, "KSP", "ESP", nm=120)
    return base.with_legs(Legs({("ESP", "KSP"): (out,), ("KSP", "ESP"): (back,)}, {(): {}}, {}))


def _strait(ships_day: int) -> Case:
    tables = {
        "passages.csv": f"id,west,south,east,north,ships_day\nstrait,40,10,41,11,{ships_day}\n",
        "movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,2000,1\n",
        "fleets.csv": "id,lift,base,count\nships,SHIP,ESP,2\n",
    }
    return _through_the_strait(case(tables))


CASES = {"ships": _strait(1)}
"""Two ships with 1,000 stons each through a strait for one ship a day: the second comes a day late."""


def test_the_second_ship_waits_a_day():
    assert CASES["ships"].optimum() == 1000 * 1


def test_one_ship_a_day_more_lets_both_through():
    assert _strait(2).optimum() == 0


def test_without_the_rule_both_go_at_once():
    assert CASES["ships"].optimum(without=["transits"]) == 0
