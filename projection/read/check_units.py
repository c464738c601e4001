"""Cross-table checks of units and of what waits for or meets them, one function each."""

from collections.abc import Iterator, Mapping

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.tables import Located
from projection.read.words import nearest
from projection.scenario.rows import Movement


def units_have_their_own_names(case: Case) -> Iterator[Finding]:
    """A unit has another name than any ULN."""
    ulns = _ulns(case)
    for found in case.rows(Movement):
        if found.row.unit in ulns:
            yield found.finding("unit", f"{found.row.unit} is also a ULN", "give the unit a name of its own")


def units_have_one_spread(case: Case) -> Iterator[Finding]:
    """The ULNs of a unit give the same spread, or leave it blank."""
    first: dict[str, Located[Movement]] = {}
    for found in case.rows(Movement):
        row = found.row
        if row.unit is not None and row.spread_days is not None:
            other = first.setdefault(row.unit, found)
            if other.row.spread_days != row.spread_days:
                what = f"gives unit {row.unit} {row.spread_days} days, line {other.line} {other.row.spread_days}"
                yield found.finding("spread_days", what, "give one number, on one line or on all")


def named_units_are_there(case: Case) -> Iterator[Finding]:
    """What a movement waits for or meets is a ULN or unit of the list."""
    cells = case.tables[Movement]
    known = frozenset(name for column in ("uln", "unit") for _, name in cells.column(column))
    for found in case.rows(Movement):
        for column, names in _named(found.row).items():
            for name in names:
                if cells.whole and name not in known:
                    near = nearest(name, known)
                    mend = f"did you mean {near}?" if near else "name a ULN or unit of movements.csv"
                    yield found.finding(column, f"{name} is no ULN and no unit", mend)


def nobody_meets_itself(case: Case) -> Iterator[Finding]:
    """A movement meets another than itself or its own unit."""
    for found in case.rows(Movement):
        if found.row.meets in (found.row.uln, found.row.unit) and found.row.meets is not None:
            yield found.finding("meets", f"{found.row.uln} meets itself", "name another ULN or unit")


def nobody_waits_in_a_ring(case: Case) -> Iterator[Finding]:
    """No movement waits, directly or through others, for itself or its own unit."""
    members: dict[str, set[str]] = {}
    for found in case.rows(Movement):
        members.setdefault(found.row.uln, set()).add(found.row.uln)
        if found.row.unit is not None:
            members.setdefault(found.row.unit, set()).add(found.row.uln)
    waits = {
        found.row.uln: {uln for name in found.row.after for uln in members.get(name, ())}
        for found in case.rows(Movement)
    }
    for found in case.rows(Movement):
        row = found.row
        if members[row.unit or row.uln] & _reached(waits[row.uln], waits):
            what = f"{row.uln} waits, at last, for itself or its own unit"
            yield found.finding("after", what, "let one of the ring wait for nobody")


def _reached(start: set[str], waits: Mapping[str, set[str]]) -> set[str]:
    """ULNs that must be there before: those waited for, and what these wait for."""
    seen: set[str] = set()
    left = sorted(start)
    while left:
        uln = left.pop()
        if uln not in seen:
            seen.add(uln)
            left += sorted(waits.get(uln, set()))
    return seen


def crd_is_after_ald(case: Case) -> Iterator[Finding]:
    """The commander requires nothing before it is available."""
    for found in case.rows(Movement):
        row = found.row
        if row.crd is not None and row.crd < row.ald:
            what = f"required on day {row.crd}, before it is available on day {row.ald}"
            yield found.finding("crd", what, "set CRD after ALD")


def _ulns(case: Case) -> frozenset[str]:
    return frozenset(found.row.uln for found in case.rows(Movement))


def _named(row: Movement) -> dict[str, tuple[str, ...]]:
    """Names by column."""
    return {"after": row.after, "meets": (row.meets,) if row.meets is not None else ()}


CHECKS: tuple[Check, ...] = (
    units_have_their_own_names,
    units_have_one_spread,
    named_units_are_there,
    nobody_meets_itself,
    nobody_waits_in_a_ring,
    crd_is_after_ald,
)
