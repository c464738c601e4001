"""Matrix to HiGHS: load, run, stop."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from projection.solve.matrix import Floats, Matrix

Hear = Callable[[float, Floats | None], bool]
"""Hears the bound of a run, and the values of all columns of each better plan; says whether the run is to end."""


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
class Clock:
    """When a solve has to end: at ``end`` of the monotonic clock, or when ``stop`` is asked."""

    stop: Stop
    end: float

    @property
    def left_s(self) -> float:
        """Seconds left; negative when it is over."""
        return self.end - time.monotonic()

    @property
    def over(self) -> bool:
        """Whether the time is up or a stop was asked."""
        return self.stop.asked.is_set() or self.left_s <= 0.1


@dataclass(frozen=True)
class Outcome:
    """What HiGHS says: model status in its words, objective, bound, column values (None without a plan).

    ``work`` rows times simplex iterations: a measure of its time that does not depend on the clock.
    """

    status: str
    objective: float
    bound: float
    values: Floats | None
    work: float = 0.0

    @property
    def solved(self) -> bool:
        """Whether HiGHS proved its answer, to the gap asked."""
        return self.status == "Optimal"


Run = Callable[[Matrix, Mapping[str, Any], Stop, Hear], Outcome]
"""A way to run HiGHS on a problem with options: here, in a process of its own, with more columns."""


def forget_threads() -> None:
    """Let the next HiGHS object choose its threads anew; call it when no other one is at work.

    HiGHS keeps one scheduler for the process, and a run that asks for another count of threads fails.
    """
    highspy.Highs.resetGlobalScheduler(True)


def quiet(options: Mapping[str, Any]) -> highspy.Highs:
    """A HiGHS object that says nothing, with its options set; raises SolverError when one is refused."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    for name, value in options.items():
        if highs.setOptionValue(name, value) != highspy.HighsStatus.kOk:
            raise SolverError(f"HiGHS refuses option {name} = {value!r}")
    return highs


def load(problem: Matrix, options: Mapping[str, Any]) -> highspy.Highs:
    """Pass a matrix to a quiet HiGHS object with its options set; raises SolverError when either is refused."""
    highs = quiet(options)
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


def run(highs: highspy.Highs, stop: Stop, hear: Hear | None = None) -> Outcome:
    """Run HiGHS on a mixed-integer problem; ``stop`` ends it and keeps its plan; ``hear`` hears how it goes."""

    def poll(event: Any) -> None:
        if stop.asked.is_set() or (hear is not None and hear(event.data_out.mip_dual_bound, None)):
            event.interrupt()

    def better(event: Any) -> None:
        if hear is not None:
            hear(event.data_out.mip_dual_bound, np.array(event.data_out.mip_solution))

    def linear(event: Any) -> None:
        if stop.asked.is_set() or (hear is not None and hear(float("-inf"), None)):
            event.interrupt()

    highs.cbMipInterrupt += poll
    if hear is not None:
        highs.cbMipImprovingSolution += better
        highs.cbSimplexInterrupt += linear
    status = highs.run()
    highs.cbMipInterrupt -= poll
    if hear is not None:
        highs.cbMipImprovingSolution -= better
        highs.cbSimplexInterrupt -= linear
    if status == highspy.HighsStatus.kError:
        raise SolverError(f"HiGHS ends in an error: {highs.modelStatusToString(highs.getModelStatus())}")
    return outcome(highs)


def run_here(problem: Matrix, options: Mapping[str, Any], stop: Stop, hear: Hear) -> Outcome:
    """Load and run HiGHS on a problem in this process."""
    return run(load(problem, options), stop, hear)


def outcome(highs: highspy.Highs) -> Outcome:
    """Status, objective, bound and values of a finished run; one without whole columns is linear."""
    info = highs.getInfo()
    if info.mip_node_count < 0:
        return linear_outcome(highs)
    found = info.primal_solution_status == 2
    return Outcome(
        status=highs.modelStatusToString(highs.getModelStatus()),
        objective=info.objective_function_value if found else float("inf"),
        bound=info.mip_dual_bound,
        values=np.array(highs.getSolution().col_value) if found else None,
        work=float(highs.getNumRow()) * info.simplex_iteration_count,
    )


def run_linear(highs: highspy.Highs, stop: Stop, time_left_s: float) -> Outcome:
    """Run HiGHS on a linear problem that stays loaded; its clock runs on from one run to the next."""

    def poll(event: Any) -> None:
        if stop.asked.is_set():
            event.interrupt()

    highs.setOptionValue("time_limit", highs.getRunTime() + max(time_left_s, 0.1))
    highs.cbSimplexInterrupt += poll
    highs.run()
    highs.cbSimplexInterrupt -= poll
    return linear_outcome(highs)


def linear_outcome(highs: highspy.Highs) -> Outcome:
    """Status, objective and values of a finished linear run; its objective is its bound."""
    status = highs.modelStatusToString(highs.getModelStatus())
    if status != "Optimal":
        nothing = float("inf") if status == "Infeasible" else float("-inf")
        return Outcome(status, nothing, nothing, None)
    value = highs.getInfo().objective_function_value
    return Outcome(status, value, value, np.array(highs.getSolution().col_value))
