"""Loads priced in: a large relaxation begins with some loads of each ULN and takes in those its prices ask for.

It begins with those that land by the required day, and few of the others: a good plan is late by exception.
"""

from dataclasses import dataclass

import numpy as np

from projection.solve.matrix import Floats, Mask, Matrix
from projection.solve.reduce import sparse
from projection.solve.restrict import Places

MANY = 20_000
"""Loads above which they are priced in; with fewer all are there from the start."""
SPACED = 12
"""Of a ULN's loads by one pool that land late the first, and every so many launch days' after it, are there from
the start, with all that land in time."""
MOST = 30
"""Most loads of a ULN and cargo class that come in at once."""
PRICED = 1e-7
"""Reduced cost below which a load asks to come in."""


@dataclass(frozen=True)
class Pricing:
    """Which columns may be left out at first, and how much each could hold at most.

    ``loads`` places of the columns; ``owner`` the demand row that each counts in, by number; ``weight`` its entry
    there; ``amount`` what each demand row asks for; ``first`` those to begin with, of all columns.
    """

    loads: Places
    owner: Places
    weight: Floats
    amount: Floats
    first: Mask

    def left(self, there: Mask) -> Places:
        """Places among ``loads`` of those that are not ``there`` (by column)."""
        return np.flatnonzero(~there[self.loads])

    def missing(self, cost: Floats, there: Mask) -> float:
        """How much lower the relaxation can be at most with all loads, at reduced ``cost`` of each column; <= 0.

        A demand row holds the sum of its loads, so the load with the least cost could take all of it at most.
        Source: Lagrangian bound of column generation (Lasdon 1970).
        """
        left = self.left(there)
        least = np.zeros(len(self.amount))
        np.minimum.at(least, self.owner[left], cost[self.loads[left]] / self.weight[left])
        return float(least @ self.amount)

    def wanted(self, cost: Floats, there: Mask) -> Places:
        """Columns to let in: of each demand row those with the least reduced cost, where it is below zero."""
        left = self.left(there)
        left = left[cost[self.loads[left]] < -PRICED]
        left = left[np.lexsort((cost[self.loads[left]], self.owner[left]))]
        owner = self.owner[left]
        starts = np.searchsorted(owner, owner)
        return np.sort(self.loads[left[np.arange(len(left)) - starts < MOST]])


def pricing(problem: Matrix) -> Pricing:
    """What may be left out of a matrix at first: loads that one demand row limits, where there are many."""
    named = np.array([name == "demand" for name, _ in problem.rows])
    kind = np.array([name == "loads" for name, _ in problem.columns])
    rows = sparse(problem).tocsr()[named]
    entries = rows.tocsc()
    places = np.flatnonzero(kind & (np.diff(entries.indptr) == 1) & (problem.lower == 0))
    owner, weight = entries.indices[entries.indptr[places]], entries.data[entries.indptr[places]]
    amount = problem.row_upper[named]
    lone = np.asarray(rows.multiply(rows < 0).sum(axis=1)).ravel() == 0
    fit = lone[owner] & (weight > 0) & np.isfinite(amount[owner])
    fit &= int(fit.sum()) > MANY
    chosen = places[fit]
    first = np.ones(len(problem.cost), dtype=bool)
    first[chosen] = problem.soon[chosen]
    first[_spaced(problem, chosen)] = True
    return Pricing(chosen, owner[fit], weight[fit], amount, first)


def _spaced(problem: Matrix, loads: Places) -> list[int]:
    """Of the late loads of each ULN, pool and class the first by day, and every so many days' after it."""
    by_pool: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for place in loads[~problem.soon[loads]]:
        uln, pool, cargo, day = problem.columns[int(place)][1]
        by_pool.setdefault((uln, pool, cargo), []).append((day, int(place)))
    return [place for days in by_pool.values() for _, place in sorted(days)[::SPACED]]
