"""What fixed orders leave of missions and loads, and the ways that they ask for."""

from collections.abc import Collection, Iterable, Iterator

from projection.movement.instance import Load
from projection.movement.options import Option
from projection.movement.pools import Pool
from projection.movement.refusals import MENDS, Refusals
from projection.network.network import Network
from projection.scenario.orders import Order
from projection.scenario.rows import Fleet
from projection.scenario.scenario import Scenario

Ways = Collection[tuple[str, str, str]]
"""(u, g, n) for which there is a way to or from a port or staging point."""


def by_uln(scenario: Scenario) -> dict[str, tuple[Order, ...]]:
    """Orders of each ULN that has some."""
    found: dict[str, list[Order]] = {}
    for order in scenario.orders:
        found.setdefault(order.uln, []).append(order)
    return {uln: tuple(orders) for uln, orders in sorted(found.items())}


def keeps(orders: Iterable[Order], pool: Pool, day: int, staged: tuple[bool, bool]) -> bool:
    """Whether a load on a pool and day keeps all orders of its ULN, lift and way apart (see `barred`).

    ``staged``: whether it is loaded, and whether it is landed, at a staging point. Ports and days of loading are
    those of the first mission, ports and days of landing those of the last.
    """
    first, last = not staged[0], not staged[1]
    loaded = day + pool.start
    return all(
        order.mode in ("any", pool.mode)
        and not (first and order.poe and pool.poe not in order.poe)
        and not (last and order.pod and pool.pod not in order.pod)
        and not (first and order.load_from is not None and loaded < order.load_from)
        and not (first and order.load_to is not None and loaded > order.load_to)
        and not (last and order.land_by is not None and day + pool.landed > order.land_by)
        for order in orders
    )


def barred(scenario: Scenario, ways: tuple[Ways, Ways], options: Iterable[Option]) -> dict[str, tuple[str, ...]]:
    """ULNs whose orders bar them from an option by its lift or way, of those that could use it, by option."""
    acting = {
        uln: orders for uln, orders in by_uln(scenario).items() if any(order.lift or order.via for order in orders)
    }
    ends = [{(uln, node) for uln, _, node in side} for side in ways]
    found = {}
    for option in options if acting else ():
        names = tuple(
            uln
            for uln, orders in acting.items()
            if any((uln, poe) in ends[0] for poe in option.poes)
            and any((uln, pod) in ends[1] for pod in option.pods)
            if not all(_allows_option(order, option) for order in orders)
        )
        if names:
            found[option.id] = names
    return found


def _allows_option(order: Order, option: Option) -> bool:
    lift = not order.lift or bool({option.fleet, option.lift} & set(order.lift))
    return lift and set(order.via) <= set(passed(option))


def passed(option: Option) -> Iterator[str]:
    """Stops from the last POE to the first POD, and the passages between them."""
    first = max(i for i, stop in enumerate(option.stops) if stop.purpose == "onload")
    for i, stop in enumerate(option.stops[first:]):
        yield stop.node
        yield from (name for name, _ in stop.passages if i)
        if stop.purpose == "offload":
            return


def ways_asked(network: Network, scenario: Scenario, fleet: Fleet) -> list[tuple[str, ...]]:
    """What orders ask a fleet to pass, where it may carry the ULN: options by these ways are offered too.

    Stops for aircraft, in the order given; passages for ships.
    """
    asked = set()
    known: Collection[str] = network.airfields if fleet.lift in network.aircraft else network.passages
    for order in scenario.orders:
        nation = scenario.movements[order.uln].nation
        serves = bool({"*", nation} & set(fleet.serves))
        lift = not order.lift or bool({fleet.id, fleet.lift} & set(order.lift))
        names = tuple(name for name in order.via if name in known)
        if serves and lift and names:
            asked.add(names)
    return sorted(asked)


def refuse(scenario: Scenario, loads: Iterable[Load], without: Iterable[Load], refusals: Refusals) -> None:
    """Say of which ULN and class orders leave nothing, though loads were there ``without`` them."""
    left = {(uln, cargo) for uln, _, cargo, _ in loads}
    orders = by_uln(scenario)
    for uln, cargo in sorted({(uln, cargo) for uln, _, cargo, _ in without} - left):
        names = " and ".join(order.id for order in orders[uln])
        refusals.add(uln, "order", f"no mission that is offered for {cargo} keeps {names}", MENDS["order"])
