"""Staging points on the way: which ULNs may use which, over what pairs of ports, and what changes over when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from projection.movement.access import Access
from projection.movement.instance import GROUP, Hold, Load, Move, Requirement
from projection.movement.land import ports_of
from projection.movement.pools import READY, DirectedLink, Pool, Way
from projection.movement.refusals import MENDS, Refusals
from projection.network.network import Network
from projection.route.types import Legs, Pair
from projection.scenario.rows import Fleet, Movement
from projection.scenario.staging import Staging
from projection.sphere import distance_nm
from projection.units import whole_days

DETOUR = 1.3
"""Longest way over a staging point, as a multiple of the direct one; a planner's judgment."""

Ports = Mapping[tuple[str, str], tuple[str, ...]]
Ways = dict[tuple[str, str, str], Way]
Vias = Mapping[str, tuple[Staging, ...]]
"""Staging points that each ULN may use."""


def vias(
    access: Access, legs: Legs, requirements: Mapping[str, Requirement], ports: Ports, refusals: Refusals
) -> Vias:
    """Staging points that make sense for each ULN and let its forces in; what permission forbids is told.

    None for what moves itself.
    """
    scenario = access.scenario
    found = {}
    for uln, row in scenario.movements.items():
        goes = row.moves_as is None and not requirements[uln].refused
        able = [point for point in scenario.staging.values() if goes and point.takes(row.nation)]
        fit = [s for s in able if _on_the_way(access, legs, row, (ports[uln, "out"], ports[uln, "in"]), s)]
        found[uln] = tuple(s for s in fit if _let_in(access, row, s, refusals))
    return found


def _on_the_way(
    access: Access, legs: Legs, row: Movement, ends: tuple[Sequence[str], Sequence[str]], point: Staging
) -> bool:
    """Whether missions of the mode ordered join its ports over the point, not much longer than without it."""
    network, begins = access.network, access.scenario.starts(row)
    near = {port for node in (*begins, row.dest) for port in ports_of(network, node, ())}
    if {point.node_in, point.node_out} & near:
        return False
    first, last = _mode(network, point.node_in), _mode(network, point.node_out)
    if row.mode not in ("any", first) or row.mode not in ("any", last):
        return False
    poes = [port for port in ends[0] if _mode(network, port) == first]
    pods = [port for port in ends[1] if _mode(network, port) == last]
    if not poes or not pods:
        return False
    across = _nm(network, legs, point.node_in, point.node_out) if point.node_in != point.node_out else 0.0
    over = across + min(_nm(network, legs, poe, point.node_in) for poe in poes)
    over += min(_nm(network, legs, point.node_out, pod) for pod in pods)
    direct = [_nm(network, legs, poe, pod) for poe in poes for pod in ends[1] if _mode(network, pod) == first]
    return over <= DETOUR * min(direct, default=float("inf"))


def _let_in(access: Access, row: Movement, point: Staging, refusals: Refusals) -> bool:
    """Whether the owners of both nodes let the forces of a ULN in on some day planned."""
    for node in (point.node_in, point.node_out):
        if not access.base(node, row.nation)[: access.scenario.settings.horizon_days].any():
            owner = access.network.places[node].nation
            what = f"{owner} does not let forces of {row.nation} use {node}"
            refusals.add(f"{row.uln} by {point.id}", "staging", what, MENDS["bases"])
            return False
    return True


def _mode(network: Network, node: str) -> str:
    return "air" if node in network.airfields else "sea" if node in network.seaports else ""


def _nm(network: Network, legs: Legs, start: str, end: str) -> float:
    """Shortest way by sea between ports, by great circle otherwise."""
    if start in network.seaports and end in network.seaports:
        return min((leg.nm for leg in legs.sea.get((start, end), ())), default=float("inf"))
    one, two = network.places[start], network.places[end]
    return float(distance_nm(one.lat, one.lon, two.lat, two.lon))


def pairs_over(
    network: Network, fleet: Fleet, row: Movement, points: Iterable[Staging], ports: Ports
) -> set[Pair]:
    """Pairs of ports of a mission to or from the staging points of a ULN that a fleet may fly or sail.

    A fleet whose base is nearer to where cargo leaves the point than every POE is carries onward from there,
    any other to it.
    """
    mode = "air" if fleet.lift in network.aircraft else "sea"
    found: set[Pair] = set()
    for point in points:
        poes = [port for port in ports[row.uln, "out"] if _mode(network, port) == _mode(network, point.node_in)]
        forward = _apart(network, fleet.base, point.node_out) < min(
            _apart(network, poe, point.node_out) for poe in poes
        )
        if forward and _mode(network, point.node_out) == mode:
            found |= {(point.node_out, pod) for pod in ports[row.uln, "in"] if _mode(network, pod) == mode}
        if not forward and _mode(network, point.node_in) == mode:
            found |= {(poe, point.node_in) for poe in poes}
    return found


