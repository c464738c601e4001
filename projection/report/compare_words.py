"""A comparison of plans in a planner's words, as plain text."""

from collections.abc import Iterable, Sequence
from typing import Any

from projection.explore.limits import Limit
from projection.report.compare import SAME, Comparison, Difference, ShareChange, UlnChange
from projection.report.explain import limit_words
from projection.report.outcome import Outcome
from projection.report.page import clean
from projection.report.summary import TERM_WORDS, aligned

LISTED = 20
_ROWS = {
    "objective": "objective",
    "bound": "bound",
    "gap": "gap",
    "delivered_stons": "stons delivered",
    "air_stons": "  by air",
    "sea_stons": "  by sea",
    "land_stons": "  over land only",
    "delivered_people": "people delivered",
    "air_people": "  by air",
    "sea_people": "  by sea",
    "land_people": "  over land only",
    "on_time": "ULNs on time",
    "late": "ULNs late",
    "short": "ULNs short",
    "refused": "ULNs refused",
    "not_needed": "ULNs not needed",
    "late_ston_days": "ston-days late",
    "closure_day": "all ULNs closed",
    "last_delivery_day": "last delivery",
    "missions_air": "missions by air",
    "missions_sea": "missions by sea",
}
"""Figures in order, in words; those of the objective's terms follow. One that is 0 everywhere is left out."""

ALWAYS = ("objective", "bound", "gap", "delivered_stons", "closure_day")
"""Figures that stand there even when they are 0 or blank in every plan."""


def comparison_words(found: Comparison) -> str:
    """Figures side by side, then each difference from the first plan."""
    parts = [figures_table(found)]
    parts += [difference_words(row) for row in found.differences]
    return "\n\n".join(parts)


def figures_table(found: Comparison) -> str:
    """One column for each plan, and the change from the first where there are two."""
    outcomes = found.outcomes
    head = ["", *(clean(row.name, 24) for row in outcomes), *(["change"] if len(outcomes) == 2 else [])]
    rows = [["status", *(str(row.figures["status"]) for row in outcomes), *([""] if len(outcomes) == 2 else [])]]
    names = {**_ROWS, **{f"term_{name}": f"  of it {words}" for name, words in TERM_WORDS.items()}}
    order = ["objective", *(name for name in names if name.startswith("term_")), *list(_ROWS)[1:]]
    for name in order:
        values = [row.figures[name] for row in outcomes]
        if name in ALWAYS or any(values):
            cells = [figure(name, value) for value in values]
            rows.append([names[name], *cells, *([_change(name, values)] if len(outcomes) == 2 else [])])
    title = "Plans side by side" + ("" if len(outcomes) == 2 else "; differences are from the first")
    return aligned(title, tuple(head), [tuple(row) for row in rows])


def figure(name: str, value: Any) -> str:
    """A figure as a cell of text: days as C+13, gaps in per cent, a dash where there is none."""
    if value is None:
        return "never" if name == "closure_day" else "-"
    if name.endswith("_day"):
        return f"C+{value}"
    return f"{value:.1%}" if name == "gap" else f"{value:,.0f}"


def _change(name: str, values: Sequence[Any]) -> str:
    if values[0] is None or values[1] is None or values[0] == values[1]:
        return ""
    change = values[1] - values[0]
    if name.endswith("_day"):
        return _days(change)
    return f"{change:+.1%}" if name == "gap" else f"{change:+,.0f}"


def _days(change: int) -> str:
    """``2 days later``, ``1 day earlier``."""
    return f"{counted(abs(change), 'day')} {'later' if change > 0 else 'earlier'}"


