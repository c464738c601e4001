"""Which neighbourhoods are drawn, and how kinds, scopes and sizes follow what comes of them."""

from dataclasses import replace

import numpy as np
import pytest

from projection.model.build import build
from projection.solve.draw import DEAR, SCOPES, Neighbourhoods, Yield
from projection.solve.highs import Outcome
from projection.solve.improve import Guide, Incumbent
from projection.solve.matrix import matrix
from projection.solve.restrict import Whole
from tests.solve.random_cases import random_case

UNSOLVED = Outcome("Time limit reached", float("inf"), 0.0, None)
BETTER = Outcome("Optimal", -1.0, -1.0, np.zeros(1))


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


def test_neighbourhoods_lie_round_ulns_by_what_they_cost_above_the_relaxation(monkeypatch):
    around, whole = drawer()
    monkeypatch.setattr(around, "_one", lambda odds: "dear" if "dear" in odds else "all")
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
            assert around.kind not in DEAR
            assert around.uln is None


def test_several_dear_ulns_are_drawn_each_once_and_only_those_that_cost_more():
    around, _ = drawer()
    excess = np.zeros(len(around.ulns))
    excess[:2] = 5.0, 1.0
    for count, several in ((1, 1), (2, 2), (9, 2)):
        found = around._dear(excess, count)
        assert len(found) == len(set(found)) == several
        assert set(found) <= set(around.ulns[:2])
    assert excess[:2].tolist() == [5.0, 1.0]


def test_the_same_seed_draws_the_same_from_the_same_plans_and_answers():
    (first, whole), (second, _) = drawer(), drawer()
    guide, plan = guide_of(whole, np.arange(first.group.max() + 1.0)), idle(whole)
    for number in range(40):
        assert (first.draw(guide, plan) == second.draw(guide, plan)).all()
        answer = BETTER if number % 3 else UNSOLVED
        first.learn(answer, plan, number % 5 == 0)
        second.learn(answer, plan, number % 5 == 0)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_neighbourhood_opens_what_is_used_or_also_what_is_near_or_all(scope, monkeypatch):
    around, whole = drawer()
    monkeypatch.setattr(around, "_one", lambda odds: scope if scope in odds else "ulns")
    number = np.arange(len(whole.columns))
    flown = (number % 4 == 0) & whole.launches
    guide = Guide(near=number % 5 == 1, used=number % 8 == 2)
    plan = replace(idle(whole), whole=flown.astype(float))
    allowed = {"used": flown | guide.used, "near": flown | guide.used | guide.near, "all": number >= 0}[scope]
    freed = np.zeros(len(whole.columns), dtype=bool)
    for _ in range(60):
        freed |= around.draw(guide, plan)
    assert not (freed & whole.launches & ~allowed).any()
    for kind in (flown, guide.used, guide.near, whole.launches):
        some = kind & allowed & whole.launches
        assert not some.any() or (freed & some).any()
    assert freed[~whole.launches].all()


def test_a_kind_that_is_never_solved_becomes_smaller_in_its_scope_alone():
    around, whole = drawer()
    around.kind, around.scope = "ulns", "near"
    for _ in range(5):
        around.learn(UNSOLVED, idle(whole), better=False)
    assert around.sizes["ulns", "near"] < 0.5
    around.scope = "used"
    for _ in range(5):
        around.learn(BETTER, idle(whole), better=True)
    assert around.sizes["ulns", "used"] > 1.2
    assert around.sizes["ulns", "all"] == 1.0


def test_what_betters_nothing_or_takes_much_work_is_drawn_seldom():
    for cheap, better in ((1.0, 1), (40.0, 8)):
        seen = Yield(("often", "seldom"))
        for number in range(400):
            seen.learn("often", number % better == 0, 5e6 / cheap)
            seen.learn("seldom", cheap > 1 and number % better == 0, 5e6)
        odds = seen.odds()
        assert odds["often"] > 10 * odds["seldom"]


def test_what_is_long_ago_fades():
    seen = Yield(("first", "second"))
    for name, other in (("first", "second"), ("second", "first")):
        for _ in range(300):
            seen.learn(name, True, 5e6)
            seen.learn(other, False, 5e6)
        assert seen.odds()[name] > 5 * seen.odds()[other]


def test_a_plan_counts_as_better_when_it_is_by_a_share_of_its_cost():
    around, whole = drawer()
    plan = replace(idle(whole), objective=1e6)
    for objective, more in ((1e6 - 1, False), (1e6 - 100, True)):
        before = dict(around.kinds.odds())
        around.learn(Outcome("Optimal", objective, 0.0, plan.values, 1e9), plan, better=True)
        assert (around.kinds.better[around.kind] > 4.0 * 0.99) == more
        assert around.kinds.odds()[around.kind] < before[around.kind]
