"""`explain`: what holds a plan back, why each late ULN is late, what carries it, and what is slack."""

from dataclasses import dataclass

from projection.explore.bottlenecks import TOP, Bottlenecks, bottlenecks
from projection.explore.chains import Chain, chains
from projection.explore.shares import Share, Slack, shares, slack
from projection.movement.expand import expand
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.route.legs import route
from projection.scenario.scenario import Scenario


@dataclass(frozen=True)
class Explanation:
    """The answers about one plan."""

    bottlenecks: Bottlenecks
    chains: tuple[Chain, ...]
    shares: tuple[Share, ...]
    slack: tuple[Slack, ...]


def explain(
    plan: Plan, network: Network, scenario: Scenario, limit_s: float = 20.0, top: int = TOP
) -> Explanation:
    """Explain a plan of a scenario; ``limit_s`` seconds for each solve, ``top`` bottlenecks are solved again.

    Raises
    ------
    NotOfThisPlanError
        The plan's missions are not those of the scenario as this version expands it.
    """
    instance = expand(network, scenario, route(network, scenario))
    told = chains(plan, instance)
    held = bottlenecks(plan, network, instance, scenario.settings.solver, limit_s, top)
    return Explanation(held, told, shares(plan), slack(plan, scenario))
