"""Cross-table checks of permissions and closures, one function each."""

from collections.abc import Iterator
from itertools import product
from typing import Any, get_args

from projection.errors import Finding
from projection.read.case import Case, Check, Kind
from projection.read.tables import Located
from projection.read.words import nearest
from projection.scenario.closures import Closure
from projection.scenario.rows import Fleet, Movement, Permission, Role

ROLES: tuple[str, ...] = (*get_args(Role), "*")


def permissions_name_what_is_there(case: Case) -> Iterator[Finding]:
    """Nation, flags and place of a permission are in the network, and the place is the nation's own."""
    for found in case.rows(Permission):
        row = found.row
        if fault := case.stranger("nation", row.nation):
            yield found.finding("nation", *fault)
        for name in row.to:
            if name != "*" and (fault := case.stranger("nation", name)):
                yield found.finding("to", *fault)
        for name in row.bars:
            if fault := case.stranger("nation", name):
                yield found.finding("bars", *fault)
        for name in row.roles:
            if name not in ROLES:
                near = nearest(name, frozenset(ROLES))
                mend = f"did you mean {near}?" if near else f"name some of {', '.join(ROLES)}"
                yield found.finding("roles", f"{name} is no role of movements", mend)
        if row.place is None:
            continue
        if fault := case.stranger("node", row.place):
            yield found.finding("place", *fault)
        place = case.network.places.get(row.place)
        if place is not None and place.nation != row.nation:
            what = f"{row.place} belongs to {place.nation}, not to {row.nation}"
            yield found.finding("place", what, f"let {place.nation} decide, or name a place of {row.nation}")


def permissions_speak_to_somebody(case: Case) -> Iterator[Finding]:
    """PLACE, TO, ROLES, BARS and DELAY_DAYS stand only where they have an effect."""
    for found in case.rows(Permission):
        row = found.row
        about = f"a row about {row.thing} that"
        if row.place is not None and row.thing not in ("bases", "transit"):
            yield found.finding(
                "place", f"{about} names a place has no effect", "leave PLACE blank, or make it a row about bases"
            )
        if row.thing in ("forces", "lift") and "*" not in row.to:
            mend = "leave TO blank: a nation's forces and lift are its own"
            yield found.finding("to", f"{about} names flags has no effect", mend)
        if row.thing == "overflight" and "*" not in row.roles:
            mend = "leave ROLES blank: who overflies is asked by flag alone"
            yield found.finding("roles", f"{about} names roles has no effect", mend)
        if row.bars and (row.thing not in ("forces", "lift") or row.answer == "no"):
            what = f"a {row.answer} about {row.thing} that bars nations has no effect"
            yield found.finding("bars", what, "leave BARS blank, or make it a yes about forces or lift")
        if row.delay_days and row.answer == "no":
            yield found.finding("delay_days", "a no is not delayed", "leave DELAY_DAYS blank, or set FROM_DAY")


def permissions_do_not_contradict(case: Case) -> Iterator[Finding]:
    """No two rows give another answer to the same question for the same days."""
    said: dict[tuple[object, ...], tuple[str, int]] = {}
    for found in case.rows(Permission):
        row = found.row
        for flag, role in product(row.to, row.roles):
            key = (row.nation, row.thing, row.place, row.from_day, row.to_day, flag, role)
            answer, line = said.setdefault(key, (row.answer, found.line))
            if answer != row.answer:
                what = f"says {row.answer} where line {line} says {answer} for the same days"
                yield found.finding("answer", what, "keep one of the two")
                break


def windows_are_in_order(case: Case) -> Iterator[Finding]:
    """A permission or closure ends after it begins."""
    rows: list[Located[Permission] | Located[Closure]] = [*case.rows(Permission), *case.rows(Closure)]
    for found in rows:
        first, last = found.row.from_day, found.row.to_day
        if first is not None and last is not None and last < first:
            what = f"ends on day {last}, before it begins on day {first}"
            yield found.finding("to_day", what, "set TO_DAY on or after FROM_DAY")


