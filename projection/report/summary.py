"""The plan in a planner's words, as plain text for the terminal."""

from collections.abc import Sequence

from projection.plan.plan import Plan, rows_of
from projection.plan.rows import BROKEN, Arrival, Shortfall, UnitClosing
from projection.report.accounts import supply_words
from projection.report.effort import away, effort, goals
from projection.report.page import clean, dated
from projection.report.presence import coverage
from projection.report.spans import spans
from projection.report.tally import deliveries, gap_text, grid_text, part, wanted_stons
from projection.scenario.scenario import Scenario

BUSY = 0.9
"""Share of a limit from which a day counts as busy."""

_LISTED = 20
TERM_WORDS = {
    "late": "lateness",
    "short": "shortfall",
    "broken": "broken orders",
    "gaps": "gaps on station",
    "sooner": "waiting",
    "flying": "flying",
    "sailing": "sailing",
    "exposure": "exposure",
    "cost": "cost of lift",
    "strain": "strain on Europe",
    "lacking": "lack of supply",
    "below": "stocks below floors",
    "unfair": "unfairness",
}


def summary(plan: Plan, scenario: Scenario) -> str:
    """What arrives, what is late or short and why, by what, for whom, and where it is tight.

    Lists longer than 20 lines are cut and say so; the tables hold the rest.
    """
    short = rows_of(Shortfall, plan.tables["shortfalls"])
    parts = [
        _head(plan, scenario, short),
        _broken(short),
        _late(short, scenario),
        _past_lad(plan, scenario),
        _short(short, scenario),
        coverage(plan),
        _units(plan),
        supply_words(plan),
        _by_mode(plan),
        _by_lift(plan),
        _by_nation(short),
        _away(plan, scenario),
        _busy(plan),
    ]
    return "\n\n".join(text for text in parts if text) + "\n"


def _head(plan: Plan, scenario: Scenario, short: Sequence[Shortfall]) -> str:
    stamp, settings = plan.stamp, scenario.settings
    stons = part(sum(row.delivered_stons for row in short), sum(wanted_stons(row) for row in short))
    people = part(sum(row.delivered_pax for row in short), sum(row.required_pax for row in short))
    on_time = sum(row.status == "on time" for row in short)
    lines = [clean(settings.banner), clean(settings.title)]
    lines += [clean(settings.question)] if settings.question else []
    lines += [f"{dated(scenario)}, {settings.horizon_days} days", ""]
    numbers = [
        f"{name} {stamp[name]:,.1f}" for name in ("objective", "bound") if isinstance(stamp[name], (int, float))
    ]
    lines.append(f"Status     {stamp['status']}; {gap_text(stamp)}{grid_text(stamp)}")
    lines.append(f"           {', '.join(numbers)} weighted ston-days" if numbers else "           no objective")
    terms = [f"{TERM_WORDS[name]} {value:,.0f}" for name, value in stamp["terms"].items() if value]
    lines += [f"           of it {', '.join(terms)}"] if terms else []
    lines.append(f"Delivered  {stons} st, {people} people")
    asked = {uln: row.crd for uln, row in scenario.movements.items() if row.crd is not None}
    met = [row for row in short if row.closure_day is not None and row.closure_day <= asked.get(row.uln, -1)]
    lines += [f"By CRD     {len(met)} of {len(asked)} ULNs that have one"] if asked else []
    spared = sum(row.status == "not needed" for row in short)
    lines.append(f"On time    {on_time} of {len(short)} ULNs" + (f"; {spared} not needed" if spared else ""))
    closed = [row.closure_day for row in short if row.closure_day is not None]
    if closed:
        lines.append(f"Closure    last ULN that closes: C+{max(closed)}")
    lines += [*effort(plan, scenario), *goals(plan)]
    return "\n".join(lines)


def _broken(short: Sequence[Shortfall]) -> str:
    """Firm orders that the plan breaks; nothing when it keeps them all."""
    lines = [
        f"  {row.uln:<20} {clean(row.why.split(';')[0].removeprefix(BROKEN))}: {row.short_stons:,.0f} st and "
        f"{row.short_pax:,.0f} people missing"
        for row in short
        if row.why.startswith(BROKEN)
    ]
    return _list("ORDERS BROKEN", lines, len(lines)) if lines else ""


def _late(short: Sequence[Shortfall], scenario: Scenario) -> str:
    late = [row for row in short if row.status == "late"]
    late.sort(key=lambda row: (row.priority, -_days_late(row), row.uln))
    lines = [
        f"  {row.uln:<20} P{row.priority}  {_count(_days_late(row), 'day')} late, closes C+{row.closure_day}, "
        f"due C+{row.rdd}{_why(row)}  {_what(row, scenario)}"
        for row in late
    ]
    return _list("Late", lines, len(late))


def _past_lad(plan: Plan, scenario: Scenario) -> str:
    """What lands at a POD after the ULN's LAD; nothing when all of it is in time there."""
    worst: dict[str, int] = {}
    for row in rows_of(Arrival, plan.tables["arrivals"]):
        lad = scenario.movements[row.uln].lad if row.uln in scenario.movements else None
        if row.role == "pod" and lad is not None and row.day > lad:
            worst[row.uln] = max(worst.get(row.uln, 0), row.day - lad)
    by_days = sorted(worst.items(), key=lambda item: (-item[1], item[0]))
    lines = [f"  {uln:<20} {_count(days, 'day')} after its LAD at the last POD" for uln, days in by_days]
    return _list("Landed after LAD", lines, len(lines)) if lines else ""


def _days_late(row: Shortfall) -> int:
    return (row.closure_day or row.rdd) - row.rdd


