"""Pyomo model to arrays: the fast road of standard form, in the order of declaration."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pyomo.common.gc_manager import PauseGC
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler
from scipy.sparse import csc_matrix

from projection.model.model import Model
from projection.movement.instance import Instance

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Matrix:
    """A mixed-integer program in arrays: minimise cost x + offset, row_lower <= A x <= row_upper.

    ``start``, ``index``, ``value`` hold A by columns; ``integral`` is 1 where a column is whole; ``columns`` and
    ``rows`` name them as (component, key). ``soon`` marks loads to begin with where all cannot be looked at
    (`pricing.py`): those that land by their ULN's required day, or that a relaxation had. Parts may have no names.
    """

    cost: Floats
    offset: float
    lower: Floats
    upper: Floats
    row_lower: Floats
    row_upper: Floats
    start: Ints
    index: Ints
    value: Floats
    integral: Ints
    columns: tuple[tuple[str, Any], ...]
    rows: tuple[tuple[str, Any], ...]
    soon: Mask

    def worth(self, values: Floats) -> float:
        """Objective of values of all columns, counted."""
        return float(self.cost @ values) + self.offset

    def holds(self, values: Floats, slack: float = 1e-6) -> bool:
        """Whether values keep every row, bound and whole column, within ``slack`` of each limit's size."""
        shape = (len(self.row_lower), len(self.cost))
        activity = csc_matrix((self.value, self.index, self.start), shape=shape) @ values
        rows = slack * np.maximum(1.0, np.abs(activity))
        whole = values[self.integral > 0]
        return bool(
            (activity >= self.row_lower - rows).all()
            and (activity <= self.row_upper + rows).all()
            and (values >= self.lower - slack).all()
            and (values <= self.upper + slack).all()
            and (np.abs(whole - np.round(whole)) <= slack).all()
        )


def matrix(model: Model) -> Matrix:
    """Compile the Pyomo model; columns that meet no row and cost nothing are left out by Pyomo."""
    with PauseGC():
        form = LinearStandardFormCompiler().write(model.pyomo, mixed_form=True, set_sense=None)
        sense = np.array([row.bound_type for row in form.rows])
        rhs = np.asarray(form.rhs, dtype=float)
        a = form.A.tocsc()
        bounds = [column.bounds for column in form.columns]
        names = tuple((c.parent_component().local_name, c.index()) for c in form.columns)
        return Matrix(
            cost=np.asarray(form.c.todense(), dtype=float).ravel(),
            offset=float(form.c_offset[0]),
            lower=np.array([-np.inf if low is None else low for low, _ in bounds], dtype=float),
            upper=np.array([np.inf if high is None else high for _, high in bounds], dtype=float),
            row_lower=np.where(sense == 1, -np.inf, rhs),
            row_upper=np.where(sense == -1, np.inf, rhs),
            start=a.indptr.astype(np.int32),
            index=a.indices.astype(np.int32),
            value=np.asarray(a.data, dtype=float),
            integral=np.array([not column.is_continuous() for column in form.columns], dtype=np.int32),
            columns=names,
            rows=tuple((r.constraint.parent_component().local_name, r.constraint.index()) for r in form.rows),
            soon=np.array([name == "loads" and _lands_in_time(model.instance, *key) for name, key in names]),
        )


def _lands_in_time(instance: Instance, uln: str, pool: str, cargo: str, day: int) -> bool:
    """Whether a load lands at its port by its ULN's required day."""
    return day + instance.pools[pool].landed <= instance.requirements[uln].rdd
