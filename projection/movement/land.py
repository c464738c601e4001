"""Ways over land: from an origin to its POEs and from PODs to a destination."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from projection.movement.instance import GROUP
from projection.movement.pools import DirectedLink, Way
from projection.network.network import Network
from projection.scenario.rows import Movement
from projection.units import whole_days

Ways = Mapping[tuple[str, str, str], Way]


def directed(network: Network) -> dict[str, DirectedLink]:
    """Every land link in both directions, by id ``link>end``."""
    found = {}
    for row in network.land_links.values():
        for start, end in ((row.from_node, row.to_node), (row.to_node, row.from_node)):
            name = f"{row.id}>{end}"
            found[name] = DirectedLink(name, row.id, start, end, whole_days(row.hours), row.heavy)
    return dict(sorted(found.items()))


def ports_of(network: Network, place: str, choices: Iterable[str]) -> tuple[str, ...]:
    """Airfields and ports at or linked to ``place``, cut to ``choices`` when there are any."""
    near = {place} if place in network.airfields or place in network.seaports else set()
    for row in network.land_links.values():
        near |= {row.to_node} if row.from_node == place else set()
        near |= {row.from_node} if row.to_node == place else set()
    wanted = set(choices)
    return tuple(sorted(node for node in near if node not in network.sites and (not wanted or node in wanted)))


def amounts(movement: Movement) -> dict[str, float]:
    """What a ULN is made of: stons by class and people, zeros left out."""
    parts = {
        "bulk": movement.bulk_stons,
        "over": movement.over_stons,
        "out": movement.out_stons,
        "nat": movement.nat_stons,
        "fuel": movement.fuel_stons,
        "pax": float(movement.pax),
    }
    return {cargo: amount for cargo, amount in parts.items() if amount > 0}


def by_group(movement: Movement) -> dict[str, float]:
    """The same by group: cargo, heavy, pax."""
    total: dict[str, float] = {}
    for cargo, amount in amounts(movement).items():
        total[GROUP[cargo]] = total.get(GROUP[cargo], 0.0) + amount
    return total


@dataclass(frozen=True)
class Choice:
    """The links that one group of a ULN may take between its end and a port, quickest first."""

    uln: str
    group: str
    port: str
    side: str
    amount: float
    here: bool
    rows: tuple[DirectedLink, ...]


def land_ways(
    network: Network,
    links: Mapping[str, DirectedLink],
    movements: Iterable[Movement],
    ports: Mapping[tuple[str, str], tuple[str, ...]],
    starts: Mapping[tuple[str, str], str],
) -> tuple[Ways, Ways]:
    """Ways out (u, g, POE) and in (u, g, POD); ``ports`` by (u, "out" or "in"), ``starts`` by (u, POE).

    A group whose quickest link can carry in one day all that could ever use it needs no stock: exact, as the
    link's daily limit cannot bind. A port without a way is left out.
    """
    choices = _choices(network, links, movements, ports, starts)
    need: dict[tuple[str, bool], float] = {}
    for choice in choices:
        for link in sorted({row.link for row in choice.rows}):
            use = (link, choice.group == "pax")
            need[use] = need.get(use, 0.0) + choice.amount
    ways: dict[str, dict[tuple[str, str, str], Way]] = {"out": {}, "in": {}}
    for choice in choices:
        key = (choice.uln, choice.group, choice.port)
        if choice.here:
            ways[choice.side][key] = Way("here", 0, ())
        elif choice.rows:
            first = choice.rows[0]
            people = choice.group == "pax"
            enough = need[first.link, people] <= capacity(network, first.link, choice.group)
            names = (first.id,) if enough else tuple(r.id for r in choice.rows)
            ways[choice.side][key] = Way("delay" if enough else "stock", first.days, names)
    return ways["out"], ways["in"]


def _choices(
    network: Network,
    links: Mapping[str, DirectedLink],
    movements: Iterable[Movement],
    ports: Mapping[tuple[str, str], tuple[str, ...]],
    starts: Mapping[tuple[str, str], str],
) -> list[Choice]:
    serving: dict[tuple[str, str], list[DirectedLink]] = {}
    for row in links.values():
        serving.setdefault((row.start, row.end), []).append(row)
    choices = []
    for movement in movements:
        for group, amount in by_group(movement).items():
            for side in ("out", "in"):
                for port in ports[movement.uln, side]:
                    place = starts[movement.uln, port] if side == "out" else movement.dest
                    ends = (place, port) if side == "out" else (port, place)
                    rows = _quickest_first(network, serving.get(ends, []), group)
                    choices.append(Choice(movement.uln, group, port, side, amount, port == place, rows))
    return choices


def capacity(network: Network, link: str, group: str) -> float:
    """What a link carries of a group in a day, stons or people."""
    row = network.land_links[link]
    if group == "heavy" and not row.heavy:
        return 0.0
    return row.pax_day if group == "pax" else row.stons_day


def _quickest_first(network: Network, rows: Iterable[DirectedLink], group: str) -> tuple[DirectedLink, ...]:
    """Links that carry the group, the quickest first, among equals the widest first."""
    able = [row for row in rows if capacity(network, row.link, group) > 0]
    return tuple(sorted(able, key=lambda row: (row.days, -capacity(network, row.link, group), row.id)))
