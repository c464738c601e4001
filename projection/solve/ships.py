"""Ships before aircraft: which whole columns are launches of ships, and a box that holds them as they sail."""

import numpy as np

from projection.movement.instance import Instance
from projection.solve.matrix import Floats, Mask
from projection.solve.restrict import Box, Whole


def at_sea(instance: Instance, whole: Whole) -> Mask:
    """Which whole columns are launches of ships."""
    columns = (whole.problem.columns[int(c)] for c in whole.columns)
    return np.array([kind == "sorties" and instance.options[key[0]].mode == "sea" for kind, key in columns])


def as_sailed(instance: Instance, whole: Whole, values: Floats) -> Box | None:
    """Ships held as they sail in ``values`` of all columns, aircraft free; None when they do not fit together."""
    sea, box = at_sea(instance, whole), whole.box
    sailed = np.round(values[whole.columns])
    fits = (whole.slack(np.where(sea, sailed, 0.0)) >= -1e-9).all() and sea.any()
    return Box(np.where(sea, sailed, box.lower), np.where(sea, sailed, box.upper)) if fits else None
