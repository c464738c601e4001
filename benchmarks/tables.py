"""The tables of the page, each from the runs by case and method."""

import statistics
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.cases import GOALS, held_out, size_of
from benchmarks.store import Row, median

METHODS = {"search": "search", "plain": "(a)", "greedy": "(b)"}
PHASES = (
    "start",
    "check",
    "read",
    "route",
    "expand",
    "build",
    "matrix",
    "load",
    "relax",
    "solve",
    "report",
    "verify",
)
Runs = Mapping[tuple[str, str], list[Row]]
Pair = Sequence[float] | None
"""Seconds by the clock, and of processors at work."""


def goals(runs: Runs) -> str:
    """Each size's goal, how many seeds reach it, and the worst of them."""
    lines = []
    for size, goal in GOALS.items():
        for held, name in ((False, "1-5"), (True, "101-105")):
            found = [
                rows for (c, m), rows in runs.items() if (m, size_of(c), held_out(c)) == ("search", size, held)
            ]
            if not found:
                continue
            at = [median([_reached(run, goal.gap) for run in rows]) for rows in found]
            gaps = [gap for gap in map(gap_of, found) if gap is not None]
            hit = sum(value is not None and value <= goal.seconds for value in at)
            asked = f"{percent(goal.gap)} % in {goal.seconds:g} s"
            seconds = [number(median(at)), number(None if None in at else max(value or 0 for value in at))]
            shares = [percent(statistics.median(gaps)), percent(max(gaps))] if gaps else ["-", "-"]
            seeds = name if size != "scenario" else "shipped"
            lines.append([size, seeds, asked, f"{hit} of {len(at)}", *seconds, *shares])
    head = "size,seeds,goal,reached by,median s,worst s,median gap %,worst gap %"
    return table(head, lines)


def ratios(runs: Runs) -> str:
    """The search against the baselines that were run in the same call."""
    lines = []
    for case in in_order(runs):
        own = runs.get((case, "search"), [])
        sets = {m: [r for r in runs.get((case, m), []) if own and r["call"] == own[0]["call"]] for m in METHODS}
        if not sets["plain"] and not sets["greedy"]:
            continue
        at = {m: median([_reached(run, 0.05) for run in rows]) for m, rows in sets.items()}
        plans = {m: median([run["objective"] for run in rows]) for m, rows in sets.items()}
        lines.append(
            [case, number(at["search"]), number(at["plain"]), _sooner(at["search"], at["plain"], sets["plain"])]
            + [number(plans[m]) for m in METHODS]
            + [_worse(plans[m], plans["search"]) for m in ("plain", "greedy")]
        )
    return table(
        "case,5 %: search s,(a) s,times sooner,plan,plan of (a),of (b),better than (a) by %,than (b) by %", lines
    )


def _worse(theirs: float | None, own: float | None) -> str:
    """By how much a plan costs more, as a share of it: what taking ours instead saves."""
    return percent(1 - own / theirs) if theirs and own is not None else "-"


def _sooner(own: float | None, theirs: float | None, runs: Sequence[Row]) -> str:
    """How many times sooner; at least so many where (a) never came there."""
    if not own or not runs:
        return "-"
    return f"{theirs / own:.1f}" if theirs else f"over {statistics.median(r['seconds'] for r in runs) / own:.1f}"


def cases(runs: Runs) -> str:
    """Every case by every method."""
    lines = [
        [case, name, *_figures(runs[case, method])]
        for case in in_order(runs)
        for method, name in METHODS.items()
        if (case, method) in runs
    ]
    return table("case,by,first plan,5 %,2 %,1 %,0.1 %,plan,bound,gap %,all s,peak MB,load,measured", lines)


