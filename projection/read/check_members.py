"""Cross-table checks of hours that members of a pool have of its fleets, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.words import nearest
from projection.scenario.lift import MemberHours
from projection.scenario.rows import Fleet, Movement


def members_are_of_fleets(case: Case) -> Iterator[Finding]:
    """Hours are of a fleet that is there, and of a nation that is there and that it serves; each once."""
    known = frozenset(name for _, name in case.tables[Fleet].column("id"))
    fleets = {found.row.id: found.row for found in case.rows(Fleet)}
    seen: dict[tuple[str, str], int] = {}
    for found in case.rows(MemberHours):
        row = found.row
        if case.tables[Fleet].whole and row.fleet not in known:
            near = nearest(row.fleet, known)
            mend = f"did you mean {near}?" if near else "name a fleet of fleets.csv"
            yield found.finding("fleet", f"{row.fleet} is no fleet of the scenario", mend)
        if fault := case.stranger("nation", row.nation):
            yield found.finding("nation", *fault)
        fleet = fleets.get(row.fleet)
        if fleet is not None and not {"*", row.nation} & set(fleet.serves):
            what = f"{row.fleet} does not serve {row.nation}"
            yield found.finding("nation", what, "name it in SERVES of the fleet, or leave its hours out")
        if (line := seen.setdefault((row.fleet, row.nation), found.line)) != found.line:
            what = f"hours of {row.nation} in {row.fleet} stand already in line {line}"
            yield found.finding("nation", what, "keep one line for each member of a fleet")


def nations_served_have_hours(case: Case) -> Iterator[Finding]:
    """Who wants to go with a fleet that serves it, and whose members have hours, has some."""
    if not case.sound(Movement):
        return
    hours: dict[str, set[str]] = {}
    for found in case.rows(MemberHours):
        hours.setdefault(found.row.fleet, set()).add(found.row.nation)
    asking = {found.row.nation for found in case.rows(Movement)}
    for fleet in case.rows(Fleet):
        members = hours.get(fleet.row.id)
        for nation in sorted(asking & set(fleet.row.serves) - members) if members else ():
            what = f"serves {nation}, which has no hours of it in members.csv"
            yield fleet.finding("serves", what, f"give {nation} a line there, or leave it out here", "warning")


def members_fly_what_carries(case: Case) -> Iterator[Finding]:
    """Hours of members are of lift that carries: sorties of tankers go for nobody's account."""
    named = {found.row.fleet for found in case.rows(MemberHours)}
    for fleet in case.rows(Fleet):
        if fleet.row.id in named and fleet.row.refuels:
            what = "its members have hours of it, and its sorties as a tanker count for none of them"
            yield fleet.finding("refuels", what, "make a fleet of its tankers, or set REFUELS false", "warning")


CHECKS: tuple[Check, ...] = (members_are_of_fleets, nations_served_have_hours, members_fly_what_carries)
