"""Ways out of a conflict of orders: one left out, one put off by some days, or more lift; the cheapest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from projection.explore.firm import Firm, with_orders
from projection.scenario.orders import Order
from projection.scenario.scenario import Scenario

MOST_TAILS = 16
Change = Literal["drop", "load_from", "load_to", "land_by", "lift"]
DAYS: tuple[Change, ...] = ("load_from", "load_to", "land_by")


@dataclass(frozen=True)
class WayOut:
    """One change with which the orders of a conflict can hold.

    ``what`` an order, or the fleet that grows; ``by`` days or tails, 0 for an order left out. ``cost`` weighted
    ston-days of the best plan of the ordered ULNs after it, when no other ULN moves: late, short and hours.
    """

    change: Change
    what: str
    by: int
    cost: float


def ways_out(firm: Firm, orders: tuple[Order, ...]) -> tuple[WayOut, ...]:
    """Every single change after which ``orders`` hold, by cost; ``orders`` cannot all hold as they are."""
    found = []
    for change, what, by, part in _changes(firm, orders):
        found.append(WayOut(change, what, by, round(firm.cost(part), 3)))
    return tuple(sorted(found, key=lambda way: (way.cost, way.by, way.change, way.what)))


def _changes(firm: Firm, orders: tuple[Order, ...]) -> Iterator[tuple[Change, str, int, Scenario]]:
    base = with_orders(firm.scenario, orders)
    horizon = firm.scenario.settings.horizon_days
    for order in orders:
        rest = tuple(other for other in orders if other is not order)
        yield "drop", order.id, 0, replace(base, orders=rest)
        for name in DAYS:
            day = getattr(order, name)
            if day is not None:
                sign, most = (-1, day) if name == "load_from" else (1, horizon - 1 - day)
                make = _shifted(base, order, name, sign)
                by = least(lambda n, make=make: firm.can(make(n)), max(most, 0))  # type: ignore[misc]
                if by is not None:
                    yield name, order.id, by, make(by)
    instance = firm.instance(base)
    for fleet in sorted({option.fleet for option in instance.options.values()} & set(base.fleets)):
        grow = _grown(base, fleet)
        by = least(lambda n, grow=grow: firm.can(grow(n)), MOST_TAILS)  # type: ignore[misc]
        if by is not None:
            yield "lift", fleet, by, grow(by)


def _shifted(base: Scenario, order: Order, name: str, sign: int) -> Callable[[int], Scenario]:
    """The part with a day of an order moved by n days to the loose side."""

    def make(days: int) -> Scenario:
        moved = order.model_copy(update={name: getattr(order, name) + sign * days})
        return replace(base, orders=tuple(moved if row is order else row for row in base.orders))

    return make


def _grown(base: Scenario, fleet: str) -> Callable[[int], Scenario]:
    """The part with n tails or hulls more in a fleet."""

    def make(tails: int) -> Scenario:
        row = base.fleets[fleet]
        more = row.model_copy(update={"count": row.count + tails})
        return replace(base, fleets={**base.fleets, fleet: more})

    return make


def least(holds: Callable[[int], bool], most: int) -> int | None:
    """Least n from 1 to ``most`` for which ``holds``; once it does it holds for all above. None without one."""
    if most < 1 or not holds(most):
        return None
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
