"""A box leaves a smaller problem with the same answer."""

import numpy as np
import pytest

from projection.model.build import build
from projection.solve.highs import Stop, load, run
from projection.solve.matrix import matrix
from projection.solve.reduce import reduce
from projection.solve.restrict import Whole, held
from tests.solve.random_cases import random_case

OPTIONS = {"mip_rel_gap": 0.0, "threads": 1}


@pytest.mark.parametrize("seed", range(6))
def test_holding_some_missions_gives_the_same_answer_small_or_whole(seed):
    problem = matrix(build(random_case(seed).instance))
    whole = Whole(problem)
    upper = problem.upper.copy()
    shut = whole.columns[np.random.default_rng(seed).random(len(whole.columns)) < 0.5]
    upper[shut] = 0
    small = reduce(problem, problem.lower, upper)
    found = held(problem, problem.lower, upper, OPTIONS, Stop())
    highs = load(problem, OPTIONS)
    highs.changeColsBounds(len(shut), shut.astype(np.int32), problem.lower[shut], upper[shut])
    plain = run(highs, Stop())
    assert len(small.kept) < len(problem.cost)
    assert found.objective == pytest.approx(plain.objective)
    assert found.values is not None
    assert problem.cost @ found.values + problem.offset == pytest.approx(plain.objective)


def test_a_box_that_breaks_a_row_stays_infeasible():
    problem = matrix(build(random_case(0).instance))
    whole = Whole(problem)
    missions = np.full(len(whole.columns), 9.0)
    lower, upper = problem.lower.copy(), problem.upper.copy()
    lower[whole.columns] = upper[whole.columns] = missions
    assert held(problem, lower, upper, OPTIONS, Stop()).values is None
