"""A loaded problem changed in place: limits, tails and prices of another Instance with the same lists."""

from dataclasses import replace

import numpy as np
from pyomo.repn import generate_standard_repn

from projection.model.build import EQUATIONS
from projection.model.model import Model
from projection.model.objective import weighted_ston_days
from projection.model.sets import make_tails
from projection.movement.instance import Instance
from projection.solve.matrix import Matrix

LIMITED = (
    *("tails", "flying_hours", "quota", "working", "parking", "fuel", "berths", "transits", "leg_capacity"),
    *("handling", "storage", "land", "staging", "stock", "held_back", "exposure"),
)
"""Rules whose rows have a limit of the scenario on the right-hand side and nothing else of it."""


def why_not(old: Instance, new: Instance) -> str:
    """Why a problem of ``old`` cannot be edited into one of ``new`` with the same lists; "" when it can."""
    for what, one, two in (
        ("a place", old.limits, new.limits),
        ("a place on some day", old.day_limits, new.day_limits),
        ("a share held back", old.held_back, new.held_back),
        ("a stock", old.stocks, new.stocks),
        ("a staging point", old.staging_limits, new.staging_limits),
    ):
        if {key for key, most in one.items() if most} != {key for key, most in two.items() if most}:
            return f"{what} goes to or from nothing"
    for name, fleet in old.fleets.items():
        if [count > 0 for count in fleet.tails] != [count > 0 for count in new.fleets[name].tails]:
            return f"fleet {name} goes to or from nothing"
        if (fleet.quota_h is None) != (new.fleets[name].quota_h is None):
            return f"fleet {name} gets or loses a quota"
    if not set(make_tails(new)) <= set(make_tails(old)):
        return "tails bind on other days"
    if (old.accounts or old.stations) and old.weights.priority != new.weights.priority:
        return "priorities weigh in accounts and stations too"
    if old.accounts and old.weights.pax_stons != new.weights.pax_stons:
        return "people weigh in accounts too"
    return ""


def edited(model: Model, problem: Matrix, new: Instance) -> Matrix:
    """The problem with limits, tails and prices of ``new``; columns, rows and entries stay.

    The equations themselves say what the limits are, so nothing is stated twice.
    """
    changed = replace(model, instance=new)
    upper = problem.row_upper.copy()
    for row, (name, key) in enumerate(problem.rows):
        if name in LIMITED:
            relation = EQUATIONS[name][0](changed, *(key if isinstance(key, tuple) else (key,)))
            upper[row] = float(relation.arg(1))
    repn = generate_standard_repn(weighted_ston_days(changed), quadratic=False)
    place = {column: number for number, column in enumerate(problem.columns)}
    cost = np.zeros(len(problem.cost))
    for variable, factor in zip(repn.linear_vars, repn.linear_coefs, strict=True):
        number = place.get((variable.parent_component().local_name, variable.index()))
        if number is not None:
            cost[number] += float(factor)
    most = problem.upper.copy()
    for number, (kind, key) in enumerate(problem.columns):
        if kind in ("sorties", "carrying"):
            fleet = new.options[key[0] if kind == "sorties" else key[1]].fleet
            most[number] = max(new.fleets[fleet].tails)
    return replace(problem, row_upper=upper, cost=cost, offset=float(repn.constant), upper=most)


def only_tighter(old: Matrix, new: Matrix) -> bool:
    """Whether an edited problem allows no more and costs no less: then a bound of the old one holds for it."""
    return bool(
        (new.row_upper <= old.row_upper + 1e-9).all()
        and (new.row_lower >= old.row_lower - 1e-9).all()
        and (new.upper <= old.upper).all()
        and (new.lower >= old.lower).all()
        and (new.cost >= old.cost - 1e-12).all()
        and new.offset >= old.offset - 1e-9
    )
