"""The first slides: the question, the answer, the map, the closure curve, and what carries it."""

from projection.plan.plan import rows_of
from projection.plan.rows import BROKEN, MissionStop
from projection.report.effort import effort, goals
from projection.report.story.known import Known, count, days_late, listed, name, share
from projection.report.story.parts import Chart, Figures, Picture, Placed, Series, Slide, Table, Words, bars
from projection.report.summary import TERM_WORDS
from projection.report.tally import cumulative, gap_text, overdue, part, required

WHOLE = (0.0, 0.0, 1.0, 1.0)


def question(known: Known) -> Slide:
    """Who wants to go where, and what stands ready to carry it."""
    moves, fleets = known.scenario.movements.values(), known.scenario.every_fleet.values()
    nations = sorted({row.nation for row in moves})
    dests = sorted({known.network.places[row.dest].nation for row in moves if row.dest in known.network.places})
    _, stons = known.stons
    _, people = known.people
    wanted = f"{stons:,.0f} stons and {people:,.0f} people of {count(len(nations), 'nation')}"
    where = f"; destination: {listed((known.nation(code) for code in dests), 2)}" if dests else ""
    lifts = [(row.lift, max(row.count, 1)) for row in fleets]
    air = sum(number for lift, number in lifts if lift in known.network.aircraft)
    settings = known.scenario.settings
    cards = Figures(
        (
            (f"{len(known.short):,}", "unit lines (ULNs)"),
            (f"{len(nations):,}", "sending nations"),
            (f"{air:,}", "aircraft at disposal"),
            (f"{sum(number for _, number in lifts) - air:,}", "ships at disposal"),
            (f"{known.days:,} days", f"from C-day, {settings.c_day.isoformat()}"),
        )
    )
    asked = settings.question or settings.title
    return Slide(
        "The question",
        f"{wanted} are to arrive within {count(known.days, 'day')}{where}",
        (
            Placed(Words(settings.title, (asked,), 30.0), (0.0, 0.04, 1.0, 0.50)),
            Placed(cards, (0.0, 0.62, 1.0, 0.32)),
        ),
        "movements.csv, fleets.csv, scenario.toml",
    )


def sure(known: Known) -> str:
    """How good the plan is, as the end of a sentence."""
    gap = known.plan.stamp["gap"]
    if not isinstance(gap, (int, float)):
        return "no bound is known for it"
    if known.plan.stamp["status"] == "optimal" and gap < 0.0005:
        return "no better plan exists among the routings offered"
    return f"no plan could be better by more than {100 * gap:.1f} % of weighted ston-days"


def answer(known: Known) -> Slide:
    """What arrives, what does not, and how sure that is."""
    stons, wanted_stons = known.stons
    people, wanted_people = known.people
    closed = [row.closure_day for row in known.short if row.closure_day is not None]
    by = f" by C+{max(closed)}" if closed else ""
    on_time = len(known.ending("on time"))
    cards = Figures(
        (
            (share(stons, wanted_stons), f"of cargo: {part(stons, wanted_stons)} st"),
            (share(people, wanted_people), f"of people: {part(people, wanted_people)}"),
            (f"{on_time:,} of {len(known.short):,}", "ULNs on time"),
            (f"C+{max(closed)}" if closed else "-", "last ULN closes"),
            (gap_text(known.plan.stamp).removeprefix("gap "), "gap to the proved bound"),
        )
    )
    lines = [
        _endings(known),
        *_broken(known),
        *_terms(known),
        f"The plan is of status {known.plan.stamp['status']}: {sure(known)}.",
    ]
    lines += [" ".join(line.split()) + "." for line in [*effort(known.plan, known.scenario), *goals(known.plan)]]
    delivered = f"{part(stons, wanted_stons)} stons and {part(people, wanted_people)} people are delivered{by}"
    return Slide(
        "The answer",
        f"{delivered}; {sure(known)}",
        (Placed(cards, (0.0, 0.03, 1.0, 0.36)), Placed(Words("", tuple(lines), 22.0), (0.0, 0.46, 1.0, 0.51))),
        "shortfalls.csv, plan.json",
    )


def _endings(known: Known) -> str:
    late, lost = known.ending("late"), known.ending("short", "refused")
    parts = [f"{count(len(known.ending('on time')), 'ULN')} close on time"]
    if late:
        most = max(late, key=days_late)
        parts.append(f"{len(late)} close late, {name(most.uln)} by most, {count(days_late(most), 'day')}")
    if lost:
        parts.append(f"{len(lost)} never close{'s' if len(lost) == 1 else ''} ({listed(row.uln for row in lost)})")
    spared = known.ending("not needed")
    parts += [f"{len(spared)} are not needed"] if spared else []
    return "; ".join(parts) + ("." if late or lost else "; none is late or short.")


def _terms(known: Known) -> list[str]:
    """What the objective is made of."""
    terms = {TERM_WORDS[key]: value for key, value in known.plan.stamp["terms"].items() if value > 0}
    total = sum(terms.values())
    largest = sorted(terms.items(), key=lambda item: (-item[1], item[0]))[:4]
    parts = [f"{word} {share(value, total)}" for word, value in largest]
    return [f"Of the objective of {total:,.0f} weighted ston-days: {', '.join(parts)}."] if parts else []


