"""`expand`: a scenario on a network with its legs becomes an `Instance`; the impossible is refused here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from projection.movement import air_options, items, orders, refuelled, returns, sea_options, staging, stocks
from projection.movement.access import Access
from projection.movement.accounts import accounts_of
from projection.movement.coarse import on_coarse_days
from projection.movement.fleet_days import fleet_days, most_tails, tell_recalls
from projection.movement.ground import Ground, lay_out
from projection.movement.instance import Instance, Load, Requirement
from projection.movement.limits import day_limits, place_limits, run_days
from projection.movement.loads import carries, loads_of, make_pools, prune, refuse_unkept
from projection.movement.members import for_members
from projection.movement.moves import moves_and_holds
from projection.movement.options import Option, numbered
from projection.movement.own import as_own, own_network
from projection.movement.pools import Pool
from projection.movement.presence import station_options
from projection.movement.refusals import Refusals
from projection.movement.senders import options_for_all
from projection.movement.threats import exposures
from projection.movement.units import countable, with_closes
from projection.network.network import Network
from projection.route.types import Legs, Pair
from projection.scenario.own import OwnFleet
from projection.scenario.rows import Fleet
from projection.scenario.scenario import Scenario
from projection.scenario.units import Unit, units_of


def expand(network: Network, scenario: Scenario, legs: Legs) -> Instance:
    """Make every list that the model needs; each is sorted, so the same input gives the same model."""
    refusals = Refusals()
    tell_recalls(Access(network, scenario), refusals)
    ground = lay_out(network, scenario, legs, refusals)
    usable = {name: fleet for name, fleet in scenario.every_fleet.items() if most_tails(scenario, fleet) > 0}
    pairs = {name: _pairs(network, scenario, row, ground) for name, row in usable.items()}
    made = options_for_all(network, scenario, partial(_options, legs, pairs), refusals)
    made = on_coarse_days(numbered(made), scenario.settings.rules, scenario.settings.horizon_days, refusals)
    by_id = {option.id: option for option in sorted(made, key=lambda o: o.id)}
    offer = _offer(scenario, ground, by_id, refusals)
    stations = station_options(network, scenario, legs, usable, refusals)
    offer = replace(offer, options=dict(sorted({**offer.options, **stations}.items())))
    tracks = _tracks(legs, scenario, list(offer.options.values()))
    found = Instance(
        **_lists(ground, offer),
        horizon=scenario.settings.horizon_days,
        weights=scenario.settings.weights,
        rules=scenario.settings.rules,
        fleets={name: fleet_days(network, scenario, fleet) for name, fleet in usable.items()},
        limits=place_limits(network, scenario),
        day_limits=day_limits(network, scenario),
        run_days=run_days(network),
        link_limits={row.id: (row.stons_day, row.pax_day) for row in network.land_links.values()},
        refused=refusals.table(),
        stations=scenario.wanted_stations,
        tracks=tracks,
        stocks={row.id: row.stons for row in scenario.stocks.values()},
        accounts=accounts_of(scenario),
        staging_limits={row.id: row.stons_day for row in scenario.staging.values()},
        exposed=exposures(scenario.threats, offer.options, tracks),
        member_hours={(row.fleet, row.nation): row.quota_h for row in scenario.members},
        held_back={row.nation: row.held_back for row in scenario.europe},
    )
    return with_closes(found)


@dataclass(frozen=True)
class _Offer:
    """What may move by which missions: options, pools of them, loads on pools, what changes over on the way."""

    options: Mapping[str, Option]
    pools: Mapping[str, Pool]
    loads: tuple[Load, ...]
    stages: list[staging.Stage]
    units: Mapping[str, Unit]
    requirements: Mapping[str, Requirement]


def _offer(scenario: Scenario, ground: Ground, options: Mapping[str, Option], refusals: Refusals) -> _Offer:
    """Pools and loads of the options, less what orders, items, stocks, units and staging points forbid."""
    access, ways, wants = ground.access, ground.ways, ground.requirements
    bars = orders.barred(scenario, ways, options.values())
    back = returns.ways_out(scenario, ways)
    lying = any(row.lying for row in wants.values() if not row.refused)
    pools = make_pools(options.values(), bars, lying)
    pools |= returns.return_pools(options.values(), back, bars, lying)
    loads = tuple(sorted(loads_of(scenario, access, wants, ways, pools, options)))
    refuse_unkept(scenario, access, wants, ways, pools, options, loads, refusals)
    loads = items.that_fit(wants, pools, options, loads, refusals)
    loads = stocks.that_are_there(scenario, ground.starts, ground.draws, pools, loads)
    units = units_of(scenario.movements)
    wants, loads = countable(units, wants, loads, refusals)
    stages = staging.stages(ground.vias, pools, loads, scenario.settings.horizon_days)
    loads = staging.that_go_on(stages, ground.vias, pools, loads)
    kept, left = prune(options, pools, loads)
    return _Offer(kept, left, loads, stages, units, wants)


def _lists(ground: Ground, offer: _Offer) -> dict[str, Any]:
    """Fields of an Instance that ground and offer give."""
    wants, loads, ways = offer.requirements, offer.loads, ground.ways
    moves, holds = moves_and_holds(ground.access, wants, ways, ground.links, offer.pools, loads)
    moved, held = staging.staged_moves(offer.stages, offer.pools, loads)
    return {
        "requirements": wants,
        "options": offer.options,
        "pools": offer.pools,
        "links": ground.links,
        "out_ways": ways[0],
        "in_ways": ways[1],
        "launches": tuple((name, day) for name, option in offer.options.items() for day in option.launches),
        "loads": loads,
        "moves": tuple(sorted({*moves, *moved})),
        "holds": tuple(sorted({*holds, *held})),
        "shorts": tuple((u, k) for u, row in wants.items() for k in sorted(row.amounts)),
        "units": offer.units,
        "draws": ground.draws,
    }


def _options(legs: Legs, pairs: Mapping[str, Sequence[Pair]], access: Access, refusals: Refusals) -> list[Option]:
    """Every option of each fleet between its pairs."""
    options: list[Option] = []
    for name, ends in pairs.items():
        fleet = access.scenario.every_fleet[name]
        own = access.scenario.movements[fleet.uln] if isinstance(fleet, OwnFleet) else None
        network = own_network(access.network, own) if own else access.network
        make = air_options.air_options if fleet.lift in network.aircraft else sea_options.sea_options
        found = list(make(network, legs, access, fleet, ends, refusals))
        if fleet.lift in network.aircraft:
            found += refuelled.refuelled_options(network, legs, access, fleet, ends, refusals)
        options += [as_own(o, own) for o in found] if own else for_members(access.scenario, fleet, found, refusals)
    return options


def _tracks(legs: Legs, scenario: Scenario, options: list[Option]) -> dict[str, tuple[tuple[float, float], ...]]:
    """Lines of every leg that some option takes, by its name."""
    air = air_options.tracks(legs, scenario.settings.rules, options)
    return {**air, **sea_options.tracks(legs, options)}


def _pairs(network: Network, scenario: Scenario, fleet: Fleet, ground: Ground) -> list[Pair]:
    """(POE, POD) between which the fleet could carry some ULN."""
    mode = "air" if fleet.lift in network.aircraft else "sea"
    kind: Mapping[str, object] = network.airfields if mode == "air" else network.seaports
    pairs: set[Pair] = set()
    ports = ground.ports
    for row in scenario.movements.values():
        if row.mode not in ("any", mode) or not carries(fleet, row) or ground.requirements[row.uln].refused:
            continue
        poes = [port for port in ports[row.uln, "out"] if port in kind]
        poes = [port for port in poes if port == fleet.base] if row.moves_as else poes
        pods = [port for port in ports[row.uln, "in"] if port in kind]
        pairs |= {(poe, pod) for poe in poes for pod in pods if poe != pod}
        pairs |= returns.pairs_for(fleet, row, ports, kind)
        pairs |= staging.pairs_over(network, fleet, row, ground.vias[row.uln], ports)
    return sorted(pairs)
