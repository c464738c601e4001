"""A relaxation with fewer launches: with all of them the same answers, with few plans of the whole problem."""

import time

import numpy as np
import pytest

from projection.model.build import build
from projection.solve import fewer
from projection.solve.cuts import cut
from projection.solve.fewer import fewer_launches, whole_missions
from projection.solve.highs import Clock, Stop
from projection.solve.loading import loaded
from projection.solve.matrix import Floats, matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Whole
from projection.solve.ships import as_sailed, at_sea
from projection.solve.start import rounded
from tests.solve.random_cases import random_case

EASED = pytest.mark.parametrize("eased", [False, True])
SEEDS = pytest.mark.parametrize("seed", range(10))


def clock() -> Clock:
    return Clock(Stop(), time.monotonic() + 20)


@pytest.fixture(params=[False, True], ids=["all loads", "priced in"], autouse=True)
def _few_loads(request, monkeypatch):
    """Once with all loads from the start, once with most left out."""
    if request.param:
        monkeypatch.setattr("projection.solve.pricing.MANY", 0)
        monkeypatch.setattr("projection.solve.pricing.SPACED", 1000)


def solved(seed: int, eased: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[Relaxation, Floats]:
    """The relaxation of a random case with ships held as one rounding has them, and its answer."""
    if eased:
        monkeypatch.setattr("projection.solve.cuts.LARGE", 0)
    instance = random_case(seed).instance
    relaxation = cut(Whole(matrix(build(instance))), clock())
    whole, sea = relaxation.whole, at_sea(instance, relaxation.whole)
    sailed = rounded(relaxation, whole.box, sea, clock(), ships=True)
    assert sailed.values is not None
    box = as_sailed(instance, whole, sailed.values) or whole.box
    relaxation.hold(np.arange(len(sea)), box)
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
    monkeypatch.setattr(relaxation, "large", True)
    whole, box = relaxation.whole, box_of(relaxation)
    missions = whole_missions(relaxation, values, box, clock())
    assert (missions <= np.where(whole.launches, box.upper, missions) + 1e-9).all()
    assert (missions >= np.where(whole.launches, box.lower, missions) - 1e-9).all()
    assert (missions == np.round(missions)).all()
    plan = loaded(whole, missions, clock()).values
    assert plan is not None
    assert whole.problem.holds(plan)


def test_whole_columns_keep_their_names_and_ships_sail_as_they_are_held(monkeypatch):
    sailing = 0
    for seed in range(10):
        relaxation, values = solved(seed, False, monkeypatch)
        whole, box = relaxation.whole, box_of(relaxation)
        small = fewer_launches(relaxation, values, box)
        names = [whole.problem.columns[int(whole.columns[place])] for place in small.kept]
        left = small.relaxation.whole
        assert names == [left.problem.columns[int(column)] for column in left.columns]
        held = np.flatnonzero(box.lower == box.upper)
        assert not np.isin(small.kept, held).any()
        missions = small.all(small.box.lower)
        assert (missions[held] == box.lower[held]).all()
        sailing += int(missions[held].sum())
    assert sailing > 0


def test_aircraft_far_from_the_relaxation_are_left_out_and_no_others_that_are_free(monkeypatch):
    left = 0
    for seed in range(10):
        relaxation, values = solved(seed, False, monkeypatch)
        box = box_of(relaxation)
        free = relaxation.whole.launches & (box.upper > box.lower)
        near = np.arange(len(free)) % 2 == 0
        asked: list[np.ndarray] = []
        monkeypatch.setattr(
            relaxation, "near", lambda *given, near=near, asked=asked: (asked.append(given[-1]), near)[1]
        )
        found = fewer_launches(relaxation, values, box)
        assert (asked[0] == free).all()
        kept = np.isin(np.arange(len(free)), found.kept)
        assert (kept[free] == near[free]).all()
        left += int((free & ~kept).sum())
    assert left > 0
