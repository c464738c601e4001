"""What is put on which mission of a pool and day: whole items first, then what can be divided."""

import math
from collections.abc import Collection, Mapping, Sequence

from projection.movement.instance import CARGO, Instance, Load
from projection.movement.items import item_of
from projection.movement.options import Payload

TINY = 1e-6
STOWS = ("sqft", "teu")
"""What cargo takes besides weight."""
OFF = 1e-3
"""Stons that may be left over, or lack to a whole item, by rounding."""
_NEST = ("nat", "out", "over", "bulk")
Parts = Sequence[tuple[Load, float]]
Bulky = Mapping[Load, Mapping[str, float]]
"""Deck and containers that a ston of a load takes; seats and litters that a person takes."""
Shared = dict[tuple[int, Load], float]
"""Amounts by place among the missions, and load."""


class Room:
    """What is left on one mission."""

    def __init__(self, payload: Payload) -> None:
        self.left = {
            "nat": payload.nat,
            "out": payload.out,
            "over": payload.over,
            "bulk": payload.cargo,
            "pax": math.inf,
            "fuel": payload.fuel,
        }
        self.space = {name: room for name in STOWS if (room := getattr(payload, name)) is not None}
        self.places = {"seats": payload.pax, "litters": payload.litters}

    def take(self, cargo: str, amount: float, per_ston: Mapping[str, float]) -> float:
        """Take as much of ``amount`` as fits; ``per_ston`` deck and containers, seats and litters of each."""
        taken = min(amount, self.fits(cargo, per_ston))
        room = self._room(cargo)
        for name, each in self._takes(cargo, per_ston).items():
            room[name] -= taken * each
        for k in _nest(cargo):
            self.left[k] -= taken
        return taken

    def fits(self, cargo: str, per_ston: Mapping[str, float]) -> float:
        """Stons of a class, or people, for which there is room."""
        room = max(0.0, min(self.left[k] for k in _nest(cargo)))
        takes, space = self._takes(cargo, per_ston), self._room(cargo)
        return min(room, *(max(0.0, space[name] / each) for name, each in takes.items())) if takes else room

    def _room(self, cargo: str) -> dict[str, float]:
        return self.places if cargo == "pax" else self.space

    def _takes(self, cargo: str, per_ston: Mapping[str, float]) -> dict[str, float]:
        return {name: per_ston[name] for name in self._room(cargo) if per_ston[name] > 0}


def _nest(cargo: str) -> tuple[str, ...]:
    return (cargo,) if cargo in ("pax", "fuel") else _NEST[_NEST.index(cargo) :]


def put_items(
    instance: Instance,
    options: Sequence[str],
    room: Sequence[Room],
    parts: Parts,
    bulky: Bulky,
    carrying: Mapping[tuple[str, str, str, int], float],
) -> Shared:
    """Put whole items on the missions, whose ``options`` and ``room`` are given; {} where there are none.

    By air on as many of those that the solution has ``carrying`` them as they need, so that missions with nothing
    else can be left out and nothing changes; by sea the largest first, each on the first ship that takes it.
    """
    placed: Shared = {}
    rows = instance.requirements
    whole = [part for part in parts if item_of(rows[part[0][0]], part[0][2])]
    for load, amount in sorted(whole, key=lambda part: (-_size(instance, part[0]), part[0])):
        uln, pool, cargo, _ = load
        each = rows[uln].item_stons
        left = math.floor((amount + OFF) / each)
        by_air = instance.pools[pool].mode == "air"
        for place in _carriers(load, options, {i for i, _ in placed}, carrying) if by_air else range(len(room)):
            number = min(left, math.floor(room[place].fits(cargo, bulky[load]) / each + 1e-6))
            if number:
                room[place].take(cargo, number * each, bulky[load])
                placed[place, load] = number * each
                left -= number
    return placed


def _size(instance: Instance, load: Load) -> float:
    """Stons of ship that an item takes, by weight or deck; by air its weight."""
    row = instance.requirements[load[0]]
    payload = instance.options[instance.pools[load[1]].options[0]].payload
    return row.item_stons * max(
        1.0, payload.cargo * row.sqft_per_ston[load[2]] / payload.sqft if payload.sqft else 0.0
    )


def _carriers(
    load: Load,
    options: Sequence[str],
    busy: Collection[int],
    carrying: Mapping[tuple[str, str, str, int], float],
) -> list[int]:
    """Missions by air on which the solution carries items of a load: the first that carry no others."""
    uln, _, cargo, day = load
    places = []
    for name in sorted(set(options)):
        free = [place for place, option in enumerate(options) if option == name and place not in busy]
        places += free[: round(carrying.get((uln, name, cargo, day), 0.0))]
    return places


def share_out(room: Sequence[Room], parts: Parts, bulky: Bulky, placed: Shared) -> Shared:
    """Amounts by (place, load): beside items ``placed`` the narrowest class first, each mission before the next.

    Filling nested capacities from the narrowest class, those who lie before those who sit, always fits when the
    pool's sums fit. Ships of a pool
    are alike; where weight and deck or containers cannot be filled one ship after another, each takes an equal
    part; beside items one as large as what they leave.
    """
    shared = dict(placed)
    rest = _rest(parts, placed)
    shares = _shares(room, rest, bulky) if placed else ()
    classes = ("fuel", "pax", *CARGO)
    order = sorted(rest, key=lambda p: (-classes.index(p[0][2]), -bulky[p[0]]["litters"], p[0]))
    for load, amount in order:
        left = amount
        for place, space in enumerate(room):
            taken = space.take(load[2], left, bulky[load])
            if taken > TINY:
                shared[place, load] = shared.get((place, load), 0.0) + taken
                left -= taken
        if left > OFF and not placed:
            return evenly(parts, len(room))
        if left > OFF:
            return _beside(placed, rest, shares)
        if left > 0 and shared:
            last = max((key for key in shared if key[1] == load), default=None)
            if last is not None:
                shared[last] += left
    return shared


def evenly(parts: Parts, count: int) -> Shared:
    """Equal parts on each of so many missions; so go the pieces of a ULN that moves itself."""
    return {(i, load): amount / count for load, amount in parts for i in range(count)}


def _rest(parts: Parts, placed: Shared) -> list[tuple[Load, float]]:
    """What is not in items; a rounding error of items is none of it."""
    items: dict[Load, float] = {}
    for (_, load), amount in placed.items():
        items[load] = items.get(load, 0.0) + amount
    left = [(load, amount - items.get(load, 0.0)) for load, amount in parts]
    return [(load, amount) for load, amount in left if load not in items or amount > OFF]


def _shares(room: Sequence[Room], rest: Parts, bulky: Bulky) -> tuple[float, ...]:
    """Share of the divisible cargo for which each mission has room; they add up to 1."""
    cargo = [(load, amount) for load, amount in rest if load[2] in CARGO]
    wants = {"bulk": sum(amount for _, amount in cargo)}
    wants |= {name: sum(amount * bulky[load][name] for load, amount in cargo) for name in room[0].space}
    found = [
        min((({**one.left, **one.space}[name]) / want for name, want in wants.items() if want > 0), default=1.0)
        for one in room
    ]
    return tuple(max(0.0, share) / sum(found) for share in found)


def _beside(placed: Shared, rest: Parts, shares: Sequence[float]) -> Shared:
    """Items as they are placed, cargo in ``shares`` of it, people and fuel in equal parts."""
    shared = dict(placed)
    for load, amount in rest:
        for place, share in enumerate(shares):
            part = amount * (share if load[2] in CARGO else 1 / len(shares))
            shared[place, load] = shared.get((place, load), 0.0) + part
    return shared
