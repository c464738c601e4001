"""Pools of options that are one to a load, and every load that permission, windows and ways allow."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from projection.movement.access import Access
from projection.movement.instance import GROUP, Load, Requirement
from projection.movement.land import Ways
from projection.movement.options import Option, Payload
from projection.movement.orders import by_uln, keeps, refuse
from projection.movement.pools import Pool, Way
from projection.movement.refusals import Refusals
from projection.route.types import Pair
from projection.scenario.own import OwnFleet
from projection.scenario.rows import Fleet, Movement
from projection.scenario.scenario import Scenario


def serves(fleet_serves: Sequence[str], nation: str) -> bool:
    """Whether a fleet carries for a nation."""
    return "*" in fleet_serves or nation in fleet_serves


def carries(fleet: Fleet, movement: Movement) -> bool:
    """Whether a fleet may carry a ULN: its own, or that of a nation served that does not move itself."""
    if isinstance(fleet, OwnFleet):
        return fleet.uln == movement.uln
    return movement.moves_as is None and serves(fleet.serves, movement.nation)


def make_pools(
    options: Iterable[Option], barred: Mapping[str, tuple[str, ...]], wounded: bool = False
) -> dict[str, Pool]:
    """Put options together that are one to a load (see `Pool`); ``barred`` ULNs by option.

    ``wounded``: some ULN lies, so that options are only alike when a litter takes as many seats.
    """
    groups: dict[tuple[object, ...], list[Option]] = {}
    for option in options:
        key = (
            option.mode,
            tuple((poe, option.loaded_at(poe)) for poe in option.poes),
            tuple((pod, option.landed_at(pod)) for pod in option.pods),
            option.serves,
            option.uln,
            option.carries,
            option.lift if option.mode == "sea" else "",
            option.quay,
            option.payload.litter_seats if wounded else 0.0,
        )
        groups.setdefault((*key, barred.get(option.id, ())), []).append(option)
    pools: dict[str, Pool] = {}
    count: dict[str, int] = {}
    for members in sorted(groups.values(), key=lambda found: (found[0].poe, found[0].pod, found[0].id)):
        first, shared = members[0], ""
        for poe, pod in product(first.poes, first.pods):
            stem = f"{first.mode}/{poe}-{pod}"
            count[stem] = count.get(stem, 0) + 1
            name = f"{stem}/{count[stem]}"
            shared = (shared or name) if len(first.poes) + len(first.pods) > 2 else ""
            members_of = tuple(sorted(option.id for option in members))
            pools[name] = _pool(first, name, (poe, pod), members_of, barred.get(first.id, ()), shared)
    return dict(sorted(pools.items()))


def _pool(
    first: Option, name: str, ends: Pair, members: tuple[str, ...], barred: tuple[str, ...], shared: str
) -> Pool:
    """Pool of options like the ``first``, between one of its POEs and one of its PODs."""
    return Pool(
        id=name,
        mode=first.mode,
        poe=ends[0],
        pod=ends[1],
        landed=first.landed_at(ends[1]),
        serves=first.serves,
        options=members,
        quay=tuple(use for use in first.quay if use.place in ends),
        carries=first.carries,
        barred=barred,
        shared=shared,
        start=first.loaded_at(ends[0]),
        uln=first.uln,
    )


def loads_of(
    scenario: Scenario,
    access: Access,
    requirements: Mapping[str, Requirement],
    ways: tuple[Ways, Ways],
    pools: Mapping[str, Pool],
    options: Mapping[str, Option],
) -> Iterator[Load]:
    """Every class of every ULN on every pool and day that its permission, windows and ways allow."""
    ordered = by_uln(scenario)
    for pool in pools.values():
        days = sorted({day for name in pool.options for day in options[name].launches})
        carried = {lying: _classes(pool, options, lying) for lying in (False, True)}
        alike: dict[tuple[object, ...], tuple[int, ...]] = {}
        for uln, row in requirements.items():
            if row.leave is None or not _in_pool(pool, scenario.movements[uln]):
                continue
            orders = ordered.get(uln, ())
            if uln in pool.barred:
                continue
            if scenario.movements[uln].mode not in ("any", pool.mode):
                continue
            if pool.carries is not None and (row.nation, scenario.movements[uln].role) not in pool.carries:
                continue
            if pool.back and scenario.movements[uln].role != "evacuation":
                continue
            for cargo in carried[row.lying]:
                out_way = ways[0].get((uln, GROUP[cargo], pool.poe))
                in_way = ways[1].get((uln, GROUP[cargo], pool.pod))
                if cargo in row.amounts and out_way is not None and in_way is not None:
                    staged = (out_way.kind == "staged", in_way.kind == "staged")
                    if all(staged) or (pool.back and any(staged)):
                        continue
                    key = (row.nation, row.dest, scenario.movements[uln].role, row.leave, row.ead, out_way, in_way)
                    if key not in alike:
                        alike[key] = tuple(_days(access, row, (out_way, in_way), pool, days))
                    for day in alike[key]:
                        if not orders or keeps(orders, pool, day, staged):
                            yield uln, pool.id, cargo, day


def _in_pool(pool: Pool, movement: Movement) -> bool:
    if pool.uln or movement.moves_as is not None:
        return pool.uln == movement.uln
    return serves(pool.serves, movement.nation)


def refuse_unkept(
    scenario: Scenario,
    access: Access,
    requirements: Mapping[str, Requirement],
    ways: tuple[Ways, Ways],
    pools: Mapping[str, Pool],
    options: Mapping[str, Option],
    loads: Iterable[Load],
    refusals: Refusals,
) -> None:
    """Say of which ULNs and classes orders leave no load, though there would be some without them."""
    bound = {uln: requirements[uln] for uln in by_uln(scenario)}
    if bound:
        free = {name: replace(pool, barred=()) for name, pool in pools.items()}
        without = loads_of(replace(scenario, orders=()), access, bound, ways, free, options)
        refuse(scenario, loads, without, refusals)


def _classes(pool: Pool, options: Mapping[str, Option], lying: bool) -> list[str]:
    """Classes that some mission of a pool takes of a ULN whose people lie, or do not; on the way back people."""
    classes = ("pax",) if pool.back else tuple(GROUP)
    return [k for k in classes if any(_takes(options[name].payload, k, lying) for name in pool.options)]


def _takes(payload: Payload, cargo: str, lying: bool) -> bool:
    room = {
        "bulk": payload.cargo,
        "over": payload.over,
        "out": payload.out,
        "nat": payload.nat,
        "fuel": payload.fuel,
    }
    return room.get(cargo, payload.litters if lying else payload.pax) > 0


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
    leaves, barred = access.leaves(row.uln), access.barred(row.uln, pool.pod)
    ead = 0 if in_way.kind == "staged" else row.ead
    for day in days:
        loaded = day + pool.start
        if loaded < earliest or day + pool.landed < ead or day + pool.landed + in_way.days > horizon - 1:
            continue
        if access.at(barred, loaded) or (out_way.kind == "here" and not access.at(leaves, loaded)):
            continue
        if out_way.kind == "staged" and not access.at(access.base(pool.poe, row.nation), loaded):
            continue
        if in_way.kind == "staged" and not access.at(access.base(pool.pod, row.nation), day + pool.landed):
            continue
        yield day


def prune(
    options: Mapping[str, Option], pools: Mapping[str, Pool], loads: Sequence[Load]
) -> tuple[dict[str, Option], dict[str, Pool]]:
    """Leave out launches on days without a load, options without launches, pools without options."""
    wanted: dict[str, set[int]] = {}
    for _, pool, _, day in loads:
        wanted.setdefault(pool, set()).add(day)
    days_of: dict[str, set[int]] = {}
    for name, pool_days in wanted.items():
        for option_id in pools[name].options:
            days_of.setdefault(option_id, set()).update(pool_days)
    kept: dict[str, Option] = {}
    for option_id, useful in days_of.items():
        option = options[option_id]
        days = tuple(day for day in option.launches if day in useful)
        if days:
            kept[option_id] = replace(option, launches=days)
    left = {
        name: replace(pool, options=tuple(o for o in pool.options if o in kept))
        for name, pool in pools.items()
        if name in wanted
    }
    return dict(sorted(kept.items())), left
