"""What is late and why, and what holds the plan back."""

from collections.abc import Mapping, Sequence

from projection.explore.bottlenecks import Bottleneck, full_days
from projection.explore.chains import Chain, Wait
from projection.explore.limits import UNITS
from projection.plan.rows import Shortfall
from projection.report.explain import limit_words, wait_words
from projection.report.page import clean
from projection.report.spans import spans
from projection.report.story.known import Known, count, days_late, listed, name, sentence, share
from projection.report.story.parts import Placed, Slide, Table, Words, bars
from projection.scenario.scenario import Scenario

_WHOLE = (0.0, 0.0, 1.0, 1.0)


def late(known: Known) -> Slide:
    """ULNs that close late or never, the most urgent first, and what each waited for."""
    after, lost = known.ending("late"), known.ending("short", "refused")
    chains = {row.uln: row for row in known.explanation.chains} if known.explanation else {}
    topic, source = "What is late, and why", "shortfalls.csv" + (", explain.json" if chains else "")
    if not after and not lost:
        words = Words(
            "", ("Every ULN closes whole and in time." if known.short else "No ULN is asked for.",), 22.0
        )
        text = f"None of {count(len(known.short), 'ULN')} is late or short"
        return Slide(topic, text, (Placed(words, _WHOLE),), source)
    worst = sorted([*lost, *after], key=lambda row: (row.priority, row.closure_day is not None, -days_late(row)))
    rows = [_line(known, row, chains.get(row.uln)) for row in worst]
    head = ("ULN", "what it is", "P", "due", "closes", "late", "why")
    widths = (2.1, 3.6, 0.45, 0.8, 1.0, 0.75, 5.0)
    table = Table("", head, tuple(rows), widths, (2, 5), "plan.xlsx, sheet shortfalls", 2)
    return Slide(topic, _late_headline(after, lost), (Placed(table, _WHOLE),), source)


def _late_headline(after: Sequence[Shortfall], lost: Sequence[Shortfall]) -> str:
    parts = []
    if after:
        days = [days_late(row) for row in after]
        span = count(max(days), "day") if min(days) == max(days) else f"{min(days)} to {count(max(days), 'day')}"
        most = max(after, key=lambda row: (days_late(row), row.uln))
        urgent = sum(row.priority == 1 for row in after)
        many = f"{count(len(after), 'ULN')} close{'s' if len(after) == 1 else ''} late by {span}"
        of_first = f", {urgent} of them of priority 1" if urgent else ", none of them of priority 1"
        parts.append(f"{many}{of_first}; {name(most.uln)} is the latest, on C+{most.closure_day}")
    if lost:
        stons, people = sum(row.short_stons for row in lost), sum(row.short_pax for row in lost)
        lacks = [f"{stons:,.0f} stons"] if stons >= 0.5 else []
        lacks += [f"{people:,.0f} people"] if people >= 0.5 else []
        missing = f"{' and '.join(lacks) or 'less than a ston'} of {listed(row.uln for row in lost)} never arrive"
        parts.append(missing)
    return "; ".join(parts)


def _line(known: Known, row: Shortfall, chain: Chain | None) -> tuple[str, ...]:
    closes = "never" if row.closure_day is None else f"C+{row.closure_day}"
    why = clean(row.why, 200)
    if chain is not None and (wait := longest(chain)) is not None:
        why = waited(wait, row.uln, known.names)
    days = "" if row.closure_day is None else f"{days_late(row)}"
    what = known.what(row.uln)
    return (row.uln, what, f"{row.priority}", f"C+{row.rdd}", closes, days, sentence(why or "no reason is known"))


def longest(chain: Chain) -> Wait | None:
    """The wait of a chain that took most days; of equals the first. Moving is no wait."""
    waits = [wait for wait in chain.waits if wait.kind not in ("under way", "onward")]
    return max(waits, key=lambda wait: (wait.last - wait.first, -wait.first), default=None)


def waited(wait: Wait, uln: str, names: Mapping[str, str]) -> str:
    """A wait in one line: where, when, and the limits that stood most in the way."""
    if wait.kind != "lift" or not wait.causes:
        return wait_words(wait, uln, names)
    first = ", ".join(limit_words(cause.limit, names) for cause in wait.causes[:2])
    return f"C+{wait.first} to C+{wait.last} at {names.get(wait.place, wait.place)} for lift: {first}"


