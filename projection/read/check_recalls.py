"""Cross-table checks of fleets and convoys by day, one function each."""

from collections.abc import Iterator
from itertools import combinations

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.tables import Located
from projection.read.words import nearest
from projection.scenario.lift import Convoy, Recall
from projection.scenario.rows import Fleet


def recalls_are_of_fleets(case: Case) -> Iterator[Finding]:
    """A recall names fleets of the scenario, or a nation that has some; one of both."""
    known = frozenset(name for _, name in case.tables[Fleet].column("id"))
    nations = {found.row.nation for found in case.rows(Fleet)}
    for found in case.rows(Recall):
        row = found.row
        if bool(row.fleets) == (row.nation is not None):
            what = "names both fleets and a nation" if row.fleets else "names neither fleets nor a nation"
            yield found.finding("fleets", what, "give FLEETS or NATION")
            continue
        for name in row.fleets if case.tables[Fleet].whole else ():
            if name not in known:
                near = nearest(name, known)
                mend = f"did you mean {near}?" if near else "name a fleet of fleets.csv"
                yield found.finding("fleets", f"{name} is no fleet of the scenario", mend)
        if row.nation is not None and row.nation not in nations and case.sound(Fleet):
            yield found.finding("nation", f"{row.nation} has no fleet", "name a flag of fleets.csv", "warning")


def recalls_say_what_is_left(case: Case) -> Iterator[Finding]:
    """A recall gives a share held back or a count, which is of fleets by name, and ends after it begins."""
    for found in case.rows(Recall):
        row = found.row
        if row.held_back is None and row.count is None:
            yield found.finding("held_back", "changes nothing", "give HELD_BACK or COUNT")
        if row.count is not None and not row.fleets:
            what = "a count is of each fleet, and no fleet is named"
            yield found.finding("count", what, "name FLEETS, or give HELD_BACK")
        if row.from_day is not None and row.to_day is not None and row.to_day < row.from_day:
            what = f"ends on day {row.to_day}, before it begins on day {row.from_day}"
            yield found.finding("to_day", what, "set TO_DAY on or after FROM_DAY")


def recalls_do_not_overlap(case: Case) -> Iterator[Finding]:
    """No two rows speak of the same fleet on the same day."""
    for fleet in case.rows(Fleet):
        rows = [found for found in case.rows(Recall) if found.row.of(fleet.row.id, fleet.row.nation)]
        for one, other in combinations(rows, 2):
            (first, last), (start, end) = _days(one), _days(other)
            if first <= end and start <= last:
                day = max(first, start, 0)
                what = f"speaks of {fleet.row.id} on day {day:g}, as line {one.line} does"
                yield other.finding("from_day", what, "let the one end before the other begins")


def _days(found: Located[Recall]) -> tuple[float, float]:
    first, last = found.row.from_day, found.row.to_day
    return (float("-inf") if first is None else first, float("inf") if last is None else last)


def convoys_are_of_passages(case: Case) -> Iterator[Finding]:
    """A convoy is of a passage of the network; of all convoys of a passage, each has a limit or none."""
    rows = case.rows(Convoy)
    for found in rows:
        if fault := case.stranger("passage", found.row.passage):
            yield found.finding("passage", *fault)
        same = [other for other in rows if other.row.passage == found.row.passage]
        if found.row.ships is None and any(other.row.ships is not None for other in same):
            what = f"no limit, and other convoys of {found.row.passage} have one"
            yield found.finding("ships", what, "give SHIPS in each row of the passage, or in none")


CHECKS: tuple[Check, ...] = (
    recalls_are_of_fleets,
    recalls_say_what_is_left,
    recalls_do_not_overlap,
    convoys_are_of_passages,
)
