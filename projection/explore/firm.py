"""The small problem of fixed orders: only the ULNs under orders go, everything else gives way to them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from projection.model.build import build
from projection.movement.expand import expand
from projection.movement.instance import Instance
from projection.movement.land import amounts
from projection.network.network import Network
from projection.route.types import Legs
from projection.scenario.orders import Order
from projection.scenario.politics import COMBAT
from projection.scenario.scenario import Scenario
from projection.scenario.units import units_of
from projection.solve.highs import Stop, forget_threads
from projection.solve.matrix import Matrix, matrix
from projection.solve.solve import searched

TINY = 1e-4
"""Stons or people missing from which an order is not kept."""


def acting(scenario: Scenario) -> tuple[Order, ...]:
    """Orders of ULNs that have a firm one and feed no need; the others of such a ULN bind it just as well."""
    firm = {order.uln for order in scenario.orders if order.firm and not scenario.movements[order.uln].feeds}
    return tuple(order for order in scenario.orders if order.uln in firm)


def with_orders(scenario: Scenario, orders: Iterable[Order]) -> Scenario:
    """The scenario with these orders alone, and of its movements only those that they need.

    These are the ULNs ordered, those of their units, and those that they wait for or meet. Needs and stations ask
    for nothing: what is ordered firmly comes first.
    """
    kept = tuple(orders)
    wanted = _needed(scenario, {order.uln for order in kept})
    movements = {uln: row for uln, row in scenario.movements.items() if uln in wanted}
    return replace(scenario, orders=kept, movements=movements, needs=(), stations={})


def _needed(scenario: Scenario, ulns: set[str]) -> set[str]:
    units = units_of(scenario.movements)
    found, more = set(), set(ulns)
    while more:
        found |= more
        names = {name for uln in more for name in _named(scenario, uln)}
        more = {uln for name in names for uln in (units[name].ulns if name in units else (name,))} - found
        more &= set(scenario.movements)
    return found


def _named(scenario: Scenario, uln: str) -> set[str]:
    row = scenario.movements[uln]
    return {*row.after, *([row.meets] if row.meets else []), *([row.unit] if row.unit else [])}


class Firm:
    """Whether orders can be kept together; what was asked once is remembered.

    Parameters
    ----------
    network, scenario, legs
        As `expand` takes them; the legs are those of the whole scenario.
    time_limit_s
        Most seconds for one question.
    """

    def __init__(self, network: Network, scenario: Scenario, legs: Legs, time_limit_s: float) -> None:
        self.network, self.scenario, self.legs = network, scenario, legs
        self.time_limit_s = time_limit_s
        self.undecided = 0
        self.holds = lru_cache(maxsize=None)(self._holds)

    def _holds(self, orders: tuple[Order, ...]) -> bool:
        """Whether every ULN with a firm order among ``orders`` can arrive whole; yes when time leaves it open."""
        return self.can(with_orders(self.scenario, orders))

    def can(self, part: Scenario) -> bool:
        """The same for a scenario as `with_orders` gives it, perhaps with other orders or more lift."""
        instance = self.instance(part)
        firm = {uln for uln, row in instance.requirements.items() if row.firm}
        reach = {(load[0], load[2]) for load in instance.loads}
        if any((uln, k) not in reach for uln, k in instance.shorts if uln in firm and _asked(instance, uln, k)):
            return False
        problem = _missing(matrix(build(instance)), firm)
        missing, bound = self._least(instance, problem, gap=0.0)
        if missing > TINY >= bound:
            self.undecided += 1
        return bound <= TINY

    def cost(self, part: Scenario) -> float:
        """Weighted ston-days of the best plan of such a scenario, as far as the time allows."""
        instance = self.instance(part)
        return self._least(instance, matrix(build(instance)), gap=1e-3)[0]

    def instance(self, part: Scenario) -> Instance:
        """The problem of a part; shares held back for Europe are of the nation's whole force."""
        found = expand(self.network, part, self.legs)
        held = {}
        for nation, share in found.held_back.items():
            whole, here = _combat_stons(self.scenario, nation), found.combat_stons(nation)
            held[nation] = max(0.0, 1 - (1 - share) * whole / here) if here > 0 else share
        return replace(found, held_back=held)

    def _least(self, instance: Instance, problem: Matrix, gap: float) -> tuple[float, float]:
        """Objective of the best plan, and the bound of any."""
        forget_threads()
        settings = {"gap": gap, "time_limit_s": self.time_limit_s, "threads": 1}
        solver = self.scenario.settings.solver.model_copy(update=settings)
        found = searched(instance, problem, solver, None, Stop())
        return found.objective, min(found.bound, found.objective)


def _asked(instance: Instance, uln: str, cargo: str) -> bool:
    return instance.requirements[uln].amounts[cargo] > TINY


def _missing(problem: Matrix, firm: set[str]) -> Matrix:
    """The problem whose objective counts what is missing of ULNs under firm orders, and nothing else."""
    cost = [1.0 if kind == "short" and key[0] in firm else 0.0 for kind, key in problem.columns]
    return replace(problem, cost=np.array(cost), offset=0.0)


def _combat_stons(scenario: Scenario, nation: str) -> float:
    rows = (row for row in scenario.movements.values() if row.nation == nation and row.role in COMBAT)
    return sum(amount for row in rows for cargo, amount in amounts(row).items() if cargo != "pax")


def ordered(orders: Sequence[Order]) -> tuple[Order, ...]:
    """Orders by name."""
    return tuple(sorted(orders, key=lambda order: order.id))
