"""Stocks held forward: which of them a load draws from, by the port at which it is loaded."""

from collections.abc import Iterable, Mapping

from projection.movement.instance import Load
from projection.movement.land import ports_of
from projection.movement.pools import Pool
from projection.network.network import Network
from projection.scenario.scenario import Scenario

Starts = Mapping[tuple[str, str], str]
"""Where what is loaded at a port comes from, by ULN and port; of several places the nearest over land."""
Draws = Mapping[tuple[str, str, str], str]
"""Stock that a load draws from, by ULN, class and port of embarkation."""


def starts(network: Network, scenario: Scenario) -> dict[tuple[str, str], str]:
    """Place that each port of embarkation of each ULN belongs to; of several the nearest over land."""
    found = {}
    for uln, row in scenario.movements.items():
        near = {port for node in scenario.starts(row) for port in ports_of(network, node, row.poe)}
        for port in sorted(near):
            found[uln, port] = scenario.start_of(network, row, port) or row.origin
    return found


def draws(scenario: Scenario, begins: Starts) -> dict[tuple[str, str, str], str]:
    """Stocks that each class of each ULN draws from at each port that does not belong to its origin."""
    found: dict[tuple[str, str, str], str] = {}
    for (uln, port), node in begins.items():
        row = scenario.movements[uln]
        for name in row.stock if node != row.origin else ():
            stock = scenario.stocks.get(name)
            if stock is not None and stock.node == node and stock.serves(row.nation):
                found[uln, stock.cargo, port] = name
    return found


def that_are_there(
    scenario: Scenario, begins: Starts, drawn: Draws, pools: Mapping[str, Pool], loads: Iterable[Load]
) -> tuple[Load, ...]:
    """Loads without those of a class that the place behind their port does not hold."""

    def held(load: Load) -> bool:
        uln, pool, cargo, _ = load
        port = pools[pool].poe
        away = begins.get((uln, port), scenario.movements[uln].origin) != scenario.movements[uln].origin
        return not away or (uln, cargo, port) in drawn

    return tuple(load for load in loads if held(load))
