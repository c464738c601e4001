"""Lanes that ships can sail: clear of land but for canals, in one piece, and the first nodes off each port."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from projection.network.rows import Place
from projection.route.land_mask import ICE_SOUTH, Land
from projection.route.marnet import Bools, Ints, Lanes
from projection.route.sea_boxes import Boxes, inside
from projection.route.sea_mend import mended
from projection.sphere import Floats, distance_nm, unit_vectors

CANAL_MARGIN = 0.6
"""Degrees round a passage's box within which lanes over land count as its canal."""

CANAL_NM = 60.0
"""A longer lane over land is no canal."""

NEAREST_NODES = 16
"""Nodes of the lanes that are tried as a port's first."""

BUOYS = 3
"""Nodes that are kept as a port's first."""

APPROACH_NM = 25.0
"""Further than this from a port no line touches land; a port farther from the sea has no sea legs."""

ASHORE_WEIGHT = 3.0
"""A port's best link is short and soon clear of land: a mile of approach over land counts as three more."""

APPROACH_SLACK_NM = 2.0
"""How much further from a port than the best link another link may still touch land."""


def clear_lanes(lanes: Lanes, land: Land, boxes: Boxes) -> Lanes:
    """Lanes clear of land, canals excepted, and of the southern ice, in one piece; other nodes are dropped.

    A lane over land is a canal when it lies near a passage's box and joins waters that are not joined there.
    """
    lanes, dry = mended(lanes, land)
    dry &= (lanes.lat[lanes.edges] >= ICE_SOUTH).all(axis=1)
    keep = dry | _canals(lanes, dry, inside(boxes, lanes.lon, lanes.lat, CANAL_MARGIN))
    label = _pieces(len(lanes.lon), lanes.edges[keep])
    main = label == np.bincount(label).argmax()
    number = np.cumsum(main) - 1
    keep &= main[lanes.edges[:, 0]]
    return Lanes(lanes.lon[main], lanes.lat[main], number[lanes.edges[keep]], lanes.nm[keep])


def buoys(ports: Sequence[Place], lanes: Lanes, land: Land) -> tuple[Ints, Floats]:
    """The first nodes off each port: near ones, seen from the port past its own approach.

    Returns
    -------
    links
        Number of the port and of the node, shape (links, 2), sorted.
    reach
        For each port, the distance (nm) within which its lines may touch land.
    """
    tree = KDTree(unit_vectors(lanes.lat, lanes.lon))
    spots = unit_vectors([port.lat for port in ports], [port.lon for port in ports])
    near = tree.query(spots, k=min(NEAREST_NODES, len(lanes.lon)))[1].reshape(len(ports), -1)
    links = np.stack([np.repeat(np.arange(len(ports)), near.shape[1]), near.reshape(-1)], axis=1)
    lon, lat = np.array([(port.lon, port.lat) for port in ports], float).reshape(-1, 2)[links[:, 0]].T
    node = links[:, 1]
    ashore = land_reach(land, lon, lat, lanes.lon[node], lanes.lat[node]).reshape(near.shape)
    nm = distance_nm(lat, lon, lanes.lat[node], lanes.lon[node]).reshape(near.shape)
    best = (nm + ASHORE_WEIGHT * ashore).argmin(axis=1)
    reach = np.minimum(ashore[np.arange(len(ports)), best] + APPROACH_SLACK_NM, APPROACH_NM)
    clear = ashore <= reach[:, None]
    first = clear & (clear.cumsum(axis=1) <= BUOYS)
    links = links[first.reshape(-1)]
    return links[np.lexsort(links.T[::-1])], reach


def land_reach(land: Land, lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> Floats:
    """How far from its first end (nm) each great circle last touches a coast; 0 when it never does."""
    points, line = land.points(lon1, lat1, lon2, lat2)
    out = np.zeros(len(lon1))
    np.maximum.at(out, line, distance_nm(lat1[line], lon1[line], points[:, 1], points[:, 0]))
    return out


def _canals(lanes: Lanes, dry: Bools, near: Bools) -> Bools:
    """Lanes over land that join what dry lanes do not join within one passage's surroundings."""
    out = np.zeros(len(dry), bool)
    short = lanes.nm <= CANAL_NM
    u, v = lanes.edges.T
    for within in near.T:
        local = within[u] & within[v] & short
        label = _pieces(len(lanes.lon), lanes.edges[local & dry])
        out |= local & ~dry & (label[u] != label[v])
    return out


def _pieces(nodes: int, edges: Ints) -> Ints:
    """Number of the connected piece that each node belongs to."""
    matrix = csr_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(nodes, nodes))
    return np.asarray(connected_components(matrix, directed=False)[1], np.int64)
