"""What others take of a place on some days, from shares.csv to the plan; the berths of the strait case."""

from pathlib import Path

import pytest

from projection.model.build import build
from projection.movement.limits import day_limits, place_limits
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.verify import verify_plan
from projection.read.folders import read_network, read_scenario
from projection.scenario.closures import OthersShare
from projection.scenario.rows import Rules, Solver
from projection.solve.solve import solve
from tests.helpers import write_case
from tests.straits import SHORT, expanded, straits

SURGE = {"shares.csv": "place,from_day,to_day,taken,note\nKPT,10,12,0.75,a surge\n"}
"""Of 4 berths one is left on days 10 to 12, when both ships would unload together on day 11."""


def test_a_surge_counts_on_its_days_and_the_network_on_all_others(tmp_path: Path) -> None:
    _, scenario = straits(tmp_path, SURGE)
    port = straits(tmp_path / "b")[0].seaports["KPT"]
    assert [scenario.taken(port, day) for day in (9, 10, 12, 13)] == [0, 0.75, 0.75, 0]


def test_limits_by_day_are_those_of_the_days_that_differ(tmp_path: Path) -> None:
    network, scenario = straits(tmp_path, SURGE)
    assert place_limits(network, scenario)["berths_roro", "KPT"] == 4
    days = day_limits(network, scenario)
    assert {key[2] for key in days} == {10, 11, 12}
    assert days["berths_roro", "KPT", 11] == 1
    assert days["handling", "KPT", 11] == pytest.approx(9000 * 0.25)


def test_an_airfield_gives_less_of_slots_parking_and_fuel(tmp_path: Path) -> None:
    case = write_case(tmp_path, {"shares.csv": "place,from_day,to_day,taken\nRKPK,,3,0.5\n"})
    days = day_limits(read_network(case.parent / "networks" / "small"), read_scenario(case))
    efficiency = Rules().queue_efficiency
    assert days["working", "RKPK", 0] == pytest.approx(3 * 24 * efficiency * 0.5)
    assert days["parking", "RKPK", 3] == pytest.approx(10 * 24 * 0.5)
    assert days["fuel", "RKPK", 3] == pytest.approx(1000 * 0.5)
    assert ("fuel", "RKPK", 4) not in days


def test_a_surge_makes_the_second_ship_wait_and_the_verifier_agrees(tmp_path: Path) -> None:
    network, scenario = straits(tmp_path, SURGE)
    instance = expanded(tmp_path / "b", SURGE, SHORT)
    solution = solve(build(instance), Solver(gap=0, threads=1, time_limit_s=60))
    launched = {day: count for (_, day), count in solution.values["sorties"].items()}
    assert launched == {0: 1, 1: 1}, "one lies alongside on day 11, the other on day 12"
    plan = schedule(instance, solution, header(scenario, ""))
    assert [str(finding) for finding in verify_plan(plan, network, scenario)] == []
    table = plan.tables["utilisation"]
    limits = table[(table.rule == "berths_roro") & (table.place == "KPT")].set_index("day").limit
    assert limits.to_dict() == {11: 1.0, 12: 1.0}


def test_a_port_is_refused_when_no_berth_is_left_on_any_day(tmp_path: Path) -> None:
    always = {"shares.csv": "place,from_day,to_day,taken\nKPT,,,0.8\n"}
    instance = expanded(tmp_path, always)
    assert not instance.options
    (row,) = [row for row in instance.refused if row.rule == "berth"]
    assert row.reason == "KPT has no roro berth free for ARK"


def test_shares_are_sorted_and_read_with_their_defaults(tmp_path: Path) -> None:
    _, scenario = straits(tmp_path, {"shares.csv": "place,taken\nKPT,0.5\nEPT,0.25\n"})
    assert [row.place for row in scenario.shares] == ["EPT", "KPT"]
    assert scenario.shares[0] == OthersShare(place="EPT", taken=0.25)
