"""Typed sea legs of a network in place of computed ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from projection.network.network import Network
from projection.network.rows import Leg
from projection.route.types import Pair, SeaLeg
from projection.sphere import path_nm, unwrap


def with_typed(
    network: Network, legs: Mapping[Pair, tuple[SeaLeg, ...]], names: Collection[str]
) -> dict[Pair, tuple[SeaLeg, ...]]:
    """Computed legs with the network's typed sea legs between ports ``names`` put first, sorted by pair.

    A typed leg replaces the shortest computed one and keeps its path and, in proportion, its passages. Other
    alternatives stay when they avoid one of these passages; where the typed leg is longer than the computed one
    they are lengthened by as much.
    """
    out = dict(legs)
    for pair, row in _typed(network.legs, names).items():
        computed = legs.get(pair, ())
        first = computed[0] if computed else _straight(network, pair)
        nm = row.nm or first.nm
        scale, more = nm / first.nm if first.nm else 1.0, max(0.0, nm - first.nm)
        transits = tuple((name, at * scale) for name, at in first.transits)
        typed = replace(first, nm=nm, transits=transits, hours=row.hours, typed=True)
        others = (_lengthened(leg, more) for leg in computed[1:])
        out[pair] = (typed, *(leg for leg in others if not _uses(leg) >= _uses(typed)))
    return dict(sorted(out.items()))


def _typed(rows: Iterable[Leg], names: Collection[str]) -> dict[Pair, Leg]:
    """The shortest typed leg of every ordered pair; one that gives only hours comes after one that gives nm."""
    out: dict[Pair, Leg] = {}
    for row in sorted(rows, key=lambda row: (row.nm is None, row.nm or 0.0, row.hours or 0.0)):
        if row.mode == "sea" and row.from_node in names and row.to_node in names:
            out.setdefault((row.from_node, row.to_node), row)
            if row.both_ways:
                out.setdefault((row.to_node, row.from_node), row)
    return out


def _straight(network: Network, pair: Pair) -> SeaLeg:
    """A great circle between two ports that no computed leg joins."""
    start, end = (network.seaports[name] for name in pair)
    path = unwrap([(start.lon, start.lat), (end.lon, end.lat)])
    return SeaLeg(*pair, nm=float(path_nm(path)[-1]), transits=(), path=path)


def _lengthened(leg: SeaLeg, more: float) -> SeaLeg:
    return replace(leg, nm=leg.nm + more) if more else leg


def _uses(leg: SeaLeg) -> frozenset[str]:
    return frozenset(name for name, _ in leg.transits)
