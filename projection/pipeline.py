"""The whole line: a scenario folder goes in, a plan folder with its pictures comes out."""

import json
import os
import platform
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import ValidationError

from projection.errors import Finding, InputError
from projection.maps.pictures import write_pictures
from projection.model.build import build
from projection.movement.coarse import words
from projection.movement.cohorts import pooled
from projection.movement.expand import expand
from projection.network.network import Network
from projection.plan.folder import must_be_replaceable, write_plan
from projection.plan.plan import Plan
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.unfinished import Unfinished, place_of
from projection.read import overrides as overrides_file
from projection.read.check import check
from projection.read.find import copy_scenario, find_network, find_scenario
from projection.read.folders import input_hash, read_network, read_scenario
from projection.read.overrides import Over
from projection.route.legs import route
from projection.route.types import Legs
from projection.scenario.rows import Solver
from projection.scenario.scenario import Scenario
from projection.solve.daily import daily_bound
from projection.solve.goals import solve_in_order
from projection.solve.highs import Stop
from projection.solve.keep import Keep
from projection.solve.solution import Progress, Solution, relative_gap

PHASES = ("check", "read", "route", "expand", "build", "solve", "schedule", "draw")


class NoPlanError(Exception):
    """The time limit or the user ended the solve before any plan was found."""


@dataclass(frozen=True)
class Step:
    """Where a run stands.

    ``seconds`` since ``phase`` began; ``progress`` only while the solver runs; ``note`` a remark in words;
    ``done`` on the last step of a phase.
    """

    phase: str
    seconds: float
    progress: Progress | None = None
    note: str = ""
    done: bool = False


Watch = Callable[[Step], None]


class Clock:
    """Tells a watcher when phases begin and end, and keeps how long each took, in seconds."""

    def __init__(self, watch: Watch | None = None) -> None:
        self.watch = watch or (lambda _: None)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[Callable[..., None]]:
        """Time a phase; yields what a phase calls with ``note`` or ``progress``."""
        began = time.monotonic()

        def tell(**words: Any) -> None:
            self.watch(Step(name, time.monotonic() - began, **words))

        tell()
        yield tell
        self.seconds[name] = time.monotonic() - began
        tell(done=True)


def solve_scenario(
    path: str | Path,
    out: Path,
    overrides: Mapping[str, Any] | None = None,
    watch: Watch | None = None,
    stop: Stop | None = None,
    draw: bool = True,
    over: Over | None = None,
) -> Plan:
    """Check, route, expand, build, solve and schedule a scenario; write its plan folder ``out``.

    ``path`` is a scenario folder or its name. An older plan in ``out`` is replaced once the new one is whole.
    While the solver runs, the best plan so far is written to ``out`` now and then, or to ``OUT.unfinished`` when
    a finished plan is in ``out``: a run that is killed leaves it, with status "unfinished", its bound and its gap.
    ``overrides`` are keys of [solver] that count instead of the scenario's. ``watch`` is called with a `Step` as
    phases begin and end, and about five times a second while the solver runs; ``stop.ask()`` ends the solve, and
    the best plan so far is written. ``draw`` also writes pictures and GIS files. ``over`` keys of any section
    count instead of the scenario's and go into the plan's copy of its inputs.

    Raises
    ------
    InputError
        The folders cannot be used, with every finding; or ``out`` cannot be written to or is no plan.
    NoPlanError
        Nothing was found in time; nothing is written.
    """
    clock = Clock(watch)
    _must_be_writable(out)
    scenario_path = find_scenario(path)
    with clock.phase("check") as tell:
        _refuse_errors(check(scenario_path, over), tell)
    with TemporaryDirectory(prefix="projection-") as held:
        with clock.phase("read"):
            inputs = _hold(scenario_path, Path(held))
            if over:
                overrides_file.write(inputs[0], over)
            scenario = with_overrides(read_scenario(inputs[0]), overrides or {})
            network = read_network(inputs[1])
            stamp = header(scenario, input_hash(*inputs))
        kept = Unfinished(out, *inputs)
        plan = make_plan(network, scenario, stamp, clock, stop, kept.put)
        if draw:
            kept.put(plan)

        pictures = partial(write_pictures, plan, network, scenario) if draw else None
        write_plan(plan, out, *inputs, partial(_extras, clock, pictures))
        kept.clear()
    return plan


def _extras(clock: Clock, pictures: Callable[[Path], object] | None, folder: Path) -> None:
    """Write into ``folder`` what a plan can do without: its pictures, and how long the run took."""
    if pictures is not None:
        with clock.phase("draw"):
            pictures(folder)
    _write_run(folder / "run.json", clock)


