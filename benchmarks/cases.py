"""The cases by name, what is asked of each, and where its folder lies."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.design import write
from benchmarks.design_draw import CLASSES, draw
from benchmarks.family import HELD_OUT, SEEDS, SIZES, kind_of, write_case
from projection.read.find import find_scenario


@dataclass(frozen=True)
class Goal:
    """What a case is to reach: a proved gap within seconds of the whole line."""

    gap: float
    seconds: float


GOALS = {
    "S": Goal(0.001, 20),
    "M": Goal(0.01, 180),
    "L": Goal(0.02, 900),
    "XL": Goal(0.10, 3600),
    "scenario": Goal(0.01, 120),
    **{f"snd-{kind}": Goal(0.01, 60) for kind in CLASSES},
}
DESIGN = "snd-"
HELD = "-held"
"""Ends the name of a size where the seeds that nothing is tuned on are meant."""


def names(asked: str) -> tuple[str, ...]:
    """Cases that a word stands for: ``S``, ``S-held`` or ``snd-lclf``, ``s-both-2``, or a scenario's name."""
    size = asked.removesuffix(HELD)
    if size in SIZES:
        seeds = HELD_OUT if asked.endswith(HELD) else SEEDS
        return tuple(f"{size.lower()}-{kind_of(seed)}-{seed}" for seed in seeds)
    if asked in GOALS and asked.startswith(DESIGN):
        return tuple(f"{asked}-{seed}" for seed in SEEDS)
    return (asked,)


def size_of(case: str) -> str:
    """Size of a case of the family, class of a service network design; "scenario" for others."""
    parts = case.split("-")
    if case.startswith(DESIGN) and "-".join(parts[:2]) in GOALS:
        return "-".join(parts[:2])
    drawn = len(parts) == 3 and parts[0].upper() in SIZES and parts[2].isdigit()
    return parts[0].upper() if drawn else "scenario"


def held_out(case: str) -> bool:
    """Whether nothing is tuned on a case."""
    return size_of(case) != "scenario" and int(case.rsplit("-", 1)[1]) in HELD_OUT


def folder_of(case: str, place: Path) -> Path:
    """Folder, or file of a design: written into ``place`` where it is drawn, else a scenario by its name."""
    size = size_of(case)
    if size.startswith(DESIGN):
        path = place / f"{case}.txt"
        path.write_text(write(draw(size.removeprefix(DESIGN), int(case.rsplit("-", 1)[1]))), encoding="utf-8")
        return path
    if case.endswith(".txt"):
        return Path(case)
    if size == "scenario":
        return find_scenario(case)
    _, kind, seed = case.split("-")
    return write_case(size, int(seed), place, kind)
