"""Matrix to HiGHS: run, watch, stop."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from projection.scenario.rows import Solver
from projection.solve.matrix import Floats, Matrix
from projection.solve.solution import Progress

Watch = Callable[[Progress], None]


class SolverError(RuntimeError):
    """HiGHS refused an option, a model or a run."""


@dataclass
class Stop:
    """A flag that stops a running solve; the best plan so far is kept."""

    asked: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        """Ask the solve to end at its next poll."""
        self.asked.set()


@dataclass(frozen=True)
class Outcome:
    """What HiGHS says: model status in its words, objective, bound, column values (None without a plan)."""

    status: str
    objective: float
    bound: float
    values: Floats | None
    row_dual: Floats | None = None
    col_dual: Floats | None = None


def load(problem: Matrix, options: Mapping[str, Any]) -> highspy.Highs:
    """Pass a matrix to a quiet HiGHS object with its options set; raises SolverError when either is refused."""
    highs = highspy.Highs()
    for name, value in {"output_flag": False, **options}.items():
        if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverError(f"HiGHS refuses option {name} = {value!r}")
    status = highs.passModel(
        len(problem.cost),
        len(problem.row_lower),
        len(problem.value),
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        problem.offset,
        problem.cost,
        problem.lower,
        problem.upper,
        problem.row_lower,
        problem.row_upper,
        problem.start,
        problem.index,
        problem.value,
        problem.integral,
    )
    if status == highspy.HighsStatus.kError:
        raise SolverError("HiGHS refuses the model")
    return highs


def solver_options(solver: Solver, time_left_s: float) -> dict[str, Any]:
    """HiGHS options from the scenario's [solver]."""
    return {
        "threads": solver.threads,
        "random_seed": solver.seed,
        "mip_rel_gap": solver.gap,
        "mip_abs_gap": 1e-6,
        "time_limit": max(time_left_s, 0.1),
    }


def set_start(highs: highspy.Highs, problem: Matrix, start: Mapping[tuple[str, Any], float]) -> None:
    """Offer whole-number values as a start; HiGHS completes the rest by a linear program."""
    place = {name: i for i, name in enumerate(problem.columns)}
    whole = [i for i, flag in enumerate(problem.integral) if flag]
    values = np.zeros(len(problem.cost))
    for name, value in start.items():
        if name in place:
            values[place[name]] = round(value)
    index = np.array(whole, dtype=np.int32)
    highs.setSolution(len(index), index, values[index])


def run(
    highs: highspy.Highs, watch: Watch | None = None, stop: Stop | None = None, phase: str = "search"
) -> Outcome:
    """Run HiGHS in a thread while this one watches; Ctrl-C or ``stop`` ends it and keeps the best plan."""
    stop = stop or Stop()
    began = time.monotonic()
    latest: list[Progress] = []

    def poll(event: Any) -> None:
        data = event.data_out
        latest[:] = [Progress(time.monotonic() - began, data.mip_primal_bound, data.mip_dual_bound, phase)]
        if stop.asked.is_set():
            event.interrupt()

    highs.cbMipInterrupt += poll
    thread = threading.Thread(target=highs.run, daemon=True)
    thread.start()
    while thread.is_alive():
        try:
            thread.join(0.2)
            if watch is not None and latest:
                watch(latest[0])
        except KeyboardInterrupt:
            stop.ask()
    highs.cbMipInterrupt -= poll
    return outcome(highs)


def outcome(highs: highspy.Highs) -> Outcome:
    """Status, objective, bound and values of a finished run."""
    status = highs.modelStatusToString(highs.getModelStatus())
    info = highs.getInfo()
    found = info.primal_solution_status == 2
    solution = highs.getSolution()
    values = np.array(solution.col_value) if found else None
    whole = info.mip_node_count >= 0
    bound = info.mip_dual_bound if whole else info.objective_function_value
    return Outcome(
        status=status,
        objective=info.objective_function_value if found else float("inf"),
        bound=bound,
        values=values,
        row_dual=np.array(solution.row_dual) if solution.dual_valid else None,
        col_dual=np.array(solution.col_dual) if solution.dual_valid else None,
    )
