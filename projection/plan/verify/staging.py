"""Recount of staging points: what changes over where, on which days, by whose leave, and that it goes on."""

import math
from collections.abc import Iterator

from projection.errors import Finding
from projection.plan.rows import CLASSES, Onward
from projection.plan.verify.recount import NOISE, OFF, Recount, Sum, Sums, amount_of, fault, number, tally

Flows = dict[tuple[str, str, str], list[tuple[int, float]]]
"""Days and amounts by ULN, class and node."""


def staged(recount: Recount, uln: str, node: str, end: str) -> bool:
    """Whether a node is a staging point of a ULN, where it lands (``in``) or whence it leaves again (``out``).

    A place at or linked to its origin or destination is none.
    """
    movement = recount.scenario.movements[uln]
    rows = [row for row in recount.scenario.staging.values() if row.takes(movement.nation)]
    if not any(node == (row.node_in if end == "in" else row.node_out) for row in rows):
        return False
    ends = {*recount.scenario.starts(movement), movement.dest}
    links = recount.network.land_links.values()
    return node not in ends and not any(
        {row.from_node, row.to_node} == {node, place} for row in links for place in ends
    )


def changed_over(recount: Recount) -> Sums:
    """Cargo by (staging point, "st", day of changing over)."""
    sums: Sums = {}
    for row in _moves(recount):
        if row.cargo != "pax":
            tally(sums, (row.link, "st", row.leave_day), row.amount)
    return sums


def point_limit(recount: Recount, place: str, _: str, __: int) -> float:
    """Stons a day that a staging point handles; infinite without a limit."""
    limit = recount.scenario.staging[place].stons_day
    return math.inf if limit is None else limit


def staging(recount: Recount) -> list[Finding]:
    """Staging points by day; open, permitted, class by class in order, and what is staged goes on."""
    found = []
    for (place, _, day), used in sorted(changed_over(recount).items()):
        limit = point_limit(recount, place, "", day)
        if used.exceeds(limit):
            what = f"{number(used.value)} st change over, {number(limit)} allowed"
            found.append(fault("staging", f"{place} day {day}", what))
    found += [finding for row in _moves(recount) for finding in _rightly(recount, row)]
    found += _let_in(recount)
    landed, into, ready, gone = _flows(recount)
    found += _follows(landed, into, "changed over", "landed")
    found += _follows(ready, gone, "left", "changed over")
    return found


def _moves(recount: Recount) -> Iterator[Onward]:
    return (row for row in recount.onward if row.link in recount.scenario.staging)


def _rightly(recount: Recount, row: Onward) -> Iterator[Finding]:
    """Whether one row changes over what it may, where and when it may."""
    point, nation = recount.scenario.staging[row.link], recount.scenario.movements[row.uln].nation
    where = f"{row.link} {row.uln} day {row.leave_day}"
    if not point.takes(nation):
        yield fault("staging", where, f"{point.id} does not take forces of {nation}")
    if not point.on(row.leave_day):
        yield fault("staging", where, f"{point.id} is not open on that day")
    if row.cargo not in CLASSES:
        yield fault("staging", where, f"{row.cargo} is no class of cargo")


def _let_in(recount: Recount) -> Iterator[Finding]:
    """Owners let the ULN's forces in on the day of landing and that of leaving; one point lies on the way."""
    scenario, network = recount.scenario, recount.network
    for row in recount.manifests:
        nation = scenario.movements[row.uln].nation
        ends = (("in", row.pod, row.landed_day), ("out", row.poe, row.loaded_day))
        at = [(node, day) for end, node, day in ends if staged(recount, row.uln, node, end)]
        if len(at) == 2:
            what = f"goes from staging point {row.poe} to staging point {row.pod}"
            yield fault("staging", f"{row.poe} {row.uln} day {row.loaded_day}", what)
        for node, day in at:
            if not scenario.may_base(network, node, nation, day):
                what = f"{network.places[node].nation} does not let forces of {nation} use {node} on that day"
                yield fault("staging", f"{node} {row.uln} day {day}", what)


def _flows(recount: Recount) -> tuple[Flows, Flows, Flows, Flows]:
    """What landed, changed over from there, was ready, and left."""
    landed: Flows = {}
    into: Flows = {}
    ready: Flows = {}
    gone: Flows = {}
    for row in recount.manifests:
        if staged(recount, row.uln, row.pod, "in"):
            landed.setdefault((row.uln, row.cargo, row.pod), []).append((row.landed_day, amount_of(row)))
        if staged(recount, row.uln, row.poe, "out"):
            gone.setdefault((row.uln, row.cargo, row.poe), []).append((row.loaded_day, amount_of(row)))
    for move in _moves(recount):
        into.setdefault((move.uln, move.cargo, move.from_node), []).append((move.leave_day, move.amount))
        ready.setdefault((move.uln, move.cargo, move.to_node), []).append((move.reach_day, move.amount))
    return landed, into, ready, gone


def _follows(before: Flows, after: Flows, then: str, first: str) -> Iterator[Finding]:
    """What happens ``then`` is no more than what came ``first`` by the day before, and in the end as much."""
    for uln, cargo, node in sorted({*before, *after}):
        came, went = before.get((uln, cargo, node), []), after.get((uln, cargo, node), [])
        for day in sorted({day for day, _ in went}):
            there, gone = _sum(came, day), _sum(went, day + 1)
            if gone.exceeds(there.value + OFF * there.terms + NOISE):
                what = f"{number(gone.value)} of {cargo} {then}, {number(there.value)} had {first}"
                yield fault("staging", f"{node} {uln} day {day}", what)
                break
        total, left = _sum(came, math.inf), _sum(went, math.inf)
        if total.exceeds(left.value + OFF * left.terms + NOISE):
            what = f"{number(total.value)} of {cargo} {first}, only {number(left.value)} {then}"
            yield fault("staging", f"{node} {uln}", what)


def _sum(flow: list[tuple[int, float]], day: float) -> Sum:
    total = Sum()
    for when, amount in flow:
        if when < day:
            total.add(amount)
    return total
