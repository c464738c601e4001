"""Recount of what a plan asks for besides days: days under threat, money, strain on Europe."""

from projection.boxes import hours_between, parts_inside
from projection.errors import Finding
from projection.plan.verify.lift import days_away
from projection.plan.verify.recount import NOISE, Recount, Sum, fault, number
from projection.scenario.politics import COMBAT


def days_exposed(recount: Recount) -> Sum:
    """Mission-days under threat, from the lines of the legs and their hours."""
    total = Sum()
    for row in recount.scenario.threats:
        box = (row.west, row.south, row.east, row.north)
        lines = recount.plan.tracks
        inside = {name: parts_inside(line, box) for name, line in lines.items()}
        for stop in (one for one in recount.stops if one.track):
            leg = (stop.arrive_h - stop.leg_h, stop.arrive_h)
            for part in inside[stop.track]:
                total.add(row.weight * hours_between(part, leg, (row.from_day, row.to_day)) / 24.0)
    return total


def thousand_euro(recount: Recount) -> Sum:
    """Price of lift."""
    total = Sum()
    for mission in recount.missions.values():
        total.add(mission.fleet.keur_mission + mission.fleet.keur_hour * mission.hours)
        total.terms += round(mission.fleet.keur_hour * len(mission.stops))
    return total


def strain(recount: Recount) -> Sum:
    """Shares of nations' combat stons that left, and of fleets' days away over the horizon."""
    total = Sum()
    for mission in recount.missions.values():
        days = [day for day in days_away(recount, mission) if 0 <= day < recount.horizon]
        total.add(len(days) / (max(mission.fleet.count, 1) * recount.horizon))
    for sent, asked in combat(recount).values():
        total.add(sent.value / asked if asked else 0.0)
    return total


def combat(recount: Recount) -> dict[str, tuple[Sum, float]]:
    """Stons of combat forces that left their origin, and those asked for, by nation."""
    rows = {uln: row for uln, row in recount.scenario.movements.items() if row.role in COMBAT}
    found = {n: (Sum(), 0.0) for n in sorted({row.nation for row in rows.values()})}
    for row in rows.values():
        sent, asked = found[row.nation]
        found[row.nation] = (sent, asked + row.stons)
    for uln, group, node, _, amount in recount.outflow():
        if uln in rows and group != "pax" and node in recount.scenario.starts(rows[uln]):
            found[rows[uln].nation][0].add(amount)
    return found


def exposure(recount: Recount) -> list[Finding]:
    """Mission-days under threat keep within the budget."""
    budget, used = recount.scenario.settings.rules.exposure_budget, days_exposed(recount)
    if budget is None or not used.exceeds(budget):
        return []
    return [fault("exposure", "all", f"{number(used.value)} mission-days under threat, budget {number(budget)}")]


def held_back(recount: Recount) -> list[Finding]:
    """No nation sends what it keeps for Europe."""
    found = []
    sent_by = combat(recount)
    for row in recount.scenario.europe:
        sent, asked = sent_by.get(row.nation, (Sum(), 0.0))
        limit = (1 - row.held_back) * asked
        if sent.exceeds(limit + NOISE):
            what = f"{number(sent.value)} st of combat forces leave, {number(limit)} st may"
            found.append(fault("held_back", row.nation, what))
    return found
