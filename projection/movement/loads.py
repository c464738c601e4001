"""Which fleets may carry which ULN, and every load that is offered to the model."""

from collections.abc import Iterator, Mapping, Sequence

from projection.movement.access import Access
from projection.movement.instance import GROUP, Load, Pool, Requirement, Way
from projection.movement.land import Ways
from projection.movement.options import Option
from projection.scenario.rows import Fleet, Movement, OwnFleet
from projection.scenario.scenario import Scenario


def serves(fleet_serves: Sequence[str], nation: str) -> bool:
    """Whether a fleet carries for a nation."""
    return "*" in fleet_serves or nation in fleet_serves


def carries(fleet: Fleet, movement: Movement) -> bool:
    """Whether a fleet may carry a ULN: its own, or that of a nation served that does not move itself."""
    if isinstance(fleet, OwnFleet):
        return fleet.uln == movement.uln
    return movement.moves_as is None and serves(fleet.serves, movement.nation)


def every_load(
    scenario: Scenario,
    access: Access,
    requirements: Mapping[str, Requirement],
    ways: tuple[Ways, Ways],
    pools: Mapping[str, Pool],
    options: Mapping[str, Option],
) -> Iterator[Load]:
    """Every class of every ULN on every pool and day that its permission, windows and ways allow."""
    for pool in pools.values():
        days = sorted({day for name in pool.options for day in options[name].launches})
        carried = [k for k in GROUP if any(_takes(options[name], k) for name in pool.options)]
        for uln, row in requirements.items():
            if row.leave is None or not _in_pool(pool, scenario.movements[uln]):
                continue
            if scenario.movements[uln].mode not in ("any", pool.mode):
                continue
            for cargo in carried:
                out_way = ways[0].get((uln, GROUP[cargo], pool.poe))
                in_way = ways[1].get((uln, GROUP[cargo], pool.pod))
                if cargo in row.amounts and out_way is not None and in_way is not None:
                    for day in _days(access, row, (out_way, in_way), pool, days):
                        yield uln, pool.id, cargo, day


def _in_pool(pool: Pool, movement: Movement) -> bool:
    if pool.uln or movement.moves_as is not None:
        return pool.uln == movement.uln
    return serves(pool.serves, movement.nation)


def _takes(option: Option, cargo: str) -> bool:
    payload = option.payload
    room = {"bulk": payload.cargo, "over": payload.over, "out": payload.out, "nat": payload.nat}
    return room.get(cargo, payload.pax) > 0


def _days(
    access: Access,
    row: Requirement,
    ways: tuple[Way, Way],
    pool: Pool,
    days: Sequence[int],
) -> Iterator[int]:
    out_way, in_way = ways
    horizon = access.scenario.settings.horizon_days
    earliest = (row.leave or 0) + (0 if out_way.kind == "here" else out_way.days)
    forces = access.forces(row.nation)
    for day in days:
        if day < earliest or day + pool.landed < row.ead or day + pool.landed + in_way.days > horizon - 1:
            continue
        if out_way.kind == "here" and not access.at(forces, day):
            continue
        yield day
