"""Equations of whole items: cargo that does not travel in halves."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model
from projection.movement.items import item_of


def whole_items(model: Model, u: str, p: str, k: str, d: int) -> Expr:
    """Oversize, outsize and not air-transportable cargo of a ULN with ``item_stons`` is loaded in whole items.

    load[u,p,k,d] = item_stons[u] * item[u,p,k,d]      (stons)

    Bulk cargo, fuel and people stay divisible. A whole sum alone does not put whole items on missions (a half,
    two thirds and four fifths are less than two missions and fill three), hence the rows below.
    Source: bin packing (Martello and Toth 1990, ch. 8).
    """
    return model.load[u, p, k, d] == model.instance.requirements[u].item_stons * model.item[u, p, k, d]


def item_room(model: Model, u: str, p: str, k: str, d: int) -> Expr:
    """Items that fly find a mission that carries such items, as many on each as fit.

    item[u,p,k,d] <= sum over o in p of fit[u,o,k] * carrying[u,o,k,d]      (items)

    fit: the room of the class on one mission over the item's weight, rounded down. An option on which none fits
    is not offered (``refused_options.csv``).
    Source: definition.
    """
    sets = model.sets.items
    fits = quicksum(sets.fit[key] * model.carrying[key] for key in sets.room[u, p, k, d])
    return model.item[u, p, k, d] <= fits


def item_missions(model: Model, o: str, d: int) -> Expr:
    """A mission by air carries items of one ULN and class; divisible cargo of anybody fills the rest.

    sum over u, k of carrying[u,o,k,d] <= sorties[o,d]      (missions)

    Stricter than need be: items of two ULNs never share an aircraft. In return each plan can be loaded as it is.
    Source: one pattern for each bin, of those of one kind of item (Gilmore and Gomory 1961).
    """
    return quicksum(model.carrying[key] for key in model.sets.items.missions[o, d]) <= model.sorties[o, d]


def item_nests(model: Model, p: str, d: int) -> Expr:
    """Outsize cargo finds its room on missions of which oversize items have taken some.

    sum over u of load[u,p,out,d] + sum over u with items of share[u,p] * load[u,p,over,d]
        <= sum over o in p of room[o,out] * sorties[o,d]      (stons)

    A mission with w stons of oversize items has min(out, over - w) left for outsize cargo. share: what is lost so
    on a mission full of items over the weight of these items, the largest of the pool; losing more on a mission
    with fewer of them is the safe side. Only where divisible outsize cargo may fly beside them.
    Source: nesting as in payload; a convex loss lies below its chord.
    """
    options, launches = model.instance.options, model.sets.pool_launches[p, d]
    outsize = quicksum(model.load[key] for key in model.sets.pool_loads[p, d] if key[2] == "out")
    lost = quicksum(share * model.load[key] for key, share in model.sets.items.nests[p, d])
    return outsize + lost <= quicksum(options[o].payload.out * model.sorties[o, d] for o, _ in launches)


def item_ships(model: Model, p: str, d: int) -> Expr:
    """Items on ships leave a largest item's room unused on each ship but one, so that each finds a place.

    sum over u, k with items of stowed[u,p] * load[u,p,k,d]
        <= room[p,cargo] * ships - largest[p,d] * (ships - 1)      (stons of ship)

    ships: sum over o in p of sorties[o,d]; stowed: stons of ship that a ston takes, by weight or by deck,
    whichever is more. An item put on the first ship that takes it fails only when every ship is full but for less
    than it.
    Source: worst case of first fit (Johnson et al. 1974).
    """
    sets, launches = model.sets.items, model.sets.pool_launches[p, d]
    ships = quicksum(model.sorties[key] for key in launches)
    room = model.instance.options[launches[0][0]].payload.cargo
    return _stowed(model, p, d) <= room * ships - sets.ships[p, d] * (ships - 1)


def item_stowage(model: Model, side: str, p: str, d: int) -> Expr:
    """Divisible cargo finds weight and deck beside items, however these are put on the ships of a day.

    sum over u, k divisible of use[u,side] * load[u,p,k,d] + room[p,side] * stowed items
        <= room[p,side] * ships      (stons, or sq ft)

    stowed items: those of item_ships, as shares of a ship. Counting each by the scarcer of weight and deck on both
    sides makes sure that a ship with room by weight has deck as well. Only sides on which that is more than
    payload and deck say.
    Source: first fit in two dimensions by the larger share (Kou and Markowsky 1977).
    """
    rows, launches = model.instance.requirements, model.sets.pool_launches[p, d]
    payload = model.instance.options[launches[0][0]].payload
    room = payload.cargo if side == "weight" else payload.sqft or 0.0
    divisible = quicksum(
        (1.0 if side == "weight" else rows[key[0]].sqft_per_ston[key[2]]) * model.load[key]
        for key in model.sets.pool_loads[p, d]
        if key[2] in rows[key[0]].sqft_per_ston and not item_of(rows[key[0]], key[2])
    )
    ships = quicksum(model.sorties[key] for key in launches)
    return divisible + room / payload.cargo * _stowed(model, p, d) <= room * ships


def _stowed(model: Model, p: str, d: int) -> Expr:
    """Stons of ship that items take of a pool on a day."""
    rows, stowed = model.instance.requirements, model.sets.items.stowed
    return quicksum(
        stowed[key[0], p] * model.load[key] for key in model.sets.pool_loads[p, d] if item_of(rows[key[0]], key[2])
    )
