"""Air legs: published distances, closed airspace kept clear of, seams that do not exist."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.network.network import Network
from projection.network.rows import Aircraft, Airfield, Leg
from projection.route.air import air_legs
from projection.route.borders import countries
from projection.sphere import distance_nm, interpolate

DEFAULT = ("BLR", "CHN", "IRN", "PRK", "RUS", "SYR", "UKR")
PLACES = {
    "EGVN": ("GBR", 51.750, -1.584),
    "ETAR": ("DEU", 49.437, 7.600),
    "LTAG": ("TUR", 37.002, 35.426),
    "OTBH": ("QAT", 25.117, 51.315),
    "PAED": ("USA", 61.251, -149.807),
    "PHNL": ("USA", 21.318, -157.920),
    "RJTY": ("JPN", 35.748, 139.348),
    "RKSI": ("KOR", 37.469, 126.451),
    "RKSO": ("KOR", 37.091, 127.030),
    "RKSS": ("KOR", 37.558, 126.791),
    "UBBB": ("AZE", 40.468, 50.047),
    "WSAP": ("SGP", 1.360, 103.910),
}
CITED = {"source": "made for a test", "verified": False}


def network(*names: str, ferry_nm: float | None = None, legs: tuple[Leg, ...] = ()) -> Network:
    fields = {
        name: Airfield(
            id=name,
            name=name,
            nation=PLACES[name][0],
            lat=PLACES[name][1],
            lon=PLACES[name][2],
            runway_ft=9000,
            mog_working=2,
            mog_parking=4,
            fuel_stons_day=100,
            **CITED,
        )
        for name in sorted(names)
    }
    kind = Aircraft(
        id="C-17",
        name="C-17",
        block_kt=410,
        payload_stons=65,
        ferry_nm=ferry_nm or 9000,
        runway_ft=3500,
        slot=1,
        onload_h=2,
        enroute_h=2,
        offload_h=2,
        use_rate_h=12,
        fuel_stons_h=10,
        **CITED,
    )
    return Network("small", {}, fields, {}, {}, {}, {}, legs, {"C-17": kind} if ferry_nm else {}, {})


@pytest.fixture(autouse=True, scope="module")
def no_cache():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROJECTION_CACHE", "off")
        yield


@pytest.fixture(scope="module")
def legal(no_cache):
    """Legs between all places with the default nations shut."""
    return air_legs(network(*PLACES), DEFAULT)


def lands(closed: tuple[str, ...]) -> gpd.GeoSeries:
    table = countries()
    return table[table.iso3.isin(closed)].geometry


def dense(path: tuple[tuple[float, float], ...]) -> np.ndarray:
    """Points every 5 nm of a path, longitudes within -180..180."""
    points = np.array(interpolate(path, 5.0))
    points[:, 0] = (points[:, 0] + 180) % 360 - 180
    return points


def test_ramstein_to_osan_is_the_great_circle_when_all_is_open():
    leg = air_legs(network("ETAR", "RKSO"), ())["ETAR", "RKSO"]
    assert 4695 < leg.nm < 4715
    assert leg.path == ((7.6, 49.437), (127.03, 37.091))
    assert {"CHN", "MNG", "POL", "RUS"} <= set(leg.nations)
    assert not {"DEU", "KOR"} & set(leg.nations)


def test_ramstein_to_osan_goes_by_the_caucasus_and_india_when_the_north_is_shut(legal):
    leg = legal["ETAR", "RKSO"]
    assert leg.nm == pytest.approx(6786, rel=0.01)
    assert {"AZE", "GEO", "IND", "TKM"} <= set(leg.nations)
    assert not set(DEFAULT) & set(leg.nations)


def test_brize_norton_to_osan_goes_over_the_pole(legal):
    leg = legal["EGVN", "RKSO"]
    assert leg.nm == pytest.approx(6675, rel=0.005)
    assert max(lat for _, lat in interpolate(leg.path, 20)) > 80
    steps = np.abs(np.diff([lon for lon, _ in leg.path]))
    assert steps.max() < 180
    assert leg.path[-1][0] == pytest.approx(127.03 - 360)


def test_longitude_runs_on_past_180_both_ways(legal):
    assert legal["PHNL", "RJTY"].path[-1][0] == pytest.approx(139.348 - 360)
    assert legal["RJTY", "PHNL"].path[-1][0] == pytest.approx(360 - 157.920)


def test_legs_are_the_same_both_ways_and_sorted(legal):
    assert list(legal) == sorted(legal)
    assert len(legal) == len(PLACES) * (len(PLACES) - 1)
    for (start, end), leg in legal.items():
        assert (leg.nm, leg.nations) == (legal[end, start].nm, legal[end, start].nations)


@pytest.mark.parametrize("field", ["RKSI", "RKSO", "RKSS"])
def test_a_korean_field_near_the_border_is_reached_with_north_korea_shut(legal, field):
    direct = distance_nm(*PLACES[field][1:], *PLACES["RJTY"][1:])
    assert legal[field, "RJTY"].nm == pytest.approx(float(direct), rel=0.01)
    assert ("ETAR", field) in legal


def test_singapore_is_reached_with_malaysia_shut():
    legs = air_legs(network("WSAP", "RJTY"), ("MYS",))
    assert ("WSAP", "RJTY") in legs


def test_the_corridor_between_russia_and_iran_is_used(legal):
    assert legal["LTAG", "UBBB"].nm < 850


def test_a_field_in_a_closed_state_is_reached_through_that_state_only():
    closed = tuple(sorted((*DEFAULT, "JPN")))
    legs = air_legs(network("EGVN", "RJTY", "RKSO"), closed)
    assert legs["EGVN", "RJTY"].nm < legs["EGVN", "RKSO"].nm
    assert "JPN" not in legs["EGVN", "RKSO"].nations
    land = shapely.union_all(lands(("JPN",)).to_numpy())
    assert not shapely.intersects(land, shapely.points(dense(legs["EGVN", "RKSO"].path))).any()


def test_a_field_walled_in_by_closed_states_has_no_legs():
    assert not air_legs(network("ETAR", "UBBB"), ("ARM", "GEO", "IRN", "KAZ", "RUS", "TKM"))


def test_pairs_beyond_the_longest_ferry_range_are_left_out():
    legs = air_legs(network("ETAR", "LTAG", "RKSO", ferry_nm=5000), DEFAULT)
    assert sorted(legs) == [("ETAR", "LTAG"), ("LTAG", "ETAR")]


def test_one_field_more_changes_no_other_leg(legal):
    few = air_legs(network("EGVN", "RKSO"), DEFAULT)
    assert few["EGVN", "RKSO"] == legal["EGVN", "RKSO"]


def test_a_typed_leg_takes_precedence_and_keeps_the_computed_way(legal):
    typed = Leg(from_node="EGVN", to_node="RKSO", mode="air", nm=7000, both_ways=False, **CITED)
    legs = air_legs(network("EGVN", "RKSO", legs=(typed,)), DEFAULT)
    assert legs["EGVN", "RKSO"] == replace(legal["EGVN", "RKSO"], nm=7000, typed=True)
    assert legs["RKSO", "EGVN"] == legal["RKSO", "EGVN"]


def test_a_typed_leg_in_hours_needs_no_legal_way():
    typed = Leg(from_node="ETAR", to_node="UBBB", mode="air", hours=6, **CITED)
    shut = ("ARM", "GEO", "IRN", "KAZ", "RUS", "TKM")
    legs = air_legs(network("ETAR", "UBBB", legs=(typed,)), shut)
    assert legs["UBBB", "ETAR"].hours == 6
    assert legs["UBBB", "ETAR"].nations == ()


def test_legs_from_the_cache_are_the_computed_ones(monkeypatch, tmp_path):
    places = network("EGVN", "PHNL", "RJTY", "RKSO")
    monkeypatch.setenv("PROJECTION_CACHE", str(tmp_path))
    computed = air_legs(places, ("PRK", "RUS"))
    monkeypatch.setattr("projection.route.air._ways", None)
    assert air_legs(places, ("PRK", "RUS")) == computed
    with pytest.raises(TypeError):
        air_legs(places, ("PRK", "RUS", "YEM"))


def test_no_airfields_no_legs():
    assert not air_legs(network(), DEFAULT)
    assert not air_legs(network("ETAR"), DEFAULT)


CLOSABLE = ("AFG", "CHN", "IDN", "IND", "IRN", "JPN", "KAZ", "NOR", "PHL", "PRK", "RUS", "SAU", "TUR", "VNM")


@settings(max_examples=5, deadline=None, derandomize=True)
@given(st.sets(st.sampled_from(CLOSABLE), min_size=1, max_size=4))
def test_no_leg_crosses_closed_land(closed):
    shut = tuple(sorted(closed))
    legs = air_legs(network("EGVN", "LTAG", "PHNL", "RKSI", "WSAP"), shut)
    for (start, end), leg in legs.items():
        foreign = tuple(state for state in shut if state not in (PLACES[start][0], PLACES[end][0]))
        assert not set(leg.nations) & set(foreign)
        land = shapely.union_all(lands(foreign).to_numpy()) if foreign else shapely.Polygon()
        shapely.prepare(land)
        assert not shapely.intersects(land, shapely.points(dense(leg.path))).any(), (start, end)
        assert leg.nm >= distance_nm(*PLACES[start][1:], *PLACES[end][1:]) - 1e-6
