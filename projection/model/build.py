"""`build`: an Instance becomes a Pyomo model; a flat list of equations."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyomo.environ as pyo
from pyomo.common.gc_manager import PauseGC

from projection.model.fleet import flying_hours, member_hours, quota, tails
from projection.model.flow import balance, demand, land
from projection.model.items import item_missions, item_nests, item_room, item_ships, item_stowage, whole_items
from projection.model.lift import containers, deck, litters, payload, whole_ships
from projection.model.model import Model, variables
from projection.model.nodes import berths, fuel, handling, leg_capacity, parking, storage, transits, working
from projection.model.objective import weighted_ston_days
from projection.model.politics import exposure, held_back
from projection.model.presence import presence
from projection.model.sets import Sets, make_sets
from projection.model.staging import staging
from projection.model.stocks import stock
from projection.model.supply import fairness, floor, supply, use
from projection.model.units import arrivals, integrity, last_arrival, marry_up, predecessor, spread
from projection.movement.instance import Instance
from projection.movement.limits import BERTHS

Equation = tuple[Callable[..., Any], Callable[[Sets], Iterable[Any]]]

EQUATIONS: dict[str, Equation] = {
    "demand": (demand, lambda s: s.demand),
    "payload": (payload, lambda s: s.payload),
    "litters": (litters, lambda s: s.litters),
    "deck": (deck, lambda s: s.deck),
    "containers": (containers, lambda s: s.containers),
    "whole_ships": (whole_ships, lambda s: s.whole_ships),
    "whole_items": (whole_items, lambda s: s.items.most),
    "item_room": (item_room, lambda s: s.items.room),
    "item_missions": (item_missions, lambda s: s.items.missions),
    "item_nests": (item_nests, lambda s: s.items.nests),
    "item_ships": (item_ships, lambda s: s.items.ships),
    "item_stowage": (item_stowage, lambda s: s.items.stowage),
    "tails": (tails, lambda s: s.tails),
    "flying_hours": (flying_hours, lambda s: s.flying_hours),
    "quota": (quota, lambda s: s.quota),
    "member_hours": (member_hours, lambda s: s.member_hours),
    "working": (working, lambda s: s.places["working"]),
    "parking": (parking, lambda s: s.places["parking"]),
    "fuel": (fuel, lambda s: s.places["fuel"]),
    "berths": (berths, lambda s: [(rule, *key) for rule in BERTHS for key in s.places[rule]]),
    "transits": (transits, lambda s: s.places["transits"]),
    "leg_capacity": (leg_capacity, lambda s: s.places["leg_capacity"]),
    "handling": (handling, lambda s: s.handling),
    "storage": (storage, lambda s: s.storage),
    "land": (land, lambda s: s.land),
    "staging": (staging, lambda s: s.staging),
    "presence": (presence, lambda s: s.presence),
    "stock": (stock, lambda s: s.stock),
    "balance": (balance, lambda s: s.balance),
    "arrivals": (arrivals, lambda s: s.units.arrived),
    "integrity": (integrity, lambda s: s.units.integrity),
    "spread": (spread, lambda s: s.units.spread),
    "predecessor": (predecessor, lambda s: s.units.predecessor),
    "marry_up": (marry_up, lambda s: s.units.marry_up),
    "last_arrival": (last_arrival, lambda s: s.units.last_arrival),
    "exposure": (exposure, lambda s: s.exposure),
    "held_back": (held_back, lambda s: s.held_back),
    "use": (use, lambda s: s.supply.before),
    "supply": (supply, lambda s: s.supply.before),
    "floor": (floor, lambda s: s.supply.floor),
    "fairness": (fairness, lambda s: s.supply.fair),
}
"""Every rule of the model by its one name: its equation and the keys of its rows."""


def build(instance: Instance, equations: Sequence[str] = tuple(EQUATIONS)) -> Model:
    """Build the model; ``equations`` names the rules to state (all of them, but for tests)."""
    with PauseGC():
        sets = make_sets(instance)
        model = variables(instance, sets)
        for name in equations:
            equation, keys = EQUATIONS[name]
            model.pyomo.add_component(name, _constraint(model, equation, list(keys(sets))))
        model.pyomo.weighted_ston_days = pyo.Objective(expr=weighted_ston_days(model), sense=pyo.minimize)
    return model


def _constraint(model: Model, equation: Callable[..., Any], keys: list[Any]) -> Any:
    return pyo.Constraint(keys, rule=lambda _, *key: equation(model, *key))
