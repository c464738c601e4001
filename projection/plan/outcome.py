"""What came of each ULN: land moves, arrivals, shortfalls."""

from collections.abc import Iterable, Mapping, Sequence

from projection.movement.instance import GROUP, Instance, Requirement
from projection.movement.pools import READY
from projection.plan.plan import TERMS
from projection.plan.rows import BROKEN, Arrival, Coverage, Manifest, Onward, Shortfall
from projection.plan.units import reasons, whole_days
from projection.solve.solution import Solution

TINY = 1e-6
NEEDED = 1e-4
"""Ston-days lacking, or below the floor, from which an account wants more than it got."""
Amounts = dict[tuple[str, str, int], float]
"""(ULN, group, day) -> stons or people."""


def onward(instance: Instance, solution: Solution, carried: Sequence[Manifest]) -> list[Onward]:
    """Land moves: those decided, and those that follow at once where no link is limited."""
    rows: dict[tuple[str, str, str, int], float] = {}
    for (uln, group, link, day), amount in solution.values.get("move", {}).items():
        if amount > TINY:
            rows[uln, group, link, day] = rows.get((uln, group, link, day), 0.0) + amount
    for row in carried:
        group, amount = GROUP[row.cargo], row.stons + row.pax
        out_way = instance.out_ways[row.uln, group, row.poe]
        in_way = instance.in_ways[row.uln, group, row.pod]
        leave = instance.requirements[row.uln].leave or 0
        for way, day in ((out_way, leave), (in_way, row.landed_day + 1)):
            if way.kind == "delay":
                key = (row.uln, group, way.links[0], day)
                rows[key] = rows.get(key, 0.0) + amount
    return [_onward(instance, key, amount) for key, amount in sorted(rows.items())]


def _onward(instance: Instance, key: tuple[str, str, str, int], amount: float) -> Onward:
    uln, group, name, day = key
    link = instance.links[name]
    return Onward(
        uln=uln,
        cargo=group,
        link=link.link,
        from_node=link.start,
        to_node=link.end.removesuffix(READY),
        leave_day=day,
        reach_day=day + link.days - 1,
        amount=amount,
    )


def arrivals(instance: Instance, carried: Iterable[Manifest], moved: Iterable[Onward]) -> list[Arrival]:
    """What reached each POD and staging point by class, and each destination by group."""
    found: dict[tuple[str, str, str, int, str], float] = {}

    def add(uln: str, place: tuple[str, str], day: int, cargo: str, amount: float) -> None:
        key = (uln, *place, day, cargo)
        found[key] = found.get(key, 0.0) + amount

    for row in carried:
        amount = row.stons + row.pax
        staged = instance.in_ways[row.uln, GROUP[row.cargo], row.pod].kind == "staged"
        add(row.uln, (row.pod, "staged" if staged else "pod"), row.landed_day, row.cargo, amount)
        if instance.requirements[row.uln].dest == row.pod:
            add(row.uln, (row.pod, "dest"), row.landed_day, GROUP[row.cargo], amount)
    for move in moved:
        if move.to_node == instance.requirements[move.uln].dest:
            add(move.uln, (move.to_node, "dest"), move.reach_day, move.cargo, move.amount)
    return [
        Arrival(uln=uln, node=node, role=role, day=day, cargo=cargo, amount=amount)
        for (uln, node, role, day, cargo), amount in sorted(found.items())
    ]


def shortfalls(
    instance: Instance, arrived: Sequence[Arrival], covered: Iterable[Coverage] = ()
) -> list[Shortfall]:
    """One line for every ULN; ``covered`` says what the accounts lack that some of them feed."""
    whole = whole_days(instance, arrived)
    wants = {row.account: (row.lacking, row.below) for row in covered}
    by_uln: dict[str, list[Arrival]] = {}
    for row in arrived:
        if row.role == "dest":
            by_uln.setdefault(row.uln, []).append(row)
    reach = {uln for uln, *_ in instance.loads}
    return [
        _shortfall(
            instance,
            row,
            by_uln.get(uln, []),
            _reason(row, uln in reach, wants.get(row.feeds, (0.0, 0.0))),
            whole,
        )
        for uln, row in instance.requirements.items()
    ]


