"""Cross-table checks of stocks held forward, one function each."""

from collections import Counter
from collections.abc import Iterator

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.words import nearest
from projection.scenario.rows import Movement
from projection.scenario.stocks import Stock


def stocks_name_what_is_there(case: Case) -> Iterator[Finding]:
    """Node and nations of a stock are in the network."""
    for found in case.rows(Stock):
        if fault := case.stranger("node", found.row.node):
            yield found.finding("node", *fault)
        for name in found.row.nations:
            if name != "*" and (fault := case.stranger("nation", name)):
                yield found.finding("nations", *fault)


def movements_name_stocks_that_are_there(case: Case) -> Iterator[Finding]:
    """What a movement draws from is in stocks.csv, serves its nation and stands elsewhere than its origin."""
    names = frozenset(name for _, name in case.tables[Stock].column("id"))
    stocks = {found.row.id: found.row for found in case.rows(Stock)}
    for found in case.rows(Movement):
        row = found.row
        for name in row.stock:
            stock = stocks.get(name)
            if name not in names:
                near = nearest(name, names)
                mend = f"did you mean {near}?" if near else "add it to stocks.csv"
                yield found.finding("stock", f"{name} is no stock", mend)
            elif stock is not None and not stock.serves(row.nation):
                yield found.finding(
                    "stock", f"{name} does not serve {row.nation}", "add it to NATIONS of the stock"
                )
            elif stock is not None and stock.node == row.origin:
                what = f"{name} stands at {row.origin}, where the movement begins"
                yield found.finding("stock", what, "leave ORIGIN blank, or the stock out")
        twice = Counter((stocks[name].node, stocks[name].cargo) for name in row.stock if name in stocks)
        for (node, cargo), count in sorted(twice.items()):
            if count > 1:
                what = f"names {count} stocks of {cargo} at {node}"
                yield found.finding("stock", what, "put them together in stocks.csv")


def movements_begin_somewhere(case: Case) -> Iterator[Finding]:
    """A movement has an origin, or a stock for each class of its cargo and no people."""
    stocks = {found.row.id: found.row for found in case.rows(Stock)}
    for found in case.rows(Movement):
        row = found.row
        if row.origin:
            continue
        if not row.stock:
            yield found.finding("origin", "is blank", "name a node, or stocks in STOCK")
            continue
        if row.pax:
            yield found.finding("pax", "people do not come from a stock", "name an origin, or a ULN of their own")
        given = {stocks[name].cargo for name in row.stock if name in stocks}
        for cargo in ("bulk", "over", "out", "nat"):
            if getattr(row, f"{cargo}_stons") and cargo not in given and set(row.stock) <= stocks.keys():
                what = f"no stock that it names holds {cargo}, and there is no origin"
                yield found.finding(f"{cargo}_stons", what, "name another stock or an origin")


CHECKS: tuple[Check, ...] = (
    stocks_name_what_is_there,
    movements_name_stocks_that_are_there,
    movements_begin_somewhere,
)
