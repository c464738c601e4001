"""What explains a plan, in a planner's words."""

from collections.abc import Mapping, Sequence

from projection.explore.bottlenecks import Bottleneck, Bottlenecks, Confirmed
from projection.explore.chains import Chain, Wait
from projection.explore.explain import Explanation
from projection.explore.limits import UNITS, Limit
from projection.explore.room import Cause
from projection.explore.shares import Share, Slack
from projection.network.network import Network
from projection.report.page import clean
from projection.report.spans import spans

Names = Mapping[str, str]
"""What a planner calls a place or passage, by its id; an id without a name stands for itself."""

NO_NAMES: Names = {}

LISTED = 20
_KINDS = {"lift": "Lift", "route": "Routes", "place": "Places"}


def names_of(network: Network) -> dict[str, str]:
    """Places and passages as ``Kadena (RODN)``."""
    found = {key: row.name for key, row in network.places.items()}
    found |= {key: row.name for key, row in network.passages.items()}
    return {key: f"{clean(name, 40)} ({key})" for key, name in found.items()}


def explanation_words(found: Explanation, names: Names) -> str:
    """All of it; long lists are cut and say so, --json has all."""
    parts = [
        _bottlenecks(found.bottlenecks, names),
        _chains(found.chains, names),
        *(_shares(kind, [row for row in found.shares if row.kind == kind]) for kind in _KINDS),
        _slack(found.slack, names),
    ]
    return "\n\n".join(part for part in parts if part)


def _bottlenecks(found: Bottlenecks, names: Names) -> str:
    if not found.rows:
        return "Bottlenecks: none; no limit has a price and none is full"
    lines = [
        "Bottlenecks, by what one unit more gives (weighted ston-days; prices: of the relaxation, and of the "
        "plan with its missions held)"
    ]
    tried = [row for row in found.rows if row.confirmed is not None]
    lines += [f"  {number:>2}. {bottleneck_words(row, names)}" for number, row in enumerate(tried, start=1)]
    rest = [row for row in found.rows if row.confirmed is None]
    if rest:
        lines.append("  Not solved again, by price:")
        lines += [f"      {bottleneck_words(row, names)}" for row in rest[:LISTED]]
        lines += _more(rest)
    if not found.priced:
        lines.append("  The relaxation was not solved in the time given: its prices are missing.")
    if tried and not found.exact:
        lines.append("  Too large to be solved to the end: gains are what a search around the plan found in the")
        lines.append("  time given, with and without the unit; differences as small as the plan's gap say little.")
    if found.base < found.objective - 1e-6 * max(1.0, abs(found.objective)):
        lines.append(
            f"  Solved again without any unit more, the plan itself comes to {found.base:,.1f} instead of "
            f"{found.objective:,.1f}; gains count from there."
        )
    return "\n".join(lines)


def bottleneck_words(row: Bottleneck, names: Names = NO_NAMES) -> str:
    """``one more working spot at Kadena (RODN) from C+6 closes U1 1 day earlier; gains 50.0``, then the prices."""
    what = sentence(row, names)
    price = f"price {row.relaxed:,.0f} relaxed, {row.fixed:,.0f} as planned"
    full = f"; full {spans(row.full)}" if row.full else ""
    return f"{what}: {price}{full}" if row.confirmed is None else f"{what} ({price}{full})"


def sentence(row: Bottleneck, names: Names = NO_NAMES) -> str:
    """What one unit more is, and what it gives where that was tried."""
    unit = UNITS[row.limit.rule]
    place = names.get(row.limit.place, row.limit.place)
    what = unit.one.format(place=place) + (f" from C+{row.first}" if unit.days else "")
    return what if row.confirmed is None else f"{what} {_gain(row.confirmed)}"


def _gain(row: Confirmed) -> str:
    if row.gain <= 0:
        return "gains nothing" if row.proved else "gained nothing in the time given"
    parts = []
    if row.earlier:
        parts.append(f"closes {_moved(row.earlier)} earlier")
    if row.closed:
        parts.append(f"lets {_names(row.closed)} close")
    if row.later:
        parts.append(f"{_moved(row.later)} later")
    if row.opened:
        parts.append(f"leaves {_names(row.opened)} short")
    proof = "" if row.proved else ", not proved"
    return f"{', '.join(parts) or 'closes no ULN earlier'}; gains {row.gain:,.1f}{proof}"


