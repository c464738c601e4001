"""A new scenario folder, ready to edit: commented settings, a header for every table, a page about its files."""

import inspect
import shutil
from pathlib import Path

from pydantic import BaseModel

from projection.errors import Finding, InputError
from projection.exchange.grid import csv_text
from projection.exchange.toml import commented
from projection.read.columns import columns
from projection.read.find import copy_scenario, find_network
from projection.read.scenario_tables import OPTIONAL, SCENARIO_TABLES
from projection.read.settings import FILES, parse, read_settings

README = "README.md"

_TITLE = "# A scenario of your own"


def own_network_of(target: Path) -> Path:
    """Where the network of a scenario folder goes: into ``networks/`` beside ``scenarios/``, else beside it."""
    parent = target.parent
    return (parent.parent if parent.name == "scenarios" else parent) / "networks" / target.name


def make_fresh(source: Path, target: Path, network: Path | None = None) -> None:
    """Copy a scenario to a new folder that stands alone, with what a planner needs to edit it.

    With ``network``, as `own_network_of` gives it, the scenario's network is copied there and named.
    """
    lent = _network_of(source) if network else None
    copy_scenario(source, target)
    if network and lent:
        _copy_network(lent, network)
    settings = target / FILES[0]
    if settings.exists():
        text = settings.read_text(encoding="utf-8-sig")
        values, _, faults = parse(text, FILES[0])
        if network:
            values = {**values, "network": network.name}
        if not faults:
            settings.write_text(commented(values, text), encoding="utf-8", newline="\n")
    for name in OPTIONAL:
        if not (target / name).exists():
            header, _ = csv_text(list(columns(SCENARIO_TABLES[name])), [])
            (target / name).write_text(header, encoding="utf-8", newline="")
    told = target / README
    earlier = told.read_text(encoding="utf-8", errors="replace") if told.exists() else ""
    if earlier.startswith(_TITLE):
        earlier = earlier.partition("\n---\n")[2]
    told.write_text(_page(source.resolve().name, earlier), encoding="utf-8", newline="\n")


def _network_of(source: Path) -> Path:
    """Network of a scenario; raises `InputError` when it is nowhere, or its settings could not name another."""
    if not (source / FILES[0]).exists():
        raise InputError([Finding(str(source), f"has no {FILES[0]}", "write its settings as TOML")])
    settings = read_settings(source)
    if settings.network is None:
        raise InputError(settings.findings)
    return find_network(source, settings.network)


def _copy_network(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.is_file():
            shutil.copyfile(path, target / path.name)


def _page(source: str, earlier: str) -> str:
    rows = [f"| `{name}` | {_meaning(kind)} | {_need(name)} |" for name, kind in SCENARIO_TABLES.items()]
    lines = [
        _TITLE,
        "",
        f"A copy of {source}. Edit the tables with a spreadsheet or a text editor, then run `projection check` on",
        "this folder: it names every fault by file, line and column.",
        "",
        "| file | what one line of it is | |",
        "|---|---|---|",
        f"| `{FILES[0]}` | days, horizon, weights, solver, rules; every key is explained in it | required |",
        *rows,
        "",
        "A table with its header alone is as good as none. A blank cell is the column's default. Columns that",
        "begin with `x_` are yours: they are kept and not read. All columns with units: docs/data-dictionary.md.",
        "To edit one workbook instead: `projection export`, then `projection import`; see docs/how-to-import.md.",
    ]
    below = ["", "---", "", f"What {source} says of itself:", "", earlier.rstrip("\n")] if earlier else []
    return "\n".join([*lines, *below]) + "\n"


def _need(name: str) -> str:
    return "may be left out" if name in OPTIONAL else "required"


def _meaning(kind: type[BaseModel]) -> str:
    first = inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ").replace("``", "`")
    return first.split(" (")[0].rstrip(".")
