"""Index sets of the model: which variables meet in which row; made once from an Instance, all sorted."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from projection.model.item_sets import ItemSets, item_sets
from projection.model.presence_sets import presence_sets
from projection.model.supply_sets import SupplySets, supply_sets
from projection.model.unit_sets import UnitSets, make_unit_sets
from projection.model.way_sets import changing, drawn, flown_for, lying, stored
from projection.movement.instance import GROUP, NO_QUAY, Hold, Instance, Launch, Load, Move
from projection.movement.limits import BERTHS
from projection.movement.litters import seats
from projection.movement.options import Option
from projection.movement.pools import READY

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)
Weighted = tuple[tuple[Launch, float], ...]
NESTS: Mapping[str, tuple[str, ...]] = {
    "cargo": ("bulk", "over", "out", "nat"),
    "over": ("over", "out", "nat"),
    "out": ("out", "nat"),
    "nat": ("nat",),
    "pax": ("pax",),
    "fuel": ("fuel",),
}
"""Nested capacities: what counts against each."""


@dataclass(frozen=True)
class Sets:
    """Rows by key, each with the variables in it (and their coefficients where these are not one)."""

    demand: Mapping[tuple[str, str], tuple[Load, ...]]
    pool_loads: Mapping[tuple[str, int], tuple[Load, ...]]
    pool_launches: Mapping[tuple[str, int], tuple[Launch, ...]]
    payload: tuple[tuple[str, str, int], ...]
    deck: tuple[tuple[str, int], ...]
    containers: tuple[tuple[str, int], ...]
    litters: Mapping[tuple[str, int], tuple[Load, ...]]
    whole_ships: tuple[Load, ...]
    tails: Mapping[tuple[str, int], Weighted]
    flying_hours: Mapping[tuple[str, int], Weighted]
    quota: Mapping[str, Weighted]
    member_hours: Mapping[tuple[str, str], Weighted]
    places: Mapping[str, Mapping[tuple[str, int], Weighted]]
    handling: Mapping[tuple[str, int], tuple[tuple[Load, float], ...]]
    reached: Mapping[Hold, tuple[Load | Move, ...]]
    left: Mapping[Hold, tuple[Load | Move, ...]]
    balance: tuple[Hold, ...]
    land: Mapping[tuple[str, str, int], tuple[Move, ...]]
    storage: Mapping[tuple[str, int], tuple[Hold, ...]]
    units: UnitSets
    supply: SupplySets
    staging: Mapping[tuple[str, int], tuple[Move, ...]]
    presence: Mapping[tuple[str, int], tuple[Launch, ...]]
    exposure: tuple[str, ...]
    combat: Mapping[str, tuple[Load, ...]]
    held_back: Mapping[str, tuple[Load, ...]]
    stock: Mapping[str, tuple[Load, ...]]
    items: ItemSets


def room(option: Option, nest: str) -> float:
    """Capacity of one launch under a nest, stons or people: that of all missions of its flight."""
    return float(getattr(option.payload, nest)) * option.size


def make_sets(instance: Instance) -> Sets:
    """Every index set of the model."""
    pool_loads = _grouped(instance.loads, lambda load: (instance.pools[load[1]].room, load[3]))
    members = _members(instance)
    decks = {name for name, options in members.items() if _has_deck(instance, options)}
    boxes = {name for name, options in members.items() if _has_boxes(instance, options)}
    reached, left = _stock_flows(instance)
    combat = _grouped(_combat(instance), lambda load: instance.requirements[load[0]].nation)
    return Sets(
        demand=_grouped(
            filter(instance.from_origin, instance.loads), lambda load: (load[0], load[2]), instance.shorts
        ),
        pool_loads=pool_loads,
        pool_launches=_pool_launches(instance),
        payload=tuple(_payload_rows(instance, pool_loads)),
        deck=tuple(key for key in pool_loads if key[0] in decks),
        containers=tuple(key for key in pool_loads if key[0] in boxes),
        litters=lying(instance),
        whole_ships=tuple(load for load in instance.loads if _small_on_ship(instance, load)),
        tails=make_tails(instance),
        flying_hours=_flying_hours(instance),
        quota=_quota(instance),
        member_hours=flown_for(instance),
        places=_places(instance),
        handling=_handling(instance, _grouped(instance.loads, lambda load: (load[1], load[3]))),
        reached=reached,
        left=left,
        balance=tuple(sorted(set(reached) | set(left))),
        land=_land(instance),
        units=make_unit_sets(instance),
        supply=supply_sets(instance),
        storage=_grouped(stored(instance), lambda hold: (hold[2].removesuffix(READY), hold[3])),
        presence=presence_sets(instance),
        exposure=("all",) if instance.exposed and instance.rules.exposure_budget is not None else (),
        combat=combat,
        held_back={n: loads for n, loads in combat.items() if instance.held_back.get(n)},
        stock=drawn(instance),
        items=item_sets(instance),
        staging=_grouped(changing(instance), lambda move: (instance.links[move[2]].link, move[3])),
    )


def _combat(instance: Instance) -> list[Load]:
    """Cargo of combat forces as it leaves its origin."""
    rows = instance.requirements
    return [
        load for load in instance.loads if rows[load[0]].combat and load[2] != "pax" and instance.from_origin(load)
    ]


def _grouped(
    items: Iterable[Item], key: Callable[[Item], Key], first: Iterable[Key] = ()
) -> dict[Key, tuple[Item, ...]]:
    groups: dict[Key, list[Item]] = {name: [] for name in first}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(groups[name]) for name in sorted(groups)}  # type: ignore[type-var]


def _payload_rows(
    instance: Instance, pool_loads: Mapping[tuple[str, int], Sequence[Load]]
) -> list[tuple[str, str, int]]:
    """(nest, pool, day) that say something: a narrower nest only where its capacity is less than the wider's."""
    rows = []
    options_of = _members(instance)
    for pool, day in pool_loads:
        options = [instance.options[o] for o in options_of[pool]]
        classes = {load[2] for load in pool_loads[pool, day] if load[2] != "pax" or seats(instance, load)}
        wider = None
        for nest, members in NESTS.items():
            caps = [room(option, nest) for option in options]
            if classes & set(members) and (nest in ("pax", "fuel") or caps != wider):
                rows.append((nest, pool, day))
            wider = caps
    return rows


