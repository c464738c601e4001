"""Neighbourhoods: changes joined to a later plan, and starts that HiGHS takes for better than they are."""

from dataclasses import replace

import highspy
import numpy as np
import pytest

from projection.model.build import build
from projection.solve import restrict
from projection.solve.greedy import greedy
from projection.solve.highs import Clock, Outcome, Stop, run
from projection.solve.improve import Incumbent, improve, joined
from projection.solve.matrix import matrix
from projection.solve.restrict import Whole, mistaken
from tests.solve.random_cases import random_case

UNSOLVED = Outcome("Time limit reached", float("inf"), 0.0, None)


@pytest.mark.parametrize("mistakes", [0, 1])
def test_a_start_taken_for_better_than_it_is_is_left_out_and_the_run_made_again(mistakes, monkeypatch):
    instance = random_case(4).instance
    whole = Whole(matrix(build(instance)))
    held = restrict.search(whole, whole.missions_of(greedy(instance, whole)), {"threads": 1}, Stop())
    assert held.values is not None
    best = Incumbent(np.round(held.values[whole.columns]), held.values, held.objective)
    everything = np.ones(len(whole.columns), dtype=bool)
    right = improve(whole, best, everything, Clock(Stop(), 1e12), 20.0)
    models = []

    def mistake(highs, stop):
        models.append(highs)
        found = run(highs, stop)
        return replace(found, objective=-1e9) if len(models) <= mistakes else found

    monkeypatch.setattr(restrict, "run", mistake)
    found = improve(whole, best, everything, Clock(Stop(), 1e12), 20.0)
    assert len(models) == 1 + mistakes
    assert found.objective == pytest.approx(right.objective)
    assert found.values is not None
    assert found.objective == pytest.approx(float(whole.problem.cost @ found.values) + whole.problem.offset)
    assert all(model.getOptionValue("time_limit")[1] <= 20.0 for model in models)


def test_a_run_that_is_made_again_has_no_start_and_none_follows_a_stop(monkeypatch):
    problem = matrix(build(random_case(4).instance))
    starts, stop, begin = [], Stop(), highspy.Highs.setSolution
    monkeypatch.setattr(highspy.Highs, "setSolution", lambda *given: (starts.append(given), begin(*given))[1])
    loaded = []
    monkeypatch.setattr(
        restrict, "run", lambda highs, stop: (loaded.append(highs), replace(run(highs, stop), objective=-1e9))[1]
    )
    start = np.zeros(len(problem.cost))
    restrict.held(problem, problem.lower, problem.upper, {"threads": 1}, stop, start)
    assert (len(loaded), len(starts)) == (2, 1)
    stop.ask()
    restrict.held(problem, problem.lower, problem.upper, {"threads": 1}, stop, start)
    assert len(starts) == 2
    assert len(loaded) == 3


def test_an_answer_is_mistaken_only_where_its_values_cost_more_than_it_says():
    problem = matrix(build(random_case(1).instance))
    values = np.ones(len(problem.cost))
    cost = float(problem.cost.sum()) + problem.offset
    assert mistaken(problem, Outcome("Optimal", cost * 0.99, 0.0, values))
    assert not mistaken(problem, Outcome("Optimal", cost, 0.0, values))
    assert not mistaken(problem, UNSOLVED)


def test_what_each_group_costs_is_told_of_a_plan():
    problem = matrix(build(random_case(2).instance))
    concern = Whole(problem).concern
    for place in [j for j, (kind, _) in enumerate(problem.columns) if kind == "short"][:3]:
        values = np.zeros(len(problem.cost))
        values[place] = 2.0
        spent = concern.spent(values)
        assert spent[concern.group_of[problem.columns[place][1][0]]] == pytest.approx(2 * problem.cost[place])
        assert spent.sum() == pytest.approx(2 * problem.cost[place])


def test_the_uln_that_a_neighbourhood_lies_round_is_open_in_it():
    instance = random_case(2).instance
    problem = matrix(build(instance))
    whole = Whole(problem)
    nothing, nobody = np.zeros(len(problem.cost)), np.zeros(len(whole.columns), dtype=bool)
    missions = np.zeros(len(whole.columns))
    for uln in sorted({load[0] for load in instance.loads}):
        mine = whole.concern.group == whole.concern.group_of[uln]
        assert not whole.concern.columns(nobody, nothing, missions)[mine].any()
        assert whole.concern.columns(nobody, nothing, missions, uln)[mine].all()


def test_changes_of_two_cores_are_joined_where_they_fit_and_their_loads_are_made_anew():
    joins = 0
    for seed in range(1, 12):
        instance = random_case(seed).instance
        whole = Whole(matrix(build(instance)))
        clock = Clock(Stop(), 1e12)
        nothing = restrict.search(whole, whole.missions_of(np.zeros(len(whole.columns))), {"threads": 1}, Stop())
        assert nothing.values is not None
        base = Incumbent.of(whole, nothing.values)
        days = np.unique(whole.days)
        early = improve(whole, base, whole.days < days[len(days) // 2], clock)
        late = improve(whole, base, whole.days >= days[len(days) // 2], clock)
        assert early.values is not None
        assert late.values is not None
        now = Incumbent.of(whole, early.values)
        found = joined(whole, base, late, now, clock)
        assert joined(whole, base, late, base, clock).values is None
        assert joined(whole, base, nothing, now, clock).values is None
        if found.values is None:
            continue
        assert whole.problem.holds(found.values)
        both = now.whole + np.round(late.values[whole.columns]) - base.whole
        assert np.round(found.values[whole.columns])[whole.launches] == pytest.approx(both[whole.launches])
        joins += found.objective < min(early.objective, late.objective) - 1e-6
    assert joins >= 2


def test_missions_that_do_not_fit_together_are_not_joined():
    whole = Whole(matrix(build(random_case(3).instance)))
    values = np.zeros(len(whole.problem.cost))
    base = Incumbent(np.zeros(len(whole.columns)), values, 10.0)
    full = np.where(whole.launches, whole.box.upper, 0.0)
    now = replace(base, whole=full, values=whole.spread(full), objective=5.0)
    found = Outcome("Optimal", 4.0, 0.0, whole.spread(full))
    assert joined(whole, base, found, now, Clock(Stop(), 1e12)).values is None
