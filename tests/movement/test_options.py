"""What one launch carries and uses, by hand."""

from dataclasses import replace

import pytest

from projection.movement.access import usable_tails
from projection.movement.options import (
    Option,
    Payload,
    Use,
    air_payload,
    air_uses,
    numbered,
    quay_shares,
    sea_payload,
    sea_uses,
)
from projection.movement.timeline import Stop, days_touched, hours_by_day
from projection.network.rows import Aircraft, Ship
from projection.plan.verify.days import day_ended, split, touched
from projection.scenario.rows import Fleet
from projection.units import day_of

PLANE = Aircraft(
    id="PLANE",
    name="a plane",
    block_kt=400,
    payload_stons=50,
    over_stons=40,
    out_stons=30,
    pax=20,
    ferry_nm=9000,
    runway_ft=8000,
    slot=2,
    onload_h=2,
    enroute_h=2,
    offload_h=4,
    use_rate_h=12,
    fuel_stons_h=5,
    source="test",
    verified=False,
)
SHIP = Ship(
    id="SHIP",
    name="a ship",
    speed_kt=18,
    draft_m=8,
    beam_m=25,
    loa_m=180,
    berth="roro",
    payload_stons=1000,
    deck_sqft=9000,
    teu=60,
    pax=12,
    load_h=24,
    unload_h=36,
    source="test",
    verified=False,
)
FLIGHT = (
    Stop("HOME", "position", -3, -3, 0, fuel_stons=15),
    Stop("POE", "onload", 0, 2, 2, leg_nm=1200, leg_h=3, fuel_stons=95),
    Stop("POD", "offload", 21, 36, 4, leg_nm=7600, leg_h=19, fuel_stons=60),
    Stop("HOME", "return", 48, 48, 0, leg_nm=4800, leg_h=12),
)
VOYAGE = (
    Stop("EPT", "position", 0, 0, 0),
    Stop("EPT", "onload", 0, 24, 24),
    Stop("KPT", "offload", 60, 96, 36, leg_nm=648, leg_h=36),
    Stop("EPT", "return", 132, 132, 0, leg_nm=648, leg_h=36),
)


def option(stops: tuple[Stop, ...], mode: str = "air") -> Option:
    return Option("", "fleet", "LIFT", mode, "DEU", ("*",), stops, Payload(1, 1, 1, 0, 0), (), (), (0,))


@pytest.mark.parametrize(("stons", "nested"), [(50, (50, 40, 30)), (35, (35, 35, 30)), (10, (10, 10, 10))])
def test_an_aircraft_carries_nested_classes_cut_to_what_its_critical_leg_allows(stons, nested):
    payload = air_payload(PLANE, stons)
    assert (payload.cargo, payload.over, payload.out) == nested
    assert (payload.nat, payload.pax, payload.sqft) == (0, 20, None)


def test_a_ro_ro_carries_every_class_by_weight_and_deck():
    assert sea_payload(SHIP) == Payload(1000, 1000, 1000, 1000, 12, 9000)


def test_a_container_ship_carries_bulk_only_by_weight_and_ten_stons_a_box():
    boxes = replace_ship(berth="container")
    assert sea_payload(boxes) == Payload(600, 0, 0, 0, 12)
    assert sea_payload(replace_ship(berth="container", teu=200)) == Payload(1000, 0, 0, 0, 12)


def test_a_tanker_carries_no_cargo():
    assert sea_payload(replace_ship(berth="tanker")) == Payload(0, 0, 0, 0, 12)


def replace_ship(**cells: object) -> Ship:
    return SHIP.model_copy(update=cells)


@pytest.mark.parametrize(
    ("count", "held_back", "reserve", "tails"),
    [(4, 0, 0, 4), (4, 0.25, 0.2, 2), (10, 0.3, 0, 7), (3, 0.5, 0.5, 0), (0, 0, 0, 0), (10, 0.1, 0.2, 7)],
)
def test_tails_left_after_what_is_held_back_and_in_reserve_are_whole(count, held_back, reserve, tails):
    fleet = Fleet(
        id="f", lift="PLANE", nation="DEU", base="HOME", count=count, held_back=held_back, reserve=reserve
    )
    assert usable_tails(fleet) == tails


