"""`Model`: the Pyomo model with its variables, next to the Instance and the index sets it was made from."""

from dataclasses import dataclass
from typing import Any

import pyomo.environ as pyo

from projection.model.sets import Sets
from projection.movement.instance import Instance
from projection.movement.watch import gaps

Expr = Any
"""A Pyomo relation or expression; Pyomo publishes no types."""


@dataclass(frozen=True)
class Model:
    """What an equation may read.

    sorties[o, d] whole missions of option o launched on day d; load[u, p, k, d] stons (people for pax) put on
    pool p; move[u, g, l, d] put on land link l; on_hand[u, g, n, d] kept at node n overnight; short[u, k] never
    delivered; closes[m, d] 1 when unit m is whole on day d and not before; arrived[u, g, d] at the destination by
    the end of day d, of ULNs in a unit or that wait for or meet one; kept[a, d] there at the end of the
    day; used[a, d] used on the day; lack[a, d] needed on the day and not used; below[a, d] missing to the floor;
    worst[j] largest share of its need that an account lacks; gap[w, d] missing on station w;
    item[u, p, k, d] whole items of a load; carrying[u, o, k, d] whole missions of option o launched on day d that
    carry items of class k of ULN u.
    """

    pyomo: pyo.ConcreteModel
    instance: Instance
    sets: Sets
    sorties: Any
    load: Any
    move: Any
    on_hand: Any
    short: Any
    gap: Any
    closes: Any
    arrived: Any
    kept: Any
    used: Any
    lack: Any
    below: Any
    worst: Any
    item: Any
    carrying: Any


def variables(instance: Instance, sets: Sets) -> Model:
    """Declare the variables; sorties of a launch are at most the tails of its fleet."""
    m = pyo.ConcreteModel(name="projection")
    most = {launch: max(instance.fleets[instance.options[launch[0]].fleet].tails) for launch in instance.launches}
    m.sorties = pyo.Var(list(instance.launches), domain=pyo.NonNegativeIntegers, bounds=lambda _, *k: (0, most[k]))
    m.loads = pyo.Var(list(instance.loads), domain=pyo.NonNegativeReals)
    m.move = pyo.Var(list(instance.moves), domain=pyo.NonNegativeReals)
    m.on_hand = pyo.Var(list(instance.holds), domain=pyo.NonNegativeReals)
    m.short = pyo.Var(list(instance.shorts), domain=pyo.NonNegativeReals)
    m.gap = pyo.Var(list(gaps(instance)), domain=pyo.NonNegativeReals)
    m.closes = pyo.Var(list(instance.closes), domain=pyo.Binary)
    m.arrived = pyo.Var(list(sets.units.arrived), domain=pyo.NonNegativeReals)
    days = list(sets.supply.before)
    m.kept = pyo.Var(days, domain=pyo.NonNegativeReals)
    m.used = pyo.Var(days, domain=pyo.NonNegativeReals)
    m.lack = pyo.Var(days, domain=pyo.NonNegativeReals)
    m.below = pyo.Var(list(sets.supply.floor), domain=pyo.NonNegativeReals)
    m.worst = pyo.Var(sorted({group for group, _ in sets.supply.fair}), domain=pyo.NonNegativeReals)
    m.item = pyo.Var(
        list(sets.items.most), domain=pyo.NonNegativeIntegers, bounds=lambda _, *k: (0, sets.items.most[k])
    )
    m.carrying = pyo.Var(
        list(sets.items.fit), domain=pyo.NonNegativeIntegers, bounds=lambda _, u, o, k, d: (0, most[o, d])
    )
    stocks = (m.closes, m.arrived, m.kept, m.used, m.lack, m.below, m.worst)
    flows = (m.sorties, m.loads, m.move, m.on_hand, m.short, m.gap)
    return Model(m, instance, sets, *flows, *stocks, m.item, m.carrying)
