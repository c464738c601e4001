"""`Scenario`: the rows of a scenario folder, and what its nations permit on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from projection.network.network import Network
from projection.network.rows import Airfield, Seaport
from projection.scenario.orders import Order
from projection.scenario.rows import (
    Closure,
    Fleet,
    Movement,
    OthersShare,
    Permission,
    Settings,
    own_fleet,
)


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
    orders: tuple[Order, ...] = ()

    @cached_property
    def every_fleet(self) -> Mapping[str, Fleet]:
        """The fleets, and those of the ULNs that move themselves (`OwnFleet`), by id, sorted."""
        own = (own_fleet(row) for row in self.movements.values() if row.moves_as is not None)
        return dict(sorted({**self.fleets, **{fleet.id: fleet for fleet in own}}.items()))

    def closed(self, kind: str, name: str, day: int, default: bool = False) -> bool:
        """Whether a passage, a nation's airspace or a node is shut on ``day``; a no beats an open."""
        statuses = {row.status for row in self.closures if row.kind == kind and row.id == name and _on(row, day)}
        if "closed" in statuses:
            return True
        return default and "open" not in statuses

    def slowed_h(self, passage: str, day: int) -> float:
        """Hours added to a passage on ``day``."""
        rows = (row for row in self.closures if row.kind == "passage" and row.id == passage and _on(row, day))
        return sum(row.slow_h for row in rows if row.status == "slowed")

    def taken(self, place: Airfield | Seaport, day: int) -> float:
        """Share of a place that others take on ``day``."""
        rows = (row.taken for row in self.shares if row.place == place.id and _on(row, day))
        return next(rows, place.taken)

    def says(self, nation: str, thing: str, day: int, flag: str = "*", place: str | None = None) -> bool | None:
        """What ``nation`` says on ``day`` about ``thing`` to ``flag`` at ``place``; None when no row is in force.

        The most specific row counts: one that names the place, then one that names the flag, then ``*``.
        Between equals a no beats a yes.
        """
        best: tuple[int, bool] | None = None
        for row in self.permissions:
            if row.nation != nation or row.thing != thing or not _on(row, day):
                continue
            if (row.place is not None and row.place != place) or not ({flag, "*"} & set(row.to)):
                continue
            rank = (2 if row.place is not None else 0) + (1 if flag in row.to and flag != "*" else 0)
            answer = row.answer == "yes"
            if best is None or rank > best[0] or (rank == best[0] and not answer):
                best = (rank, answer)
        return None if best is None else best[1]

    def may_base(self, network: Network, node: str, flag: str, day: int) -> bool:
        """Whether lift under ``flag`` may use ``node`` on ``day``; a nation's own places are its own."""
        owner = network.places[node].nation
        if self.closed("node", node, day):
            return False
        return owner == flag or bool(self.says(owner, "bases", day, flag, node))

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


def _on(row: Permission | Closure | OthersShare, day: int) -> bool:
    return (row.from_day is None or day >= row.from_day) and (row.to_day is None or day <= row.to_day)
