"""Cross-table checks of needs and of the movements that feed them, one function each."""

from collections.abc import Iterator
from itertools import combinations

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.tables import Located
from projection.read.words import nearest
from projection.scenario.rows import Movement
from projection.scenario.supply import Need

_SAME = ("place", "item", "unit", "fair")


def needs_name_what_is_there(case: Case) -> Iterator[Finding]:
    """The place of a need is in the network, its units are movements that do not feed a need themselves."""
    ulns = frozenset(name for _, name in case.tables[Movement].column("uln"))
    feeding = {found.row.uln: found.row.feeds for found in case.rows(Movement) if found.row.feeds}
    for found in case.rows(Need):
        if fault := case.stranger("node", found.row.place):
            yield found.finding("place", *fault)
        for name in found.row.unit:
            if name in feeding:
                mend = "name a unit that uses it, not one that brings it"
                yield found.finding("unit", f"{name} feeds {feeding[name]} and uses nothing", mend)
            elif name not in ulns and case.tables[Movement].whole:
                near = nearest(name, ulns)
                mend = f"did you mean {near}?" if near else "add it to movements.csv"
                yield found.finding("unit", f"{name} is no ULN of the scenario", mend)


def days_of_needs_are_in_order(case: Case) -> Iterator[Finding]:
    """A need ends after it begins, and begins on a day that is planned."""
    for found in case.rows(Need):
        row = found.row
        if row.to_day is not None and row.to_day < row.from_day:
            what = f"ends on day {row.to_day}, before it begins on day {row.from_day}"
            yield found.finding("to_day", what, "set TO_DAY on or after FROM_DAY")
        elif case.horizon is not None and row.from_day >= case.horizon:
            what = f"begins on day {row.from_day}; the last day planned is {case.horizon - 1}"
            yield found.finding("from_day", what, "raise horizon_days or leave it out", "warning")


def lines_of_an_account_agree(case: Case) -> Iterator[Finding]:
    """Lines of one id are of one place, item, units and fair group, and no two are in force on a day."""
    by_id: dict[str, list[Located[Need]]] = {}
    for found in case.rows(Need):
        by_id.setdefault(found.row.id, []).append(found)
    for rows in by_id.values():
        for other in rows[1:]:
            for column in _SAME:
                if getattr(other.row, column) != getattr(rows[0].row, column):
                    what = f"is not that of {other.row.id} on line {rows[0].line}"
                    yield other.finding(column, what, "make them alike, or give it an ID of its own")
        for one, other in combinations(rows, 2):
            first = max(one.row.from_day, other.row.from_day)
            if first <= min(_ends(one.row), _ends(other.row)):
                what = f"uses {other.row.id} on day {first}, as line {one.line} does"
                yield other.finding("from_day", what, "let the one end before the other begins")


def feeding_movements_reach_their_need(case: Case) -> Iterator[Finding]:
    """A movement feeds a need that there is, at its destination, with cargo alone."""
    known = frozenset(name for _, name in case.tables[Need].column("id"))
    places = {found.row.id: found.row.place for found in reversed(case.rows(Need))}
    for found in case.rows(Movement):
        row = found.row
        if row.feeds is None:
            continue
        if row.feeds not in known and case.tables[Need].whole:
            near = nearest(row.feeds, known)
            mend = f"did you mean {near}?" if near else "add it to needs.csv"
            yield found.finding("feeds", f"{row.feeds} is no need of the scenario", mend)
        elif places.get(row.feeds, row.dest) != row.dest:
            what = f"{row.feeds} is at {places[row.feeds]}, this goes to {row.dest}"
            yield found.finding("feeds", what, "set DEST to the place of the need")
        if row.pax:
            yield found.finding("pax", f"{row.pax} people feed nothing", "give them a ULN of their own")


def needs_are_fed(case: Case) -> Iterator[Finding]:
    """Some movement feeds each need, or it lasts no longer than what is there."""
    if not case.sound(Movement, Need) or case.horizon is None:
        return
    fed = {found.row.feeds for found in case.rows(Movement)}
    start: dict[str, float] = {}
    use: dict[str, float] = {}
    for found in case.rows(Need):
        row, last = found.row, min(_ends(found.row), case.horizon - 1)
        start[row.id] = start.get(row.id, 0.0) + row.start_stons
        use[row.id] = use.get(row.id, 0.0) + row.stons_day * max(0, last - row.from_day + 1)
    told: set[str] = set()
    for found in case.rows(Need):
        name = found.row.id
        if name not in fed and name not in told and start[name] < use[name]:
            told.add(name)
            what = f"no movement feeds {name}, {start[name]:g} of {use[name]:g} st are there"
            yield found.finding("id", what, "name it in FEEDS of a movement, or expect a lack", "warning")


def _ends(row: Need) -> float:
    return float("inf") if row.to_day is None else row.to_day


CHECKS: tuple[Check, ...] = (
    needs_name_what_is_there,
    days_of_needs_are_in_order,
    lines_of_an_account_agree,
    feeding_movements_reach_their_need,
    needs_are_fed,
)
