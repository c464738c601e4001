"""The relaxation with rows left out until they are broken, and launches rounded from it."""

import time
from types import SimpleNamespace

import numpy as np
import pytest

from projection.model.build import build
from projection.solve.highs import Clock, Outcome, Stop, load, run_linear
from projection.solve.matrix import Matrix, matrix
from projection.solve.relaxation import LAZY, Relaxation
from projection.solve.restrict import Whole
from projection.solve.start import relax_and_fix, rounded
from tests.solve.random_cases import random_case

OPTIONS = {"threads": 1}


def clock() -> Clock:
    return Clock(Stop(), time.monotonic() + 20)


def problem_of(seed: int) -> Matrix:
    return matrix(build(random_case(seed).instance))


@pytest.mark.parametrize("seed", range(20))
def test_it_has_the_value_and_the_prices_of_the_problem_with_every_row(seed, monkeypatch):
    monkeypatch.setattr("projection.solve.relaxation.LARGE", 0)
    problem = problem_of(seed)
    whole = load(problem, {**OPTIONS, "solve_relaxation": True})
    relaxation = Relaxation(Whole(problem), OPTIONS)
    found = relaxation.run(Stop(), 20)
    assert found.objective == pytest.approx(run_linear(whole, Stop(), 20).objective)
    assert found.values is not None
    rows = relaxation.rows @ found.values
    assert (rows <= problem.row_upper + 1e-5).all()
    assert (rows >= problem.row_lower - 1e-5).all()
    assert relaxation.duals().shape == problem.row_upper.shape


def left_out_and_come(seed: int) -> tuple[int, int]:
    """Rows that may be left out, and how many of them are there in the end."""
    problem = problem_of(seed)
    relaxation = Relaxation(Whole(problem), OPTIONS)
    lazy = np.array([name in LAZY for name, _ in problem.rows])
    assert (relaxation.number[lazy] == -1).all()
    relaxation.run(Stop(), 20)
    return int(lazy.sum()), int((relaxation.number[lazy] >= 0).sum())


def test_of_a_large_problem_only_broken_rows_come_in(monkeypatch):
    monkeypatch.setattr("projection.solve.relaxation.LARGE", 0)
    found = [left_out_and_come(seed) for seed in range(20)]
    assert any(come for _, come in found)
    assert any(come < lazy for lazy, come in found)


def test_of_other_problems_all_rows_come_in_after_some_rounds(monkeypatch):
    monkeypatch.setattr("projection.solve.relaxation.ROUNDS", 0)
    found = [left_out_and_come(seed) for seed in range(20)]
    assert {come for lazy, come in found} - {0} == {lazy for lazy, come in found if come}
    assert any(come for _, come in found)


def test_a_twin_answers_as_the_first_and_is_changed_alone():
    relaxation = Relaxation(Whole(problem_of(5)), OPTIONS)
    first = relaxation.run(Stop(), 20).objective
    twin = relaxation.again()
    assert twin.run(Stop(), 20).objective == pytest.approx(first)
    box = twin.whole.box
    nothing = type(box)(box.lower, box.lower)
    twin.hold(np.arange(len(twin.whole.columns)), nothing)
    assert twin.run(Stop(), 20).objective > first
    assert relaxation.run(Stop(), 20).objective == pytest.approx(first)


@pytest.mark.parametrize("seed", range(10))
def test_rounded_launches_are_whole_and_fit_together(seed, monkeypatch):
    monkeypatch.setattr("projection.solve.relaxation.LARGE", 0)
    whole = Whole(problem_of(seed))
    missions = relax_and_fix(Relaxation(whole, OPTIONS), whole.box, clock())
    assert (missions == np.round(missions)).all()
    assert (whole.slack(missions) >= -1e-9).all()


def test_only_the_launches_asked_for_are_rounded():
    whole = Whole(problem_of(1))
    relaxation = Relaxation(whole, OPTIONS)
    asked = whole.launches & (whole.days < 5)
    found = rounded(relaxation, whole.box, asked, clock())
    assert found.values is not None
    values = found.values[whole.columns]
    assert (values[asked] == np.round(values[asked])).all()
    assert values[asked].any()
    assert relaxation.run(Stop(), 20).objective <= found.objective + 1e-6


