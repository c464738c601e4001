"""Equations of politics: exposure to threats, forces kept for Europe."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def exposure(model: Model, scope: str) -> Expr:
    """Days that missions spend under threat keep within the budget.

    sum over o, d of days_inside[o,d] * sorties[o,d] <= exposure_budget      (mission-days)

    days_inside holds those of the tankers that refuel o; ``scope`` is all: one budget for the plan.
    Source: boxes and weights of threats.csv.
    """
    del scope
    return days_exposed(model) <= model.instance.rules.exposure_budget


def held_back(model: Model, n: str) -> Expr:
    """Of a nation's combat forces the share that it keeps for Europe stays.

    sum over u of n, p, k but people, d of load[u,p,k,d] <= (1 - held_back[n]) * combat_stons[n]      (stons)

    Combat forces are movements of the roles direct and missile_defence; loads count as they leave the origin.
    Source: shares of europe.csv.
    """
    instance = model.instance
    sent = quicksum(model.load[key] for key in model.sets.held_back[n])
    return sent <= (1 - instance.held_back[n]) * instance.combat_stons(n)


def days_exposed(model: Model) -> Expr:
    """Mission-days under threat: sum of days_inside[o,d] * sorties[o,d]."""
    return quicksum(days * model.sorties[key] for key, days in model.instance.exposed.items())


def keur(model: Model) -> Expr:
    """Price of lift in thousand euro: sum of (keur_mission + keur_hour * hours) of each mission."""
    instance = model.instance
    priced = any(fleet.keur_hour or fleet.keur_mission for fleet in instance.fleets.values())
    return quicksum(instance.keur(key[0]) * model.sorties[key] for key in instance.launches if priced)


def strain(model: Model) -> Expr:
    """Strain on Europe: shares of nations' combat stons sent, and of fleets' days away over the whole horizon."""
    instance = model.instance
    sent = quicksum(
        model.load[key] / instance.combat_stons(n) for n, loads in model.sets.combat.items() for key in loads
    )
    return sent + quicksum(instance.away(key) * model.sorties[key] for key in instance.launches)


def politics(model: Model) -> Expr:
    """What exposure, money and strain cost: their weights times their sums."""
    weights = model.instance.weights
    parts = ((weights.exposure, days_exposed), (weights.keur, keur), (weights.strain, strain))
    return quicksum(weight * part(model) for weight, part in parts if weight)
