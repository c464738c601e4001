"""Sums of launches as columns: the same plans, every sum what its launches are, and nothing heard of them."""

import numpy as np
import pytest

from projection.model.build import build
from projection.solve.counted import counted, sums_of, with_sums
from projection.solve.highs import Stop, run_here
from projection.solve.matrix import matrix
from projection.solve.reduce import sparse
from projection.solve.restrict import Whole
from tests.solve.random_cases import random_case

EXACT = {"threads": 1, "mip_rel_gap": 0.0}


def posed(seed):
    instance = random_case(seed).instance
    return instance, Whole(matrix(build(instance)))


@pytest.mark.parametrize("seed", range(8))
def test_sums_of_launches_change_neither_the_optimum_nor_the_columns_returned(seed):
    instance, whole = posed(seed)
    heard = []

    def hear(bound, values):
        heard.append(values)
        return False

    plain = run_here(whole.problem, EXACT, Stop(), hear)
    heard.clear()
    found = with_sums(instance, run_here)(whole.problem, EXACT, Stop(), hear)
    assert found.objective == pytest.approx(plain.objective)
    assert found.bound == pytest.approx(plain.bound)
    assert found.values is not None
    assert whole.problem.holds(found.values)
    assert whole.problem.worth(found.values) == pytest.approx(found.objective)
    assert all(values is None or len(values) == len(whole.problem.cost) for values in heard)


def test_each_column_behind_the_problems_own_is_the_sum_of_its_launches(monkeypatch):
    monkeypatch.setattr("projection.solve.counted.BLOCK_DAYS", 2)
    instance, whole = posed(3)
    sums, problem = sums_of(instance, whole), counted(instance, whole)
    size = len(whole.problem.cost)
    flown = np.where(whole.launches, np.arange(len(whole.columns)) % 3, 0.0)
    values = np.concatenate([whole.spread(flown), [flown[group].sum() for group in sums]])
    rows = sparse(problem)[len(whole.problem.row_lower) :] @ values
    assert len(sums) > 3
    assert rows == pytest.approx(np.zeros(len(sums)))
    assert (problem.integral[size:] == 1).all()
    assert (problem.upper[size:] == [whole.box.upper[group].sum() for group in sums]).all()


def test_sums_are_of_a_fleet_a_poe_two_ports_and_blocks_of_days_and_no_two_are_alike(monkeypatch):
    monkeypatch.setattr("projection.solve.counted.BLOCK_DAYS", 2)
    instance, whole = posed(3)
    names = [whole.problem.columns[int(c)][1] for c in whole.columns]
    sums = sums_of(instance, whole)
    assert len({tuple(group) for group in sums}) == len(sums)
    assert min(len(group) for group in sums) > 1
    for group in sums:
        assert len({instance.options[names[place][0]].fleet for place in group}) == 1
    fleets = {option.fleet for option in instance.options.values()}
    for fleet in fleets:
        for block in (None, 0, 1):
            places = [
                place
                for place in np.flatnonzero(whole.launches)
                if instance.options[names[place][0]].fleet == fleet and block in (None, names[place][1] // 2)
            ]
            assert len(places) < 2 or places in sums


def test_presolving_leaves_the_sums_in_the_problem():
    instance, whole = posed(3)
    asked = []

    def run(problem, options, stop, hear):
        asked.append(options)
        return run_here(problem, options, stop, hear)

    with_sums(instance, run)(whole.problem, EXACT, Stop(), lambda *_: False)
    off = asked[0]["presolve_rule_off"]
    assert all(off >> rule & 1 for rule in (8, 9, 12))
