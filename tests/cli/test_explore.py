"""The verbs conflicts and explain: what they say, and how they end."""

import json

from tests.cli.conftest import TINY
from tests.explore.test_conflicts import BUILT


def test_orders_in_conflict_are_named_by_file_and_line_and_end_in_4(run, tmp_path):
    scenario, _ = BUILT["two units on one plane on one day"][0].write(tmp_path)
    result = run("conflicts", scenario)
    assert result.exit_code == 4
    assert "orders.csv:2: A: U1 land by C+0" in result.stdout
    assert "orders.csv:3: B: U2 land by C+0" in result.stdout
    assert "C: U3" not in result.stdout
    assert "1 tail or hull more in planes" in result.stdout
    assert "let A land by C+1, 1 day later" in result.stdout


def test_conflicts_as_json_are_json_alone(run, tmp_path):
    scenario, _ = BUILT["lift against mode"][0].write(tmp_path)
    result = run("conflicts", scenario, "--json")
    assert result.exit_code == 4
    (row,) = json.loads(result.stdout)["conflicts"]
    assert [order["where"] for order in row["orders"]] == ["orders.csv:2", "orders.csv:3"]
    assert row["alone"] and row["smallest"]


def test_a_scenario_without_orders_has_no_conflict(run):
    result = run("conflicts", TINY)
    assert result.exit_code == 0
    assert "no firm orders" in result.stdout
