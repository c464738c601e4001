"""Sea legs from ways through a graph: the path drawn, the passages in order, and the same way back."""

from collections import defaultdict

from projection.route.sea_graph import SeaGraph
from projection.route.sea_router import Step, Way
from projection.route.types import Path, SeaLeg
from projection.sphere import Point, unwrap

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
        steps = way.steps()
        path, (reached, left) = self._path(steps), self._transits(steps)
        start, end = (self._graph.ports[step.node - self._graph.nodes] for step in (steps[0], steps[-1]))
        back = {name: way.nm - at for name, at in left.items()}
        return (
            SeaLeg(start, end, way.nm, _in_order(reached), path),
            SeaLeg(end, start, way.nm, _in_order(back), _turned_back(path)),
        )

    def _path(self, steps: list[Step]) -> Path:
        """Points of a way with longitudes that run on past 180."""
        points: list[Point] = []
        via = self._graph.lines.via
        for node, line, _, before in steps:
            if line in via and before is not None:
                points.extend(via[line] if self._first[line] == before.node else via[line][::-1])
            points.append(self._points[node])
        lon = [point[0] for point in points]
        return tuple(points) if max(lon) - min(lon) < 180.0 else unwrap(points)

    def _transits(self, steps: list[Step]) -> tuple[dict[str, float], dict[str, float]]:
        """Distance from the start at which each passage is first reached, and at which it is last left."""
        reached: dict[str, float] = {}
        left: dict[str, float] = {}
        run = 0.0
        for _, line, _, before in steps[1:]:
            length = self._nm[line]
            if line in self._passages and before is not None:
                ahead = self._first[line] == before.node
                for name, enter, leave in self._passages[line]:
                    near, far = (enter, leave) if ahead else (1 - leave, 1 - enter)
                    reached.setdefault(name, run + near * length)
                    left[name] = run + far * length
            run += length
        return reached, left


def _in_order(reached: dict[str, float]) -> Transits:
    """Passages by the distance at which they are reached."""
    return tuple(sorted(reached.items(), key=lambda item: (item[1], item[0])))


def _turned_back(path: Path) -> Path:
    """A path from its end to its start, its first longitude within -180..180."""
    shift = 360.0 * ((path[-1][0] + 180.0) // 360.0)
    return tuple((lon - shift, lat) for lon, lat in reversed(path)) if shift else path[::-1]
