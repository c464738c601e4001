"""Why a ULN is late or short: the chain of what it waited for, from its origin to its destination."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from projection.explore.launches import launch_of
from projection.explore.limits import Limit
from projection.explore.room import Cause, Room
from projection.movement.instance import GROUP, Instance, Requirement
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Arrival, Manifest, Onward, Shortfall, UnitClosing, Utilisation

FULL = 0.999
Kind = Literal["available", "consent", "unit", "link", "lift", "under way", "onward", "none"]


@dataclass(frozen=True)
class Wait:
    """One link of a chain, from day ``first`` to day ``last``.

    ``kind``: available = its cargo is ready only then; consent = its nation lets it go; unit = it comes after or
    meets ``what``; link = at ``place`` for land link ``what``; lift = at ``place`` for a mission;
    under way = on mission ``what``; onward = by land; none = nothing could carry it, ``what`` says why.
    ``causes`` of a wait for lift; of ``looked`` launches that were sooner nothing stood against ``free``. Of a
    wait for a link these are days, and those on which it was not full.
    """

    kind: Kind
    place: str
    first: int
    last: int
    what: str = ""
    causes: tuple[Cause, ...] = ()
    looked: int = 0
    free: int = 0


@dataclass(frozen=True)
class Chain:
    """What a late or short ULN waited for; of what arrives, the last of it."""

    uln: str
    status: str
    priority: int
    rdd: int
    closure_day: int | None
    waits: tuple[Wait, ...]


def chains(plan: Plan, instance: Instance) -> tuple[Chain, ...]:
    """Chains of all ULNs that are late, short or refused, by priority; raises `NotOfThisPlanError`."""
    look = _Look(plan, instance)
    rows = [row for row in rows_of(Shortfall, plan.tables["shortfalls"]) if row.status in _TOLD]
    rows.sort(key=lambda row: (row.priority, -row.late_ston_days, row.uln))
    return tuple(look.chain(row) for row in rows)


_TOLD = ("late", "short", "refused")


class _Look:
    """A plan's tables by ULN."""

    def __init__(self, plan: Plan, instance: Instance) -> None:
        self.instance = instance
        self.room = Room(plan, instance, launch_of(plan, instance))
        self.manifests = rows_of(Manifest, plan.tables["manifests"])
        self.onward = rows_of(Onward, plan.tables["onward"])
        self.arrivals = rows_of(Arrival, plan.tables["arrivals"])
        self.whole = {row.unit: row.whole_day for row in rows_of(UnitClosing, plan.tables["units"])}
        self.refused = {
            str(what): str(reason)
            for what, reason in zip(
                plan.tables["refused_options"]["what"], plan.tables["refused_options"]["reason"], strict=True
            )
        }
        self.full = {
            (Limit(row.rule, row.place), row.day)
            for row in rows_of(Utilisation, plan.tables["utilisation"])
            if row.used >= FULL * row.limit
        }

    def chain(self, row: Shortfall) -> Chain:
        """The chain of one ULN."""
        need = self.instance.requirements[row.uln]
        waits = [*self._start(need), *self._units(need)]
        if not self.room.loads.get(row.uln):
            last = self.instance.horizon - 1
            waits.append(Wait("none", need.origin, 0, last, self.refused.get(row.uln, row.why)))
        elif row.closure_day is None:
            waits.append(self._never(need))
        else:
            waits += self._last(need, row.closure_day)
        return Chain(row.uln, row.status, row.priority, row.rdd, row.closure_day, tuple(waits))

    def _start(self, need: Requirement) -> Iterator[Wait]:
        if need.ald > need.rdd:
            yield Wait("available", need.origin, need.rdd, need.ald)
        if need.leave is not None and need.leave > max(need.ald, 0):
            yield Wait("consent", need.nation, need.ald, need.leave)

    def _units(self, need: Requirement) -> Iterator[Wait]:
        for name in (*need.after, *([need.meets] if need.meets else [])):
            day = self.whole.get(name)
            last = self.instance.horizon - 1 if day is None else day
            yield Wait("unit", need.dest, need.leave or 0, last, name)

    def _never(self, need: Requirement) -> Wait:
        """What stood in the way of all launches on which any of it could still have gone."""
        last = self.instance.horizon
        first = min(
            (need.leave or 0) + way.days for key, way in self.instance.out_ways.items() if key[0] == need.uln
        )
        causes, looked, free = self.room.causes(need.uln, need.amounts, first, last, last)
        return Wait("lift", need.origin, first, last - 1, "", causes, looked, free)

    def _last(self, need: Requirement, closed: int) -> list[Wait]:
        """The way of the last of it, from back to front."""
        ends = [row for row in self.arrivals if (row.uln, row.role, row.day) == (need.uln, "dest", closed)]
        group = ends[-1].cargo
        own = [row for row in self.manifests if row.uln == need.uln and GROUP[row.cargo] == group]
        moved = [
            row for row in self.onward if row.uln == need.uln and (GROUP.get(row.cargo) or row.cargo) == group
        ]
        waits: list[Wait] = []
        place, before = need.dest, closed
        hop = self._hop([row for row in moved if row.reach_day == closed], place, before)
        if hop is not None:
            waits.append(Wait("onward", hop.from_node, hop.leave_day, hop.reach_day, hop.link))
            place, before = hop.from_node, hop.leave_day - 1
        while True:
            legs = [row for row in own if row.pod == place and row.landed_day <= before]
            if not legs:
                return waits[::-1]
            leg = max(legs, key=lambda row: (row.landed_day, row.loaded_day, row.mission))
            if hop is not None and leg.landed_day + 1 < hop.leave_day:
                waits.append(self._for_link(place, leg.landed_day + 1, hop))
            waits.append(Wait("under way", f"{leg.poe} - {leg.pod}", leg.loaded_day, leg.landed_day, leg.mission))
            own = [row for row in own if row.landed_day < leg.loaded_day]
            hop = self._hop([row for row in moved if row.from_node != row.to_node], leg.poe, leg.loaded_day - 1)
            ready = self._ready(need, group, leg, hop)
            if ready < leg.loaded_day:
                waits.append(self._for_lift(need, leg, leg.poe, ready, leg.loaded_day, ready))
            if hop is None:
                place, before = leg.poe, leg.loaded_day - 1
                continue
            waits.append(Wait("onward", hop.from_node, hop.leave_day, hop.reach_day, hop.link))
            place, before = hop.from_node, hop.leave_day - 1
            if hop.leave_day > (need.leave or 0) and place == need.origin:
                waits.append(self._at_origin(need, leg, hop))

    def _at_origin(self, need: Requirement, leg: Manifest, hop: Onward) -> Wait:
        """A wait at the origin: for the link where it is full throughout, else for the mission that comes late."""
        first = need.leave or 0
        wait = self._for_link(need.origin, first, hop)
        if not wait.free:
            return wait
        return self._for_lift(
            need, leg, need.origin, first, hop.leave_day, first + hop.reach_day - hop.leave_day + 1
        )

    def _for_lift(self, need: Requirement, leg: Manifest, place: str, first: int, last: int, ready: int) -> Wait:
        """A wait at a place for what takes it at the POE, where it could have been loaded from day ``ready``."""
        classes = [k for k in need.amounts if GROUP[k] == GROUP[leg.cargo]]
        found = self.room.causes(need.uln, classes, ready, leg.loaded_day, leg.landed_day, leg.mission)
        return Wait("lift", place, first, last, "", *found)

    def _for_link(self, place: str, first: int, hop: Onward) -> Wait:
        """A wait for a move over land, with the days on which its link had room."""
        rule = "staging" if hop.link in self.instance.staging_limits else "land"
        limit = Limit("land_pax" if (rule, hop.cargo) == ("land", "pax") else rule, hop.link)
        room = sum((limit, day) not in self.full for day in range(first, hop.leave_day))
        return Wait("link", place, first, hop.leave_day, hop.link, (), hop.leave_day - first, room)

    @staticmethod
    def _hop(moved: Sequence[Onward], to: str, by: int) -> Onward | None:
        """The last move to a place by a day."""
        rows = [row for row in moved if row.to_node == to and row.reach_day <= by]
        return max(rows, key=lambda row: (row.reach_day, row.leave_day, row.link), default=None)

    def _ready(self, need: Requirement, group: str, leg: Manifest, hop: Onward | None) -> int:
        """First day on which what a mission takes could have been loaded."""
        if hop is not None:
            return hop.reach_day + 1
        way = self.instance.out_ways.get((need.uln, group, leg.poe))
        if way is not None and way.kind != "staged":
            return (need.leave or 0) + way.days
        landed = [row.landed_day for row in self.manifests if row.uln == need.uln and row.pod == leg.poe]
        return min((day + 1 for day in landed if day < leg.loaded_day), default=need.leave or 0)
