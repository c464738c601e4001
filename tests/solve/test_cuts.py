"""Rounding cuts: they cut off fractions and no whole plan."""

import time

import numpy as np
import pytest

from projection.model.build import build
from projection.solve.cuts import cut
from projection.solve.highs import Clock, Stop, load, run
from projection.solve.matrix import Matrix, matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole
from tests.model.case import case
from tests.solve.random_cases import random_case


def clock() -> Clock:
    return Clock(Stop(), time.monotonic() + 20)


def with_cuts(problem: Matrix) -> Matrix:
    return cut(Whole(problem), clock()).whole.problem


def bound(problem) -> float:
    return Relaxation(Whole(problem), {"threads": 1}).run(Stop(), 20).bound


def test_three_and_a_half_missions_in_a_days_slots_become_three():
    """Seven slot-hours a day, two for each mission, no limit on planes: 150 stons on day 0 and 50 on day 1."""
    slots = (
        case({"movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,200\n"})
        .but("airfields.csv", "KAF", mog_working=1, open_h=7)
        .but("fleets.csv", "planes", count=9)
    )
    problem = matrix(build(slots.instance))
    assert slots.optimum() == 50 * 1
    assert bound(problem) == pytest.approx(25 * 1)
    assert bound(with_cuts(problem)) == pytest.approx(50 * 1)


@pytest.mark.parametrize("seed", range(25))
def test_no_whole_plan_is_cut_off(seed):
    problem = matrix(build(random_case(seed).instance))
    stronger = with_cuts(problem)
    options = {"threads": 1, "mip_rel_gap": 0.0, "time_limit": 20.0}
    plain, strong = run(load(problem, options), Stop()), run(load(stronger, options), Stop())
    assert strong.objective == pytest.approx(plain.objective)
    assert bound(stronger) >= bound(problem) - 1e-6


def test_a_problem_without_broken_roundings_stays_as_it_is():
    problem = matrix(build(case().instance))
    relaxed = Relaxation(Whole(problem), {"threads": 1}).run(Stop(), 20)
    assert relaxed.values is not None
    assert np.allclose(relaxed.values[problem.integral == 1] % 1, 0)
    assert with_cuts(problem) is problem