def counted(number: int, noun: str) -> str:
    """``1 day``, ``1,200 days``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def difference_words(row: Difference) -> str:
    """One difference: its sentence, the ULNs, what carries more or less, which limits got full or free."""
    lines = [f"{clean(row.other, 60)} against {clean(row.first, 60)}: {sentence(row)}"]
    if row.ulns:
        lines.append(f"  ULNs that end otherwise: {len(row.ulns)}")
        lines += _cut([f"    {uln_words(change)}" for change in row.ulns])
    for kind, words in (("lift", "Lift"), ("route", "Routes"), ("place", "Places")):
        changes = [change for change in row.shares if change.kind == kind]
        if changes:
            lines.append(f"  {words}")
            lines += _cut([f"    {share_words(change)}" for change in changes])
    if row.tighter:
        lines.append(f"  Full now: {_limits(row.tighter)}")
    if row.looser:
        lines.append(f"  No longer full: {_limits(row.looser)}")
    return "\n".join(lines)


def _cut(lines: Sequence[str]) -> list[str]:
    more = [f"    and {len(lines) - LISTED} more; --json has all"] if len(lines) > LISTED else []
    return [*lines[:LISTED], *more]


def _limits(rows: Iterable[tuple[str, str]]) -> str:
    found = [limit_words(Limit(*row)) for row in rows]
    more = f" and {len(found) - LISTED} more" if len(found) > LISTED else ""
    return clean(", ".join(found[:LISTED]), 1500) + more


def sentence(row: Difference) -> str:
    """``delivers 50 st more, closes 2 days later; now late: U1``; ``the same to the ston and the day``."""
    parts = []
    for kind, unit in (("stons", "st"), ("people", "people")):
        change = row.figures.get(f"delivered_{kind}", 0.0)
        if abs(change) > SAME:
            parts.append(f"delivers {abs(change):,.0f} {unit} {'more' if change > 0 else 'less'}")
    lost = [change for change in row.ulns if change.day_before is not None and change.day_after is None]
    won = [change for change in row.ulns if change.day_before is None and change.day_after is not None]
    if day := int(row.figures.get("closure_day", 0)):
        parts.append(f"closes {_days(day)}")
    parts += [f"{names(lost)} no longer close{'s' if len(lost) == 1 else ''}"] if lost else []
    parts += [f"{names(won)} now close{'s' if len(won) == 1 else ''}"] if won else []
    late = [change for change in row.ulns if change.after == "late" != change.before]
    spared = [change for change in row.ulns if change.before == "late" and change.after == "on time"]
    parts += [f"now late: {names(late)}"] if late else []
    parts += [f"no longer late: {names(spared)}"] if spared else []
    if not parts:
        return "other days or ways, the same deliveries" if row.ulns or row.shares else "no difference"
    return "; ".join(parts)


def names(rows: Sequence[UlnChange], most: int = 4) -> str:
    """``U1, U2 and 3 more``."""
    more = f" and {len(rows) - most} more" if len(rows) > most else ""
    return ", ".join(clean(row.uln, 40) for row in rows[:most]) + more


def uln_words(row: UlnChange) -> str:
    """``U2  due C+3: late C+4 -> on time C+2, 2 days earlier``."""
    ends = [_end(row.before, row.day_before), _end(row.after, row.day_after)]
    words = f"{clean(row.uln, 40):<20} due C+{row.rdd}: {ends[0]} -> {ends[1]}"
    words += f", {_days(row.days)}" if row.days else ""
    for amount, unit in ((row.stons, "st"), (row.people, "people")):
        words += f", {abs(amount):,.0f} {unit} {'more' if amount > 0 else 'less'}" if abs(amount) > SAME else ""
    return words


def _end(status: str, day: int | None) -> str:
    if not status:
        return "not asked for"
    return status if day is None else f"{status} C+{day}"


def share_words(row: ShareChange) -> str:
    """``PLANE  600 -> 750 st (+150)``."""
    words = f"{clean(row.name, 60):<30}"
    for (before, after), unit in ((row.stons, "st"), (row.people, "people")):
        if abs(after - before) > SAME:
            words += f"  {before:,.0f} -> {after:,.0f} {unit} ({after - before:+,.0f})"
    return words


def said_of(found: Comparison) -> tuple[str, str, str]:
    """The answer and the footer of a page about plans: what changes, and how far each is proved."""
    first, *others = found.outcomes
    if len(others) == 1:
        words = f"{clean(others[0].name, 30)} against {clean(first.name, 30)}: {sentence(found.differences[0])}"
    else:
        words = f"{counted(len(found.outcomes), 'plan')}, from {clean(first.name, 30)}"
    proofs = (f"{clean(row.name, 30)}: {row.figures['status']}, {_proof(row)}" for row in found.outcomes)
    return words, "   |   ".join(proofs), ""


def _proof(row: Outcome) -> str:
    numbers = (f"{name} {figure(name, row.figures[name])}" for name in ("objective", "bound", "gap"))
    return ", ".join(numbers)
