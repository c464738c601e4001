"""Index sets of cargo in whole items: what missions may carry of it, and rows in which it meets other cargo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from projection.movement.instance import Instance, Load
from projection.movement.items import fit, item_of

Carrying = tuple[str, str, str, int]
"""u, o, k, d: missions of option o launched on day d that carry items of class k of u."""
Day = tuple[str, int]
"""p or o, d."""


@dataclass(frozen=True)
class ItemSets:
    """``most`` items of each load; ``fit`` items on a mission by air; the rest rows by key.

    ``room`` the missions by air that may carry a load; ``missions`` what those of a launch may carry; ``nests``
    the share of each load of oversize items that takes room of outsize cargo, where both may fly; ``ships`` the
    largest item on a pool of ships; ``stowed`` stons of ship that a ston of an item takes there, in weight or
    deck, whichever is more; ``stowage`` the sides of a ship of which this is more than some item takes.
    """

    most: Mapping[Load, int]
    fit: Mapping[Carrying, int]
    room: Mapping[Load, tuple[Carrying, ...]]
    missions: Mapping[Day, tuple[Carrying, ...]]
    nests: Mapping[Day, tuple[tuple[Load, float], ...]]
    ships: Mapping[Day, float]
    stowed: Mapping[tuple[str, str], float]
    stowage: tuple[tuple[str, str, int], ...]


def item_sets(instance: Instance) -> ItemSets:
    """Every index set of items; all are empty where no ULN asks for them."""
    rows, pools, options = instance.requirements, instance.pools, instance.options
    whole = [load for load in instance.loads if item_of(rows[load[0]], load[2])]
    by_air = [load for load in whole if pools[load[1]].mode == "air"]
    by_sea = [load for load in whole if pools[load[1]].mode == "sea"]
    room = {
        (u, p, k, d): tuple(
            (u, o, k, d) for o in pools[p].options if d in options[o].launches and fit(rows[u], options[o], k)
        )
        for u, p, k, d in by_air
    }
    fits = {key: fit(rows[key[0]], options[key[1]], key[2]) for keys in room.values() for key in keys}
    missions: dict[Day, list[Carrying]] = {}
    for key in fits:
        missions.setdefault((key[1], key[3]), []).append(key)
    stowed = _stowed(instance, by_sea)
    ships = _ships(instance, by_sea, stowed)
    return ItemSets(
        most={load: round(rows[load[0]].amounts[load[2]] / rows[load[0]].item_stons) for load in whole},
        fit=fits,
        room=room,
        missions={key: tuple(found) for key, found in sorted(missions.items())},
        nests=_nests(instance, by_air),
        ships=ships,
        stowed={key: max(1.0, share) for key, share in stowed.items()},
        stowage=tuple(_stowage(instance, ships, stowed)),
    )


def _nests(instance: Instance, by_air: Iterable[Load]) -> dict[Day, tuple[tuple[Load, float], ...]]:
    """Loads of oversize items on pools that also take divisible outsize cargo on the day."""
    rows = instance.requirements
    beside = {(p, d) for u, p, k, d in instance.loads if k == "out" and not item_of(rows[u], k)}
    found: dict[Day, list[tuple[Load, float]]] = {}
    for u, p, k, d in by_air:
        if k == "over" and (p, d) in beside and (share := _share(instance, u, p)) > 0:
            found.setdefault((p, d), []).append(((u, p, k, d), share))
    return {key: tuple(row) for key, row in sorted(found.items())}


def _share(instance: Instance, u: str, p: str) -> float:
    """Most room of outsize cargo that a ston of oversize items takes; 0 where the rest of the payload says it."""
    shares, row = [], instance.requirements[u]
    payloads = [instance.options[o].payload for o in instance.pools[p].options]
    if all(payload.out == payload.over for payload in payloads):
        return 0.0
    for o in instance.pools[p].options:
        payload, full = instance.options[o].payload, fit(row, instance.options[o], "over") * row.item_stons
        shares.append(max(0.0, payload.out - payload.over + full) / full if full and payload.out else 0.0)
    return max(shares)


def _stowed(instance: Instance, by_sea: Iterable[Load]) -> dict[tuple[str, str], float]:
    """Deck of a ULN's cargo beside its weight, each as a share of the ship: above 1 deck is the scarcer."""
    found = {}
    for u, p in sorted({load[:2] for load in by_sea}):
        pool = instance.pools[p]
        payload = instance.options[pool.options[0]].payload
        deck = instance.requirements[u].sqft_per_ston["over"]  # as for all that may travel in items
        found[u, pool.room] = payload.cargo * deck / payload.sqft if payload.sqft else 0.0
    return found


def _ships(
    instance: Instance, by_sea: Iterable[Load], stowed: Mapping[tuple[str, str], float]
) -> dict[Day, float]:
    """Largest item that may go on a pool of ships on a day, in stons of ship."""
    largest: dict[Day, float] = {}
    for u, p, _, d in by_sea:
        room = instance.pools[p].room
        stons = instance.requirements[u].item_stons * max(1.0, stowed[u, room])
        largest[room, d] = max(largest.get((room, d), 0.0), stons)
    return dict(sorted(largest.items()))


def _stowage(
    instance: Instance, ships: Iterable[Day], stowed: Mapping[tuple[str, str], float]
) -> Iterable[tuple[str, str, int]]:
    """Sides of ships that items and divisible cargo share, where some item is stowed as more than it takes."""
    rows = instance.requirements
    beside = {
        (instance.pools[p].room, d) for u, p, k, d in instance.loads if k != "pax" and not item_of(rows[u], k)
    }
    for room, day in ships:
        shares = [share for (_, pool), share in stowed.items() if pool == room]
        if (room, day) in beside:
            if max(shares) > 1:
                yield "weight", room, day
            if min(shares) < 1:
                yield "deck", room, day
