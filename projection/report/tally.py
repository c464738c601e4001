"""Sums over a plan that several pages show: what was asked, what was delivered, by day and by mode."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Arrival, Manifest, Shortfall

Floats = NDArray[np.float64]

KINDS = ("stons", "people")
_EPS = 1e-6


def deliveries(plan: Plan) -> pd.DataFrame:
    """Every delivery at a destination by the mode of the lift that brought it.

    Columns uln, day, kind (stons or people), mode (air, sea or land) and amount, sorted. Of each ULN what
    landed first is taken to be delivered first; what never was on a mission came by land.
    """
    landed = _landed(plan)
    arrivals = [row for row in rows_of(Arrival, plan.tables["arrivals"]) if row.role == "dest"]
    rows: list[tuple[str, int, str, str, float]] = []
    for row in sorted(arrivals, key=lambda row: (row.uln, row.day, row.node, row.cargo)):
        kind = "people" if row.cargo == "pax" else "stons"
        queue = landed.get((row.uln, kind), [])
        left = row.amount
        while left > _EPS and queue:
            day, mode, there = queue.pop(0)
            amount = min(left, there)
            rows.append((row.uln, row.day, kind, mode, amount))
            left -= amount
            if there - amount > _EPS:
                queue.insert(0, (day, mode, there - amount))
        if left > _EPS:
            rows.append((row.uln, row.day, kind, "land", left))
    table = pd.DataFrame(rows, columns=["uln", "day", "kind", "mode", "amount"])
    return table.groupby(["uln", "day", "kind", "mode"])["amount"].sum().reset_index()


def _landed(plan: Plan) -> dict[tuple[str, str], list[tuple[int, str, float]]]:
    """(day, mode, amount) landed at a POD of each ULN and kind, earliest first."""
    missions = plan.tables["missions"]
    modes = dict(zip(missions["mission"], missions["mode"], strict=True))
    arrivals = plan.tables["arrivals"]
    on_the_way = set(
        arrivals.loc[arrivals["role"] == "staged", ["uln", "node"]].itertuples(index=False, name=None)
    )
    found: dict[tuple[str, str], list[tuple[int, str, float]]] = {}
    for row in rows_of(Manifest, plan.tables["manifests"]):
        if (row.uln, row.pod) in on_the_way:
            continue
        kind, amount = ("people", row.pax) if row.cargo == "pax" else ("stons", row.stons)
        if amount > _EPS:
            queue = found.setdefault((row.uln, kind), [])
            queue.append((row.landed_day, str(modes[row.mission]), float(amount)))
    return {key: sorted(queue) for key, queue in sorted(found.items())}


def cumulative(table: pd.DataFrame, days: int) -> Floats:
    """Sum of ``amount`` up to the end of each day 0 to days - 1; what comes later is left out."""
    out = np.zeros(days)
    inside = table[table["day"] < days]
    np.add.at(out, inside["day"].clip(lower=0).to_numpy(int), inside["amount"].to_numpy(float))
    return np.cumsum(out)


def required(plan: Plan, kind: str, days: int) -> Floats:
    """What is due by the end of each day: every ULN on its RDD."""
    rows = rows_of(Shortfall, plan.tables["shortfalls"])
    amounts = [wanted_stons(row) if kind == "stons" else row.required_pax for row in rows]
    return cumulative(pd.DataFrame({"day": [row.rdd for row in rows], "amount": amounts}), days)


def wanted_stons(row: Shortfall) -> float:
    """Cargo that a ULN is asked for: what was not needed of it is not."""
    return row.delivered_stons if row.status == "not needed" else row.required_stons


def overdue(plan: Plan, delivered: pd.DataFrame, kind: str, days: int) -> Floats:
    """What is due and not there at the end of each day, summed over ULNs: early units hide no late ones."""
    total, nothing = np.zeros(days), delivered.iloc[:0]
    of_kind = {str(uln): table for uln, table in delivered[delivered["kind"] == kind].groupby("uln")}
    for row in rows_of(Shortfall, plan.tables["shortfalls"]):
        due = wanted_stons(row) if kind == "stons" else row.required_pax
        have = cumulative(of_kind.get(row.uln, nothing), days)
        first = min(max(row.rdd, 0), days)
        total[first:] += np.maximum(due - have[first:], 0)
    return total


def answer(plan: Plan) -> str:
    """The plan in one line: ``14,200 of 15,000 st and 7,900 of 8,000 people delivered by C+59; gap 3.1 %``."""
    table = plan.tables["shortfalls"]
    sums = {column: float(table[column].sum()) for column in table.columns if column.endswith(("stons", "pax"))}
    arrivals = plan.tables["arrivals"]
    at_dest = arrivals[arrivals["role"] == "dest"]
    wanted = sum(wanted_stons(row) for row in rows_of(Shortfall, table))
    stons = part(sums["delivered_stons"], wanted)
    people = part(sums["delivered_pax"], sums["required_pax"])
    by = "" if at_dest.empty else f" by C+{int(at_dest['day'].max())}"
    return f"{stons} st and {people} people delivered{by}; {gap_text(plan.stamp)}"


def part(have: float, want: float) -> str:
    """``1,200 of 1,500``, ``all 1,500`` when nothing is missing, ``no`` when nothing is wanted."""
    if want < 0.5:
        return "no"
    return f"all {want:,.0f}" if want - have < 0.5 else f"{have:,.0f} of {want:,.0f}"


def gap_text(stamp: Mapping[str, object]) -> str:
    """``gap 3.1 %``, or that no bound is known."""
    gap = stamp["gap"]
    return f"gap {100 * gap:.1f} %" if isinstance(gap, (int, float)) else "no bound known"


def grid_text(stamp: Mapping[str, Any]) -> str:
    """`` over launches every 2 days from day 30 on`` where a bound holds for these days alone, else ""."""
    rules = stamp["rules"]
    first, step = rules.get("coarse_from"), rules.get("coarse_days", 1)
    return f" over launches every {step} days from day {first} on" if first is not None and step > 1 else ""


def standing(plan: Plan) -> str:
    """Status, objective, bound and gap in one line, and how many ULNs closed on time."""
    stamp = plan.stamp
    status = plan.tables["shortfalls"]["status"]
    numbers = [
        f"{name} {stamp[name]:,.0f}" for name in ("objective", "bound") if isinstance(stamp[name], (int, float))
    ]
    parts = [
        f"{(status == 'on time').sum()} of {len(status)} ULNs on time",
        *(
            f"{count} {name}"
            for name in ("late", "short", "refused", "not needed")
            if (count := int((status == name).sum()))
        ),
    ]
    return (
        f"{', '.join(parts)}   |   {stamp['status']}: {', '.join([*numbers, gap_text(stamp)])}{grid_text(stamp)} "
        "(weighted ston-days)"
    )
