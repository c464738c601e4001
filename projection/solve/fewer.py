"""A large relaxation with fewer launches: ships as they sail, and of aircraft only what it uses or prices low.

Rounding solves it hundreds of times. Of XL's 21,800 launches of aircraft it uses 916; with eight for each of these
a quarter of all columns is left, and rounding takes half of the time (docs/benchmarks.md, "Fewer launches").
"""

from dataclasses import dataclass, replace

import numpy as np

from projection.solve.highs import Clock
from projection.solve.matrix import Floats, Matrix
from projection.solve.reduce import Reduced, reduce
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Places, Whole
from projection.solve.start import relax_and_fix

TIMES, LEAST = 8, 400
"""Free launches kept for each one of them that the relaxation uses, and the least."""


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


def whole_missions(relaxation: Relaxation, values: Floats, box: Box, clock: Clock) -> Floats:
    """Launches within ``box`` made whole window by window, with fewer of them in a large problem.

    ``values`` the last answer of the relaxation, which is held in that box and is changed on the way.
    """
    if not relaxation.large:
        return relax_and_fix(relaxation, box, clock)
    fewer = fewer_launches(relaxation, values, box)
    return fewer.all(relax_and_fix(fewer.relaxation, fewer.box, clock))


def fewer_launches(relaxation: Relaxation, values: Floats, box: Box) -> Fewer:
    """Leave out free launches that are not near the last answer ``values`` of a relaxation held in ``box``.

    It begins with the loads that the relaxation has, but from no basis.
    """
    whole, problem = relaxation.whole, relaxation.problem
    free = whole.free(box)
    shut = free & ~relaxation.near(values, TIMES, LEAST, free)
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
