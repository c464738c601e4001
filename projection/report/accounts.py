"""Accounts of supply in words: how well each place is covered, and days of supply."""

from collections.abc import Sequence

from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Coverage, Supply
from projection.report.page import clean

_LISTED = 20


def supply_words(plan: Plan) -> str:
    """Coverage of each account, the least covered first, with its lowest days of supply; "" without accounts."""
    rows = rows_of(Coverage, plan.tables["coverage"])
    if not rows:
        return ""
    days: dict[str, list[Supply]] = {}
    for line in rows_of(Supply, plan.tables["supply"]):
        days.setdefault(line.account, []).append(line)
    rows = tuple(sorted(rows, key=lambda row: (row.covered, row.account)))
    least = rows[0]
    head = f"Supply: {len(rows)} account{'' if len(rows) == 1 else 's'}"
    if least.lacking > 0:
        head += f"; least covered: {clean(least.account)} ({clean(least.place)}, {least.covered:.0%})"
    lines = [_line(row, days.get(row.account, [])) for row in rows[:_LISTED]]
    more = ["  and more: see coverage.csv"] if len(rows) > _LISTED else []
    return "\n".join([head, *lines, *more])


def _line(row: Coverage, days: Sequence[Supply]) -> str:
    lack = [line.day for line in days if line.lacking > 0]
    lacks = f", {row.lacking:,.0f} st lacking on {len(lack)} days from C+{lack[0]}" if lack else ""
    left = [(days_of_supply(line), line.day) for line in days if line.used + line.lacking > 0]
    low = f"; least {min(left)[0]:.1f} days of supply, on C+{min(left)[1]}" if left else ""
    below = sum(line.below > 0 for line in days)
    under = f", below the floor on {below} days" if below else ""
    what = f"{clean(row.item)} at {clean(row.place)}: {row.covered:.0%} covered"
    return f"  {clean(row.account):<20} {what}{lacks}{low}{under}"


def days_of_supply(row: Supply) -> float:
    """Stock at the end of a day over what the day needs; 0 when it needs nothing."""
    need = row.used + row.lacking
    return row.kept / need if need else 0.0
