"""Windows of closed airspace by flag, and the table of all legs."""

import gc
from datetime import date

import pytest

from projection.network.network import Network
from projection.network.rows import Aircraft, Airfield, Nation
from projection.route import legs as legs_module
from projection.route.legs import RETURN_DAYS, air_windows, route
from projection.route.types import AirWindow
from projection.scenario.closures import Closure
from projection.scenario.rows import Fleet, Permission, Settings
from projection.scenario.scenario import Scenario

CITED = {"source": "made for a test", "verified": False}
LAST = 30 - 1 + RETURN_DAYS


def field(name: str, nation: str, lat: float, lon: float) -> Airfield:
    return Airfield(
        id=name,
        name=name,
        nation=nation,
        lat=lat,
        lon=lon,
        runway_ft=9000,
        mog_working=2,
        mog_parking=4,
        fuel_stons_day=100,
        **CITED,
    )


def network() -> Network:
    shut = {"PRK": "closed", "RUS": "closed", "DEU": "open", "JPN": "open", "KOR": "open"}
    nations = {id: Nation(id=id, name=id, airspace=shut[id], **CITED) for id in sorted(shut)}
    fields = {
        "ETAR": field("ETAR", "DEU", 49.437, 7.6),
        "RKSO": field("RKSO", "KOR", 37.091, 127.03),
    }
    kind = Aircraft(
        id="A400M",
        name="A400M",
        block_kt=320,
        payload_stons=31,
        ferry_nm=9000,
        runway_ft=3000,
        slot=0.7,
        onload_h=2,
        enroute_h=2,
        offload_h=2,
        use_rate_h=6,
        fuel_stons_h=4,
        **CITED,
    )
    return Network("small", nations, fields, {}, {}, {}, {}, (), {"A400M": kind}, {})


def scenario(*rows: Permission | Closure, flags: tuple[str, ...] = ("DEU",)) -> Scenario:
    fleets = {flag: Fleet(id=flag, lift="A400M", nation=flag, base="ETAR", count=2) for flag in sorted(flags)}
    ship = Fleet(id="SHIP", lift="POINT", nation="GBR", base="GBMWD", count=1)
    return Scenario(
        name="small",
        settings=Settings(title="small", network="small", c_day=date(2030, 1, 1), horizon_days=30),
        movements={},
        fleets={**fleets, "SHIP": ship},
        permissions=tuple(row for row in rows if isinstance(row, Permission)),
        closures=tuple(row for row in rows if isinstance(row, Closure)),
    )


@pytest.fixture(autouse=True)
def no_cache(monkeypatch):
    monkeypatch.setenv("PROJECTION_CACHE", "off")


def test_the_defaults_of_the_network_hold_to_sixty_days_past_the_horizon():
    windows = air_windows(network(), scenario(), "DEU")
    assert windows == (AirWindow(0, LAST, ("PRK", "RUS")),)


def test_a_dated_permission_makes_three_windows():
    yes = Permission(nation="RUS", thing="overflight", to=("DEU",), answer="yes", from_day=5, to_day=9)
    assert air_windows(network(), scenario(yes), "DEU") == (
        AirWindow(0, 4, ("PRK", "RUS")),
        AirWindow(5, 9, ("PRK",)),
        AirWindow(10, LAST, ("PRK", "RUS")),
    )
    assert air_windows(network(), scenario(yes), "FRA") == (AirWindow(0, LAST, ("PRK", "RUS")),)


def test_a_closure_of_a_nation_that_the_network_does_not_list_counts():
    windows = air_windows(network(), scenario(Closure(kind="airspace", id="IND", from_day=3)), "DEU")
    assert windows == (AirWindow(0, 2, ("PRK", "RUS")), AirWindow(3, LAST, ("IND", "PRK", "RUS")))


def test_a_flag_may_always_cross_its_own_airspace():
    windows = air_windows(network(), scenario(Closure(kind="airspace", id="DEU")), "DEU")
    assert windows == (AirWindow(0, LAST, ("PRK", "RUS")),)


def test_rows_that_change_nothing_make_no_window():
    rows = [Permission(nation="RUS", thing="overflight", answer="no", from_day=5, to_day=9)]
    rows += [Permission(nation="JPN", thing="bases", answer="yes", from_day=7)]
    assert len(air_windows(network(), scenario(*rows), "DEU")) == 1


def test_days_before_the_horizon_and_nations_without_land_do_not_count():
    rows = [Closure(kind="airspace", id="IND", from_day=-9, to_day=-5), Closure(kind="airspace", id="XYZ")]
    assert air_windows(network(), scenario(*rows), "DEU") == (AirWindow(0, LAST, ("PRK", "RUS")),)


def test_route_computes_each_closed_set_once_and_only_for_flags_with_aircraft():
    yes = Permission(nation="RUS", thing="overflight", to=("DEU",), answer="yes", from_day=5)
    legs = route(network(), scenario(yes, flags=("DEU", "FRA")))
    assert sorted(legs.windows) == ["DEU", "FRA"]
    assert sorted(legs.air) == [("PRK",), ("PRK", "RUS")]
    french, german = (legs.air[legs.closed_on(flag, 8)]["ETAR", "RKSO"] for flag in ("FRA", "DEU"))
    assert french.nm > german.nm
    assert "RUS" in legs.air[legs.closed_on("DEU", 200)]["ETAR", "RKSO"].nations
    assert legs.sea == {}


@pytest.mark.parametrize("half", ["sea_between", "_air"])
def test_a_fault_in_either_half_comes_out_as_itself_and_the_collector_is_on_again(monkeypatch, half):
    def broken(*_):
        raise LookupError(half)

    monkeypatch.setattr(legs_module, half, broken)
    with pytest.raises(LookupError, match=half):
        route(network(), scenario(flags=()))
    assert gc.isenabled()
