"""`Solution`: what the solver found, and how far it is proved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Status = Literal["optimal", "gap reached", "time limit", "interrupted", "unfinished", "no plan"]
"""How a search ended; "unfinished" while it goes on, and for good when the run was killed."""


@dataclass(frozen=True)
class GoalReached:
    """A goal of several in order: what the plan reaches, and the bound of its own search (None = not searched)."""

    name: str
    value: float
    bound: float | None


@dataclass(frozen=True)
class Solution:
    """Values of the variables that are not zero, by component and key; status, objective, bound, gap.

    ``gap`` is (objective - bound) / max(objective, 1e-9), all in weighted ston-days; ``seconds`` wall clock.
    """

    status: Status
    objective: float
    bound: float
    seconds: float
    values: Mapping[str, Mapping[Any, float]]
    goals: tuple[GoalReached, ...] = ()

    @property
    def gap(self) -> float:
        """Relative gap between plan and bound."""
        return relative_gap(self.objective, self.bound)


def relative_gap(objective: float, bound: float) -> float:
    """Distance from bound to objective as a share of the objective; 0 when they meet."""
    if objective == float("inf"):
        return float("inf")
    return max(0.0, objective - bound) / max(abs(objective), 1e-9)


@dataclass(frozen=True)
class Progress:
    """One look at a running solve: wall seconds, best plan, proved bound, phase in words."""

    seconds: float
    objective: float
    bound: float
    phase: str

    @property
    def gap(self) -> float:
        """Relative gap between plan and bound."""
        return relative_gap(self.objective, self.bound)
