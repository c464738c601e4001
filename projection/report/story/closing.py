"""What the plan rests on, and what is to be decided next."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from projection.report.page import clean
from projection.report.story.known import Known, count, days_late, listed, name, sentence, share
from projection.report.story.parts import Placed, Slide, Table, Words
from projection.report.story.trouble import one_more
from projection.rows import Sourced

NETWORK_TABLES = (
    "airfields",
    "seaports",
    "sites",
    "passages",
    "land_links",
    "legs",
    "aircraft",
    "ships",
    "payload_range",
    "nations",
)
"""Tables of a network whose rows name their source."""


def sourced(known: Known) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each table of the network with its rows."""
    for table in NETWORK_TABLES:
        rows = getattr(known.network, table)
        yield table, list(rows.values()) if hasattr(rows, "values") else list(rows)


def used(known: Known) -> list[tuple[str, str, Sourced]]:
    """Places and lift types that the plan uses, by how often, the most first: (kind, name, row)."""
    stops = known.plan.tables["missions"]
    found: list[tuple[int, str, str, Sourced]] = []
    for column, kind, rows in (
        ("node", "place", known.network.places),
        ("lift", "lift type", known.network.lifts),
    ):
        for one, times in stops[column].value_counts().items():
            row = rows.get(str(one))
            if row is not None:
                found.append((int(times), kind, name(row.name or row.id), row))
    return [(kind, one, row) for _, kind, one, row in sorted(found, key=lambda item: (-item[0], item[2]))]


def notes(known: Known) -> list[tuple[str, str]]:
    """(file, note) of every row of the scenario that has one."""
    files: dict[str, Iterable[Any]] = {
        "permissions.csv": known.scenario.permissions,
        "closures.csv": known.scenario.closures,
        "needs.csv": known.scenario.needs,
        "threats.csv": known.scenario.threats,
        "europe.csv": known.scenario.europe,
    }
    return [(file, clean(row.note, 300)) for file, rows in files.items() for row in rows if row.note]


def assumptions(known: Known) -> Slide:
    """How many rows of the network were read in a source, and what the scenario itself says that it assumes."""
    rows, all_rows, good = [], 0, 0
    for table, found in sourced(known):
        verified = sum(bool(row.verified) for row in found)
        all_rows, good = all_rows + len(found), good + verified
        figures = (f"{len(found):,}", f"{verified:,}", f"{len(found) - verified:,}", share(verified, len(found)))
        rows += [(f"{table}.csv", *figures)] if found else []
    rows.append(("all", f"{all_rows:,}", f"{good:,}", f"{all_rows - good:,}", share(good, all_rows)))
    uses = used(known)
    open_ = [row for row in uses if not row[2].verified]
    many = f"{all_rows - good:,} of {all_rows:,} rows of the network are not verified"
    headline = f"{many}; of {len(uses)} places and lift types that this plan uses {len(open_)} are not"
    first = []
    for file in dict.fromkeys(file for file, _ in notes(known)):
        said = [text for at, text in notes(known) if at == file and text.lower().startswith("assum")]
        if said:
            example = max(said, key=len).split(":", 1)[-1].strip()
            verb = "says that it is an assumption" if len(said) == 1 else "say that they are assumptions"
            first.append(f"{file}: {count(len(said), 'row')} {verb}, such as: {sentence(example)}")
    first = first or ["No row of the scenario says that it is an assumption."]
    head = ("table of the network", "rows", "verified", "not verified", "share verified")
    table_ = Table("", head, tuple(rows), (2.6, 1, 1.4, 1.4, 1.4), (1, 2, 3, 4), "plan.xlsx, sheet assumptions")
    parts = (
        Placed(table_, (0.0, 0.0, 0.54, 1.0)),
        Placed(Words("Assumed", tuple(first), 15.0), (0.57, 0.0, 0.43, 1.0)),
    )
    return Slide(
        "What it rests on", headline, parts, "source and verified of each row; plan.xlsx, sheet assumptions"
    )


def decisions(known: Known) -> Slide:
    """What the plan itself puts up for decision, the weightiest first."""
    found = [*_late(known), *_more(known), *_refusals(known), *_proof(known), *_sources(known)]
    topic, source = "Next decisions", "shortfalls.csv, refused_options.csv, plan.json"
    if not found:
        text = f"Nothing is open: all of {count(len(known.short), 'ULN')} close on time"
        return Slide(topic, text, (Placed(Words("", (text + ".",), 22.0), (0.0, 0.0, 1.0, 1.0)),), source)
    rows = tuple((f"{number}", sentence(todo), stake) for number, (todo, stake) in enumerate(found, start=1))
    table = Table("", ("", "to decide", "what is at stake"), rows, (0.4, 6.6, 5.6), (), "projection explain", 2)
    many = f"{count(len(found), 'decision')} {'is' if len(found) == 1 else 'are'} open, first of all {found[0][0]}"
    return Slide(topic, many, (Placed(table, (0.0, 0.0, 1.0, 1.0)),), source)


Decision = tuple[str, str]


def _refusals(known: Known) -> list[Decision]:
    table = known.plan.tables["refused_options"]
    mends = dict(zip(table["what"], table["mend"], strict=True))
    out = []
    for row in known.ending("refused")[:3]:
        mend = f"; it would take: {clean(str(mends[row.uln]), 90)}" if row.uln in mends else ""
        lost = f"{row.short_stons:,.0f} stons and {row.short_pax:,.0f} people"
        out.append((f"whether {name(row.uln)} goes after all", f"{lost}; {clean(row.why, 120)}{mend}."))
    return out


def _more(known: Known) -> list[Decision]:
    if known.explanation is None:
        return []
    rows = [row for row in known.explanation.bottlenecks.rows if row.confirmed and row.confirmed.gain > 0]
    out = []
    for row in rows[:3]:
        gain = row.confirmed.gain if row.confirmed else 0.0
        proof = "" if row.confirmed and row.confirmed.proved else ", not proved"
        todo = f"whether to seek {one_more(known, row)}"
        out.append((todo, f"{gain:,.0f} weighted ston-days gained{proof}."))
    return out


def _late(known: Known) -> list[Decision]:
    rows = known.ending("late")
    if not rows:
        return []
    level = rows[0].priority
    first = [row for row in rows if row.priority == level]
    days = max(days_late(row) for row in first)
    todo = f"whether {listed(row.uln for row in first)} may close late, or other ULNs give way"
    return [(todo, f"{count(len(first), 'ULN')} of priority {level}, up to {count(days, 'day')} late.")]


def _proof(known: Known) -> list[Decision]:
    gap, asked = known.plan.stamp["gap"], known.scenario.settings.solver.gap
    if not isinstance(gap, (int, float)):
        return [("whether to solve for longer", "No bound is known for this plan.")]
    if gap <= asked:
        return []
    return [("whether to solve for longer", f"The gap is {100 * gap:.1f} %; {100 * asked:.1f} % were asked for.")]


def _sources(known: Known) -> list[Decision]:
    rows = [row for row in used(known) if not row[2].verified]
    if not rows:
        return []
    todo = f"who verifies the figures of {listed(one for _, one, _ in rows)}"
    return [
        (todo, f"{count(len(rows), 'place')} and lift types that this plan uses rest on figures not verified.")
    ]
