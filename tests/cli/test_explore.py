"""The verbs conflicts and explain: what they say, and how they end."""

import json
import shutil

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


def test_explain_names_the_bottleneck_the_late_the_carriers_and_the_slack(run, tiny_plan):
    result = run("explain", tiny_plan)
    assert result.exit_code == 0
    assert (
        "1. one more tail or hull in planes closes U1 2 days and U2 2 days earlier; gains 424.0" in result.stdout
    )
    assert (
        "C+0 to C+4: waits at European airfield (EAF) for a mission; tails of planes in the way of 100%"
        in result.stdout
    )
    for title in ("Lift", "Routes", "Places", "Slack"):
        assert f"\n{title}" in result.stdout


def test_explain_as_json_is_json_alone_and_top_says_how_many_are_confirmed(run, tiny_plan):
    data = json.loads(run("explain", tiny_plan, "--json", "--top", "1").stdout)
    rows = data["bottlenecks"]["rows"]
    assert [row["confirmed"] is not None for row in rows] == [True] + [False] * (len(rows) - 1)
    assert {"chains", "shares", "slack"} <= set(data)


def test_a_plan_of_edited_missions_is_an_input_fault(run, tiny_plan, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(tiny_plan, folder)
    text = (folder / "missions.csv").read_text(encoding="utf-8")
    (folder / "missions.csv").write_text(
        text.replace("enroute", "rest").replace(",KAF,offload", ",KAF,rest"), "utf-8"
    )
    result = run("explain", folder)
    assert result.exit_code == 3
    assert "missions.csv" in result.stderr


def test_the_answer_is_kept_for_the_pages_of_the_plan_and_not_for_those_of_another(run, tiny_plan, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(tiny_plan, folder)
    assert run("explain", folder).exit_code == 0
    assert run("brief", folder).exit_code == 0
    page = (folder / "brief.html").read_text(encoding="utf-8")
    assert "one more tail or hull in planes closes U1 2 days and U2 2 days earlier" in page
    assert "C+0 to C+4: waits at European airfield (EAF)" in page
    stamp = (folder / "plan.json").read_text(encoding="utf-8")
    (folder / "plan.json").write_text(stamp.replace('"input_hash": "', '"input_hash": "0'), encoding="utf-8")
    assert run("brief", folder).exit_code == 0
    assert "one more tail or hull" not in (folder / "brief.html").read_text(encoding="utf-8")


def test_a_damaged_answer_is_an_input_fault(run, tiny_plan, tmp_path):
    folder = tmp_path / "plan"
    shutil.copytree(tiny_plan, folder)
    for text in ("{", "[]", "{}"):
        (folder / "explain.json").write_text(text, encoding="utf-8")
        result = run("brief", folder)
        assert result.exit_code == 3
        assert "explain.json: is damaged; run projection explain again" in result.stderr
