"""Loads priced in, and loads of given missions: the same answers with most of a problem left out at first."""

import time

import numpy as np
import pytest

from projection.model.build import build
from projection.scenario.rows import Solver
from projection.solve.cuts import cut
from projection.solve.draw import Neighbourhoods
from projection.solve.highs import Clock, Stop, load, run, run_linear
from projection.solve.loading import loaded
from projection.solve.matrix import matrix
from projection.solve.pipeline import LIFTED, Search
from projection.solve.pricing import pricing
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Whole, search
from projection.solve.solve import searched
from tests.solve.random_cases import random_case

OPTIONS = {"threads": 1}


@pytest.fixture
def few(monkeypatch):
    """Leave out all late loads but the first of each pool, and let one of a ULN and class in at a time."""
    monkeypatch.setattr("projection.solve.pricing.MANY", 0)
    monkeypatch.setattr("projection.solve.pricing.SPACED", 1000)
    monkeypatch.setattr("projection.solve.pricing.MOST", 1)


def whole_of(seed: int) -> Whole:
    return Whole(matrix(build(random_case(seed).instance)))


def clock() -> Clock:
    return Clock(Stop(), time.monotonic() + 20)


@pytest.mark.parametrize("seed", range(20))
def test_priced_in_loads_give_the_relaxation_of_all_loads(seed, few):
    whole = whole_of(seed)
    relaxation = Relaxation(whole, OPTIONS)
    left = int((~relaxation.there).sum())
    found = relaxation.run(Stop(), 20)
    all_ = run_linear(load(whole.problem, {**OPTIONS, "solve_relaxation": True}), Stop(), 20)
    assert found.objective == pytest.approx(all_.objective)
    assert found.bound == pytest.approx(all_.objective)
    assert found.values is not None
    rows = relaxation.rows @ found.values
    assert (rows <= whole.problem.row_upper + 1e-5).all()
    assert (rows >= whole.problem.row_lower - 1e-5).all()
    assert left == len(whole.problem.cost) - int(relaxation.pricing.first.sum())


def test_loads_that_land_in_time_are_there_at_first_and_late_ones_are_not_all(few):
    late_left_out = 0
    for seed in range(10):
        instance = random_case(seed).instance
        problem = matrix(build(instance))
        first = pricing(problem).first
        for place, (name, key) in enumerate(problem.columns):
            if name != "loads" or key[3] + instance.pools[key[1]].landed <= instance.requirements[key[0]].rdd:
                assert first[place]
            else:
                late_left_out += not first[place]
    assert late_left_out > 0


def test_some_loads_are_left_out_at_first_and_some_to_the_end(few):
    relaxations = [Relaxation(whole_of(seed), OPTIONS) for seed in range(10)]
    first = [int(relaxation.there.sum()) for relaxation in relaxations]
    for relaxation in relaxations:
        relaxation.run(Stop(), 20)
    last = [int(relaxation.there.sum()) for relaxation in relaxations]
    assert any(now > before for before, now in zip(first, last, strict=True))
    assert any(not relaxation.there.all() for relaxation in relaxations)


@pytest.mark.parametrize("seed", range(20))
def test_each_bound_on_the_way_holds_and_the_last_is_the_relaxations(seed, few):
    whole = whole_of(seed)
    heard: list[float] = []
    relaxation = cut(whole, clock(), heard.append)
    last = relaxation.run(Stop(), 20).bound
    optimum = run(load(whole.problem, OPTIONS), Stop()).objective
    assert heard[-1] == pytest.approx(last)
    assert max(heard) <= optimum * (1 + 1e-6) + 1e-6


@pytest.mark.parametrize("seed", range(10))
def test_a_twin_with_launches_held_prices_in_what_it_needs(seed, few):
    whole = whole_of(seed)
    relaxation = Relaxation(whole, OPTIONS)
    relaxation.run(Stop(), 20)
    twin = relaxation.again()
    nothing = Box(np.zeros(len(whole.columns)), np.zeros(len(whole.columns)))
    twin.hold(np.arange(len(whole.columns)), nothing)
    held = search(whole, nothing, {**OPTIONS, "solve_relaxation": True}, Stop())
    assert twin.run(Stop(), 20).objective == pytest.approx(held.objective)