def _moved(days: Mapping[str, int]) -> str:
    """``U1 2 days``, or ``3 ULNs (U1, U2, U3) 1 to 4 days`` when there are more than two, the most days first."""
    days = dict(sorted(days.items(), key=lambda item: (-item[1], item[0])))
    if len(days) <= 2:
        return " and ".join(f"{uln} {_count(many, 'day')}" for uln, many in days.items())
    low, high = min(days.values()), max(days.values())
    span = _count(high, "day") if low == high else f"{low} to {high} days"
    return f"{len(days)} ULNs ({_names(tuple(days))}) {span}"


def _names(names: Sequence[str], most: int = 4) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _chains(rows: Sequence[Chain], names: Names) -> str:
    if not rows:
        return "Late or short: none"
    lines = ["Why ULNs are late or short: what the last of each waited for"]
    for row in rows[:LISTED]:
        ends = "never whole" if row.closure_day is None else f"closes C+{row.closure_day}"
        lines.append(f"  {row.uln} (priority {row.priority}), due C+{row.rdd}, {ends}:")
        lines += [f"    {wait_words(wait, row.uln, names)}" for wait in row.waits]
    return "\n".join([*lines, *_more(rows)])


def wait_words(wait: Wait, uln: str, names: Names = NO_NAMES) -> str:
    """One link of a chain as a sentence, with its days."""
    days = f"C+{wait.first}" if wait.first == wait.last else f"C+{wait.first} to C+{wait.last}"
    place = " - ".join(names.get(part, part) for part in wait.place.split(" - "))
    if wait.kind == "lift":
        return f"{days}: waits at {place} for a mission; {_causes(wait, uln, names)}"
    if wait.kind == "link":
        free = f"; it had room on {_count(wait.free, 'day')} of these" if wait.free else ", which is full"
        return f"{days}: waits at {place} for {wait.what}{free}"
    words = {
        "available": f"is available at {place} only on C+{wait.last}",
        "consent": f"waits until {place} lets it go",
        "unit": f"waits for {wait.what} to be whole at {place}",
        "under way": f"is under way {place} on {wait.what}",
        "onward": f"goes on from {place} over {wait.what}",
        "none": f"nothing can carry it: {clean(wait.what)}",
    }
    return f"{days}: {words[wait.kind]}"


def _causes(wait: Wait, uln: str, names: Names) -> str:
    if not wait.looked:
        return "none is offered on these days that would land it sooner"
    parts = [_cause(cause, uln, names) for cause in wait.causes]
    if wait.free:
        parts.append(
            f"nothing stood against {wait.free:,} of {wait.looked:,} sooner launches: not worth it, or missed"
        )
    return "; ".join(parts)


def _cause(cause: Cause, uln: str, names: Names) -> str:
    had = [f"{'itself' if name == uln else name} {amount:,.0f}" for name, amount in cause.had]
    by = f", used by {', '.join(had)}" if had else ""
    return f"{limit_words(cause.limit, names)} in the way of {cause.share:.0%} of sooner launches{by}"


def limit_words(limit: Limit, names: Names = NO_NAMES) -> str:
    """``tails of planes``, ``working at Kadena (RODN)``."""
    between = dict.fromkeys(("tails", "flying_hours", "quota", "member_hours"), "of")
    between |= {"land": "over", "land_pax": "over"}
    return f"{limit.rule.replace('_', ' ')} {between.get(limit.rule, 'at')} {names.get(limit.place, limit.place)}"


def _shares(kind: str, rows: Sequence[Share]) -> str:
    if not rows:
        return ""
    wide = min(84, max(len(row.name) for row in rows[:LISTED]))
    lines = [f"{_KINDS[kind]:<{wide + 2}}  {'stons':>9} {'share':>6} {'people':>9} {'share':>6}"]
    lines += [
        f"  {row.name:<{wide}}  {row.stons:>9,.0f} {row.of_stons:>6.0%} {row.pax:>9,.0f} {row.of_pax:>6.0%}"
        for row in rows[:LISTED]
    ]
    return "\n".join([*lines, *_more(rows)])


def _slack(rows: Sequence[Slack], names: Names) -> str:
    if not rows:
        return "Slack: no limit is used to half or less on its busiest day"
    lines = ["Slack: used to half or less on the busiest day"]
    lines += [f"  {row.peak:>4.0%}  {limit_words(row.limit, names)}" for row in rows[:LISTED]]
    return "\n".join([*lines, *_more(rows)])


def _more(rows: Sequence[object]) -> list[str]:
    return [f"  and {len(rows) - LISTED} more; --json has all"] if len(rows) > LISTED else []


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
