"""A large relaxation with fewer launches: ships as they sail, and of aircraft only what it uses or prices low.

Rounding solves it hundreds of times. Of XL's 22,000 launches of aircraft it uses 900; with eight for each of these
a matrix of a quarter of the loads is left, in which each answer takes a third of the time (docs/benchmarks.md).
"""

from dataclasses import dataclass, replace

import numpy as np

from projection.solve.matrix import Floats, Matrix
from projection.solve.reduce import Reduced, reduce
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Places, Whole

TIMES, LEAST = 8, 400
"""Launches kept for each one that the relaxation uses, and the least."""


@dataclass(frozen=True)
class Fewer:
    """A relaxation of what is left of a problem; ``kept`` places of its whole columns among those of all.

    ``held`` what the whole columns left out are held at, by the problem's whole columns.
    """

    relaxation: Relaxation
    kept: Places
    held: Floats

    @property
    def box(self) -> Box:
        """Bounds of its whole columns."""
        return self.relaxation.whole.box

    def all(self, missions: Floats) -> Floats:
        """All whole columns of the problem, those that are left at ``missions``."""
        found = self.held.copy()
        found[self.kept] = missions
        return found


def fewer_launches(relaxation: Relaxation, values: Floats, box: Box) -> Fewer:
    """Leave out the launches that are not near the last answer ``values`` of a relaxation held in ``box``.

    It begins with the loads that the relaxation had.
    """
    whole, problem = relaxation.whole, relaxation.problem
    shut = whole.launches & ~relaxation.near(values, TIMES, LEAST)
    lower, upper = problem.lower.copy(), np.where(relaxation.gone, problem.lower, problem.upper)
    lower[whole.columns], upper[whole.columns] = box.lower, np.where(shut, box.lower, box.upper)
    part = reduce(problem, lower, upper)
    left = Whole(_named(problem, part, relaxation))
    small = Relaxation(left, relaxation.options, large=True)
    return Fewer(small, np.searchsorted(whole.columns, part.kept[left.columns]), part.base[whole.columns])


def _named(problem: Matrix, part: Reduced, relaxation: Relaxation) -> Matrix:
    """The part with its names, and with the loads that the relaxation has as those to begin with."""
    columns = tuple(problem.columns[int(place)] for place in part.kept)
    rows = tuple(problem.rows[int(place)] for place in part.rows)
    return replace(part.problem, columns=columns, rows=rows, soon=relaxation.there[part.kept])
