"""What-ifs of a plan: its inputs changed, the loaded model edited or built again, solved from the last plan."""

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from projection.errors import Finding, InputError
from projection.explore.changes import Change, apply
from projection.explore.launches import launches_left
from projection.model.build import build
from projection.model.model import Model
from projection.movement.cohorts import WayBack, pooled
from projection.movement.expand import expand
from projection.movement.fleet_days import fleet_days
from projection.movement.instance import Instance
from projection.movement.limits import day_limits, place_limits
from projection.network.network import Network
from projection.plan.folder import must_be_replaceable, read_plan, write_plan
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import UnitClosing
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.read.check import everything, in_order
from projection.read.folders import (
    input_hash,
    read_network,
    read_network_folder,
    read_scenario,
    read_scenario_folder,
)
from projection.route.legs import route
from projection.scenario.scenario import Scenario
from projection.solve.again import Again, solve_again
from projection.solve.edit import edited, only_tighter, why_not
from projection.solve.highs import Stop
from projection.solve.matrix import Floats, Matrix, matrix
from projection.solve.restrict import Whole


@dataclass(frozen=True)
class Loaded:
    """A problem as it is loaded: the whole Instance, its cohorts, the model of these and its matrix."""

    instance: Instance
    small: Instance
    way_back: WayBack
    model: Model
    problem: Matrix


@dataclass(frozen=True)
class Answer:
    """A what-if answered: the new plan and how it came about.

    ``rebuilt`` why the model was built again, () when it was edited in place; ``gone`` missions of the old plan
    that are no longer offered; ``seconds`` by step.
    """

    changes: tuple[str, ...]
    plan: Plan
    rebuilt: tuple[str, ...]
    gone: tuple[str, ...]
    fitted: bool
    old_bound: bool
    seconds: dict[str, float]


