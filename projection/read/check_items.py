"""Cross-table checks of cargo in whole items, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft, LiftType, Ship
from projection.read.case import Case, Check
from projection.read.check_movements import lifts_for
from projection.scenario.rows import Fleet, Movement

ROUNDING = 1e-6
_WHOLE = {"over_stons": "oversize", "out_stons": "outsize", "nat_stons": "not air-transportable"}


def items_make_up_the_cargo(case: Case) -> Iterator[Finding]:
    """Cargo that travels in items is a whole number of them, and there is some."""
    for found in case.rows(Movement):
        row = found.row
        if not row.item_stons:
            continue
        if row.moves_as is not None:
            what = "what moves itself goes in its PIECES, not in items"
            yield found.finding("item_stons", what, "leave ITEM_STONS out")
            continue
        if not any(getattr(row, column) for column in _WHOLE):
            what = f"items of {row.item_stons:g} stons, and no oversize, outsize or not air-transportable cargo"
            yield found.finding("item_stons", what, "give stons of one of these, or leave ITEM_STONS out")
        for column, words in _WHOLE.items():
            amount = getattr(row, column)
            count = amount / row.item_stons
            if abs(count - round(count)) > ROUNDING:
                what = f"{amount:g} stons of {words} cargo are {count:.3g} items of {row.item_stons:g} stons"
                yield found.finding(column, what, "make it whole items, or give each size a line of its own")


def some_lift_takes_an_item(case: Case) -> Iterator[Finding]:
    """Of each class that some lift for the nation takes, one takes a whole item."""
    fleets = case.rows(Fleet)
    known = all(fleet.row.lift in case.network.lifts for fleet in fleets)
    if not fleets or not known or not case.sound(Aircraft, Ship, Fleet):
        return
    for found in case.rows(Movement):
        row = found.row
        if not row.item_stons or row.moves_as is not None:
            continue
        for column, words in _WHOLE.items():
            most = max((_room(lift, column) for lift in lifts_for(case, row.nation, row.mode)), default=0.0)
            if getattr(row, column) and 0 < most < row.item_stons * (1 - ROUNDING):
                by = "" if row.mode == "any" else f" by {row.mode}"
                what = f"no lift that serves {row.nation}{by} takes an item of {row.item_stons:g} stons"
                mend = f"add a fleet that takes more than {most:g} stons of {words} cargo, or expect a shortfall"
                yield found.finding(column, what, mend, "warning")


def _room(lift: LiftType, column: str) -> float:
    """Most stons of a class that one mission of a lift type takes."""
    if isinstance(lift, Aircraft):
        rooms = {"over_stons": lift.over_stons, "out_stons": min(lift.over_stons, lift.out_stons)}
        return min(lift.payload_stons, rooms.get(column, 0.0))
    return lift.payload_stons if lift.berth == "roro" else 0.0


CHECKS: tuple[Check, ...] = (items_make_up_the_cargo, some_lift_takes_an_item)
