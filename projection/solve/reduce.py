"""A smaller matrix for a box: held columns move to the right-hand side, and what they force to zero goes too."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_matrix

from projection.solve.matrix import Floats, Matrix

TINY = 1e-12


@dataclass(frozen=True)
class Reduced:
    """What a box leaves open of a problem; ``kept`` places of its columns, ``base`` values of the rest."""

    problem: Matrix
    kept: npt.NDArray[np.int64]
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
    open_ = upper - lower > TINY
    room = problem.row_upper - a @ base
    rows = a.tocsr()
    for _ in range(3):
        weights = open_.astype(float)
        signs = rows.multiply(weights).tocsr()
        negative = np.asarray((signs < 0).sum(axis=1)).ravel() > 0
        forcing = (room <= TINY) & ~negative & np.isfinite(room)
        struck = (abs(signs[forcing]).sum(axis=0) > 0).A1 if forcing.any() else np.zeros(len(open_), dtype=bool)
        struck = np.asarray(struck).ravel() & open_ & (lower <= TINY) & (problem.integral == 0)
        if not struck.any():
            break
        open_ = open_ & ~struck
    kept = np.flatnonzero(open_)
    part = a[:, kept]
    used = np.flatnonzero((np.diff(part.tocsr().indptr) > 0) | _broken(problem, a @ base))
    part = part.tocsr()[used].tocsc()
    given = a @ base
    return Reduced(
        Matrix(
            cost=problem.cost[kept],
            offset=problem.offset + float(problem.cost @ base),
            lower=lower[kept],
            upper=upper[kept],
            row_lower=(problem.row_lower - given)[used],
            row_upper=(problem.row_upper - given)[used],
            start=part.indptr.astype(np.int32),
            index=part.indices.astype(np.int32),
            value=part.data,
            integral=problem.integral[kept],
            columns=(),
            rows=(),
        ),
        kept,
        base,
    )


def _broken(problem: Matrix, given: Floats) -> npt.NDArray[np.bool_]:
    slack = 1e-6 * np.maximum(1.0, np.abs(given))
    low = given < problem.row_lower - slack
    high = given > problem.row_upper + slack
    broken: npt.NDArray[np.bool_] = low | high
    return broken
