"""Neighbourhoods: what is drawn, how sizes follow, and starts that HiGHS takes for better than they are."""

from dataclasses import replace

import numpy as np
import pytest

from projection.model.build import build
from projection.solve import restrict
from projection.solve.greedy import greedy
from projection.solve.highs import Clock, Outcome, Stop, run
from projection.solve.improve import KINDS, Incumbent, Neighbourhoods, improve
from projection.solve.matrix import matrix
from projection.solve.restrict import Whole, mistaken
from tests.solve.random_cases import random_case

UNSOLVED = Outcome("Time limit reached", float("inf"), 0.0, None)
SOLVED = Outcome("Optimal", 0.0, 0.0, None)


def drawer(seed: int = 3) -> Neighbourhoods:
    instance = random_case(seed).instance
    return Neighbourhoods(instance, Whole(matrix(build(instance))), 0)


def test_a_start_taken_for_better_than_it_is_does_not_end_the_search_around_it(monkeypatch):
    instance = random_case(4).instance
    whole = Whole(matrix(build(instance)))
    held = restrict.search(whole, whole.missions_of(greedy(instance, whole)), {"threads": 1}, Stop())
    assert held.values is not None
    best = Incumbent(np.round(held.values[whole.columns]), held.values, held.objective)
    everything = np.ones(len(whole.columns), dtype=bool)
    right = improve(whole, best, everything, Clock(Stop(), 1e12), 20.0)
    answers = []

    def mistake(highs, stop):
        answers.append(run(highs, stop))
        start = np.array(highs.getSolution().col_value) * 0 + 1
        return replace(answers[-1], objective=-1e9, values=start) if len(answers) == 1 else answers[-1]

    monkeypatch.setattr(restrict, "run", mistake)
    found = improve(whole, best, everything, Clock(Stop(), 1e12), 20.0)
    assert len(answers) == 2
    assert found.objective == pytest.approx(right.objective)
    assert not mistaken(whole.problem, found)


def test_an_answer_is_mistaken_only_where_its_values_cost_more_than_it_says():
    problem = matrix(build(random_case(1).instance))
    values = np.ones(len(problem.cost))
    cost = float(problem.cost.sum()) + problem.offset
    assert mistaken(problem, Outcome("Optimal", cost * 0.99, 0.0, values))
    assert not mistaken(problem, Outcome("Optimal", cost, 0.0, values))
    assert not mistaken(problem, UNSOLVED)


def test_the_uln_that_costs_most_above_the_relaxation_is_drawn_by_its_excess(monkeypatch):
    monkeypatch.setattr("projection.solve.improve.DEAR", 1.0)
    around = drawer()
    uln = sorted(around.pools_of)[0]
    can = set(around.fleet[around._carriers([uln])])
    for _ in range(20):
        free = around.draw(np.ones(len(around.launches), dtype=bool), {uln: 5.0, "no such": 9.0})
        chosen = free[around.launches]
        assert around.kind == "dear"
        assert set(around.fleet[chosen]) <= can
        assert chosen.any()


def test_without_excess_no_uln_is_dear():
    around = drawer()
    for _ in range(50):
        around.draw(np.ones(len(around.launches), dtype=bool), {})
        assert around.kind in KINDS


def test_a_kind_that_is_not_solved_becomes_smaller_and_rare():
    around = drawer()
    for _ in range(30):
        around.kind = "ulns"
        around.learn(UNSOLVED, better=False)
        around.kind = "days"
        around.learn(SOLVED, better=False)
    assert around.size["ulns"] < 1 < around.size["days"]
    kinds = []
    for _ in range(200):
        around.draw(np.ones(len(around.launches), dtype=bool), {})
        kinds.append(around.kind)
    assert 0 <= kinds.count("ulns") < 10 < kinds.count("days")


def test_what_a_plan_costs_more_than_the_relaxation_is_told_by_uln():
    instance = random_case(2).instance
    problem = matrix(build(instance))
    concern = Whole(problem).concern
    values = np.where([kind == "short" for kind, _ in problem.columns], 1.0, 0.0)
    floor = concern.spent(values * 0.25)
    found = concern.excess(values, floor)
    short = {key[0] for kind, key in problem.columns if kind == "short"}
    assert set(found) >= short
    assert sum(floor) == pytest.approx(0.25 * float(problem.cost @ values))
