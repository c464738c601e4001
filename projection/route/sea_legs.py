"""Sea legs from ways through a graph: the path drawn, the passages in order, and the same way back."""

from collections import defaultdict
from itertools import accumulate

from projection.route.sea_graph import SeaGraph
from projection.route.sea_router import Way
from projection.route.types import Path, SeaLeg
from projection.sphere import unwrap

Transits = tuple[tuple[str, float], ...]


class LegMaker:
    """Makes legs of one graph; it only looks things up."""

    def __init__(self, graph: SeaGraph) -> None:
        self._graph = graph
        self._points = list(zip(graph.lon.tolist(), graph.lat.tolist(), strict=True))
        self._first = graph.lines.ends[:, 0].tolist()
        self._nm = graph.lines.nm.tolist()
        self._passages: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
        columns = (graph.hits.line, graph.hits.bit, graph.hits.enter, graph.hits.leave)
        for line, bit, enter, leave in zip(*(column.tolist() for column in columns), strict=True):
            self._passages[line].append((graph.boxes.ids[bit], enter, leave))

    def legs(self, way: Way) -> tuple[SeaLeg, SeaLeg]:
        """The leg along a way, and the same leg sailed the other way."""
        path, (reached, left) = self._path(way), self._transits(way)
        start, end = (self._graph.ports[node - self._graph.nodes] for node in (way.nodes[0], way.nodes[-1]))
        back = {name: way.nm - at for name, at in left.items()}
        return (
            SeaLeg(start, end, way.nm, _in_order(reached), path),
            SeaLeg(end, start, way.nm, _in_order(back), _turned_back(path)),
        )

    def _path(self, way: Way) -> Path:
        """Points of a way with longitudes that run on past 180."""
        points = [self._points[way.nodes[0]]]
        via = self._graph.lines.via
        for before, node, line in zip(way.nodes, way.nodes[1:], way.lines, strict=False):
            if line in via:
                points.extend(via[line] if self._first[line] == before else via[line][::-1])
            points.append(self._points[node])
        lon = [point[0] for point in points]
        return tuple(points) if max(lon) - min(lon) < 180.0 else unwrap(points)

    def _transits(self, way: Way) -> tuple[dict[str, float], dict[str, float]]:
        """Distance from the start at which each passage is first reached, and at which it is last left."""
        reached: dict[str, float] = {}
        left: dict[str, float] = {}
        run = accumulate((self._nm[line] for line in way.lines), initial=0.0)
        for before, line, at in zip(way.nodes, way.lines, run, strict=False):
            if line not in self._passages:
                continue
            length = self._nm[line]
            ahead = self._first[line] == before
            for name, enter, leave in self._passages[line]:
                near, far = (enter, leave) if ahead else (1 - leave, 1 - enter)
                reached.setdefault(name, at + near * length)
                left[name] = at + far * length
        return reached, left


def _in_order(reached: dict[str, float]) -> Transits:
    """Passages by the distance at which they are reached."""
    return tuple(sorted(reached.items(), key=lambda item: (item[1], item[0])))


def _turned_back(path: Path) -> Path:
    """A path from its end to its start, its first longitude within -180..180."""
    shift = 360.0 * ((path[-1][0] + 180.0) // 360.0)
    return tuple((lon - shift, lat) for lon, lat in reversed(path)) if shift else path[::-1]
