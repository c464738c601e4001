"""What moves over each leg, lane and node, and what is shut: the numbers that maps draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from projection.network.network import Network
from projection.plan.plan import Plan, Track
from projection.report.missions import loads_of, on_board, stops_of
from projection.scenario.closures import Closure
from projection.scenario.rows import Permission
from projection.scenario.scenario import Scenario
from projection.sphere import Point


@dataclass
class Leg:
    """What all missions carried between two stops along one track; ``holding`` are on their way for a station."""

    start: str
    end: str
    mode: str
    track: str
    nm: float
    path: Track
    stons: float = 0.0
    people: float = 0.0
    missions: int = 0
    empty: int = 0
    holding: int = 0


@dataclass
class Use:
    """What a node handled: cargo and people loaded, unloaded and passing through."""

    stons: float = 0.0
    people: float = 0.0
    roles: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Lane:
    """A line that carries the same load all along; lanes that share water are added up.

    ``full``: share of its limit that is used in its busiest week, 0 when it has none.
    """

    mode: str
    stons: float
    people: float
    path: Track
    full: float = 0.0


def legs(plan: Plan) -> list[Leg]:
    """Every leg that a mission flew or sailed, sorted by mode, ends and track; empty runs count too."""
    found: dict[tuple[str, str, str, str], Leg] = {}
    loads = loads_of(plan)
    for mission, stops in stops_of(plan).items():
        carried = on_board(stops, loads.get(mission, []))
        for (before, stop), (stons, people) in zip(pairwise(stops), carried[1:], strict=True):
            if before.node == stop.node and not stop.track:
                continue
            key = (stop.mode, before.node, stop.node, stop.track)
            leg = found.setdefault(
                key,
                Leg(before.node, stop.node, stop.mode, stop.track, stop.leg_nm, plan.tracks.get(stop.track, ())),
            )
            leg.stons += stons
            leg.people += people
            leg.missions += 1
            leg.empty += stons + people <= 0 and not stop.station
            leg.holding += bool(stop.station)
    return [found[key] for key in sorted(found)]


def node_use(plan: Plan) -> dict[str, Use]:
    """What each node of the plan handled, by node, sorted."""
    found: dict[str, Use] = {}
    loads = loads_of(plan)
    for mission, stops in stops_of(plan).items():
        carried = on_board(stops, loads.get(mission, []))
        for stop, (stons, people) in zip(stops, carried, strict=True):
            use = found.setdefault(stop.node, Use())
            use.roles.add(stop.purpose)
            if stop.purpose in ("enroute", "rest", "offload"):
                use.stons += stons
                use.people += people
            if stop.purpose == "onload":
                mine = [load for load in loads.get(mission, []) if load.poe == stop.node]
                use.stons += sum(load.stons for load in mine)
                use.people += sum(load.pax for load in mine)
    arrivals = plan.tables["arrivals"]
    at_dest = arrivals[arrivals["role"] == "dest"]
    for node, cargo, amount in zip(at_dest["node"], at_dest["cargo"], at_dest["amount"], strict=True):
        use = found.setdefault(str(node), Use())
        if "offload" in use.roles:
            continue
        use.roles.add("dest")
        if cargo == "pax":
            use.people += float(amount)
        else:
            use.stons += float(amount)
    return dict(sorted(found.items()))


def lanes(found: Sequence[Leg]) -> list[Lane]:
    """Loaded legs as lanes: where tracks of one mode run over the same points, their loads are added."""
    sums: dict[tuple[str, Point, Point], tuple[float, float]] = {}
    loaded = [leg for leg in found if leg.stons + leg.people > 0 or leg.holding]
    for leg in loaded:
        for key in _steps(leg):
            stons, people = sums.get(key, (0.0, 0.0))
            sums[key] = (stons + leg.stons, people + leg.people)
    out: list[Lane] = []
    drawn: set[tuple[str, Point, Point]] = set()
    for leg in loaded:
        run: list[Point] = []
        load: tuple[float, float] | None = None
        for key in _steps(leg):
            fresh = None if key in drawn else sums[key]
            if fresh != load and load is not None:
                out.append(Lane(leg.mode, *load, tuple(run)))
            if fresh is not None:
                run = [*run, key[2]] if fresh == load else [key[1], key[2]]
                drawn.add(key)
            load = fresh
        if load is not None:
            out.append(Lane(leg.mode, *load, tuple(run)))
    return sorted(out, key=lambda lane: (lane.stons, lane.people, lane.mode, lane.path))


def land_lanes(plan: Plan, network: Network, full: Mapping[str, float]) -> dict[tuple[str, str], Lane]:
    """Movements over land as straight lanes by their ends, sorted; as ``full`` as the fullest of their links."""
    table = plan.tables["onward"]
    sums: dict[tuple[str, str], list[float]] = {}
    for start, end, link, cargo, amount in zip(
        *(table[name] for name in ("from_node", "to_node", "link", "cargo", "amount")), strict=True
    ):
        total = sums.setdefault((str(start), str(end)), [0.0, 0.0, 0.0])
        total[cargo == "pax"] += float(amount)
        total[2] = max(total[2], full.get(str(link), 0.0))
    places = network.places
    return {
        ends: Lane("land", stons, people, tuple((places[node].lon, places[node].lat) for node in ends), used)
        for ends, (stons, people, used) in sorted(sums.items())
        if ends[0] != ends[1] and set(ends) <= set(places)
    }


def _steps(leg: Leg) -> list[tuple[str, Point, Point]]:
    """Steps of a leg's track by mode and ends; ends a hundredth of a degree apart are one."""
    points = [(round(lon, 2), round(lat, 2)) for lon, lat in leg.path]
    return [(leg.mode, start, end) for start, end in pairwise(points) if start != end]


