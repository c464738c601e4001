"""The linear relaxation: rows that seldom bind are left out at first, and added where its answer breaks them.

In a large problem most loads are left out as well, and come in where its prices ask for them (`pricing.py`); where
asked for, stocks and moves on land are left out for good (`easing.py`).
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from projection.solve.easing import eased
from projection.solve.highs import Clock, Outcome, Stop, load, quiet, run_linear
from projection.solve.matrix import Floats, Ints, Mask, Matrix
from projection.solve.pricing import pricing
from projection.solve.reduce import sparse
from projection.solve.restrict import Box, Places, Whole

LAZY = ("whole_ships", "land")
"""Rules with many rows of which few bind: left out until they are broken."""
LARGE = 16_000
"""Whole columns above which a problem is large: of its left out rows only those that are broken ever come in, and
its launches are rounded, not searched for."""
ROUNDS = 2
"""Rounds of broken rows in a problem that is not large; then all others come in as well (docs/benchmarks.md)."""
ENOUGH = 3e-3
"""Share by which an eased relaxation must have risen since its last answer for broken rows to come in."""
BROKEN = 1e-6
"""By how much a row may be broken and still count as kept."""
SETTLED = 1e-7
"""By which share of the bound loads that are still left out could lower it and still count as not wanted."""
ANEW = 0.1
"""Share of new loads above which the relaxation is solved from nothing: quicker than from the last basis."""
DUAL, PRIMAL = 1, 4
"""HiGHS's numbers for its simplex methods: primal after new loads, dual after new rows and bounds."""
NEAR = 12
"""Launches kept near the relaxation for each one that it uses."""
LEAST_NEAR = 400
USED = 1e-7
"""Share of a launch from which the relaxation uses it."""


