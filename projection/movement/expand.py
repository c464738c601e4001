"""`expand`: a scenario on a network with its legs becomes an `Instance`; the impossible is refused here."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from projection.movement import air_options, items, orders, refuelled, returns, sea_options, staging, stocks
from projection.movement.access import Access
from projection.movement.accounts import accounts_of
from projection.movement.fleet_days import fleet_days, most_tails, tell_recalls
from projection.movement.instance import Instance, Requirement
from projection.movement.land import amounts, directed, land_ways, ports_of
from projection.movement.limits import day_limits, place_limits, run_days
from projection.movement.loads import carries, loads_of, make_pools, prune, refuse_unkept
from projection.movement.moves import moves_and_holds
from projection.movement.options import Option, numbered
from projection.movement.own import as_own, own_network
from projection.movement.presence import station_options
from projection.movement.refusals import MENDS, Refusals
from projection.movement.senders import options_for_all
from projection.movement.threats import exposures
from projection.movement.units import countable, with_closes
from projection.network.network import Network
from projection.route.types import Legs, Pair
from projection.scenario.own import OwnFleet
from projection.scenario.politics import COMBAT
from projection.scenario.rows import Fleet, Movement
from projection.scenario.scenario import Scenario
from projection.scenario.units import units_of


def expand(network: Network, scenario: Scenario, legs: Legs) -> Instance:
    """Make every list that the model needs; each is sorted, so the same input gives the same model."""
    access = Access(network, scenario)
    refusals = Refusals()
    tell_recalls(access, refusals)
    horizon = scenario.settings.horizon_days
    movements = tuple(scenario.movements.values())
    links = directed(network)
    starts = stocks.starts(network, scenario)
    draws = stocks.draws(scenario, starts)
    ports = _ports(network, movements, starts)
    out_ways, in_ways = land_ways(network, links, movements, ports, starts)
    requirements = {row.uln: _requirement(scenario, access, row, refusals) for row in movements}
    vias = staging.vias(access, legs, requirements, ports, refusals)
    links |= staging.changeovers(scenario.staging.values())
    staged = staging.staged_ways(vias, scenario.movements)
    out_ways, in_ways = {**out_ways, **staged[0]}, {**in_ways, **staged[1]}
    usable = {name: fleet for name, fleet in scenario.every_fleet.items() if most_tails(scenario, fleet) > 0}
    pairs = {name: _pairs(network, row, movements, requirements, ports, vias) for name, row in usable.items()}
    make = partial(_options, legs, pairs)
    made = options_for_all(network, scenario, make, refusals)
    by_id = {option.id: option for option in sorted(numbered(made), key=lambda o: o.id)}
    bars = orders.barred(scenario, (out_ways, in_ways), by_id.values())
    wanted = returns.ways_out(scenario, (out_ways, in_ways))
    pools = make_pools(by_id.values(), bars) | returns.return_pools(by_id.values(), wanted, bars)
    loads = tuple(sorted(loads_of(scenario, access, requirements, (out_ways, in_ways), pools, by_id)))
    refuse_unkept(scenario, access, requirements, (out_ways, in_ways), pools, by_id, loads, refusals)
    loads = items.that_fit(requirements, pools, by_id, loads, refusals)
    loads = stocks.that_are_there(scenario, starts, draws, pools, loads)
    units = units_of(scenario.movements)
    requirements, loads = countable(units, requirements, loads, refusals)
    stages = staging.stages(vias, pools, loads, horizon)
    loads = staging.that_go_on(stages, vias, pools, loads)
    by_id, pools = prune(by_id, pools, loads)
    by_id = dict(sorted({**by_id, **station_options(network, scenario, legs, usable, refusals)}.items()))
    moves, holds = moves_and_holds(access, requirements, (out_ways, in_ways), links, pools, loads)
    moved, held = staging.staged_moves(stages, pools, loads)
    tracks = _tracks(legs, scenario, list(by_id.values()))
    found = Instance(
        horizon=horizon,
        weights=scenario.settings.weights,
        rules=scenario.settings.rules,
        requirements=requirements,
        options=by_id,
        pools=pools,
        fleets={name: fleet_days(network, scenario, fleet) for name, fleet in usable.items()},
        links=links,
        out_ways=out_ways,
        in_ways=in_ways,
        launches=tuple((name, day) for name, option in by_id.items() for day in option.launches),
        loads=loads,
        moves=tuple(sorted({*moves, *moved})),
        holds=tuple(sorted({*holds, *held})),
        shorts=tuple((u, k) for u, row in requirements.items() for k in sorted(row.amounts)),
        limits=place_limits(network, scenario),
        day_limits=day_limits(network, scenario),
        run_days=run_days(network),
        link_limits={row.id: (row.stons_day, row.pax_day) for row in network.land_links.values()},
        refused=refusals.table(),
        stations=scenario.wanted_stations,
        tracks=tracks,
        units=units,
        stocks={row.id: row.stons for row in scenario.stocks.values()},
        draws=draws,
        accounts=accounts_of(scenario),
        staging_limits={row.id: row.stons_day for row in scenario.staging.values()},
        exposed=exposures(scenario.threats, by_id, tracks),
        held_back={row.nation: row.held_back for row in scenario.europe},
    )
    return with_closes(found)


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
        options += [as_own(option, own) for option in found] if own else found
    return options


def _tracks(legs: Legs, scenario: Scenario, options: list[Option]) -> dict[str, tuple[tuple[float, float], ...]]:
    """Lines of every leg that some option takes, by its name."""
    air = air_options.tracks(legs, scenario.settings.rules, options)
    return {**air, **sea_options.tracks(legs, options)}


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
        sqft_per_ston=row.sqft_per_ston,
        refused=refused,
        after=row.after,
        meets=row.meets,
        meet_days=row.meet_days,
        crd=row.crd,
        teu_per_ston=row.teu_per_ston,
        combat=row.role in COMBAT,
        item_stons=row.item_stons if row.moves_as is None else 0.0,
        feeds=row.feeds or "",
        firm=tuple(order.id for order in scenario.orders if order.uln == row.uln and order.firm and not row.feeds),
    )


def _first_leave(access: Access, row: Movement) -> int | None:
    """First day on which the ULN may leave its origin: available and let go."""
    leaves = access.leaves(row.uln)
    horizon = access.scenario.settings.horizon_days
    return next((day for day in range(max(row.ald, 0), horizon) if access.at(leaves, day)), None)


def _pairs(
    network: Network,
    fleet: Fleet,
    movements: Iterable[Movement],
    requirements: Mapping[str, Requirement],
    ports: Mapping[tuple[str, str], tuple[str, ...]],
    vias: staging.Vias,
) -> list[Pair]:
    """(POE, POD) between which the fleet could carry some ULN."""
    mode = "air" if fleet.lift in network.aircraft else "sea"
    kind: Mapping[str, object] = network.airfields if mode == "air" else network.seaports
    pairs: set[Pair] = set()
    for row in movements:
        if row.mode not in ("any", mode) or not carries(fleet, row) or requirements[row.uln].refused:
            continue
        poes = [port for port in ports[row.uln, "out"] if port in kind]
        poes = [port for port in poes if port == fleet.base] if row.moves_as else poes
        pods = [port for port in ports[row.uln, "in"] if port in kind]
        pairs |= {(poe, pod) for poe in poes for pod in pods if poe != pod}
        pairs |= returns.pairs_for(fleet, row, ports, kind)
        pairs |= staging.pairs_over(network, fleet, row, vias[row.uln], ports)
    return sorted(pairs)
