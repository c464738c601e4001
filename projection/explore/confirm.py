"""Re-solving: a problem as it is, and with one unit more of a limit; what became of each ULN."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from projection.movement.instance import Instance, Launch
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Shortfall
from projection.plan.schedule import schedule
from projection.scenario.rows import Solver
from projection.solve.draw import Neighbourhoods
from projection.solve.highs import Clock, Stop, forget_threads
from projection.solve.improve import Guide, Incumbent, improve
from projection.solve.matrix import Floats, Mask, Matrix
from projection.solve.reduce import sparse
from projection.solve.restrict import Whole, search
from projection.solve.solution import Solution, Status
from projection.solve.solve import by_component, searched

PROVED = 1e-6
SMALL = 1500
"""Whole columns up to which a problem is solved to the end."""


@dataclass(frozen=True)
class Solved:
    """A solve: all columns, objective, and whether it is proved to be the best."""

    values: Floats
    objective: float
    proved: bool


class Resolve:
    """Solves a problem and its changed copies, all in the same way and from the same plan.

    A problem of up to `SMALL` whole columns is solved exactly by HiGHS; a larger one only around the plan, for as
    many seconds as are given. Then what is found is at least there, but more may be.
    """

    def __init__(
        self, instance: Instance, solver: Solver, sorties: Mapping[Launch, float], limit_s: float
    ) -> None:
        self.instance = instance
        self.solver = solver.model_copy(update={"gap": 0.0, "time_limit_s": limit_s, "threads": 1})
        self.sorties = sorties
        self.near: Mask | None = None

    def exact(self, problem: Matrix) -> bool:
        """Whether a problem is small enough to be solved to the end."""
        return int(problem.integral.sum()) <= SMALL

    def missions(self, problem: Matrix) -> Floats:
        """Whole columns of the plan as it is; those that are no launches follow as is best."""
        whole = Whole(problem)
        names = [problem.columns[int(c)] for c in whole.columns]
        held = np.array([self.sorties.get(key, 0.0) if kind == "sorties" else 0.0 for kind, key in names])
        limits = {"threads": 1, "time_limit": self.solver.time_limit_s}
        forget_threads()
        found = search(whole, whole.missions_of(held), limits, Stop())
        return held if found.values is None else np.round(found.values[whole.columns])

    def run(self, problem: Matrix, start: Floats | None = None, rows: Sequence[int] = ()) -> Solved | None:
        """Solve a problem, from values of all columns where given; a large one first in what ``rows`` hold."""
        forget_threads()
        if not self.exact(problem):
            return self._around(problem, start, rows)
        found = searched(self.instance, problem, self.solver, None, Stop(), start)
        if found.best_values is None:
            return None
        proved = found.objective - found.bound <= PROVED * max(1.0, abs(found.objective))
        return Solved(found.best_values, found.objective, proved)

    def plan_as_it_is(self, problem: Matrix) -> Floats | None:
        """Values of all columns with the plan's missions."""
        whole = Whole(problem)
        missions = self.missions(problem)
        limits = {"threads": 1, "time_limit": self.solver.time_limit_s}
        return search(whole, whole.missions_of(missions), limits, Stop()).values

    def _around(self, problem: Matrix, start: Floats | None, rows: Sequence[int]) -> Solved | None:
        """Search neighbourhoods of ``start`` until the time is up, first missions in ``rows`` and those near."""
        if start is None:
            return None
        whole = Whole(problem)
        clock = Clock(Stop(), time.monotonic() + self.solver.time_limit_s)
        best = Incumbent.of(whole, start)
        around = Neighbourhoods(self.instance, whole, self.solver.seed)
        guide = Guide.none(whole) if self.near is None else Guide(self.near, self.near)
        near = guide.near
        own = _in_rows(problem, rows)[whole.columns]
        first = [mask | ~whole.launches for mask in ((own, own | near) if rows else (near,))]
        while not clock.over:
            drawn = not first
            found = improve(whole, best, around.draw(guide, best) if drawn else first.pop(0), clock)
            better = found.values is not None and found.objective < best.objective - 1e-9
            if drawn:
                around.learn(found, best, better)
            if better and found.values is not None:
                best = Incumbent.of(whole, found.values)
        return Solved(best.values, best.objective, proved=False)


def _in_rows(problem: Matrix, rows: Sequence[int]) -> Mask:
    """Which columns meet some of the rows."""
    marks: Mask = np.asarray(abs(sparse(problem).tocsr()[list(rows)]).sum(axis=0)).ravel() > 0
    return marks


def closings(
    instance: Instance, problem: Matrix, solved: Solved, stamp: Mapping[str, Any]
) -> dict[str, int | None]:
    """Day on which each ULN closes; None where some of it never arrives."""
    values = by_component(problem, solved.values)
    status: Status = "optimal" if solved.proved else "time limit"
    solution = Solution(status, solved.objective, solved.objective, 0.0, values)
    made = ("status", "objective", "bound", "gap", "terms", "goals")
    plan = schedule(instance, solution, {key: value for key, value in stamp.items() if key not in made})
    return closing_days(plan)


def closing_days(plan: Plan) -> dict[str, int | None]:
    """Day on which each ULN of a plan closes."""
    return {row.uln: row.closure_day for row in rows_of(Shortfall, plan.tables["shortfalls"])}
