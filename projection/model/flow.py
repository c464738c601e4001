"""Equations of what flows: requirements, stocks, land links."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def demand(model: Model, u: str, k: str) -> Expr:
    """Every ston and every person required is loaded once at a port of its origin, or short.

    sum over p, d of load[u,p,k,d] + short[u,k] = required[u,k]      (stons or people)

    Only loads that can still reach the destination by the horizon exist, so loaded means delivered; a load that
    leaves a staging point was loaded before.
    Source: requirement rows of THROUGHPUT II (Morton, Rosenthal, Lim 1996).
    """
    required = model.instance.requirements[u].amounts[k]
    return quicksum(model.load[key] for key in model.sets.demand[u, k]) + model.short[u, k] == required


def balance(model: Model, u: str, g: str, n: str, d: int) -> Expr:
    """What a ULN has at a node overnight is what it had, plus what got there the day before, less what left.

    on_hand[u,g,n,d-1] + reached[u,g,n,d-1] = on_hand[u,g,n,d] + left[u,g,n,d]      (stons or people)

    reached: moves and loads that end there; left: moves and loads that start there. A handover waits for the
    next day's opening. Only where a land link is shared and limited, elsewhere a move follows at once; and at
    staging points, where g is a class and what landed and what may leave again are two stocks of one node.
    Source: conservation of flow on a time-expanded network (Ford and Fulkerson 1958).
    """
    before, after = _kept(model, u, g, n, d - 1), _kept(model, u, g, n, d)
    reached = quicksum(flow(model, key) for key in model.sets.reached.get((u, g, n, d), ()))
    left = quicksum(flow(model, key) for key in model.sets.left.get((u, g, n, d), ()))
    return before + reached == after + left


def _kept(model: Model, *key: str | int) -> Expr:
    kept = model.on_hand
    return kept[key] if key in kept else 0.0  # noqa: SIM401 - an indexed Var has no get


def flow(model: Model, key: tuple[str, str, str, int]) -> Expr:
    """The variable of a load or a move."""
    return model.move[key] if key[2] in model.instance.links else model.load[key]


def land(model: Model, l: str, kind: str, d: int) -> Expr:  # noqa: E741 - l is the fixed letter of land links
    """Moves that leave over a land link on a day, both directions, keep within what it carries.

    sum over u, g of move[u,g,l,d] <= link_limit[l,kind]      (stons a day, or people a day)

    Source: daily capacity of a link as stated in land_links.csv.
    """
    stons, people = model.instance.link_limits[l]
    limit = people if kind == "pax" else stons
    return quicksum(model.move[key] for key in model.sets.land[l, kind, d]) <= limit