def nations_are_asked(case: Case) -> Iterator[Finding]:
    """A nation that sends forces, or flies its flag on lift, has a row that says so."""
    rows: list[Located[Movement] | Located[Fleet]] = [*case.rows(Movement), *case.rows(Fleet)]
    seen = set()
    for found in rows:
        thing = "forces" if isinstance(found.row, Movement) else "lift"
        nation = found.row.nation
        if (nation, thing) in seen or _speaks(case, nation, thing) or case.stranger("nation", nation):
            continue
        seen.add((nation, thing))
        what = f"no permission row says whether {nation} permits its {thing}"
        mend = f"no answer counts as no; add a row {nation},{thing} to permissions.csv"
        yield found.finding("nation", what, mend)


def owners_are_asked(case: Case) -> Iterator[Finding]:
    """The owner of an airfield or port that movements or fleets name has a row about bases."""
    flags = {found.row.nation for found in case.rows(Fleet)}
    warned = set()
    for found, column, node in _used(case):
        place = case.network.places.get(node)
        if place is None or place.nation in warned or not flags - {place.nation}:
            continue
        if not _speaks(case, place.nation, "bases") and not case.stranger("nation", place.nation):
            warned.add(place.nation)
            what = f"no permission row says who may use the bases of {place.nation}, {node} among them"
            mend = f"no answer counts as no; add a row {place.nation},bases to permissions.csv"
            yield found.finding(column, what, mend, "warning")


def closures_name_what_is_there(case: Case) -> Iterator[Finding]:
    """What is closed is in the network."""
    kinds: dict[str, Kind] = {"passage": "passage", "airspace": "nation", "node": "node"}
    for found in case.rows(Closure):
        if fault := case.stranger(kinds[found.row.kind], found.row.id):
            yield found.finding("id", *fault)


def slowing_has_its_hours(case: Case) -> Iterator[Finding]:
    """A slowed passage says by how much; nothing else is slowed."""
    for found in case.rows(Closure):
        row = found.row
        if row.status == "slowed" and not row.slow_h:
            yield found.finding("slow_h", "slowed by no hours", "give SLOW_H, or close it")
        if row.status != "slowed" and row.slow_h:
            what = f"{row.slow_h:g} hours have no effect while STATUS is {row.status}"
            yield found.finding("slow_h", what, "set STATUS to slowed, or leave SLOW_H out")
        if row.status == "slowed" and row.kind != "passage":
            what = f"only a passage can be slowed, not {row.kind}"
            yield found.finding("status", what, "close it for some days, or name a passage")


def _speaks(case: Case, nation: str, thing: str) -> bool:
    """Whether some row, refused ones included, is about a nation and thing; true when that cannot be told."""
    return not case.tables[Permission].whole or (nation, thing) in case.said


def _used(case: Case) -> Iterator[tuple[Located[Any], str, str]]:
    """Airfields and ports that fleets and movements use: the row, the column that says so, the node."""
    for fleet in case.rows(Fleet):
        yield fleet, "base", fleet.row.base
    told: set[tuple[str, tuple[str, ...]]] = set()
    for found in case.rows(Movement):
        row = found.row
        for columns, node, named in (
            *((("poe", "origin"), node, row.poe) for node in case.starts(row)),
            (("pod", "dest"), row.dest, row.pod),
        ):
            if (node, named) in told:
                continue
            told.add((node, named))
            for port in case.ports(node, named):
                yield found, columns[0] if named else columns[1], port


CHECKS: tuple[Check, ...] = (
    permissions_name_what_is_there,
    permissions_speak_to_somebody,
    permissions_do_not_contradict,
    windows_are_in_order,
    nations_are_asked,
    owners_are_asked,
    closures_name_what_is_there,
    slowing_has_its_hours,
)
