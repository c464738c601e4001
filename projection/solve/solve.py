"""`solve`: a model and the scenario's [solver] become a Solution."""

import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from projection.model.model import Model
from projection.scenario.rows import Solver
from projection.solve.highs import Outcome, Stop, Watch, load, run, solver_options
from projection.solve.matrix import Matrix, matrix
from projection.solve.solution import Solution, Status, relative_gap

ZERO = 1e-7


def solve(model: Model, solver: Solver, watch: Watch | None = None, stop: Stop | None = None) -> Solution:
    """Solve to the gap or the time limit, whichever comes first; an interrupt keeps the best plan."""
    began = time.monotonic()
    stop = stop or Stop()
    problem = matrix(model)
    left = solver.time_limit_s - (time.monotonic() - began)
    found = run(load(problem, solver_options(solver, left)), watch, stop)
    return Solution(
        status=_status(found, solver, stop),
        objective=found.objective,
        bound=min(found.bound, found.objective),
        seconds=time.monotonic() - began,
        values={} if found.values is None else by_component(problem, found.values),
    )


def _status(found: Outcome, solver: Solver, stop: Stop) -> Status:
    if found.values is None:
        return "no plan"
    gap = relative_gap(found.objective, found.bound)
    if gap <= 1e-6:
        return "optimal"
    if gap <= solver.gap + 1e-9:
        return "gap reached"
    return "interrupted" if stop.asked.is_set() else "time limit"


def by_component(problem: Matrix, values: np.ndarray) -> Mapping[str, Mapping[Any, float]]:
    """Values that are not zero by component and key; whole ones rounded."""
    named: dict[str, dict[Any, float]] = {}
    for (component, key), value, whole in zip(problem.columns, values, problem.integral, strict=True):
        clean = float(round(value)) if whole else float(value)
        if abs(clean) > ZERO:
            named.setdefault(component, {})[key] = clean
    return named
