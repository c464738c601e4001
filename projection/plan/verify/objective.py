"""Recount of the objective and its terms, and what the stamp says about the proof."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from projection.errors import Finding
from projection.network.rows import Aircraft
from projection.plan.plan import TERMS, relative_gap, rows_of
from projection.plan.rows import Presence
from projection.plan.verify import effort, supply
from projection.plan.verify.recount import GROUPS, NOISE, OFF, Recount, Sum, fault, number, required
from projection.plan.verify.units import whole_days
from projection.rows import Row
from projection.scenario.rows import Movement, Rules
from projection.scenario.units import units_of
from projection.scenario.weights import Weights


def terms(recount: Recount) -> dict[str, Sum]:
    """Parts of the objective in weighted ston-days, by their names in `projection.plan.plan.TERMS`.

    ``short`` holds all that shortfalls cost; ULNs of a unit count on the day on which it is whole.
    The number of terms of each sum is its rounding in millionths.
    """
    weights = recount.scenario.settings.weights
    total = {name: Sum() for name in TERMS}
    _count_movements(recount, total)
    for mission in recount.missions.values():
        by_air = isinstance(mission.lift, Aircraft)
        hour = weights.flying_hour if by_air else weights.sailing_hour
        _add(total["flying" if by_air else "sailing"], Sum(mission.hours, len(mission.stops)), hour)
    for row in rows_of(Presence, recount.plan.tables["presence"]):
        station = recount.scenario.stations.get(row.station)
        if station is not None:
            price = weights.priority[station.priority - 1] * station.value_stons
            _add(total["gaps"], Sum(float(row.missing)), price)
    for name, counted, weight in (
        ("exposure", effort.days_exposed, weights.exposure),
        ("cost", effort.thousand_euro, weights.keur),
        ("strain", effort.strain, weights.strain),
    ):
        if weight:
            _add(total[name], counted(recount), weight)
    return total | supply.terms(recount)


def _count_movements(recount: Recount, total: Mapping[str, Sum]) -> None:
    """Add to the terms what comes late, after ALD or not at all, of every ULN that feeds no account."""
    weights = recount.scenario.settings.weights
    whole_on = _counted(recount)
    firm = {order.uln for order in recount.scenario.orders if order.firm}
    for uln, movement in recount.scenario.movements.items():
        if movement.feeds:
            continue
        asked = required(movement)
        for group, classes in GROUPS.items():
            price = weights.priority[movement.priority - 1] * (weights.pax_stons if group == "pax" else 1.0)
            missing = Sum(sum(asked[k] for k in classes))
            for arrived, part in recount.delivered.get((uln, group), {}).items():
                day = whole_on.get(uln, arrived)
                _add(total["late"], part, price * max(0, day - movement.rdd))
                _add(total["sooner"], part, price * weights.sooner * (day - movement.ald))
                missing.value, missing.terms = missing.value - part.value, missing.terms + part.terms
            if missing.value < NOISE:
                missing.value = 0.0
            price *= _short_days(recount, movement)
            _add(total["short"], missing, price)
            if uln in firm:
                _add(total["broken"], missing, price * (weights.broken_order - 1))


def _counted(recount: Recount) -> dict[str, int]:
    """Day on which the unit of a ULN is whole, where one was asked for."""
    whole = whole_days(recount)
    units = [unit for unit in units_of(recount.scenario.movements).values() if unit.asked]
    return {uln: day for unit in units for uln in unit.ulns if (day := whole[unit.id]) is not None}


def _short_days(recount: Recount, movement: Movement) -> float:
    """Days that a shortfall costs: those of an arrival ``short_days`` after the last day."""
    weights = recount.scenario.settings.weights
    day = recount.horizon - 1 + weights.short_days
    return max(0.0, day - movement.rdd) + weights.sooner * (day - movement.ald)


def _add(total: Sum, part: Sum, price: float) -> None:
    total.value += part.value * price
    total.terms += round(abs(price) * part.terms) + 1


def objective(recount: Recount) -> list[Finding]:
    """Objective and terms recounted from the tables equal those of the stamp."""
    stamp = recount.plan.stamp
    counted = terms(recount)
    whole = Sum(sum(part.value for part in counted.values()), sum(part.terms for part in counted.values()))
    stated = stamp["terms"]
    pairs = [(name, part, stated[name]) for name, part in counted.items()]
    if stamp["objective"] is not None:
        pairs.append(("objective", whole, stamp["objective"]))
    return [
        fault("objective", name, f"{number(ours.value)} weighted ston-days, the stamp says {number(theirs)}")
        for name, ours, theirs in pairs
        if ours.differs(theirs)
    ]


def stamp(recount: Recount) -> list[Finding]:
    """Status, objective, bound and gap agree; weights, rules and inputs are those of the scenario."""
    made = recount.plan.stamp
    settings = recount.scenario.settings
    found = _proof(made)
    if made["horizon_days"] != settings.horizon_days or made["c_day"] != settings.c_day.isoformat():
        what = f"{made['horizon_days']} days from {made['c_day']}, the scenario has {settings.horizon_days}"
        found.append(fault("stamp", "horizon", f"{what} from {settings.c_day.isoformat()}"))
    parts: tuple[tuple[str, type[Row], Row], ...] = (
        ("weights", Weights, settings.weights),
        ("rules", Rules, settings.rules),
    )
    for name, row_type, row in parts:
        try:
            same = row_type.model_validate(made[name]) == row
        except ValidationError:
            same = False
        if not same:
            found.append(fault("stamp", name, f"{made[name]} are not those of the scenario, {row.model_dump()}"))
    if recount.hash and made["input_hash"] != recount.hash:
        what = f"{made['input_hash'] or 'none'} was planned, the copies in the folder give {recount.hash}"
        found.append(fault("stamp", "input_hash", what))
    return found


def _proof(made: Mapping[str, Any]) -> list[Finding]:
    value, bound, gap = made["objective"], made["bound"], made["gap"]
    if value is None or bound is None:
        if gap is not None:
            return [fault("stamp", "gap", f"{gap} without objective and bound")]
        if made["status"] in ("optimal", "gap reached"):
            return [fault("stamp", "status", f"{made['status']} without objective and bound")]
        return []
    found = []
    if made["status"] == "no plan":
        found.append(fault("stamp", "status", f"no plan, with objective {number(value)}"))
    if bound > value + OFF * (1 + abs(value)):
        found.append(fault("stamp", "bound", f"{number(bound)} is above the objective {number(value)}"))
    due = relative_gap(value, bound)
    if gap is None or abs(gap - due) > OFF:
        found.append(fault("stamp", "gap", f"objective and bound give {number(due)}, the stamp says {gap}"))
    asked = made["solver"].get("gap")
    if made["status"] in ("optimal", "gap reached") and isinstance(asked, (int, float)) and due > asked + 10 * OFF:
        found.append(fault("stamp", "status", f"{made['status']} at gap {number(due)}, asked {number(asked)}"))
    return found
