"""A service network design's answer counted again from what it carries, without the model."""

import math
from collections.abc import Mapping
from typing import Any

from benchmarks.design_pose import OnGrid

OFF = 1e-4


def recount(grid: OnGrid, values: Mapping[str, Mapping[Any, float]]) -> tuple[float, list[str]]:
    """Cost of an answer in continuous time, and every rule that it breaks, in words.

    Vehicles leave at the beginning of their period; what they bring is there after the arc's own minutes.
    """
    faults: list[str] = []
    carried: dict[tuple[str, int], float] = {}
    for (_, option, _, day), amount in values.get("loads", {}).items():
        carried[option, day] = carried.get((option, day), 0.0) + amount
    sent = values.get("sorties", {})
    for (option, day), amount in carried.items():
        room = grid.arcs[option].capacity * sent.get((option, day), 0.0)
        if not math.isclose(max(amount, room), room, abs_tol=OFF, rel_tol=OFF):
            faults.append(f"{option} in period {day} carries {amount:g}, its vehicles {room:g}")
    for name in grid.commodities:
        faults += _flow(grid, name, values)
    cost = sum(grid.arcs[option].fixed_cost * count for (option, _), count in sent.items())
    cost += sum(grid.arcs[load[1]].unit_cost * amount for load, amount in values.get("loads", {}).items())
    return cost, faults


def _flow(grid: OnGrid, name: str, values: Mapping[str, Mapping[Any, float]]) -> list[str]:
    """Whether a commodity leaves no node before it is there, and is all at its end in time."""
    row = grid.commodities[name]
    events: list[tuple[float, int, str, float]] = [(row.earliest, 0, row.start, row.quantity)]
    for (uln, option, _, day), amount in values.get("loads", {}).items():
        if uln == name:
            arc, leaves = grid.arcs[option], day * grid.step
            events += [(leaves, 1, arc.start, -amount), (leaves + arc.minutes, 0, arc.end, amount)]
    there: dict[str, float] = {}
    faults = []
    for at, _, node, amount in sorted(events):
        there[node] = there.get(node, 0.0) + amount
        if there[node] < -OFF * row.quantity:
            faults.append(f"{name} leaves {node} at {at:g} before it is there")
        if node == row.end and amount > 0 and at > row.latest + OFF:
            faults.append(f"{name} is at {node} at {at:g}, due at {row.latest:g}")
    missing = row.quantity - there.get(row.end, 0.0)
    if abs(missing) > OFF * row.quantity:
        faults.append(f"{missing:g} of {name} do not arrive")
    return faults
