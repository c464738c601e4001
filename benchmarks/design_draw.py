"""Seeded service network design problems in the classes of the published set; none of its files is copied.

Twenty nodes, 230 arcs, 40 commodities, as its smaller problems. Classes: vehicles cheap (LC) or dear (HC) against
what a unit costs; windows a quarter (LF) or half (HF) of the mean quickest way longer than the quickest way. All
times are multiples of `STEP` minutes, so that a grid of that step loses nothing.
"""

import random
import statistics
from dataclasses import replace

from benchmarks.design import Arc, Commodity, Design

CLASSES = ("lclf", "lchf", "hclf", "hchf")
NODES, ARCS, COMMODITIES = 20, 230, 40
STEP = 5
MINUTES = (35, 360)
FIXED_A_MINUTE = 8.2
UNIT_COST = {"lc": (5, 49), "hc": (0.2, 1.0)}
CAPACITY = {"lc": (960, 4800), "hc": (600, 1500)}
LONGER = {"lf": 0.25, "hf": 0.5}
RELEASE = (165.0, 20.0)
"""Mean and deviation of when commodities are there, in minutes."""


def draw(kind: str, seed: int) -> Design:
    """A problem of a class; the same class and seed give the same one."""
    cost, freedom = kind[:2], kind[2:]
    dice = random.Random(f"{kind} {seed}")
    nodes = tuple(str(number + 1) for number in range(NODES))
    design = Design(nodes, _arcs(nodes, cost, dice), ())
    ways = design.quickest({arc: arc.minutes for arc in design.arcs})
    pairs = sorted((a, b) for a in nodes for b in ways[a] if a != b)
    chosen = dice.sample(pairs, COMMODITIES)
    slack = LONGER[freedom] * statistics.mean(ways[a][b] for a, b in chosen)
    commodities = []
    for start, end in chosen:
        earliest = _on_grid(max(0.0, dice.gauss(*RELEASE)))
        longer = max(0.0, dice.gauss(slack, slack / 3))
        latest = _on_grid(earliest + ways[start][end] + longer)
        commodities.append(Commodity(start, end, dice.randint(160, 740), earliest, latest))
    return replace(design, commodities=tuple(commodities))


def _arcs(nodes: tuple[str, ...], cost: str, dice: random.Random) -> tuple[Arc, ...]:
    """Arcs between random pairs; a ring among them, so that every node can be reached."""
    ring = list(zip(nodes, (*nodes[1:], nodes[0]), strict=True))
    others = [(a, b) for a in nodes for b in nodes if a != b and (a, b) not in ring]
    arcs = []
    for start, end in sorted(ring + dice.sample(others, ARCS - len(ring))):
        minutes = dice.randrange(*MINUTES, STEP)
        fixed = round(minutes * FIXED_A_MINUTE)
        unit = round(dice.uniform(*UNIT_COST[cost]), 1)
        arcs.append(Arc(start, end, unit, fixed, dice.randint(*CAPACITY[cost]), minutes))
    return tuple(arcs)


def _on_grid(minutes: float) -> int:
    return STEP * round(minutes / STEP)
