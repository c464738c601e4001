"""Whole missions of a solution: tails without overlap, loads shared out over what can carry them."""

import pytest

from projection.plan.missions import clock, manifests, missions
from projection.solve.solution import Solution
from tests.model.case import Case, case

LONG = case({"legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,20\n"}).but("fleets.csv", "planes", count=3)
"""Each mission is out on its launch day and the next."""
OPTION, POOL = "planes/EAF-KAF/1", "air/EAF-KAF/1"


def solved(sorties: dict, loads: dict | None = None) -> Solution:
    return Solution("optimal", 0.0, 0.0, 0.0, {"sorties": sorties, "loads": loads or {}})


def carried(found: Case, count: float, loads: dict, pool: str = POOL) -> dict[tuple[str, str, str], float]:
    """Stons or people by mission, ULN and class, of ``count`` launches of the only option on day 0."""
    (option,) = (o for o in found.instance.options if found.instance.pools[pool].options == (o,))
    solution = solved(
        {(option, 0): count}, {(uln, pool, cargo, 0): amount for (uln, cargo), amount in loads.items()}
    )
    flown = missions(found.instance, solution)
    rows = manifests(found.instance, solution, flown)
    return {(row.mission, row.uln, row.cargo): row.stons + row.pax for row in rows}


def test_each_launch_is_a_mission_on_the_lowest_tail_that_is_free():
    found = missions(LONG.instance, solved({(OPTION, 0): 2.0, (OPTION, 1): 1.0, (OPTION, 2): 2.0}))
    assert [(m.id, m.day, m.tail) for m in found] == [
        ("planes-001", 0, 1),
        ("planes-002", 0, 2),
        ("planes-003", 1, 3),
        ("planes-004", 2, 1),
        ("planes-005", 2, 2),
    ]


def test_no_tail_is_out_twice_on_a_day_and_no_more_tails_than_needed_are_used():
    found = missions(LONG.instance, solved({(OPTION, day): 1.0 + day % 2 for day in range(9)}))
    out = [(m.tail, day) for m in found for day in range(m.day, m.day + 2)]
    assert len(out) == len(set(out))
    assert {m.tail for m in found} == {1, 2, 3}


def test_a_mission_that_positions_holds_its_tail_from_the_day_it_leaves_base():
    away = case(
        {
            "airfields.csv": "id,nation,lat,lon\nEAF,DEU,50,8\nKAF,KOR,37,127\nBAF,DEU,52,10\n",
            "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\nEAF,BAF,air,1\nKAF,BAF,air,7\n",
        }
    ).but("fleets.csv", "planes", base="BAF")
    found = missions(away.instance, solved({(OPTION, 1): 1.0, (OPTION, 2): 1.0, (OPTION, 3): 1.0}))
    assert [m.tail for m in found] == [1, 2, 1], "out on days 0 and 1, 1 and 2, 2 and 3"


def two_units(aircraft: str = "PLANE,50,20,10,10") -> Case:
    return case(
        {
            "aircraft.csv": f"id,payload_stons,over_stons,out_stons,pax\n{aircraft}\n",
            "movements.csv": "uln,origin,dest,bulk_stons,over_stons,out_stons,pax\n"
            "U1,EAF,KAF,60,15,12,8\nU2,EAF,KAF,5,5,3,8\n",
            "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,2\n",
        }
    )


def test_the_narrowest_class_is_put_on_first_and_each_mission_filled_before_the_next():
    loads = {("U1", "bulk"): 60, ("U1", "over"): 15, ("U1", "out"): 12, ("U2", "over"): 5, ("U2", "out"): 3}
    assert carried(two_units(), 2.0, loads) == pytest.approx(
        {
            ("planes-001", "U1", "out"): 10,
            ("planes-001", "U1", "over"): 10,
            ("planes-001", "U1", "bulk"): 30,
            ("planes-002", "U1", "out"): 2,
            ("planes-002", "U2", "out"): 3,
            ("planes-002", "U1", "over"): 5,
            ("planes-002", "U2", "over"): 5,
            ("planes-002", "U1", "bulk"): 30,
        }
    )


def test_people_fill_the_seats_of_one_mission_after_the_other():
    assert carried(two_units(), 2.0, {("U1", "pax"): 8, ("U2", "pax"): 8}) == {
        ("planes-001", "U1", "pax"): 8,
        ("planes-001", "U2", "pax"): 2,
        ("planes-002", "U2", "pax"): 6,
    }


def test_ships_that_cannot_be_filled_one_after_the_other_each_take_an_equal_part():
    """Heavy iron and light bulky cargo fill two ships of 1,000 stons and 10,000 sq ft only when mixed.

    1,500 stons at 2 sq ft and 350 stons at 48 sq ft are 1,850 of 2,000 stons and 19,800 of 20,000 sq ft.
    """
    ships = case(
        {
            "ships.csv": "id,berth,payload_stons,deck_sqft\nSHIP,roro,1000,10000\n",
            "movements.csv": "uln,origin,dest,bulk_stons,sqft\nIRON,ESP,KSP,1500,3000\nTENTS,ESP,KSP,350,16800\n",
            "fleets.csv": "id,lift,base,count\nships,SHIP,ESP,2\n",
        }
    )
    found = carried(ships, 2.0, {("IRON", "bulk"): 1500, ("TENTS", "bulk"): 350}, "sea/ESP-KSP/1")
    assert found == {
        (f"ships-00{number}", uln, "bulk"): amount
        for number in (1, 2)
        for uln, amount in (("IRON", 750), ("TENTS", 175))
    }


def test_what_is_shared_out_is_what_was_loaded():
    loads = {("U1", "bulk"): 60, ("U1", "over"): 15, ("U2", "bulk"): 4.9999999}
    found = carried(two_units(), 2.0, loads)
    assert sum(found.values()) == pytest.approx(sum(loads.values()), abs=1e-9)


def test_a_mission_takes_no_more_than_its_own_payload_when_types_share_a_pool():
    both = two_units("PLANE,50,20,10,10\nSMALL,30,5,0,0").with_tables(
        {
            "payload_range.csv": "lift,nm,stons\nPLANE,8900,200\nSMALL,8900,200\n",
            "fleets.csv": "id,lift,base,count\na,SMALL,EAF,1\nb,PLANE,EAF,1\n",
        }
    )
    sorties = {("a/EAF-KAF/1", 0): 1.0, ("b/EAF-KAF/1", 0): 1.0}
    loads = {("U1", POOL, "bulk", 0): 55.0, ("U1", POOL, "over", 0): 15.0, ("U1", POOL, "out", 0): 10.0}
    solution = solved(sorties, loads)
    rows = manifests(both.instance, solution, missions(both.instance, solution))
    assert {(row.mission, row.cargo): row.stons for row in rows} == pytest.approx(
        {
            ("a-001", "over"): 5,
            ("a-001", "bulk"): 25,
            ("b-001", "out"): 10,
            ("b-001", "over"): 10,
            ("b-001", "bulk"): 30,
        }
    )


@pytest.mark.parametrize(
    ("hour", "words"),
    [(0, "C+000 00:00"), (294.5, "C+012 06:30"), (-2, "C-001 22:00"), (23.9999, "C+001 00:00")],
)
def test_the_clock_is_printed_in_days_and_minutes(hour, words):
    assert clock(hour) == words
