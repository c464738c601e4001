"""Restricted searches: the same matrix with whole columns held in a box, and the arithmetic of rounding."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix, csr_matrix

from projection.solve.concern import Concern, concern
from projection.solve.highs import Outcome, Stop, load, run
from projection.solve.matrix import Floats, Mask, Matrix
from projection.solve.reduce import reduce

Places = npt.NDArray[np.int64]
MISTAKEN = 1e-6
"""Share of an objective by which HiGHS may be off."""
LEAST_S = 0.5
"""Least seconds for a run that is made once more."""


@dataclass(frozen=True)
class Box:
    """Bounds of the whole columns, in the order of `Whole.columns`."""

    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class Whole:
    """The whole columns of a matrix, and the rows that hold nothing else.

    Such a row (tails, flying hours, spots, berths ...) has no negative entry and an upper limit, so whether
    given missions fit together is a subtraction.
    """

    problem: Matrix

    @cached_property
    def columns(self) -> Places:
        """Places of the whole columns in the matrix."""
        return np.flatnonzero(self.problem.integral)

    @cached_property
    def launches(self) -> Mask:
        """Which whole columns are launches; what else is whole (a closing day, items) follows from them."""
        return np.array([self.problem.columns[int(c)][0] == "sorties" for c in self.columns], dtype=bool)

    @cached_property
    def days(self) -> Places:
        """Day of each whole column: the last part of its key."""
        return np.array([self.problem.columns[int(c)][1][-1] for c in self.columns], dtype=np.int64)

    @cached_property
    def concern(self) -> Concern:
        """Whom the whole columns concern."""
        return concern(self.problem, self.columns)

    @cached_property
    def box(self) -> Box:
        """Their bounds in the full problem."""
        return Box(self.problem.lower[self.columns], self.problem.upper[self.columns])

    def free(self, box: Box) -> Mask:
        """Launches that a box leaves open."""
        return self.launches & (box.upper > box.lower)

    def spread(self, missions: Floats) -> Floats:
        """Whole columns put in their places among all columns, zeros elsewhere."""
        values = np.zeros(len(self.problem.cost))
        values[self.columns] = missions
        return values

    @cached_property
    def _rows(self) -> tuple[csc_matrix, Floats]:
        p = self.problem
        full = csc_matrix((p.value, p.index, p.start), shape=(len(p.row_lower), len(p.cost))).tocsr()
        entries = np.diff(full.indptr)
        owner = np.repeat(np.arange(len(entries)), entries)
        launch = np.zeros(len(p.cost), dtype=bool)
        launch[self.columns[self.launches]] = True
        bad = ~launch[full.indices] | (full.data < 0)
        faults = np.bincount(owner[bad], minlength=len(entries))
        chosen = (entries > 0) & (faults == 0) & np.isfinite(p.row_upper)
        return full[chosen][:, self.columns].tocsc(), p.row_upper[chosen]

    def rows_of_launches(self) -> tuple[csr_matrix, Floats]:
        """Rows that hold nothing but launches, by the whole columns, and their upper limits."""
        rows, limit = self._rows
        return rows.tocsr(), limit

    def missions_of(self, values: Floats) -> Box:
        """Launches held at ``values`` (of the whole columns), what else is whole left free."""
        return Box(
            np.where(self.launches, values, self.box.lower),
            np.where(self.launches, values, self.box.upper),
        )

    def slack(self, values: Floats) -> Floats:
        """Room left in each whole-only row."""
        rows, limit = self._rows
        left: Floats = limit - rows @ values
        return left


def search(whole: Whole, box: Box, options: Mapping[str, Any], stop: Stop, start: Floats | None = None) -> Outcome:
    """Run HiGHS on the problem with its whole columns held in ``box``, from ``start`` when it is given."""
    problem = whole.problem
    lower, upper = problem.lower.copy(), problem.upper.copy()
    lower[whole.columns], upper[whole.columns] = box.lower, box.upper
    return held(problem, lower, upper, options, stop, None if start is None else whole.spread(start))


def held(
    problem: Matrix,
    lower: Floats,
    upper: Floats,
    options: Mapping[str, Any],
    stop: Stop,
    start: Floats | None = None,
) -> Outcome:
    """Run HiGHS on what the bounds leave open; ``start`` values of all columns, of which the whole ones count.

    HiGHS 1.16 may take a start for better than it is after presolving, and then finds nothing: its answer is the
    start with an objective that the start does not have. Such a run is made once more without the start, in what
    is left of its time. The objective returned is counted from the values.
    """
    part, began = reduce(problem, lower, upper), time.monotonic()
    highs = load(part.problem, options)
    if start is not None:
        index = np.flatnonzero(part.problem.integral)
        highs.setSolution(len(index), index.astype(np.int32), start[part.kept][index])
    found = run(highs, stop)
    if start is not None and mistaken(part.problem, found) and not stop.asked.is_set():
        left_s = max(LEAST_S, options.get("time_limit", float("inf")) - (time.monotonic() - began))
        found = run(load(part.problem, {**options, "time_limit": left_s}), stop)
    if found.values is None:
        return found
    values = part.full(found.values)
    return replace(found, objective=problem.worth(values), values=values)


def mistaken(problem: Matrix, found: Outcome) -> bool:
    """Whether an answer's objective is lower than its values are worth."""
    if found.values is None:
        return False
    counted = problem.worth(found.values)
    return found.objective < counted - MISTAKEN * max(1.0, abs(counted))