@pytest.mark.parametrize("seed", range(20))
def test_loads_with_closing_days_from_the_relaxation_are_a_plan(seed, monkeypatch):
    whole = whole_of(seed)
    best = run(load(whole.problem, OPTIONS), Stop())
    assert best.values is not None
    missions = np.round(best.values[whole.columns])
    monkeypatch.setattr("projection.solve.loading.MANY", -1)
    found = loaded(whole, missions, clock())
    assert found.values is not None
    assert whole.problem.holds(found.values)
    assert found.objective >= best.objective * (1 - 1e-6) - 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_a_search_that_takes_all_to_be_large_agrees_with_highs_alone(seed, few, monkeypatch):
    all_large(monkeypatch)
    instance = random_case(seed).instance
    problem = matrix(build(instance))
    found = searched(instance, problem, Solver(gap=0, time_limit_s=20, threads=2), None, Stop())
    alone = run(load(problem, {**OPTIONS, "mip_rel_gap": 0.0}), Stop()).objective
    assert found.objective == pytest.approx(alone)
    assert found.bound <= found.objective + 1e-6


def test_where_branching_stalls_in_a_large_problem_neighbourhoods_follow_some_round_dear_ulns(monkeypatch):
    all_large(monkeypatch)
    monkeypatch.setattr("projection.solve.pipeline.LOOK", 1)
    monkeypatch.setattr("projection.solve.pipeline.STALLED", 1e9)
    monkeypatch.setattr("projection.solve.pipeline.Search._by_highs", None)
    draws: list[bool] = []

    def draw(around, guide, plan):
        draws.append(guide.spent is not None and bool((around._excess(guide, plan) > 0).any()))
        return drawn(around, guide, plan)

    drawn = Neighbourhoods.draw
    monkeypatch.setattr(Neighbourhoods, "draw", draw)
    instance = random_case(4).instance
    found = searched(instance, matrix(build(instance)), Solver(gap=0, time_limit_s=3, threads=2), None, Stop())
    assert found.best_values is not None
    assert any(draws)


def test_the_bound_of_a_large_problem_waits_for_its_first_plan(monkeypatch):
    all_large(monkeypatch)
    order: list[str] = []
    plan, counts = Search._first_plan, Search._by_counts
    monkeypatch.setattr(Search, "_first_plan", lambda *given: (plan(*given), order.append("plan"))[0])
    monkeypatch.setattr(Search, "_by_counts", lambda *given: (order.append("bound"), counts(*given))[1])
    instance = random_case(4).instance
    searched(instance, matrix(build(instance)), Solver(gap=0, time_limit_s=5, threads=2), None, Stop())
    assert order == ["plan", "bound"]


def test_rows_that_came_in_no_more_before_the_first_plan_come_in_after_it(monkeypatch):
    all_large(monkeypatch)
    monkeypatch.setattr("projection.solve.relaxation.ENOUGH", 1e9)
    rounds: list[tuple[int, int]] = []
    run = Search._run

    def counted(search, relaxation):
        before = relaxation.rounds
        found = run(search, relaxation)
        if relaxation.enough == LIFTED:
            rounds.append((before, relaxation.rounds))
        return found

    monkeypatch.setattr(Search, "_run", counted)
    for seed in range(1, 9):
        instance = random_case(seed).instance
        searched(instance, matrix(build(instance)), Solver(gap=0, time_limit_s=1, threads=2), None, Stop())
    assert any(after > before for before, after in rounds)


def all_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every problem to be a large one."""
    monkeypatch.setattr("projection.solve.loading.MANY", -1)
    for name in ("cuts.LARGE", "relaxation.LARGE", "solve.SMALL"):
        monkeypatch.setattr(f"projection.solve.{name}", 0)
    for name in ("MIDDLE", "COUNTED"):
        monkeypatch.setattr(f"projection.solve.pipeline.{name}", 0)
