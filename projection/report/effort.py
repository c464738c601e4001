"""What a plan asks for besides days, in words: threats met, money, and what is away from Europe."""

import math

from projection.boxes import hours_between, parts_inside
from projection.plan.plan import Plan, relative_gap, rows_of
from projection.plan.rows import Manifest, MissionStop, Onward
from projection.scenario.politics import COMBAT
from projection.scenario.scenario import Scenario


def effort(plan: Plan, scenario: Scenario) -> list[str]:
    """Lines on mission-days under threat and on the price of lift, where the scenario gives any."""
    stops = rows_of(MissionStop, plan.tables["missions"])
    lines = []
    if scenario.threats:
        days = sum(exposed(plan, scenario, stop) for stop in stops)
        budget = scenario.settings.rules.exposure_budget
        of = "" if budget is None else f" of {budget:,.1f}"
        lines.append(f"Exposure   {days:,.1f}{of} mission-days under threat")
    fleets = scenario.every_fleet
    if any(row.keur_hour or row.keur_mission for row in fleets.values()):
        hours = sum(fleets[stop.fleet].keur_hour * stop.leg_h for stop in stops)
        starts = sum(fleets[stop.fleet].keur_mission for stop in stops if stop.purpose == "position")
        lines.append(f"Cost       {hours + starts:,.0f} thousand euro of lift")
    return lines


def goals(plan: Plan) -> list[str]:
    """A line for each goal in order: what it comes to and how far it is proved."""
    lines: list[str] = []
    for row in plan.stamp["goals"]:
        proof = "not proved"
        if row["bound"] is not None:
            proof = f"bound {row['bound']:,.1f}, gap {relative_gap(row['value'], row['bound']):.1%}"
        lines.append(f"{'Goals' if not lines else '':<10} {row['goal']} {row['value']:,.1f} ({proof})")
    return lines


def exposed(plan: Plan, scenario: Scenario, stop: MissionStop) -> float:
    """Mission-days under threat on the leg to a stop."""
    leg, total = (stop.arrive_h - stop.leg_h, stop.arrive_h), 0.0
    for row in scenario.threats if stop.track else ():
        for part in parts_inside(plan.tracks[stop.track], (row.west, row.south, row.east, row.north)):
            total += row.weight * hours_between(part, leg, (row.from_day, row.to_day)) / 24.0
    return total


def away(plan: Plan, scenario: Scenario) -> list[tuple[str, str, str]]:
    """For each nation: share of its combat stons that leaves, most of its lift away on one day."""
    forces = {name: f"{sent / asked:.0%}" for name, (sent, asked) in forces_sent(plan, scenario).items()}
    lift, owned = {}, tails(scenario)
    for nation, by_day in lift_away(plan).items():
        day, most = max(by_day.items(), key=lambda item: (item[1], -item[0]))
        lift[nation] = f"{most / owned[nation]:.0%} on C+{day}"
    return [(nation, forces.get(nation, ""), lift.get(nation, "")) for nation in sorted(set(forces) | set(lift))]


def forces_sent(plan: Plan, scenario: Scenario) -> dict[str, tuple[float, float]]:
    """Combat stons that leave their place in Europe, and all that are asked for, by nation with any."""
    rows = {uln: row for uln, row in scenario.movements.items() if row.role in COMBAT}
    asked: dict[str, float] = {}
    sent: dict[str, float] = {}
    for row in rows.values():
        asked[row.nation] = asked.get(row.nation, 0.0) + row.stons
    left = [(row.uln, row.poe, row.stons) for row in rows_of(Manifest, plan.tables["manifests"])]
    moved = rows_of(Onward, plan.tables["onward"])
    left += [(row.uln, row.from_node, row.amount) for row in moved if row.cargo != "pax"]
    for uln, node, stons in left:
        if uln in rows and node in scenario.starts(rows[uln]):
            sent[rows[uln].nation] = sent.get(rows[uln].nation, 0.0) + stons
    return {nation: (sent.get(nation, 0.0), stons) for nation, stons in asked.items() if stons}


def tails(scenario: Scenario) -> dict[str, int]:
    """Tails and hulls of each nation, also those that move themselves."""
    count: dict[str, int] = {}
    for row in scenario.every_fleet.values():
        count[row.nation] = count.get(row.nation, 0) + max(row.count, 1)
    return count


def lift_away(plan: Plan) -> dict[str, dict[int, int]]:
    """Tails and hulls under way, by flag and day; a mission is away from its first day to its last."""
    out: dict[str, dict[int, int]] = {}
    ends: dict[str, list[MissionStop]] = {}
    for stop in rows_of(MissionStop, plan.tables["missions"]):
        ends.setdefault(stop.mission, []).append(stop)
    for stops in ends.values():
        first, last = math.floor(stops[0].depart_h / 24 + 1e-6), math.ceil(stops[-1].arrive_h / 24 - 1e-6)
        by_day = out.setdefault(stops[0].nation, {})
        for day in range(max(first, 0), max(last, first + 1)):
            by_day[day] = by_day.get(day, 0) + 1
    return out
