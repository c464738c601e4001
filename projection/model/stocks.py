"""Equations of stocks: what is drawn from what stands ready."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def stock(model: Model, s: str) -> Expr:
    """What all movements draw from a stock held forward keeps within what stands there.

    sum over u, p, k, d drawn from s of load[u,p,k,d] <= stons[s]      (stons)

    A load draws from the stock of its class at the place that its port of embarkation belongs to.
    Source: stocks as stated in stocks.csv.
    """
    return quicksum(model.load[key] for key in model.sets.stock[s]) <= model.instance.stocks[s]
