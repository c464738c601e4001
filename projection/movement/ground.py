"""The ground of an Instance: who asks for what, by which ports and ways, before any mission is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from projection.movement import staging, stocks
from projection.movement.access import Access
from projection.movement.instance import CARGO, Requirement
from projection.movement.land import Ways, amounts, directed, land_ways, ports_of
from projection.movement.pools import DirectedLink
from projection.movement.refusals import MENDS, Refusals
from projection.network.network import Network
from projection.route.types import Legs
from projection.scenario.politics import COMBAT
from projection.scenario.rows import Movement
from projection.scenario.scenario import Scenario


@dataclass(frozen=True)
class Ground:
    """Requirements by ULN; ports by ULN and direction; ways over land (out, in); links; where stocks may begin."""

    access: Access
    requirements: Mapping[str, Requirement]
    ports: Mapping[tuple[str, str], tuple[str, ...]]
    ways: tuple[Ways, Ways]
    links: Mapping[str, DirectedLink]
    vias: staging.Vias
    starts: stocks.Starts
    draws: stocks.Draws


def lay_out(network: Network, scenario: Scenario, legs: Legs, refusals: Refusals) -> Ground:
    """Ask each nation once and find the ways over land, staging points and stocks included."""
    access = Access(network, scenario)
    movements = tuple(scenario.movements.values())
    links = directed(network)
    starts = stocks.starts(network, scenario)
    ports = _ports(network, movements, starts)
    out_ways, in_ways = land_ways(network, links, movements, ports, starts)
    requirements = {row.uln: _requirement(scenario, access, row, refusals) for row in movements}
    vias = staging.vias(access, legs, requirements, ports, refusals)
    staged = staging.staged_ways(vias, scenario.movements)
    return Ground(
        access=access,
        requirements=requirements,
        ports=ports,
        ways=({**out_ways, **staged[0]}, {**in_ways, **staged[1]}),
        links={**links, **staging.changeovers(scenario.staging.values())},
        vias=vias,
        starts=starts,
        draws=stocks.draws(scenario, starts),
    )


def _ports(
    network: Network, movements: Iterable[Movement], starts: stocks.Starts
) -> dict[tuple[str, str], tuple[str, ...]]:
    ports = {}
    for row in movements:
        ports[row.uln, "out"] = tuple(sorted(port for uln, port in starts if uln == row.uln))
        ports[row.uln, "in"] = ports_of(network, row.dest, row.pod)
    return ports


def _requirement(scenario: Scenario, access: Access, row: Movement, refusals: Refusals) -> Requirement:
    refused, leave = "", _first_leave(access, row)
    horizon = access.scenario.settings.horizon_days
    early = access.at_once.leaves(row.uln) & ~access.leaves(row.uln)
    refusals.add_days(row.uln, "forces", f"{row.nation} has not decided yet", early[:horizon])
    if not scenario.settings.postures.has(row.role):
        refused, leave = f"the posture {row.role} is switched off", None
        refusals.add(row.uln, "posture", refused, MENDS["posture"])
    elif leave is None:
        refused = f"{row.nation} does not let its forces go"
        to = access.network.places[row.dest].nation
        if any(access.scenario.bars(row.nation, "forces", day, row.role, to) for day in range(horizon)):
            refused += f" to {to}"
        refusals.add(row.uln, "forces", refused, MENDS["forces"])
    return Requirement(
        uln=row.uln,
        nation=row.nation,
        origin=row.origin,
        starts=scenario.starts(row),
        dest=row.dest,
        ald=row.ald,
        leave=leave,
        rdd=row.rdd,
        ead=row.ead if row.ead is not None else 0,
        priority=row.priority,
        weight=scenario.settings.weights.priority[row.priority - 1],
        amounts=amounts(row),
        sqft_per_ston={k: row.sqft_per_ston(k) for k in CARGO},
        refused=refused,
        after=row.after,
        meets=row.meets,
        meet_days=row.meet_days,
        crd=row.crd,
        teu_per_ston=row.teu_per_ston,
        combat=row.role in COMBAT,
        item_stons=row.item_stons if row.moves_as is None else 0.0,
        feeds=row.feeds or "",
        lying=row.lying,
        firm=tuple(order.id for order in scenario.orders if order.uln == row.uln and order.firm and not row.feeds),
    )


def _first_leave(access: Access, row: Movement) -> int | None:
    """First day on which the ULN may leave its origin: available and let go."""
    leaves = access.leaves(row.uln)
    horizon = access.scenario.settings.horizon_days
    return next((day for day in range(max(row.ald, 0), horizon) if access.at(leaves, day)), None)