def _figures(rows: list[Row]) -> list[str]:
    times = [pair([run["first_plan"] for run in rows])]
    times += [pair([run["at_gap"].get(gap) for run in rows]) for gap in ("0.05", "0.02", "0.01", "0.001")]
    failed = [f"; failed: {run['why']}" for run in rows if run["status"] == "failed"]
    gap = gap_of(rows)
    return [
        *times,
        number(median([run["objective"] for run in rows])),
        number(median([run["bound"] for run in rows])),
        "-" if gap is None else percent(gap),
        number(median([run["seconds"] for run in rows])),
        number(max(run["peak_mb"] for run in rows)),
        f"{max(max(run['load']) for run in rows):.0f}",
        rows[-1]["call"][:10] + (f" x {len(rows)}" if len(rows) > 1 else "") + "".join(failed[:1]),
    ]


def phases(runs: Runs) -> str:
    """Median of each phase over all runs of a size."""
    lines = []
    for size in GOALS:
        for method, name in METHODS.items():
            found = [row for (c, m), rows in runs.items() if (m, size_of(c)) == (method, size) for row in rows]
            if found:
                cells = [_phase(found, phase) for phase in PHASES]
                lines.append([size, name, *cells])
    return table("size,by," + ",".join(PHASES), lines)


def _phase(rows: Iterable[Row], phase: str) -> str:
    known = [(row["phases"][phase], row["cpu"].get(phase)) for row in rows if phase in row["phases"]]
    return pair([(wall, worked) for wall, worked in known], places=1) if known else ""


def tightness(runs: Runs) -> str:
    """How much is late or short in the plans of the search and of one pass, and whether they hold."""
    lines = []
    for case in in_order(runs):
        for method in ("search", "greedy"):
            for run in runs.get((case, method), [])[-1:]:
                if run["ulns"]:
                    ulns, late = run["ulns"], run["late"]
                    counts = [ulns.get(name, 0) for name in ("on time", "late", "short", "refused")]
                    shares = [percent(late["late"]), percent(late["short"])]
                    lines.append([case, METHODS[method], *counts, *shares, run["faults"]])
    return table("case,by,ULNs on time,late,short,refused,stons late %,stons short %,faults found", lines)


def in_order(runs: Runs) -> list[str]:
    """Cases by size, kind and seed; scenarios last."""
    order = list(GOALS)

    def place(case: str) -> tuple[int, int, str]:
        size = size_of(case)
        return (order.index(size), 0 if size == "scenario" else int(case.rsplit("-", 1)[1]), case)

    return sorted({case for case, _ in runs}, key=place)


def gap_of(rows: Iterable[Row]) -> float | None:
    """Median gap of the repeats that have a plan and a bound."""
    gaps = [
        (row["objective"] - row["bound"]) / row["objective"]
        for row in rows
        if row["objective"] and row["bound"] is not None
    ]
    return statistics.median(gaps) if gaps else None


def pair(pairs: Sequence[Sequence[float | None] | None], places: int = 0) -> str:
    """Median by the clock, and of processors at work in brackets; a dash where most never came there."""

    def part(place: int) -> float | None:
        return median([None if found is None else found[place] for found in pairs])

    wall, worked = part(0), part(1)
    if wall is None:
        return "-"
    return number(wall, places) + ("" if worked is None else f" ({number(worked, places)})")


def table(head: str, lines: Sequence[Sequence[object]]) -> str:
    """A table in Markdown; nothing without lines."""
    if not lines:
        return ""
    names = head.split(",")
    rows = [names, ["---"] * len(names), *lines]
    return "\n".join("| " + " | ".join(str(word) for word in row) + " |" for row in rows) + "\n"


def number(value: float | None, places: int = 0) -> str:
    """With thousands apart; a dash for what is not known."""
    return "-" if value is None else f"{value:,.{places}f}"


def percent(share: float) -> str:
    """A share in hundredths."""
    return f"{100 * share:.1f}"


def _reached(run: Row, gap: float) -> float | None:
    """Seconds by the clock to a gap; those of the whole run where it ended with that gap and did not note when."""
    found: Pair = run["at_gap"].get(f"{gap:g}")
    if found:
        return found[0]
    within = gap_of([run])
    return run["seconds"] if run["status"] == "gap reached" and within is not None and within <= gap else None