def _shortfall(
    instance: Instance,
    row: Requirement,
    arrived: Sequence[Arrival],
    reason: str,
    whole: Mapping[str, int | None],
) -> Shortfall:
    need = {"pax": row.amounts.get("pax", 0.0), "stons": sum(v for k, v in row.amounts.items() if k != "pax")}
    got = {kind: sum(a.amount for a in arrived if (a.cargo == "pax") == (kind == "pax")) for kind in need}
    short = {kind: _clean(need[kind] - got[kind]) for kind in need}
    late = sum(
        _value(instance, a.cargo) * a.amount * (a.day - row.rdd)
        for a in arrived
        if a.day > row.rdd and a.amount > TINY and not row.feeds
    )
    closed = max((a.day for a in arrived), default=None) if not any(short.values()) else None
    missing = "short" if reason else "not needed"
    status = "refused" if row.refused else missing if any(short.values()) else "late" if late > TINY else "on time"
    told = [_told(row, status, reason, closed), *reasons(instance, row, whole, closed, status)]
    why = "; ".join(filter(None, told))
    if row.firm and any(short.values()):
        why = f"{BROKEN}{' and '.join(row.firm)}; {why}"
    return Shortfall(
        uln=row.uln,
        nation=row.nation,
        priority=row.priority,
        rdd=row.rdd,
        required_stons=need["stons"],
        delivered_stons=need["stons"] - short["stons"],
        short_stons=short["stons"],
        required_pax=need["pax"],
        delivered_pax=need["pax"] - short["pax"],
        short_pax=short["pax"],
        late_ston_days=late,
        closure_day=closed,
        status=status,
        why=why,
    )


def _told(row: Requirement, status: str, reason: str, closed: int | None) -> str:
    """Why a ULN is not on time, in words; "" when it is."""
    after = (closed or 0) - row.rdd
    return {
        "refused": row.refused,
        "short": reason,
        "not needed": f"what {row.feeds} has without it suffices",
        "late": f"the last of it arrives {after} day{'' if after == 1 else 's'} after RDD",
        "on time": "",
    }[status]


def _reason(row: Requirement, reachable: bool, wants: tuple[float, float]) -> str:
    """Why some of a ULN is short; "" when what it feeds wants no more of it."""
    if row.feeds and sum(wants) <= NEEDED:
        return ""
    if not reachable:
        return "no lift, permission and way fit it within the horizon; see refused_options.csv"
    if row.feeds:
        return f"{row.feeds} lacks {wants[0]:,.0f} st in all, and is {wants[1]:,.0f} ston-days below its floor"
    return (
        f"lift, places or days do not suffice for all by the horizon; priority {row.priority}; see utilisation.csv"
    )


def _value(instance: Instance, group: str) -> float:
    return instance.weights.pax_stons if group == "pax" else 1.0


def _clean(amount: float) -> float:
    return amount if amount > 1e-4 else 0.0


def terms(instance: Instance, arrived: Sequence[Arrival], hours: Mapping[str, float]) -> dict[str, float]:
    """Parts of the objective in weighted ston-days, from what arrived and the hours under way by mode.

    ULNs of a unit count on the day on which it is whole.
    """
    whole = whole_days(instance, arrived)
    parts = dict.fromkeys(TERMS, 0.0)
    got: dict[tuple[str, str], float] = {}
    for row in arrived:
        if row.role == "dest":
            need = instance.requirements[row.uln]
            unit = 0.0 if need.feeds else need.weight * _value(instance, row.cargo) * row.amount
            counts = whole.get(instance.counted.get(row.uln, ""))
            day = row.day if counts is None else counts
            parts["late"] += unit * max(0, day - need.rdd)
            parts["sooner"] += unit * instance.weights.sooner * (day - need.ald)
            got[row.uln, row.cargo] = got.get((row.uln, row.cargo), 0.0) + row.amount
    for uln, need in instance.requirements.items():
        groups: dict[str, float] = {}
        for cargo, amount in need.amounts.items():
            groups[GROUP[cargo]] = groups.get(GROUP[cargo], 0.0) + amount
        for group, amount in groups.items():
            missing = _clean(amount - got.get((uln, group), 0.0))
            kind = "pax" if group == "pax" else "bulk"
            parts["short"] += missing * instance.short_price(uln, kind)
            parts["broken"] += missing * instance.broken_price(uln, kind)
    parts["flying"] = instance.weights.flying_hour * hours.get("air", 0.0)
    parts["sailing"] = instance.weights.sailing_hour * hours.get("sea", 0.0)
    return parts
