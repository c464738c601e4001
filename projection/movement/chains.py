"""Air chains: which en-route stops to take between two airfields, by range against payload."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from projection.movement.factors import payload_at, range_at
from projection.movement.timeline import flight_h, flown_nm
from projection.network.network import Network
from projection.network.rows import Aircraft
from projection.route.types import AirLeg, Pair
from projection.scenario.rows import Rules

LEVELS = (1.0, 0.8, 0.6, 0.4)
"""Shares of the planning payload for which the shortest chain is sought; the ferry range when there is none."""
KEEP = 3
"""Chains kept for each fleet, POE and POD."""


@dataclass(frozen=True)
class AirGraph:
    """Legal legs among the fields that one fleet may use, as matrices over ``fields`` (nm flown, hours)."""

    fields: tuple[str, ...]
    nm: npt.NDArray[np.float64]
    hours: npt.NDArray[np.float64]
    legs: Mapping[Pair, AirLeg]
    found: dict[tuple[str, float, frozenset[str]], npt.NDArray[np.int32]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def chain(self, start: str, end: str, reach_nm: float, stops: Collection[str]) -> tuple[AirLeg, ...]:
        """Quickest chain with every leg within ``reach_nm`` and stops among ``stops``; () when there is none."""
        if start not in self.place or end not in self.place:
            return ()
        before = self._search(start, reach_nm, frozenset(stops))
        path = [self.place[end]]
        while path[-1] != self.place[start]:
            step = int(before[path[-1]])
            if step < 0:
                return ()
            path.append(step)
        order = [self.fields[i] for i in reversed(path)]
        return tuple(self.legs[pair] for pair in pairwise(order))

    def _search(self, start: str, reach_nm: float, stops: frozenset[str]) -> npt.NDArray[np.int32]:
        """Field before each one on the quickest chain from ``start``, on by ``stops`` only; found once."""
        key = (start, reach_nm, stops)
        if key not in self.found:
            leaves = np.array([name in stops or name == start for name in self.fields])
            cost = np.where((self.nm <= reach_nm) & leaves[:, None], self.hours, 0.0)
            _, before = dijkstra(csr_array(cost), indices=self.place[start], return_predecessors=True)
            self.found[key] = before
        return self.found[key]

    @cached_property
    def place(self) -> dict[str, int]:
        """Place of each field in the matrices."""
        return {name: i for i, name in enumerate(self.fields)}


def air_graph(
    network: Network, legs: Mapping[Pair, AirLeg], fields: Sequence[str], aircraft: Aircraft, rules: Rules
) -> AirGraph:
    """Matrices of the legs among ``fields`` that the type can use (runway length and surface)."""
    usable = tuple(name for name in fields if runway_fault(network, name, aircraft) is None)
    place = {name: i for i, name in enumerate(usable)}
    nm = np.full((len(usable), len(usable)), np.inf)
    hours = np.zeros_like(nm)
    for (start, end), leg in legs.items():
        if start in place and end in place:
            i, j = place[start], place[end]
            nm[i, j] = flown_nm(leg, rules)
            hours[i, j] = flight_h(leg, aircraft, rules) + aircraft.enroute_h
    return AirGraph(usable, nm, hours, legs)


def runway_fault(network: Network, field: str, aircraft: Aircraft) -> str | None:
    """Why the type cannot use the field's runway, or None."""
    row = network.airfields[field]
    if row.runway_ft < aircraft.runway_ft:
        return f"{aircraft.id} needs {aircraft.runway_ft:g} ft, {field} has {row.runway_ft:g} ft"
    if aircraft.paved_only and not row.paved:
        return f"{aircraft.id} needs a paved runway, {field} has none"
    return None


def chain_payload(network: Network, aircraft: Aircraft, chain: Sequence[AirLeg], rules: Rules) -> float:
    """Payload in stons over the critical leg of a chain."""
    points = network.range_points.get(aircraft.id, ())
    longest = max(flown_nm(leg, rules) for leg in chain)
    return payload_at(points, aircraft.payload_stons, aircraft.ferry_nm, longest)


