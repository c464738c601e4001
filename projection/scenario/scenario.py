"""`Scenario`: the rows of a scenario folder, and what its nations permit on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from projection.network.network import Network
from projection.network.rows import Airfield, Seaport
from projection.scenario.closures import Closure, OthersShare
from projection.scenario.lift import Convoy, MemberHours, Recall
from projection.scenario.orders import Order
from projection.scenario.own import own_fleet
from projection.scenario.politics import KeptHome, Threat
from projection.scenario.presence import Station
from projection.scenario.rows import Fleet, Movement, Permission, Settings
from projection.scenario.staging import Staging
from projection.scenario.stocks import Stock
from projection.scenario.supply import Need


@dataclass(frozen=True)
class Scenario:
    """What is to move, with what, under whose permission. Sorted; never changed after reading."""

    name: str
    settings: Settings
    movements: Mapping[str, Movement]
    fleets: Mapping[str, Fleet]
    permissions: tuple[Permission, ...]
    closures: tuple[Closure, ...]
    shares: tuple[OthersShare, ...] = ()
    needs: tuple[Need, ...] = ()
    staging: Mapping[str, Staging] = field(default_factory=dict)
    orders: tuple[Order, ...] = ()
    stations: Mapping[str, Station] = field(default_factory=dict)
    recalls: tuple[Recall, ...] = ()
    members: tuple[MemberHours, ...] = ()
    convoys: tuple[Convoy, ...] = ()
    threats: tuple[Threat, ...] = ()
    europe: tuple[KeptHome, ...] = ()
    stocks: Mapping[str, Stock] = field(default_factory=dict)

    def starts(self, row: Movement) -> tuple[str, ...]:
        """Places from which a movement may be loaded: its origin, if it has one, and those of its stocks."""
        held = sorted({self.stocks[name].node for name in row.stock if name in self.stocks} - {row.origin})
        return (row.origin, *held) if row.origin else tuple(held)

    def start_of(self, network: Network, row: Movement, port: str) -> str | None:
        """The place of `starts` to which a port belongs: itself, else the nearest by hours over land."""
        found = [(0.0, place, node) for place, node in enumerate(self.starts(row)) if node == port]
        for link in network.land_links.values():
            for place, node in enumerate(self.starts(row)):
                if {link.from_node, link.to_node} == {node, port}:
                    found.append((link.hours, place, node))
        return min(found)[2] if found else None

    @cached_property
    def every_fleet(self) -> Mapping[str, Fleet]:
        """The fleets, and those of the ULNs that move themselves (`OwnFleet`), by id, sorted."""
        own = (own_fleet(row) for row in self.movements.values() if row.moves_as is not None)
        return dict(sorted({**self.fleets, **{fleet.id: fleet for fleet in own}}.items()))

    @cached_property
    def wanted_stations(self) -> Mapping[str, Station]:
        """Stations whose posture is on."""
        postures = self.settings.postures
        return {name: row for name, row in self.stations.items() if postures.has(row.role)}

    @cached_property
    def member_hours(self) -> Mapping[str, Mapping[str, float]]:
        """Hours of each member by nation, of fleets whose members have hours of their own."""
        found: dict[str, dict[str, float]] = {}
        for row in self.members:
            found.setdefault(row.fleet, {})[row.nation] = row.quota_h
        return found

    def closed(self, kind: str, name: str, day: int, default: bool = False) -> bool:
        """Whether a passage, a nation's airspace or a node is shut on ``day``; a no beats an open."""
        statuses = {row.status for row in self.closures if row.kind == kind and row.id == name and _on(row, day)}
        if "closed" in statuses:
            return True
        return default and "open" not in statuses

    def convoys_on(self, passage: str, day: int) -> tuple[Convoy, ...] | None:
        """Convoys that enter a passage on ``day``; None when ships pass it as they come."""
        rows = [row for row in self.convoys if row.passage == passage]
        return tuple(row for row in rows if row.sails(day)) if rows else None

    def slowed_h(self, passage: str, day: int) -> float:
        """Hours added to a passage on ``day``."""
        rows = (row for row in self.closures if row.kind == "passage" and row.id == passage and _on(row, day))
        return sum(row.slow_h for row in rows if row.status == "slowed")

    def taken(self, place: Airfield | Seaport, day: int) -> float:
        """Share of a place that others take on ``day``."""
        rows = (row.taken for row in self.shares if row.place == place.id and _on(row, day))
        return next(rows, place.taken)

    def stands(self, fleet: Fleet, day: int) -> Fleet:
        """The fleet with the count and share held back that are in force on ``day``."""
        rows = (row for row in self.recalls if row.of(fleet.id, fleet.nation) and _on(row, day))
        row = next(rows, None)
        if row is None:
            return fleet
        changed = {"count": row.count, "held_back": row.held_back}
        return fleet.model_copy(update={name: value for name, value in changed.items() if value is not None})

    def ready(self, fleet: Fleet) -> int:
        """First day on which a fleet may be used: activation counts from its nation's yes and ``ready``."""
        if not fleet.activation_days:
            return fleet.ready
        horizon = self.settings.horizon_days
        roles = sorted({row.role for row in self.movements.values()})
        days = range(horizon)
        said = (day for day in days if any(self.says(fleet.nation, "lift", day, role=role) for role in roles))
        return max(fleet.ready, next(said, horizon)) + fleet.activation_days

    def says(
        self,
        nation: str,
        thing: str,
        day: int,
        flag: str = "*",
        place: str | None = None,
        role: str = "*",
        where: str | None = None,
    ) -> bool | None:
        """What ``nation`` says on ``day`` about ``thing`` to ``flag`` at ``place``; None when no row is in force.

        Asked for a ``role`` and about what goes to places of the nation ``where``. The most specific row counts:
        one that names the place, then the flag, then the role, then none of them. Between equals a no beats a
        yes; a yes that bars ``where`` is a no.
        """
        rows = self._most_specific(nation, thing, day, flag, place, role)
        return all(row.answer == "yes" and where not in row.bars for row in rows) if rows else None

    def bars(self, nation: str, thing: str, day: int, role: str, where: str) -> bool:
        """Whether the yes of ``nation`` that is in force on ``day`` does not reach places of ``where``."""
        return any(where in row.bars for row in self._most_specific(nation, thing, day, "*", None, role))

    def _most_specific(
        self, nation: str, thing: str, day: int, flag: str, place: str | None, role: str
    ) -> list[Permission]:
        best: tuple[bool, bool, bool] = (False, False, False)
        found: list[Permission] = []
        for row in self._asked.get((nation, thing), ()):
            if not self._in_force(row, day):
                continue
            if (row.place is not None and row.place != place) or not ({flag, "*"} & set(row.to)):
                continue
            if not {role, "*"} & set(row.roles):
                continue
            rank = (row.place is not None, flag in row.to and flag != "*", role in row.roles and role != "*")
            if not found or rank > best:
                best, found = rank, []
            if rank == best:
                found.append(row)
        return found

    @cached_property
    def _asked(self) -> Mapping[tuple[str, str], tuple[Permission, ...]]:
        """Permission rows by nation and thing."""
        rows: dict[tuple[str, str], tuple[Permission, ...]] = {}
        for row in self.permissions:
            rows[row.nation, row.thing] = (*rows.get((row.nation, row.thing), ()), row)
        return rows

    def _in_force(self, row: Permission, day: int) -> bool:
        """Whether a row counts on ``day``; a yes counts once it is decided, and after its delay."""
        decided = self.settings.politics.decision_days
        waits = row.answer == "yes" and (decided or row.delay_days)
        if waits and day < max(row.from_day or 0, decided) + row.delay_days:
            return False
        return _on(row, day)

    def at_once(self) -> "Scenario":
        """The same scenario if every nation decided at once."""
        politics = self.settings.politics.model_copy(update={"decision_days": 0})
        rows = tuple(row.model_copy(update={"delay_days": 0}) for row in self.permissions)
        return replace(self, settings=self.settings.model_copy(update={"politics": politics}), permissions=rows)

    def may_base(self, network: Network, node: str, flag: str, day: int, role: str = "*") -> bool:
        """Whether lift under ``flag`` may use ``node`` on ``day``; a nation's own places are its own."""
        owner = network.places[node].nation
        if self.closed("node", node, day):
            return False
        return owner == flag or bool(self.says(owner, "bases", day, flag, node, role))

    def may_pass(self, network: Network, node: str, nation: str, day: int, role: str = "*") -> bool:
        """Whether cargo of the forces of ``nation`` may pass ``node`` on ``day``: yes when nobody says no."""
        owner = network.places[node].nation
        return owner == nation or self.says(owner, "transit", day, nation, node, role) is not False

    def may_overfly(self, network: Network, nation: str, flag: str, day: int) -> bool:
        """Whether lift under ``flag`` may cross the airspace of ``nation`` on ``day``.

        A closure in force shuts it; then permission rows decide; then the network's default.
        """
        if nation == flag:
            return True
        if self.closed("airspace", nation, day):
            return False
        answer = self.says(nation, "overflight", day, flag)
        if answer is not None:
            return answer
        row = network.nations.get(nation)
        return row is None or not self.closed("airspace", nation, day, default=row.airspace == "closed")


def _on(row: Permission | Closure | OthersShare | Recall, day: int) -> bool:
    return (row.from_day is None or day >= row.from_day) and (row.to_day is None or day <= row.to_day)