def closed_airspace(network: Network, scenario: Scenario) -> dict[str, str]:
    """Nations whose airspace is shut: ``shut`` to every flag on every day, ``part`` to some or on some days.

    Flags are those of the fleets that fly.
    """
    flags = sorted({row.nation for row in scenario.every_fleet.values() if row.lift in network.aircraft})
    days = _turning_days(scenario)
    asked = {row.id for row in scenario.closures if row.kind == "airspace"}
    asked |= {row.nation for row in scenario.permissions if row.thing == "overflight"}
    asked |= {row.id for row in network.nations.values() if row.airspace == "closed"}
    out = {}
    for nation in sorted(asked):
        said = [
            scenario.may_overfly(network, nation, flag, day) for flag in flags for day in days if flag != nation
        ]
        if said and not all(said):
            out[nation] = "part" if any(said) else "shut"
    return out


def closed_passages(network: Network, scenario: Scenario) -> dict[str, str]:
    """Passages that are shut or slowed, with the days in words, by passage."""
    out = {}
    horizon = scenario.settings.horizon_days
    for row in network.passages.values():
        days = [day for day in range(horizon) if scenario.closed("passage", row.id, day, default=not row.open)]
        slow = [day for day in range(horizon) if scenario.slowed_h(row.id, day) > 0]
        words = [f"closed {_span(days, horizon)}"] if days else []
        words += [f"slowed {_span(slow, horizon)}"] if slow else []
        if words:
            out[row.id] = ", ".join(words)
    return out


def _span(days: Sequence[int], horizon: int) -> str:
    if len(days) == horizon:
        return "throughout"
    return f"C+{days[0]} to C+{days[-1]}" if len(days) > 1 else f"C+{days[0]}"


def _turning_days(scenario: Scenario) -> list[int]:
    """First day, and each day inside the horizon on which some row begins or has just ended."""
    horizon = scenario.settings.horizon_days
    rows: list[Closure | Permission] = [*scenario.closures, *scenario.permissions]
    days = {0} | {row.from_day for row in rows if row.from_day is not None}
    days |= {row.to_day + 1 for row in rows if row.to_day is not None}
    return sorted(day for day in days if 0 <= day < horizon)
