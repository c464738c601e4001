"""Networks that give their legs themselves: nothing is computed, no geography is loaded, periods of any length."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from projection.movement.journeys import Question, journeys, open_scenario
from projection.network.network import Network
from projection.read.check import check
from projection.read.find import find_network, find_scenario
from projection.read.folders import read_network, read_scenario
from projection.route import legs
from projection.route.legs import route
from projection.scenario.scenario import Scenario
from tests.helpers import told, write_folder

TINY = find_scenario("tiny")
PRIVATE = {
    "network.toml": 'name = "private"\ngeography = false\nperiod_h = 6\n',
    "nations.csv": "id,name,source,verified\nAAA,Here,test,false\nBBB,There,test,false\n",
    "airfields.csv": """\
id,name,nation,runway_ft,mog_working,mog_parking,fuel_stons_day,source,verified
A1,Start,AAA,9000,4,9,9000,test,false
B1,End,BBB,9000,4,9,9000,test,false
""",
    "legs.csv": "from_node,to_node,mode,periods,hours,source,verified\nA1,B1,air,1.5,,test,false\n",
    "aircraft.csv": """\
id,name,block_kt,payload_stons,ferry_nm,runway_ft,slot,onload_h,enroute_h,offload_h,use_rate_h,fuel_stons_h,\
source,verified
T,Type,400,10,5000,5000,1,2,2,2,24,1,test,false
""",
}
CASE = {
    "scenario.toml": 'title = "p"\nnetwork = "private"\nc_day = 2027-01-01\nhorizon_days = 14\n',
    "movements.csv": "uln,nation,origin,dest,ald,rdd,priority,bulk_stons\nU,AAA,A1,B1,0,1,1,100\n",
    "fleets.csv": "id,lift,nation,base,count\nF,T,AAA,A1,5\n",
    "permissions.csv": "nation,thing,answer\nAAA,forces,yes\nAAA,lift,yes\nBBB,bases,yes\nBBB,overflight,no\n",
}


@pytest.fixture
def tiny() -> tuple[Network, Scenario]:
    scenario = read_scenario(TINY)
    return read_network(find_network(TINY, scenario.settings.network)), scenario


def private(folder: Path, changes: dict[str, str] | None = None) -> Path:
    """Write the private network and its scenario; the scenario's folder."""
    tables = {**PRIVATE, **(changes or {})}
    write_folder(folder / "networks" / "private", tables)
    return write_folder(folder / "case", CASE)


def test_the_legs_are_those_of_the_table(tiny: tuple[Network, Scenario]) -> None:
    found = route(*tiny)
    assert {pair: leg.hours for pair, leg in found.air[()].items()} == {("EAF", "KAF"): 20, ("KAF", "EAF"): 20}
    assert {pair: [leg.hours for leg in ways] for pair, ways in found.sea.items()} == {
        ("ESP", "KSP"): [240],
        ("KSP", "ESP"): [240],
    }
    assert [(window.first, window.closed) for window in found.windows["GBR"]] == [(0, ())]


def test_routing_takes_no_time_and_reads_no_geography(tiny: tuple[Network, Scenario], monkeypatch) -> None:
    def reads(*_: object) -> None:
        raise AssertionError("geography was read")

    for name in ("air_legs", "sea_legs", "state_codes"):
        monkeypatch.setattr(legs, name, reads)
    began = time.perf_counter()
    route(*tiny)
    assert time.perf_counter() - began < 0.1


def test_no_library_of_geography_is_loaded() -> None:
    code = (
        "import sys; from projection.read.find import *; from projection.read.folders import *; "
        "from projection.route.legs import route; "
        "p = find_scenario('tiny'); s = read_scenario(p); route(read_network(find_network(p, 'tiny')), s); "
        "sys.exit(bool({'geopandas', 'searoute'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_periods_are_hours_times_their_length_and_places_need_no_coordinates(tmp_path: Path) -> None:
    case = private(tmp_path)
    assert told(check(case)) == []
    network = read_network(tmp_path / "networks" / "private")
    assert not network.geography
    leg = route(network, read_scenario(case)).air[()]["A1", "B1"]
    assert (leg.hours, leg.nm, leg.nations) == (9.0, 0.0, ())
    (way,) = journeys(network, open_scenario(network), Question("A1", "B1", ("T",), "AAA"))
    assert (way.hours, way.stons, way.refused) == (9.0, 10.0, ())


@pytest.mark.parametrize(("hours", "limit"), [("6", (8, 1)), ("168", (2, 7))])
def test_capacity_by_period_reads_as_it_is_published(tmp_path: Path, hours: str, limit: tuple[int, int]) -> None:
    table = "from_node,to_node,mode,periods,missions_period,source,verified\nA1,B1,air,1,2,test,true\n"
    toml = PRIVATE["network.toml"].replace("period_h = 6", f"period_h = {hours}")
    case = private(tmp_path, {"legs.csv": table, "network.toml": toml})
    assert told(check(case)) == []
    network = read_network(tmp_path / "networks" / "private")
    assert network.leg_limits == {("A1", "B1"): limit, ("B1", "A1"): limit}
    assert [leg.hours for leg in network.legs] == [float(hours)]


def test_a_period_that_does_not_fit_days_is_warned_of(tmp_path: Path) -> None:
    table = "from_node,to_node,mode,periods,missions_period,source,verified\nA1,B1,air,1,2,test,true\n"
    toml = PRIVATE["network.toml"].replace("period_h = 6", "period_h = 17")
    (line,) = told(check(private(tmp_path, {"legs.csv": table, "network.toml": toml})))
    assert line.startswith("legs.csv:2: MISSIONS_PERIOD: 17 days are the fewest that hold whole periods")


def test_with_geography_a_place_without_coordinates_is_a_fault(tmp_path: Path) -> None:
    case = private(tmp_path, {"network.toml": 'name = "private"\n'})
    assert told(check(case)) == [
        "airfields.csv:2: LAT: lies at latitude 0, longitude 0",
        "airfields.csv:3: LAT: lies at latitude 0, longitude 0",
    ]


@pytest.mark.parametrize(
    ("file", "text", "finding"),
    [
        ("network.toml", "geografy = false\n", "network.toml:1: GEOGRAFY: is not a key of this file"),
        (
            "network.toml",
            "geography = 7\n",
            "network.toml:1: GEOGRAPHY: '7' is not a true or false as expected here",
        ),
        ("network.toml", "geography = false\nperiod_h = 0\n", "network.toml:2: PERIOD_H: 0 is out of range"),
        ("network.toml", "geography =\n", "network.toml:1: is not TOML: Invalid value"),
        (
            "legs.csv",
            "from_node,to_node,mode,periods,hours,source,verified\nA1,B1,air,1,6,test,false\n",
            "legs.csv:2: PERIODS: the time is given twice",
        ),
        (
            "legs.csv",
            "from_node,to_node,mode,hours,missions_day,missions_period,source,verified\nA1,B1,air,6,1,1,test,false\n",
            "legs.csv:2: MISSIONS_PERIOD: the capacity is given twice",
        ),
        (
            "legs.csv",
            "from_node,to_node,mode,periods,source,verified\n",
            "legs.csv: holds no leg, and geography = false in network.toml (warning)",
        ),
    ],
)
def test_what_is_wrong_with_a_network_of_its_own_is_named(tmp_path, file: str, text: str, finding: str) -> None:
    assert finding in told(check(private(tmp_path, {file: text})))
