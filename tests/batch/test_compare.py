"""What a batch shows, and the verbs batch and compare."""

import json

import pandas as pd
import pytest
from typer.testing import CliRunner

from projection.batch.compare import look_at
from projection.batch.words import picture_words
from projection.cli.app import app
from projection.report.page import PICTURES
from tests.batch.helpers import EIGHT, run, write

CASES = """\
scenario: tiny
cases:
- name: as it is
- name: no ship
  fleets[ships].count: 0
- name: later
  movements[*].ald plus: 2
"""


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """A batch of three named cases with their plans."""
    folder = tmp_path_factory.mktemp("cases")
    run(write(folder, CASES), folder / "out", plans=True)
    return folder / "out"


def call(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_what_moves_the_objective_most_comes_first_with_its_means(tmp_path):
    run(write(tmp_path, EIGHT), tmp_path / "out")
    found = look_at(tmp_path / "out")
    assert found.effects[0].change == "fleets[planes].count"
    one, two = found.effects[0].groups
    assert (one.runs, one.means["objective"], two.means["objective"]) == (4, (792 + 392) / 2, 368)
    assert [(row.uln, row.late, row.short) for row in found.endangered] == [("U2", 0.25, 0)]
    assert [row["run"] for row in found.best] == [5, 6, 7]
    assert [row["run"] for row in found.worst][0] in (1, 3)


def test_many_numbers_are_put_into_thirds(tmp_path):
    draw = "samples: {runs: 9, draw: {weights.short_days: {uniform: [1, 30]}}}"
    run(write(tmp_path, f"scenario: tiny\n{draw}\n"), tmp_path / "out")
    (effect,) = look_at(tmp_path / "out").effects
    assert [row.runs for row in effect.groups] == [3, 3, 3]
    assert " to " in effect.groups[0].value


def test_named_cases_are_told_by_name_and_ulns_by_how_often_they_fail(cases):
    words = picture_words(look_at(cases))
    assert "no ship" in words
    assert "run 1: objective 792" in words
    assert "never closes" in words
    assert "Late or short in some run: 3 of 3 ULNs" in words


def test_compare_of_two_kept_plans_says_what_changes(cases, tmp_path):
    plans = cases / "plans"
    result = call("compare", plans / "0001", plans / "0002", "--out", tmp_path / "c", "--json")
    assert result.exit_code == 0, result.output
    data = json.loads(result.stdout)
    assert data["differences"][0]["words"].startswith("delivers 600 st less; U3 no longer closes")
    assert [row["status"] for row in data["plans"]] == ["optimal", "optimal"]
    assert {"figures.csv", "ulns.csv", "shares.csv", "closures.png", "difference.svg"} <= {
        path.name for path in (tmp_path / "c").iterdir()
    }
    assert (
        "run 3: later against run 1: as it is: closes 2 days later"
        in call("compare", *sorted(plans.iterdir())).stdout
    )


def test_compare_of_a_batch_draws_and_answers_sql(cases, tmp_path):
    result = call("compare", cases, "--out", tmp_path / "c", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["runs"] == 3
    assert {path.name for path in (tmp_path / "c").iterdir()} == {
        *(f"{name}.{kind}" for name in ("parallel", "closures") for kind in PICTURES),
        "effects.csv",
        "endangered.csv",
    }
    rows = call("compare", cases, "--json", "--sql", "select run from runs where closure_day is null")
    assert json.loads(rows.stdout)["rows"] == [{"run": 2}]


def test_compare_refuses_what_it_cannot_compare(cases, tmp_path):
    one = cases / "plans" / "0001"
    for words in (
        [one],
        [cases, one],
        [one, tmp_path],
        [one, one, "--sql", "select 1"],
        [cases, "--sql", "drop it"],
    ):
        result = call("compare", *words)
        assert result.exit_code == 3, words
        assert result.stderr
        assert "Traceback" not in result.output


@pytest.mark.slow
def test_the_verb_runs_a_sweep_with_processes_and_says_where_the_store_lies(tmp_path):
    sweep = write(tmp_path, "scenario: tiny\ngrid:\n  fleets[planes].count: [1, 2]\n")
    assert json.loads(call("batch", sweep, "--check", "--workers", 1, "--json").stdout) == {"runs": 2, "ok": True}
    result = call("batch", sweep, "--out", tmp_path / "out", "--workers", 1, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["solved"] == 2
    assert len(pd.read_parquet(tmp_path / "out" / "runs.parquet")) == 2
    assert call("batch", sweep, "--out", tmp_path, "--workers", 1).exit_code == 3
