"""Equations of what missions carry."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model
from projection.model.sets import NESTS, room
from projection.movement.litters import seats


def payload(model: Model, nest: str, p: str, d: int) -> Expr:
    """Loads on a pool keep within the payload of the missions launched, nested by class.

    sum over u, k in nest of load[u,p,k,d] <= sum over o in p of room[o,nest] * sorties[o,d]   (stons or people)

    Nests: outsize within oversize within all cargo; not-air-transportable only where a ship has room; people
    and fuel apart. Adding up over a pool is exact: sums of nested capacities are again nested (polymatroids).
    Seats on the way back are a pool of their own; pools of missions that load or discharge at two ports count
    together, as all of it is aboard on the leg between loading and discharging.
    room[o,nest] is that of all missions of a launch. A person counts one; one who lies those seats in whose place
    a litter stands.
    Source: payload over the critical leg, AFPAM 10-1403; nesting as in NRMO (Baker et al. 2002).
    """
    every = [key for key in model.sets.pool_loads[p, d] if key[2] in NESTS[nest]]
    if nest == "pax":
        loads = [each * model.load[key] for key in every if (each := seats(model.instance, key))]
    else:
        loads = [model.load[key] for key in every]
    options = model.instance.options
    return quicksum(loads) <= quicksum(
        room(options[o], nest) * model.sorties[o, d] for o, _ in model.sets.pool_launches[p, d]
    )


def litters(model: Model, p: str, d: int) -> Expr:
    """Wounded who lie keep within the litters of the missions that carry them.

    sum over u that lie of load[u,p,pax,d] <= sum over o in p of litters[o] * sorties[o,d]      (people)

    litters[o]: those of the type, or as many as its seats leave room for. Options whose litters take the place of
    other numbers of seats are other pools, so that adding up over a pool is exact, as in payload.
    Source: litters and seats of aeromedical configurations (aircraft.csv).
    """
    lying = quicksum(model.load[key] for key in model.sets.litters[p, d])
    options, launches = model.instance.options, model.sets.pool_launches[p, d]
    return lying <= quicksum(room(options[o], "litters") * model.sorties[o, d] for o, _ in launches)


def deck(model: Model, p: str, d: int) -> Expr:
    """Loads on ro-ro ships keep within their deck.

    sum over u, k of sqft_per_ston[u,k] * load[u,p,k,d] <= sum over o in p of sqft[o] * sorties[o,d]      (sq ft)

    Source: usable stow area, SDDCTEA Pamphlet 700-5.
    """
    rows = model.instance.requirements
    loads = [
        rows[key[0]].sqft_per_ston[key[2]] * model.load[key]
        for key in model.sets.pool_loads[p, d]
        if key[2] in rows[key[0]].sqft_per_ston
    ]
    return quicksum(loads) <= quicksum(
        model.instance.options[o].payload.sqft * model.sorties[o, d] for o, _ in model.sets.pool_launches[p, d]
    )


def containers(model: Model, p: str, d: int) -> Expr:
    """Loads on container ships keep within their containers, where some ULN says how many its cargo fills.

    sum over u, k but people of teu_per_ston[u] * load[u,p,k,d]
        <= sum over o in p of teu[o] * sorties[o,d]      (TEU)

    A ULN that says nothing fills one with 10 stons. Where all say nothing the weight of a ship is cut instead.
    Source: military load of a container, planning average.
    """
    rows = model.instance.requirements
    boxes = [rows[key[0]].teu_per_ston * model.load[key] for key in model.sets.pool_loads[p, d] if key[2] != "pax"]
    return quicksum(boxes) <= quicksum(
        model.instance.options[o].payload.teu * model.sorties[o, d] for o, _ in model.sets.pool_launches[p, d]
    )


def whole_ships(model: Model, u: str, p: str, k: str, d: int) -> Expr:
    """A load smaller than a ship goes only where a whole ship goes.

    load[u,p,k,d] <= required[u,k] * sum over o in p of sorties[o,d]      (stons or people)

    Implied by whole sorties; stated because the relaxation then pays for ships as a whole (docs/formulation.md).
    Source: strong linking inequalities of fixed-charge network design (Gendron, Crainic, Frangioni 1999).
    """
    required = model.instance.requirements[u].amounts[k]
    room = model.instance.pools[p].room
    ships = quicksum(model.sorties[o, d] for o, _ in model.sets.pool_launches[room, d])
    return model.load[u, p, k, d] <= required * ships