def test_a_flight_works_parks_and_fuels_by_field_and_day_and_only_fuels_at_home():
    """At the POD from hour 21 to 36: 4 h of work, 3 before midnight; 15 h on the ground; two spots each."""
    assert air_uses(FLIGHT, PLANE) == (
        Use("fuel", "HOME", -1, 15),
        Use("fuel", "POD", 0, 60),
        Use("fuel", "POE", 0, 95),
        Use("parking", "POD", 0, 3 * 2),
        Use("parking", "POD", 1, 12 * 2),
        Use("parking", "POE", 0, 2 * 2),
        Use("working", "POD", 0, 3 * 2),
        Use("working", "POD", 1, 1 * 2),
        Use("working", "POE", 0, 2 * 2),
    )


def test_a_flight_is_counted_in_days_after_its_launch():
    flight = option(FLIGHT)
    assert (flight.poe, flight.pod, flight.leaves, flight.back) == ("POE", "POD", -1, 1)
    assert flight.hours == 34
    assert flight.flown == ((-1, 3), (0, 19), (1, 12))


def test_cargo_is_ashore_when_it_is_unloaded_and_not_when_the_crew_has_rested():
    assert option(FLIGHT).landed == 1, "unloaded at hour 25"
    sooner = (*FLIGHT[:2], replace(FLIGHT[2], arrive_h=20), FLIGHT[3])
    assert option(sooner).landed == 0, "unloaded at hour 24, which still belongs to day 0; leaves at hour 36"


def test_a_voyage_takes_a_berth_on_every_day_that_it_touches():
    assert sea_uses(VOYAGE, SHIP) == (
        Use("berths_roro", "EPT", 0, 1),
        Use("berths_roro", "KPT", 2, 1),
        Use("berths_roro", "KPT", 3, 1),
    )


def test_cargo_crosses_the_quay_evenly_over_the_hours_alongside():
    assert quay_shares(VOYAGE) == (
        Use("handling", "EPT", 0, 1),
        Use("handling", "KPT", 2, 12 / 36),
        Use("handling", "KPT", 3, 24 / 36),
    )
    assert option(VOYAGE, "sea").landed == 3


def test_options_are_numbered_within_their_fleet_and_ends():
    ids = [row.id for row in numbered([option(FLIGHT), option(VOYAGE), option(FLIGHT)])]
    assert ids == ["fleet/POE-POD/1", "fleet/EPT-KPT/1", "fleet/POE-POD/2"]


NOISE_H = 0.6 + 13.2 + 2.5 + 7.7
"""A sum of decimal hours that is a hair short of midnight."""


def test_fuel_taken_a_hair_before_midnight_is_that_of_the_day_that_begins():
    assert NOISE_H < 24
    stops = (Stop("B", "offload", NOISE_H, NOISE_H + 2, 2.0, fuel_stons=77.0),)
    assert [use for use in air_uses(stops, PLANE) if use.amount] == [
        Use("fuel", "B", 1, 77.0),
        Use("parking", "B", 1, pytest.approx(4.0)),
        Use("working", "B", 1, pytest.approx(4.0)),
    ]


@pytest.mark.parametrize("off", [-2e-5, -NOISE_H + 24, 0.0, 2e-5])
def test_model_and_verifier_put_a_stop_at_midnight_on_the_same_days(off):
    start, end = 24 - off, 48 + off
    assert dict(hours_by_day(start, end)) == pytest.approx(dict(split(start, end)))
    assert list(days_touched(start, end)) == list(touched(start, end)) == [1]
    assert day_of(end) == day_ended(end) == 1
    assert sum(hours for _, hours in hours_by_day(start, end)) == pytest.approx(end - start, abs=1e-9)
