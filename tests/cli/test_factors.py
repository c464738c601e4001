"""The planning-factor calculator and the hand estimate."""

import json

import pytest

from projection.cli.factors import FORMULAS, factors
from tests.cli.conftest import BROKEN

CASES = {
    "throughput": (("--mog", 6, "--payload", 65, "--hours", 20, "--ground", 2.25), 6 * 65 * 20 / 2.25 * 0.85),
    "missions": (("--requirement", 100, "--payload", 45), 3),
    "arrival": (("--flying", "10,8.5", "--ground", "2.25"), 20.75),
    "cycle": (("--flying", "10,8.5,19", "--ground", "2.25,2.25,2.25"), 44.25),
    "closure": (("--arrival", 25, "--missions", 20, "--cycle", 46, "--aircraft", 4), 25 + 19 * 46 / 4),
    "fleet": (
        ("--aircraft", 10, "--speed", 410, "--payload", 45, "--use", 12.5, "--distance", 5000),
        10 * 410 * 45 * 12.5 * 0.47 / 5000,
    ),
    "ton-miles": (("--aircraft", 10, "--speed", 410, "--payload", 45, "--use", 12.5), 1.0839375),
    "productivity": (("--loaded", 4700, "--round-trip", 10000), 0.47),
    "fuel": (("--hours", 9, "--burn", 11), 99),
    "sailing": (("--distance", 9741, "--speed", 25, "--canals", "24"), 413.64),
}
"""Options of each formula, and its answer by hand."""


def test_every_formula_is_listed_has_a_verb_and_a_case(run):
    verbs = {command.name or command.callback.__name__ for command in factors.registered_commands}
    assert verbs == set(FORMULAS) == set(CASES)
    result = run("factors")
    assert result.exit_code == 0
    assert all(line.split()[0] in FORMULAS for line in result.stdout.splitlines()[:-1])
    listed = json.loads(run("--json", "factors").stdout)["formulas"]
    assert [row["name"] for row in listed] == list(FORMULAS)


@pytest.mark.parametrize("name", CASES)
def test_a_formula_gives_its_answer_with_inputs_and_source(run, name):
    options, answer = CASES[name]
    data = json.loads(run("factors", name, *options, "--json").stdout)
    assert data["answer"] == pytest.approx(answer)
    assert data["source"] == FORMULAS[name][1]
    assert data["inputs"]


def test_the_answer_stands_below_the_formula_and_its_figures(run):
    lines = run("factors", "throughput", *CASES["throughput"][0]).stdout.splitlines()
    assert lines[0] == "throughput: MOG x payload x operating hours / ground time x queuing efficiency"
    assert lines[1:3] == ["  = 6 x 65 x 20 / 2.25 x 0.85", "  = 2,946.67 st/day"]
    assert lines[3].endswith("formula 9.0")


def test_hours_are_told_in_days_too(run):
    assert "  = 24.00 h = 1.00 days" in run("factors", "sailing", "--distance", 600, "--speed", 25).stdout


def test_a_base_can_fuel_so_many_missions(run):
    assert json.loads(run("factors", "fuel", *CASES["fuel"][0], "--issue", 990, "--json").stdout)["answer"] == 10


@pytest.mark.parametrize(
    "line",
    [
        ("throughput", "--mog", 6, "--payload", 65, "--hours", 20, "--ground", 0),
        ("throughput", "--mog", 6),
        ("cycle", "--flying", "10,x"),
        ("missions", "--requirement", 100, "--payload", 0),
        ("closure", "--arrival", 1, "--missions", 1, "--cycle", 1, "--aircraft", 0),
    ],
)
def test_figures_that_a_formula_cannot_take_are_a_usage_error(run, line):
    assert run("factors", *line).exit_code == 2


def test_the_hand_estimate_of_the_tiny_scenario(run):
    """The plane: 24 h to the unload, 44 h a cycle, three loads: 24 + 2 x 44 = 112 h, day 4. The ship: 288 h."""
    data = json.loads(run("estimate", "tiny", "--json").stdout)
    plane, ship = data["fleets"]
    assert (plane["chain"], plane["wanted"], plane["missions"], plane["closure_day"]) == (
        ["EAF", "KAF"],
        150,
        3,
        4,
    )
    assert plane["cycle_stons_day"] == pytest.approx(50 * 24 / 44)
    assert plane["use_stons_day"] == pytest.approx(50 * 24 / 40), "24 h a day over 40 h there and back"
    assert (ship["wanted"], ship["missions"], ship["closure_day"]) == (600, 1, 11)
    air, sea, everything = data["together"]
    assert (air["closure_day"], sea["closure_day"], everything["closure_day"]) == (4, 11, 11)
    assert everything["brought"] == everything["wanted"] == 750


def test_a_plan_stands_beside_its_estimate(run, tiny_plan):
    data = json.loads(run("estimate", "tiny", "--plan", tiny_plan, "--json").stdout)
    plane, ship = (row["plan"] for row in data["fleets"])
    assert plane == {"missions": 3, "stons": 150.0, "first_day": 0, "closure_day": 4}
    assert ship == {"missions": 1, "stons": 600.0, "first_day": 11, "closure_day": 11}
    assert data["together"][2]["plan"]["stons"] == 750.0
    assert "plan: missions" in run("estimate", "tiny", "--plan", tiny_plan).stdout


def test_an_estimate_of_a_faulty_scenario_names_the_faults(run):
    result = run("estimate", BROKEN / "uln-twice")
    assert result.exit_code == 3
    assert "stands already" in result.stderr
