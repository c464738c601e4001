"""A what-if in words: what changed, how it was solved, and what became of whom against the old plan."""

from collections.abc import Iterator

from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Shortfall
from projection.report.tally import gap_text

NAMED = 8
"""ULNs that are named on each side."""


def whatif_words(old: Plan, new: Plan, changes: tuple[str, ...], how: tuple[str, ...]) -> str:
    """The comparison; ``how`` says how the answer came about, a line each."""
    lines = [f"What if    {', '.join(changes)}", *(f"           {line}" for line in how)]
    before, after = old.stamp, new.stamp
    change = after["objective"] - before["objective"]
    share = f" ({100 * change / before['objective']:+.1f} %)" if before["objective"] else ""
    lines.append(f"Objective  {before['objective']:,.0f} before, {after['objective']:,.0f} now{share}")
    lines.append(f"Proof      {after['status']}; bound {after['bound']:,.0f}, {gap_text(after)}")
    if abs(change) <= (before["objective"] - before["bound"]) + (after["objective"] - after["bound"]):
        lines.append("           the change is within what the two proofs leave open: read it with care")
    lines += _terms(old, new)
    lines += _ulns(old, new)
    lines += _missions(old, new)
    return "\n".join(lines)


def _terms(old: Plan, new: Plan) -> Iterator[str]:
    """Parts of the objective that changed by a ston-day and more."""
    for name, value in new.stamp["terms"].items():
        change = value - old.stamp["terms"].get(name, 0.0)
        if abs(change) >= 1:
            yield f"           {name} {change:+,.0f}"


def _ulns(old: Plan, new: Plan) -> Iterator[str]:
    before = {row.uln: row for row in rows_of(Shortfall, old.tables["shortfalls"])}
    later: list[tuple[float, str, str]] = []
    sooner: list[tuple[float, str, str]] = []
    for row in rows_of(Shortfall, new.tables["shortfalls"]):
        was = before.get(row.uln)
        if was is None or (was.closure_day, was.status) == (row.closure_day, row.status):
            continue
        change = _day(row) - _day(was)
        words = f"{row.uln} (priority {row.priority}): {_ends(was)} -> {_ends(row)}"
        (later if change > 0 else sooner).append((abs(change), row.uln, words))
    same = len(before) - len(later) - len(sooner)
    yield f"ULNs       {len(later)} later, {len(sooner)} sooner, {same} as before"
    for title, rows in (("later", later), ("sooner", sooner)):
        ranked = sorted(rows, key=lambda item: (-item[0], item[1]))
        for place, (_, _, words) in enumerate(ranked[:NAMED]):
            yield f"{title if not place else '':<11}{words}"
        if len(ranked) > NAMED:
            yield f"           and {len(ranked) - NAMED} more"


def _day(row: Shortfall) -> float:
    """Closing day; never is a year after."""
    return float(row.closure_day) if row.closure_day is not None else row.rdd + 365.0


def _ends(row: Shortfall) -> str:
    return row.status if row.closure_day is None else f"day {row.closure_day} {row.status}"


def _missions(old: Plan, new: Plan) -> Iterator[str]:
    """Missions by fleet where their number changed."""
    counts: list[dict[str, int]] = []
    for plan in (old, new):
        table = plan.tables["missions"]
        fleets = table.groupby("fleet")["mission"].nunique() if len(table) else {}
        counts.append({str(fleet): int(number) for fleet, number in fleets.items()})
    changed = [
        f"{fleet} {counts[1].get(fleet, 0) - counts[0].get(fleet, 0):+d}"
        for fleet in sorted(counts[0].keys() | counts[1].keys())
        if counts[0].get(fleet, 0) != counts[1].get(fleet, 0)
    ]
    yield f"Missions   {', '.join(changed) if changed else 'as many of each fleet'}"
