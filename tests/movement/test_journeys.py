"""Ways between two places on a made-up network: hours, limits and refusals."""

from dataclasses import replace

import pytest

from projection.movement.access import Access
from projection.movement.journeys import Question, journeys, open_scenario, with_closed
from projection.movement.sailing import Sailor
from projection.network.network import Network
from projection.network.rows import Leg
from projection.read.find import data_folders
from projection.read.folders import read_network, read_scenario
from projection.route.sea import sea_legs
from projection.scenario.rows import Permission
from projection.scenario.scenario import Scenario
from tests.helpers import write_case

AIR = Question("ETAR", "RKPK", ("C-17",), "DEU")
SEA = Question("DEBRV", "KRPUS", ("ARK",), "DEU")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Network, Scenario]:
    """The sound tiny case with the Arctic shut by default, and Suez from day 10 on."""
    scenario = write_case(tmp_path_factory.mktemp("case"))
    network = read_network(scenario.parent / "networks" / "small")
    suez = network.passages["suez"].model_copy(update={"wait_h": 12.0, "transit_h": 14.0})
    rows = read_network(data_folders("networks")[0] / "europe-pacific").passages
    ice = {name: rows[name] for name in ("arctic", "northwest")}
    return replace(network, passages={**ice, "suez": suez}), read_scenario(scenario)


def with_typed_air_leg(network: Network, hours: float) -> Network:
    row = {"from_node": "ETAR", "to_node": "RKPK", "mode": "air", "nm": 4400, "hours": hours}
    return replace(network, legs=(Leg.model_validate({**row, "source": "test", "verified": True}),))


def test_hours_by_sea_are_distance_over_speed_with_the_wait_of_a_canal(case) -> None:
    first = journeys(*case, SEA)[0]
    assert [hop.end for hop in first.hops] == ["suez", "KRPUS"]
    assert first.hours == pytest.approx(first.nm / 18 + 26)


def test_an_open_way_takes_as_long_as_the_planner_sails_it(case) -> None:
    network, scenario = case
    ship = network.ships["ARK"]
    sailor = Sailor(network, Access(network, scenario), ship)
    legs = sea_legs(network, ("DEBRV", "KRPUS"))["DEBRV", "KRPUS"]
    sailed = [sailor.sail(leg, ship.load_h) for leg in legs]
    hours = sorted(found.hours for found in sailed if not isinstance(found, str))
    assert [row.hours for row in journeys(network, scenario, SEA) if not row.refused] == pytest.approx(hours)


def test_a_passage_shut_when_the_ship_gets_there_refuses_the_way_and_the_way_round_stays(case) -> None:
    network, scenario = case
    found = journeys(network, scenario, replace(SEA, day=20))
    assert [bool(row.refused) for row in found] == [False, True]
    assert found[1].refused[0].startswith("suez is shut on day ")
    assert found[0].nm > found[1].nm


def test_a_ship_too_deep_for_the_port_is_refused_in_metres(case) -> None:
    network, scenario = case
    deep = network.ships["ARK"].model_copy(update={"draft_m": 14.0})
    found = journeys(replace(network, ships={"ARK": deep}), scenario, SEA)
    assert all("ARK has draft 14 m, DEBRV takes 12.7 m" in row.refused for row in found)


def test_a_ship_says_where_it_has_least_room(case) -> None:
    network, scenario = case
    assert "draft 7.5 of 12.7 m at DEBRV" in journeys(network, scenario, SEA)[0].binds


def test_a_long_leg_cuts_the_payload_and_says_by_how_much(case) -> None:
    network, scenario = case
    (found,) = journeys(with_typed_air_leg(network, 10.0), scenario, AIR)
    assert not found.refused
    assert found.hours == 10.0
    assert found.stons == pytest.approx(80 - 40 * (4400 - 2400) / 2100)
    assert found.binds == ("payload 41.9 of 45 st over ETAR-RKPK, 4,400 nm",)


def test_a_nation_that_says_no_refuses_the_landing_by_name(case) -> None:
    network, scenario = case
    no = Permission.model_validate({"nation": "KOR", "thing": "bases", "answer": "no", "place": "RKPK"})
    scenario = replace(scenario, permissions=(*scenario.permissions, no))
    (found,) = journeys(with_typed_air_leg(network, 10.0), scenario, AIR)
    assert found.refused == ("KOR does not let DEU use RKPK on day 0",)


def test_no_chain_within_range_says_so(case) -> None:
    network, scenario = case
    short = network.aircraft["C-17"].model_copy(update={"ferry_nm": 1000.0})
    (found,) = journeys(replace(with_typed_air_leg(network, 10.0), aircraft={"C-17": short}), scenario, AIR)
    assert found.hops == ()
    assert found.refused == ("no chain of at most 5 stops within its range of 1,000 nm",)


def test_without_a_scenario_everybody_may_land_and_what_is_closed_is_named_on_request(case) -> None:
    network = case[0]
    free = open_scenario(network)
    assert any(not row.refused for row in journeys(network, free, replace(SEA, day=20)))
    shut = with_closed(network, free, ["suez", "KRPUS"])
    assert {row.kind for row in shut.closures} == {"passage", "node"}
    assert all(row.refused for row in journeys(network, shut, SEA))
