"""The hours of a mission: splitting over days, flight times, crew rest; all by hand."""

import pytest

from projection.movement.timeline import (
    Flight,
    air_stops,
    days_touched,
    flight_h,
    flown_nm,
    hours_by_day,
    under_way_h,
)
from projection.network.rows import Aircraft
from projection.route.types import AirLeg
from projection.scenario.rows import Rules

PLANE = Aircraft(
    id="PLANE",
    name="a plane",
    block_kt=400,
    payload_stons=50,
    ferry_nm=9000,
    runway_ft=8000,
    slot=1,
    onload_h=2,
    enroute_h=1,
    offload_h=3,
    use_rate_h=12,
    fuel_stons_h=5,
    source="test",
    verified=False,
)
RULES = Rules(air_allowance=0.1, crew_duty_h=16, crew_rest_h=15)


def leg(start: str, end: str, hours: float) -> AirLeg:
    return AirLeg(start, end, 400 * hours, (), ((0.0, 0.0), (1.0, 0.0)), typed=True)


@pytest.mark.parametrize(
    ("start", "end", "split"),
    [
        (0, 24, ((0, 24.0),)),
        (20, 30, ((0, 4.0), (1, 6.0))),
        (23, 73, ((0, 1.0), (1, 24.0), (2, 24.0), (3, 1.0))),
        (24, 48, ((1, 24.0),)),
        (-2, 3, ((-1, 2.0), (0, 3.0))),
        (5, 5, ()),
    ],
)
def test_hours_are_split_over_the_days_they_fall_on(start, end, split):
    assert hours_by_day(start, end) == split


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [(0, 24, [0]), (0, 24.5, [0, 1]), (24, 36, [1]), (23, 49, [0, 1, 2]), (48, 48, [2])],
)
def test_a_ship_touches_every_day_on_which_it_is_alongside_at_all(start, end, days):
    assert list(days_touched(start, end)) == days


def test_practice_flies_the_allowance_more_than_the_shortest_way_but_not_than_a_typed_leg():
    computed = AirLeg("A", "B", 4000, (), ())
    typed = AirLeg("A", "B", 4000, (), (), typed=True)
    in_hours = AirLeg("A", "B", 4000, (), (), hours=7, typed=True)
    assert flown_nm(computed, RULES) == pytest.approx(4400)
    assert flown_nm(typed, RULES) == 4000
    assert [flight_h(row, PLANE, RULES) for row in (computed, typed, in_hours)] == pytest.approx([11, 10, 7])


def test_a_mission_from_its_own_base_runs_stop_by_stop():
    stops = air_stops(Flight(None, (leg("A", "B", 5),), (leg("B", "A", 5),)), PLANE, RULES, staged=True)
    assert [(s.node, s.purpose, s.arrive_h, s.depart_h, s.work_h) for s in stops] == [
        ("A", "position", 0, 0, 0),
        ("A", "onload", 0, 2, 2),
        ("B", "offload", 7, 10, 3),
        ("A", "return", 15, 15, 0),
    ]
    assert [stop.fuel_stons for stop in stops] == [0, 25, 25, 0]
    assert under_way_h(stops) == 10


def test_positioning_lies_before_the_opening_at_which_loading_starts():
    flight = Flight(leg("Z", "A", 3), (leg("A", "B", 5),), (leg("B", "Z", 6),))
    stops = air_stops(flight, PLANE, RULES, staged=True)
    assert (stops[0].node, stops[0].depart_h, stops[0].fuel_stons) == ("Z", -3, 15)
    assert (stops[1].node, stops[1].arrive_h, stops[1].leg_h) == ("A", 0, 3)
    assert (stops[-1].node, stops[-1].arrive_h) == ("Z", 16)
    assert under_way_h(stops) == 14


def test_a_crew_rests_where_its_duty_would_pass_the_limit_by_the_next_arrival():
    """2 + 8 h to B on duty; 1 h there and 6 h on would make 17 h: it rests 15 h at B and flies on fresh."""
    flight = Flight(None, (leg("A", "B", 8), leg("B", "C", 6)), (leg("C", "A", 9),))
    tired = air_stops(flight, PLANE, RULES, staged=False)
    assert [(s.node, s.purpose, s.arrive_h, s.depart_h) for s in tired] == [
        ("A", "position", 0, 0),
        ("A", "onload", 0, 2),
        ("B", "rest", 10, 25),
        ("C", "offload", 31, 46),
        ("A", "return", 55, 55),
    ], "at C 6 + 3 + 9 h would be 18 h: it rests there too"
    assert tired[2].work_h == 1
    assert tired[3].work_h == 3
    staged = air_stops(flight, PLANE, RULES, staged=True)
    assert [(s.purpose, s.depart_h) for s in staged[2:]] == [("enroute", 11), ("offload", 20), ("return", 29)]


def test_duty_of_exactly_the_limit_needs_no_rest():
    flight = Flight(None, (leg("A", "B", 8), leg("B", "C", 5)), (leg("C", "A", 1),))
    stops = air_stops(flight, PLANE, RULES, staged=False)
    assert [stop.purpose for stop in stops[2:]] == ["enroute", "offload", "return"]
    assert stops[2].depart_h == 11, "2 + 8 + 1 + 5 = 16 h"