def _broken(known: Known) -> list[str]:
    broken = [row.uln for row in known.short if row.why.startswith(BROKEN)]
    return [f"Fixed orders are broken for {listed(broken)}."] if broken else []


def theatre(known: Known) -> Slide:
    """The map, with how much goes by sea and by air."""
    table = known.delivered[known.delivered["kind"] == "stons"]
    people = known.delivered[known.delivered["kind"] == "people"]
    total, crowd = float(table["amount"].sum()), float(people["amount"].sum())
    words = {"sea": "by sea", "air": "by air", "land": "by land alone"}
    parts = []
    for mode in ("sea", "air", "land"):
        stons = float(table.loc[table["mode"] == mode, "amount"].sum())
        there = float(people.loc[people["mode"] == mode, "amount"].sum())
        if stons + there > 0.5:
            what = [f"{share(stons, total)} of cargo"] if stons > 0.5 else []
            what += [f"{share(there, crowd)} of people"] if there > 0.5 else []
            go = "goes" if len(what) == 1 and stons > 0.5 else "go"
            parts.append(f"{' and '.join(what)} {go} {words[mode]}")
    return Slide(
        "The map",
        "; ".join(parts) if parts else "Nothing is delivered, so there is no route to show",
        (Placed(Picture(known.map_png, "Map of routes and loads"), WHOLE),),
        "missions.csv, manifests.csv, onward.csv",
    )


def closure(known: Known) -> Slide:
    """Due, delivered and overdue by day, cargo and people."""
    worst, charts = [], []
    for place, (kind, title) in enumerate((("stons", "Cargo, stons"), ("people", "People"))):
        table = known.delivered
        due = required(known.plan, kind, known.days)
        late = overdue(known.plan, table, kind, known.days)
        of_kind = table[table["kind"] == kind]
        lines = (("due (RDD)", due, "ink"), ("delivered", cumulative(of_kind, known.days), "sea"))
        air = cumulative(of_kind[of_kind["mode"] == "air"], known.days)
        series = [Series(label, tuple(map(float, values)), look) for label, values, look in lines]  # type: ignore[arg-type]
        series.append(Series("of it by air", tuple(map(float, air)), "air"))
        series.append(Series("overdue", tuple(map(float, late)), "late"))
        chart = Chart("line", title, "end of day, after C-day", "total", (), tuple(series))
        charts.append(Placed(chart, (0.51 * place, 0.0, 0.49, 1.0)))
        if late.max(initial=0) > 0.5:
            noun = "stons" if kind == "stons" else "people"
            worst.append(f"{late.max():,.0f} {noun} on C+{int(late.argmax())}")
    closed = [row.closure_day for row in known.short if row.closure_day is not None]
    end = f"The last ULN that closes does so on C+{max(closed)}" if closed else "No ULN closes"
    most = f"; most that is overdue at once: {' and '.join(worst)}" if worst else "; nothing is overdue on any day"
    return Slide("Closure", end + most, tuple(charts), "arrivals.csv, shortfalls.csv")


def lift(known: Known) -> Slide:
    """What carries it, by type of lift and by nation."""
    stops = rows_of(MissionStop, known.plan.tables["missions"])
    starts = {stop.mission: stop for stop in reversed(stops)}
    cargo = known.plan.tables["manifests"]
    of_lift = cargo["mission"].map({mission: stop.lift for mission, stop in starts.items()})
    rows = []
    for kind in sorted({stop.lift for stop in starts.values()}):
        own = [stop for stop in starts.values() if stop.lift == kind]
        load = cargo[of_lift == kind]
        rows.append(
            (kind, len(own), len({(s.fleet, s.tail) for s in own}), load["stons"].sum(), load["pax"].sum())
        )
    rows.sort(key=lambda row: (-row[3], -row[4], row[0]))
    total = sum(row[3] for row in rows)
    headline = "No lift carries anything"
    if rows:
        first = rows[0]
        what = f"{count(first[1], 'mission')} carry {share(first[3], total)} of all lifted cargo"
        people = max(rows, key=lambda row: row[4])
        crowd = sum(row[4] for row in rows)
        also = f"; {name(people[0])} carries {share(people[4], crowd)} of people" if crowd > 0.5 else ""
        headline = f"{name(first[0])} carries most: {what}{also}"
    lines = tuple((k, f"{m:,}", f"{t:,}", f"{s:,.0f}", f"{p:,.0f}") for k, m, t, s, p in rows)
    head = ("lift", "missions", "tails or hulls", "stons", "people")
    table = Table("Lift used", head, lines, (3.6, 2, 2, 2, 2), (1, 2, 3, 4), "plan.xlsx, sheet fleets")
    chart = bars("Cargo carried, stons", "stons", [(row[0], float(row[3])) for row in rows[:10] if row[3] > 0.5])
    parts = [Placed(table, (0.0, 0.0, 0.54, 1.0))]
    parts += [Placed(chart, (0.57, 0.0, 0.43, 1.0))] if chart.categories else []
    return Slide("What carries it", headline, tuple(parts), "missions.csv, manifests.csv")
