"""What a batch shows, in a planner's words."""

from typing import Any

from projection.batch.compare import CASE, Effect, Endangered, Group, Picture
from projection.report.compare_words import counted, figure
from projection.report.page import clean
from projection.report.summary import aligned

LISTED = 20


def headline(found: Picture) -> str:
    """``200 runs: 198 with a plan, 2 without; gap at most 0.0 %``."""
    words = [f"{counted(found.runs, 'run')}: {found.runs - found.failed - found.left:,} with a plan"]
    words += [f"{found.failed:,} without"] if found.failed else []
    words += [f"{found.left:,} not run"] if found.left else []
    return f"{', '.join(words)}; gap at most {found.gap:.1%}"


def picture_words(found: Picture) -> str:
    """All of it; long lists are cut and say so, --json has all."""
    parts = [headline(found)]
    if found.reasons:
        lines = [f"  {many:>5,}  {clean(why)}" for why, many in found.reasons[:LISTED]]
        parts.append("\n".join(["Without a plan, because", *lines, *_more(found.reasons)]))
    parts += [_effect(row) for row in found.effects[:LISTED]]
    parts += ["\n".join(_more(found.effects))] if len(found.effects) > LISTED else []
    parts.append(_endangered(found))
    parts += [_runs("Runs with the least objective", found.best), _runs("Runs with the most", found.worst)]
    return "\n\n".join(part for part in parts if part)


def _effect(row: Effect) -> str:
    head = ("", "runs", "objective", "stons", "people", "ston-days late", "on time", "closes")
    what = "case" if row.change == CASE else clean(row.change, 80)
    title = f"{what}: moves the objective by {row.moves:,.0f} (means)"
    return aligned(title, head, [_group(group) for group in row.groups])


def _group(row: Group) -> tuple[str, ...]:
    names = ("objective", "delivered_stons", "delivered_people", "late_ston_days")
    means = [figure(name, row.means[name]) for name in names]
    day = row.means["closure_day"]
    closes = "never" if day is None else f"C+{day:.1f}" + (f" in {row.closing:.0%}" if row.closing < 1 else "")
    return (clean(row.value, 40), f"{row.runs:,}", *means, f"{row.on_time:.0%}", closes)


def _endangered(found: Picture) -> str:
    if not found.endangered:
        return f"Late or short in some run: none of {counted(found.ulns, 'ULN')}"
    rows = [_uln(row) for row in found.endangered[:LISTED]]
    title = f"Late or short in some run: {len(found.endangered)} of {counted(found.ulns, 'ULN')}"
    text = aligned(title, ("", "late in", "short in", "closes at the latest"), rows)
    return "\n".join([text, *_more(found.endangered)])


def _uln(row: Endangered) -> tuple[str, ...]:
    latest = "never" if row.latest is None else f"C+{row.latest}"
    return (clean(row.uln, 40), f"{row.late:.0%}", f"{row.short:.0%}", latest)


def _runs(title: str, rows: tuple[dict[str, Any], ...]) -> str:
    if not rows:
        return ""
    lines = [title]
    for row in rows:
        names = list(row)
        changes = names[names.index(CASE) + 1 : names.index("status")]
        said = ", ".join(f"{name}={row[name]}" for name in changes if row[name] is not None)
        words = ": ".join(part for part in (row[CASE], said) if part)
        ends = f"objective {row['objective']:,.0f}, {row['delivered_stons']:,.0f} st"
        closes = "never closes" if row["closure_day"] is None else f"closes C+{row['closure_day']}"
        lines.append(f"  run {row['run']}: {ends}, {closes}; {clean(words, 300)}")
    return "\n".join(lines)


def _more(rows: tuple[Any, ...]) -> list[str]:
    return [f"  and {len(rows) - LISTED} more; --json has all"] if len(rows) > LISTED else []
