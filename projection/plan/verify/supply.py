"""Recount of supply: what accounts use, what reached them, floors, fairness and what all that costs."""

from collections.abc import Iterator, Mapping, Sequence

from projection.errors import Finding
from projection.plan.rows import Coverage, Supply
from projection.plan.verify.recount import GROUPS, OFF, Recount, Sum, fault, number, required
from projection.scenario.supply import Need

Spans = Mapping[str, Sequence[Need]]


def use(recount: Recount) -> list[Finding]:
    """One line for each account and day of use; used + lacking is the day's use of those who are there."""
    found: list[Finding] = []
    lines: dict[tuple[str, int], list[Supply]] = {}
    for row in recount.supply:
        lines.setdefault((row.account, row.day), []).append(row)
    days = {(name, day): span for name, spans in _spans(recount).items() for day, span in _days(recount, spans)}
    for name, day in sorted(days.keys() | lines.keys()):
        rows, where = lines.get((name, day), []), f"{name} day {day}"
        if (name, day) not in days or len(rows) != 1:
            due = 1 if (name, day) in days else 0
            found.append(fault("use", where, f"has {len(rows)} lines in supply, not {due}"))
            continue
        row, span = rows[0], days[name, day]
        if (row.place, row.item) != (span.place, span.item):
            found.append(fault("use", where, f"is of {span.item} at {span.place}"))
        if min(row.used, row.lacking) < 0:
            found.append(fault("use", where, "what is used or lacking is negative"))
        need = _there(recount, span, day)
        need = Sum(need.value * span.stons_day, need.terms + 2)
        if need.differs(row.used + row.lacking):
            what = f"{number(row.used)} st used and {number(row.lacking)} lacking, {number(need.value)} needed"
            found.append(fault("use", where, what))
    return found


def supply(recount: Recount) -> list[Finding]:
    """Kept = kept before + arrived - used, never below 0; arrived is what manifests and moves brought."""
    found: list[Finding] = []
    for name, spans in _spans(recount).items():
        kept, before = Sum(sum(span.start_stons for span in spans), 1), -1
        came = _fed(recount, name)
        for row in sorted((row for row in recount.supply if row.account == name), key=lambda row: row.day):
            where, arrived = f"{name} day {row.day}", Sum()
            for day, part in came.items():
                if before <= day < row.day:
                    arrived.join(part)
            if arrived.differs(row.arrived):
                what = f"{number(arrived.value)} st were delivered before, the table says {number(row.arrived)}"
                found.append(fault("supply", where, what))
            due = Sum(kept.value + row.arrived - row.used, kept.terms + 2)
            if due.differs(row.kept):
                what = f"{number(due.value)} st are left, the table says {number(row.kept)}"
                found.append(fault("supply", where, what))
            if row.kept < -OFF:
                found.append(fault("supply", where, f"{number(-row.kept)} st are used that are not there"))
            kept, before = Sum(row.kept, 1), row.day
    return found


def floor(recount: Recount) -> list[Finding]:
    """The floor is floor_days of the day's use, and what is missing to it is told."""
    found: list[Finding] = []
    spans = _spans(recount)
    for row in recount.supply:
        where = f"{row.account} day {row.day}"
        days = next((s.floor_days for day, s in _days(recount, spans.get(row.account, ())) if day == row.day), 0.0)
        if Sum(days * (row.used + row.lacking), 3).differs(row.floor):
            what = f"{number(days)} days of use are {number(days * (row.used + row.lacking))} st"
            found.append(fault("floor", where, f"{what}, the table says {number(row.floor)}"))
        missing = max(0.0, row.floor - row.kept)
        if Sum(missing, 2).differs(row.below):
            what = f"{number(missing)} st below the floor, the table says {number(row.below)}"
            found.append(fault("floor", where, what))
    return found


def fairness(recount: Recount) -> list[Finding]:
    """Coverage sums up the days; nobody of a fair group lacks a larger share than its worst."""
    found: list[Finding] = []
    lines: dict[str, list[Coverage]] = {}
    for row in recount.coverage:
        lines.setdefault(row.account, []).append(row)
    spans = _spans(recount)
    shares = {name: _share(recount, name) for name in spans}
    for name in sorted(spans.keys() | lines.keys()):
        if len(lines.get(name, [])) != 1 or name not in spans:
            what = f"has {len(lines.get(name, []))} lines in coverage, not {1 if name in spans else 0}"
            found.append(fault("fairness", name, what))
            continue
        row, first = lines[name][0], spans[name][0]
        if (row.place, row.item, row.fair) != (first.place, first.item, first.fair or ""):
            found.append(fault("fairness", name, "place, item or fair group are not those of the scenario"))
        figures = [
            (word, _total(recount, name, word), getattr(row, word)) for word in ("used", "lacking", "below")
        ]
        figures += [("need", _need(recount, name), row.need), ("covered", Sum(1 - shares[name], 1), row.covered)]
        group = [other for other in sorted(spans) if first.fair and spans[other][0].fair == first.fair]
        figures.append(("worst", Sum(max((shares[other] for other in group), default=0.0), 1), row.worst))
        found += [
            fault("fairness", name, f"{word} is {number(ours.value)}, the table says {number(theirs)}")
            for word, ours, theirs in figures
            if ours.differs(theirs)
        ]
    return found


