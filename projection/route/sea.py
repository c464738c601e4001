"""`sea_legs`: the ways by sea between all ports, each with its passages."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np

from projection.network.network import Network
from projection.route.land_mask import read_land
from projection.route.marnet import read_lanes
from projection.route.sea_boxes import make_boxes
from projection.route.sea_graph import SeaGraph, clear_lanes, make_graph, port_links
from projection.route.sea_trees import Router
from projection.route.sea_ways import find_ways
from projection.route.types import Pair, Path, SeaLeg
from projection.sphere import unwrap


def sea_legs(
    network: Network,
    ports: Sequence[str] | None = None,
    *,
    allow: Collection[str] = (),
    shut: Sequence[Collection[str]] = (),
) -> Mapping[Pair, tuple[SeaLeg, ...]]:
    """Alternatives by sea for every ordered pair of ports, shortest first, dominated ones dropped.

    An alternative is dominated when another is no longer and its passages are a subset.

    Parameters
    ----------
    network
        Seaports, passages and typed legs are used.
    ports
        Ids of the ports wanted; None = all of the network.
    allow
        Passages that may be used although they are shut by default.
    shut
        Sets of passages that are shut together on some day: the best way that avoids each set is among the
        alternatives. Others are found by shutting passages one, two and three at a time.
    """
    names = tuple(sorted(network.seaports if ports is None else set(ports)))
    graph = sea_graph(network, names, allow)
    router = Router(graph)
    pairs = list(combinations(range(len(names)), 2))
    found, trees = find_ways(router, pairs, [graph.boxes.mask_of(closure) for closure in shut])
    legs: dict[Pair, tuple[SeaLeg, ...]] = {}
    for (start, end), ways in found.items():
        there = [_leg(graph, *router.way(trees[way.shut], start, end)) for way in ways]
        legs[names[start], names[end]] = tuple(there_leg for there_leg, _ in there)
        legs[names[end], names[start]] = tuple(back for _, back in there)
    return dict(sorted(legs.items()))


def sea_graph(network: Network, names: Sequence[str], allow: Collection[str] = ()) -> SeaGraph:
    """The graph that joins the ports ``names``."""
    boxes = make_boxes(network.passages.values())
    never = [row.id for row in network.passages.values() if not row.open and row.id not in allow]
    rows = [network.seaports[name] for name in names]
    lanes = clear_lanes(read_lanes(), read_land(), boxes)
    links, _ = port_links(rows, lanes, read_land())
    return make_graph(boxes, rows, lanes, links, boxes.mask_of(never))


def _leg(graph: SeaGraph, nodes: list[int], lines: list[int]) -> tuple[SeaLeg, SeaLeg]:
    """The leg along nodes and lines of the graph, and the same leg sailed the other way."""
    nm = graph.nm[lines]
    run = np.concatenate([[0.0], np.cumsum(nm)])
    total = float(run[-1])
    reached: dict[str, float] = {}
    left: dict[str, float] = {}
    for k, line in enumerate(lines):
        turned = bool(graph.ends[line, 0] != nodes[k])
        for bit, enter, leave in _passages(graph, line):
            near, far = (1 - leave, 1 - enter) if turned else (enter, leave)
            name = graph.boxes.ids[bit]
            reached.setdefault(name, float(run[k] + near * nm[k]))
            left[name] = float(run[k] + far * nm[k])
    path: Path = unwrap((float(graph.lon[n]), float(graph.lat[n])) for n in nodes)
    start, end = (graph.ports[n - graph.nodes] for n in (nodes[0], nodes[-1]))
    there = sorted(reached.items(), key=lambda item: (item[1], item[0]))
    back = sorted(((name, total - at) for name, at in left.items()), key=lambda item: (item[1], item[0]))
    return (
        SeaLeg(start, end, total, tuple(there), path),
        SeaLeg(end, start, total, tuple(back), unwrap(path[::-1])),
    )


def _passages(graph: SeaGraph, line: int) -> list[tuple[int, float, float]]:
    """Passages on one line: bit number, shares of its length at which it enters and leaves."""
    first, stop = np.searchsorted(graph.hits.line, [line, line + 1])
    columns = (graph.hits.bit, graph.hits.enter, graph.hits.leave)
    rows = zip(*(column[first:stop].tolist() for column in columns), strict=True)
    return sorted(rows, key=lambda row: row[1])
