"""Every verb: what it writes, what it says, how it ends."""

import json
import os
import shutil
from pathlib import Path

import pytest

from projection import pipeline
from projection.plan.plan import TABLES
from projection.read.dictionary import dictionary
from tests.cli.conftest import BROKEN, TINY


def test_check_of_a_sound_scenario_says_so(run):
    result = run("check", TINY)
    assert result.exit_code == 0
    assert "no errors" in result.stdout


@pytest.mark.parametrize("name", ["uln-twice", "settings-not-toml", "files-missing", "unknown-node"])
def test_check_of_a_broken_folder_ends_in_3_with_file_and_line(run, name):
    expected = (BROKEN / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    result = run("check", BROKEN / name)
    assert result.exit_code == 3
    assert expected[0].split(": ")[0] in result.stdout
    assert "Traceback" not in result.output


def test_check_as_json_is_json_alone(run):
    result = run("check", BROKEN / "uln-twice", "--json")
    data = json.loads(result.stdout)
    assert result.exit_code == 3
    assert not data["ok"]
    assert {"level", "where", "what", "mend"} == set(data["findings"][0])


def test_a_scenario_that_is_nowhere_is_an_input_fault_that_names_what_is_there(run):
    result = run("check", "tinny")
    assert result.exit_code == 3
    assert "did you mean tiny?" in result.stderr


def test_solve_writes_every_table_and_a_plan_that_verifies(run, tiny_plan):
    assert {f"{name}.csv" for name in TABLES} <= {path.name for path in tiny_plan.iterdir()}
    result = run("verify", tiny_plan)
    assert result.exit_code == 0
    assert "no fault" in result.stdout


def test_how_long_each_phase_took_stands_beside_the_plan(tiny_plan):
    run = json.loads((tiny_plan / "run.json").read_text(encoding="utf-8"))
    assert set(run["seconds"]) == set(pipeline.PHASES) - {"draw"}


def test_the_same_scenario_twice_gives_the_same_bytes(run, tmp_path):
    once, again = tmp_path / "once", tmp_path / "again"
    for folder in (once, again):
        assert run("solve", TINY, "--out", folder, "--no-maps").exit_code == 0
    for path in sorted(once.rglob("*")):
        if path.is_file() and path.name != "run.json":
            assert path.read_bytes() == (again / path.relative_to(once)).read_bytes(), path.name


def test_solve_of_a_broken_folder_ends_in_3_and_writes_nothing(run, tmp_path):
    result = run("solve", BROKEN / "uln-twice", "--out", tmp_path / "plan")
    assert result.exit_code == 3
    assert "movements.csv:" in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "plan").exists()


def test_solve_does_not_replace_what_is_no_plan(run, tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    result = run("solve", TINY, "--out", tmp_path)
    assert result.exit_code == 3
    assert "is not a plan folder" in result.stderr


def test_a_place_that_cannot_be_written_to_is_refused_before_the_solve(run, tmp_path):
    (tmp_path / "file").write_text("")
    result = run("solve", TINY, "--out", tmp_path / "file" / "plan")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"{tmp_path / 'file'}: cannot be written to")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc")
def test_a_place_that_takes_no_folder_even_from_root_is_refused_before_the_solve(run, monkeypatch):
    monkeypatch.setattr(pipeline, "make_plan", lambda *_: pytest.fail("solved first"))
    result = run("solve", TINY, "--out", "/proc/x")
    assert result.exit_code == 3
    assert result.stderr.startswith("/proc: cannot be written to")


def test_what_is_edited_during_a_run_does_not_reach_its_plan(run, tmp_path, monkeypatch):
    scenario = tmp_path / "mine"
    shutil.copytree(TINY, scenario)
    before = (scenario / "movements.csv").read_bytes()
    make = pipeline.make_plan

    def edit_and_make(*args):
        (scenario / "movements.csv").write_text("edited")
        return make(*args)

    monkeypatch.setattr(pipeline, "make_plan", edit_and_make)
    assert run("solve", scenario, "--out", tmp_path / "plan", "--no-maps").exit_code == 0
    assert (tmp_path / "plan" / "inputs" / "scenario" / "movements.csv").read_bytes() == before
    assert run("verify", tmp_path / "plan").exit_code == 0


