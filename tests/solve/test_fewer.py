"""A relaxation with fewer launches: with all of them the same answers, with few plans of the whole problem."""

import time

import numpy as np
import pytest

from projection.model.build import build
from projection.solve import fewer
from projection.solve.cuts import cut
from projection.solve.fewer import fewer_launches
from projection.solve.highs import Clock, Stop
from projection.solve.loading import loaded
from projection.solve.matrix import Floats, matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Whole
from projection.solve.ships import at_sea
from projection.solve.start import relax_and_fix
from tests.solve.random_cases import random_case

EASED = pytest.mark.parametrize("eased", [False, True])
SEEDS = pytest.mark.parametrize("seed", range(10))


def clock() -> Clock:
    return Clock(Stop(), time.monotonic() + 20)


def solved(seed: int, eased: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[Relaxation, Floats]:
    """The relaxation of a random case with ships held at none, and its answer."""
    if eased:
        monkeypatch.setattr("projection.solve.cuts.LARGE", 0)
    instance = random_case(seed).instance
    relaxation = cut(Whole(matrix(build(instance))), clock())
    whole = relaxation.whole
    sea = at_sea(instance, whole)
    relaxation.hold(np.arange(len(sea)), Box(whole.box.lower, np.where(sea, 0.0, whole.box.upper)))
    values = relaxation.run(Stop(), 20).values
    assert values is not None
    return relaxation, values


def box_of(relaxation: Relaxation) -> Box:
    """The bounds that its whole columns have in HiGHS."""
    lp = relaxation.highs.getLp()
    lower, upper = np.array(lp.col_lower_), np.array(lp.col_upper_)
    return Box(lower[relaxation.place], upper[relaxation.place])


@SEEDS
@EASED
def test_with_all_launches_it_has_the_value_of_the_relaxation(seed, eased, monkeypatch):
    monkeypatch.setattr(fewer, "LEAST", 10**6)
    relaxation, values = solved(seed, eased, monkeypatch)
    value = relaxation.run(Stop(), 20).objective
    small = fewer_launches(relaxation, values, box_of(relaxation)).relaxation
    assert small.large
    assert small.run(Stop(), 20).objective == pytest.approx(value, rel=1e-6, abs=1e-6)


@SEEDS
@EASED
def test_with_the_launches_it_uses_alone_it_still_has_that_value(seed, eased, monkeypatch):
    monkeypatch.setattr(fewer, "LEAST", 1)
    monkeypatch.setattr(fewer, "TIMES", 1)
    relaxation, values = solved(seed, eased, monkeypatch)
    found = fewer_launches(relaxation, values, box_of(relaxation))
    assert found.relaxation.run(Stop(), 20).objective == pytest.approx(
        relaxation.run(Stop(), 20).objective, rel=1e-6, abs=1e-6
    )


@SEEDS
@EASED
def test_missions_of_few_launches_are_a_plan_of_the_whole_problem_with_ships_as_held(seed, eased, monkeypatch):
    monkeypatch.setattr(fewer, "LEAST", 1)
    relaxation, values = solved(seed, eased, monkeypatch)
    whole, box = relaxation.whole, box_of(relaxation)
    small = fewer_launches(relaxation, values, box)
    assert [whole.problem.columns[int(whole.columns[place])] for place in small.kept] == [
        small.relaxation.whole.problem.columns[int(column)] for column in small.relaxation.whole.columns
    ]
    missions = small.all(relax_and_fix(small.relaxation, small.box, clock()))
    assert (missions <= np.where(whole.launches, box.upper, missions) + 1e-9).all()
    assert (missions >= np.where(whole.launches, box.lower, missions) - 1e-9).all()
    assert (missions == np.round(missions)).all()
    plan = loaded(whole, missions, clock()).values
    assert plan is not None
    assert whole.problem.holds(plan)


def test_launches_far_from_the_relaxation_are_left_out(monkeypatch):
    monkeypatch.setattr(fewer, "LEAST", 1)
    monkeypatch.setattr(fewer, "TIMES", 1)
    left = 0
    for seed in range(10):
        relaxation, values = solved(seed, False, monkeypatch)
        near = relaxation.near(values, 1, 1)
        found = fewer_launches(relaxation, values, box_of(relaxation))
        launches = np.flatnonzero(relaxation.whole.launches)
        kept = np.intersect1d(found.kept, launches)
        assert near[kept].all()
        left += len(launches) - len(kept)
    assert left > 0