def wanted(recount: Recount, name: str) -> float:
    """Ston-days that an account lacks or is below its floor; 0 when it wants no more than it gets."""
    return _total(recount, name, "lacking").value + _total(recount, name, "below").value


def terms(recount: Recount) -> dict[str, Sum]:
    """Parts of the objective in weighted ston-days: lacking, below, unfair."""
    weights, spans = recount.scenario.settings.weights, _spans(recount)
    total = {name: Sum() for name in ("lacking", "below", "unfair")}
    by_day = {(name, day): span for name, found in spans.items() for day, span in _days(recount, found)}
    for row in recount.supply:
        span = by_day.get((row.account, row.day))
        weight = weights.priority[span.priority - 1] if span else 0.0
        lack = weights.lack_days + (weights.below_days + weights.sooner) * (recount.horizon - 1 - row.day)
        for name, price, amount in (
            ("lacking", lack, row.lacking),
            ("below", weights.below_days, row.below),
        ):
            total[name].value += weight * price * amount
            total[name].terms += round(weight * price) + 1
    groups = sorted({found[0].fair for found in spans.values() if found[0].fair})
    for group in groups:
        members = [name for name, found in spans.items() if found[0].fair == group and _need(recount, name).value]
        if members:
            need = sum(_need(recount, name).value for name in members)
            heaviest = max(weights.priority[by_day[key].priority - 1] for key in by_day if key[0] in members)
            price = weights.unfair_days * heaviest * need
            total["unfair"].value += price * max(_share(recount, name) for name in members)
            total["unfair"].terms += round(price) + 1
    return total


def _spans(recount: Recount) -> Spans:
    """Lines of needs.csv by account, sorted."""
    found: dict[str, list[Need]] = {}
    for row in recount.scenario.needs:
        found.setdefault(row.id, []).append(row)
    return dict(sorted(found.items()))


def _days(recount: Recount, spans: Sequence[Need]) -> Iterator[tuple[int, Need]]:
    """Days of use within the horizon, each with its line."""
    for span in spans:
        last = recount.horizon - 1 if span.to_day is None else min(span.to_day, recount.horizon - 1)
        yield from ((day, span) for day in range(span.from_day, last + 1))


def _there(recount: Recount, span: Need, day: int) -> Sum:
    """Share of an account's units that reached their destination before a day; all of it for one of a place."""
    if not span.unit:
        return Sum(1.0)
    pax_stons = recount.scenario.settings.weights.pax_stons
    whole, there = 0.0, Sum()
    for uln in sorted(set(span.unit)):
        amounts = required(recount.scenario.movements[uln])
        for group, classes in GROUPS.items():
            value = pax_stons if group == "pax" else 1.0
            whole += value * sum(amounts[k] for k in classes)
            for when, part in recount.delivered.get((uln, group), {}).items():
                if when < day:
                    there.join(Sum(part.value * value, part.terms))
    return Sum(there.value / whole, there.terms) if whole else Sum()


def _fed(recount: Recount, name: str) -> dict[int, Sum]:
    """Cargo delivered to an account by day."""
    found: dict[int, Sum] = {}
    for uln, movement in recount.scenario.movements.items():
        for group in ("cargo", "heavy", "fuel") if movement.feeds == name else ():
            for day, part in recount.delivered.get((uln, group), {}).items():
                found.setdefault(day, Sum()).join(part)
    return found


def _total(recount: Recount, name: str, column: str) -> Sum:
    total = Sum()
    for row in recount.supply:
        if row.account == name:
            total.add(getattr(row, column))
    return total


def _need(recount: Recount, name: str) -> Sum:
    return Sum(sum(span.stons_day for _, span in _days(recount, _spans(recount).get(name, ()))), 1)


def _share(recount: Recount, name: str) -> float:
    """Share of its need that an account lacks."""
    need = _need(recount, name).value
    return _total(recount, name, "lacking").value / need if need else 0.0
