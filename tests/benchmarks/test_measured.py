"""The benchmark programme: what it notes, what it keeps, what it writes."""

import json

import pytest

from benchmarks import measure as measuring
from benchmarks.cases import names, size_of
from benchmarks.measure import Seen, measure
from benchmarks.methods import METHODS, PLAIN, Posed, unpooled
from benchmarks.page import END, START, with_section
from benchmarks.store import add, median, newest, rows
from benchmarks.tables import goals
from projection.scenario.rows import Solver
from tests.cli.conftest import TINY
from tests.solve.random_cases import random_case

SEARCH = {
    "case": "s-both-2",
    "inputs": "a",
    "method": "search",
    "call": "2026-11-28T04:00:00",
    "machine": {"cores": "2"},
}
RESULT = {
    "status": "gap reached",
    "objective": 100.0,
    "bound": 99.95,
    "ulns": {"on time": 20},
    "late": {"late": 0.1, "short": 0.0},
    "faults": 0,
    "seconds": 15.0,
    "phases": {"read": 1.0, "solve": 9.0},
    "cpu": {"read": 0.5, "solve": 8.0},
    "first_plan": [5.0, 4.0],
    "at_gap": {"0.05": [6.0, 5.0], "0.001": [14.0, 12.0]},
    "peak_mb": 300,
    "load": [1.0, 2.0],
}


def test_a_pool_for_each_option_splits_loads():
    instance = random_case(0).instance
    single = unpooled(instance)
    assert all(len(pool.options) == 1 for pool in single.pools.values())
    assert len(single.loads) > len(instance.loads)
    assert "whole_ships" not in PLAIN


@pytest.mark.parametrize("seed", range(50))
def test_the_plain_formulation_by_pyomo_s_own_interface_finds_the_same_optimum(seed):
    """No pools, no links for ships, no cuts, no search: nothing of ours but the equations."""
    made = random_case(seed)
    _, found = METHODS["plain"](Posed(made.instance), Solver(gap=0, time_limit_s=20, threads=1), lambda **_: None)
    assert found.objective == pytest.approx(made.optimum())
    assert found.bound == pytest.approx(made.optimum())


@pytest.mark.parametrize("method", METHODS)
def test_every_method_tells_a_plan_of_the_same_problem(method):
    made = random_case(3)
    told = []
    _, solution = METHODS[method](
        Posed(made.instance), Solver(gap=0, time_limit_s=20), lambda **words: told.append(words)
    )
    assert solution.objective >= made.optimum() - 1e-6
    assert solution.bound <= made.optimum() + 1e-6
    assert method == "greedy" or solution.objective == pytest.approx(made.optimum())
    assert {"build", "load"} <= {words.get("mark") for words in told}


def test_a_case_in_a_process_of_its_own_is_timed_from_outside_and_recounted():
    row = measure("tiny", TINY, "search", 20, 0.0)
    assert (row["status"], row["objective"], row["faults"]) == ("optimal", 792, 0)
    assert set(row["phases"]) >= {"start", "read", "route", "expand", "build", "load", "relax", "solve", "report"}
    assert 0 < sum(row["phases"].values()) - row["phases"]["relax"] < row["seconds"]
    assert row["at_gap"]["0.001"][0] < row["seconds"]
    assert row["peak_mb"] > 50


def test_a_process_that_fails_is_a_row_that_says_why(tmp_path, monkeypatch):
    monkeypatch.setattr(measuring, "PACKAGES", ())
    (tmp_path / "scenario.toml").write_text("title = ")
    row = measure("broken", tmp_path, "search", 5, 0.0)
    assert row["status"] == "failed"
    assert "the file is missing" in row["why"]


def test_gaps_and_the_first_plan_that_moves_something_are_noted_when_they_come():
    seen = Seen()
    for at, objective, bound in ((1.0, 900.0, None), (2.0, 200.0, None), (3.0, 100.0, 96.0), (4.0, 100.0, 98.5)):
        seen.take({"objective": objective, "bound": bound, "phase": "x"}, at, at / 2)
    assert seen.first_plan == (2.0, 1.0)
    assert seen.at_gap == {"0.1": (3.0, 1.5), "0.05": (3.0, 1.5), "0.02": (4.0, 2.0)}


def test_the_newest_call_counts_with_all_its_repeats(tmp_path):
    store = tmp_path / "results.jsonl"
    for call, repeat in (("1", 0), ("2", 0), ("2", 1)):
        add({**SEARCH, "call": call, "repeat": repeat}, store)
    kept = newest(rows(store))["s-both-2", "search"]
    assert [row["call"] for row in kept] == ["2", "2"]


def test_runs_of_a_case_whose_files_have_changed_since_are_left_out():
    found = [{**SEARCH, "method": "plain"}, {**SEARCH, "inputs": "b"}]
    assert list(newest(found)) == [("s-both-2", "search")]


def test_what_most_repeats_never_reach_has_no_median():
    assert median([1.0, None, 3.0]) == 3.0
    assert median([1.0, None, None]) is None


def test_the_page_is_written_between_its_marks_and_the_same_rows_give_the_same_page():
    found = [{**SEARCH, **RESULT}, {**SEARCH, **RESULT, "method": "greedy", "objective": 200.0, "bound": None}]
    page = with_section("# Benchmarks\n\nby hand\n", found)
    assert page.startswith("# Benchmarks\n\nby hand\n\n" + START)
    assert "| S | 1-5 | 0.1 % in 20 s | 1 of 1 | 14 | 14 |" in page
    assert "| s-both-2 | 6 | - | - | 100 | - | 200 | - | 50.0 |" in page
    assert "6 (5)" in page
    assert with_section(page, json.loads(json.dumps(found))) == page
    assert with_section(page + "\nmore by hand\n", found).endswith(END + "\nmore by hand\n")


def test_a_size_stands_for_its_five_seeds():
    assert len(names("S")) == len(names("XL-held")) == 5
    assert names("korea-direct-support") == ("korea-direct-support",)
    assert [size_of(name) for name in ("xl-air-1", "korea-red-sea-closed", "tiny")] == [
        "XL",
        "scenario",
        "scenario",
    ]


@pytest.mark.parametrize(
    ("more", "seconds"),
    [
        ({}, "14"),
        ({"at_gap": {}}, "15"),
        ({"at_gap": {}, "status": "time limit"}, None),
        ({"at_gap": {}, "bound": 99.0}, None),
    ],
)
def test_a_goal_counts_as_reached_where_it_was_noted_or_the_run_ended_with_it(more, seconds):
    line = goals(newest([SEARCH | RESULT | more])).splitlines()[-1]
    assert ("1 of 1" in line) == (seconds is not None)
    assert f"| {seconds or '-'} | {seconds or '-'} |" in line
