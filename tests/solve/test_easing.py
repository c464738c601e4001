"""The land side left out of a relaxation: the value that the whole problem has where no land link is limited."""

from dataclasses import replace

import numpy as np
import pytest

from projection.model.build import build
from projection.solve.easing import eased
from projection.solve.highs import Stop, load, run_linear
from projection.solve.matrix import Matrix, matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole
from tests.model.test_every_rule import CASES
from tests.solve.random_cases import random_case

OPTIONS = {"threads": 1, "solve_relaxation": True}
FREE = 1e7
SEEDS = range(20)


def problem_of(seed: int) -> Matrix:
    return matrix(build(random_case(seed).instance))


def value(problem: Matrix) -> float:
    return run_linear(load(problem, OPTIONS), Stop(), 20).objective


def without_limits(problem: Matrix) -> Matrix:
    land = np.array([name == "land" for name, _ in problem.rows])
    return replace(problem, row_upper=np.where(land, FREE, problem.row_upper))


@pytest.mark.parametrize("seed", SEEDS)
def test_it_has_the_value_of_the_problem_with_free_land_links(seed):
    problem = problem_of(seed)
    assert value(eased(problem).problem) == pytest.approx(value(without_limits(problem)))


@pytest.mark.parametrize("seed", SEEDS)
def test_its_value_is_a_bound_of_the_problem_as_it_is(seed):
    problem = problem_of(seed)
    assert value(eased(problem).problem) <= value(problem) * (1 + 1e-9) + 1e-6


@pytest.mark.parametrize("name", CASES, ids=" ".join)
def test_in_the_hand_made_cases_of_every_rule_it_lies_between_free_and_limited_land_links(name):
    problem = matrix(build(CASES[name].instance))
    found = eased(problem)
    free, limited = value(without_limits(problem)), value(problem)
    assert free - 1e-6 <= value(found.problem) <= limited + 1e-6
    if not found.gone.any():
        assert value(found.problem) == limited


def test_stocks_that_wait_only_for_a_link_go_and_those_of_units_staging_points_and_storage_stay():
    gone = {name[0] for name in CASES if eased(matrix(build(CASES[name].instance))).gone.any()}
    assert {"balance", "land"} <= gone
    assert not {"arrivals", "staging", "storage"} & gone


def test_columns_that_are_gone_are_in_no_row_and_the_problem_given_stays_as_it_was():
    some = 0
    for seed in SEEDS:
        problem = problem_of(seed)
        before = problem.value.copy()
        found = eased(problem)
        assert np.array_equal(problem.value, before)
        entries = np.diff(found.problem.start)
        assert not entries[found.gone].any()
        assert {problem.columns[j][0] for j in np.flatnonzero(found.gone)} <= {"move", "on_hand"}
        some += int(found.gone.sum())
    assert some > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_come_in_while_they_lift_the_bound_enough_and_all_others_when_asked_for(seed, monkeypatch):
    monkeypatch.setattr("projection.solve.relaxation.LARGE", 0)
    monkeypatch.setattr("projection.solve.relaxation.ENOUGH", 1e9)
    problem = problem_of(seed)
    relaxation = Relaxation(Whole(problem), {"threads": 1}, ease=True)
    rough = relaxation.run(Stop(), 20)
    assert relaxation.rounds <= 1 or rough.bound < 1
    relaxation.enough = 0.0
    found = relaxation.run(Stop(), 20)
    assert rough.bound <= found.bound + 1e-6
    assert found.objective == pytest.approx(value(eased(problem).problem))
