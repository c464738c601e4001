"""A smaller matrix for a box: held columns move to the right-hand side, and what they force to zero goes too."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix

from projection.solve.matrix import Floats, Mask, Matrix

TINY = 1e-12
ROUNDS = 3
"""Rounds in which columns are struck out: loads, then moves that nothing is left for, and so on."""


@dataclass(frozen=True)
class Reduced:
    """What a box leaves open of a problem; ``kept`` and ``rows`` places of its columns and rows.

    ``base`` values of the columns left out.
    """

    problem: Matrix
    kept: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    base: Floats

    def full(self, values: Floats) -> Floats:
        """Values of all columns of the full problem."""
        found = self.base.copy()
        found[self.kept] = values
        return found


def sparse(problem: Matrix) -> csc_matrix:
    """The rows of a problem as a sparse matrix by columns."""
    shape = (len(problem.row_lower), len(problem.cost))
    return csc_matrix((problem.value, problem.index, problem.start), shape=shape)


def reduce(problem: Matrix, lower: Floats, upper: Floats) -> Reduced:
    """Leave out columns that ``lower`` and ``upper`` hold, or that a row then forces to zero; same answers.

    A row with no positive room and no negative entry left forces its columns to zero: loads on missions that are
    not flown. Rows without columns go; a row that cannot hold any more stays, so that the solver says so.
    """
    a = sparse(problem)
    base = np.where(upper - lower <= TINY, lower, 0.0)
    given = a @ base
    kept = np.flatnonzero(upper - lower > TINY)
    part = a[:, kept]
    for _ in range(ROUNDS):
        struck = _forced(part, problem.row_upper - given) & (lower[kept] <= TINY) & (problem.integral[kept] == 0)
        if not struck.any():
            break
        kept, part = kept[~struck], part[:, np.flatnonzero(~struck)]
    used = _broken(problem, given)
    used[part.indices] = True
    number = np.cumsum(used) - 1
    return Reduced(
        Matrix(
            cost=problem.cost[kept],
            offset=problem.offset + float(problem.cost @ base),
            lower=lower[kept],
            upper=upper[kept],
            row_lower=(problem.row_lower - given)[used],
            row_upper=(problem.row_upper - given)[used],
            start=part.indptr.astype(np.int32),
            index=number[part.indices].astype(np.int32),
            value=part.data,
            integral=problem.integral[kept],
            columns=(),
            rows=(),
            soon=np.zeros(0, dtype=bool),
        ),
        kept,
        np.flatnonzero(used),
        base,
    )


def _forced(part: csc_matrix, room: Floats) -> Mask:
    """Columns in a row that has no positive ``room`` and no negative entry."""
    forcing = room <= TINY
    forcing[part.indices[part.data < 0]] = False
    column = np.repeat(np.arange(part.shape[1]), np.diff(part.indptr))
    struck = np.zeros(part.shape[1], dtype=bool)
    struck[column[forcing[part.indices] & (part.data > 0)]] = True
    return struck


def _broken(problem: Matrix, given: Floats) -> Mask:
    slack = 1e-6 * np.maximum(1.0, np.abs(given))
    low = given < problem.row_lower - slack
    high = given > problem.row_upper + slack
    broken: Mask = low | high
    return broken
