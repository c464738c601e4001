"""The best plan so far is handed on while a search goes on."""

import time

import numpy as np
import pytest

from projection.model.build import build
from projection.scenario.politics import Goals
from projection.scenario.rows import Solver
from projection.solve.goals import solve_in_order
from projection.solve.keep import SHARE, Keep
from projection.solve.pipeline import Search
from projection.solve.solution import Solution
from projection.solve.solve import solve
from tests.solve.random_cases import random_case

PLAN = Solution("unfinished", 2.0, 1.0, 0.0, {})


@pytest.fixture
def slow(monkeypatch):
    """Let HiGHS alone wait half a second after it has found the plan that moves nothing."""
    alone = Search.alone

    def late(search):
        search.offer(search._held(np.zeros(len(search.whole.columns))))
        time.sleep(0.5)
        alone(search)

    monkeypatch.setattr(Search, "alone", late)


def test_a_search_hands_on_its_plan_as_unfinished_with_bound_and_gap(slow):
    kept = []
    found = solve(build(random_case(2).instance), Solver(gap=0, threads=1), keep=Keep(kept.append))
    assert [plan.status for plan in kept] == ["unfinished"]
    assert kept[0].bound <= found.objective < kept[0].objective
    assert kept[0].gap > 0
    assert set(kept[0].values) == {"short"}


def test_goals_in_order_hand_on_the_plan_of_the_goal_they_are_at(slow):
    kept = []
    goals = Goals(order=("delivery",))
    solve_in_order(build(random_case(2).instance), Solver(gap=0, threads=1), goals, keep=Keep(kept.append))
    assert kept[0].status == "unfinished"
    assert [goal.name for goal in kept[0].goals] == ["delivery"]


def test_a_plan_that_stands_as_the_last_one_is_not_handed_on_again():
    kept = []
    keep = Keep(kept.append)
    for standing in ((2.0, 1.0), (2.0, 1.0)):
        keep.look(standing, lambda: PLAN)
        keep.due = 0.0
    keep.look((2.0, 1.5), lambda: PLAN)
    assert len(kept) == 2


def test_the_first_plans_follow_each_other_soon_and_later_ones_take_a_small_share_of_the_time():
    keep = Keep(lambda _: time.sleep(0.1))
    rests = []
    for bound in range(8):
        keep.due = 0.0
        keep.look((2.0, float(bound)), lambda: PLAN)
        rests.append(keep.due - time.monotonic())
    assert 0.9 < rests[0] < 2
    assert rests[-1] > 0.09 / SHARE


def test_a_full_disk_does_not_end_the_search_and_the_next_look_tries_again():
    def full(_):
        raise OSError("no space left")

    keep = Keep(full)
    keep.look((2.0, 1.0), lambda: PLAN)
    kept = []
    keep.put, keep.due = kept.append, 0.0
    keep.look((2.0, 1.0), lambda: PLAN)
    assert kept == [PLAN]
