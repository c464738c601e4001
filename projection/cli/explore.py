"""Verbs that ask questions: conflicts of a scenario's orders, explain a plan."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from projection.cli.doors import Exit
from projection.cli.manner import Manner
from projection.cli.progress import native_silence
from projection.errors import Finding, InputError
from projection.read.folders import read_network, read_scenario

if TYPE_CHECKING:
    from projection.explore.explain import Explanation
    from projection.network.network import Network
    from projection.plan.plan import Plan
    from projection.scenario.scenario import Scenario


def conflicts(manner: Manner, name: str, time_limit_s: float) -> None:
    """Name orders that cannot hold together; exit 4 when there are some."""
    from projection.explore.conflicts import conflicts as find
    from projection.read.check import check
    from projection.read.find import find_network, find_scenario
    from projection.report.conflicts import conflict_words, order_words
    from projection.route.legs import route

    path = find_scenario(name)
    errors = [finding for finding in check(path) if finding.level == "error"]
    if errors:
        raise InputError(errors)
    scenario = read_scenario(path)
    network = read_network(find_network(path, scenario.settings.network))
    with native_silence():
        found = find(network, scenario, route(network, scenario), time_limit_s)
    places = order_places(path)
    rows = [
        {
            "orders": [
                {"id": row.id, "uln": row.uln, "where": places.get(row.id, ""), "words": order_words(row)}
                for row in conflict.orders
            ],
            "alone": conflict.alone,
            "hopeless": conflict.hopeless,
            "smallest": conflict.smallest,
            "ways_out": [asdict(way) for way in conflict.ways_out],
        }
        for conflict in found.found
    ]
    data = {"scenario": str(path), "orders": found.orders, "undecided": found.undecided, "conflicts": rows}
    manner.answer(conflict_words(found, places), data)
    if found.found:
        raise typer.Exit(Exit.CONFLICT)


def order_places(path: Path) -> dict[str, str]:
    """``file:line`` of every order by its name."""
    from projection.read.folders import read_scenario_folder
    from projection.scenario.orders import Order

    folder, _ = read_scenario_folder(path)
    return {row.row.id: f"{row.file}:{row.line}" for row in folder.rows(Order)}


def explain(manner: Manner, folder: Path, time_limit_s: float, top: int) -> None:
    """Explain a plan from its tables and the copies of its inputs."""
    from projection.plan.folder import read_plan
    from projection.report.explain import explanation_words, names_of

    plan, inputs = read_plan(folder), folder / "inputs"
    network = read_network(inputs / "network")
    found = asked(manner, plan, (network, read_scenario(inputs / "scenario")), folder, time_limit_s, top)
    manner.answer(explanation_words(found, names_of(network)), {"plan": str(folder), **asdict(found)})


def asked(
    manner: Manner,
    plan: "Plan",
    inputs: "tuple[Network, Scenario]",
    folder: Path,
    time_limit_s: float,
    top: int | None = None,
) -> "Explanation":
    """Explain a plan, and keep what was found in its folder where it can be written to."""
    from projection.explore.bottlenecks import TOP
    from projection.explore.explain import explain as ask
    from projection.explore.kept import keep
    from projection.explore.launches import NotOfThisPlanError

    try:
        with native_silence():
            found = ask(plan, *inputs, time_limit_s, TOP if top is None else top)
    except NotOfThisPlanError as error:
        mend = "solve it again with this version"
        raise InputError([Finding(str(folder / "missions.csv"), str(error), mend)]) from error
    if not keep(found, plan, folder):
        manner.log(f"{folder} cannot be written to: the answer is not kept for its pages")
    return found
