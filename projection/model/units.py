"""Equations of units: what counts together, arrives together, waits and marries up."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def arrivals(model: Model, u: str, g: str, d: int) -> Expr:
    """What has arrived of a ULN's group by the end of a day is what had before, and what is delivered that day.

    arrived[u,g,d] = arrived[u,g,d-1] + delivered[u,g,d]      (stons or people)

    delivered: loads whose delivery day is fixed, and moves over the last link. Only for ULNs in a unit, or that
    wait for or meet one. A running sum keeps the rows below thin, and their relaxation strong.
    Source: cumulative flow of lot-sizing models (Pochet and Wolsey 2006, ch. 7).
    """
    instance = model.instance
    flows = model.sets.units.delivered.get((u, g, d), ())
    today = quicksum(model.move[key] if key[2] in instance.links else model.load[key] for key in flows)
    return model.arrived[u, g, d] == _arrived(model, u, g, d - 1) + today


def integrity(model: Model, m: str, u: str, k: str) -> Expr:
    """A unit is all or nothing: each of its ULNs is whole at its destination, or all of it is short.

    short[u,k] = required[u,k] * (1 - sum over d of closes[m,d])  for u in m      (stons or people)

    A unit is whole once at most, as nothing short is negative. A unit exists for each name in ``unit``, for each
    ULN with ``spread_days``, and for each ULN named in ``after`` or ``meets``.
    Source: unit integrity of force modules in time-phased force deployment data (JP 3-35).
    """
    required = model.instance.requirements[u].amounts[k]
    return model.short[u, k] == required * (1 - _closed(model, m))


def spread(model: Model, side: str, m: str, u: str, g: str, d: int) -> Expr:
    """A unit is whole no earlier than its last arrival, and no later than so many days after its first.

    required[u,g] * sum over e <= d of closes[m,e] <= arrived[u,g,d]
        <= required[u,g] * sum over e <= d + spread[m] of closes[m,e]      (stons or people)

    Rows whole and near; the second only where ``spread_days`` asks for it. What is not near a closing day is not
    delivered. Source: latest minus earliest arrival of a force module.
    """
    units, limit = model.sets.units, model.instance.units[m].spread
    if side == "whole":
        return units.need[u, g] * _closed(model, m, last=d) <= _arrived(model, u, g, d)
    return _arrived(model, u, g, d) <= units.need[u, g] * _closed(model, m, last=d + (limit or 0))


def predecessor(model: Model, v: str, u: str, g: str, d: int) -> Expr:
    """Nothing of a ULN is delivered before each unit that it waits for is whole; on that day it may be.

    arrived[u,g,d] <= required[u,g] * sum over e <= d of closes[v,e]      (stons or people)

    Source: precedence of movements, as an opening force before the force that it opens for.
    """
    return _arrived(model, u, g, d) <= model.sets.units.need[u, g] * _closed(model, v, last=d)


def marry_up(model: Model, side: str, v: str, u: str, g: str, d: int) -> Expr:
    """A ULN arrives within so many days before or after the day on which the unit that it meets is whole.

    arrived[u,g,d] <= required[u,g] * sum over e <= d + meet_days[u] of closes[v,e],
    arrived[u,g,H-1] - arrived[u,g,d] <= required[u,g] * sum over e > d - meet_days[u] of closes[v,e]

    Rows not before and not after: by day d nothing when v is whole only later, after day d nothing when v was
    whole long ago.      (stons or people)
    Source: people flown in to marry up with equipment shipped ahead (JP 3-35, reception and staging).
    """
    row, units = model.instance.requirements[u], model.sets.units
    if side == "not before":
        return _arrived(model, u, g, d) <= units.need[u, g] * _closed(model, v, last=d + row.meet_days)
    rest = _arrived(model, u, g, units.span[u, g][1]) - _arrived(model, u, g, d)
    return rest <= units.need[u, g] * _closed(model, v, first=d + 1 - row.meet_days)


def last_arrival(model: Model, m: str, d: int) -> Expr:
    """A unit that others meet is whole on a day on which some of it arrives, not on a later one that suits them.

    sum over u in m, g of (arrived[u,g,d] - arrived[u,g,d-1]) >= least[m] * closes[m,d]      (stons or people)

    least: one ston or person, or all of a smaller unit. Others are whole on their last arrival in any case, as a
    later day costs more and lets nobody come earlier.
    Source: definition of closure.
    """
    units = model.sets.units
    ends = [end for end in units.span if end[0] in model.instance.units[m].ulns]
    today = quicksum(_arrived(model, *end, d) - _arrived(model, *end, d - 1) for end in ends)
    return today >= min(1.0, sum(units.need[end] for end in ends)) * model.closes[m, d]


def _closed(model: Model, m: str, first: int | None = None, last: int | None = None) -> Expr:
    """Sum of the closing days of a unit from ``first`` to ``last``; open ends when None."""
    return quicksum(
        model.closes[m, d]
        for d in model.sets.units.closing[m]
        if (first is None or d >= first) and (last is None or d <= last)
    )


def _arrived(model: Model, u: str, g: str, d: int) -> Expr:
    """Arrived by day ``d``: nothing before its first delivery, no more after its last."""
    first, last = model.sets.units.span[u, g]
    return 0.0 if d < first else model.arrived[u, g, min(d, last)]
