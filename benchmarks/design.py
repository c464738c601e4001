"""Service network design in continuous time: the published text format, read and written.

Sections NODES, ARCS and COMMODITIES, each with its count after a comma; cells apart by commas; a heading is passed
over. Arcs: index, from, to, variable cost a unit, fixed cost a vehicle, capacity of a vehicle (-1 for none),
travel time. Commodities: index, from, to, quantity, earliest, latest. Further cells and lines after them (horizon,
known solutions) are not used. Boland, Hewitt, Marshall and Savelsbergh 2017, Operations Research 65(5).
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from projection.errors import Finding, InputError

SECTIONS = ("NODES", "ARCS", "COMMODITIES")
ENDS = ("horizon", "cost")
FORMAT = {"NODES": 1, "ARCS": 7, "COMMODITIES": 6}
"""Least cells of a line."""


@dataclass(frozen=True)
class Arc:
    """A way between two nodes that any number of vehicles may run at any time; times in minutes."""

    start: str
    end: str
    unit_cost: float
    fixed_cost: float
    capacity: float
    minutes: float


@dataclass(frozen=True)
class Commodity:
    """What has to get from one node to another: not before ``earliest``, not after ``latest``, in minutes."""

    start: str
    end: str
    quantity: float
    earliest: float
    latest: float


@dataclass(frozen=True)
class Design:
    """A service network design problem: vehicles and paths at least cost."""

    nodes: tuple[str, ...]
    arcs: tuple[Arc, ...]
    commodities: tuple[Commodity, ...]

    def quickest(self, minutes: Mapping[Arc, float]) -> dict[str, dict[str, float]]:
        """Least time from each node to each that can be reached, when arcs take ``minutes``."""
        leaving: dict[str, list[Arc]] = {node: [] for node in self.nodes}
        for arc in self.arcs:
            leaving[arc.start].append(arc)
        return {node: _from(node, leaving, minutes) for node in self.nodes}


def _from(node: str, leaving: Mapping[str, Sequence[Arc]], minutes: Mapping[Arc, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    heap = [(0.0, node)]
    while heap:
        at, here = heapq.heappop(heap)
        if here not in found:
            found[here] = at
            for arc in leaving[here]:
                heapq.heappush(heap, (at + minutes[arc], arc.end))
    return found


def read(text: str, name: str = "design") -> Design:
    """Read a problem; raises `InputError` with every fault of the text, by line."""
    faults: list[Finding] = []
    cells: dict[str, list[tuple[int, list[str]]]] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        words = [word.strip() for word in line.split(",")]
        if words[0].upper() in SECTIONS:
            section = words[0].upper()
            cells[section] = []
        elif words[0].split("=")[0].lower() in ENDS:
            break
        elif section and line.strip() and words[0].lower() != "index":
            cells[section].append((number, words))
    faults += [Finding(name, f"has no section {part}", "add it") for part in SECTIONS if part not in cells]
    nodes = tuple(words[0] for _, words in cells.get("NODES", ()))
    rows = {part: _rows(name, part, cells.get(part, ()), nodes, faults) for part in SECTIONS[1:]}
    if faults:
        raise InputError(faults)
    arcs = tuple(
        Arc(start, end, unit, fixed, float("inf") if room < 0 else room, minutes)
        for start, end, (unit, fixed, room, minutes) in rows["ARCS"]
    )
    commodities = tuple(Commodity(start, end, *numbers) for start, end, numbers in rows["COMMODITIES"])
    return Design(nodes, arcs, commodities)


def _rows(
    name: str, section: str, lines: Sequence[tuple[int, list[str]]], nodes: Sequence[str], faults: list[Finding]
) -> list[tuple[str, str, list[float]]]:
    """Lines of a section as two nodes and numbers; faults are added to ``faults``."""
    found: list[tuple[str, str, list[float]]] = []
    for number, words in lines:
        where = f"{name}:{number}"
        if len(words) < FORMAT[section]:
            faults.append(Finding(where, f"has {len(words)} cells, {section} have {FORMAT[section]}"))
            continue
        unknown = [word for word in words[1:3] if word not in nodes]
        if unknown:
            faults.append(Finding(where, f"{' and '.join(unknown)} is no node", "name one of NODES"))
            continue
        try:
            found.append((words[1], words[2], [float(word) for word in words[3 : FORMAT[section]]]))
        except ValueError as error:
            faults.append(Finding(where, f"has what is no number: {error}"))
    return found


def write(design: Design) -> str:
    """The text of a problem in the same format."""
    lines = [f"NODES,{len(design.nodes)}", *(f"{node},{node},-,-" for node in design.nodes)]
    lines.append(f"ARCS,{len(design.arcs)}")
    for number, arc in enumerate(design.arcs):
        costs = f"{arc.unit_cost:g},{arc.fixed_cost:g},{arc.capacity:g},{arc.minutes:g}"
        lines.append(f"{number},{arc.start},{arc.end},{costs}")
    lines.append(f"COMMODITIES,{len(design.commodities)}")
    for number, row in enumerate(design.commodities):
        lines.append(f"{number},{row.start},{row.end},{row.quantity:g},{row.earliest:g},{row.latest:g}")
    return "\n".join(lines) + "\n"
