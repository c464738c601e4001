"""What coarse days may cost: the relaxation over every day, against a plan of coarse ones."""

from projection.model.build import build
from projection.movement.instance import Instance
from projection.solve.highs import Stop
from projection.solve.matrix import matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole


def daily_bound(instance: Instance, time_limit_s: float) -> float | None:
    """Weighted ston-days that no plan of ``instance`` goes below; None when the time was up.

    The linear relaxation, so the loss read from it is at most that: part of it is the relaxation's own.
    """
    found = Relaxation(Whole(matrix(build(instance))), {"threads": 1}).run(Stop(), time_limit_s)
    return found.bound if found.solved else None
