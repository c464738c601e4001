"""Alternatives on small graphs drawn by hand, with the passages of each line given."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.route.sea_boxes import Boxes, Hits
from projection.route.sea_graph import Lines, SeaGraph
from projection.route.sea_pull import needed
from projection.route.sea_router import Router, Step, Way
from projection.route.sea_ways import choose, find_ways, undominated

NAMES = ("a", "b", "c", "d")


def graph(nodes, ports, lines):
    """Lines as (first, second, nm, mask); ports are numbered after the nodes."""
    ends = np.array([(max(u, v), min(u, v)) for u, v, _, _ in lines], np.int64).reshape(-1, 2)
    nm = np.array([row[2] for row in lines], float)
    masks = np.array([row[3] for row in lines], np.int64)
    none = np.zeros(0, np.int64)
    boxes = Boxes(NAMES, np.zeros((len(NAMES), 4)))
    names = tuple(f"P{k}" for k in range(ports))
    count = nodes + ports
    return SeaGraph(
        boxes,
        names,
        np.zeros(count),
        np.zeros(count),
        Lines(ends, nm, {}),
        Hits(none, none, nm[:0], nm[:0]),
        masks,
    )


def two_ports_and(*middle):
    """Two ports, joined over one node each for (nm, mask)."""
    count = len(middle)
    lines = [(count, k, nm, mask) for k, (nm, mask) in enumerate(middle)]
    return graph(count, 2, lines + [(count + 1, k, 1.0, 0) for k in range(count)])


def nodes(way):
    return [step.node for step in way.steps()]


def masks(ways):
    return [way.mask for way in ways]


def test_alternatives_avoid_the_passages_of_the_best_one_by_one_and_together():
    router = Router(two_ports_and((21, 0b0011), (22, 0b0001), (23, 0b0010), (24, 0b0100), (29, 0)))
    answers = find_ways(router, [(0, 1)])[0, 1]
    assert {shut: way.nm for shut, way in answers.items() if shut <= 3} == {0: 22, 1: 24, 2: 23, 3: 25}
    assert masks(choose(answers)) == [0b0011, 0b0001, 0b0010, 0b0100, 0]


def test_a_way_that_is_longer_and_goes_through_more_is_dropped():
    ways = [Way(nm, Step(0, 0, mask, None)) for nm, mask in ((1, 0b01), (2, 0b11), (3, 0b10), (3, 0b10), (4, 0))]
    assert [(way.nm, way.mask) for way in undominated(ways)] == [(1, 0b01), (3, 0b10), (4, 0)]


def test_a_port_is_no_thoroughfare():
    lines = [(2, 0, 1.0, 0), (3, 0, 1.0, 0), (3, 1, 1.0, 0), (4, 1, 1.0, 0)]
    assert Router(graph(2, 3, lines)).ways(0, [(0, 1), (0, 2)]).keys() == {(0, 1)}


def test_a_direct_line_between_ports_is_taken_when_it_is_open_and_shorter():
    router = Router(graph(1, 2, [(1, 0, 5.0, 0), (2, 0, 5.0, 0), (2, 1, 7.0, 0b1)]))
    assert nodes(router.ways(0, [(0, 1)])[0, 1]) == [1, 2]
    assert nodes(router.ways(0, [(1, 0)])[1, 0]) == [2, 1]
    assert nodes(router.ways(1, [(0, 1)])[0, 1]) == [1, 0, 2]


def test_a_closure_that_is_asked_for_is_answered_beyond_the_usual_depth():
    middle = [(k + 1, 1 << k) for k in range(4)] + [(50, 0)]
    router = Router(two_ports_and(*middle))
    assert masks(choose(find_ways(router, [(0, 1)], depth=1)[0, 1])) == [1, 2]
    answers = find_ways(router, [(0, 1)], [0b1111], depth=1)[0, 1]
    assert masks(choose(answers, [0b1111])) == [1, 2, 0]


middles = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 15)), min_size=1, max_size=9)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(middles)
def test_answers_hold_the_best_way_round_any_three_passages(middle):
    longest = max(nm for nm, _ in middle)
    router = Router(two_ports_and(*((nm + 2 * longest, mask) for nm, mask in middle)))
    answers = find_ways(router, [(0, 1)])[0, 1]
    for size in range(4):
        for shut in (sum(1 << k for k in some) for some in combinations(range(4), size)):
            exact = [nm + 2 * longest + 1 for nm, mask in middle if not mask & shut]
            found = [way.nm for way in answers.values() if not way.mask & shut]
            assert min(found, default=None) == min(exact, default=None)


def line_set(*rows):
    ends = np.array([(u, v) for u, v, _ in rows], np.int64)
    return Lines(ends, np.array([nm for _, _, nm in rows], float), {})


def test_a_line_that_two_shorter_ones_replace_is_left_out():
    lines = line_set((1, 0, 1.0), (2, 1, 1.0), (2, 0, 2.0), (3, 0, 1.5))
    assert needed(4, 4, lines, np.zeros(4, np.int64)).tolist() == [0, 1, 3]


def test_a_line_is_not_replaced_through_a_port_or_through_another_passage():
    lines = line_set((1, 0, 1.0), (2, 1, 1.0), (2, 0, 2.0))
    nothing = np.zeros(3, np.int64)
    assert needed(3, 3, lines, nothing).tolist() == [0, 1]
    assert needed(3, 1, lines, nothing).tolist() == [0, 1, 2]
    assert needed(3, 3, lines, np.array([1, 0, 0])).tolist() == [0, 1, 2]
    assert needed(3, 3, lines, np.array([1, 0, 1])).tolist() == [0, 1]


def test_two_points_in_one_place_do_not_replace_each_others_lines():
    lines = line_set((1, 0, 0.0), (2, 0, 1.0), (2, 1, 1.0))
    assert len(needed(3, 3, lines, np.zeros(3, np.int64))) == 3
