"""`sea_legs`: the ways by sea between all ports, each with its passages."""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np

from projection.network.network import Network
from projection.network.rows import Seaport
from projection.route.cache import cached, kept
from projection.route.land_mask import read_land
from projection.route.marnet import read_lanes
from projection.route.sea_boxes import Boxes, make_boxes
from projection.route.sea_graph import SeaGraph, joined, make_graph, straight
from projection.route.sea_lanes import buoys, clear_lanes
from projection.route.sea_legs import LegMaker
from projection.route.sea_pull import Sight, lane_lines, taut_lines
from projection.route.sea_router import Router
from projection.route.sea_store import pack_graph, pack_legs, unpack_graph, unpack_legs
from projection.route.sea_turns import turning_points, used_nodes
from projection.route.sea_typed import with_typed
from projection.route.sea_ways import choose, find_ways
from projection.route.types import Pair, SeaLeg


def sea_legs(
    network: Network,
    ports: Sequence[str] | None = None,
    *,
    allow: Collection[str] = (),
    shut: Sequence[Collection[str]] = (),
) -> Mapping[Pair, tuple[SeaLeg, ...]]:
    """Alternatives by sea for every ordered pair of ports, shortest first, dominated ones dropped.

    An alternative is dominated when another is no longer and its passages are a subset. A pair that no way
    joins is left out. A canal (Suez, Panama) is there only when the network has a passage for it.

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
    names = sorted(network.seaports if ports is None else set(ports))
    if len(names) < 2:
        return {}
    graph = sea_graph(network, allow)
    asked = sorted({graph.boxes.mask_of(closure) for closure in shut})
    key = _legs_key(graph.boxes, network, names, allow, asked)
    legs = unpack_legs(cached("sea-legs", key, lambda: pack_legs(computed_legs(graph, names, asked))))
    return with_typed(network, legs, names)


def sea_legs_kept(
    network: Network, ports: Sequence[str], *, allow: Collection[str], shut: Sequence[Collection[str]]
) -> bool:
    """Whether `sea_legs` would find its answer in the cache, or has nothing to compute."""
    names = sorted(set(ports))
    boxes = make_boxes(network.passages.values())
    asked = sorted({boxes.mask_of(closure) for closure in shut})
    return len(names) < 2 or kept("sea-legs", _legs_key(boxes, network, names, allow, asked))


def _legs_key(
    boxes: Boxes, network: Network, names: Sequence[str], allow: Collection[str], asked: Sequence[int]
) -> list[str]:
    return [*_key(boxes, network, allow), repr((list(names), list(asked)))]


def sea_graph(network: Network, allow: Collection[str] = ()) -> SeaGraph:
    """The graph between all ports of a network, without passages shut by default and not in ``allow``."""
    boxes = make_boxes(network.passages.values())
    ports = [row for _, row in sorted(network.seaports.items())]
    never = boxes.mask_of(_never(network, allow))
    key = _key(boxes, network, allow)
    arrays = cached("sea-graph", key, lambda: pack_graph(taut_graph(ports, boxes, never)))
    return unpack_graph(arrays, boxes, tuple(port.id for port in ports))


def computed_legs(
    graph: SeaGraph, names: Sequence[str], asked: Sequence[int] = ()
) -> dict[Pair, tuple[SeaLeg, ...]]:
    """Alternatives between the ports ``names`` of a graph; ``asked`` closures as bits."""
    numbers = [graph.ports.index(name) for name in names]
    answers = find_ways(Router(graph), list(combinations(sorted(numbers), 2)), asked)
    maker = LegMaker(graph)
    legs: dict[Pair, tuple[SeaLeg, ...]] = {}
    for (start, end), found in answers.items():
        both = [maker.legs(way) for way in choose(found, asked)]
        legs[graph.ports[start], graph.ports[end]] = tuple(there for there, _ in both)
        legs[graph.ports[end], graph.ports[start]] = tuple(back for _, back in both)
    return dict(sorted(legs.items()))


def taut_graph(ports: Sequence[Seaport], boxes: Boxes, never: int) -> SeaGraph:
    """The graph of taut lines that joins ``ports`` without the passages ``never``; masks are bits."""
    land = read_land()
    lanes = clear_lanes(read_lanes(), land, boxes)
    links, reach = buoys(ports, lanes, land)
    names = tuple(port.id for port in ports)
    lon = np.concatenate([lanes.lon, [port.lon for port in ports]])
    lat = np.concatenate([lanes.lat, [port.lat for port in ports]])
    tied = straight(lon, lat, np.stack([links[:, 0] + len(lanes.lon), links[:, 1]], axis=1))
    raw = make_graph(boxes, names, lon, lat, joined(straight(lon, lat, lanes.edges[:, ::-1]), tied), never)
    used = used_nodes(raw)
    used[links[:, 1]] = True
    turns = turning_points(raw, lanes, land, used)
    turns[links[:, 1]] = True
    points = np.concatenate([turns, np.ones(len(ports), bool)])
    lon, lat = lon[points], lat[points]
    sure = joined(lane_lines(lanes, used, turns), tied).renumbered(np.cumsum(points) - 1)
    sight = Sight(lon, lat, np.concatenate([np.zeros(turns.sum()), reach]), land)
    return make_graph(boxes, names, lon, lat, taut_lines(sight, int(turns.sum()), sure, boxes), never)


def _never(network: Network, allow: Collection[str]) -> list[str]:
    return sorted(row.id for row in network.passages.values() if not row.open and row.id not in allow)


def _key(boxes: Boxes, network: Network, allow: Collection[str]) -> list[str]:
    """All that a graph depends on, besides code and packages."""
    ports = [(row.id, row.lat, row.lon) for _, row in sorted(network.seaports.items())]
    return [repr(ports), repr((boxes.ids, boxes.bounds.tolist())), repr(_never(network, allow))]
