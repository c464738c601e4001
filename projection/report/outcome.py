"""What comes of a plan, as figures and tables that can be kept and compared without the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from projection.plan.plan import TERMS, Plan, rows_of
from projection.plan.rows import Shortfall, Utilisation
from projection.report.summary import BUSY
from projection.report.tally import KINDS, deliveries, wanted_stons

MODES = ("air", "sea", "land")
STANDINGS = ("on time", "late", "short", "refused", "not needed")
FIGURES: Mapping[str, type] = {
    "status": str,
    "objective": float,
    "bound": float,
    "gap": float,
    **{f"{what}_{kind}": float for kind in KINDS for what in ("required", "delivered", *MODES)},
    "ulns": int,
    **{name.replace(" ", "_"): int for name in STANDINGS},
    "late_ulns": str,
    "short_ulns": str,
    "closure_day": int,
    "last_delivery_day": int,
    "late_ston_days": float,
    "missions_air": int,
    "missions_sea": int,
    **{f"term_{name}": float for name in TERMS},
}
"""Figures of a plan in order, with their types; every one but counts may be blank.

Stons and people are what destinations got in the horizon, by the mode that brought it. ``closure_day`` is the day
on which the last ULN closes, blank when some never does; ``late_ulns`` and ``short_ulns`` are names by ;, the
latter with those refused. ``late_ston_days`` is without weights, the terms of the objective are with them.
"""

COLUMNS: Mapping[str, Mapping[str, type]] = {
    "ulns": {
        "uln": str,
        "nation": str,
        "priority": int,
        "rdd": int,
        "delivered_stons": float,
        "short_stons": float,
        "delivered_people": float,
        "short_people": float,
        "closure_day": int,
        "status": str,
        "why": str,
    },
    "arrivals": {"uln": str, "day": int, "kind": str, "mode": str, "amount": float},
    "shares": {"kind": str, "name": str, "stons": float, "people": float, "of_stons": float, "of_people": float},
    "tight": {"rule": str, "place": str, "days": int, "peak": float},
}
"""Columns of each table of an outcome.

ulns: one row for each ULN. arrivals: what destinations got by day and mode. shares: lift, routes and places.
tight: days on which a limit is used to nine tenths or more, and its highest share of use.
"""


@dataclass(frozen=True)
class Outcome:
    """Figures by the names in `FIGURES`, and a frame for each name in `COLUMNS`."""

    name: str
    figures: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]


def outcome(plan: Plan, name: str) -> Outcome:
    """What comes of a plan."""
    from projection.explore.shares import shares

    arrived = deliveries(plan)
    tables = {
        "ulns": _ulns(plan),
        "arrivals": arrived,
        "shares": _frame("shares", [(r.kind, r.name, r.stons, r.pax, r.of_stons, r.of_pax) for r in shares(plan)]),
        "tight": _tight(plan),
    }
    return Outcome(name, _figures(plan, arrived), tables)


def _frame(name: str, rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(COLUMNS[name]))


def _figures(plan: Plan, arrived: pd.DataFrame) -> dict[str, Any]:
    rows = rows_of(Shortfall, plan.tables["shortfalls"])
    closed = [row.closure_day for row in rows if row.status != "not needed"]
    ends: list[str] = [row.status for row in rows]
    missions = plan.tables["missions"].drop_duplicates("mission")["mode"]
    found: dict[str, Any] = {key: plan.stamp[key] for key in ("status", "objective", "bound", "gap")}
    found |= _amounts(rows, arrived)
    found |= {"ulns": len(rows), **{name.replace(" ", "_"): ends.count(name) for name in STANDINGS}}
    found["late_ulns"] = ";".join(row.uln for row in rows if row.status == "late")
    found["short_ulns"] = ";".join(row.uln for row in rows if row.status in ("short", "refused"))
    found["closure_day"] = (
        None if None in closed else max((day for day in closed if day is not None), default=None)
    )
    found["last_delivery_day"] = int(arrived["day"].max()) if len(arrived) else None
    found["late_ston_days"] = sum(row.late_ston_days for row in rows)
    found |= {f"missions_{mode}": int((missions == mode).sum()) for mode in ("air", "sea")}
    found |= {f"term_{name}": plan.stamp["terms"].get(name, 0.0) for name in TERMS}
    return {name: _typed(found[name], FIGURES[name]) for name in FIGURES}


def _typed(value: Any, kind: type) -> Any:
    return None if value is None else kind(value)


def _amounts(rows: tuple[Shortfall, ...], arrived: pd.DataFrame) -> dict[str, float]:
    """Stons and people required, delivered, and delivered by each mode."""
    found = {
        "required_stons": sum(wanted_stons(row) for row in rows),
        "delivered_stons": sum(row.delivered_stons for row in rows),
        "required_people": sum(row.required_pax for row in rows),
        "delivered_people": sum(row.delivered_pax for row in rows),
    }
    for kind in KINDS:
        for mode in MODES:
            own = arrived[(arrived["kind"] == kind) & (arrived["mode"] == mode)]
            found[f"{mode}_{kind}"] = float(own["amount"].sum())
    return found


def _ulns(plan: Plan) -> pd.DataFrame:
    rows = [
        (
            row.uln,
            row.nation,
            row.priority,
            row.rdd,
            row.delivered_stons,
            row.short_stons,
            row.delivered_pax,
            row.short_pax,
            row.closure_day,
            row.status,
            row.why,
        )
        for row in rows_of(Shortfall, plan.tables["shortfalls"])
    ]
    return _frame("ulns", rows)


def _tight(plan: Plan) -> pd.DataFrame:
    """Limits that are used to nine tenths on some day, by rule and place."""
    found: dict[tuple[str, str], tuple[int, float]] = {}
    for row in rows_of(Utilisation, plan.tables["utilisation"]):
        use = row.used / row.limit if row.limit > 0 else 0.0
        if use >= BUSY:
            days, peak = found.get((row.rule, row.place), (0, 0.0))
            found[row.rule, row.place] = (days + 1, max(peak, use))
    return _frame("tight", [(*key, *value) for key, value in sorted(found.items())])
