import time
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from projection import sphere
from projection.route.sea import sea_graph, sea_legs
from projection.route.sea_router import Router
from projection.route.sea_store import pack_graph, pack_legs, unpack_graph, unpack_legs
from tests.route.sea_case import legs, network, router


def uses(leg):
    return {name for name, _ in leg.transits}


def avoiding(ways, *closed):
    return [leg for leg in ways if not uses(leg) & set(closed)]


def test_every_port_reaches_every_other_and_itself_has_no_leg():
    ports = sorted(network().seaports)
    assert list(legs()) == sorted((a, b) for a in ports for b in ports if a != b)
    assert all(ways for ways in legs().values())


def test_alternatives_come_shortest_first_and_none_is_dominated():
    for ways in legs().values():
        assert ways[0].typed or [leg.nm for leg in ways] == sorted(leg.nm for leg in ways)
        for shorter, longer in combinations(ways, 2):
            assert not uses(shorter) <= uses(longer)


def test_the_way_back_is_the_way_there_turned_round():
    for start, end in combinations(sorted(network().seaports), 2):
        for there, back in zip(legs()[start, end], legs()[end, start], strict=True):
            assert (there.start, there.end, back.start, back.end) == (start, end, end, start)
            assert there.nm == back.nm
            assert uses(there) == uses(back)
            assert np.allclose(np.array(there.path)[::-1, 1], np.array(back.path)[:, 1])


def test_a_path_is_as_long_as_its_leg_says_and_joins_the_two_ports():
    for (start, end), ways in legs().items():
        for leg in ways:
            assert ways[0].typed or sphere.path_nm(leg.path)[-1] == pytest.approx(leg.nm)
            ends = [(network().seaports[name].lat, network().seaports[name].lon) for name in (start, end)]
            for (lon, lat), (port_lat, port_lon) in zip((leg.path[0], leg.path[-1]), ends, strict=True):
                assert lat == pytest.approx(port_lat)
                assert (lon - port_lon + 180) % 360 == pytest.approx(180)
            assert max(abs(np.diff([lon for lon, _ in leg.path]))) < 180


def test_passages_come_in_the_order_in_which_they_are_reached():
    for ways in legs().values():
        for leg in ways:
            at = [nm for _, nm in leg.transits]
            assert at == sorted(at)
            assert all(0 <= nm <= leg.nm for nm in at)
            assert len(uses(leg)) == len(leg.transits)


def test_suez_leads_from_rotterdam_to_busan_through_the_straits_in_order():
    best = legs()["NLRTM", "KRPUS"][0]
    order = ["gibraltar", "suez", "bab_el_mandeb", "malacca", "taiwan_strait"]
    assert [name for name, _ in best.transits] == order
    assert [name for name, _ in legs()["KRPUS", "NLRTM"][0].transits] == order[::-1]


def test_panama_beats_the_cape_when_suez_is_shut_and_the_cape_is_there_without_both():
    ways = legs()["NLRTM", "KRPUS"]
    assert "panama" in uses(avoiding(ways, "suez")[0])
    assert "cape" in uses(avoiding(ways, "suez", "panama")[0])


@pytest.mark.parametrize(
    "closed", [("bab_el_mandeb", "taiwan_strait"), ("suez", "panama", "luzon", "taiwan_strait")]
)
def test_the_best_way_round_straits_shut_together_is_offered_when_asked_for(closed):
    ways = sea_legs(network(), ["DEBRV", "KRPUS"], shut=[closed])["DEBRV", "KRPUS"]
    graph = router().graph
    pair = (graph.ports.index("DEBRV"), graph.ports.index("KRPUS"))
    exact = router().ways(graph.boxes.mask_of(closed), [pair])[pair].nm
    assert avoiding(ways, *closed)[0].nm == pytest.approx(exact)


def test_the_arctic_is_used_only_when_it_is_allowed():
    shut = {name for name, row in network().passages.items() if not row.open}
    assert shut == {"arctic", "northwest", "polar"}
    assert not any(uses(leg) & shut for ways in legs().values() for leg in ways)
    few = {name: network().seaports[name] for name in ("JPYOK", "KRPUS", "NLRTM")}
    best = sea_legs(replace(network(), seaports=few), allow=["arctic"])["NLRTM", "JPYOK"][0]
    assert uses(best) == {"arctic", "bering"}
    assert best.nm < 8_000


def test_two_locks_in_one_box_are_one_passage_to_a_path():
    named = {name for ways in legs().values() for leg in ways for name in uses(leg)}
    assert "panama" in named
    assert "panama_old" not in named


def test_a_typed_leg_stands_in_place_of_the_computed_one():
    for start, end in (("JPYOK", "KRPUS"), ("KRPUS", "JPYOK")):
        typed, *others = legs()[start, end]
        assert (typed.typed, typed.nm) == (True, 665)
        assert uses(typed) == {"tsushima"}
        assert not any(leg.typed for leg in others)
        assert avoiding(others, "tsushima")


def test_legs_of_some_ports_are_those_that_all_ports_have():
    some = sea_legs(network(), ["GRPIR", "JPYOK", "KRPUS"])
    assert set(some) == {
        (a, b) for a in ("GRPIR", "JPYOK", "KRPUS") for b in ("GRPIR", "JPYOK", "KRPUS") if a != b
    }
    assert all(ways == legs()[pair] for pair, ways in some.items())


def test_legs_and_graphs_survive_the_cache_unchanged():
    some = {pair: ways for pair, ways in legs().items() if "KRPUS" in pair and not ways[0].typed}
    assert unpack_legs(pack_legs(some)) == some
    graph = router().graph
    again = Router(unpack_graph(pack_graph(graph), graph.boxes, graph.ports))
    pairs = [(0, k) for k in range(1, len(graph.ports))]
    assert again.ways(0, pairs) == router().ways(0, pairs)


def test_a_graph_is_not_computed_twice_for_the_same_input(monkeypatch):
    sea_graph(network())
    monkeypatch.setattr("projection.route.sea.taut_graph", None)
    assert len(sea_graph(network()).ports) == len(network().seaports)


def test_one_query_takes_less_than_five_milliseconds():
    graph = router().graph
    pair = (graph.ports.index("NLRTM"), graph.ports.index("KRPUS"))
    seconds = []
    for bit in range(len(graph.boxes.ids)):
        start = time.perf_counter()
        router().ways(1 << bit, [pair])
        seconds.append(time.perf_counter() - start)
    assert min(seconds) < 0.005


def test_a_network_without_passages_has_no_canals_and_a_port_far_inland_no_legs():
    inland = network().seaports["DEBRV"].model_copy(update={"id": "BASEL", "lat": 47.56, "lon": 7.59})
    few = {"BASEL": inland, **{name: network().seaports[name] for name in ("DJJIB", "GRPIR")}}
    found = sea_legs(replace(network(), seaports=few, passages={}))
    assert set(found) == {("DJJIB", "GRPIR"), ("GRPIR", "DJJIB")}
    (leg,) = found["DJJIB", "GRPIR"]
    assert leg.transits == ()
    assert 10_000 < leg.nm < 12_000


def test_one_port_alone_has_no_legs():
    assert sea_legs(network(), ["KRPUS"]) == {}
