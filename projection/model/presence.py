"""Equations of presence: stations held day after day."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def presence(model: Model, w: str, d: int) -> Expr:
    """Missions on station on a day, and what is missing there, are at least what is wanted.

    sum over o, e of on_station[o,w,d-e] * sorties[o,e] + gap[w,d] >= count[w]      (ships or aircraft)

    on_station[o,w,d-e] is 1 on the days at whose noon a mission is there; the rows of tails make the rotations.
    Source: covering of periods by shifts (Dantzig 1954); the wanted count is that of stations.csv.
    """
    there = quicksum(model.sorties[key] for key in model.sets.presence[w, d])
    return there + model.gap[w, d] >= model.instance.stations[w].count
