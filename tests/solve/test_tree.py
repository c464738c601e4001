"""Branching on counts: what is counted, which split is kept, and that the bound holds."""

import time

import numpy as np
import pytest

from projection.model.build import build
from projection.solve.highs import Clock, Stop
from projection.solve.matrix import matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole
from projection.solve.tree import Node, Tree, counts
from tests.model.case import Case
from tests.solve.random_cases import random_case


def two_fleets(seed: int) -> Case:
    """A random case with ships of two fleets at the same port."""
    found = random_case(seed)
    return found.with_tables({"fleets.csv": found.tables["fleets.csv"] + "others,SHIP,ESP,1\n"})


def tree_of(found: Case) -> Tree:
    relaxation = Relaxation(Whole(matrix(build(found.instance))), {"threads": 1})
    root = relaxation.run(Stop(), 20)
    sums = counts(found.instance, relaxation.whole)
    return Tree(relaxation, sums, root, Clock(Stop(), time.monotonic() + 20))


def test_ships_of_all_fleets_from_a_port_are_one_count_and_aircraft_are_not():
    tree = tree_of(two_fleets(4))
    places = {count.name: set(count.places) for count in tree.sums}
    assert places[("ESP",)] == places["others", "ESP"] | places["ships", "ESP"]
    assert ("EAF",) not in places


def test_no_two_counts_are_alike():
    places = [count.places for count in tree_of(random_case(4)).sums]
    assert len(places) == len(set(places))
    assert ("ships", "ESP") not in {count.name for count in tree_of(random_case(4)).sums}


@pytest.mark.parametrize("lifts", [((9.0, 1.0), (3.0, 2.0)), ((3.0, 2.0), (9.0, 1.0))], ids=["narrow", "wide"])
def test_of_two_splits_that_are_tried_the_one_is_kept_that_lifts_the_bound_more(lifts, monkeypatch):
    tree = tree_of(two_fleets(4))
    picks, root = tree._picks(tree.heap[0]), tree.bound
    assert [tree.sums[pick].name for pick in picks] == [("ESP",), ("others", "ESP")]

    def parts(parent: Node, pick: int, _: float) -> list[Node]:
        return [Node(parent.bound + lift, pick, {}, None, None) for lift in lifts[picks.index(pick)]]

    monkeypatch.setattr(tree, "_parts", parts)
    assert tree.step(np.inf)
    assert sorted(node.bound - root for node in tree.heap) == [2.0, 3.0]


def test_parts_that_reach_the_best_plan_are_left_out_but_their_bound_counts():
    tree = tree_of(two_fleets(4))
    limit = tree.bound
    assert tree.step(limit)
    assert tree.heap == []
    assert limit <= tree.bound < np.inf


@pytest.mark.parametrize("seed", range(12))
def test_its_bound_never_passes_the_optimum_and_ships_come_out_whole(seed):
    found = two_fleets(seed)
    tree, optimum = tree_of(found), found.optimum()
    for _ in range(40):
        assert tree.bound <= optimum + 1e-4
        if tree.ships_whole() or not tree.step(np.inf):
            break
    assert tree.ships_whole()
    assert tree.bound <= optimum + 1e-4
