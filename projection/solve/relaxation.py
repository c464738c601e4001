"""The linear relaxation: rows that seldom bind are left out at first, and added where its answer breaks them."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from projection.solve.highs import Outcome, Stop, load, quiet, run_linear
from projection.solve.matrix import Floats, Ints, Matrix
from projection.solve.reduce import sparse
from projection.solve.restrict import Box, Mask, Places, Whole

LAZY = ("whole_ships", "land")
"""Rules with many rows of which few bind: left out until they are broken."""
LARGE = 16_000
"""Whole columns above which a problem is large: of its left out rows only those that are broken ever come in."""
ROUNDS = 2
"""Rounds of broken rows in a problem that is not large; then all others come in as well (docs/benchmarks.md)."""
BROKEN = 1e-6
"""By how much a row may be broken and still count as kept."""
NEAR = 12
"""Launches kept near the relaxation for each one that it uses."""
LEAST_NEAR = 400


class Relaxation:
    """The linear relaxation, kept loaded so that bounds can change and it restarts from its last basis."""

    def __init__(self, whole: Whole, options: Mapping[str, Any]) -> None:
        self.whole = whole
        self.options = {**options, "solve_relaxation": True}
        self.rows = sparse(whole.problem).tocsr()
        names = np.array([name for name, _ in whole.problem.rows], dtype=object)
        there = ~np.isin(names, LAZY)
        self.highs: highspy.Highs = load(_only(whole.problem, self.rows, there), self.options)
        self.number: Places = np.where(there, np.cumsum(there) - 1, -1)
        self.rounds = 0

    def again(self) -> "Relaxation":
        """The same relaxation loaded once more, for another thread; it begins from this one's basis."""
        twin = object.__new__(Relaxation)
        twin.whole, twin.options, twin.rows, twin.number = self.whole, self.options, self.rows, self.number.copy()
        twin.rounds = self.rounds
        twin.highs = quiet(self.options)
        twin.highs.passModel(self.highs.getLp())
        twin.highs.setBasis(self.highs.getBasis())
        return twin

    def run(self, stop: Stop, time_left_s: float) -> Outcome:
        """Solve it as it stands, and again with the rows that its answer breaks until it breaks none.

        Out of time in between, the bound is that of the rows so far, and there are no values.
        """
        end = time.monotonic() + time_left_s
        bound = -np.inf
        while True:
            found = self._run(stop, end - time.monotonic())
            if not found.solved:
                return replace(found, bound=max(found.bound, bound))
            bound = max(bound, found.bound)
            if found.values is None or not self._complete(found.values):
                return found

    def _run(self, stop: Stop, time_left_s: float) -> Outcome:
        """Solve the rows that are there; what a warm start does not solve is tried once more from nothing."""
        end = time.monotonic() + time_left_s
        found = run_linear(self.highs, stop, time_left_s)
        if not found.solved and not stop.asked.is_set():
            self.highs.clearSolver()
            found = run_linear(self.highs, stop, end - time.monotonic())
        return found

    def _complete(self, values: Floats) -> bool:
        """Add left out rows that ``values`` break, and at last all others with them; whether any are broken."""
        problem, left = self.whole.problem, np.flatnonzero(self.number < 0)
        used = self.rows[left] @ values
        over = np.maximum(used - problem.row_upper[left], problem.row_lower[left] - used)
        broken = left[over > BROKEN]
        if not len(broken):
            return False
        self.rounds += 1
        if self.rounds > ROUNDS and len(self.whole.columns) <= LARGE:
            broken = left
        part = self.rows[broken]
        self.number[broken] = self.highs.getNumRow() + np.arange(len(broken))
        self.highs.addRows(
            len(broken),
            problem.row_lower[broken],
            problem.row_upper[broken],
            part.nnz,
            part.indptr[:-1].astype(np.int32),
            part.indices.astype(np.int32),
            part.data,
        )
        return True

    def duals(self) -> Floats:
        """Dual value of each row of the problem; zero for those that were never broken."""
        found = np.array(self.highs.getSolution().row_dual)
        values: Floats = np.where(self.number >= 0, found[np.maximum(self.number, 0)], 0.0)
        return values

    def near(self, values: Floats) -> Mask:
        """Launches used by the answer ``values`` or priced nearly low enough: a few times as many as it uses."""
        reduced = np.array(self.highs.getSolution().col_dual)[self.whole.columns]
        used = values[self.whole.columns] > 1e-7
        few = min(len(reduced), max(LEAST_NEAR, NEAR * int(used.sum())))
        limit = np.partition(reduced, few - 1)[few - 1]
        chosen: Mask = used | (reduced <= limit)
        return chosen

    def add_row(self, places: Ints, weights: Floats, limit: float) -> int:
        """Add a row over the whole columns at ``places``, at most ``limit``; its number in HiGHS."""
        columns = self.whole.columns[places].astype(np.int32)
        self.highs.addRow(-np.inf, limit, len(columns), columns, weights)
        return int(self.highs.getNumRow()) - 1

    def extend(self, whole: Whole, numbers: Sequence[int]) -> None:
        """Be the relaxation of a problem with more rows, which are in HiGHS already under ``numbers``."""
        self.whole = whole
        self.rows = sparse(whole.problem).tocsr()
        self.number = np.concatenate([self.number, np.array(numbers, dtype=np.int64)])

    def hold(self, places: Places, box: Box) -> None:
        """Change the bounds of the whole columns at ``places`` (sorted, each once)."""
        columns = self.whole.columns[places].astype(np.int32)
        self.highs.changeColsBounds(len(places), columns, box.lower[places], box.upper[places])


def _only(problem: Matrix, rows: csr_matrix, there: Mask) -> Matrix:
    """The problem with some of its rows."""
    if there.all():
        return problem
    part = rows[there].tocsc()
    part.sort_indices()
    return replace(
        problem,
        row_lower=problem.row_lower[there],
        row_upper=problem.row_upper[there],
        start=part.indptr.astype(np.int32),
        index=part.indices.astype(np.int32),
        value=np.asarray(part.data, dtype=float),
    )
