"""The data dictionary: every table and column, printed from the row types."""

import inspect
from collections.abc import Mapping

from pydantic import BaseModel

from projection.network.rows import NetworkSettings
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
from projection.read.columns import Column, columns
from projection.read.folders import NETWORK_TABLES
from projection.read.scenario_tables import OPTIONAL, SCENARIO_TABLES
from projection.read.settings import NETWORK_FILE
from projection.scenario.politics import Goals, Politics, Postures
from projection.scenario.rows import Rules, Settings, Solver
from projection.scenario.weights import Weights

PLAN_TABLES: Mapping[str, type[BaseModel]] = {
    "missions.csv": MissionStop,
    "manifests.csv": Manifest,
    "onward.csv": Onward,
    "arrivals.csv": Arrival,
    "shortfalls.csv": Shortfall,
    "presence.csv": Presence,
    "units.csv": UnitClosing,
    "supply.csv": Supply,
    "coverage.csv": Coverage,
    "utilisation.csv": Utilisation,
    "refused_options.csv": RefusedOption,
}
_SECTIONS: Mapping[str, type[BaseModel]] = {
    "scenario.toml": Settings,
    "scenario.toml [weights]": Weights,
    "scenario.toml [solver]": Solver,
    "scenario.toml [rules]": Rules,
    "scenario.toml [politics]": Politics,
    "scenario.toml [postures]": Postures,
    "scenario.toml [goals]": Goals,
}

_HEAD = """\
# Data dictionary

Printed from the row types by `projection.read.dictionary`; a test keeps it so. Edit the types, not this page.

Tables are CSV in UTF-8 with commas and a header line; the order of columns and rows, and the case of the header,
do not matter. A blank cell is the default. Several names in one cell are separated by `;`. Days are whole numbers
after C-day. Numbers have a decimal point and no thousands separator. `projection check` names every fault.

Columns that begin with `x_` are your own: kept, never read. A text that a spreadsheet would take for a formula may
begin with an apostrophe, which is not part of it. Texts have at most 2,000 characters, none of them invisible.
"""
_NETWORK = """
## Network folder: networks/NAME

`nations.csv`, one of `airfields.csv` and `seaports.csv`, and one of `aircraft.csv` and `ships.csv` are required;
the other files may be left out. Airfields, seaports and sites share one set of ids; so do aircraft and ships.
"""
_SCENARIO = f"""
## Scenario folder: scenarios/NAME

{", ".join(f"`{name}`" for name in OPTIONAL)} may be left out.
The settings may be `scenario.yaml` instead, with the same keys.
Keys in `overrides.toml` (`solver.gap = 0.05`) count before them.
"""
_PLAN = """
## Plan folder

Written by `projection solve`, read by `projection verify`.
"""


def dictionary() -> str:
    """docs/data-dictionary.md as Markdown."""
    parts = [_HEAD, _NETWORK]
    parts += [_table(file, row_type) for file, row_type in NETWORK_TABLES.items()]
    parts.append(_table(NETWORK_FILE, NetworkSettings))
    parts.append(_SCENARIO)
    parts += [_table(file, row_type) for file, row_type in {**_SECTIONS, **SCENARIO_TABLES}.items()]
    parts.append(_PLAN)
    parts += [_table(file, row_type, plan=True) for file, row_type in PLAN_TABLES.items()]
    return "".join(parts)


def _table(file: str, row_type: type[BaseModel], plan: bool = False) -> str:
    meaning = inspect.cleandoc(row_type.__doc__ or "").replace("``", "`")
    meaning = meaning.removeprefix(f"{file}: ").replace(f" ({file})", "").replace(f" ({_section_mark(file)})", "")
    key = "key" if ".toml" in file else "column"
    titles = [key, "kind", "unit", "meaning"] if plan else [key, "kind", "unit", "default", "meaning"]
    lines = [f"\n### {file}\n", f"{meaning[:1].upper()}{meaning[1:]}\n", _line(titles)]
    lines.append(_line(["---"] * len(titles)))
    for column in columns(row_type).values():
        if column.kind != "section":
            default = [] if plan else [_default(column)]
            lines.append(_line([f"`{column.name}`", _kind(column), column.unit, *default, column.meaning]))
    return "\n".join(lines) + "\n"


def _section_mark(file: str) -> str:
    name, _, mark = file.partition(" ")
    return f"{mark} of {name}"


def _kind(column: Column) -> str:
    if column.kind == "choice":
        return " or ".join(f"`{word}`" for word in column.choices)
    return f"{column.kind}, {column.limits}" if column.limits else column.kind


def _default(column: Column) -> str:
    return "**required**" if column.required else (f"`{column.default}`" if column.default else "blank")


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
