"""Every fault of a scenario and its network at once: of the files, and across their tables."""

import re
from collections.abc import Iterable
from pathlib import Path

from projection.errors import Finding, InputError
from projection.read import (
    check_access,
    check_items,
    check_lift,
    check_members,
    check_movements,
    check_network,
    check_orders,
    check_own,
    check_politics,
    check_presence,
    check_recalls,
    check_shares,
    check_staging,
    check_stocks,
    check_supply,
    check_units,
)
from projection.read.case import Case, Check
from projection.read.find import find_network
from projection.read.folders import NETWORK_TABLES, Folder, no_folder, read_network_folder, read_scenario_folder
from projection.read.overrides import Over
from projection.read.settings import SettingsRead
from projection.read.sweeps import no_sweeps

CHECKS: tuple[Check, ...] = (
    *check_network.CHECKS,
    *check_lift.CHECKS,
    *check_movements.CHECKS,
    *check_own.CHECKS,
    *check_items.CHECKS,
    *check_access.CHECKS,
    *check_shares.CHECKS,
    *check_units.CHECKS,
    *check_politics.CHECKS,
    *check_supply.CHECKS,
    *check_orders.CHECKS,
    *check_recalls.CHECKS,
    *check_members.CHECKS,
    *check_staging.CHECKS,
    *check_presence.CHECKS,
    *check_stocks.CHECKS,
)

_WHERE = re.compile(r"(.*?):(\d+)(?::|$)")


@no_sweeps()
def check(scenario_path: Path, over: Over | None = None) -> list[Finding]:
    """Findings about a scenario folder and the network that it names, by file and line.

    Only findings of level error keep a scenario from being solved. Never raises for what a file holds. ``over``
    keys count instead of those of the settings.
    """
    folder, settings = read_scenario_folder(scenario_path, over)
    if not scenario_path.is_dir():
        return list(folder.findings)
    return in_order(everything(folder, settings))


def everything(folder: Folder, settings: SettingsRead, network: Folder | None = None) -> list[Finding]:
    """Findings of a scenario folder that was read, of its network, and across the tables of both.

    ``network`` as it was read; without it, the one that the settings name is.
    """
    network = network or _network(folder.path, settings)
    case = Case(folder, network, settings)
    return [*folder.findings, *network.findings, *(finding for one in CHECKS for finding in one(case))]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by file, line and column, each once; those of a whole file first."""

    def key(finding: Finding) -> tuple[str, int, Finding]:
        match = _WHERE.match(finding.where)
        return (match[1], int(match[2]), finding) if match else (finding.where.split(":")[0], 0, finding)

    return sorted(set(findings), key=key)


def _network(scenario_path: Path, settings: SettingsRead) -> Folder:
    if settings.network is None:
        return no_folder(scenario_path, NETWORK_TABLES)
    try:
        return read_network_folder(find_network(scenario_path, settings.network))
    except InputError as error:
        what = f"there is no network {settings.network}"
        fault = Finding(settings.where("network"), what, error.findings[0].mend)
        return no_folder(scenario_path, NETWORK_TABLES, fault)