class Relaxation:
    """The linear relaxation, kept loaded so that bounds can change and it restarts from its last basis.

    ``there`` columns that it has, ``order`` their places in the problem; ``place`` where HiGHS has the whole ones,
    which are never left out. ``large`` whether only broken rows come in and launches are rounded (`start.py`).
    ``gone`` columns that never come in: what is solved is ``problem``, eased or not.
    ``enough`` share by which it must have risen since its last answer, ``before``, for broken rows to come in.
    """

    def __init__(
        self, whole: Whole, options: Mapping[str, Any], ease: bool = False, large: bool | None = None
    ) -> None:
        self.whole = whole
        self.large = len(whole.columns) > LARGE if large is None else large
        self.ease = ease
        self.enough = ENOUGH if ease else 0.0
        self.before = -np.inf
        self.options = {**options, "solve_relaxation": True}
        self._pose()
        names = np.array([name for name, _ in whole.problem.rows], dtype=object)
        self.pricing = pricing(self.problem)
        self.there = self.pricing.first & ~self.gone
        self.order: Places = np.flatnonzero(self.there)
        self.place: Ints = np.searchsorted(self.order, whole.columns).astype(np.int32)
        rows = ~np.isin(names, LAZY) & ((np.diff(self.rows.indptr) > 0) | ~self.gone.any())
        self.highs: highspy.Highs = load(_only(self.problem, self.rows, rows, self.there), self.options)
        self.number: Places = np.where(rows, np.cumsum(rows) - 1, -1)
        self.rounds = 0
        self.strategy = DUAL
        self.hear: Callable[[float], None] = nobody

    def _pose(self) -> None:
        """What is solved of the problem as it is now."""
        problem, gone = self.whole.problem, np.zeros(len(self.whole.problem.cost), dtype=bool)
        if self.ease:
            easy = eased(problem)
            problem, gone = easy.problem, easy.gone
        self.problem, self.gone = problem, gone
        self.rows: csr_matrix = sparse(problem).tocsr()

    @property
    def open(self) -> Mask:
        """Columns that a plan may use: those there so far, and those gone from the relaxation alone."""
        return self.there | self.gone

    def again(self) -> "Relaxation":
        """The same relaxation loaded once more, for another thread; it begins from this one's basis."""
        twin = object.__new__(Relaxation)
        twin.whole, twin.options, twin.problem, twin.gone = self.whole, self.options, self.problem, self.gone
        twin.ease, twin.large, twin.enough, twin.before = self.ease, self.large, self.enough, self.before
        twin.rows, twin.number = self.rows, self.number.copy()
        twin.pricing, twin.there, twin.order, twin.place = self.pricing, self.there.copy(), self.order, self.place
        twin.rounds, twin.strategy, twin.hear = self.rounds, DUAL, nobody
        twin.highs = quiet(self.options)
        twin.highs.passModel(self.highs.getLp())
        twin.highs.setBasis(self.highs.getBasis())
        return twin

    def run(self, stop: Stop, time_left_s: float) -> Outcome:
        """Solve it as it stands, again with loads that its prices ask for, and with the rows that it breaks.

        Out of time in between, the bound is the best so far, of all loads and the rows so far, and there are no
        values. With loads left out the bound is what they could still change lower than the objective.
        """
        end = time.monotonic() + time_left_s
        bound = -np.inf
        while True:
            found = self._run(stop, end - time.monotonic())
            if found.status == "Infeasible" and self._let_in(self.pricing.loads[self.pricing.left(self.there)]):
                continue
            if not found.solved or found.values is None:
                return replace(found, bound=max(found.bound, bound))
            missing, wanted = self._left_out()
            bound = max(bound, found.bound + missing)
            self.hear(bound)
            if missing < -SETTLED * abs(found.bound) and self._let_in(wanted):
                continue
            lifted, self.before = found.bound - self.before, found.bound
            slow = self.enough > 0 and lifted < self.enough * abs(found.bound)
            if slow or not self._complete(found.values):
                return replace(found, bound=bound)

    def _run(self, stop: Stop, time_left_s: float) -> Outcome:
        """Solve what is there; what a warm start does not solve in time left is tried once more from nothing."""
        end = time.monotonic() + time_left_s
        self.highs.setOptionValue("simplex_strategy", self.strategy)
        found = run_linear(self.highs, stop, time_left_s)
        if found.status not in ("Optimal", "Infeasible") and not Clock(stop, end).over:
            self.highs.clearSolver()
            found = run_linear(self.highs, stop, end - time.monotonic())
        self.strategy = DUAL
        if found.values is None:
            return found
        values = np.zeros(len(self.there))
        values[self.order] = found.values
        return replace(found, values=values)

    def _left_out(self) -> tuple[float, Places]:
        """What loads left out could lower the answer by at most (<= 0), and those that ask to come in."""
        if self.there[self.pricing.loads].all():
            return 0.0, self.order[:0]
        cost = self.problem.cost - self.rows.T @ self.duals()
        return self.pricing.missing(cost, self.there), self.pricing.wanted(cost, self.there)

    def _let_in(self, columns: Places) -> bool:
        """Add loads that were left out; whether there are any."""
        if not len(columns):
            return False
        problem, loaded = self.problem, np.flatnonzero(self.number >= 0)
        part = self.rows[loaded][:, columns].tocsc()
        self.highs.addCols(
            len(columns),
            problem.cost[columns],
            problem.lower[columns],
            problem.upper[columns],
            part.nnz,
            part.indptr[:-1].astype(np.int32),
            self.number[loaded][part.indices].astype(np.int32),
            part.data,
        )
        self.strategy = PRIMAL
        if len(columns) > ANEW * (int(self.there[self.pricing.loads].sum()) or 1):
            self.highs.clearSolver()
            self.strategy = DUAL
        self.there[columns] = True
        self.order = np.concatenate([self.order, columns])
        return True

    def _complete(self, values: Floats) -> bool:
        """Add left out rows that ``values`` break, and at last all others with them; whether any are broken."""
        problem, left = self.problem, np.flatnonzero(self.number < 0)
        used = self.rows[left] @ values
        over = np.maximum(used - problem.row_upper[left], problem.row_lower[left] - used)
        broken = left[over > BROKEN]
        if not len(broken):
            return False
        self.rounds += 1
        if self.rounds > ROUNDS and not self.large:
            broken = left
        part = self.rows[broken][:, self.order]
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

    def uses(self, values: Floats) -> Mask:
        """Whole columns that the answer ``values`` uses."""
        used: Mask = values[self.whole.columns] > USED
        return used

    def near(self, values: Floats, times: int = NEAR, least: int = LEAST_NEAR, among: Mask | None = None) -> Mask:
        """Launches that the answer ``values`` uses or prices nearly low enough, ``among`` those given or all.

        ``times`` as many as it uses, and at ``least`` so many where there are.
        """
        among = self.whole.launches if among is None else among
        reduced = np.array(self.highs.getSolution().col_dual)[self.place]
        used: Mask = self.uses(values) & among
        few = min(int(among.sum()), max(least, times * int(used.sum())))
        if not few:
            return used
        limit = np.partition(reduced[among], few - 1)[few - 1]
        chosen: Mask = used | (among & (reduced <= limit))
        return chosen

    def add_row(self, places: Ints, weights: Floats, limit: float) -> int:
        """Add a row over the whole columns at ``places``, at most ``limit``; its number in HiGHS."""
        columns = self.place[places]
        self.highs.addRow(-np.inf, limit, len(columns), columns, weights)
        return int(self.highs.getNumRow()) - 1

    def extend(self, whole: Whole, numbers: Sequence[int]) -> None:
        """Be the relaxation of a problem with more rows, which are in HiGHS already under ``numbers``."""
        self.whole = whole
        self._pose()
        self.number = np.concatenate([self.number, np.array(numbers, dtype=np.int64)])

    def hold(self, places: Places, box: Box) -> None:
        """Change the bounds of the whole columns at ``places`` (sorted, each once)."""
        self.highs.changeColsBounds(len(places), self.place[places], box.lower[places], box.upper[places])


def nobody(bound: float) -> None:
    """Hear nothing of a bound."""


def _only(problem: Matrix, rows: csr_matrix, there: Mask, columns: Mask) -> Matrix:
    """The problem with some of its rows and columns, without their names."""
    part = rows[there].tocsc()[:, np.flatnonzero(columns)]
    part.sort_indices()
    return Matrix(
        cost=problem.cost[columns],
        offset=problem.offset,
        lower=problem.lower[columns],
        upper=problem.upper[columns],
        row_lower=problem.row_lower[there],
        row_upper=problem.row_upper[there],
        start=part.indptr.astype(np.int32),
        index=part.indices.astype(np.int32),
        value=np.asarray(part.data, dtype=float),
        integral=problem.integral[columns],
        columns=(),
        rows=(),
        soon=np.zeros(0, dtype=bool),
    )
