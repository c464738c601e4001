"""Sea legs from ways through a graph: the path drawn, the passages in order, and the same way back."""

from collections import defaultdict

from projection.route.sea_graph import SeaGraph
from projection.route.types import Path, SeaLeg
from projection.sphere import unwrap

Transits = tuple[tuple[str, float], ...]


class LegMaker:
    """Makes legs of one graph; it only looks things up."""

    def __init__(self, graph: SeaGraph) -> None:
        self._graph = graph
        self._points = list(zip(graph.lon.tolist(), graph.lat.tolist(), strict=True))
        self._ends = graph.lines.ends.tolist()
        self._nm = graph.lines.nm.tolist()
        self._passages: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
        columns = (graph.hits.line, graph.hits.bit, graph.hits.enter, graph.hits.leave)
        for line, bit, enter, leave in zip(*(column.tolist() for column in columns), strict=True):
            self._passages[line].append((graph.boxes.ids[bit], enter, leave))

    def legs(self, nodes: list[int], lines: list[int]) -> tuple[SeaLeg, SeaLeg]:
        """The leg along nodes and lines of the graph, and the same leg sailed the other way."""
        reached: dict[str, float] = {}
        left: dict[str, float] = {}
        points = [self._points[nodes[0]]]
        run = 0.0
        for node, following, line in zip(nodes[:-1], nodes[1:], lines, strict=True):
            turned = self._ends[line][0] != node
            length = self._nm[line]
            for name, enter, leave in self._passages.get(line, ()):
                near, far = (1 - leave, 1 - enter) if turned else (enter, leave)
                reached[name] = min(reached.get(name, run + length), run + near * length)
                left[name] = run + far * length
            via = self._graph.lines.via.get(line, ())
            points.extend(via[::-1] if turned else via)
            points.append(self._points[following])
            run += length
        path = unwrap(points)
        start, end = (self._graph.ports[node - self._graph.nodes] for node in (nodes[0], nodes[-1]))
        back = {name: run - at for name, at in left.items()}
        return (
            SeaLeg(start, end, run, in_order(reached), path),
            SeaLeg(end, start, run, in_order(back), turned_back(path)),
        )


def in_order(reached: dict[str, float]) -> Transits:
    """Passages by the distance at which they are reached."""
    return tuple(sorted(reached.items(), key=lambda item: (item[1], item[0])))


def turned_back(path: Path) -> Path:
    """A path from its end to its start, its first longitude within -180..180."""
    shift = 360.0 * ((path[-1][0] + 180.0) // 360.0)
    return tuple((lon - shift, lat) for lon, lat in reversed(path)) if shift else path[::-1]
