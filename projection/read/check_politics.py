"""Cross-table checks of threats and of what nations keep for Europe, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.words import nearest
from projection.scenario.politics import COMBAT, GOALS, KeptHome, Threat
from projection.scenario.rows import Fleet, Movement


def threats_have_a_box_and_days(case: Case) -> Iterator[Finding]:
    """A threat has an inside, begins before it ends, and a name of its own."""
    seen: dict[str, int] = {}
    for found in case.rows(Threat):
        row = found.row
        first = seen.setdefault(row.id, found.line)
        if first != found.line:
            yield found.finding("id", f"{row.id} stands already in line {first}", "give each its own name")
        if row.south >= row.north or row.west == row.east:
            yield found.finding("north", "the box has no inside", "set NORTH past SOUTH, and EAST off WEST")
        if row.from_day is not None and row.to_day is not None and row.to_day < row.from_day:
            what = f"ends on day {row.to_day}, before it begins on day {row.from_day}"
            yield found.finding("to_day", what, "set TO_DAY on or after FROM_DAY")


def kept_home_names_a_nation_once(case: Case) -> Iterator[Finding]:
    """What stays in Europe is of a nation of the network, told once, that sends combat forces."""
    seen: dict[str, int] = {}
    sends = {found.row.nation for found in case.rows(Movement) if found.row.role in COMBAT}
    for found in case.rows(KeptHome):
        nation = found.row.nation
        first = seen.setdefault(nation, found.line)
        if fault := case.stranger("nation", nation):
            yield found.finding("nation", *fault)
        elif first != found.line:
            yield found.finding("nation", f"{nation} stands already in line {first}", "keep one of the two")
        elif nation not in sends and case.sound(Movement):
            what = f"{nation} has no movement of role {' or '.join(COMBAT)}, so that nothing is held back"
            yield found.finding("nation", what, "leave the line out", "warning")


def goals_are_known(case: Case) -> Iterator[Finding]:
    """Goals are those of this tool, each once, and there is something to count."""
    settings = case.settings.settings
    order = settings.goals.order if settings else ()
    where = case.settings.where("goals", "order")
    for name in dict.fromkeys(order):
        if name not in GOALS:
            near = nearest(name, frozenset(GOALS))
            yield Finding(
                where, f"{name} is no goal", f"did you mean {near}?" if near else f"use {', '.join(GOALS)}"
            )
        elif order.count(name) > 1:
            yield Finding(where, f"{name} stands there {order.count(name)} times", "name each goal once")
        elif name == "exposure" and not case.rows(Threat):
            yield Finding(
                where, "no threats.csv, so that exposure is nothing", "add threats, or leave it out", "warning"
            )
        elif name == "cost" and not any(
            found.row.keur_hour or found.row.keur_mission for found in case.rows(Fleet)
        ):
            mend = "give KEUR_HOUR or KEUR_MISSION, or leave it out"
            yield Finding(where, "no fleet has a price, so that cost is nothing", mend, "warning")


CHECKS: tuple[Check, ...] = (threats_have_a_box_and_days, kept_home_names_a_nation_once, goals_are_known)
