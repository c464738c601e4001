"""Both folders of a case side by side, as the cross-table checks see them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from pydantic import BaseModel

from projection.errors import Finding
from projection.network.network import Network
from projection.network.rows import Aircraft, Airfield, Nation, Passage, Seaport, Ship, Site
from projection.read.folders import Folder, network_of
from projection.read.settings import SettingsRead
from projection.read.tables import Located, Table
from projection.read.words import Fault, nearest
from projection.scenario.rows import Movement, Permission
from projection.scenario.stocks import Stock

R = TypeVar("R", bound=BaseModel)
Kind = Literal["nation", "node", "passage", "lift type", "aircraft type"]

KINDS: Mapping[Kind, tuple[type[BaseModel], ...]] = {
    "nation": (Nation,),
    "node": (Airfield, Seaport, Site),
    "passage": (Passage,),
    "lift type": (Aircraft, Ship),
    "aircraft type": (Aircraft,),
}


@dataclass(frozen=True)
class Case:
    """The tables of a scenario and of its network, faults and all.

    ``network`` holds the rows without fault. A check that concludes from what is not there asks ``sound``
    first, so that one refused line is told once and not again in every row that names it.
    """

    scenario_folder: Folder
    network_folder: Folder
    settings: SettingsRead

    @cached_property
    def network(self) -> Network:
        """Rows of the network without fault."""
        return network_of(self.network_folder)

    @property
    def horizon(self) -> int | None:
        """Days planned; None when the settings were refused."""
        return self.settings.settings.horizon_days if self.settings.settings else None

    @cached_property
    def tables(self) -> Mapping[type[BaseModel], Table[BaseModel]]:
        """Every table of both folders by row type."""
        return {**self.network_folder.tables, **self.scenario_folder.tables}

    def rows(self, row_type: type[R]) -> tuple[Located[R], ...]:
        """Rows of a table without fault, with their lines."""
        folder = self.network_folder if row_type in self.network_folder.tables else self.scenario_folder
        return folder.rows(row_type)

    def sound(self, *row_types: type[BaseModel]) -> bool:
        """Whether no line of these tables was refused."""
        return all(self.tables[row_type].sound for row_type in row_types)

    def stranger(self, kind: Kind, name: str) -> Fault | None:
        """What is wrong with a name that the network does not have; None when it has it, or cannot be asked.

        A name on a refused line counts as known.
        """
        known = self._names[kind]
        if known is None or name in known:
            return None
        near = nearest(name, known)
        file = " or ".join(self.tables[row_type].file for row_type in KINDS[kind])
        return f"{name} is no {kind} of the network", f"did you mean {near}?" if near else f"add it to {file}"

    @cached_property
    def _names(self) -> Mapping[Kind, frozenset[str] | None]:
        names: dict[Kind, frozenset[str] | None] = {}
        for kind, row_types in KINDS.items():
            tables = [self.tables[row_type] for row_type in row_types]
            found = frozenset(name for table in tables for _, name in table.column("id"))
            names[kind] = found if all(table.whole for table in tables) else None
        return names

    @cached_property
    def said(self) -> frozenset[tuple[str, str]]:
        """Nation and thing of every permission line, refused ones included."""
        lines = self.tables[Permission].cells
        return frozenset((cells.get("nation", ""), cells.get("thing", "")) for _, cells in lines)

    @cached_property
    def links(self) -> Mapping[str, Mapping[str, bool]]:
        """Nodes that a land link joins to each node; true when one of the links is heavy."""
        links: dict[str, dict[str, bool]] = {}
        for link in self.network.land_links.values():
            for start, end in ((link.from_node, link.to_node), (link.to_node, link.from_node)):
                ends = links.setdefault(start, {})
                ends[end] = ends.get(end, False) or link.heavy
        return links

    def starts(self, row: Movement) -> tuple[str, ...]:
        """Places from which a movement may be loaded: its origin and those of its stocks."""
        nodes = (row.origin, *(self._held[name] for name in row.stock if name in self._held))
        return tuple(dict.fromkeys(filter(None, nodes)))

    @cached_property
    def _held(self) -> Mapping[str, str]:
        """Node of each stock."""
        return {found.row.id: found.row.node for found in self.rows(Stock)}

    def ports(self, node: str, named: tuple[str, ...]) -> tuple[str, ...]:
        """Airfields and ports that serve a node: those named, else itself and those linked to it; sorted."""
        if (node, named) not in self._ports:
            candidates = named or (node, *self.links.get(node, {}))
            self._ports[node, named] = tuple(sorted(port for port in candidates if self.modes(port)))
        return self._ports[node, named]

    @cached_property
    def _ports(self) -> dict[tuple[str, tuple[str, ...]], tuple[str, ...]]:
        """Answers of `ports` so far: many movements ask the same."""
        return {}

    def modes(self, node: str) -> frozenset[str]:
        """``air`` for an airfield, ``sea`` for a port, nothing for a site."""
        air = {"air"} if node in self.network.airfields else set()
        return frozenset(air | ({"sea"} if node in self.network.seaports else set()))


Check = Callable[[Case], Iterator[Finding]]
