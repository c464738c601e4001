"""The rules by name, and `verify`: the whole recount of a plan folder."""

from collections.abc import Callable, Mapping
from pathlib import Path

from projection.errors import Finding, InputError
from projection.network.network import Network
from projection.plan.folder import read_plan
from projection.plan.plan import Plan
from projection.plan.verify import (
    access,
    clock,
    containers,
    convoys,
    effort,
    fixed_orders,
    goals,
    items,
    lift,
    litters,
    members,
    objective,
    places,
    politics,
    presence,
    references,
    refuelling,
    requirements,
    staging,
    stocks,
    supply,
    units,
    usage,
)
from projection.plan.verify.recount import Recount
from projection.read.folders import input_hash, read_network, read_scenario
from projection.scenario.scenario import Scenario

RULES: Mapping[str, Callable[[Recount], list[Finding]]] = {
    "clock": clock.clock,
    "stops": clock.stops,
    "tails": lift.tails,
    "flying_hours": lift.flying_hours,
    "quota": lift.quota,
    "member_hours": members.member_hours,
    "payload": lift.payload,
    "litters": litters.litters,
    "whole_items": items.whole_items,
    "range": lift.range_,
    "refuelling": refuelling.refuelling,
    "working": places.working,
    "parking": places.parking,
    "fuel": places.fuel,
    "berths": places.berths,
    "transits": places.transits,
    "leg_capacity": places.leg_capacity,
    "handling": places.handling,
    "storage": places.storage,
    "land": places.land,
    "staging": staging.staging,
    "presence": presence.presence,
    "stock": stocks.stock,
    "forces": access.forces,
    "lift": access.lift,
    "bases": access.bases,
    "transit": politics.transit,
    "bars": politics.bars,
    "posture": politics.posture,
    "overflight": access.overflight,
    "passages": access.passages,
    "runway": access.runway,
    "berth": access.berth,
    "draft": access.draft,
    "beam": access.beam,
    "length": access.length,
    "serves": access.serves,
    "orders": access.orders,
    "containers": containers.containers,
    "convoys": convoys.convoys,
    "fixed_orders": fixed_orders.fixed_orders,
    "demand": requirements.demand,
    "balance": requirements.balance,
    "integrity": units.integrity,
    "spread": units.spread,
    "predecessor": units.predecessor,
    "marry_up": units.marry_up,
    "units": units.units,
    "exposure": effort.exposure,
    "held_back": effort.held_back,
    "use": supply.use,
    "supply": supply.supply,
    "floor": supply.floor,
    "fairness": supply.fairness,
    "arrivals": requirements.arrivals,
    "shortfalls": requirements.shortfalls,
    "utilisation": usage.utilisation,
    "objective": objective.objective,
    "stamp": objective.stamp,
    "goals": goals.goals,
}
"""Every rule of docs/rules.md by its name there, then those that hold the plan's tables to each other."""


def verify(folder: Path) -> list[Finding]:
    """Recount every rule from a plan folder's tables and its copies of the inputs; [] for a sound plan.

    Uses neither the model nor what made the plan. A folder that cannot be read gives the faults of its files.
    """
    scenario_path, network_path = folder / "inputs" / "scenario", folder / "inputs" / "network"
    try:
        plan = read_plan(folder)
        network, scenario = read_network(network_path), read_scenario(scenario_path)
    except InputError as error:
        return list(error.findings)
    return verify_plan(plan, network, scenario, input_hash(scenario_path, network_path))


def verify_plan(plan: Plan, network: Network, scenario: Scenario, inputs: str = "") -> list[Finding]:
    """Recount every rule of a plan against the inputs it was made from; ``inputs`` is their hash, if known."""
    recount = Recount(network, scenario, plan, inputs)
    found = references.references(recount)
    if found:
        return found
    return [finding for rule in RULES.values() for finding in rule(recount)]
