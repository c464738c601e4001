"""The one objective."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def weighted_ston_days(model: Model) -> Expr:
    """Weighted ston-days of lateness and shortfall, and a small price on hours under way; minimised.

    sum of price[u,k](delivery day) * delivered + short_price[u,k] * short[u,k] + hour_price[o] * sorties[o,d]
        + (broken_order - 1) * short_price[u,k] * short[u,k] of ULNs with a firm order
        + gap_price[s] * gap[s,d] of stations

    price[u,k](t) = weight[u] * value[k] * (max(0, t - rdd[u]) + sooner * (t - ald[u])); what is short counts as
    delivered ``short_days`` after the horizon. A load is priced on its delivery day; lateness needs no rows.
    """
    instance = model.instance
    loads = quicksum(instance.load_price(key) * model.load[key] for key in instance.loads)
    moves = quicksum(instance.move_price(key) * model.move[key] for key in instance.moves)
    shorts = quicksum(instance.short_price(*key) * model.short[key] for key in instance.shorts)
    hours = quicksum(instance.launch_price(key[0]) * model.sorties[key] for key in instance.launches)
    return loads + moves + shorts + broken_orders(model) + gaps(model) + hours


def broken_orders(model: Model) -> Expr:
    """What shortfalls that break firm orders cost on top: short_price[u,k] * (broken_order - 1) * short[u,k]."""
    instance = model.instance
    firm = [key for key in instance.shorts if instance.requirements[key[0]].firm]
    return quicksum(instance.broken_price(*key) * model.short[key] for key in firm)


def gaps(model: Model) -> Expr:
    """What is missing on stations: weight[s] * value_stons[s] * gap[s,d], as so many stons a day late."""
    instance = model.instance
    return quicksum(instance.gap_price(key[0]) * model.gap[key] for key in instance.gaps)
