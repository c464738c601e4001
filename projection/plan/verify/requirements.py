"""Recount of requirements: what was asked, what got where and when, what is short."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.plan.rows import Shortfall
from projection.plan.verify.recount import (
    GROUP_OF,
    GROUPS,
    NOISE,
    OFF,
    Recount,
    Sum,
    amount_of,
    fault,
    number,
    required,
)
from projection.plan.verify.staging import staged
from projection.plan.verify.supply import wanted


def balance(recount: Recount) -> list[Finding]:
    """Nothing leaves a node before it got there: what comes in on a day can go out on the next."""
    inflow: dict[tuple[str, str, str], list[tuple[int, float]]] = {}
    outflow: dict[tuple[str, str, str], list[tuple[int, float]]] = {}
    for uln, group, node, day, amount in recount.inflow():
        inflow.setdefault((uln, group, node), []).append((day, amount))
    for uln, group, node, day, amount in recount.outflow():
        outflow.setdefault((uln, group, node), []).append((day, amount))
    found: list[Finding] = []
    for (uln, group, node), out in sorted(outflow.items()):
        movement = recount.scenario.movements[uln]
        stock = (
            sum(required(movement)[k] for k in GROUPS[group]) if node in recount.scenario.starts(movement) else 0.0
        )
        found += _early(f"{uln} {node}", group, stock, (inflow.get((uln, group, node), []), out))
        if node == movement.dest:
            what = f"{group} leaves its destination"
            found.append(fault("balance", f"{uln} {node} day {min(day for day, _ in out)}", what))
    return found


def _early(
    where: str, group: str, stock: float, flows: tuple[list[tuple[int, float]], list[tuple[int, float]]]
) -> Iterator[Finding]:
    """First day on which more has left a node than was there."""
    came, out = flows
    for day in sorted({day for day, _ in out}):
        there, gone = Sum(stock), Sum()
        for when, amount in came:
            if when < day:
                there.add(amount)
        for when, amount in out:
            if when <= day:
                gone.add(amount)
        if gone.exceeds(there.value + OFF * there.terms + NOISE):
            what = f"{number(gone.value)} of {group} has left, {number(there.value)} was there"
            yield fault("balance", f"{where} day {day}", what)
            return


def demand(recount: Recount) -> list[Finding]:
    """Delivered + short = required for each ULN and class, and no more is moved than there is."""
    found: list[Finding] = []
    rows: dict[str, list[Shortfall]] = {}
    for row in recount.shortfalls:
        rows.setdefault(row.uln, []).append(row)
    for uln, movement in recount.scenario.movements.items():
        if len(rows.get(uln, [])) != 1:
            found.append(fault("demand", uln, f"has {len(rows.get(uln, []))} lines in shortfalls, not 1"))
            continue
        row = rows[uln][0]
        people, stons = _delivered(recount, uln)
        figures = (
            ("required stons", Sum(row.required_stons, 1), movement.stons),
            ("required people", Sum(row.required_pax, 1), float(movement.pax)),
            ("delivered stons", stons, row.delivered_stons),
            ("delivered people", people, row.delivered_pax),
            ("delivered + short stons", _plus(stons, row.short_stons), movement.stons),
            ("delivered + short people", _plus(people, row.short_pax), float(movement.pax)),
        )
        for name, counted, stated in figures:
            if abs(counted.value - stated) > NOISE + counted.room(stated):
                found.append(fault("demand", uln, f"{name}: {number(counted.value)} against {number(stated)}"))
        if min(row.short_stons, row.short_pax) < 0:
            found.append(fault("demand", uln, "what is short is negative"))
    found += _too_much(recount)
    return found


def _plus(total: Sum, amount: float) -> Sum:
    return Sum(total.value + amount, total.terms + 1)


def _delivered(recount: Recount, uln: str) -> tuple[Sum, Sum]:
    """People and stons at the destination within the horizon."""
    people, stons = Sum(), Sum()
    for group in GROUPS:
        for part in recount.delivered.get((uln, group), {}).values():
            total = people if group == "pax" else stons
            total.join(part)
    return people, stons


def _too_much(recount: Recount) -> Iterator[Finding]:
    """Classes of which missions carry, or groups of which the destination gets, more than there is."""
    total: dict[tuple[str, str], Sum] = {}
    for row in recount.manifests:
        if not staged(recount, row.uln, row.poe, "out"):
            total.setdefault((row.uln, row.cargo), Sum()).add(amount_of(row))
    for (uln, cargo), used in sorted(total.items()):
        limit = required(recount.scenario.movements[uln])[cargo]
        if used.exceeds(limit + NOISE):
            yield fault("demand", uln, f"missions carry {number(used.value)} of {cargo}, required {number(limit)}")
    for (uln, group), by_day in sorted(recount.delivered.items()):
        amounts = required(recount.scenario.movements[uln])
        limit = sum(amounts[k] for k in GROUPS[group])
        got = Sum()
        for part in by_day.values():
            got.join(part)
        if got.exceeds(limit + NOISE):
            yield fault("demand", uln, f"{number(got.value)} of {group} delivered, required {number(limit)}")


def arrivals(recount: Recount) -> list[Finding]:
    """The table of arrivals says what manifests and onward moves bring."""
    counted: dict[tuple[str, str, str, int, str], Sum] = {}
    optional = set()
    for row in recount.manifests:
        role = "staged" if staged(recount, row.uln, row.pod, "in") else "pod"
        key = (row.uln, row.pod, role, row.landed_day, GROUP_OF[row.cargo])
        counted.setdefault(key, Sum()).add(amount_of(row))
        if row.pod == recount.scenario.movements[row.uln].dest:
            optional.add(key)
    for (uln, group), by_day in recount.delivered.items():
        for day, total in by_day.items():
            counted[uln, recount.scenario.movements[uln].dest, "dest", day, group] = total
    stated: dict[tuple[str, str, str, int, str], Sum] = {}
    for arrival in recount.arrivals:
        key = (arrival.uln, arrival.node, arrival.role, arrival.day, GROUP_OF[arrival.cargo])
        stated.setdefault(key, Sum()).add(arrival.amount)
    found = []
    for key in sorted(counted.keys() | (stated.keys())):
        if key in optional and key not in stated:
            continue
        ours, theirs = counted.get(key, Sum()), stated.get(key, Sum())
        if Sum(ours.value, ours.terms + theirs.terms).differs(theirs.value):
            uln, node, role, day, group = key
            what = f"{number(ours.value)} of {group} reach the {role}, arrivals say {number(theirs.value)}"
            found.append(fault("arrivals", f"{uln} {node} day {day}", what))
    return found


def shortfalls(recount: Recount) -> list[Finding]:
    """Lateness, closure day and status of each ULN follow from what was delivered when."""
    found: list[Finding] = []
    for row in recount.shortfalls:
        movement = recount.scenario.movements[row.uln]
        if (row.nation, row.priority, row.rdd) != (movement.nation, movement.priority, movement.rdd):
            found.append(fault("shortfalls", row.uln, "nation, priority or RDD are not those of the scenario"))
        found += _closing(recount, row)
    return found


def _closing(recount: Recount, row: Shortfall) -> Iterator[Finding]:
    pax_stons = recount.scenario.settings.weights.pax_stons
    movement = recount.scenario.movements[row.uln]
    late, last = Sum(), None
    for group in GROUPS:
        for day, total in recount.delivered.get((row.uln, group), {}).items():
            value = total.value * (pax_stons if group == "pax" else 1.0)
            if day > movement.rdd and not movement.feeds:
                late.value += value * (day - movement.rdd)
                late.terms += total.terms * (day - movement.rdd)
            if total.value > OFF:
                last = day if last is None else max(last, day)
    people, stons = _delivered(recount, row.uln)
    is_short = max(movement.pax - people.value, movement.stons - stons.value) > NOISE
    if late.differs(row.late_ston_days):
        what = f"{number(late.value)} ston-days late, the table says {number(row.late_ston_days)}"
        yield fault("shortfalls", row.uln, what)
    closure = None if is_short else last
    if row.closure_day != closure:
        yield fault("shortfalls", row.uln, f"closes on day {closure}, the table says {row.closure_day}")
    if is_short and movement.feeds and wanted(recount, movement.feeds) <= NOISE:
        states = ["not needed"] if last is not None else ["not needed", "refused"]
    elif is_short:
        states = ["short"] if last is not None else ["short", "refused"]
    else:
        late_at_all = last is not None and last > movement.rdd and not movement.feeds
        states = ["late"] if late_at_all else ["on time"]
    if not recount.scenario.settings.postures.has(movement.role):
        states = ["refused"]
    if row.status not in states:
        yield fault("shortfalls", row.uln, f"is {' or '.join(states)}, the table says {row.status}")