def _short(short: Sequence[Shortfall], scenario: Scenario) -> str:
    rows = [row for row in short if row.status in ("short", "refused")]
    rows.sort(key=lambda row: (row.priority, row.why, -row.short_stons - row.short_pax, row.uln))
    lines, before = [], ""
    for row in rows:
        if row.why != before:
            lines.append(f"  {clean(row.why) or 'no reason given'}:")
        before = row.why
        lacks = [f"{row.short_stons:,.0f} st"] if row.short_stons >= 0.5 else []
        lacks += [f"{row.short_pax:,.0f} people"] if row.short_pax >= 0.5 else []
        nothing = "under 1 st" if row.required_stons + row.required_pax else "nothing asked, nothing"
        lines.append(
            f"  {row.uln:<20} P{row.priority}  {row.status}: {' and '.join(lacks) or nothing} missing, "
            f"due C+{row.rdd}  {_what(row, scenario)}"
        )
    return _list("Short or refused", lines, len(rows))


def _units(plan: Plan) -> str:
    """When each unit is whole; nothing when there are none."""
    lines = []
    for row in rows_of(UnitClosing, plan.tables["units"]):
        whole = (
            "never whole" if row.whole_day is None else f"whole C+{row.whole_day}, first arrival C+{row.first_day}"
        )
        waited = f"; waits for or meets {row.waited_for.replace(';', ', ').replace('@', ' C+')}"
        lines.append(f"  {row.unit:<20} {whole}{waited if row.waited_for else ''}")
    more = ["  and more: see units.csv"] if len(lines) > _LISTED else []
    return "\n".join([f"Units: {len(lines)}", *lines[:_LISTED], *more]) if lines else ""


def _why(row: Shortfall) -> str:
    return f"; {clean(row.why)}" if row.why else ""


def _count(number: int, noun: str) -> str:
    return f"{number:>3} {noun}" + ("s" if number != 1 else "")


def _what(row: Shortfall, scenario: Scenario) -> str:
    movement = scenario.movements.get(row.uln)
    return f"({clean(movement.description, 60)})" if movement and movement.description else ""


def _list(title: str, lines: Sequence[str], count: int) -> str:
    if not lines:
        return f"{title}: none"
    more = ["  and more: see shortfalls.csv"] if len(lines) > _LISTED else []
    return "\n".join(
        [f"{title}: {_count(count, 'ULN').strip()}", *(line.rstrip() for line in lines[:_LISTED]), *more]
    )


def _by_mode(plan: Plan) -> str:
    table = deliveries(plan)
    if table.empty:
        return "Nothing is delivered."
    rows = []
    for mode, of_mode in table.groupby("mode"):
        sums = of_mode.groupby("kind")["amount"].sum()
        rows.append(
            (
                str(mode),
                f"{sums.get('stons', 0):,.0f}",
                f"{sums.get('people', 0):,.0f}",
                f"C+{of_mode['day'].min()}",
                f"C+{of_mode['day'].max()}",
            )
        )
    return aligned("Delivered by mode", ("", "stons", "people", "first", "last"), rows)


def _by_lift(plan: Plan) -> str:
    stops = plan.tables["missions"]
    if stops.empty:
        return ""
    missions = stops.drop_duplicates("mission")
    cargo = plan.tables["manifests"]
    lift = cargo["mission"].map(missions.set_index("mission")["lift"])
    rows = []
    for name in sorted(set(missions["lift"])):
        own, load = missions[missions["lift"] == name], cargo[lift == name]
        tails = len(own[["fleet", "tail"]].drop_duplicates())
        hours = stops.loc[stops["lift"] == name, "leg_h"].sum()
        rows.append(
            (str(name), f"{len(own):,}", f"{tails:,}", f"{load['stons'].sum():,.0f}")
            + (f"{load['pax'].sum():,.0f}", f"{hours:,.0f}")
        )
    return aligned("Lift", ("type", "missions", "tails", "stons", "people", "hours under way"), rows)


def _by_nation(short: Sequence[Shortfall]) -> str:
    rows = []
    for nation in sorted({row.nation for row in short}):
        own = [row for row in short if row.nation == nation]
        rows.append(
            (
                nation,
                f"{sum(row.status == 'on time' for row in own)}/{len(own)}",
                part(sum(row.delivered_stons for row in own), sum(row.required_stons for row in own)),
                part(sum(row.delivered_pax for row in own), sum(row.required_pax for row in own)),
            )
        )
    return aligned("Nations", ("", "on time", "stons", "people"), rows) if rows else ""


def _away(plan: Plan, scenario: Scenario) -> str:
    rows = away(plan, scenario)
    return aligned("Away from Europe", ("", "combat stons", "lift at most"), rows) if rows else ""


def _busy(plan: Plan) -> str:
    table = plan.tables["utilisation"]
    busy = table[(table["used"] > 1e-9) & (table["used"] >= BUSY * table["limit"])]
    if busy.empty:
        return f"Tight places: no limit is used to {BUSY:.0%} on any day"
    found = [
        (len(days), str(place), str(rule), sorted(int(day) for day in days))
        for (place, rule), days in busy.groupby(["place", "rule"])["day"]
    ]
    found.sort(key=lambda item: (-item[0], item[1], item[2]))
    lines = [
        f"  {place:<20} {rule:<13} {_count(count, 'day')}: {spans(days)}" for count, place, rule, days in found
    ]
    more = [f"  and {len(lines) - _LISTED} more"] if len(lines) > _LISTED else []
    return "\n".join([f"Tight places (limit used to {BUSY:.0%} or more)", *lines[:_LISTED], *more])


def aligned(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Columns in line: the first to the left, figures to the right."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = []
    for row in (head, *rows):
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(wide) for cell, wide in zip(row[1:], widths[1:], strict=True)),
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join([title, *lines])
