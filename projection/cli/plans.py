"""Verbs about plans: solve, demo, verify, summary, map."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from projection.cli.doors import Exit
from projection.cli.manner import Manner, found
from projection.cli.progress import Screen, interrupts, native_silence
from projection.errors import Finding, InputError
from projection.plan.folder import read_plan
from projection.plan.plan import Plan
from projection.plan.rows import BROKEN
from projection.read.folders import read_network, read_scenario

DEMO = "korea-direct-support"


def solve(
    manner: Manner,
    scenario: str,
    out: Path | None,
    solver: Mapping[str, Any],
    *,
    draw: bool = True,
    fail_late: bool = False,
    sets: Sequence[str] = (),
) -> None:
    """Solve a scenario into a plan folder and say what came out and where it lies."""
    from projection.pipeline import NoPlanError, solve_scenario
    from projection.read import overrides
    from projection.read.find import find_scenario
    from projection.solve.highs import Stop

    folder = out or Path("runs") / find_scenario(scenario).resolve().name
    over = overrides.parse(sets)
    screen, stop = Screen(manner), Stop()
    try:
        with native_silence(), screen.open(), interrupts(screen, stop.ask):
            plan = solve_scenario(scenario, folder, solver, screen.watch, stop, draw, over)
    except NoPlanError as error:
        stopped = stop.asked.is_set()
        manner.answer(str(error), {"plan": None, "status": "no plan"})
        manner.fail("nothing was written" if stopped else "nothing was written; try a longer --time-limit")
        raise typer.Exit(Exit.INTERRUPTED if stopped else Exit.NO_PLAN) from error
    _say(manner, plan, folder)
    if stop.asked.is_set():
        raise typer.Exit(Exit.INTERRUPTED)
    standing = _standing(plan)
    if fail_late and standing["on time"] + standing["not needed"] < len(plan.tables["shortfalls"]):
        raise typer.Exit(Exit.LATE)


def verify(manner: Manner, folder: Path) -> None:
    """Recount a plan; exit 3 when a rule is broken or the folder cannot be read."""
    from projection.plan.verify.rules import RULES
    from projection.plan.verify.rules import verify as recount

    read_plan(folder)
    faults = recount(folder)
    lines = [str(fault) for fault in faults]
    many = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}" if faults else "no fault"
    lines.append(f"{len(RULES)} rules recounted: {many}")
    manner.answer("\n".join(lines), {"plan": str(folder), "rules": len(RULES), **found(faults)})
    if faults:
        raise typer.Exit(Exit.INPUT)


def summary(manner: Manner, folder: Path, into: Path | None) -> None:
    """Print a plan in words; put them into a page when one is named."""
    from projection.report.answer import with_answer
    from projection.report.summary import summary as words

    plan = read_plan(folder)
    scenario = read_scenario(folder / "inputs" / "scenario")
    if into is not None:
        page = with_answer(read_page(into), plan, scenario)
        into.write_text(page, encoding="utf-8", newline="\n")
    manner.answer(words(plan, scenario), _data(plan, folder))


def read_page(path: Path) -> str:
    """Text of a page; raises `InputError` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Finding(str(path), f"cannot be read: {error}", "name a page of text")]) from error


def draw_map(
    manner: Manner,
    folder: Path,
    out: Path | None,
    formats: Sequence[str],
    extents: Sequence[str],
    charts: bool,
) -> None:
    """Draw maps of a plan and write its GIS files; with ``charts`` its charts as well."""
    from projection.maps.extents import EXTENTS
    from projection.maps.pictures import GIS, write_charts, write_maps
    from projection.report.page import PICTURES

    plan = read_plan(folder)
    inputs = folder / "inputs"
    network, scenario = read_network(inputs / "network"), read_scenario(inputs / "scenario")
    target = out or folder
    target.mkdir(parents=True, exist_ok=True)
    wanted = list(dict.fromkeys(formats)) or [*PICTURES, *GIS]
    shown = list(dict.fromkeys(extents)) or list(EXTENTS[:1])
    files = write_maps(plan, network, scenario, target, wanted, EXTENTS if "all" in shown else shown)
    drawn = [one for one in wanted if one not in GIS]
    if charts and drawn:
        files += write_charts(plan, network, scenario, target, drawn)
    manner.answer("\n".join(str(path) for path in files), {"files": [str(path) for path in files]})


def _say(manner: Manner, plan: Plan, folder: Path) -> None:
    from projection.report.summary import summary as words

    if manner.quiet and not manner.json:
        return
    scenario = read_scenario(folder / "inputs" / "scenario")
    places = {
        "plan": folder,
        "tables": folder / "missions.csv",
        "map": folder / "map.png",
        "closure": folder / "closure.png",
        "GIS": folder / "plan.gpkg",
    }
    lines = [f"{name:<9}{path}" for name, path in places.items() if path.exists()]
    lines.append(f"{'proof':<9}projection verify {folder}")
    manner.answer(words(plan, scenario) + "\n" + "\n".join(lines), _data(plan, folder))


def _data(plan: Plan, folder: Path) -> dict[str, Any]:
    stamp = plan.stamp
    short = plan.tables["shortfalls"]
    sums = {name: float(short[name].sum()) for name in short.columns if name.endswith(("_stons", "_pax"))}
    return {
        "plan": str(folder),
        "files": sorted(path.name for path in folder.iterdir() if path.is_file()),
        **{key: stamp[key] for key in ("scenario", "title", "status", "objective", "bound", "gap", "terms")},
        "orders_broken": sorted(str(row.uln) for row in short.itertuples() if str(row.why).startswith(BROKEN)),
        "ulns": {"all": len(short), **_standing(plan)},
        **sums,
        "missions": int(plan.tables["missions"]["mission"].nunique()),
    }


def _standing(plan: Plan) -> dict[str, int]:
    """ULNs by how they end."""
    status = plan.tables["shortfalls"]["status"]
    return {name: int((status == name).sum()) for name in ("on time", "late", "short", "refused", "not needed")}