@pytest.mark.parametrize("seed", range(5))
def test_with_half_the_time_gone_launches_of_all_days_are_rounded_at_once(seed, monkeypatch):
    monkeypatch.setattr("projection.solve.relaxation.LARGE", 0)
    rounds = []

    def counted(relaxation, box, now, clock, ships=False):
        rounds.append(now.sum())
        return rounded(relaxation, box, now, clock, ships)

    class Late(Clock):
        reads = 0

        @property
        def left_s(self) -> float:
            Late.reads += 1
            return 20.0 if Late.reads <= 2 else 5.0

    monkeypatch.setattr("projection.solve.start.rounded", counted)
    whole = Whole(problem_of(seed))
    missions = relax_and_fix(Relaxation(whole, OPTIONS), whole.box, Late(Stop(), time.monotonic() + 20))
    assert rounds == [whole.launches.sum()]
    assert (missions == np.round(missions)).all()
    assert (whole.slack(missions) >= -1e-9).all()


@pytest.mark.parametrize("ships", [False, True])
def test_aircraft_but_not_ships_of_a_large_problem_stay_where_the_relaxation_has_them(ships, monkeypatch):
    monkeypatch.setattr("projection.solve.relaxation.LARGE", 0)
    whole = Whole(problem_of(2))
    relaxation = Relaxation(whole, OPTIONS)
    relaxed, boxes = relaxation.run(Stop(), 20).values, []
    assert relaxed is not None
    unused = whole.launches & (relaxed[whole.columns] < 1e-5)
    hold = relaxation.hold
    monkeypatch.setattr(relaxation, "hold", lambda places, box: (boxes.append(box), hold(places, box)))
    rounded(relaxation, whole.box, whole.launches, clock(), ships)
    shut = boxes[1].upper[unused] == boxes[1].lower[unused]
    assert unused.any()
    assert shut.all() != ships


def test_near_are_the_launches_it_uses_and_those_priced_lowest_of_the_others(monkeypatch):
    whole = Whole(problem_of(2))
    relaxation = Relaxation(whole, OPTIONS)
    values = np.zeros(len(whole.problem.cost))
    values[whole.columns[-1]] = 1.0
    prices = np.zeros(len(values))
    prices[relaxation.place] = np.arange(len(whole.columns))
    solution = SimpleNamespace(col_dual=prices)
    monkeypatch.setattr(relaxation, "highs", SimpleNamespace(getSolution=lambda: solution))
    last = len(whole.columns) - 1
    assert np.flatnonzero(relaxation.uses(values)).tolist() == [last]
    assert np.flatnonzero(relaxation.near(values, 2, 1)).tolist() == [0, 1, last]
    assert np.flatnonzero(relaxation.near(values, 2, 3)).tolist() == [0, 1, 2, last]
    among = np.arange(last + 1) > 1
    assert np.flatnonzero(relaxation.near(values, 2, 1, among)).tolist() == [2, 3, last]
    assert np.flatnonzero(relaxation.near(values, 2, 3, among & ~relaxation.uses(values))).tolist() == [2, 3, 4]
    assert not relaxation.near(values, 2, 3, np.zeros_like(among)).any()
    whole.__dict__["launches"] = among
    assert np.flatnonzero(relaxation.near(values, 2, 1)).tolist() == [2, 3, last]


@pytest.mark.parametrize(("left_s", "runs"), [(20.0, 2), (0.0, 1)])
def test_what_a_warm_start_does_not_solve_is_tried_again_only_while_time_is_left(left_s, runs, monkeypatch):
    relaxation = Relaxation(Whole(problem_of(3)), OPTIONS)
    tried = []

    def unsolved(highs, stop, time_left_s):
        tried.append(time_left_s)
        return Outcome("Time limit reached", -np.inf, -np.inf, None)

    monkeypatch.setattr("projection.solve.relaxation.run_linear", unsolved)
    assert relaxation.run(Stop(), left_s).values is None
    assert len(tried) == runs
