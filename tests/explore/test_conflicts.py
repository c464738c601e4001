"""Fixed orders that cannot hold together: exactly those at fault are named, with the cheapest ways out."""

import csv
import io

import pytest

from projection.explore.conflicts import conflicts
from tests.model.case import case

HEAD = "id,uln,lift,mode,poe,pod,via,load_from,load_to,land_by,firm\n"
LINKS = "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KSP,KDS,20\nwestair,EDS,EAF,20\neastair,KAF,KDS,20\n"
ROWS = "uln,origin,dest,bulk_stons,after\n"


def built(orders, movements="U1,EDS,KDS,50,\n", **tables):
    """Movements over land and by either mode; orders as written."""
    return case(
        {
            "movements.csv": ROWS + movements,
            "land_links.csv": LINKS,
            "orders.csv": HEAD + orders,
            **{f"{name}.csv": text for name, text in tables.items()},
        }
    )


AIR = "U1,EAF,KAF,50,\nU2,EAF,KAF,50,\nU3,EAF,KAF,50,\nU9,ESP,KSP,100,\n"
"""A plane takes 50 stons a day; U9 goes by sea and is in nobody's way."""
LATE = "nation,thing,answer,from_day\nDEU,forces,yes,5\nDEU,lift,yes,\nKOR,bases,yes,\n"

BUILT = {
    "lift against mode": (
        built("O1,U1,,sea,,,,,,,true\nO2,U1,planes,any,,,,,,,true\nO3,U1,,any,,,,1,,,true\n"),
        ["O1", "O2"],
    ),
    "a landing day too early for any way": (built("O1,U1,,any,,,,,,0,true\nO2,U1,,air,,,,,,,true\n"), ["O1"]),
    "a port against a mode": (
        built("O1,U1,,air,,,,,,,true\nO2,U1,,any,ESP,,,,,,true\nO3,U1,,any,,,,,8,,true\n"),
        ["O1", "O2"],
    ),
    "loaded too late to land in time": (
        built("O1,U1,,any,,,,5,,,true\nO2,U1,,any,,,,,,4,true\nO3,U1,,air,,,,,,,true\n"),
        ["O1", "O2"],
    ),
    "in time by air alone, and ordered by sea": (
        built("O1,U1,,sea,,,,,,,true\nO2,U1,,any,,,,,,1,true\n"),
        ["O1", "O2"],
    ),
    "two units on one plane on one day": (
        built("A,U1,,any,,,,,,0,true\nB,U2,,any,,,,,,0,true\nC,U3,,any,,,,,,5,true\nD,U9,,sea,,,,,,,true\n", AIR),
        ["A", "B"],
    ),
    "three units in two days": (
        built("A,U1,,any,,,,,,1,true\nB,U2,,any,,,,,,1,true\nC,U3,,any,,,,,,1,true\nD,U9,,sea,,,,,,,true\n", AIR),
        ["A", "B", "C"],
    ),
    "two loads on one ship": (
        built(
            "A,U1,,any,,,,,0,,true\nB,U2,ships,any,,,,,0,,true\nC,U3,,any,,,,,,,true\n",
            "U1,ESP,KSP,600,\nU2,ESP,KSP,600,\nU3,ESP,KSP,100,\n",
        ),
        ["A", "B"],
    ),
    "one that waits for another": (
        built(
            "A,U1,,sea,,,,6,,,true\nB,U2,,any,,,,,,3,true\nC,U2,,air,,,,,,,true\n",
            "U1,ESP,KSP,50,\nU2,EAF,KAF,50,U1\n",
        ),
        ["A", "B"],
    ),
    "a nation that decides too late": (
        built("O1,U1,,any,,,,,,3,true\nO2,U1,,air,,,,,,,true\n", permissions=LATE),
        ["O1"],
    ),
}


def found(one, **options):
    return conflicts(*one.nouns, one.legs, **options)


@pytest.mark.parametrize("name", BUILT)
def test_a_conflict_names_exactly_the_orders_at_fault(name):
    one, expected = BUILT[name]
    rows = found(one, out=False).found
    assert [[order.id for order in row.orders] for row in rows] == [expected]
    assert rows[0].smallest and not rows[0].hopeless


@pytest.mark.parametrize("name", BUILT)
def test_every_way_out_mends_its_scenario(name):
    one, _ = BUILT[name]
    (row,) = found(one).found
    assert {way.what for way in row.ways_out if way.change == "drop"} == {order.id for order in row.orders}
    assert [way.cost for way in row.ways_out] == sorted(way.cost for way in row.ways_out)
    for way in row.ways_out:
        assert not found(_mended(one, way), out=False).found, way


def _mended(one, way):
    """The case with the way out written into its tables."""
    if way.change == "lift":
        return one.but("fleets.csv", way.what, count=1 + way.by)
    rows = list(csv.DictReader(io.StringIO(one.tables["orders.csv"])))
    if way.change == "drop":
        rows = [row for row in rows if row["id"] != way.what]
    for row in rows:
        if row["id"] == way.what:
            row[way.change] = str(int(row[way.change]) + (-way.by if way.change == "load_from" else way.by))
    return one.with_tables({"orders.csv": HEAD + "".join(",".join(row.values()) + "\n" for row in rows)})


def test_orders_that_hold_are_in_no_conflict():
    one = built("O1,U1,,sea,,,,,,,true\nO2,U1,,any,,,,5,,,true\n")
    assert found(one).found == ()


def test_an_order_that_is_not_firm_is_in_conflict_only_with_a_firm_one():
    assert found(built("O1,U1,,any,,,,,,0,false\n")).found == ()
    (row,) = found(built("O1,U1,,sea,,,,,,,false\nO2,U1,,air,,,,,,,true\n")).found
    assert [order.id for order in row.orders] == ["O1", "O2"]


def test_a_unit_that_cannot_arrive_whatever_its_orders_say_is_told_apart():
    one = built("O1,U1,,sea,,,,,,,true\n", permissions="nation,thing,answer\nDEU,lift,yes\nKOR,bases,yes\n")
    (row,) = found(one).found
    assert row.hopeless and [order.id for order in row.orders] == ["O1"]


def test_ways_out_cost_what_the_ordered_units_then_cost():
    """A and B by plane on day 0: put off by a day, one of them is 50 ston-days late; so it is with no order."""
    one, _ = BUILT["two units on one plane on one day"]
    (row,) = found(one).found
    costs = {(way.change, way.what, way.by): way.cost for way in row.ways_out}
    assert costs["land_by", "A", 1] == costs["land_by", "B", 1] == costs["drop", "A", 0] == 50
    assert costs["lift", "planes", 1] == 0
    assert row.ways_out[0].change == "lift"


def test_a_share_kept_for_europe_counts_the_whole_force():
    """Of 100 stons 70 may go; the ULN under order is 50 of them."""
    one = built(
        "O1,U1,,any,,,,,,,true\n", "U1,EAF,KAF,50,\nU2,EAF,KAF,50,\n", europe="nation,held_back\nDEU,0.3\n"
    )
    assert found(one).found == ()
    both = built(
        "A,U1,,any,,,,,,,true\nB,U2,,any,,,,,,,true\n",
        "U1,EAF,KAF,50,\nU2,EAF,KAF,50,\n",
        europe="nation,held_back\nDEU,0.3\n",
    )
    assert [order.id for order in found(both).found[0].orders] == ["A", "B"]
