"""Sea graphs and sea legs as plain arrays, for the cache, and back again."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from projection.route.cache import Arrays
from projection.route.sea_boxes import Boxes, Hits
from projection.route.sea_graph import Lines, SeaGraph
from projection.route.types import Pair, Path, SeaLeg

Legs = Mapping[Pair, tuple[SeaLeg, ...]]


def pack_graph(graph: SeaGraph) -> dict[str, NDArray[Any]]:
    """A graph without its boxes and ports, which are input."""
    bent = sorted(graph.lines.via)
    return {
        "lon": graph.lon,
        "lat": graph.lat,
        "ends": graph.lines.ends,
        "nm": graph.lines.nm,
        "bent": np.array(bent, np.int64),
        **_pack_paths([graph.lines.via[line] for line in bent]),
        "hit_line": graph.hits.line,
        "hit_bit": graph.hits.bit,
        "hit_enter": graph.hits.enter,
        "hit_leave": graph.hits.leave,
    }


def unpack_graph(arrays: Arrays, boxes: Boxes, ports: tuple[str, ...]) -> SeaGraph:
    """The graph that was packed; KeyError when something is missing."""
    via = dict(zip(arrays["bent"].tolist(), _unpack_paths(arrays), strict=True))
    lines = Lines(arrays["ends"], arrays["nm"], via)
    found = Hits(arrays["hit_line"], arrays["hit_bit"], arrays["hit_enter"], arrays["hit_leave"])
    return SeaGraph(boxes, ports, arrays["lon"], arrays["lat"], lines, found, found.masks(len(lines.nm)))


def pack_legs(legs: Legs) -> dict[str, NDArray[Any]]:
    """Computed legs of every pair; nothing about typed ones."""
    rows = [leg for _, ways in sorted(legs.items()) for leg in ways]
    transits = [(k, name, at) for k, leg in enumerate(rows) for name, at in leg.transits]
    return {
        "pair": np.array([(leg.start, leg.end) for leg in rows], np.str_).reshape(-1, 2),
        "nm": np.array([leg.nm for leg in rows], float),
        "transit_leg": np.array([k for k, _, _ in transits], np.int64),
        "transit_id": np.array([name for _, name, _ in transits], np.str_),
        "transit_nm": np.array([at for _, _, at in transits], float),
        **_pack_paths([leg.path for leg in rows]),
    }


def unpack_legs(arrays: Arrays) -> dict[Pair, tuple[SeaLeg, ...]]:
    """The legs that were packed, by pair, sorted."""
    columns = (arrays[name].tolist() for name in ("transit_leg", "transit_id", "transit_nm"))
    transits: dict[int, list[tuple[str, float]]] = {}
    for leg, name, at in zip(*columns, strict=True):
        transits.setdefault(leg, []).append((name, at))
    legs = [
        SeaLeg(start, end, nm, tuple(transits.get(k, ())), path)
        for k, ((start, end), nm, path) in enumerate(
            zip(arrays["pair"].tolist(), arrays["nm"].tolist(), _unpack_paths(arrays), strict=True)
        )
    ]
    return {pair: tuple(group) for pair, group in groupby(legs, key=lambda leg: (leg.start, leg.end))}


def _pack_paths(paths: Iterable[Path]) -> dict[str, NDArray[Any]]:
    """Paths as numbers into a table of points, one after the other, and how many points each has."""
    number: dict[tuple[float, float], int] = {}
    counts: list[int] = []
    points: list[int] = []
    for path in paths:
        counts.append(len(path))
        points.extend(number.setdefault(point, len(number)) for point in path)
    return {
        "points": np.array(list(number), float).reshape(-1, 2),
        "path": np.array(points, np.int32),
        "path_points": np.array(counts, np.int64),
    }


def _unpack_paths(arrays: Arrays) -> list[Path]:
    table = [(lon, lat) for lon, lat in arrays["points"].tolist()]
    points = [table[k] for k in arrays["path"].tolist()]
    stops = np.cumsum(arrays["path_points"]).tolist()
    return [tuple(points[first:stop]) for first, stop in zip([0, *stops], stops, strict=False)]
