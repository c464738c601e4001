"""Missions as their stops and their loads, and what is on board between stops."""

from collections.abc import Sequence

from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Manifest, MissionStop


def stops_of(plan: Plan) -> dict[str, list[MissionStop]]:
    """Stops of each mission in order, by mission."""
    found: dict[str, list[MissionStop]] = {}
    for stop in rows_of(MissionStop, plan.tables["missions"]):
        found.setdefault(stop.mission, []).append(stop)
    return {name: sorted(stops, key=lambda stop: stop.stop) for name, stops in sorted(found.items())}


def on_board(stops: Sequence[MissionStop], loads: Sequence[Manifest]) -> list[tuple[float, float]]:
    """Stons and people on board when a mission reaches each of its stops; (0, 0) at the first."""
    out = [(0.0, 0.0) for _ in stops]
    for load in loads:
        start = next((i for i, stop in enumerate(stops) if _is(stop, ("onload", "offload"), load.poe)), None)
        if start is None:
            continue
        end = next((i for i, stop in enumerate(stops) if i > start and _is(stop, _OFF, load.pod)), start)
        for i in range(start + 1, end + 1):
            out[i] = (out[i][0] + load.stons, out[i][1] + load.pax)
    return out


_OFF = ("offload", "enroute", "rest", "return")
"""Stops where cargo or people get off, on the way out or back."""


def _is(stop: MissionStop, purposes: Sequence[str], node: str) -> bool:
    return stop.purpose in purposes and stop.node == node


def loads_of(plan: Plan) -> dict[str, list[Manifest]]:
    """Manifest of each mission."""
    found: dict[str, list[Manifest]] = {}
    for load in rows_of(Manifest, plan.tables["manifests"]):
        found.setdefault(load.mission, []).append(load)
    return found
