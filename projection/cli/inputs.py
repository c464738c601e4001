"""Verbs about inputs: check, new; and pages printed from the code: dictionary, formulation."""

from pathlib import Path

import typer

from projection.cli.doors import Exit
from projection.cli.manner import Manner, counted, found
from projection.errors import Finding, InputError
from projection.read.find import find_scenario


def check(manner: Manner, scenario: str) -> None:
    """Print every finding; exit 3 when one is an error."""
    from projection.read.check import check as findings_of

    path = find_scenario(scenario)
    findings = findings_of(path)
    lines = [*(str(finding) for finding in findings), f"{path}: {counted(findings)}"]
    data = found(findings)
    manner.answer("\n".join(lines), {"scenario": str(path), **data})
    if not data["ok"]:
        raise typer.Exit(Exit.INPUT)


def new(manner: Manner, name: str, start: str, own_network: bool = False) -> None:
    """Make a folder of another scenario's tables, ready to edit: scenarios/NAME, or a path; its network too."""
    from projection.exchange.fresh import make_fresh, own_network_of

    source = find_scenario(start)
    target = Path(name) if Path(name).parent != Path() else Path("scenarios") / name
    network = own_network_of(target) if own_network else None
    for path in (target, *([network] if network else [])):
        if path.exists():
            raise InputError([Finding(str(path), "exists already", "choose another name")])
    target.parent.mkdir(parents=True, exist_ok=True)
    make_fresh(source, target, network)
    made = f"{target} and {network}: copies" if network else f"{target}: a copy"
    text = f"{made} of {source.name}; edit the tables, then projection check {target}"
    data = {"scenario": str(target), "from": source.name}
    manner.answer(text, {**data, "network": str(network)} if network else data)


def dictionary(manner: Manner, out: Path) -> None:
    """Write the data dictionary page."""
    from projection.read.dictionary import dictionary as page

    out.write_text(page(), encoding="utf-8", newline="\n")
    manner.answer(str(out), {"files": [str(out)]})


def formulation(manner: Manner, out: Path) -> None:
    """Write the page of equations."""
    from projection.model.page import formulation as page

    out.write_text(page(), encoding="utf-8", newline="\n")
    manner.answer(str(out), {"files": [str(out)]})
