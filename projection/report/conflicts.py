"""Orders in conflict in a planner's words, with file and line."""

from collections.abc import Mapping

from projection.explore.conflicts import Conflict, Conflicts
from projection.explore.ways_out import WayOut
from projection.report.page import clean
from projection.scenario.orders import Order

_DAYS = {"load_from": "load from", "load_to": "load until", "land_by": "land by"}


def conflict_words(found: Conflicts, places: Mapping[str, str]) -> str:
    """All conflicts; ``places`` is ``file:line`` of each order by its name."""
    if not found.orders:
        return "no firm orders"
    if not found.found:
        parts = [f"{_count(found.orders, 'order')} of ULNs with firm ones: they can hold together"]
    else:
        parts = [_conflict(row, places) for row in found.found]
    if found.undecided:
        parts.append(f"{_count(found.undecided, 'question')} left open by the time limit, taken as no conflict")
    return "\n\n".join(parts)


def _conflict(row: Conflict, places: Mapping[str, str]) -> str:
    lines = [_head(row)]
    lines += [f"  {places.get(order.id, 'orders.csv')}: {order_words(order)}" for order in row.orders]
    if row.ways_out:
        lines.append("Ways out, the cheapest first (weighted ston-days of the ordered ULNs then):")
        lines += [f"  {way.cost:>12,.1f}  {way_words(way, row.orders)}" for way in row.ways_out]
    return "\n".join(lines)


def _head(row: Conflict) -> str:
    uln = row.orders[0].uln
    if row.hopeless:
        return f"{uln} cannot arrive whole whatever its orders say (see refused_options.csv); firm on it:"
    if len(row.orders) == 1:
        return f"An order that cannot be kept, even when {uln} alone moves:"
    size = f"{len(row.orders)} orders that cannot hold together"
    why = f"even when {uln} alone moves" if row.alone else "even when nothing else moves"
    rest = "" if row.smallest else " (none of them can be left out; a smaller set elsewhere was not ruled out)"
    return f"{size}, {why}{rest}:"


def order_words(order: Order) -> str:
    """An order as a sentence: ``O1: U1 by sea, from Bremerhaven, load by C+4``."""
    parts = [f"by {order.mode}"] if order.mode != "any" else []
    for word, names in (
        ("by", order.lift),
        ("from", order.poe),
        ("to", order.pod),
        ("via", order.via),
    ):
        parts += [f"{word} {' or '.join(names) if word != 'via' else ' and '.join(names)}"] if names else []
    days = ((name, getattr(order, name)) for name in _DAYS)
    parts += [f"{_DAYS[name]} C+{day}" for name, day in days if day is not None]
    note = f" ({clean(order.note, 60)})" if order.note else ""
    firm = "" if order.firm else ", not firm"
    return f"{order.id}: {order.uln} {', '.join(parts) or 'whole'}{firm}{note}"


def way_words(way: WayOut, orders: tuple[Order, ...]) -> str:
    """A way out as a sentence: ``let O1 land by C+6, 2 days later``."""
    if way.change == "drop":
        return f"leave {way.what} out"
    if way.change == "lift":
        return f"{_count(way.by, 'tail or hull', 'tails or hulls')} more in {way.what}"
    day = getattr(next(order for order in orders if order.id == way.what), way.change)
    sign, word = (-1, "earlier") if way.change == "load_from" else (1, "later")
    return f"let {way.what} {_DAYS[way.change]} C+{day + sign * way.by}, {_count(way.by, 'day')} {word}"


def _count(number: int, noun: str, many: str = "") -> str:
    return f"{number} {noun if number == 1 else many or noun + 's'}"
