"""A problem solved again from a plan that lost some missions: mended, and bracketed."""

import numpy as np
import pytest

from projection.model.build import build
from projection.scenario.rows import Solver
from projection.solve import again
from projection.solve.again import solve_again
from projection.solve.highs import Clock, Stop, load, run
from projection.solve.matrix import matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole
from projection.solve.ships import at_sea
from tests.solve.random_cases import random_case

ENOUGH = Solver(gap=0.02, time_limit_s=10, threads=1)


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_whose_missions_are_gone_is_mended_within_the_gap(seed, monkeypatch):
    monkeypatch.setattr(again, "SMALL", 0)
    instance, optimum = random_case(seed).instance, random_case(seed).optimum()
    problem = matrix(build(instance))
    nothing = np.zeros(int(problem.integral.sum()))
    found = solve_again(instance, problem, ENOUGH, nothing, 0.0, Stop()).solution
    assert found.bound <= optimum + 1e-6 * max(1, optimum)
    assert optimum - 1e-6 * max(1, optimum) <= found.objective <= optimum * 1.021 + 1e-6


def test_missions_are_added_to_those_that_are_left():
    problem = matrix(build(random_case(4).instance))
    whole = Whole(problem)
    values = run(load(problem, {"threads": 1}), Stop()).values
    assert values is not None
    flown = np.round(values[whole.columns]) * whole.launches
    kept = flown.copy()
    kept[np.flatnonzero(flown)[0]] = 0
    more = again._more(Relaxation(whole, {"threads": 1}), kept, Clock(Stop(), 1e12)).values
    assert more is not None
    assert (more[whole.columns][whole.launches] >= kept[whole.launches] - 1e-6).all()
    assert problem.holds(more)


@pytest.mark.parametrize("seed", range(6))
def test_ships_sail_anew_and_old_flights_stay_where_they_fit(seed):
    instance = random_case(seed).instance
    problem = matrix(build(instance))
    whole = Whole(problem)
    values = run(load(problem, {"threads": 1}), Stop()).values
    assert values is not None
    flown = np.round(values[whole.columns]) * (whole.launches & ~at_sea(instance, whole))
    anew = again._ships_anew(instance, Relaxation(whole, {"threads": 1}), flown, Clock(Stop(), 1e12)).values
    assert anew is not None
    assert problem.holds(anew)
    assert (anew[whole.columns] >= flown - 1e-6).all()