def _members(instance: Instance) -> dict[str, tuple[str, ...]]:
    """Options of each pool; pools that share their missions are one."""
    return {pool.room: pool.options for pool in instance.pools.values()}


def _pool_launches(instance: Instance) -> dict[tuple[str, int], tuple[Launch, ...]]:
    rooms: dict[str, list[str]] = {}
    for name, options in _members(instance).items():
        for option in options:
            rooms.setdefault(option, []).append(name)
    launches: dict[tuple[str, int], list[Launch]] = {}
    for launch in instance.launches:
        for name in rooms.get(launch[0], ()):
            launches.setdefault((name, launch[1]), []).append(launch)
    return {key: tuple(found) for key, found in sorted(launches.items())}


def _has_deck(instance: Instance, options: Sequence[str]) -> bool:
    return instance.options[options[0]].payload.sqft is not None


def _has_boxes(instance: Instance, options: Sequence[str]) -> bool:
    return instance.options[options[0]].payload.teu is not None


def _small_on_ship(instance: Instance, load: Load) -> bool:
    uln, pool, cargo, _ = load
    row = instance.pools[pool]
    if row.mode != "sea":
        return False
    nest = cargo if cargo in ("pax", "fuel") else "cargo"
    return instance.requirements[uln].amounts[cargo] < room(instance.options[row.options[0]], nest)


def make_tails(instance: Instance) -> dict[tuple[str, int], Weighted]:
    """(fleet, day): tails that each launch keeps out; a day that the next one covers says nothing."""
    busy: dict[tuple[str, int], dict[Launch, float]] = {}
    for launch in instance.launches:
        for count, part in instance.options[launch[0]].missions:
            for day in range(max(launch[1] + part.leaves, 0), min(launch[1] + part.back + 1, instance.horizon)):
                _count(busy.setdefault((part.fleet, day), {}), launch, count)
    kept = {}
    for (fleet, day), row in sorted(busy.items()):
        tails = instance.fleets[fleet].tails
        after = busy.get((fleet, day + 1), {})
        covered = all(after.get(launch, 0.0) >= count for launch, count in row.items())
        if not (covered and tails[day + 1] <= tails[day]):
            kept[fleet, day] = tuple(sorted(row.items()))
    return kept


def _count(row: dict[Launch, float], launch: Launch, amount: float) -> None:
    row[launch] = row.get(launch, 0.0) + amount


def _flying_hours(instance: Instance) -> dict[tuple[str, int], Weighted]:
    """(fleet, last day of the window): hours of each launch that fall in the window."""
    window = min(instance.rules.use_window, instance.horizon)
    rows: dict[tuple[str, int], dict[Launch, float]] = {}
    for launch in instance.launches:
        for count, part in instance.options[launch[0]].missions:
            for offset, hours in part.flown if part.mode == "air" else ():
                day = launch[1] + offset
                if 0 <= day < instance.horizon:
                    for end in range(max(day, window - 1), min(day + window, instance.horizon)):
                        _count(rows.setdefault((part.fleet, end), {}), launch, count * hours)
    return {key: tuple(sorted(row.items())) for key, row in sorted(rows.items())}


