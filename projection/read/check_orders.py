"""Cross-table checks of fixed orders, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.words import nearest
from projection.scenario.orders import Order
from projection.scenario.rows import Fleet, Movement


def orders_name_what_is_there(case: Case) -> Iterator[Finding]:
    """ULN, lift, ports and ways of an order are known."""
    ulns = frozenset(name for _, name in case.tables[Movement].column("uln"))
    fleets = frozenset(name for _, name in case.tables[Fleet].column("id"))
    for found in case.rows(Order):
        row = found.row
        if row.uln not in ulns and case.tables[Movement].whole:
            near = nearest(row.uln, ulns)
            mend = f"did you mean {near}?" if near else "name a ULN of movements.csv"
            yield found.finding("uln", f"{row.uln} is no ULN of the scenario", mend)
        for name in row.lift:
            if name not in fleets and case.tables[Fleet].whole and case.stranger("lift type", name):
                near = nearest(name, fleets | frozenset(case.network.lifts))
                mend = f"did you mean {near}?" if near else "name a fleet or a lift type"
                yield found.finding("lift", f"{name} is no fleet and no lift type", mend)
        for column, names in (("poe", row.poe), ("pod", row.pod)):
            for name in names:
                if fault := case.stranger("node", name):
                    yield found.finding(column, *fault)
        for name in row.via:
            if case.stranger("passage", name) and case.stranger("node", name):
                near = nearest(name, frozenset(case.network.passages) | frozenset(case.network.places))
                mend = f"did you mean {near}?" if near else "name a passage or a stop"
                yield found.finding("via", f"{name} is no passage and no node of the network", mend)


def order_days_are_in_order(case: Case) -> Iterator[Finding]:
    """Loading ends after it begins, landing is not before it, and both are days planned."""
    for found in case.rows(Order):
        row = found.row
        first = row.load_from
        if first is not None and row.load_to is not None and row.load_to < first:
            what = f"loading ends on day {row.load_to}, before it begins on day {first}"
            yield found.finding("load_to", what, "set LOAD_TO on or after LOAD_FROM")
        if first is not None and row.land_by is not None and row.land_by < first:
            what = f"to land by day {row.land_by}, before loading begins on day {first}"
            yield found.finding("land_by", what, "set LAND_BY after LOAD_FROM")
        if first is not None and case.horizon is not None and first >= case.horizon:
            what = f"loads from day {first} on; the last day planned is {case.horizon - 1}"
            yield found.finding("load_from", what, "raise horizon_days or leave the order out", "warning")


def orders_agree_with_movements(case: Case) -> Iterator[Finding]:
    """An order leaves something of what the movement itself asks for; else it is sure to be broken."""
    movements = {found.row.uln: found for found in case.rows(Movement)}
    for found in case.rows(Order):
        asked = movements.get(found.row.uln)
        if asked is None:
            continue
        row, other = found.row, asked.row
        mend = "let the order or the movement give way; as it stands nothing of the ULN can go"
        if "any" not in (row.mode, other.mode) and row.mode != other.mode:
            what = f"by {row.mode}, the movement goes by {other.mode}"
            yield found.finding("mode", what, mend, "warning")
        for column in ("poe", "pod"):
            ordered, own = getattr(row, column), getattr(other, column)
            if ordered and own and not set(ordered) & set(own):
                what = f"none of {';'.join(ordered)} is in the movement's {';'.join(own)}"
                yield found.finding(column, what, mend, "warning")


CHECKS: tuple[Check, ...] = (
    orders_name_what_is_there,
    order_days_are_in_order,
    orders_agree_with_movements,
)
