"""The search against HiGHS alone: the same optimum, a bound that never lies, a plan at every moment."""

import time

import pytest

from projection.model.build import build
from projection.scenario.rows import Solver
from projection.solve import pipeline
from projection.solve.highs import Stop
from projection.solve.matrix import matrix
from projection.solve.pipeline import Search
from projection.solve.solve import solve
from tests.model.case import case
from tests.solve.random_cases import random_case

EXACT = Solver(gap=1e-6, time_limit_s=20, threads=1)


def searched(seed: int, solver: Solver, stop: Stop | None = None) -> Search:
    instance = random_case(seed).instance
    search = Search(instance, matrix(build(instance)), solver, stop or Stop(), time.monotonic())
    search.run()
    return search


@pytest.mark.parametrize("middle", [0, pipeline.MIDDLE], ids=["counts", "beside HiGHS"])
@pytest.mark.parametrize("seed", range(50))
def test_the_search_brackets_the_optimum_of_a_plain_solve(seed, middle, monkeypatch):
    """The bound is never above the optimum and the plan never below it; here both are within 2 % of it."""
    monkeypatch.setattr(pipeline, "MIDDLE", middle)
    monkeypatch.setattr(pipeline, "COUNTED", middle)
    optimum = random_case(seed).optimum()
    search = searched(seed, Solver(gap=0.02, time_limit_s=5, threads=1))
    assert search.bound <= optimum + 1e-6 * max(1, optimum)
    assert search.objective >= optimum - 1e-6 * max(1, optimum)
    assert search.objective <= optimum * 1.021 + 1e-6


def test_the_search_reaches_the_optimum_and_proves_it():
    optimum = random_case(3).optimum()
    search = searched(3, EXACT)
    assert search.objective == pytest.approx(optimum)
    assert search.bound == pytest.approx(optimum)


def test_the_same_seed_gives_the_same_plan():
    one, two = searched(7, EXACT), searched(7, EXACT)
    assert one.objective == two.objective
    assert one.best_values is not None
    assert one.best_values.tobytes() == two.best_values.tobytes()


def test_a_search_stopped_before_it_begins_still_has_a_plan_that_moves_nothing():
    stop = Stop()
    stop.ask()
    search = searched(1, EXACT, stop)
    assert search.best is not None
    assert search.bound <= search.objective


def test_a_watch_that_fails_stops_the_search_and_is_heard():
    def fail(_: object) -> None:
        raise ValueError("no screen")

    with pytest.raises(ValueError, match="no screen"):
        solve(build(random_case(2).instance), EXACT, watch=fail)


def test_a_case_without_missions_is_solved_as_it_stands():
    nothing = case({"permissions.csv": "nation,thing,answer\nDEU,forces,yes\nDEU,lift,no\nKOR,bases,yes\n"})
    found = nothing.solve()
    assert found.status == "optimal"
    assert found.values["short"] == {("U1", "bulk"): 100.0}


def test_a_small_problem_is_solved_on_two_threads_after_one_was_used():
    """The plan that moves nothing is found on one thread; HiGHS keeps one scheduler for the process."""
    two = random_case(0).with_settings("threads = 1", "threads = 2")
    assert two.optimum() == random_case(0).optimum()
