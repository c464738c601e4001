"""Which lift, routes and places carry what share of a plan, and what of its limits is slack."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from projection.explore.limits import UNITS, Limit
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Manifest, MissionStop, Shortfall, Utilisation
from projection.scenario.scenario import Scenario

LOOSE = 0.5
"""Share of a limit up to which its busiest day leaves it slack."""
Kind = Literal["lift", "route", "place"]


@dataclass(frozen=True)
class Share:
    """What goes by a lift type, by a route or through a place, as shares of all that is delivered.

    Cargo with several missions on its way counts for the lift, route and places of each.
    """

    kind: Kind
    name: str
    stons: float
    pax: float
    of_stons: float
    of_pax: float


@dataclass(frozen=True)
class Slack:
    """A limit that even on its busiest day is used to ``peak`` of it at most; 0 = a fleet that stays at home."""

    limit: Limit
    peak: float


def shares(plan: Plan) -> tuple[Share, ...]:
    """Shares by kind, the largest first."""
    stops: dict[str, list[MissionStop]] = {}
    for stop in rows_of(MissionStop, plan.tables["missions"]):
        stops.setdefault(stop.mission, []).append(stop)
    short = rows_of(Shortfall, plan.tables["shortfalls"])
    all_stons, all_pax = sum(row.delivered_stons for row in short), sum(row.delivered_pax for row in short)
    sums: dict[tuple[Kind, str], tuple[float, float]] = {}
    for row in rows_of(Manifest, plan.tables["manifests"]):
        for key in _keys(row, sorted(stops[row.mission], key=lambda stop: stop.stop)):
            stons, pax = sums.get(key, (0.0, 0.0))
            sums[key] = (stons + row.stons, pax + row.pax)
    found = [
        Share(kind, name, stons, pax, stons / all_stons if all_stons else 0.0, pax / all_pax if all_pax else 0.0)
        for (kind, name), (stons, pax) in sums.items()
    ]
    order = ("lift", "route", "place")
    return tuple(sorted(found, key=lambda row: (order.index(row.kind), -max(row.of_stons, row.of_pax), row.name)))


def _keys(row: Manifest, stops: list[MissionStop]) -> Iterator[tuple[Kind, str]]:
    """Lift, route and places of a load between its POE and POD, each once."""
    yield "lift", stops[0].lift
    on_way, places = False, []
    for stop in stops:
        if on_way:
            places += [name.split("@")[0] for name in stop.passages.split(";") if name]
        on_way = on_way or stop.node == row.poe
        if on_way:
            places.append(stop.node)
        if on_way and stop.node == row.pod:
            break
    between = [name for name in dict.fromkeys(places) if name not in (row.poe, row.pod)]
    yield "route", f"{row.poe} - {row.pod}" + (f" via {', '.join(between)}" if between else "")
    for name in dict.fromkeys(places):
        yield "place", name


def slack(plan: Plan, scenario: Scenario) -> tuple[Slack, ...]:
    """Limits that are used to half at most on their busiest day: by rule, fleets first, and the idlest first.

    Fleets that stay at home are among them.
    """
    peaks: dict[Limit, float] = {}
    for row in rows_of(Utilisation, plan.tables["utilisation"]):
        limit = Limit(row.rule, row.place)
        peaks[limit] = max(peaks.get(limit, 0.0), row.used / row.limit if row.limit > 0 else 1.0)
    for name, fleet in scenario.fleets.items():
        if fleet.count and Limit("tails", name) not in peaks:
            peaks[Limit("tails", name)] = 0.0
    order = list(UNITS)
    rows = (Slack(limit, peak) for limit, peak in peaks.items() if peak <= LOOSE)
    return tuple(sorted(rows, key=lambda row: (order.index(row.limit.rule), row.peak, row.limit)))
