"""What one process measures: a case by one method, told event by event to whoever started it.

`python -m benchmarks.line METHOD FOLDER LIMIT_S GAP EVENTS` writes JSON lines to the file descriptor EVENTS: a
``mark`` when a phase is done, objective and bound when the search has come further, and what came out. It holds no
clock: whoever reads the lines knows when they came.
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.design import read
from benchmarks.design_draw import STEP
from benchmarks.design_pose import EQUATIONS, OnGrid
from benchmarks.design_recount import recount
from benchmarks.methods import METHODS, Posed, Tell, plain_number
from projection.movement.cohorts import pooled
from projection.movement.expand import expand
from projection.plan.folder import write_plan
from projection.plan.plan import Plan
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.verify.rules import verify
from projection.read.check import check
from projection.read.find import find_network
from projection.read.folders import input_hash, read_network, read_scenario
from projection.route.legs import route
from projection.scenario.rows import Solver


def main() -> None:
    """Measure what the command line says."""
    method, folder, limit_s, gap, events = sys.argv[1:]
    with os.fdopen(int(events), "w", buffering=1) as out:

        def tell(**words: Any) -> None:
            out.write(json.dumps(words) + "\n")

        tell(mark="start")
        way = measure_design if folder.endswith(".txt") else measure
        way(method, Path(folder), Solver(time_limit_s=float(limit_s), gap=float(gap), threads=2), tell)


def measure(method: str, folder: Path, solver: Solver, tell: Tell) -> None:
    """Go the whole line from a scenario folder to a verified plan folder."""
    paths = folder, find_network(folder, read_scenario(folder).settings.network)
    findings = [str(finding) for finding in check(folder) if finding.level == "error"]
    if findings:
        raise SystemExit("\n".join(findings))
    tell(mark="check")
    network, scenario = read_network(paths[1]), read_scenario(folder)
    scenario = replace(scenario, settings=scenario.settings.model_copy(update={"solver": solver}))
    tell(mark="read")
    legs = route(network, scenario)
    tell(mark="route")
    instance = expand(network, scenario, legs)
    tell(mark="expand", sizes={"options": len(instance.options), "launches": len(instance.launches)})
    if method == "search":
        pool, way_back = pooled(instance)
        _, found = METHODS[method](Posed(pool), solver, tell)
        solution = replace(found, values=way_back.split(found.values))
    else:
        instance, solution = METHODS[method](Posed(instance), solver, tell)
    tell(mark="solve", status=solution.status)
    if solution.values:
        report(schedule(instance, solution, header(scenario, input_hash(*paths))), paths, tell)


def measure_design(method: str, path: Path, solver: Solver, tell: Tell) -> None:
    """Go from a service network design problem to a recounted answer."""
    design = read(path.read_text(encoding="utf-8"), path.name)
    tell(mark="read")
    grid = OnGrid(design, STEP)
    instance = grid.instance
    tell(mark="expand", sizes={"options": len(instance.options), "launches": len(instance.launches)})
    posed = Posed(instance, EQUATIONS, grid.unit_cost)
    _, solution = METHODS[method](posed, solver, tell)
    tell(mark="solve", status=solution.status)
    if solution.values:
        cost, faults = recount(grid, solution.values)
        end = {"objective": plain_number(solution.objective), "bound": plain_number(solution.bound) or None}
        if abs(cost - solution.objective) > 1e-4 * abs(cost):
            faults.append(f"costs {cost}, not {solution.objective}")
        tell(mark="verify", faults=len(faults), **end)


def report(plan: Plan, paths: tuple[Path, Path], tell: Tell) -> None:
    """Write the plan, recount it, and tell how it stands."""
    with TemporaryDirectory() as place:
        out = Path(place) / "plan"
        write_plan(plan, out, *paths)
        tell(mark="report")
        faults = verify(out)
    table = plan.tables["shortfalls"]
    ulns = {str(name): int(count) for name, count in table["status"].value_counts().items()}
    end = {name: plain_number(plan.stamp[name]) for name in ("objective", "bound")}
    end["bound"] = end["bound"] or None
    tell(mark="verify", faults=len(faults), ulns=ulns, late=late_share(plan), **end)


def late_share(plan: Plan) -> dict[str, float]:
    """Shares of the stons asked for that come after their RDD, and that do not come at all."""
    rows = plan.tables["shortfalls"]
    asked = float(rows["required_stons"].sum()) or 1.0
    rdd = dict(zip(rows["uln"], rows["rdd"], strict=True))
    arrived = plan.tables["arrivals"]
    cargo = arrived[arrived["cargo"] != "pax"]
    late = cargo[cargo["day"] > cargo["uln"].map(rdd)]
    short = asked - float(rows["delivered_stons"].sum())
    return {"late": float(late["amount"].sum()) / asked, "short": short / asked}


if __name__ == "__main__":
    main()
