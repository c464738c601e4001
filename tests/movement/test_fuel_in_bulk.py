"""Fuel in bulk: on tankers only, by the barrel, pumped rather than handled."""

import pytest

from projection.movement.options import sea_payload
from projection.plan.verify.rules import verify_plan
from projection.units import STONS_PER_BARREL
from tests.model.case import case

TANKER = case(
    {
        "ships.csv": "id,berth,payload_stons,fuel_bbl\nSHIP,tanker,1000,5000\n",
        "movements.csv": "uln,origin,dest,fuel_bbl,rdd\nU1,ESP,KSP,8000,1\n",
    }
)
"""8,000 barrels on a tanker of 5,000: 5,000 land on day 1, the RDD, and 3,000 on day 3; 0.14 stons each."""


def sound(one):
    return verify_plan(one.plan(), *one.nouns) == []


def test_what_the_tanker_does_not_hold_waits_for_the_next_voyage():
    assert TANKER.optimum() == pytest.approx(3000 * STONS_PER_BARREL * 2)
    assert sound(TANKER)


def test_a_hundred_barrels_more_come_two_days_sooner():
    assert TANKER.but("ships.csv", "SHIP", fuel_bbl=5100).optimum() == pytest.approx(2900 * STONS_PER_BARREL * 2)


def test_a_tanker_of_little_weight_takes_fewer_barrels():
    """560 stons are 4,000 barrels."""
    assert TANKER.but("ships.csv", "SHIP", payload_stons=560).optimum() == pytest.approx(
        4000 * STONS_PER_BARREL * 2
    )


def test_without_the_rule_of_payload_all_of_it_lands_at_once():
    assert TANKER.optimum(without=["payload"]) == 0


def test_fuel_goes_on_no_other_ship_and_other_cargo_on_no_tanker():
    short = 8000 * STONS_PER_BARREL * 18
    roro = TANKER.but("ships.csv", "SHIP", berth="roro", deck_sqft=100000)
    assert roro.optimum() == pytest.approx(short)
    assert sound(roro)
    bulk = TANKER.with_tables({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,100,1\n"})
    assert bulk.optimum() == 100 * 18
    assert not bulk.instance.loads


def test_fuel_crosses_no_quay_and_fills_no_store():
    one = TANKER.but("seaports.csv", "KSP", stons_day=0, storage_stons=0).but("seaports.csv", "ESP", stons_day=0)
    assert one.optimum() == TANKER.optimum()
    assert sound(one)


def test_fuel_goes_by_land_link_like_cargo():
    """250 stons a day by the link to the camp: 700 stons land on day 1 and arrive on days 2, 3 and 4."""
    one = TANKER.but("movements.csv", "U1", dest="KDS", fuel_bbl=5000, rdd=2)
    one = one.but("land_links.csv", "east", stons_day=250).but("seaports.csv", "KSP", storage_stons=0)
    assert one.optimum() == 250 * 1 + 200 * 2
    assert sound(one)


def test_fuel_beside_vehicles_takes_no_deck():
    both = "uln,origin,dest,over_stons,fuel_bbl,sqft\nU1,ESP,KSP,600,8000,6000\n"
    row = TANKER.with_tables({"movements.csv": both}).nouns[1].movements["U1"]
    assert row.sqft_per_ston("over") == 10
    assert row.stons == 600 + 8000 * STONS_PER_BARREL


def test_a_ship_of_another_kind_has_no_tanks():
    network, _ = TANKER.nouns
    ship = network.ships["SHIP"]
    assert sea_payload(ship).fuel == 5000 * STONS_PER_BARREL
    assert sea_payload(ship.model_copy(update={"berth": "container"})).fuel == 0
