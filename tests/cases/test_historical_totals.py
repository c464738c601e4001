"""Published totals of past operations against our factors, as far as arithmetic reaches.

Each test cites its source. What was not published (types flown, weights, distances) is not made up, so most of
them check one published figure by others.
"""

from datetime import date

import pytest

from projection.movement import factors
from projection.units import KM_PER_NM


def test_the_eu_force_of_60_000_needs_about_160_rotations():
    """EU strategic transport study (globalsecurity.org, eu-sealift.htm).

    Published: 60,000 troops, first ship unloaded on day 30 and all on day 60, 1,800 containers a day, about 160
    rotations. Ours: 1,800 x 30 = 54,000 containers in ships of 342 TEU (ARK class, defenceweb.co.za 2024) are 158
    shiploads, 380 troops to a ship.
    """
    rotations = factors.missions_required(1_800 * 30, 342)
    assert rotations == 158
    assert rotations == pytest.approx(160, rel=0.10)


def test_the_eu_force_closes_on_day_60_at_five_or_six_ships_a_day_and_not_at_four():
    """The same study: 80 ships x 2; four ships a day are inadequate, 5 to 6 are needed from day 30 to day 60."""
    rotations = 80 * 2
    first_h = 30 * 24
    assert 5 < rotations / 30 < 6
    assert factors.closure(first_h, rotations, 24 / 4) / 24 > 60
    assert factors.closure(first_h, rotations, 24 / (rotations / 30)) / 24 <= 60


def test_desert_shield_and_storm_flew_73_missions_a_day_of_34_tons():
    """GAO/NSIAD-93-40: 15,800 missions, 544,000 tons, 501,000 people from 7 August 1990 to 10 March 1991."""
    mean = 544_000 / 15_800
    assert mean == pytest.approx(34.4, abs=0.05)
    assert factors.missions_required(544_000, mean) == 15_800
    days = (date(1991, 3, 10) - date(1990, 8, 7)).days + 1
    assert days == 216
    assert 24 / factors.interval(24, 15_800 / days) == pytest.approx(73.1, abs=0.05)


def test_berlin_landed_an_aircraft_a_minute_on_its_best_day():
    """UPI, 12 May 1949; berlinairlift75.org: 1,398 flights and 12,940 tons on 16 April 1949."""
    assert factors.interval(24, 1_398) * 3_600 == pytest.approx(61.8, abs=0.05)
    assert factors.missions_required(12_940, 9.257) == 1_398


def test_berlin_in_total_agrees_with_itself():
    """The same: 1,583,721.5 tons in 194,531 flights, 413,000 h and 87.5 million miles over 320 days."""
    assert factors.missions_required(1_583_721.5, 8.1413) == pytest.approx(194_531, rel=1e-4)
    hours, flights_day = 413_000 / 194_531, 194_531 / 320
    assert factors.sailing_hours(87.5e6 / 194_531, 212) == pytest.approx(hours, rel=0.005), "212 miles an hour"
    assert factors.interval(24, flights_day) * 60 == pytest.approx(2.37, abs=0.005), "minutes between landings"


def test_port_au_prince_is_strained_with_six_spots_and_not_with_nine():
    """Veatch and Goentzel 2018: 200 movements (landings and take-offs) a day strained 6 unloading spots, later 9.

    Ours: formula 9.0 in aircraft a day at 1.75 h, the expedited ground time of a C-17 (AFPAM 10-1403).
    """
    movements = [2 * factors.airfield_throughput(spots, 1, 24, 1.75) for spots in (6, 9)]
    assert movements == pytest.approx([139.9, 209.8], abs=0.05)
    assert movements[0] < 200 < movements[1]


def test_rapid_pacific_reaches_singapore_within_a_day():
    """idlw.de, janes.com (August 2022): Neuburg - Abu Dhabi - Singapore, 12,000 km within 24 h.

    Ours: block speeds of an A330 MRTT and an A400M, and an en-route stop of two hours for the change of crews.
    """
    nm = 12_000 / KM_PER_NM
    assert nm == pytest.approx(6_480, abs=1)
    for block_kt in (450, 320):
        assert factors.time_to_arrival([nm / block_kt], [2.0]) < 24


def test_a_fast_sealift_ship_by_our_formula_takes_17_days_5_hours():
    """CBO, Moving U.S. Forces (December 1997): 17 d 5 h; 9,741 nm (LINERLIB) at 25 kt and 24 h for Panama."""
    days, hours = divmod(factors.sailing_hours(9_741, 25, [24]), 24)
    assert (days, round(hours)) == (17, 6)
    assert factors.sailing_hours(9_741, 25, [24]) / 24 == pytest.approx(17 + 5 / 24, abs=0.1)
