"""Which fixed orders cannot hold together, and the cheapest ways out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

from projection.explore.firm import Firm, acting, ordered
from projection.explore.ways_out import WayOut, ways_out
from projection.network.network import Network
from projection.route.types import Legs
from projection.scenario.orders import Order
from projection.scenario.scenario import Scenario

MOST_SETS = 200
"""Smaller sets tried before a set of which nothing can be left out is called the smallest."""


@dataclass(frozen=True)
class Conflict:
    """Orders that cannot hold together: without any one of them the others can.

    ``smallest``: every smaller set of the orders looked at was tried and holds. ``hopeless``: the ULN cannot
    arrive whole whatever its orders say; these are all its firm ones. ``alone``: all are of one ULN.
    """

    orders: tuple[Order, ...]
    smallest: bool
    ways_out: tuple[WayOut, ...]
    hopeless: bool = False

    @property
    def alone(self) -> bool:
        """Whether all orders are of one ULN."""
        return len({order.uln for order in self.orders}) == 1


@dataclass(frozen=True)
class Conflicts:
    """All conflicts, no order in two of them; ``undecided`` questions that the time left open, taken as no."""

    found: tuple[Conflict, ...]
    orders: int
    undecided: int


def conflicts(
    network: Network, scenario: Scenario, legs: Legs, time_limit_s: float = 30.0, out: bool = True
) -> Conflicts:
    """Find orders that cannot hold together even when nothing else moves.

    First each ULN's orders alone, then what is left together: a deletion filter (Chinneck 2008, ch. 6.2), each
    test a solve that makes what is missing of ordered ULNs as little as can be. ``out``: look for ways out too.
    """
    firm = Firm(network, scenario, legs, time_limit_s)
    left = ordered(acting(scenario))
    groups: dict[str, list[Order]] = {}
    for order in left:
        groups.setdefault(order.uln, []).append(order)
    found: list[Conflict] = []
    for orders in (tuple(rows) for _, rows in sorted(groups.items())):
        if not firm.holds((Order(id=orders[0].uln, uln=orders[0].uln),)):
            found.append(Conflict(tuple(order for order in orders if order.firm), True, (), hopeless=True))
            left = tuple(order for order in left if order.uln != orders[0].uln)
            continue
        faults = list(_disjoint(orders, firm.holds))
        left = tuple(order for order in left if not any(order in fault for fault, _ in faults))
        found += [_conflict(firm, fault, out) for fault in faults]
    found += [_conflict(firm, fault, out) for fault in _disjoint(left, firm.holds)]
    return Conflicts(tuple(found), len(acting(scenario)), firm.undecided)


def _conflict(firm: Firm, fault: tuple[tuple[Order, ...], bool], out: bool) -> Conflict:
    orders, least = fault
    return Conflict(orders, least, ways_out(firm, orders) if out else ())


Holds = Callable[[tuple[Order, ...]], bool]


def _disjoint(orders: tuple[Order, ...], holds: Holds) -> Iterator[tuple[tuple[Order, ...], bool]]:
    """Conflicts among ``orders``, each without the orders of those before it."""
    left = orders
    while left and not holds(left):
        found, least = _smallest(left, holds)
        yield found, least
        left = tuple(order for order in left if order not in found)


def _smallest(orders: tuple[Order, ...], holds: Holds) -> tuple[tuple[Order, ...], bool]:
    """A set that cannot hold and of which nothing can be left out; and whether no smaller one was found."""
    found = _filtered(orders, holds)
    sizes = range(1, len(found))
    if sum(comb(len(orders), size) for size in sizes) > MOST_SETS:
        return found, False
    for size in sizes:
        for some in combinations(orders, size):
            if not holds(some):
                return some, True
    return found, True


def _filtered(orders: tuple[Order, ...], holds: Holds) -> tuple[Order, ...]:
    """Leave out halves, quarters ... and at last single orders, as long as the rest still cannot hold."""
    found, size = orders, max(1, len(orders) // 2)
    while True:
        place = 0
        while place < len(found):
            rest = found[:place] + found[place + size :]
            if rest and not holds(rest):
                found = rest
            else:
                place += size
        if size == 1:
            return found
        size = max(1, size // 2)
