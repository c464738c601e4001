"""Neighbourhoods: what is drawn, how sizes follow, and starts that HiGHS takes for better than they are."""

from dataclasses import replace

import highspy
import numpy as np
import pytest

from projection.model.build import build
from projection.solve import restrict
from projection.solve.greedy import greedy
from projection.solve.highs import Clock, Outcome, Stop, run
from projection.solve.improve import Guide, Incumbent, Neighbourhoods, improve
from projection.solve.matrix import matrix
from projection.solve.restrict import Whole, mistaken
from tests.solve.random_cases import random_case

UNSOLVED = Outcome("Time limit reached", float("inf"), 0.0, None)
SOLVED = Outcome("Optimal", 0.0, 0.0, None)


def drawer(seed: int = 3) -> tuple[Neighbourhoods, Whole]:
    instance = random_case(seed).instance
    whole = Whole(matrix(build(instance)))
    return Neighbourhoods(instance, whole, 0), whole


def idle(whole: Whole) -> Incumbent:
    """A plan in which nothing flies and nothing costs anything."""
    return Incumbent(np.zeros(len(whole.columns)), np.zeros(len(whole.problem.cost)), 0.0)


def guide_of(whole: Whole, more: np.ndarray) -> Guide:
    """Everything near; an idle plan costs each group ``more`` than the relaxation."""
    return replace(Guide.none(whole), spent=-more)


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


def test_neighbourhoods_lie_round_ulns_by_what_they_cost_above_the_relaxation(monkeypatch):
    monkeypatch.setattr("projection.solve.improve.KINDS", {"dear": 1})
    around, whole = drawer()
    more = np.zeros(around.group.max() + 1)
    first, second = around.ulns[:2]
    more[around.group[0]], more[around.group[1]] = 99.0, 1.0
    drawn = []
    for _ in range(60):
        free = around.draw(guide_of(whole, more), idle(whole))[around.launches]
        assert around.uln is not None
        drawn.append(around.uln)
        soonest, latest = around.days_of[around.uln]
        assert free.any()
        assert set(around.fleet[free]) <= set(around.fleet[around._carriers([around.uln])])
        assert (around.day[free] >= soonest).all()
        assert (around.day[free] < max(latest, soonest) + 12).all()
    assert set(drawn) <= {first, second}
    assert drawn.count(first) > 50


def test_ulns_of_one_group_share_what_it_costs_more():
    around, whole = drawer()
    around.group = np.zeros(len(around.ulns), dtype=np.int64)
    more = np.zeros(len(around.concern.spent(idle(whole).values)))
    for cost in (6.0, -6.0):
        more[0] = cost
        excess = around._excess(guide_of(whole, more), idle(whole))
        assert excess == pytest.approx(max(0.0, cost) / len(around.ulns))


def test_without_excess_no_uln_is_dear():
    around, whole = drawer()
    for guide in (Guide.none(whole), guide_of(whole, np.zeros(around.group.max() + 1))):
        for _ in range(50):
            around.draw(guide, idle(whole))
            assert around.kind != "dear"
            assert around.uln is None


def test_the_same_seed_draws_the_same_from_the_same_plans_and_answers():
    (first, whole), (second, _) = drawer(), drawer()
    guide = guide_of(whole, np.arange(first.group.max() + 1.0))
    for number in range(40):
        assert (first.draw(guide, idle(whole)) == second.draw(guide, idle(whole))).all()
        answer = SOLVED if number % 3 else UNSOLVED
        first.learn(answer, number % 5 == 0)
        second.learn(answer, number % 5 == 0)


def test_half_of_the_neighbourhoods_open_only_what_the_plan_or_the_relaxation_uses_and_a_third_what_is_near():
    around, whole = drawer()
    number = np.arange(len(whole.columns))
    flown = (number % 4 == 0) & whole.launches
    guide = Guide(near=number % 2 == 0, used=number % 8 == 2)
    plan = replace(idle(whole), whole=flown.astype(float))
    flown_freed = used_freed = narrow = near = 0
    for _ in range(300):
        free = around.draw(guide, plan) & whole.launches
        if (free & ~(flown | guide.used)).any():
            near += not (free & ~guide.near).any()
            continue
        narrow += 1
        flown_freed += bool((free & flown & ~guide.used).any())
        used_freed += bool((free & guide.used & ~flown).any())
    assert 130 <= narrow <= 200
    assert 70 <= near <= 120
    assert flown_freed > 20
    assert used_freed > 20


def test_a_kind_that_is_never_solved_becomes_smaller_and_one_that_betters_nothing_rare():
    around, whole = drawer()
    for _ in range(30):
        around.kind = "ulns"
        around.learn(UNSOLVED, better=False)
        around.kind = "days"
        around.learn(SOLVED, better=True)
    assert around.size["ulns"] < 1 < around.size["days"]
    kinds = []
    for _ in range(200):
        around.draw(Guide.none(whole), idle(whole))
        kinds.append(around.kind)
    assert kinds.count("ulns") < 10 < kinds.count("days")


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
