"""Equations of supply: what is used, what is there, the floor, fairness."""

from pyomo.environ import quicksum

from projection.model.flow import flow
from projection.model.model import Expr, Model


def use(model: Model, a: str, d: int) -> Expr:
    """What an account uses on a day and what it lacks are what it needs; that grows as its units arrive.

    used[a,d] + lack[a,d] = use[a,d]      (stons)

    A need of a place: use[a,d] = stons_day. One of units: use[a,d] = stons_day * the share of them that is there,
    stated from row to row as use[a,d] = stons_day[d] * (use[a,d-1] / stons_day[d-1] + share arrived on d-1); their
    use begins on the day after they came.
    Source: people times a daily figure, as the ration of 0.56 kg a person a day of WHO, UNHCR and WFP.
    """
    account, before = model.instance.accounts[a], model.sets.supply.before[a, d]
    rate = account.use[d]
    total = model.used[a, d] + model.lack[a, d]
    if not account.units:
        return total == rate
    came = rate * quicksum(share * flow(model, key) for key, share in model.sets.supply.came[a, d])
    if before is None:
        return total == came
    return total == rate / account.use[before] * (model.used[a, before] + model.lack[a, before]) + came


def supply(model: Model, a: str, d: int) -> Expr:
    """What an account keeps overnight is what it kept, plus what was delivered to it, less what it uses.

    kept[a,d] = kept[a,d-1] + delivered[a,d-1] - used[a,d]      (stons)

    kept before the first row is start_stons; delivered: loads and moves of the movements that feed it, there by
    the end of the day before (a handover waits for the next day's opening).
    Source: conservation of stock in multi-period distribution of relief (Haghani and Oh 1996).
    """
    before = model.sets.supply.before[a, d]
    kept = model.instance.accounts[a].start if before is None else model.kept[a, before]
    return (
        model.kept[a, d]
        == kept + quicksum(flow(model, key) for key in model.sets.supply.fed[a, d]) - model.used[a, d]
    )


def floor(model: Model, a: str, d: int) -> Expr:
    """What an account keeps at the end of a day is some days of its use, or is below that.

    kept[a,d] + below[a,d] >= floor_days[a,d] * (used[a,d] + lack[a,d])      (stons)

    Source: days of supply, stock over daily use.
    """
    days = model.instance.accounts[a].floor_days[d]
    return model.kept[a, d] + model.below[a, d] >= days * (model.used[a, d] + model.lack[a, d])


def fairness(model: Model, j: str, a: str) -> Expr:
    """No account of a fair group lacks a larger share of its need than the worst of the group.

    sum over d of lack[a,d] <= worst[j] * sum over d of stons_day[a,d]      (stons)

    Only the worst is priced, so that it is as small as can be (max-min); the second worst counts in the sum alone.
    Source: equitable allocation in relief distribution (Balcik, Beamon and Smilowitz 2008).
    """
    account = model.instance.accounts[a]
    lacks = quicksum(model.lack[a, d] for d in account.use if (a, d) in model.sets.supply.before)
    return lacks <= model.worst[j] * account.need
