"""The verb estimate: a hand estimate for each fleet and for all of them, beside an optimized plan."""

from pathlib import Path
from typing import Any

from projection.cli.manner import Manner
from projection.errors import InputError
from projection.movement.estimate import Estimate, Together, estimates, together
from projection.movement.expand import expand
from projection.plan.folder import read_plan
from projection.read.check import check
from projection.read.find import find_network, find_scenario
from projection.read.folders import read_network, read_scenario
from projection.route.legs import route

NOTE = (
    "By AFPAM 10-1403 factors: tails, payload, distance, cycle and use rate, at an even pace over one chain for\n"
    "each fleet; no working spots, berths, fuel, land links or classes of cargo. Neither a plan nor a bound.\n"
    "A fleet closes when it has carried, alone, all that it may carry over that chain."
)


def estimate(manner: Manner, name: str, plan: Path | None) -> None:
    """Say the estimate; ``plan`` is a plan folder to show beside it."""
    path = find_scenario(name)
    errors = [finding for finding in check(path) if finding.level == "error"]
    if errors:
        raise InputError(errors)
    scenario = read_scenario(path)
    network = read_network(find_network(path, scenario.settings.network))
    instance = expand(network, scenario, route(network, scenario))
    rows = estimates(network, instance)
    everything = together(instance, rows)
    planned = _planned(plan) if plan is not None else {}
    lines = [_header(bool(planned)), *(_row(row, planned) for row in rows), ""]
    lines += [_sum(row, planned, instance.horizon) for row in everything]
    data = {
        "fleets": [{**row.__dict__, "stons_day": row.stons_day, "plan": planned.get(row.fleet)} for row in rows],
        "together": [{**row.__dict__, "plan": planned.get(row.mode)} for row in everything],
    }
    manner.answer("\n".join([*lines, "", NOTE]), data)


def _planned(folder: Path) -> dict[str, dict[str, Any]]:
    """Missions, stons and day of the last landing of a plan, by fleet and by ``air``, ``sea``, ``all``."""
    plan = read_plan(folder)
    missions = plan.tables["missions"].drop_duplicates("mission").set_index("mission")
    carried = plan.tables["manifests"].join(missions[["fleet", "mode"]], on="mission")
    found = {}
    for column, names in (("fleet", sorted(set(missions.fleet))), ("mode", ["air", "sea", "all"])):
        for name in names:
            flown = missions if name == "all" else missions[missions[column] == name]
            cargo = carried if name == "all" else carried[carried[column] == name]
            cargo = cargo[cargo.stons > 0]
            first, last = (
                (None, None) if cargo.empty else (int(cargo.landed_day.min()), int(cargo.landed_day.max()))
            )
            found[str(name)] = {
                "missions": len(flown),
                "stons": float(cargo.stons.sum()),
                "first_day": first,
                "closure_day": last,
            }
    return found


def _header(beside: bool) -> str:
    head = f"{'fleet':<20} {'tails':>5} {'nm':>6} {'st':>6} {'cycle h':>7} {'st/day':>7} {'may carry':>9} "
    head += f"{'missions':>8} {'first':>5} {'closes':>6}"
    return f"{head}   {'plan: missions':>14} {'st':>7} {'last':>5}" if beside else head


def _row(row: Estimate, planned: dict[str, dict[str, Any]]) -> str:
    line = f"{row.fleet:<20} {row.tails:>5} {row.nm:>6,.0f} {row.payload:>6,.0f} {row.cycle_h:>7,.0f} "
    line += f"{row.stons_day:>7,.0f} {row.wanted:>9,.0f} {row.missions:>8,} "
    line += f"{_day(row.first_day):>5} {_day(row.closure_day):>6}"
    return line + _beside(planned, row.fleet)


def _sum(row: Together, planned: dict[str, dict[str, Any]], horizon: int) -> str:
    line = f"{row.mode:<20} {'':>5} {'':>6} {'':>6} {'':>7} {row.stons_day:>7,.0f} {row.wanted:>9,.0f} "
    line += f"{row.missions:>8,} {_day(row.first_day):>5} {_day(row.closure_day):>6}{_beside(planned, row.mode)}"
    if row.closure_day is None and row.wanted:
        line += f"\n{'':<20} {row.brought:,.0f} of {row.wanted:,.0f} st there by C+{horizon - 1}"
    return line


def _beside(planned: dict[str, dict[str, Any]], name: str) -> str:
    if not planned:
        return ""
    row = planned.get(name, {"missions": 0, "stons": 0.0, "closure_day": None})
    return f"   {row['missions']:>14,} {row['stons']:>7,.0f} {_day(row['closure_day']):>5}"


def _day(day: int | None) -> str:
    return "-" if day is None else f"C+{day}"