def _apart(network: Network, one: str, other: str) -> float:
    a, b = network.places[one], network.places[other]
    return float(distance_nm(a.lat, a.lon, b.lat, b.lon))


def changeovers(points: Iterable[Staging]) -> dict[str, DirectedLink]:
    """Staging points as links from where cargo lands to the stock of what may leave again."""
    return {
        f"{row.id}>{row.node_out}": DirectedLink(
            f"{row.id}>{row.node_out}", row.id, row.node_in, row.node_out + READY, whole_days(row.hours), True
        )
        for row in points
    }


def staged_ways(found: Vias, movements: Mapping[str, Movement]) -> tuple[Ways, Ways]:
    """Ways out of and into the staging points of each ULN, beside those over land."""
    out_ways: Ways = {}
    in_ways: Ways = {}
    for uln in movements:
        for group in sorted(set(GROUP.values())):
            for point in found[uln]:
                days = whole_days(point.hours)
                least = min(days, in_ways.get((uln, group, point.node_in), Way("staged", days, ())).days)
                in_ways[uln, group, point.node_in] = Way("staged", least, ())
                out_ways[uln, group, point.node_out] = Way("staged", 0, ())
    return out_ways, in_ways


@dataclass(frozen=True)
class Stage:
    """One class of a ULN over one staging point: days on which it may change over, first and last."""

    uln: str
    cargo: str
    point: Staging
    days: int
    first: int
    last: int


def stages(found: Vias, pools: Mapping[str, Pool], loads: Iterable[Load], horizon: int) -> list[Stage]:
    """What may change over where and when: after the first landing, and in time for the last departure."""
    landed: dict[tuple[str, str, str], int] = {}
    leaving: dict[tuple[str, str, str], int] = {}
    for uln, name, cargo, day in loads:
        pool = pools[name]
        into, out_of = (uln, cargo, pool.pod), (uln, cargo, pool.poe)
        landed[into] = min(landed.get(into, horizon), day + pool.landed)
        leaving[out_of] = max(leaving.get(out_of, -1), day + pool.start)
    rows = []
    for uln, points in found.items():
        for point in points:
            for cargo in GROUP:
                days = whole_days(point.hours)
                first = landed.get((uln, cargo, point.node_in), horizon) + 1
                last = leaving.get((uln, cargo, point.node_out), -1) - days
                open_days = [day for day in range(first, last + 1) if point.on(day)]
                if open_days:
                    rows.append(Stage(uln, cargo, point, days, open_days[0], open_days[-1]))
    return rows


def that_go_on(
    rows: Sequence[Stage], found: Vias, pools: Mapping[str, Pool], loads: Sequence[Load]
) -> tuple[Load, ...]:
    """Loads without those that land at a staging point too late to go on, or leave it before anything can."""
    latest: dict[tuple[str, str, str], int] = {}
    soonest: dict[tuple[str, str, str], int] = {}
    for row in rows:
        into, out_of = (row.uln, row.cargo, row.point.node_in), (row.uln, row.cargo, row.point.node_out)
        latest[into] = max(latest.get(into, -1), row.last)
        soonest[out_of] = min(soonest.get(out_of, row.first + row.days), row.first + row.days)
    ins = {(uln, point.node_in) for uln, points in found.items() for point in points}
    outs = {(uln, point.node_out) for uln, points in found.items() for point in points}

    def useful(load: Load) -> bool:
        uln, name, cargo, day = load
        pool = pools[name]
        if (uln, pool.pod) in ins and day + pool.landed >= latest.get((uln, cargo, pool.pod), -1):
            return False
        first = soonest.get((uln, cargo, pool.poe))
        return (uln, pool.poe) not in outs or (first is not None and day + pool.start >= first)

    return tuple(load for load in loads if useful(load))


def staged_moves(
    rows: Iterable[Stage], pools: Mapping[str, Pool], loads: Iterable[Load]
) -> tuple[set[Move], set[Hold]]:
    """What changes over at staging points, and what waits before and after, class by class."""
    moves: set[Move] = set()
    holds: set[Hold] = set()
    leaving: dict[tuple[str, str, str], int] = {}
    for uln, name, cargo, day in loads:
        key = (uln, cargo, pools[name].poe)
        leaving[key] = max(leaving.get(key, -1), day + pools[name].start)
    for row in rows:
        name = f"{row.point.id}>{row.point.node_out}"
        moves |= {(row.uln, row.cargo, name, day) for day in _open(row)}
        holds |= {(row.uln, row.cargo, row.point.node_in, day) for day in range(row.first, row.last)}
        end = leaving.get((row.uln, row.cargo, row.point.node_out), -1)
        ready = row.point.node_out + READY
        holds |= {(row.uln, row.cargo, ready, day) for day in range(row.first + row.days, end)}
    return moves, holds


def _open(row: Stage) -> Iterator[int]:
    return (day for day in range(row.first, row.last + 1) if row.point.on(day))
