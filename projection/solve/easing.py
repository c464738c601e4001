"""The land side of a large relaxation left out: loads are priced at their way on land where nothing limits it.

Stocks and moves between a port and an origin or a destination are most of the rows of a large problem, and the
limits of land links seldom bind. Without these limits a load takes the cheapest way that is there in time, so its
balance rows, its moves and its stocks can go and leave a price. What is left is a relaxation: its bound holds.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_matrix

from projection.solve.matrix import Floats, Mask, Matrix
from projection.solve.reduce import sparse
from projection.solve.restrict import Places


@dataclass(frozen=True)
class Eased:
    """A problem with the places of all its rows and columns; ``gone`` columns that no row holds any more."""

    problem: Matrix
    gone: Mask


@dataclass(frozen=True)
class _Entries:
    """Entries of the balance rows: where in the matrix, row, column, value; chain (ULN, group, node) and day.

    ``load``, ``move``, ``stock``: what each entry's column is.
    """

    place: Places
    row: Places
    column: Places
    value: Floats
    chain: Places
    day: Places
    chains: int
    load: Mask
    move: Mask
    stock: Mask

    def of_chains(self, chosen: Mask) -> Mask:
        """Whether any entry of a chain is ``chosen``."""
        found: Mask = np.bincount(self.chain, chosen, self.chains) > 0
        return found


def eased(problem: Matrix) -> Eased:
    """Leave out the limits of land links for all stocks that only wait for a land link or for a load.

    A stock stays as it is where its moves count in other rows as well (arrivals of units), where it is limited or
    costs something, where loads come in and leave (staging points), and where a load finds no move in time.
    """
    a = sparse(problem).copy()
    entries = _entries(problem, a)
    price = _prices(problem, entries)
    unfit = _unfit(problem, a, entries) | (entries.load & ~np.isfinite(price))
    going = ~entries.of_chains(unfit)[entries.chain]
    paid = entries.load & going
    cost = problem.cost.copy()
    np.add.at(cost, entries.column[paid], price[paid])
    gone = np.zeros(len(cost), dtype=bool)
    gone[entries.column[going & ~entries.load]] = True
    a.data[entries.place[going]] = 0.0
    a.data[np.repeat(gone, np.diff(a.indptr))] = 0.0
    a.eliminate_zeros()
    index, start = a.indices.astype(np.int32), a.indptr.astype(np.int32)
    return Eased(replace(problem, cost=cost, start=start, index=index, value=a.data), gone)


def _entries(problem: Matrix, a: csc_matrix) -> _Entries:
    numbers: dict[tuple[str, ...], int] = {}
    chain, day = np.full(len(problem.rows), -1), np.zeros(len(problem.rows), dtype=np.int64)
    for q, (name, key) in enumerate(problem.rows):
        if name == "balance":
            chain[q], day[q] = numbers.setdefault(key[:-1], len(numbers)), key[-1]
    place = np.flatnonzero(chain[a.indices] >= 0)
    row = a.indices[place].astype(np.int64)
    column = np.repeat(np.arange(a.shape[1]), np.diff(a.indptr))[place]
    kind = np.array([name for name, _ in problem.columns], dtype=object)[column]
    load, move, stock = kind == "loads", kind == "move", kind == "on_hand"
    return _Entries(
        place, row, column, a.data[place].copy(), chain[row], day[row], len(numbers), load, move, stock
    )


def _unfit(problem: Matrix, a: csc_matrix, entries: _Entries) -> Mask:
    """Entries for which their chain stays as it is."""
    load, move, stock = entries.load, entries.move, entries.stock
    other = np.array([name not in ("land", "balance") for name, _ in problem.rows])
    elsewhere = np.bincount(np.repeat(np.arange(a.shape[1]), np.diff(a.indptr)), other[a.indices], a.shape[1]) > 0
    bounded = np.isfinite(problem.upper) | (problem.lower != 0)
    given = (problem.row_lower != 0) | (problem.row_upper != 0)
    inward, outward = entries.value > 0, entries.value < 0
    odd: Mask = ~(load | move | stock) | (np.abs(entries.value) != 1) | given[entries.row]
    odd |= ~load & (elsewhere | bounded)[entries.column]
    odd |= move & (np.bincount(entries.column, minlength=a.shape[1]) != 1)[entries.column]
    odd |= stock & (problem.cost != 0)[entries.column]
    landed, leaving = entries.of_chains(load & inward), entries.of_chains(load & outward)
    odd |= (landed & leaving)[entries.chain]
    odd |= move & np.where(landed[entries.chain], inward, outward)
    return odd


def _prices(problem: Matrix, entries: _Entries) -> Floats:
    """What an entry's load pays for its way on land: of the moves of its chain that are in time, the cheapest.

    Before it leaves a port, moves that are there by its day; behind it, once landed, moves of its day or later.
    Infinite where there is none.
    """
    shape = (entries.chains, int(entries.day.max(initial=0)) + 1)
    in_time = {}
    for sign in (1, -1):
        chosen = entries.move & (entries.value == sign)
        least = np.full(shape, np.inf)
        np.minimum.at(least, (entries.chain[chosen], entries.day[chosen]), problem.cost[entries.column[chosen]])
        in_time[sign] = np.minimum.accumulate(least[:, ::sign], axis=1)[:, ::sign]
    leaves = entries.value < 0
    before, behind = in_time[1][entries.chain, entries.day], in_time[-1][entries.chain, entries.day]
    found: Floats = np.where(leaves, before, behind)
    return found
