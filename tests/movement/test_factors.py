"""Planning factors against arithmetic done by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.movement import factors

C17 = ((2400.0, 85.45), (3200.0, 65.0), (4000.0, 45.0))


def test_missions_are_rounded_up():
    assert factors.missions_required(100, 45) == 3
    assert factors.missions_required(90, 45) == 2
    assert factors.missions_required(0.3, 0.1) == 3
    assert factors.missions_required(0, 45) == 0


def test_an_aircraft_that_carries_nothing_is_refused():
    with pytest.raises(ValueError, match="positive"):
        factors.missions_required(100, 0)


def test_closure_of_a_small_airlift_follows_by_hand():
    tta = factors.time_to_arrival((6.0, 5.0), (2.25,))
    cycle = factors.cycle_time((6.0, 5.0, 5.0, 6.0), (2.25, 2.25, 2.25, 2.25))
    assert tta == 13.25
    assert cycle == 31.0
    assert factors.closure(tta, 9, factors.interval(cycle, 4)) == 13.25 + 8 * 7.75


def test_one_mission_closes_when_it_arrives():
    assert factors.closure(13.25, 1, 7.75) == 13.25


def test_fleet_capability_is_ten_c17_by_hand():
    stons = factors.fleet_capability_stons_day(10, 410, 45, 12.5, 4700)
    assert stons == pytest.approx(10 * 410 * 45 * 12.5 * 0.47 / 4700)
    assert factors.fleet_capability_mtmd(10, 410, 45, 12.5) == pytest.approx(1.0839375)


def test_productivity_counts_positioning():
    assert factors.productivity_factor(4700, 10_000) == pytest.approx(0.47)


def test_fuel_of_a_base_limits_its_missions():
    burnt = factors.fuel(9, 11)
    assert burnt == 99
    assert factors.missions_fuelled(990, burnt) == pytest.approx(10)


@pytest.mark.parametrize(
    ("nm", "stons"),
    [(0, 65), (2400, 65), (3200, 65), (3600, 55), (4000, 45), (4300, 22.5), (4600, 0), (4601, 0)],
)
def test_payload_follows_the_published_points(nm, stons):
    assert factors.payload_at(C17, 65, 4600, nm) == pytest.approx(stons)


def test_payload_above_the_planning_figure_is_capped():
    assert factors.payload_at(C17, 45, 4600, 3000) == 45
    assert factors.range_at(C17, 45, 4600, 45) == pytest.approx(4000)


def test_range_without_cargo_is_the_ferry_range():
    assert factors.range_at(C17, 65, 4600, 0) == 4600


def test_more_than_the_aircraft_lifts_has_no_range():
    assert factors.range_at(C17, 65, 4600, 66) == 0
    assert factors.range_at(((1780.0, 40.8),), 45, 4700, 44) == 0


def test_without_points_the_payload_falls_from_the_start():
    assert factors.payload_at((), 40, 4000, 1000) == pytest.approx(30)
    assert factors.range_at((), 40, 4000, 30) == pytest.approx(1000)


def test_points_up_to_the_ferry_range_end_there():
    points = ((2000.0, 20.0), (4000.0, 5.0))
    assert factors.payload_at(points, 20, 4000, 4000) == 5
    assert factors.range_at(points, 20, 4000, 1) == 4000


@given(st.floats(0.1, 65))
def test_range_and_payload_are_inverse(stons):
    nm = factors.range_at(C17, 65, 4600, stons)
    assert factors.payload_at(C17, 65, 4600, nm) == pytest.approx(stons)
    assert factors.payload_at(C17, 65, 4600, nm + 1) < stons


def test_a_ship_waits_at_each_canal():
    assert factors.sailing_hours(4320, 18, (14, 6)) == 260


def test_a_ship_that_does_not_move_is_refused():
    with pytest.raises(ValueError, match="positive"):
        factors.sailing_hours(100, 0)


def test_fuel_missing_on_a_leg_is_what_lies_beyond_the_range_with_a_margin():
    """5,000 nm in 12.5 h at 10 stons an hour, of which 1,000 nm are beyond the range: 25 stons and a tenth."""
    assert factors.fuel_missing(5000, 4000, 12.5, 10) == pytest.approx(27.5)
    assert factors.fuel_missing(4000, 4000, 10, 10) == 0
    assert factors.tankers_required(27.5, 10) == 3
    assert factors.tankers_required(20, 10) == 2
