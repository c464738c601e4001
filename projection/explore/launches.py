"""A plan's missions counted back to launches of the problem that it was made from."""

from collections.abc import Mapping

from projection.movement.instance import Instance, Launch
from projection.movement.options import Option
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import MissionStop

NEAR_H = 1e-3
Chain = tuple[str, tuple[tuple[str, str], ...]]
"""Fleet, and its stops as (node, purpose)."""


class NotOfThisPlanError(ValueError):
    """A mission of a plan is no option of the problem: the plan was made by another version, or was edited."""


def launches(plan: Plan, instance: Instance) -> dict[Launch, float]:
    """How many times each option is launched on each day; raises `NotOfThisPlanError`."""
    found: dict[Launch, float] = {}
    for option, day in launch_of(plan, instance).values():
        found[option.id, day] = found.get((option.id, day), 0.0) + 1.0 / option.size
    return {key: float(round(number)) for key, number in sorted(found.items())}


def launches_left(plan: Plan, instance: Instance) -> tuple[dict[Launch, float], tuple[str, ...]]:
    """Launches of the missions that the problem still offers, and the missions that it does not."""
    by_chain, stops = _chains(instance), _stops(plan)
    found: dict[Launch, float] = {}
    gone = []
    for mission, rows in sorted(stops.items()):
        try:
            option, day = _launch(mission, rows, by_chain)
        except NotOfThisPlanError:
            gone.append(mission)
            continue
        found[option.id, day] = found.get((option.id, day), 0.0) + 1.0 / option.size
    return {key: float(round(number)) for key, number in sorted(found.items())}, tuple(gone)


def launch_of(plan: Plan, instance: Instance) -> dict[str, tuple[Option, int]]:
    """Option and launch day of each mission but tankers, by its name; raises `NotOfThisPlanError`."""
    by_chain = _chains(instance)
    return {mission: _launch(mission, rows, by_chain) for mission, rows in sorted(_stops(plan).items())}


def _chains(instance: Instance) -> dict[Chain, list[Option]]:
    """Options by fleet and stops."""
    by_chain: dict[Chain, list[Option]] = {}
    for option in instance.options.values():
        key = (option.fleet, tuple((stop.node, stop.purpose) for stop in option.stops))
        by_chain.setdefault(key, []).append(option)
    return by_chain


def _stops(plan: Plan) -> dict[str, list[MissionStop]]:
    """Stops of each mission but tankers."""
    stops: dict[str, list[MissionStop]] = {}
    for row in rows_of(MissionStop, plan.tables["missions"]):
        if not row.supports:
            stops.setdefault(row.mission, []).append(row)
    return stops


def _launch(mission: str, rows: list[MissionStop], by_chain: Mapping[Chain, list[Option]]) -> tuple[Option, int]:
    """The option and day whose hours are those of a mission."""
    rows = sorted(rows, key=lambda row: row.stop)
    chain = (rows[0].fleet, tuple((row.node, row.purpose) for row in rows))
    for option in by_chain.get(chain, ()):
        day = round((rows[0].arrive_h - option.stops[0].arrive_h) / 24)
        hours = [(row.arrive_h - 24 * day, row.depart_h - 24 * day) for row in rows]
        off = (
            max(abs(arrive - stop.arrive_h), abs(depart - stop.depart_h))
            for (arrive, depart), stop in zip(hours, option.stops, strict=True)
        )
        if max(off) < NEAR_H and option.station == rows[0].station and day in option.launches:
            return option, day
    raise NotOfThisPlanError(f"mission {mission} is no option of its scenario as this version expands it")
