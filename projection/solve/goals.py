"""Goals in order: each is made small while the earlier ones keep nearly what they reached."""

import time
from dataclasses import dataclass, replace

import numpy as np
from pyomo.repn import generate_standard_repn
from scipy.sparse import csr_matrix, vstack

from projection.model.goals import GOALS
from projection.model.model import Model
from projection.scenario.politics import Goals
from projection.scenario.rows import Solver
from projection.solve.highs import Stop
from projection.solve.keep import Keep
from projection.solve.matrix import Floats, Matrix, matrix
from projection.solve.pipeline import Search
from projection.solve.reduce import sparse
from projection.solve.solution import GoalReached, Solution, Status
from projection.solve.solve import Watch, by_component, searched, solve, status_of

FIRST = 0.6
"""Share of the time limit for the first goal; the others share what is left."""
_WORST: tuple[Status, ...] = ("optimal", "gap reached", "time limit", "interrupted", "no plan")


@dataclass(frozen=True)
class _Sum:
    """A linear sum of the columns of a matrix."""

    costs: Floats
    constant: float

    def at(self, values: Floats) -> float:
        """Its value."""
        return float(self.costs @ values) + self.constant


def solve_in_order(
    model: Model,
    solver: Solver,
    goals: Goals,
    watch: Watch | None = None,
    stop: Stop | None = None,
    keep: Keep | None = None,
) -> Solution:
    """Solve for each goal in turn, then for the weighted sum, each from the plan before; `solve` without goals.

    The bound of the first goal holds for every plan, that of a later one for plans that keep the earlier goals
    within ``slack`` of what was reached; so does that of the weighted sum, which the solution carries. ``keep`` is
    handed the best plan so far now and then.
    """
    if not goals.order:
        return solve(model, solver, watch, stop, keep)
    began = time.monotonic()
    run = _InOrder(model, solver, goals, stop or Stop())
    for place in range(len(goals.order) + 1):
        left_s = solver.time_limit_s - (time.monotonic() - began)
        share = FIRST if place == 0 else 1 / (len(goals.order) + 1 - place)
        if not run.step(place, max(1.0, share * left_s), watch, keep):
            break
    return run.solution(time.monotonic() - began)


class _InOrder:
    """The goals done so far: the plan, what each reached, and how far it is proved."""

    def __init__(self, model: Model, solver: Solver, goals: Goals, stop: Stop) -> None:
        self.model, self.solver, self.goals, self.stop = model, solver, goals, stop
        self.whole = matrix(model)
        self.sums = {name: _sum(model, self.whole, name) for name in goals.order}
        self.rows: list[tuple[Floats, float]] = []
        self.best: Floats | None = None
        self.bounds: dict[str, float] = {}
        self.statuses: list[Status] = []

    def step(self, place: int, limit_s: float, watch: Watch | None, keep: Keep | None) -> bool:
        """Search for the goal at ``place``, last of all for the weighted sum; False when no more can follow."""
        if self.stop.asked.is_set() and place:
            return False
        name = self.goals.order[place] if place < len(self.goals.order) else ""
        problem = _with_rows(self.whole, self.rows)
        if name:
            problem = replace(problem, cost=self.sums[name].costs, offset=self.sums[name].constant)
        solver = self.solver.model_copy(update={"time_limit_s": limit_s})

        def look(search: Search) -> None:
            if keep is not None and search.best is not None:
                keep.look((place, search.objective, search.bound), lambda: self._so_far(name, search))

        search = searched(self.model.instance, problem, solver, watch, self.stop, self.best, look)
        self.statuses.append(status_of(search, solver, self.stop))
        self.best = search.best_values
        if self.best is None:
            return False
        self.bounds[name] = min(search.bound, search.objective)
        if name:
            value = self.sums[name].at(self.best)
            limit = value + abs(value) * self.goals.slack + 1e-6
            self.rows.append((self.sums[name].costs, limit - self.sums[name].constant))
        return True

    def _so_far(self, name: str, search: Search) -> Solution:
        """The best plan while the search for a goal goes on."""
        self.best = search.best_values
        self.bounds[name] = min(search.bound, search.objective)
        return replace(self.solution(0.0), status="unfinished")

    def solution(self, seconds: float) -> Solution:
        """The last plan with the weighted sum's bound and each goal's value and bound."""
        if self.best is None:
            return Solution("no plan", float("inf"), 0.0, seconds, {})
        objective = self.whole.worth(self.best)
        done: list[Status] = self.statuses
        if len(done) <= len(self.goals.order):
            done = [*done, "interrupted"]
        return Solution(
            status=max(done, key=_WORST.index),
            objective=objective,
            bound=min(self.bounds.get("", 0.0), objective),
            seconds=seconds,
            values=by_component(self.whole, self.best),
            goals=tuple(
                GoalReached(name, self.sums[name].at(self.best), self.bounds.get(name))
                for name in self.goals.order
            ),
        )


def _sum(model: Model, problem: Matrix, name: str) -> _Sum:
    """A goal over the columns of a matrix."""
    found = generate_standard_repn(GOALS[name](model), quadratic=False)
    place = {column: number for number, column in enumerate(problem.columns)}
    costs = np.zeros(len(problem.columns))
    for variable, factor in zip(found.linear_vars, found.linear_coefs, strict=True):
        key = (variable.parent_component().local_name, variable.index())
        if key in place:
            costs[place[key]] += float(factor)
    return _Sum(np.where(np.abs(costs) > 1e-9, costs, 0.0), float(found.constant))


def _with_rows(problem: Matrix, rows: list[tuple[Floats, float]]) -> Matrix:
    """The problem with rows: costs times columns at most a limit."""
    if not rows:
        return problem
    a = vstack([sparse(problem), csr_matrix(np.array([costs for costs, _ in rows]))]).tocsc()
    a.sort_indices()
    return replace(
        problem,
        row_lower=np.concatenate([problem.row_lower, np.full(len(rows), -np.inf)]),
        row_upper=np.concatenate([problem.row_upper, [limit for _, limit in rows]]),
        start=a.indptr.astype(np.int32),
        index=a.indices.astype(np.int32),
        value=np.asarray(a.data, dtype=float),
        rows=(*problem.rows, *(("goal", number) for number in range(len(rows)))),
    )
