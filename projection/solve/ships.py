"""Ships before aircraft: which whole columns are which, and the problem with aircraft in fractions."""

from dataclasses import replace

import numpy as np

from projection.movement.instance import Instance
from projection.solve.matrix import Floats, Matrix
from projection.solve.restrict import Box, Mask, Whole


def at_sea(instance: Instance, whole: Whole) -> Mask:
    """Which whole columns are launches of ships."""
    columns = (whole.problem.columns[int(c)] for c in whole.columns)
    return np.array([kind == "sorties" and instance.options[key[0]].mode == "sea" for kind, key in columns])


def but_air(instance: Instance, whole: Whole) -> Mask:
    """Which whole columns are no launches of aircraft: ships, closing days, items."""
    return at_sea(instance, whole) | ~whole.launches


def air_in_fractions(instance: Instance, whole: Whole) -> Matrix:
    """The problem with all but launches of aircraft whole: its bound holds for the whole problem."""
    problem = whole.problem
    integral = np.zeros_like(problem.integral)
    integral[whole.columns[but_air(instance, whole)]] = 1
    return replace(problem, integral=integral)


def as_sailed(instance: Instance, whole: Whole, values: Floats) -> Box | None:
    """Ships held as they sail in ``values`` of all columns, aircraft free; None when they do not fit together."""
    sea, box = at_sea(instance, whole), whole.box
    sailed = np.round(values[whole.columns])
    fits = (whole.slack(np.where(sea, sailed, 0.0)) >= -1e-9).all() and sea.any()
    return Box(np.where(sea, sailed, box.lower), np.where(sea, sailed, box.upper)) if fits else None
