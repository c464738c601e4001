"""Equations of presence: stations held day after day."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def presence(model: Model, s: str, d: int) -> Expr:
    """Missions on station on a day, and what is missing there, are at least what is wanted.

    sum over o, e of on_station[o,s,d-e] * sorties[o,e] + gap[s,d] >= count[s]      (ships or aircraft)

    on_station[o,s,d-e] is 1 on the days at whose noon a mission is there; the rows of tails make the rotations.
    Source: covering of periods by shifts (Dantzig 1954); the wanted count is that of stations.csv.
    """
    there = quicksum(model.sorties[key] for key in model.sets.presence[s, d])
    return there + model.gap[s, d] >= model.instance.stations[s].count
