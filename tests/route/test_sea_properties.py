"""Random closures: no way meets land or a shut strait, and none is longer than it has to be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection import sphere
from projection.route.sea_legs import LegMaker
from tests.route.sea_case import box_of, land_met, legs, network, pieces, router

PASSAGES = sorted(name for name, row in network().passages.items() if row.open and name != "panama_old")
PORTS = sorted(network().seaports)
closures = st.sets(st.sampled_from(PASSAGES), max_size=4).map(sorted)
pairs = st.lists(st.integers(0, len(PORTS) - 1), min_size=2, max_size=2, unique=True).map(tuple)
few = settings(max_examples=40, deadline=None, derandomize=True)


def best(pair, closed):
    return router().ways(router().graph.boxes.mask_of(closed), [pair]).get(pair)


@few
@given(pairs, closures)
def test_no_way_meets_land_or_a_shut_strait(pair, closed):
    way = best(pair, closed)
    if way is None:
        return
    leg, back = LegMaker(router().graph).legs(way)
    assert not {name for name, _ in leg.transits} & set(closed)
    assert land_met(leg.path) == []
    for line in pieces(leg.path):
        for passage in closed:
            assert not line.intersects(box_of(passage)), passage
    assert sphere.path_nm(leg.path)[-1] == pytest.approx(way.nm)
    assert sphere.path_nm(back.path)[-1] == pytest.approx(way.nm)


@few
@given(pairs, closures)
def test_a_leg_names_every_passage_whose_box_it_crosses(pair, closed):
    way = best(pair, closed)
    if way is None:
        return
    leg, _ = LegMaker(router().graph).legs(way)
    named = {name for name, _ in leg.transits}
    lines = pieces(leg.path)
    for passage in set(PASSAGES) - named:
        assert not any(line.intersects(box_of(passage)) for line in lines), passage


@few
@given(pairs, closures, closures)
def test_shutting_more_never_makes_a_way_shorter(pair, closed, more):
    way, detour = best(pair, closed), best(pair, sorted({*closed, *more}))
    assert detour is None or (way is not None and detour.nm >= way.nm - 1e-9)


@few
@given(pairs, closures)
def test_a_way_back_is_as_long_as_the_way_there(pair, closed):
    way, back = best(pair, closed), best(pair[::-1], closed)
    assert (way is None) == (back is None)
    assert way is None or way.nm == pytest.approx(back.nm)


@few
@given(pairs, st.sampled_from(PASSAGES))
def test_of_the_alternatives_the_best_without_one_passage_is_the_best_there_is(pair, closed):
    start, end = (PORTS[k] for k in pair)
    offered = [leg.nm for leg in legs()[start, end] if closed not in dict(leg.transits)]
    way = best(pair, [closed])
    if legs()[start, end][0].typed:
        return
    assert (way is None) == (not offered)
    assert way is None or offered[0] == pytest.approx(way.nm)


@few
@given(pairs)
def test_a_way_is_no_shorter_than_the_great_circle(pair):
    (lat1, lon1), (lat2, lon2) = (
        (network().seaports[PORTS[k]].lat, network().seaports[PORTS[k]].lon) for k in pair
    )
    way = best(pair, [])
    assert way is not None
    assert way.nm >= float(np.asarray(sphere.distance_nm(lat1, lon1, lat2, lon2))) - 1e-6
