"""How a type of ship sails a leg: which locks take it, what is open when it gets there, how long it is held."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from projection.movement.access import Access
from projection.network.network import Network
from projection.network.rows import Passage, Seaport, Ship
from projection.route.types import SeaLeg
from projection.units import HOURS_PER_DAY, day_in

HELD_DAYS = 30
"""Longest that a ship is held before a passage that is shut; a planner's judgment."""
TRIES = 20
"""Departures tried for a leg that has to end by an hour; each is earlier than the one before."""

Fault = tuple[str, str]
"""Rule and reason."""


@dataclass(frozen=True)
class Sailing:
    """One leg sailed: hours under way, held and waiting included; hours from departure to each entry."""

    leg: SeaLeg
    hours: float
    entries: tuple[tuple[str, float], ...]


def size_fault(place: Seaport | Passage, ship: Ship) -> Fault | None:
    """Rule and reason why a port or passage is too small for a type of ship, or None."""
    for rule, limit, size in (
        ("draft", place.draft_m, ship.draft_m),
        ("beam", place.beam_m, ship.beam_m),
        ("length", place.loa_m, ship.loa_m),
    ):
        if limit is not None and size > limit:
            return rule, f"{ship.id} has {rule} {size:g} m, {place.id} takes {limit:g} m"
    return None


@dataclass(frozen=True)
class Sailor:
    """A type of ship under a scenario.

    Passages that share a box are locks side by side: the ship takes the first, by id, that fits and is open.
    """

    network: Network
    access: Access
    ship: Ship

    @cached_property
    def locks(self) -> Mapping[str, tuple[Passage, ...]]:
        """Passages that take the ship in the box of each passage."""
        return {
            name: tuple(row for row in rows if size_fault(row, self.ship) is None)
            for name, rows in self.network.locks.items()
        }

    def faults(self, leg: SeaLeg) -> Iterator[Fault]:
        """Why the ship does not fit through the passages of a leg."""
        for name, _ in leg.transits:
            if not self.locks[name]:
                rows = self.network.locks[name]
                yield from (fault for row in rows if (fault := size_fault(row, self.ship)))

    def fitting(self, legs: Sequence[SeaLeg]) -> tuple[SeaLeg, ...]:
        """Alternatives whose passages take the ship."""
        return tuple(leg for leg in legs if all(self.locks[name] for name, _ in leg.transits))

    def sail(self, leg: SeaLeg, start_h: float, held_days: int = HELD_DAYS) -> Sailing | str:
        """Sail a leg from hour ``start_h`` after C-day, or say which passage stays shut for too long.

        A ship that finds a passage shut, or no convoy there, is held before it until it opens, at most
        ``held_days``. A leg that is typed in hours takes these and what it is held.
        """
        hours, sailed, entries = 0.0, 0.0, []
        for name, at_nm in leg.transits:
            hours += self._steaming(leg, at_nm - sailed)
            sailed = at_nm
            found = self.enter(name, start_h + hours, held_days)
            if isinstance(found, str):
                return found
            lock, held_until = found
            hours = hours if held_until is None else held_until - start_h
            entries.append((lock.id, hours))
            if leg.hours is None:
                hours += lock.wait_h + lock.transit_h + self.access.slowed_h(lock.id, start_h + hours)
        return Sailing(leg, hours + self._steaming(leg, leg.nm - sailed), tuple(entries))

    def enter(self, name: str, hour: float, held_days: int = HELD_DAYS) -> tuple[Passage, float | None] | str:
        """Lock taken by a ship that gets to a passage at ``hour``, and until when it is held, if it is."""
        return self._enter(name, day_in(hour), held_days)

    @cached_property
    def _enter(self) -> Callable[[str, int, int], tuple[Passage, float | None] | str]:
        return cache(self._enter_on)

    def _enter_on(self, name: str, day: int, held_days: int) -> tuple[Passage, float | None] | str:
        for wait in range(held_days + 1):
            for lock in self.locks[name]:
                if self.access.at(self.access.passage(lock.id), day + wait):
                    return lock, float(HOURS_PER_DAY * (day + wait)) if wait else None
        names = [row.id for row in self.locks[name]]
        return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} shut on day {day}"

    def quickest(self, legs: Sequence[SeaLeg], start_h: float) -> Sailing | str:
        """The alternative that is there first when it leaves at ``start_h``, or why there is none."""
        return self._shortest(legs, lambda leg: self.sail(leg, start_h))

    def latest(self, legs: Sequence[SeaLeg], end_h: float) -> Sailing | str:
        """The alternative that leaves last of those that are there by ``end_h``, or why there is none.

        Nothing is held on the way but for convoys; what the ship waits at the end counts as hours under way.
        """
        return self._shortest(legs, lambda leg: self._there_by(leg, end_h))

    def _shortest(self, legs: Sequence[SeaLeg], attempt: Callable[[SeaLeg], Sailing | str]) -> Sailing | str:
        """The attempt with the fewest hours under way, or why the last one failed."""
        best: Sailing | None = None
        reason = "no way by sea"
        for leg in legs:
            if best is not None and self._steaming(leg, leg.nm) >= best.hours:
                continue
            found = attempt(leg)
            if isinstance(found, str):
                reason = found
            elif best is None or found.hours < best.hours:
                best = found
        return best if best is not None else reason

    def _there_by(self, leg: SeaLeg, end_h: float) -> Sailing | str:
        hours = self._steaming(leg, leg.nm)
        convoys = {row.passage for row in self.access.scenario.convoys}
        waits = any(lock.id in convoys for name, _ in leg.transits for lock in self.locks[name])
        for _ in range(TRIES + HELD_DAYS if waits else TRIES):
            found = self.sail(leg, end_h - hours, HELD_DAYS if waits else 0)
            if isinstance(found, str) or found.hours <= hours + 1e-9:
                return found if isinstance(found, str) else replace(found, hours=hours)
            hours = min(found.hours, hours + HOURS_PER_DAY) if waits else found.hours
        return f"{leg.start} to {leg.end} is slowed for too long"

    def _steaming(self, leg: SeaLeg, nm: float) -> float:
        """Hours for a part of a leg at the ship's speed, or in proportion to the hours typed."""
        if leg.hours is None:
            return nm / self.ship.speed_kt
        return leg.hours * (nm / leg.nm) if leg.nm else leg.hours
