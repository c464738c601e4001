"""Improvement: free the missions of a neighbourhood, hold the rest, and let HiGHS solve what is left."""

import random
from dataclasses import dataclass

import numpy as np

from projection.movement.instance import Instance
from projection.solve.highs import Clock, Outcome
from projection.solve.matrix import Floats
from projection.solve.restrict import Box, Mask, Whole, search

NODES = 60
"""Branch-and-bound nodes of one neighbourhood: a limit that does not depend on the clock."""
LONGEST_S = 8.0


@dataclass(frozen=True)
class Incumbent:
    """The best plan so far: whole columns, all columns, objective."""

    whole: Floats
    values: Floats
    objective: float


class Neighbourhoods:
    """Draws neighbourhoods of a few fleets, days, ports or ULNs; the same seed draws the same ones."""

    def __init__(self, instance: Instance, whole: Whole, seed: int) -> None:
        names = [whole.problem.columns[int(c)][1] for c in whole.columns[whole.launches]]
        self.launches = whole.launches
        options = [instance.options[name] for name, _ in names]
        self.random = random.Random(seed)
        self.horizon = instance.horizon
        self.day = np.array([day for _, day in names])
        self.fleet = np.array([option.fleet for option in options])
        self.pod = np.array([option.pod for option in options])
        self.option = np.array([name for name, _ in names])
        self.options_of = {name: pool.options for name, pool in instance.pools.items()}
        stations = [name for name in instance.stations if any(option.station == name for option in options)]
        for name in stations:
            self.options_of[name] = tuple(o for o, option in instance.options.items() if option.station == name)
        self.fleets = sorted(set(self.fleet))
        self.pods = sorted(set(self.pod))
        self.pools_of: dict[str, list[str]] = {}
        for uln, pool in sorted({(load[0], load[1]) for load in instance.loads}):
            self.pools_of.setdefault(uln, []).append(pool)
        self.pools_of |= {name: [name] for name in stations}
        self.size = 1.0

    def draw(self, near: Mask) -> Mask:
        """Whole columns to free; two times in three only the launches near the relaxation."""
        chosen = np.ones(len(self.launches), dtype=bool)
        chosen[self.launches] = self._draw()
        return (chosen & near) | ~self.launches if self.random.random() < 2 / 3 else chosen

    def _draw(self) -> Mask:
        kind = self.random.choice(("fleets and days", "fleets and days", "days", "fleets", "ports", "ulns"))
        if kind == "fleets and days":
            return self._fleets(8) & self._days(20)
        if kind == "days":
            return self._days(8)
        if kind == "fleets":
            return self._fleets(3)
        if kind == "ports":
            return np.isin(self.pod, self._some(self.pods, 3)) & self._days(25)
        pools = [pool for uln in self._some(sorted(self.pools_of), 6) for pool in self.pools_of[uln]]
        return np.isin(self.option, sorted({option for pool in pools for option in self.options_of[pool]}))

    def learn(self, found: Outcome) -> None:
        """Draw larger ones while they are solved to the end, smaller ones when they are not."""
        self.size = min(2.5, self.size * 1.05) if found.solved else max(0.4, self.size * 0.85)

    def _some(self, names: list[str], count: int) -> list[str]:
        return self.random.sample(names, min(len(names), max(1, round(count * self.size))))

    def _fleets(self, count: int) -> Mask:
        return np.isin(self.fleet, self._some(self.fleets, count))

    def _days(self, count: int) -> Mask:
        span = min(self.horizon, max(3, round(count * self.size)))
        first = self.random.randrange(0, max(1, self.horizon - span + 1))
        chosen: Mask = (self.day >= first) & (self.day < first + span)
        return chosen


def improve(whole: Whole, best: Incumbent, free: Mask, clock: Clock) -> Outcome:
    """Search with the launches of ``free`` open and all others as in the best plan, from that plan."""
    box = Box(
        np.where(free, whole.box.lower, best.whole),
        np.where(free, whole.box.upper, best.whole),
    )
    options = {
        "threads": 1,
        "mip_rel_gap": 5e-4,
        "mip_max_nodes": NODES,
        "time_limit": max(0.1, min(LONGEST_S, clock.left_s)),
    }
    return search(whole, box, options, clock.stop, start=best.whole)
