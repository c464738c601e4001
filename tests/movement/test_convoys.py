"""Convoys: ships wait for the day, and only so many go in one."""

import pytest

from projection.movement.access import Access
from projection.movement.sailing import Sailor
from projection.plan.verify.rules import verify_plan
from projection.route.types import Legs
from tests.model.case import Case, case, sea_leg

MOVES = "uln,origin,dest,bulk_stons\nU1,ESP,KSP,2000\n"


def strait(convoys: str, hulls: int = 2) -> Case:
    """Out through the strait 6 h after leaving, 12 h in all; back round it."""
    tables = {
        "movements.csv": MOVES,
        "fleets.csv": f"id,lift,base,count\nships,SHIP,ESP,{hulls}\n",
        "convoys.csv": f"passage,first_day,every_days,ships\n{convoys}",
    }
    one = case(tables)
    out = sea_leg(one.nouns[0], "ESP", "KSP", nm=120, transits=(("strait", 60.0),))
    back = sea_leg(one.nouns[0], "KSP", "ESP", nm=120)
    return one.with_legs(Legs({("ESP", "KSP"): (out,), ("KSP", "ESP"): (back,)}, {}, {}))


def days(one: Case) -> list[int]:
    plan = one.plan()
    assert verify_plan(plan, *one.nouns) == []
    return sorted(plan.tables["manifests"].drop_duplicates("mission")["landed_day"])


def test_without_a_convoy_day_a_ship_waits_before_the_passage():
    """At the strait on day 0 at 18 h, let in on day 3 at 0 h: 54 h more; at KSP 6 h later, unloaded at 18 h."""
    assert days(strait("strait,3,5,\n")) == [3, 3]


def test_a_convoy_takes_so_many_ships_and_the_next_goes_with_the_next():
    assert days(strait("strait,3,5,1\n")) == [3, 8]
    assert days(strait("strait,3,5,2\n")) == [3, 3]


def test_two_convoys_of_a_passage_add_up():
    """The second is launched on day 4, at the strait at 18 h: in with the convoy of day 4, unloaded on day 5."""
    assert days(strait("strait,3,5,1\nstrait,4,5,1\n")) == [3, 5]


def test_what_a_convoy_takes_is_told_in_utilisation():
    table = strait("strait,3,5,1\n").plan().tables["utilisation"]
    rows = table[table["rule"] == "transits"]
    assert list(zip(rows["day"], rows["used"], rows["limit"], strict=True)) == [(3, 1, 1), (8, 1, 1)]


@pytest.mark.parametrize(("day", "hours"), [(6, 12.0), (7, 36.0), (10, 108.0), (11, 12.0)])
def test_a_ship_that_has_to_be_there_by_an_hour_leaves_in_time_for_a_convoy(day, hours):
    """12 h on the way, the strait in the middle, convoys on days 5, 10 ...: whole days earlier until one fits."""
    network, scenario = strait("strait,0,5,\n").nouns
    leg = sea_leg(network, "KSP", "ESP", nm=120, transits=(("strait", 60.0),))
    sailor = Sailor(network, Access(network, scenario), network.ships["SHIP"])
    found = sailor.latest((leg,), day * 24.0)
    assert (found.hours, found.entries) == (hours, (("strait", 6.0),))


def test_a_convoy_every_day_changes_nothing():
    assert days(strait("strait,0,1,\n")) == [1, 1]
