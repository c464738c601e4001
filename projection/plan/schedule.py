"""`schedule`: a Solution becomes a Plan in the planner's words."""

from collections.abc import Mapping
from typing import Any

from projection.movement.instance import Instance
from projection.plan.effort import efforts, goals_reached, priced
from projection.plan.missions import Mission, manifests, missions, stop_rows, without_empty
from projection.plan.outcome import arrivals, onward, shortfalls, terms
from projection.plan.plan import Plan, frame, relative_gap
from projection.plan.presence import gaps, presence, without_needless
from projection.plan.rows import (
    Arrival,
    Coverage,
    Manifest,
    MissionStop,
    Onward,
    Presence,
    RefusedOption,
    Shortfall,
    Supply,
    UnitClosing,
    Utilisation,
)
from projection.plan.supply import coverage, supply, supply_terms
from projection.plan.units import unit_closings
from projection.plan.use import utilisation
from projection.solve.solution import Solution


def schedule(instance: Instance, solution: Solution, header: Mapping[str, Any]) -> Plan:
    """Make the plan's tables; ``header`` gives the stamp's keys that the solution does not (`stamp.header`).

    The objective in the stamp is counted from the tables, as a reader would count it.
    """
    solution = without_needless(instance, without_empty(instance, solution))
    flown = missions(instance, solution)
    carried = manifests(instance, solution, flown)
    moved = onward(instance, solution, carried)
    arrived = arrivals(instance, carried, moved)
    held = presence(instance, flown)
    effort = efforts(instance, flown, carried, moved)
    accounts = supply(instance, solution, arrived)
    covered = coverage(instance, accounts)
    parts = {
        **terms(instance, arrived, _hours(flown)),
        **priced(instance, effort),
        "gaps": gaps(instance, held),
        **supply_terms(instance, accounts, covered),
    }
    refused = [RefusedOption(**row.__dict__) for row in instance.refused]
    wanted = {stop.track for mission in flown for stop in mission.run.stops}
    return Plan(
        tables={
            "missions": frame(MissionStop, (row for mission in flown for row in stop_rows(mission))),
            "manifests": frame(Manifest, carried),
            "onward": frame(Onward, moved),
            "arrivals": frame(Arrival, arrived),
            "shortfalls": frame(Shortfall, shortfalls(instance, arrived, covered)),
            "presence": frame(Presence, held),
            "units": frame(UnitClosing, unit_closings(instance, arrived)),
            "supply": frame(Supply, accounts),
            "coverage": frame(Coverage, covered),
            "utilisation": frame(Utilisation, utilisation(instance, flown, carried, moved)),
            "refused_options": frame(RefusedOption, refused),
        },
        stamp={**header, **_proof(solution, parts), "goals": goals_reached(solution, parts, effort)},
        tracks={name: line for name, line in instance.tracks.items() if name in wanted},
    )


def _proof(solution: Solution, parts: Mapping[str, float]) -> dict[str, Any]:
    """Keys of the stamp that say how good the plan is."""
    objective = sum(parts.values())
    bound = min(solution.bound, objective)
    return {
        "status": solution.status,
        "objective": objective,
        "bound": bound,
        "gap": relative_gap(objective, bound),
        "terms": parts,
    }


def _hours(flown: tuple[Mission, ...]) -> dict[str, float]:
    hours: dict[str, float] = {}
    for mission in flown:
        hours[mission.run.mode] = hours.get(mission.run.mode, 0.0) + mission.run.hours
    return hours