def test_fail_late_ends_in_6_when_a_unit_is_late(run, tmp_path):
    assert run("solve", TINY, "--out", tmp_path / "plan", "--no-maps", "--fail-late", "--quiet").exit_code == 6
    assert (tmp_path / "plan" / "plan.json").exists()


def test_no_plan_in_time_ends_in_5_and_writes_nothing(run, tmp_path, monkeypatch):
    def nothing(*_):
        raise pipeline.NoPlanError("no plan was found in 0 s")

    monkeypatch.setattr(pipeline, "make_plan", nothing)
    result = run("solve", TINY, "--out", tmp_path / "plan", "--json")
    assert result.exit_code == 5
    assert json.loads(result.stdout) == {"plan": None, "status": "no plan"}
    assert not (tmp_path / "plan").exists()


def test_an_option_beats_the_environment_which_beats_the_scenario(run, tmp_path):
    def gap(*args):
        assert run("solve", TINY, "--out", tmp_path / "plan", "--no-maps", *args).exit_code == 0
        return json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))["solver"]["gap"]

    assert gap() == 0
    os.environ["PROJECTION_GAP"] = "0.5"
    try:
        assert gap() == 0.5
        assert gap("--gap", "0.25") == 0.25
    finally:
        del os.environ["PROJECTION_GAP"]


def test_verify_of_a_changed_plan_ends_in_3_and_names_the_rule(run, tiny_plan, tmp_path):
    changed = tmp_path / "changed"
    shutil.copytree(tiny_plan, changed)
    table = changed / "manifests.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",50,", ",60,"), encoding="utf-8")
    result = run("verify", changed)
    assert result.exit_code == 3
    assert "payload" in result.stdout
    assert not json.loads(run("--json", "verify", changed).stdout)["ok"]


def test_verify_of_a_folder_that_is_no_plan_ends_in_3(run, tmp_path):
    result = run("verify", tmp_path)
    assert result.exit_code == 3
    assert "missions.csv" in result.stderr
    assert "recounted" not in result.output


def test_summary_says_the_plan_in_words_and_as_json(run, tiny_plan):
    assert "Delivered" in run("summary", tiny_plan).stdout
    data = json.loads(run("summary", tiny_plan, "--json").stdout)
    assert data["ulns"]["all"] == 3
    assert data["required_stons"] == 750


def test_brief_writes_one_file_for_two_plans(run, tiny_plan, tmp_path):
    file = tmp_path / "out" / "two.html"
    result = run("brief", tiny_plan, "--compare", tiny_plan, "--out", file, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["files"] == [str(file)]
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("brief", tiny_plan, "--out", tmp_path).exit_code == 3


def test_map_draws_into_the_folder_asked_for(run, tiny_plan, tmp_path):
    result = run("map", tiny_plan, "--out", tmp_path / "maps", "--json")
    assert result.exit_code == 0
    assert {"map.png", "map.svg", "plan.gpkg", "plan.geojson", "plan.kmz"} == {
        path.name for path in (tmp_path / "maps").iterdir()
    }
    assert len(json.loads(result.stdout)["files"]) == 5


def test_map_draws_only_the_formats_and_extents_asked_for_and_charts_when_asked(run, tiny_plan, tmp_path):
    asked = ("--format", "pdf", "--format", "kmz", "--extent", "korea", "--charts")
    assert run("map", tiny_plan, "--out", tmp_path, *asked).exit_code == 0
    assert {"map-korea.pdf", "plan.kmz", "closure.pdf", "flow.pdf", "gantt.pdf", "heat.pdf"} == {
        path.name for path in tmp_path.iterdir()
    }
    assert run("map", tiny_plan, "--extent", "moon").exit_code == 2


def test_new_copies_a_scenario_that_checks_and_refuses_to_copy_twice(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("new", "first", "--from", "tiny").exit_code == 0
    assert run("check", "first").exit_code == 0
    assert run("new", "first").exit_code == 3


def test_the_dictionary_is_written_where_asked(run, tmp_path):
    assert run("dictionary", "--out", tmp_path / "page.md").exit_code == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == dictionary()


def test_demo_plans_the_default_scenario_into_runs(run, tmp_path, monkeypatch):
    asked = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(pipeline, "make_plan", lambda _, scenario, *rest: asked.append(scenario) or _no_plan())
    assert run("demo").exit_code == 5
    assert asked[0].name == "korea-direct-support"


def _no_plan():
    raise pipeline.NoPlanError("stopped by the test")
