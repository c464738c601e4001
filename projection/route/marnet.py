"""The sea lanes that `searoute` ships (MARNET), as a clean graph.

Only its data are used, not its code: nodes on both sides of 180 degrees are merged, parallel edges dropped,
lengths measured anew as great circles.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from projection.sphere import Floats, distance_nm

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Lanes:
    """A graph of sea lanes.

    ``lon``, ``lat`` degrees, shape (nodes,), longitudes within -180..180; ``edges`` node numbers, shape
    (edges, 2), the smaller first, sorted; ``nm`` great circle lengths, shape (edges,).
    """

    lon: Floats
    lat: Floats
    edges: Ints
    nm: Floats

    def ends(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Longitude and latitude of the first and of the second end of every edge."""
        u, v = self.edges[:, 0], self.edges[:, 1]
        return self.lon[u], self.lat[u], self.lon[v], self.lat[v]


@lru_cache(maxsize=1)
def read_lanes() -> Lanes:
    """Read the lanes of the installed `searoute`; the same object every time."""
    from searoute.data.marnet_dict import edge_list, node_list

    names = list(node_list)
    raw = np.array(names, float)
    raw[:, 0] = (raw[:, 0] + 180.0) % 360.0 - 180.0
    spots, number = np.unique(raw.round(6), axis=0, return_inverse=True)
    of_name = dict(zip(names, number.reshape(-1).tolist(), strict=True))
    pairs = np.array([(of_name[u], of_name[v]) for u, ends in edge_list.items() for v in ends], np.int64)
    pairs = np.unique(np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1), axis=0)
    return make_lanes(spots[:, 0], spots[:, 1], pairs)


def make_lanes(lon: Floats, lat: Floats, edges: Ints) -> Lanes:
    """Lanes between given nodes, measured as great circles."""
    u, v = edges[:, 0], edges[:, 1]
    return Lanes(lon, lat, edges, distance_nm(lat[u], lon[u], lat[v], lon[v]))
