"""Cross-table checks of what others take of places by day, one function each."""

from collections.abc import Iterator
from itertools import combinations

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.tables import Located
from projection.scenario.closures import OthersShare


def shares_are_of_airfields_and_ports(case: Case) -> Iterator[Finding]:
    """A share is of an airfield or port of the network; nothing is limited at a site."""
    for found in case.rows(OthersShare):
        if fault := case.stranger("node", found.row.place):
            yield found.finding("place", *fault)
        elif found.row.place in case.network.sites:
            what = f"{found.row.place} is a site, and nothing of it is limited"
            yield found.finding("place", what, "name an airfield or port")


def share_windows_are_in_order(case: Case) -> Iterator[Finding]:
    """A share ends after it begins."""
    for found in case.rows(OthersShare):
        first, last = found.row.from_day, found.row.to_day
        if first is not None and last is not None and last < first:
            what = f"ends on day {last}, before it begins on day {first}"
            yield found.finding("to_day", what, "set TO_DAY on or after FROM_DAY")


def shares_do_not_overlap(case: Case) -> Iterator[Finding]:
    """No two rows give a share of the same place for the same day."""
    by_place: dict[str, list[Located[OthersShare]]] = {}
    for found in case.rows(OthersShare):
        by_place.setdefault(found.row.place, []).append(found)
    for rows in by_place.values():
        for one, other in combinations(rows, 2):
            if _starts(one.row) <= _ends(other.row) and _starts(other.row) <= _ends(one.row):
                day = max(_starts(one.row), _starts(other.row), 0)
                what = f"gives {other.row.place} another share on day {day:g} than line {one.line}"
                yield other.finding("from_day", what, "let the one end before the other begins")


def _starts(row: OthersShare) -> float:
    return float("-inf") if row.from_day is None else row.from_day


def _ends(row: OthersShare) -> float:
    return float("inf") if row.to_day is None else row.to_day


CHECKS: tuple[Check, ...] = (
    shares_are_of_airfields_and_ports,
    share_windows_are_in_order,
    shares_do_not_overlap,
)