def bottlenecks(known: Known) -> Slide:
    """What one unit more would give, from the explanation; else which limits are full on most days."""
    if known.explanation is None or not known.explanation.bottlenecks.rows:
        return _tight(known)
    rows = known.explanation.bottlenecks.rows
    tried = [row for row in rows if row.confirmed is not None]
    gains = [row for row in tried if _gain(row) > 0]
    exact = known.explanation.bottlenecks.exact
    shown = [(_short(known, row), _gain(row)) for row in gains[:8]] or [
        (_short(known, row), row.price) for row in rows[:8]
    ]
    title, unit = ("What one unit more gives", "gained") if gains else ("Price of one unit more", "at most")
    chart = bars(title, f"weighted ston-days {unit}", shown)
    head = ("one unit more", "gain", "ULNs earlier", "ULNs later")
    lines = tuple(_gained(known, row) for row in gains or rows)
    table = Table("In words", head, lines, (3.0, 1.1, 2.2, 2.2), (1,), "projection explain", 2)
    said = (
        "Gains are exact: each limit was raised and the plan solved again."
        if exact
        else "Gains are what a search around the plan found in limited time; those as small as the gap say little."
    )
    parts = (
        Placed(chart, (0.0, 0.0, 0.46, 0.86)),
        Placed(Words("", (said,), 13.0), (0.0, 0.88, 0.46, 0.12)),
        Placed(table, (0.48, 0.0, 0.52, 1.0)),
    )
    headline = _held_back(known, rows, tried, gains, exact)
    return Slide("What holds it back", sentence(headline).rstrip("."), parts, "explain.json, utilisation.csv")


def _held_back(
    known: Known,
    rows: Sequence[Bottleneck],
    tried: Sequence[Bottleneck],
    gains: Sequence[Bottleneck],
    exact: bool,
) -> str:
    if gains:
        part = share(_gain(gains[0]), known.plan.stamp["objective"])
        proof = "" if exact else " (not proved)"
        most = f"would gain most: {_gain(gains[0]):,.0f} weighted ston-days, {part} of all"
        return f"{one_more(known, gains[0])} {most}{proof}"
    if tried:
        proof = "" if exact else " in the time given"
        return f"None of the {len(tried)} limits that were tried with one unit more gains anything{proof}"
    return f"By its price, {one_more(known, rows[0])} would be worth most: {rows[0].price:,.0f} weighted ston-days"


def _gained(known: Known, row: Bottleneck) -> tuple[str, str, str, str]:
    what = sentence(one_more(known, row)).rstrip(".")
    if row.confirmed is None:
        return (what, f"price {row.price:,.0f}", "", "")
    return (what, f"{row.confirmed.gain:,.0f}", _moved(row.confirmed.earlier), _moved(row.confirmed.later))


def _moved(days: Mapping[str, int]) -> str:
    if not days:
        return "-"
    most = max(days.items(), key=lambda item: (item[1], item[0]))
    return f"{name(most[0])} {count(most[1], 'day')}" + (f", {len(days) - 1} more" if len(days) > 1 else "")


def one_more(known: Known, row: Bottleneck) -> str:
    """``one more working spot at KAF from C+0``."""
    unit = UNITS[row.limit.rule]
    place = name(known.names.get(row.limit.place, row.limit.place))
    return unit.one.format(place=place) + (f" from C+{row.first}" if unit.days else "")


def _short(known: Known, row: Bottleneck) -> str:
    return clean(limit_words(row.limit, known.names), 40)


def _gain(row: Bottleneck) -> float:
    return row.confirmed.gain if row.confirmed else 0.0


def own_fleets(scenario: Scenario) -> set[str]:
    """Fleets that are a ULN which moves itself: they are used as long as it is there, and hold nothing back."""
    return set(scenario.every_fleet) - set(scenario.fleets)


def _tight(known: Known) -> Slide:
    found = full_days(known.plan)
    full = [(limit, days) for limit, days in found.items() if limit.place not in own_fleets(known.scenario)]
    full.sort(key=lambda item: (-len(item[1]), item[0]))
    topic, source = "What holds it back", "utilisation.csv"
    if not full:
        words = Words("", ("No limit of lift, place or link is used to nine tenths on any day.",), 22.0)
        return Slide(topic, "No limit is full on any day", (Placed(words, _WHOLE),), source)
    limit, days = full[0]
    many = f"{count(len(full), 'limit')} {'is' if len(full) == 1 else 'are'} full on some day"
    headline = f"{many}; {limit_words(limit, known.names)} on most, {count(len(days), 'day')} of {known.days}"
    head = ("limit", "days", "when it is used to nine tenths or more")
    rows = tuple((clean(limit_words(one, known.names), 60), f"{len(on)}", spans(on)) for one, on in full)
    chart = bars(
        "Days full", "days", [(clean(limit_words(one, known.names), 40), float(len(on))) for one, on in full[:8]]
    )
    table = Table("", head, rows, (3, 0.7, 4), (1,), "plan.xlsx, sheet places")
    parts = (Placed(chart, (0.0, 0.0, 0.44, 1.0)), Placed(table, (0.46, 0.0, 0.54, 1.0)))
    return Slide(topic, headline, parts, source)
