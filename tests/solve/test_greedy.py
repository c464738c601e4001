"""The plan of one pass: its missions fit together, and it moves what is there to move."""

import time

import numpy as np
import pytest

from projection.model.build import build
from projection.scenario.rows import Solver
from projection.solve.greedy import greedy
from projection.solve.highs import Stop
from projection.solve.matrix import matrix
from projection.solve.pipeline import Search
from tests.model.case import Case, case
from tests.model.item_case import by_air
from tests.solve.random_cases import random_case


def one_pass(made: Case) -> tuple[Search, np.ndarray]:
    search = Search(made.instance, matrix(build(made.instance)), Solver(threads=1), Stop(), time.monotonic())
    return search, greedy(made.instance, search.whole)


@pytest.mark.parametrize("seed", range(20))
def test_missions_of_one_pass_fit_together_and_make_a_plan(seed):
    search, missions = one_pass(random_case(seed))
    assert (search.whole.slack(missions) >= -1e-9).all()
    found = search._held(missions)
    assert found.values is not None
    assert found.objective >= random_case(seed).optimum() - 1e-6


def test_one_pass_sends_a_mission_a_day_until_all_is_there():
    """100 stons by a plane for 50 that flies once a day: days 0 and 1."""
    search, missions = one_pass(case())
    columns = [search.whole.problem.columns[int(c)][1] for c in search.whole.columns]
    assert sorted(day for (_, day), count in zip(columns, missions, strict=True) if count) == [0, 1]


def test_one_pass_fills_the_mission_that_another_unit_has_launched():
    """Two units of 25 stons share one plane for 50."""
    shared = case({"movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,25\nU2,EAF,KAF,25\n"})
    _, missions = one_pass(shared)
    assert missions.sum() == 1


def test_one_pass_launches_missions_for_whole_items_and_items_go_on_them():
    """Three items of 8 stons, two on a plane a day: sent as if divisible, then 16 and 8 stons are put on board."""
    search, missions = one_pass(by_air("U1,,24,,8"))
    assert missions.sum() == 2
    assert search._held(missions).objective == pytest.approx(8)


def test_the_search_of_large_problems_finds_whole_items_too():
    """As `Search.run` is used beyond a few hundred whole columns."""
    made = by_air("U1,,24,,12", "U2,30,14,,14", "U3,,,16,", planes=2)
    search, _ = one_pass(made)
    search.run()
    assert search.objective == pytest.approx(made.optimum())
