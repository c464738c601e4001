"""Equations of fleets: tails, flying hours, quotas."""

from pyomo.environ import quicksum

from projection.model.model import Expr, Model


def tails(model: Model, f: str, d: int) -> Expr:
    """Missions of a fleet that are out on a day keep within its usable tails or hulls.

    sum over o, launch days e of out[o,f,d-e] * sorties[o,e] <= tails[f,d]      (tails)

    out[o,f,d-e] is the number of missions of a launch of o (one, but for flights) from the day they leave base to
    the day they are back, never for what moves itself; for a tanker fleet that of its sorties that refuel o.
    Busy days are intervals, so tails can be numbered without overlap (interval graphs are perfect).
    Source: cycle time, AFPAM 10-1403.
    """
    used = quicksum(count * model.sorties[key] for key, count in model.sets.tails[f, d])
    return used <= model.instance.fleets[f].tails[d]


def flying_hours(model: Model, f: str, d: int) -> Expr:
    """Hours flown by a fleet in the window of days that ends on d keep within its use rate.

    sum over o, e of hours[o, f, in window] * sorties[o,e] <= use_rate[f] * sum over days of window of tails[f]

    Hours of a mission count for its fleet, those of the tankers that refuel it for theirs.
    Source: UTE rate, AFPAM 10-1403; averaged over ``use_window`` days.      (flying hours)
    """
    fleet = model.instance.fleets[f]
    window = min(model.instance.rules.use_window, model.instance.horizon)
    allowed = fleet.use_rate_h * sum(fleet.tails[d - window + 1 : d + 1])
    return quicksum(hours * model.sorties[key] for key, hours in model.sets.flying_hours[f, d]) <= allowed


def quota(model: Model, f: str) -> Expr:
    """Hours under way of all missions of a fleet keep within its quota.

    sum over o, d of hours[o,f] * sorties[o,d] <= quota[f]      (hours)

    Source: national flying-hour shares of SAC, SALIS and MMF (../scenarios, fleets.csv).
    """
    limit = model.instance.fleets[f].quota_h
    return quicksum(hours * model.sorties[key] for key, hours in model.sets.quota[f]) <= limit


def member_hours(model: Model, f: str, n: str) -> Expr:
    """Hours under way of the missions that a pool's fleet flies for one member keep within that member's hours.

    sum over o of f for n, d of hours[o] * sorties[o,d] <= member_hours[f,n]      (hours)

    A mission goes for one member, whose cargo alone it carries; the tails are those of all. Hours of its own
    missions count, not those of the tankers that refuel it, nor what holds a station.
    Source: hours of the members of SAC, SALIS and MMF (members.csv).
    """
    used = quicksum(hours * model.sorties[key] for key, hours in model.sets.member_hours[f, n])
    return used <= model.instance.member_hours[f, n]
