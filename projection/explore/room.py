"""What stands in the way of one more launch on a day, and who has what it would need."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from projection.explore.limits import Limit
from projection.movement.instance import Instance, Load
from projection.movement.options import Option
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Manifest, Utilisation
from projection.plan.use import limit_on

SMALL = 1e-6
NAMED = 3
"""Causes of a wait, and ULNs that had what was wanted, that are named."""

Use = tuple[Limit, int]
"""A limit on a day."""


@dataclass(frozen=True)
class Cause:
    """A limit that stood in the way of ``share`` of the launches that would have been sooner.

    ``had`` who used it on those days: ULNs with their stons and people, the most first.
    """

    limit: Limit
    share: float
    had: tuple[tuple[str, float], ...]


class Room:
    """What the missions of a plan leave of each limit."""

    def __init__(self, plan: Plan, instance: Instance, flown: Mapping[str, tuple[Option, int]]) -> None:
        self.instance = instance
        self.flown = flown
        self.used: dict[Use, float] = {}
        for row in rows_of(Utilisation, plan.tables["utilisation"]):
            self.used[Limit(row.rule, row.place), row.day] = row.used
        self.users: dict[Use, list[str]] = {}
        for mission, (option, day) in flown.items():
            for use in self._uses(option, day):
                self.users.setdefault(use, []).append(mission)
        self.aboard: dict[str, list[tuple[str, float]]] = {}
        for load in rows_of(Manifest, plan.tables["manifests"]):
            self.aboard.setdefault(load.mission, []).append((load.uln, load.stons + load.pax))
        self.loads: dict[str, list[Load]] = {}
        for key in instance.loads:
            self.loads.setdefault(key[0], []).append(key)

    def causes(
        self, uln: str, classes: Iterable[str], ready: int, loaded: int, landed: int, own: str = ""
    ) -> tuple[tuple[Cause, ...], int, int]:
        """Limits in the way of loading from ``ready`` and before ``loaded``, to land before ``landed``.

        ``own`` is the mission that carries it, whose use does not count. Also how many launches were looked at,
        and how many of these nothing stood against.
        """
        mine = self._uses(*self.flown[own]) if own in self.flown else {}
        blocked: dict[Limit, int] = {}
        days: dict[Limit, set[int]] = {}
        looked = free = 0
        for option, day in self._sooner(uln, set(classes), ready, loaded, landed):
            looked += 1
            stops = [use for use, amount in self._uses(option, day).items() if self._full(use, amount, mine)]
            free += not stops
            for limit in sorted({limit for limit, _ in stops}):
                blocked[limit] = blocked.get(limit, 0) + 1
            for limit, when in stops:
                days.setdefault(limit, set()).add(when)
        ranked = sorted(blocked, key=lambda limit: (-blocked[limit], limit))[:NAMED]
        return tuple(Cause(row, blocked[row] / looked, self._had(row, days[row])) for row in ranked), looked, free

    def _sooner(
        self, uln: str, classes: set[str], ready: int, loaded: int, landed: int
    ) -> Iterator[tuple[Option, int]]:
        """Launches on which a ULN could be loaded in time to land sooner, each once."""
        seen = set()
        for _, name, cargo, day in self.loads.get(uln, ()):
            pool = self.instance.pools[name]
            early = ready <= day + pool.start < loaded and day + pool.landed < landed
            for option in pool.options if early and cargo in classes else ():
                if (option, day) not in seen and day in self.instance.options[option].launches:
                    seen.add((option, day))
                    yield self.instance.options[option], day

    def _full(self, use: Use, amount: float, mine: Mapping[Use, float]) -> bool:
        limit, day = use
        most = limit_on(self.instance, limit.rule, limit.place, day)
        return self.used.get(use, 0.0) - mine.get(use, 0.0) + amount > most + SMALL

    def _had(self, limit: Limit, days: set[int]) -> tuple[tuple[str, float], ...]:
        total: dict[str, float] = {}
        for mission in sorted({mission for day in days for mission in self.users.get((limit, day), ())}):
            for uln, amount in self.aboard.get(mission, ()):
                total[uln] = total.get(uln, 0.0) + amount
        return tuple(sorted(total.items(), key=lambda item: (-item[1], item[0]))[:NAMED])

    def _uses(self, option: Option, day: int) -> dict[Use, float]:
        """What one launch uses of fleets and places, by day."""
        instance, found = self.instance, dict[Use, float]()
        window = min(instance.rules.use_window, instance.horizon)

        def add(rule: str, place: str, when: int, amount: float) -> None:
            if 0 <= when < instance.horizon:
                use = (Limit(rule, place), when)
                found[use] = found.get(use, 0.0) + amount

        for count, part in option.missions:
            for when in range(day + part.leaves, min(day + part.back + 1, instance.horizon)):
                add("tails", part.fleet, when, count)
            for offset, hours in part.flown if part.mode == "air" else ():
                for end in range(max(day + offset, window - 1), min(day + offset + window, instance.horizon)):
                    add("flying_hours", part.fleet, end, count * hours)
            if instance.fleets[part.fleet].quota_h is not None:
                add("quota", part.fleet, instance.horizon - 1, count * part.hours)
        if option.member:
            hours = option.size * option.hours
            add("member_hours", f"{option.fleet} {option.member}", instance.horizon - 1, hours)
        for use in option.uses:
            if day + use.offset < instance.horizon:
                add(use.rule, use.place, instance.row_day(use.rule, use.place, day + use.offset), use.amount)
        return found
