"""Whom a neighbourhood concerns: what its missions carry or could carry best; all else is held where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csc_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from projection.solve.matrix import Floats, Mask, Matrix

OWNED = ("loads", "move", "on_hand", "short", "arrived", "closes", "item", "carrying")
"""Components whose columns belong to the ULN or unit that their key begins with."""
TOGETHER = ("arrivals", "integrity", "spread", "predecessor", "marry_up", "last_arrival")
"""Rules that tie ULNs and units to each other: they are one group."""
ROOM = ("payload", "item_room")
"""Rules by which missions give room to loads."""
DEAREST = 4
"""Groups opened besides those that the freed missions carry: the dearest that they could carry."""
LEAST = 1e-6


@dataclass(frozen=True)
class Concern:
    """Columns by group (-1 = nobody's: always open), and which whole columns give room to which columns.

    ``group_of`` group of each ULN or unit.
    """

    group: npt.NDArray[np.int64]
    group_of: Mapping[str, int]
    room: csr_matrix
    cost: Floats

    def columns(self, free: Mask, values: Floats, missions: Floats, owner: str | None = None) -> Mask:
        """Columns to open when the whole columns ``free`` are: of the groups that they carry, and of the dearest.

        Those of the ``owner``'s group in any case. ``values`` of all columns and ``missions`` of the whole ones
        are those of the plan to be made better.
        """
        on = np.asarray(self.room @ (free & (missions > 0)).astype(float)).ravel() > 0
        carried = np.unique(self.group[on & (values > LEAST)])
        could = np.unique(self.group[np.asarray(self.room @ free.astype(float)).ravel() > 0])
        spent = self.spent(values)
        others = np.setdiff1d(could, carried)
        dearest = others[np.argsort(-spent[others], kind="stable")[:DEAREST]]
        own = [] if owner is None else [self.group_of[owner]]
        open_: Mask = np.isin(self.group, np.concatenate([carried, dearest, own])) | (self.group < 0)
        return open_

    def spent(self, values: Floats, cost: Floats | None = None) -> Floats:
        """What each group costs in a plan of all columns, by their cost or another one."""
        mine = self.group >= 0
        costs = (self.cost if cost is None else cost) * values
        size = int(self.group.max(initial=0)) + 1
        return np.bincount(self.group[mine], weights=costs[mine], minlength=size).astype(float)


def concern(problem: Matrix, whole: npt.NDArray[np.int64]) -> Concern:
    """Groups and room of a matrix; ``whole`` places of its whole columns."""
    names = np.array([name for name, _ in problem.rows])
    shape = (len(problem.row_lower), len(problem.cost))
    a = csc_matrix((problem.value, problem.index, problem.start), shape=shape).tocsr()
    gives = a[np.isin(names, ROOM)]
    asks = (gives > 0).astype(float)
    room = (asks.T @ (gives[:, whole] < 0).astype(float)).tocsr()
    group, group_of = _groups(problem.columns, a[np.isin(names, TOGETHER)])
    return Concern(group, group_of, room, problem.cost)


def _groups(
    columns: Sequence[tuple[str, Any]], ties: csr_matrix
) -> tuple[npt.NDArray[np.int64], Mapping[str, int]]:
    """Group of each column (-1 = nobody's) and of each owner: ULN or unit, with all that rules tie to it."""
    owners = sorted({key[0] for kind, key in columns if kind in OWNED})
    number = {owner: place for place, owner in enumerate(owners)}
    owner = np.array([number[key[0]] if kind in OWNED else -1 for kind, key in columns], dtype=np.int64)
    entries = ties.tocoo()
    mine = owner[entries.col] >= 0
    rows, who = entries.row[mine], owner[entries.col[mine]]
    size = len(owners) + ties.shape[0]
    net = coo_matrix((np.ones(len(rows)), (who, len(owners) + rows)), shape=(size, size))
    _, label = connected_components(net, directed=False)
    group: npt.NDArray[np.int64] = np.where(owner >= 0, label[np.maximum(owner, 0)], -1)
    return group, {name: int(label[place]) for name, place in number.items()}
