"""The methods measured side by side: the search, and the two baselines that others would use."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pyomo.contrib.solver.common.util import NoSolutionError
from pyomo.contrib.solver.solvers.highs import Highs
from pyomo.environ import quicksum

from projection.model.build import EQUATIONS, build
from projection.model.model import Model
from projection.movement.instance import Instance, Load
from projection.movement.pools import Pool
from projection.scenario.rows import Solver
from projection.solve.greedy import greedy
from projection.solve.highs import Clock, Stop, load
from projection.solve.loading import loaded
from projection.solve.matrix import Matrix, matrix
from projection.solve.restrict import Whole
from projection.solve.solution import Progress, Solution, Status, relative_gap
from projection.solve.solve import by_component, searched, status_of

Tell = Callable[..., None]
"""Called with what there is to tell, as keywords that JSON can hold."""
Method = Callable[["Posed", Solver, Tell], tuple[Instance, Solution]]
PLAIN = tuple(name for name in EQUATIONS if name != "whole_ships")
"""The equations without the links that make a ship pay for itself as a whole; no plan is lost or won by them."""


@dataclass(frozen=True)
class Posed:
    """A problem: the instance, the rules that count, and what a unit of a load costs on top (None = nothing)."""

    instance: Instance
    equations: tuple[str, ...] = tuple(EQUATIONS)
    unit_cost: Callable[[Load], float] | None = None


def by_search(posed: Posed, solver: Solver, tell: Tell) -> tuple[Instance, Solution]:
    """The project's own way."""
    instance, problem = posed.instance, _loaded(posed, tell)
    stop = Stop()
    found = searched(instance, problem, solver, Teller(tell).progress, stop)
    values = {} if found.best_values is None else by_component(problem, found.best_values)
    Teller(tell).progress(found.progress())
    bound = min(found.bound, found.objective)
    return instance, Solution(status_of(found, solver, stop), found.objective, bound, 0.0, values)


def by_one_pass(posed: Posed, solver: Solver, tell: Tell) -> tuple[Instance, Solution]:
    """Unit by unit on the soonest mission with room, as a simulation does; it proves nothing."""
    instance, problem = posed.instance, _loaded(posed, tell)
    whole = Whole(problem)
    found = loaded(whole, greedy(instance, whole), Clock(Stop(), time.monotonic() + solver.time_limit_s))
    if found.values is None:
        return instance, Solution("no plan", math.inf, 0.0, 0.0, {})
    tell(objective=found.objective, bound=None, phase="one pass")
    return instance, Solution("time limit", found.objective, 0.0, 0.0, by_component(problem, found.values))


def by_pyomo(posed: Posed, solver: Solver, tell: Tell) -> tuple[Instance, Solution]:
    """The plain formulation by Pyomo's rules and Pyomo's own HiGHS interface: a load for each option, no links."""
    single = unpooled(posed.instance)
    model = _built(replace(posed, instance=single, equations=tuple(n for n in posed.equations if n in PLAIN)))
    tell(mark="build", sizes={"loads": len(single.loads)})
    interface = Listening()
    interface.tell = tell
    found = interface.solve(
        model.pyomo,
        time_limit=solver.time_limit_s,
        rel_gap=solver.gap,
        threads=solver.threads,
        load_solutions=False,
        raise_exception_on_nonoptimal_result=False,
    )
    objective, bound = found.incumbent_objective, found.objective_bound
    if objective is None or not math.isfinite(objective):
        return single, Solution("no plan", math.inf, bound or 0.0, 0.0, {})
    bound = min(bound or 0.0, objective)
    Teller(tell).say(objective, bound, "HiGHS")
    status: Status = "gap reached" if relative_gap(objective, bound) <= solver.gap + 1e-9 else "time limit"
    return single, Solution(status, objective, bound, 0.0, _values(model, found.solution_loader))


METHODS: dict[str, Method] = {"search": by_search, "plain": by_pyomo, "greedy": by_one_pass}


def unpooled(instance: Instance) -> Instance:
    """The same problem with a pool for each option: a load says which option carries it."""
    pools = {}
    for pool in instance.pools.values():
        for option in pool.options:
            name = _single(pool, option)
            shared = pool.shared and f"{pool.shared}|{option}"
            pools[name] = replace(pool, id=name, options=(option,), shared=shared)
    loads = sorted(
        (uln, _single(instance.pools[pool], option), cargo, day)
        for uln, pool, cargo, day in instance.loads
        for option in instance.pools[pool].options
        if day in instance.options[option].launches
    )
    return replace(instance, pools=dict(sorted(pools.items())), loads=tuple(loads))


def _single(pool: Pool, option: str) -> str:
    """Name of the pool of an option alone."""
    return pool.id if pool.options == (option,) else f"{pool.id}|{option}"


class Teller:
    """Tells objective and bound whenever one of them has changed."""

    def __init__(self, tell: Tell) -> None:
        self.tell = tell
        self.last: tuple[Any, ...] = ()

    def progress(self, progress: Progress) -> None:
        """Take one look at a running search."""
        self.say(progress.objective, progress.bound, progress.phase)

    def say(self, objective: float, bound: float, phase: str) -> None:
        """Tell what is new."""
        if (objective, bound, phase) != self.last:
            self.last = (objective, bound, phase)
            self.tell(objective=plain_number(objective), bound=plain_number(bound), phase=phase)


class Listening(Highs):  # type: ignore[misc]
    """Pyomo's own interface, telling when the model is loaded and how HiGHS comes along."""

    tell: Tell
    """To be set before solving; Pyomo calls the constructor again."""

    def _solve(self) -> Any:
        self.tell(mark="load")
        teller = Teller(self.tell)
        least_s = 0.2
        due = 0.0

        def hear(event: Any) -> None:
            nonlocal due
            if time.monotonic() >= due:
                due = time.monotonic() + least_s
                out = event.data_out
                teller.say(out.mip_primal_bound, out.mip_dual_bound, "HiGHS")

        self._solver_model.cbMipInterrupt += hear
        return super()._solve()


def _built(posed: Posed) -> Model:
    """The Pyomo model, with what loads cost on top."""
    model = build(posed.instance, posed.equations)
    cost = posed.unit_cost
    if cost is not None:
        extra = quicksum(cost(load) * model.load[load] for load in posed.instance.loads)
        model.pyomo.weighted_ston_days.set_value(model.pyomo.weighted_ston_days.expr + extra)
    return model


def _loaded(posed: Posed, tell: Tell) -> Matrix:
    """The matrix of the whole model; building, compiling and passing it are told apart."""
    instance, model = posed.instance, _built(posed)
    tell(mark="build")
    problem = matrix(model)
    sizes = {"rows": len(problem.row_lower), "columns": len(problem.cost), "entries": len(problem.value)}
    tell(mark="matrix", sizes={**sizes, "loads": len(instance.loads), "whole": int(problem.integral.sum())})
    load(problem, {})
    tell(mark="load")
    return problem


def _values(model: Model, loader: Any) -> dict[str, dict[Any, float]]:
    """Values that are not zero by component and key; whole ones rounded."""
    named: dict[str, dict[Any, float]] = {}
    try:
        found = loader.get_vars()
    except NoSolutionError:
        return {}
    for variable, value in found.items():
        clean = float(value) if variable.is_continuous() else float(round(value))
        if abs(clean) > 1e-7:
            named.setdefault(variable.parent_component().local_name, {})[variable.index()] = clean
    return named


def plain_number(value: float | None) -> float | None:
    """``value`` as JSON can hold it: what is not finite is null."""
    return value if value is not None and math.isfinite(value) else None
