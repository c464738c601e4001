"""Rounding cuts: what whole missions leave of a limit that no whole number of them fills."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.sparse import csr_matrix, vstack

from projection.solve.highs import Clock
from projection.solve.matrix import Floats, Matrix
from projection.solve.reduce import sparse
from projection.solve.relaxation import LARGE, Relaxation, nobody
from projection.solve.restrict import Whole

ROUNDS = 8
MOST = 12
"""Largest number of missions to which a limit is rounded."""
EPSILON = 1e-6
VIOLATED = 1e-4


def cut(whole: Whole, clock: Clock, hear: Callable[[float], None] = nobody) -> Relaxation:
    """Add rounding cuts that the relaxation breaks, a few rounds of them; same whole answers.

    The relaxation comes back with its last basis, over the problem with the cuts as rows (`Relaxation.whole`).
    ``hear`` is called with each bound of the whole problem as it is found, here and in its next runs.

    A row of launches alone, sum of a[j] x[j] <= b, times (k + 1) / b and rounded down on both sides, says
    sum of floor((k + 1) a[j] / b) x[j] <= k: three missions fit in a day's slots, not three and a half.
    Source: Chvatal 1973, Gomory 1958.
    """
    relaxation = Relaxation(whole, {"threads": 1}, ease=len(whole.columns) > LARGE)
    relaxation.hear = hear
    rows, limits = whole.rows_of_launches()
    found: list[tuple[csr_matrix, float]] = []
    numbers: list[int] = []
    for _ in range(ROUNDS):
        relaxed = relaxation.run(clock.stop, clock.left_s)
        if relaxed.values is None or clock.over:
            break
        new = _broken(rows, limits, relaxed.values[whole.columns])
        if not new:
            break
        numbers += [relaxation.add_row(row.indices, row.data, limit) for row, limit in new]
        found += new
    if found:
        relaxation.extend(Whole(_extended(whole.problem, whole, found)), numbers)
    return relaxation


def _broken(rows: csr_matrix, limits: Floats, values: Floats) -> list[tuple[csr_matrix, float]]:
    """For each row the rounding that ``values`` break most, if any."""
    rows, limits = rows[limits > 0], limits[limits > 0]
    owner = np.repeat(np.arange(len(limits)), np.diff(rows.indptr))
    share, used = rows.data / limits[owner], values[rows.indices]
    most, chosen = np.full(len(limits), VIOLATED), np.zeros(len(limits), dtype=int)
    for k in range(1, MOST + 1):
        weights = np.floor((k + 1 - EPSILON) * share)
        over = np.bincount(owner, weights * used, len(limits)) - k
        size = np.sqrt(np.bincount(owner, weights**2, len(limits)))
        broken = over > np.maximum(most * size, VIOLATED)
        chosen[broken] = k
        most[broken] = over[broken] / size[broken]
    return [(_rounding(rows[q], limits[q], chosen[q]), float(chosen[q])) for q in np.flatnonzero(chosen)]


def _rounding(row: csr_matrix, limit: float, k: int) -> csr_matrix:
    """The left side of a row's rounding to at most ``k``."""
    rounded = row.copy()
    rounded.data = np.floor((k + 1 - EPSILON) * row.data / limit)
    rounded.eliminate_zeros()
    return rounded


def _extended(problem: Matrix, whole: Whole, cuts: list[tuple[csr_matrix, float]]) -> Matrix:
    """The problem with one more row for each cut, named ("rounding", number)."""
    inner = vstack([row for row, _ in cuts]).tocoo()
    shape = (len(cuts), len(problem.cost))
    more = csr_matrix((inner.data, (inner.row, whole.columns[inner.col])), shape=shape)
    a = vstack([sparse(problem), more]).tocsc()
    a.sort_indices()
    return replace(
        problem,
        row_lower=np.concatenate([problem.row_lower, np.full(len(cuts), -np.inf)]),
        row_upper=np.concatenate([problem.row_upper, [limit for _, limit in cuts]]),
        start=a.indptr.astype(np.int32),
        index=a.indices.astype(np.int32),
        value=np.asarray(a.data, dtype=float),
        rows=(*problem.rows, *(("rounding", number) for number in range(len(cuts)))),
    )
