"""The generated section of docs/benchmarks.md."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.store import Row, newest
from benchmarks.tables import cases, goals, phases, ratios, tightness

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
START = "<!-- the benchmark family: written by python -m benchmarks -->\n"
END = "<!-- end of the benchmark family -->\n"
HEAD = """\
## The benchmark family, measured
Written by `python -m benchmarks` from benchmarks/results.jsonl; nothing here is typed. Each run is a process of
its own, timed from outside and from its start, so that reading, routes and building count. `12 (7)` is 12 s by the
clock and 7 s of processors at work: where others work on the machine the clock runs on; `load` is the machine's.
A dash: not reached within the limit. Repeats of a row give its median. Seeds 1 to 5 may be tuned on, 101 to 105
never are.

(a) is the plain formulation by Pyomo's rules and Pyomo's own HiGHS interface: a load for each option, no links for
whole ships. (b) is the plan of one pass, as a simulation makes it; it proves nothing.

s, m, l, xl are drawn from the default scenario (benchmarks/family.py), short of ships, of airlift and slots, or of
both. snd are service network designs in continuous time, in the text format and the classes of the published set
(Boland, Hewitt, Marshall and Savelsbergh 2017; one of its own files can be named as it is), drawn anew: vehicles
cheap or dear (lc, hc), windows narrow or wide (lf, hf), 20 nodes, 230 arcs, 40 commodities. They are posed to the
same model (benchmarks/design_pose.py) on a full grid of five minutes, of which all their times are multiples; a
commodity may be split.

"""
PHASES = """\
Median seconds by the clock (processors at work) of all runs of a size. `matrix` compiles the Pyomo model to arrays
and `load` passes them to HiGHS; for (a) `load` is Pyomo's interface, which does both. `relax` is the part of
`solve` until the first bound. `report` schedules and writes the plan without pictures, `verify` recounts it.

"""


def with_section(page: str, found: Sequence[Row]) -> str:
    """The page with its generated section replaced, or put at its end."""
    section = START + text(found) + END
    if START not in page:
        return page.rstrip("\n") + "\n\n" + section
    before, rest = page.split(START, 1)
    return before + section + rest.split(END, 1)[1]


def text(found: Sequence[Row]) -> str:
    """All tables, from the newest call of each case and method."""
    runs = newest(found)
    parts = [
        ("Goals", "", goals(runs)),
        ("Against the baselines, in one call", "", ratios(runs)),
        ("Every case", "", cases(runs)),
        ("Phases", PHASES, phases(runs)),
        ("How tight the cases are", "", tightness(runs)),
    ]
    words = [f"### {title}\n{words}{table}" for title, words, table in parts if table]
    return HEAD + "Measured on " + "; and on ".join(_machines(found)) + ".\n\n" + "\n".join(words)


def _machines(found: Sequence[Row]) -> list[str]:
    return sorted({", ".join(f"{name} {what}" for name, what in row["machine"].items()) for row in found})
