"""The one objective."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model
from projection.model.politics import politics
from projection.movement import watch


def weighted_ston_days(model: Model) -> Expr:
    """Weighted ston-days of lateness, shortfall and lack, and a small price on hours under way; minimised.

    sum of price[u,k](delivery day) * delivered + short_price[u,k] * short[u,k] + hour_price[o] * sorties[o,d]
        + sum over m, d of close_price[m,d] * closes[m,d]
        + exposure * days under threat + keur * price of lift + strain * strain on Europe (weights 0 unless given)
        + (broken_order - 1) * short_price[u,k] * short[u,k] of ULNs with a firm order
        + gap_price[w] * gap[w,d] of stations
        + prices of supply

    price[u,k](t) = weight[u] * value[k] * (max(0, t - rdd[u]) + sooner * (t - ald[u])); what is short counts as
    delivered ``short_days`` after the horizon. A load is priced on its delivery day; lateness needs no rows. ULNs
    of a unit (unit, spread_days) are priced on the day on which it is whole: close_price[m,d] = sum over u in m, k
    of price[u,k](d) * required[u,k], and their loads cost nothing of their own.
    """
    instance = model.instance
    loads = quicksum(instance.load_price(key) * model.load[key] for key in instance.loads)
    moves = quicksum(instance.move_price(key) * model.move[key] for key in instance.moves)
    shorts = quicksum(instance.short_price(*key) * model.short[key] for key in instance.shorts)
    hours = quicksum(instance.launch_price(key[0]) * model.sorties[key] for key in instance.launches)
    supplies = lacking(model) + below(model) + unfair(model)
    late = loads + moves + shorts + broken_orders(model) + _closings(model)
    return late + hours + politics(model) + supplies + gaps(model)


def _closings(model: Model) -> Expr:
    """Price of units on the day on which they are whole."""
    instance = model.instance
    return quicksum(instance.close_price(key) * model.closes[key] for key in instance.closes)


def lacking(model: Model) -> Expr:
    """What accounts lack: weight[a,d] * (lack_days + (below_days + sooner) * (H - 1 - d)) * lack[a,d]."""
    return quicksum(model.instance.lack_price(*key) * model.lack[key] for key in model.sets.supply.before)


def below(model: Model) -> Expr:
    """What accounts are below their floor at the end of a day: below_days * weight[a,d] * below[a,d]."""
    accounts, price = model.instance.accounts, model.instance.weights.below_days
    return quicksum(price * accounts[a].weight[d] * model.below[a, d] for a, d in model.sets.supply.floor)


def unfair(model: Model) -> Expr:
    """What the least covered of each group lacks: unfair_days * largest weight * need of them all * worst[j]."""
    return quicksum(price * model.worst[j] for j, price in model.instance.fair_prices().items() if price)


def broken_orders(model: Model) -> Expr:
    """What shortfalls that break firm orders cost on top: short_price[u,k] * (broken_order - 1) * short[u,k]."""
    instance = model.instance
    firm = [key for key in instance.shorts if instance.requirements[key[0]].firm]
    return quicksum(instance.broken_price(*key) * model.short[key] for key in firm)


def gaps(model: Model) -> Expr:
    """What is missing on stations: weight[w] * value_stons[w] * gap[w,d], as so many stons a day late."""
    instance = model.instance
    return quicksum(watch.gap_price(instance, key[0]) * model.gap[key] for key in watch.gaps(instance))
