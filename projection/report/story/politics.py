"""What it costs Europe, what may go wrong, and what each posture gets."""

from projection.plan.plan import rows_of
from projection.plan.rows import Manifest, MissionStop
from projection.report.effort import exposed, forces_sent, lift_away, tails
from projection.report.missions import stops_of
from projection.report.story.known import Known, count, listed, name, share
from projection.report.story.parts import Chart, Placed, Series, Slide, Table, Words
from projection.report.tally import gap_text, part, wanted_stons

_LOOKS = {"sea": "sea", "air": "air"}


def europe(known: Known) -> Slide:
    """Combat forces that leave, lift under way by day, and what is held back."""
    sent, owned, away = forces_sent(known.plan, known.scenario), tails(known.scenario), lift_away(known.plan)
    by_day = [sum(days.get(day, 0) for days in away.values()) for day in range(known.days)]
    modes = _by_mode(known)
    most, total = max(by_day, default=0), sum(owned.values())
    kept = {row.nation: row.held_back for row in known.scenario.europe}
    lift = f"At most {most:,} of {total:,} aircraft and ships are away on one day, C+{by_day.index(most)}"
    gone = [nation for nation, (left, asked) in sent.items() if left > asked - 0.5]
    forces = f"; {len(gone)} of {count(len(sent), 'nation')} send all the combat cargo that they offered"
    headline = (lift if most else "No lift is away on any day") + (forces if sent else "")
    rows = []
    for nation in sorted(set(sent) | set(away), key=lambda one: (-max(away.get(one, {0: 0}).values()), one)):
        days, (left, asked) = away.get(nation, {}), sent.get(nation, (0.0, 0.0))
        peak = max(days.values(), default=0)
        when = min((day for day, number in days.items() if number == peak), default=0)
        lift_words = f"{share(peak, owned[nation])} on C+{when}" if peak else "none"
        forces_words = f"{left:,.0f} ({share(left, asked)})" if asked else "-"
        rows.append((known.nation(nation), lift_words, _held(known, nation, kept), forces_words))
    head = ("nation", "lift away, most", "held back", "combat stons sent")
    table = Table("", head, tuple(rows), (2.8, 2.3, 1.2, 2.2), (1, 2, 3), "plan.xlsx, sheet fleets")
    series = (Series("ships", modes["sea"], "sea"), Series("aircraft", modes["air"], "air"))
    chart = Chart("stack", "Lift away from Europe", "day, after C-day", "aircraft and ships", (), series)
    words = Words("", (_strain(known),), 13.0)
    parts = (
        Placed(chart, (0.0, 0.0, 0.50, 0.86)),
        Placed(words, (0.0, 0.88, 0.50, 0.12)),
        Placed(table, (0.53, 0.0, 0.47, 1.0)),
    )
    return Slide("What it costs Europe", headline, parts, "missions.csv, fleets.csv, europe.csv")