def loaded_chains(
    network: Network,
    graph: AirGraph,
    aircraft: Aircraft,
    ends: Pair,
    stops: Sequence[str],
    rules: Rules,
    asked: Sequence[tuple[str, ...]] = (),
) -> tuple[tuple[AirLeg, ...], ...]:
    """Chains offered between ``ends``: the quickest by payload level, and those round each stop of the best.

    Of chains with distinct stops the `KEEP` with the most payload an hour are kept, best first. It is a choice
    of routings made before the model, not a proof that no other could serve: the bound holds over what is kept.
    Of those through the stops ``asked`` for by an order the best is kept too.
    """
    found: dict[tuple[str, ...], tuple[float, float, tuple[AirLeg, ...]]] = {}
    through = (c for via in asked for c in _through(network, graph, aircraft, (ends[0], *via, ends[1]), stops))
    for chain in (*_candidates(network, graph, aircraft, ends, stops), *through):
        if not chain or len(chain) - 1 > rules.stops_max:
            continue
        payload = chain_payload(network, aircraft, chain, rules)
        hours = sum(flight_h(leg, aircraft, rules) + aircraft.enroute_h for leg in chain)
        if payload > 0 or aircraft.pax > 0 or aircraft.litters > 0:
            found.setdefault(tuple(leg.end for leg in chain), (payload, hours, chain))
    ranked = sorted(found.values(), key=lambda item: (-(item[0] + 0.1) / item[1], item[1]))
    chains = [chain for _, _, chain in ranked]
    kept = (
        chains[:KEEP] if not asked else [c for i, c in enumerate(chains) if i < KEEP or _first(chains, i, asked)]
    )
    return tuple(kept)


def _first(chains: Sequence[tuple[AirLeg, ...]], place: int, asked: Sequence[tuple[str, ...]]) -> bool:
    """Whether a chain is the first through the stops of some order."""
    nodes = [{leg.end for leg in chain} for chain in chains]
    return any(set(via) <= nodes[place] and not any(set(via) <= one for one in nodes[:place]) for via in asked)


def _through(
    network: Network, graph: AirGraph, aircraft: Aircraft, nodes: Sequence[str], stops: Sequence[str]
) -> Iterator[tuple[AirLeg, ...]]:
    """Quickest chains by payload level that pass ``nodes`` in their order."""
    points = network.range_points.get(aircraft.id, ())
    levels = [
        range_at(points, aircraft.payload_stons, aircraft.ferry_nm, s * aircraft.payload_stons) for s in LEVELS
    ]
    open_to = set(stops) | {nodes[0], nodes[-1]}
    for reach in (*levels, aircraft.ferry_nm) if set(nodes) <= open_to else ():
        parts = [graph.chain(*ends, reach, stops) for ends in pairwise(nodes) if ends[0] != ends[1]]
        chain = tuple(leg for part in parts for leg in part)
        if all(parts) and len({leg.end for leg in chain} | {nodes[0]}) == len(chain) + 1:
            yield chain


def quickest_chain(
    network: Network, graph: AirGraph, aircraft: Aircraft, ends: Pair, stops: Sequence[str]
) -> tuple[AirLeg, ...]:
    """Quickest chain with the most payload that some chain allows; () when there is none."""
    points = network.range_points.get(aircraft.id, ())
    for level in LEVELS:
        reach = range_at(points, aircraft.payload_stons, aircraft.ferry_nm, level * aircraft.payload_stons)
        chain = graph.chain(*ends, reach, stops)
        if chain:
            return chain
    return ()


def _candidates(
    network: Network, graph: AirGraph, aircraft: Aircraft, ends: Pair, stops: Sequence[str]
) -> Iterator[tuple[AirLeg, ...]]:
    points = network.range_points.get(aircraft.id, ())
    best: tuple[AirLeg, ...] = ()
    for level in LEVELS:
        reach = range_at(points, aircraft.payload_stons, aircraft.ferry_nm, level * aircraft.payload_stons)
        chain = graph.chain(*ends, reach, stops)
        best = best or chain
        yield chain
    if not best:
        yield graph.chain(*ends, aircraft.ferry_nm, stops)
    reach = range_at(points, aircraft.payload_stons, aircraft.ferry_nm, LEVELS[-1] * aircraft.payload_stons)
    for leg in best[:-1]:
        yield graph.chain(*ends, reach, [stop for stop in stops if stop != leg.end])
