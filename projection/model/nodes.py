"""Equations of places: working and parking MOG, fuel, berths, transits, typed legs, handling, storage."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def working(model: Model, n: str, d: int) -> Expr:
    """Aircraft worked at an airfield on a day keep within its working spots.

    sum over o, e of work_hours[o,n,d-e] * slot[o] * sorties[o,e]
        <= mog_working[n] * open_h[n] * queue_efficiency * (1 - taken[n,d])      (slot-hours)

    One type alone gives formula 9.0: stons a day = MOG x payload x hours / ground time x 0.85.
    Source: AFPAM 10-1403, formula 9.0.
    """
    return _uses(model, "working", n, d)


def parking(model: Model, n: str, d: int) -> Expr:
    """Aircraft on the ground at an airfield on a day keep within its parking spots.

    sum over o, e of ground_hours[o,n,d-e] * slot[o] * sorties[o,e] <= mog_parking[n] * 24 * (1 - taken[n,d])

    Source: parking MOG, AFPAM 10-1403.      (slot-hours)
    """
    return _uses(model, "parking", n, d)


def fuel(model: Model, n: str, d: int) -> Expr:
    """Fuel issued to missions at an airfield on a day keeps within what it can issue.

    sum over o, e of fuel[o,n,d-e] * sorties[o,e] <= fuel_stons_day[n] * (1 - taken[n,d])      (stons)

    Source: fuel per mission against daily issue, AFPAM 10-1403.
    """
    return _uses(model, "fuel", n, d)


def berths(model: Model, rule: str, n: str, d: int) -> Expr:
    """Ships alongside at a port on a day keep within its whole berths of their kind.

    sum over o, e of alongside[o,n,d-e] * sorties[o,e] <= berths[kind,n,d]      (hulls)

    berths[kind,n,d] = floor(berths[kind,n] * (1 - taken[n,d])). A ship alongside on any part of a day takes its
    berth that day.
    """
    return _uses(model, rule, n, d)


def transits(model: Model, n: str, d: int) -> Expr:
    """Ships that enter a passage on a day keep within the ships a day left for us.

    sum over o, e of entries[o,n,d-e] * sorties[o,e] <= ships_day[n]      (ships)

    Source: daily transits of a canal as stated in passages.csv.
    """
    return _uses(model, "transits", n, d)


def leg_capacity(model: Model, n: str, d: int) -> Expr:
    """Missions that start a typed leg on a day, or in a run of days, keep within what the leg takes, each way.

    sum over o, e, c of starts[o,n,c-e] * sorties[o,e] <= missions[n]      (missions)

    c are the days of the run that ends on d: one day for missions_day; for missions_period the fewest whole days
    that are whole periods, from day 0, and missions[n] is as many times what a period takes.
    Source: capacity of a leg as stated in legs.csv; n is the leg and its direction.
    """
    return _uses(model, "leg_capacity", n, d)


def handling(model: Model, n: str, d: int) -> Expr:
    """Cargo over the quay at a port on a day keeps within what the port handles.

    sum over u, p, k but people and fuel, e of quay_share[p,n,d-e] * load[u,p,k,e]
        <= stons_day[n] * (1 - taken[n,d])

    A ship's cargo crosses the quay evenly over its hours alongside; fuel is pumped.      (stons)
    """
    cargo = quicksum(share * model.load[key] for key, share in model.sets.handling[n, d])
    return cargo <= model.instance.limit("handling", n, d)


def storage(model: Model, n: str, d: int) -> Expr:
    """Cargo kept at a port or airfield from a day to the next keeps within its storage.

    sum over u, g but people and fuel of on_hand[u,g,n,d] <= storage_stons[n]      (stons)

    What goes on the morning after it came is not kept; neither is what waits at its own origin or destination.
    Source: storage of a staging point as stated in seaports.csv and airfields.csv.
    """
    return quicksum(model.on_hand[key] for key in model.sets.storage[n, d]) <= model.instance.limit(
        "storage", n, d
    )


def _uses(model: Model, rule: str, n: str, d: int) -> Expr:
    used = quicksum(amount * model.sorties[key] for key, amount in model.sets.places[rule][n, d])
    return used <= model.instance.limit(rule, n, d)
