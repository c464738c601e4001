"""Equations of staging: what changes from one lift to another on the way."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def staging(model: Model, l: str, d: int) -> Expr:  # noqa: E741 - l is the fixed letter of links
    """Cargo that changes over at a staging point on a day keeps within what the point handles.

    sum over u, k but people of move[u,k,l,d] <= stons_day[l]      (stons)

    A staging point is a link from the stock of what landed to that of what may leave; its stocks and moves keep
    classes apart, so that what lands as outsize leaves as outsize. Stocks end empty: what is staged goes on.
    Source: throughput of a staging point as stated in staging.csv.
    """
    used = quicksum(model.move[key] for key in model.sets.staging[l, d])
    return used <= model.instance.staging_limits[l]