class WhatIf:
    """A plan loaded once, of which any number of what-ifs may be asked, each for itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = read_plan(folder)
        if self.plan.stamp["goals"]:
            what = "was made for goals in order, which are not what is changed and solved again here"
            mend = "use projection solve with the changed scenario"
            raise InputError([Finding(str(folder), what, mend)])
        began = time.monotonic()
        scenario = read_scenario(folder / "inputs" / "scenario")
        self.loaded = _load(read_network(folder / "inputs" / "network"), scenario)
        self.load_s = time.monotonic() - began

    def ask(self, changes: Sequence[Change], out: Path, solver: dict[str, Any], stop: Stop) -> Answer:
        """Answer what changes together do and write the new plan to ``out``.

        ``solver`` are keys of [solver] that count instead of the plan's. Raises `InputError` when a change names
        nothing, when the changed inputs have faults, or when ``out`` cannot be replaced.
        """
        must_be_replaceable(out)
        if out.resolve() == self.folder.resolve():
            raise InputError([Finding(str(out), "is the plan that is asked", "name another folder with --out")])
        with TemporaryDirectory(prefix="projection-") as held:
            inputs = Path(held)
            for part in ("scenario", "network"):
                shutil.copytree(self.folder / "inputs" / part, inputs / part)
            apply(changes, inputs)
            network, scenario = self._changed(inputs, solver)
            paths = inputs / "scenario", inputs / "network"
            stamp = header(scenario, input_hash(*paths))
            answer = self._solved(changes, network, scenario, stamp, stop)
            write_plan(answer.plan, out, *paths)
        return answer

    def _changed(self, inputs: Path, solver: dict[str, Any]) -> tuple[Network, Scenario]:
        """The changed inputs, checked; the scenario keeps the name that the plan gives it."""
        found = everything(*read_scenario_folder(inputs / "scenario"), read_network_folder(inputs / "network"))
        errors = [finding for finding in in_order(found) if finding.level == "error"]
        if errors:
            raise InputError(errors)
        scenario = read_scenario(inputs / "scenario")
        settings = scenario.settings
        asked = settings.solver.model_copy(update={key: v for key, v in solver.items() if v is not None})
        scenario = replace(scenario, settings=settings.model_copy(update={"solver": asked}))
        return read_network(inputs / "network"), replace(scenario, name=str(self.plan.stamp["scenario"]))

    def _solved(
        self, changes: Sequence[Change], network: Network, scenario: Scenario, stamp: dict[str, Any], stop: Stop
    ) -> Answer:
        began = time.monotonic()
        old, rebuilt = self.loaded, tuple(why for change in changes if (why := _rebuild(change, network)))
        if not rebuilt:
            small = adjusted(old.small, network, scenario)
            rebuilt = tuple(f"{why}: the model has other rows then" for why in [why_not(old.small, small)] if why)
        if rebuilt:
            new = _load(network, scenario)
        else:
            problem = edited(old.model, old.problem, small)
            new = replace(old, instance=adjusted(old.instance, network, scenario), small=small, problem=problem)
        left, gone = launches_left(self.plan, new.instance)
        bound = self.plan.stamp["bound"] or 0.0
        same = self.plan.stamp["versions"]["projection"] == stamp["versions"]["projection"]
        holds = same and not rebuilt and not gone and only_tighter(old.problem, new.problem)
        made = time.monotonic()
        again = solve_again(
            new.small,
            new.problem,
            scenario.settings.solver,
            _held(new.problem, left, self.plan),
            bound if holds else 0.0,
            stop,
        )
        solution = replace(again.solution, values=new.way_back.split(again.solution.values))
        plan = schedule(new.instance, solution, stamp)
        seconds = {"load": self.load_s, "change": made - began, "solve": time.monotonic() - made}
        return _answer(changes, plan, rebuilt, gone, again, seconds)


def _rebuild(change: Change, network: Network) -> str:
    if change.name in network.land_links:
        return f"{change.text}: what a land link takes decides where stocks are kept"
    return change.rebuild


def _answer(
    changes: Sequence[Change],
    plan: Plan,
    rebuilt: tuple[str, ...],
    gone: tuple[str, ...],
    again: Again,
    seconds: dict[str, float],
) -> Answer:
    texts = tuple(change.text for change in changes)
    return Answer(texts, plan, rebuilt, gone, again.fitted, again.old_bound, seconds)


def _load(network: Network, scenario: Scenario) -> Loaded:
    instance = expand(network, scenario, route(network, scenario))
    small, way_back = pooled(instance)
    model = build(small)
    return Loaded(instance, small, way_back, model, matrix(model))


def _held(problem: Matrix, launches: dict[tuple[str, int], float], plan: Plan) -> Floats:
    """Launches and units' closing days in the order of `Whole.columns`, no more than are allowed."""
    whole = Whole(problem)
    closed: dict[Any, float] = {
        (row.unit, row.whole_day): 1.0 for row in rows_of(UnitClosing, plan.tables["units"])
    }
    known: dict[str, dict[Any, float]] = {"sorties": {**launches}, "closes": closed}
    names = [problem.columns[int(c)] for c in whole.columns]
    wanted = np.array([known.get(kind, {}).get(key, 0.0) for kind, key in names])
    held: Floats = np.minimum(wanted, whole.box.upper)
    return held


def adjusted(instance: Instance, network: Network, scenario: Scenario) -> Instance:
    """The same lists with limits, fleets, shares and weights as they are now."""
    weights = scenario.settings.weights
    fleets = {name: fleet_days(network, scenario, scenario.every_fleet[name]) for name in instance.fleets}
    rows = instance.requirements.items()
    return replace(
        instance,
        weights=weights,
        requirements={uln: replace(row, weight=weights.priority[row.priority - 1]) for uln, row in rows},
        fleets=fleets,
        limits=place_limits(network, scenario),
        day_limits=day_limits(network, scenario),
        stocks={row.id: row.stons for row in scenario.stocks.values()},
        staging_limits={row.id: row.stons_day for row in scenario.staging.values()},
        held_back={row.nation: row.held_back for row in scenario.europe},
    )
