"""HiGHS on the whole problem, with sums of launches as whole columns of their own.

How many missions a fleet sends, from a POE, between two ports, in some ten days, is a whole number too. As columns
these sums are there to branch on and to cut with; the plans are the same (docs/benchmarks.md has the measurement).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.sparse import bmat, csr_matrix, eye

from projection.movement.instance import Instance
from projection.solve.aside import run_aside
from projection.solve.highs import Hear, Outcome, Run, Stop
from projection.solve.matrix import Floats, Matrix
from projection.solve.reduce import sparse
from projection.solve.restrict import Whole

BLOCK_DAYS = 10
"""Days over which launches are summed, besides all."""
FREE_COLUMNS, DOUBLETONS, AGGREGATOR = 1 << 8, 1 << 9, 1 << 12
"""HiGHS's rules of presolving that would put the sums' launches back in their places."""


def with_sums(instance: Instance, run: Run = run_aside) -> Run:
    """``run`` that gives HiGHS sums of launches as well; heard and returned are the problem's own columns."""

    def run_with_sums(problem: Matrix, options: Mapping[str, Any], stop: Stop, hear: Hear) -> Outcome:
        size = len(problem.cost)

        def heard(bound: float, values: Floats | None) -> bool:
            return hear(bound, None if values is None else values[:size])

        kept = {"presolve_rule_off": FREE_COLUMNS | DOUBLETONS | AGGREGATOR}
        found = run(counted(instance, Whole(problem)), {**kept, **options}, stop, heard)
        return found if found.values is None else replace(found, values=found.values[:size])

    return run_with_sums


def counted(instance: Instance, whole: Whole) -> Matrix:
    """The problem with a whole column and a row behind its own for each sum of launches; parts have no names."""
    problem, sums = whole.problem, sums_of(instance, whole)
    places = whole.columns[[place for group in sums for place in group]]
    owner = np.repeat(np.arange(len(sums)), [len(group) for group in sums])
    adds = csr_matrix((np.ones(len(places)), (owner, places)), shape=(len(sums), len(problem.cost)))
    a = bmat([[sparse(problem), None], [adds, -eye(len(sums))]]).tocsc()
    a.sort_indices()
    nothing = np.zeros(len(sums))
    return Matrix(
        cost=np.concatenate([problem.cost, nothing]),
        offset=problem.offset,
        lower=np.concatenate([problem.lower, adds @ problem.lower]),
        upper=np.concatenate([problem.upper, adds @ problem.upper]),
        row_lower=np.concatenate([problem.row_lower, nothing]),
        row_upper=np.concatenate([problem.row_upper, nothing]),
        start=a.indptr.astype(np.int32),
        index=a.indices.astype(np.int32),
        value=np.asarray(a.data, dtype=float),
        integral=np.concatenate([problem.integral, np.ones(len(sums), dtype=np.int32)]),
        columns=(),
        rows=(),
        soon=np.zeros(0, dtype=bool),
    )


def sums_of(instance: Instance, whole: Whole) -> list[list[int]]:
    """Places among the whole columns of the launches of each sum of two or more, no two sums alike."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for place in np.flatnonzero(whole.launches):
        name, day = whole.problem.columns[int(whole.columns[place])][1]
        option, block = instance.options[name], f"{day // BLOCK_DAYS:03d}"
        way = option.fleet, option.poe, option.pod
        for key in (way[:1], way[:2], way, (option.fleet, block), (*way, block)):
            sums.setdefault(key, []).append(int(place))
    unlike = dict.fromkeys(tuple(group) for _, group in sorted(sums.items()) if len(group) > 1)
    return [list(group) for group in unlike]
