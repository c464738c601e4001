"""Prices of rows: what one unit more of a limit is worth, in the relaxation and in a plan as it stands."""

import numpy as np

from projection.solve.highs import Stop
from projection.solve.matrix import Floats, Mask, Matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Whole

LINEAR = {"threads": 1}


def relaxed_prices(problem: Matrix, time_limit_s: float) -> tuple[Floats, Mask] | None:
    """What each row's limit is worth in the linear relaxation, and the launches near its answer.

    The gain is in weighted ston-days for one unit more on the row's right-hand side, zero or more; None when the
    time was up. The relaxation is that of the model alone, without rounding cuts, as these are not limits.
    """
    whole = Whole(problem)
    relaxation = Relaxation(whole, LINEAR)
    found = relaxation.run(Stop(), time_limit_s)
    if found.values is None:
        return None
    return _gains(relaxation), relaxation.near(found.values)


def plan_prices(problem: Matrix, missions: Floats, time_limit_s: float) -> Floats | None:
    """The same with all whole columns held at ``missions``: what one unit more is worth to the plan as it is."""
    whole = Whole(problem)
    relaxation = Relaxation(whole, LINEAR)
    relaxation.hold(np.arange(len(whole.columns)), Box(missions, missions))
    found = relaxation.run(Stop(), time_limit_s)
    return None if found.values is None else _gains(relaxation)


def _gains(relaxation: Relaxation) -> Floats:
    """Row duals as gains: a minimum falls when an upper limit rises."""
    gains: Floats = np.maximum(0.0, -relaxation.duals())
    return gains
