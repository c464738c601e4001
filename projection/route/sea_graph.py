"""The graph that ships sail: nodes, ports, lines between them, and the passages on every line."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from projection.route.marnet import Ints
from projection.route.sea_boxes import Boxes, Hits, hits
from projection.route.types import Path
from projection.sphere import Floats, distance_nm


@dataclass(frozen=True)
class Lines:
    """Lines between numbered points.

    ``ends`` shape (lines, 2); ``nm`` lengths. ``via`` the points between the ends of lines that are not one
    great circle, as (lon, lat) from the first end to the second, by line; such lines use no passage.
    """

    ends: Ints
    nm: Floats
    via: Mapping[int, Path]

    def some(self, keep: Ints) -> "Lines":
        """The lines numbered ``keep``, in that order."""
        via = {new: self.via[old] for new, old in enumerate(keep.tolist()) if old in self.via}
        return Lines(self.ends[keep], self.nm[keep], via)

    def renumbered(self, number: Ints) -> "Lines":
        """The same lines when point k is called ``number[k]``."""
        return Lines(number[self.ends], self.nm, self.via)

    def hits(self, boxes: Boxes, lon: Floats, lat: Floats) -> Hits:
        """Passages that the lines go through; ``lon`` and ``lat`` of the points."""
        u, v = self.ends.T
        v = v.copy()
        bent = np.array(sorted(self.via), np.int64)
        v[bent] = u[bent]
        found = hits(boxes, lon[u], lat[u], lon[v], lat[v])
        straight = np.ones(len(self.nm), bool)
        straight[bent] = False
        return found.of(straight[found.line])


def straight(lon: Floats, lat: Floats, ends: Ints) -> Lines:
    """Great circles between the points numbered ``ends``."""
    u, v = ends.T
    return Lines(ends, distance_nm(lat[u], lon[u], lat[v], lon[v]), {})


def joined(one: Lines, two: Lines) -> Lines:
    """Both sets of lines as one, the shortest between any two points."""
    via = {**one.via, **{line + len(one.nm): path for line, path in two.via.items()}}
    both = Lines(np.concatenate([one.ends, two.ends]), np.concatenate([one.nm, two.nm]), via)
    return both.some(shortest(both.ends, both.nm))


def shortest(ends: Ints, nm: Floats) -> Ints:
    """Numbers of the shortest line between any two points, by these."""
    order = np.lexsort((nm, *ends.T[::-1]))
    return order[np.unique(ends[order], axis=0, return_index=True)[1]]


@dataclass(frozen=True)
class SeaGraph:
    """Nodes, then ports, and the lines between them.

    ``lon``, ``lat`` degrees, shape (nodes + ports,): the ports are the last ``len(ports)``. The first end of
    a line has the larger number, so a port is the first end of its lines. ``hits`` passages on the lines,
    ``masks`` the same as bits, shape (lines,).
    """

    boxes: Boxes
    ports: tuple[str, ...]
    lon: Floats
    lat: Floats
    lines: Lines
    hits: Hits
    masks: Ints

    @property
    def nodes(self) -> int:
        """How many nodes are not ports."""
        return len(self.lon) - len(self.ports)


def make_graph(
    boxes: Boxes, ports: tuple[str, ...], lon: Floats, lat: Floats, lines: Lines, never: int
) -> SeaGraph:
    """A graph without the lines through the passages ``never`` (bits)."""
    found = lines.hits(boxes, lon, lat)
    keep = found.masks(len(lines.nm)) & never == 0
    kept, found = lines.some(np.flatnonzero(keep)), found.some(keep)
    return SeaGraph(boxes, ports, lon, lat, kept, found, found.masks(len(kept.nm)))
