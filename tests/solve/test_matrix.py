"""The fast road from Pyomo to HiGHS: the same problem that Pyomo's own interface solves."""

import pytest
from pyomo.contrib.solver.solvers.highs import Highs

from projection.model.build import build
from projection.scenario.rows import Solver
from projection.solve.highs import SolverError, load
from projection.solve.matrix import matrix
from projection.solve.solve import solve
from tests.solve.random_cases import random_case


@pytest.mark.parametrize("seed", [0, 4])
def test_pyomo_s_own_interface_finds_the_same_objective(seed):
    model = build(random_case(seed).instance)
    ours = solve(model, Solver(gap=0, time_limit_s=20, threads=1)).objective
    theirs = Highs().solve(model.pyomo, rel_gap=0.0, threads=1, load_solutions=False)
    assert ours == pytest.approx(theirs.incumbent_objective)


def test_every_row_and_column_keeps_its_name():
    problem = matrix(build(random_case(1).instance))
    assert len(problem.rows) == len(problem.row_lower)
    assert {name for name, _ in problem.rows} >= {"demand", "payload", "tails"}
    assert {name for name, _ in problem.columns} >= {"sorties", "loads", "short"}
    assert all(problem.integral[i] == (name == "sorties") for i, (name, _) in enumerate(problem.columns))


def test_an_option_that_highs_does_not_know_is_an_error():
    problem = matrix(build(random_case(1).instance))
    with pytest.raises(SolverError, match="no_such_option"):
        load(problem, {"no_such_option": 1})
