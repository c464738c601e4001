"""Service network design posed to the project's own model: arcs are options of ships, nodes are staging points.

The equations are those of every plan: demand, payload, whole_ships, balance. A vehicle is a ship that carries for
all and whose launch has the arc's fixed cost as its price; there are as many as could ever be wanted. A commodity
is a unit line with no lateness: loads exist only where it can still be there in time, and what stays behind costs
more than any way. At nodes between, cargo changes over within a period and without limit. The one thing that the
model does not have is a price of a ston on a mission: the arc's variable cost is added to the cost of its loads.

Two differences from the published problem: time runs on a full grid (travel and release rounded up, deadlines
down), so a plan holds in continuous time and the bound is that of the grid; and a commodity may be split.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from benchmarks.design import Arc, Commodity, Design
from projection.movement.instance import FleetDays, Hold, Instance, Load, Move, Requirement
from projection.movement.options import Option, Payload
from projection.movement.pools import READY, DirectedLink, Pool, Way
from projection.movement.timeline import Stop
from projection.scenario.rows import Rules
from projection.scenario.weights import Weights

EQUATIONS = ("demand", "payload", "whole_ships", "balance")
CARGO = "bulk"
STAYS = 10.0
"""What stays behind costs so many times what all arcs cost for a unit in vehicles of its own."""


@dataclass(frozen=True)
class OnGrid:
    """A design on a grid of ``step`` minutes, and the instance that stands for it."""

    design: Design
    step: float

    @cached_property
    def periods(self) -> dict[Arc, float]:
        """Periods that each arc takes: rounded up, at least one."""
        return {arc: float(max(1, math.ceil(arc.minutes / self.step))) for arc in self.design.arcs}

    @cached_property
    def arcs(self) -> dict[str, Arc]:
        """Arcs by the name of their option."""
        return {f"{number:04d}:{arc.start}-{arc.end}": arc for number, arc in enumerate(self.design.arcs)}

    @cached_property
    def commodities(self) -> dict[str, Commodity]:
        """Commodities by the name of their unit line."""
        return {f"K{number:03d}": row for number, row in enumerate(self.design.commodities)}

    def window(self, row: Commodity) -> tuple[int, int]:
        """First period in which a commodity is there, and that at whose beginning it must have arrived."""
        return math.ceil(row.earliest / self.step), math.floor(row.latest / self.step)

    @cached_property
    def horizon(self) -> int:
        """Periods until all have arrived."""
        return max(self.window(row)[1] for row in self.design.commodities)

    @cached_property
    def instance(self) -> Instance:
        """The instance: everything that the equations read."""
        loads = tuple(sorted(self._loads()))
        used: dict[str, tuple[int, ...]] = {}
        for option, day in sorted({(load[1], load[3]) for load in loads}):
            used[option] = (*used.get(option, ()), day)
        moves, holds = self._between(loads)
        options = {name: self._option(name, days) for name, days in used.items()}
        return Instance(
            horizon=self.horizon,
            weights=Weights(
                priority=(1, 1, 1, 1, 1), short_days=0, sooner=0, flying_hour=0, sailing_hour=0, keur=1
            ),
            rules=Rules(),
            requirements={name: self._requirement(name, row) for name, row in self.commodities.items()},
            options=options,
            pools={name: self._pool(name) for name in options},
            fleets={name: self._fleet(name) for name in options},
            links={f"{node}{READY}": self._link(node) for node in self.design.nodes},
            out_ways=self._ways(out=True),
            in_ways=self._ways(out=False),
            launches=tuple(sorted((name, day) for name, days in used.items() for day in days)),
            loads=loads,
            moves=moves,
            holds=holds,
            shorts=tuple((name, CARGO) for name in self.commodities),
            limits={},
            day_limits={},
            run_days={},
            link_limits={},
            refused=(),
            tracks={},
            staging_limits=dict.fromkeys(self.design.nodes),
        )

    def unit_cost(self, load: Load) -> float:
        """Variable cost of one unit of a load."""
        return self.arcs[load[1]].unit_cost

    def _loads(self) -> Iterator[Load]:
        """Every commodity on every arc and period from which it can still be there in time."""
        ways = self.design.quickest(self.periods)
        for name, row in self.commodities.items():
            first, last = self.window(row)
            for option, arc in self.arcs.items():
                if arc.end == row.start or arc.start == row.end:
                    continue
                before = ways[row.start].get(arc.start, math.inf)
                after = self.periods[arc] + ways[arc.end].get(row.end, math.inf)
                if math.isfinite(before + after):
                    for day in range(first + int(before), last - int(after) + 1):
                        yield name, option, CARGO, day

    def _between(self, loads: tuple[Load, ...]) -> tuple[tuple[Move, ...], tuple[Hold, ...]]:
        """Changes and waiting at the nodes between, from the first landing to the last departure."""
        landed: dict[tuple[str, str], int] = {}
        leaves: dict[tuple[str, str], int] = {}
        for name, option, _, day in loads:
            arc, row = self.arcs[option], self.commodities[name]
            if arc.end != row.end:
                at = day + int(self.periods[arc])
                landed[name, arc.end] = min(landed.get((name, arc.end), at), at)
            if arc.start != row.start:
                leaves[name, arc.start] = max(leaves.get((name, arc.start), day), day)
        spans = {key: range(first, leaves.get(key, -1) + 1) for key, first in landed.items()}
        days = [(*key, day) for key, span in spans.items() for day in span]
        moves = sorted((name, CARGO, f"{node}{READY}", day) for name, node, day in days)
        holds = [(name, CARGO, f"{node}{READY}", day) for name, node, day in days if day < spans[name, node][-1]]
        return tuple(moves), tuple(sorted(holds))

    def _requirement(self, name: str, row: Commodity) -> Requirement:
        stays = STAYS * sum(arc.unit_cost + arc.fixed_cost for arc in self.design.arcs) / len(self.design.nodes)
        due = self.horizon - 2
        return Requirement(
            uln=name, nation="", origin=row.start, dest=row.end, ald=0, leave=0, rdd=due, ead=0, priority=1,
            weight=stays, amounts={CARGO: row.quantity}, sqft_per_ston={}, refused="",
        )  # fmt: skip

    def _option(self, name: str, days: tuple[int, ...]) -> Option:
        arc = self.arcs[name]
        room = min(arc.capacity, sum(row.quantity for row in self.design.commodities))
        stops = (Stop(arc.start, "onload", 0.0, 0.0, 0.0), Stop(arc.end, "offload", 0.0, 0.0, 0.0))
        payload = Payload(cargo=room, over=0.0, out=0.0, nat=0.0, pax=0.0)
        return Option(name, name, "vehicle", "sea", "", ("*",), stops, payload, (), (), days)

    def _pool(self, name: str) -> Pool:
        arc = self.arcs[name]
        return Pool(name, "sea", arc.start, arc.end, int(self.periods[arc]) - 1, ("*",), (name,), ())

    def _fleet(self, name: str) -> FleetDays:
        arc = self.arcs[name]
        most = math.ceil(sum(row.quantity for row in self.design.commodities) / arc.capacity)
        return FleetDays(
            name, "vehicle", "sea", (max(1, most),) * self.horizon, 24.0, None, keur_mission=arc.fixed_cost
        )

    def _link(self, node: str) -> DirectedLink:
        return DirectedLink(f"{node}{READY}", node, node, f"{node}{READY}", 0, True)

    def _ways(self, out: bool) -> Mapping[tuple[str, str, str], Way]:
        """Ways out of and into every node: a commodity's own place, or one where it changes over."""
        here, staged = Way("here", 0, ()), Way("staged", 0, ())
        return {
            (name, "cargo", node): here if node == (row.start if out else row.end) else staged
            for name, row in self.commodities.items()
            for node in self.design.nodes
        }