def _quota(instance: Instance) -> dict[str, Weighted]:
    limited = {name for name, fleet in instance.fleets.items() if fleet.quota_h is not None}
    rows: dict[str, list[tuple[Launch, float]]] = {}
    for launch in instance.launches:
        for count, part in instance.options[launch[0]].missions:
            if part.fleet in limited:
                rows.setdefault(part.fleet, []).append((launch, count * part.hours))
    return {name: tuple(row) for name, row in sorted(rows.items())}


def _places(instance: Instance) -> dict[str, dict[tuple[str, int], Weighted]]:
    """For each rule of a place, (node, day or last of a run of days): what each launch uses."""
    rules = ("working", "parking", "fuel", *BERTHS, "transits", "leg_capacity")
    rows: dict[str, dict[tuple[str, int], list[tuple[Launch, float]]]] = {rule: {} for rule in rules}
    for launch in instance.launches:
        for use in instance.options[launch[0]].uses:
            day = launch[1] + use.offset
            if 0 <= day < instance.horizon:
                key = (use.place, instance.row_day(use.rule, use.place, day))
                rows[use.rule].setdefault(key, []).append((launch, use.amount))
    return {rule: {key: tuple(row) for key, row in sorted(found.items())} for rule, found in rows.items()}


def _handling(
    instance: Instance, pool_loads: Mapping[tuple[str, int], Sequence[Load]]
) -> dict[tuple[str, int], tuple[tuple[Load, float], ...]]:
    rows: dict[tuple[str, int], list[tuple[Load, float]]] = {}
    for (pool, day), loads in pool_loads.items():
        for use in instance.pools[pool].quay:
            when = day + use.offset
            if 0 <= when < instance.horizon:
                cargo = [(load, use.amount) for load in loads if load[2] not in NO_QUAY]
                rows.setdefault((use.place, when), []).extend(cargo)
    return {key: tuple(row) for key, row in sorted(rows.items()) if row}


def _stock_flows(
    instance: Instance,
) -> tuple[dict[Hold, tuple[Load | Move, ...]], dict[Hold, tuple[Load | Move, ...]]]:
    """For each (u, g, n, d) with a stock: what reached n the day before, and what leaves on d."""
    reached: dict[Hold, list[Load | Move]] = {}
    left: dict[Hold, list[Load | Move]] = {}
    for uln, group, name, day in instance.moves:
        link = instance.links[name]
        move = (uln, group, name, day)
        to_dest = link.end == instance.requirements[uln].dest
        if to_dest or link.staging:
            left.setdefault((uln, group, link.start, day), []).append(move)
        if not to_dest:
            reached.setdefault((uln, group, link.end, day + link.days), []).append(move)
    for load in instance.loads:
        uln, pool_id, cargo, day = load
        pool, group = instance.pools[pool_id], GROUP[load[2]]
        out_kind = instance.out_ways[uln, group, pool.poe].kind
        in_kind = instance.in_ways[uln, group, pool.pod].kind
        if out_kind == "stock":
            left.setdefault((uln, group, pool.poe, day + pool.start), []).append(load)
        if out_kind == "staged":
            left.setdefault((uln, cargo, pool.poe + READY, day + pool.start), []).append(load)
        if in_kind == "staged":
            reached.setdefault((uln, cargo, pool.pod, day + pool.landed + 1), []).append(load)
        if in_kind == "stock":
            reached.setdefault((uln, group, pool.pod, day + pool.landed + 1), []).append(load)
    for uln, group, node, day in instance.holds:
        left.setdefault((uln, group, node, day), [])
        left.setdefault((uln, group, node, day + 1), [])
    return (
        {key: tuple(row) for key, row in sorted(reached.items())},
        {key: tuple(row) for key, row in sorted(left.items())},
    )


def _land(instance: Instance) -> dict[tuple[str, str, int], tuple[Move, ...]]:
    """(link, stons or pax, day): moves in both directions."""
    rows: dict[tuple[str, str, int], list[Move]] = {}
    for move in (move for move in instance.moves if not instance.links[move[2]].staging):
        kind = "pax" if move[1] == "pax" else "stons"
        rows.setdefault((instance.links[move[2]].link, kind, move[3]), []).append(move)
    return {key: tuple(row) for key, row in sorted(rows.items())}