def _by_mode(known: Known) -> dict[str, tuple[float, ...]]:
    modes = dict(zip(known.plan.tables["missions"]["mission"], known.plan.tables["missions"]["mode"], strict=True))
    out = {mode: [0.0] * known.days for mode in _LOOKS}
    for mission, stops in stops_of(known.plan).items():
        first, last = int(stops[0].depart_h // 24), int(-(-stops[-1].arrive_h // 24))
        for day in range(max(first, 0), min(max(last, first + 1), known.days)):
            out[str(modes[mission])][day] += 1
    return {mode: tuple(values) for mode, values in out.items()}


def _held(known: Known, nation: str, kept: dict[str, float]) -> str:
    """Share of its lift that a nation keeps at home and, with a plus, of its combat forces."""
    rows = [row for row in known.scenario.fleets.values() if row.nation == nation]
    tails_ = sum(row.count for row in rows)
    lift = share(sum(row.count * row.held_back for row in rows), tails_) if tails_ else "-"
    return f"{lift}; {100 * kept[nation]:.0f} %" if nation in kept else lift


def _strain(known: Known) -> str:
    price = float(known.plan.stamp["terms"].get("strain", 0.0))
    said = (
        f"Strain on Europe costs {price:,.0f} weighted ston-days in this plan."
        if price
        else "Strain on Europe has no price in this plan ([weights] strain is 0)."
    )
    return f"{said} Held back: share of its lift{'; of its combat forces' if known.scenario.europe else ''}."


def dependence(known: Known) -> list[tuple[str, str, float, float]]:
    """What cargo and people depend on: (kind, name, share of stons, share of people), the largest first.

    Kinds: passage; nation on the way (its bases or its airspace, neither where a load begins nor ends); flag of
    the lift. A load counts once for each. Shares are of all that is carried, each load by each of its missions.
    """
    stops = stops_of(known.plan)
    sums: dict[tuple[str, str], list[float]] = {}
    total = [0.0, 0.0]
    for row in rows_of(Manifest, known.plan.tables["manifests"]):
        total[0], total[1] = total[0] + row.stons, total[1] + row.pax
        for key in _needs(known, row, stops[row.mission]):
            of = sums.setdefault(key, [0.0, 0.0])
            of[0], of[1] = of[0] + row.stons, of[1] + row.pax
    parts = [
        (kind, one, stons / total[0] if total[0] else 0.0, people / total[1] if total[1] else 0.0)
        for (kind, one), (stons, people) in sums.items()
    ]
    return sorted(parts, key=lambda row: (-max(row[2], row[3]), -row[2], row[0], row[1]))


def _needs(known: Known, row: Manifest, stops: list[MissionStop]) -> set[tuple[str, str]]:
    places = known.network.places
    ends = {places[node].nation for node in (row.poe, row.pod) if node in places}
    found = {("flag of the lift", known.nation(stops[0].nation))}
    on_way = False
    for stop in stops:
        if on_way:
            found |= {("passage", known.place(one.split("@")[0])) for one in stop.passages.split(";") if one}
            crossed = set(filter(None, stop.overflown.split(";")))
            if stop.node in places and stop.node != row.pod:
                crossed.add(places[stop.node].nation)
            found |= {("bases or airspace", known.nation(code)) for code in crossed - ends}
        on_way = on_way or stop.node == row.poe
        if on_way and stop.node == row.pod:
            break
    return found


def risks(known: Known) -> Slide:
    """What the plan hangs on: single straits and nations, threats, and what is not proved."""
    rows = dependence(known)
    lines = tuple((one, kind, share(s, 1), share(p, 1)) for kind, one, s, p in rows)
    table = Table(
        "What it hangs on",
        ("on", "as", "of stons", "of people"),
        lines,
        (3, 2.2, 1.1, 1.2),
        (2, 3),
        "plan.xlsx, sheet dependence",
    )
    others = [row for row in rows if row[0] != "flag of the lift"]
    headline = "Nothing is carried, so the plan hangs on no strait and no nation"
    if rows:
        kind, one, stons, people = (others or rows)[0]
        what = f"{share(stons, 1)} of cargo" if stons >= people else f"{share(people, 1)} of people"
        ways = {"passage": "through", "bases or airspace": "over bases or airspace of"}
        go = "goes" if stons >= people else "go"
        headline = f"{what} {go} {ways.get(kind, 'by lift of')} {one}; {_exposure(known)}"
    heavy = [one for kind, one, stons, people in others if max(stons, people) >= 0.5]
    late = [row for row in known.ending("late") if row.priority == 1]
    said = [
        f"{listed(heavy, 4)}: half or more of all cargo or people hang on each." if heavy else "",
        f"{_exposure(known)[:1].upper()}{_exposure(known)[1:]}.",
        f"Proof: {known.plan.stamp['status']}, {gap_text(known.plan.stamp)}; a routing that was not offered could "
        "in principle do better.",
        f"{count(len(late), 'ULN')} of priority 1 late: {listed(row.uln for row in late)}." if late else "",
        _refused(known),
    ]
    words = Words("Risks", tuple(line for line in said if line), 16.0)
    parts = (Placed(table, (0.0, 0.0, 0.52, 1.0)), Placed(words, (0.56, 0.0, 0.44, 1.0)))
    return Slide("Risks", headline, parts, "missions.csv, manifests.csv, threats.csv, plan.json")


def _exposure(known: Known) -> str:
    if not known.scenario.threats:
        return "no threat is given, so exposure is not counted"
    stops = rows_of(MissionStop, known.plan.tables["missions"])
    days = sum(exposed(known.plan, known.scenario, stop) for stop in stops)
    budget = known.scenario.settings.rules.exposure_budget
    of = "" if budget is None else f" of {budget:,.1f} allowed"
    return f"{days:,.1f}{of} mission-days lie under threat"


def _refused(known: Known) -> str:
    rules = known.plan.tables["refused_options"]["rule"]
    if rules.empty:
        return ""
    first = rules.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return f"{count(len(rules), 'kind')} of option were refused, most by {name(str(first.index[0]))}."


def roles(known: Known) -> Slide:
    """What each posture asked for and gets."""
    found: dict[str, list[float]] = {}
    for row in known.short:
        asked = known.scenario.movements.get(row.uln)
        role = asked.role.replace("_", " ") if asked else "unknown"
        of = found.setdefault(role, [0.0] * 6)
        wants = wanted_stons(row)
        amounts = (1, row.status == "on time", wants, row.delivered_stons, row.required_pax, row.delivered_pax)
        found[role] = [a + float(b) for a, b in zip(of, amounts, strict=True)]
    rows = sorted(found.items(), key=lambda item: (-item[1][2], item[0]))
    whole = [role for role, row in rows if row[0] == row[1]]
    weak = min(rows, key=lambda item: (item[1][1] / item[1][0], item[0]), default=None)
    headline = f"{len(whole)} of {count(len(rows), 'role')} close wholly on time"
    if weak is not None and len(whole) < len(rows):
        headline += f"; {weak[0]} least of all, {weak[1][1]:.0f} of {weak[1][0]:.0f} ULNs on time"
    lines = tuple(
        (role, f"{on:.0f} of {all_:.0f}", part(got, want), part(came, people))
        for role, (all_, on, want, got, people, came) in rows
    )
    head = ("role", "ULNs on time", "stons delivered", "people delivered")
    table = Table("", head, lines, (2.2, 1.6, 2.4, 2.4), (1, 2, 3), "plan.xlsx, sheet movements")
    shares = tuple(100 * row[1] / row[0] for _, row in rows)
    chart = Chart(
        "bar",
        "ULNs on time by role",
        "% on time",
        "",
        tuple(role for role, _ in rows),
        (Series("% on time", shares, "sea"),),
        True,
    )
    off = [name_ for name_, on in known.scenario.settings.postures.model_dump().items() if not on]
    said = f"Switched off: {', '.join(off)}." if off else "Every posture of the scenario is switched on."
    parts = [
        Placed(table, (0.0, 0.0, 0.56, 0.86)),
        Placed(Words("", (said,), 14.0), (0.0, 0.9, 0.56, 0.1)),
        *([Placed(chart, (0.59, 0.0, 0.41, 1.0))] if rows else []),
    ]
    return Slide("What each role gets", headline, tuple(parts), "shortfalls.csv, movements.csv")