def _hold(scenario_path: Path, held: Path) -> tuple[Path, Path]:
    """Copies of the scenario's and the network's files: what is edited during a run does not reach its plan."""
    network_path = find_network(scenario_path, read_scenario(scenario_path).settings.network)
    scenario_path, network_path = scenario_path.resolve(), network_path.resolve()
    copies = held / "scenario" / scenario_path.name, held / "network" / network_path.name
    copy_scenario(scenario_path, copies[0])
    copies[1].mkdir(parents=True)
    for path in sorted(network_path.iterdir()):
        if path.is_file():
            shutil.copyfile(path, copies[1] / path.name)
    return copies


def make_plan(
    network: Network,
    scenario: Scenario,
    stamp: Mapping[str, Any],
    clock: Clock,
    stop: Stop | None = None,
    keep: Callable[[Plan], None] | None = None,
) -> Plan:
    """Go from nouns to a plan; ``stamp`` as `projection.plan.stamp.header` gives it.

    ``keep`` is handed the best plan so far now and then while the solver runs.
    """
    with clock.phase("route"):
        legs = route(network, scenario)
    with clock.phase("expand") as tell:
        instance = expand(network, scenario, legs)
        tell(note=f"{len(instance.options):,} options, {len(instance.launches):,} launches")
        tell(note=f"{len(instance.loads):,} loads, {len(instance.moves):,} moves over shared land links")
        pool, way_back = pooled(instance)
        tell(note=f"{len(instance.requirements)} unit lines, {len(pool.requirements)} of them different")

    def plan_of(solution: Solution) -> Plan:
        return schedule(instance, replace(solution, values=way_back.split(solution.values)), stamp)

    with clock.phase("build"):
        model = build(pool)
    with clock.phase("solve") as tell:
        settings = scenario.settings
        kept = Keep(lambda solution: keep(plan_of(solution))) if keep else None
        solution = solve_in_order(
            model, settings.solver, settings.goals, lambda progress: tell(progress=progress), stop, kept
        )
        if words(settings.rules):
            tell(note=_loss(network, scenario, legs, solution))
    if solution.status == "no plan":
        raise NoPlanError(f"no plan was found in {solution.seconds:.0f} s")
    with clock.phase("schedule"):
        return plan_of(solution)


def _loss(network: Network, scenario: Scenario, legs: Legs, solution: Solution) -> str:
    """What coarse days may cost this plan: its distance from the relaxation over every day."""
    settings = scenario.settings
    daily = settings.rules.model_copy(update={"coarse_from": None})
    every = replace(scenario, settings=settings.model_copy(update={"rules": daily}))
    bound = daily_bound(pooled(expand(network, every, legs))[0], settings.solver.time_limit_s)
    if bound is None or not solution.values:
        return f"{words(settings.rules)}; what that costs was not found in time"
    share = 100 * relative_gap(solution.objective, bound)
    return f"{words(settings.rules)}; the plan is at most {share:.1f} % above the best of every day ({bound:,.0f})"


def with_overrides(scenario: Scenario, overrides: Mapping[str, Any]) -> Scenario:
    """The scenario with keys of [solver] replaced; raises `InputError` for a value out of range."""
    given = {key: value for key, value in overrides.items() if value is not None}
    if not given:
        return scenario
    settings = scenario.settings
    try:
        solver = Solver.model_validate({**settings.solver.model_dump(), **given})
    except ValidationError as error:
        faults = [Finding(f"solver: {fault['loc'][0]}", fault["msg"].lower()) for fault in error.errors()]
        raise InputError(faults) from error
    return replace(scenario, settings=settings.model_copy(update={"solver": solver}))


def _must_be_writable(out: Path) -> None:
    """Raise `InputError` before minutes of solving when the plan could not be written after them."""
    must_be_replaceable(out)
    must_be_replaceable(place_of(out))
    target = out.resolve()
    near = next(path for path in target.parents if path.exists())
    try:
        with TemporaryDirectory(prefix=".projection-", dir=near):
            pass
    except OSError as error:
        finding = Finding(str(near), "cannot be written to", "name another folder with --out")
        raise InputError([finding]) from error


def _refuse_errors(findings: list[Finding], tell: Callable[..., None]) -> None:
    errors = [finding for finding in findings if finding.level == "error"]
    if errors:
        raise InputError(errors)
    if findings:
        tell(note=f"{len(findings)} warnings; `projection check` lists them")


def _write_run(path: Path, clock: Clock) -> None:
    """What differs from run to run: how long each phase took, and on what."""
    run = {
        "seconds": {name: round(value, 3) for name, value in clock.seconds.items()},
        "machine": {
            "system": platform.platform(),
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
        },
    }
    path.write_text(json.dumps(run, indent=2) + "\n", encoding="utf-8")
