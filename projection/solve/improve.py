"""Improvement: free the missions of a neighbourhood, hold the rest, and let HiGHS solve what is left."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from projection.movement.instance import Instance
from projection.solve.highs import Clock, Outcome
from projection.solve.matrix import Floats, Mask
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole, held

NODES = 5
"""Branch-and-bound nodes of one neighbourhood: a limit that does not depend on the clock."""
EFFORT = 0.1
"""Share of a neighbourhood's work that goes into heuristics: what it finds counts, not what it proves."""
LONGEST_S = 4.0
"""Most seconds of one neighbourhood, while they make the plan better."""
STALE = 12
"""Neighbourhoods without a better plan after which twice the seconds are given, then thrice, ..."""
PATIENT = 4.0
"""... up to so many times as many."""
KINDS = {"dear": 2, "fleets and days": 2, "days": 1, "fleets": 1, "ports": 1, "ulns": 1}
"""Kinds of neighbourhoods and how often each is drawn, as long as all make the plan better alike.

Dear ones lie round a ULN that costs more in the plan than in the relaxation, drawn by how much.
"""
USED_SHARE, NEAR_SHARE = 1 / 2, 1 / 3
"""Share of neighbourhoods that open only launches which the plan or the relaxation uses, and share of those that
open only launches near the relaxation; the others open all of theirs."""


@dataclass(frozen=True)
class Incumbent:
    """The best plan so far: whole columns, all columns, objective."""

    whole: Floats
    values: Floats
    objective: float

    @classmethod
    def of(cls, whole: Whole, values: Floats) -> "Incumbent":
        """The plan that values of all columns are, its objective counted from them."""
        return cls(np.round(values[whole.columns]), values, whole.problem.worth(values))


@dataclass(frozen=True)
class Guide:
    """What the relaxation says of where better plans lie.

    ``near`` and ``used``: launches near it and whole columns that it uses, with ships whole once they are;
    ``spent`` what each group (`Concern`) costs in the first one, None where that is not known.
    """

    near: Mask
    used: Mask
    spent: Floats | None = None

    @classmethod
    def of(cls, relaxation: Relaxation, values: Floats) -> "Guide":
        """What a relaxation's last answer ``values`` says."""
        spent = relaxation.whole.concern.spent(values, relaxation.problem.cost)
        return cls(relaxation.near(values), relaxation.uses(values), spent)

    @classmethod
    def none(cls, whole: Whole) -> "Guide":
        """Nothing known: everything is near and used."""
        everything = np.ones(len(whole.columns), dtype=bool)
        return cls(everything, everything)


class Neighbourhoods:
    """Draws neighbourhoods of a few fleets, days, ports or ULNs.

    They are the same for the same seed, plans and answers. Each kind has its own size, and is drawn the more
    seldom the fewer of its kind made the plan better. ``uln`` whom the one drawn last lies round, if any.
    """

    def __init__(self, instance: Instance, whole: Whole, seed: int) -> None:
        names = [whole.problem.columns[int(c)][1] for c in whole.columns[whole.launches]]
        self.launches, self.concern = whole.launches, whole.concern
        options = [instance.options[name] for name, _ in names]
        self.random = random.Random(seed)
        self.stale = 0
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
        self.days_of: dict[str, tuple[int, int]] = {}
        for uln, _, _, day in instance.loads:
            first, last = self.days_of.get(uln, (day, day))
            self.days_of[uln] = min(first, day), max(last, day)
        self.ulns = sorted(self.days_of)
        self.group = np.array([whole.concern.group_of[uln] for uln in self.ulns], dtype=np.int64)
        self.kind = "days"
        self.uln: str | None = None
        self.size = dict.fromkeys(KINDS, 1.0)
        self.drawn, self.better = dict.fromkeys(KINDS, 1), dict.fromkeys(KINDS, 1)

    def draw(self, guide: Guide, plan: Incumbent) -> Mask:
        """Whole columns to free around a plan: half the time only the launches that it or the relaxation uses."""
        chosen = np.ones(len(self.launches), dtype=bool)
        chosen[self.launches] = self._draw(self._excess(guide, plan))
        where = self.random.random()
        if where < USED_SHARE:
            chosen &= guide.used | (plan.whole > 0) | ~self.launches
        elif where < USED_SHARE + NEAR_SHARE:
            chosen &= guide.near | ~self.launches
        return chosen

    def _excess(self, guide: Guide, plan: Incumbent) -> Floats:
        """By how much each ULN costs more in the plan than in the relaxation; ULNs of one group share it."""
        if guide.spent is None:
            return np.zeros(len(self.ulns))
        more = self.concern.spent(plan.values) - guide.spent
        return np.maximum(0.0, more[self.group] / np.bincount(self.group)[self.group])

    def _draw(self, excess: Floats) -> Mask:
        odds = {kind: share * self.better[kind] / self.drawn[kind] for kind, share in KINDS.items()}
        if not excess.any():
            odds["dear"] = 0.0
        self.kind, self.uln = self.random.choices(list(odds), list(odds.values()))[0], None
        if self.kind == "dear":
            uln = self.uln = self.random.choices(self.ulns, excess.tolist())[0]
            fleets = sorted(set(self.fleet[self._carriers([uln])]))
            return self._fleets(4, fleets) & self._days(12, *self.days_of[uln])
        if self.kind == "fleets and days":
            return self._fleets(4, self.fleets) & self._days(12)
        if self.kind == "days":
            return self._days(5)
        if self.kind == "fleets":
            return self._fleets(2, self.fleets)
        if self.kind == "ports":
            return np.isin(self.pod, self._some(self.pods, 2)) & self._days(12)
        return self._carriers(self._some(sorted(self.pools_of), 3))

    def _carriers(self, ulns: Sequence[str]) -> Mask:
        options = {option for uln in ulns for pool in self.pools_of[uln] for option in self.options_of[pool]}
        return np.isin(self.option, sorted(options))

    @property
    def longest_s(self) -> float:
        """Most seconds for the next one: more the longer none has made the plan better."""
        return LONGEST_S * min(PATIENT, 1 + self.stale / STALE)

    def learn(self, found: Outcome, better: bool) -> None:
        """Draw larger ones of a kind while they are solved to the end, smaller when not, fewer when not better."""
        self.stale = 0 if better else self.stale + 1
        size = self.size[self.kind]
        self.size[self.kind] = min(4.0, size * 1.05) if found.solved else max(0.25, size * 0.85)
        self.drawn[self.kind] += 1
        self.better[self.kind] += better

    def _some(self, names: list[str], count: int) -> list[str]:
        return self.random.sample(names, min(len(names), max(1, round(count * self.size[self.kind]))))

    def _fleets(self, count: int, fleets: list[str]) -> Mask:
        return np.isin(self.fleet, self._some(fleets, count))

    def _days(self, count: int, soonest: int = 0, latest: int | None = None) -> Mask:
        last = self.horizon - 1 if latest is None else latest
        span = min(self.horizon, max(3, round(count * self.size[self.kind])))
        first = self.random.randrange(soonest, max(soonest + 1, last - span + 2))
        chosen: Mask = (self.day >= first) & (self.day < first + span)
        return chosen


def improve(
    whole: Whole,
    best: Incumbent,
    free: Mask,
    clock: Clock,
    longest_s: float = LONGEST_S,
    uln: str | None = None,
) -> Outcome:
    """Search with the launches of ``free`` open and all others as in the best plan, from that plan.

    Loads, stocks and closing days are open for the ULNs that those launches carry and for the dearest that they
    could carry (`Concern`), and for ``uln``; the others stay as they are, so that a neighbourhood is small.
    """
    problem = whole.problem
    lower, upper = best.values.copy(), best.values.copy()
    lower[whole.columns] = upper[whole.columns] = best.whole
    open_ = whole.concern.columns(free & whole.launches, best.values, best.whole, uln)
    open_[whole.columns] = np.where(whole.launches, free, open_[whole.columns])
    lower[open_], upper[open_] = problem.lower[open_], problem.upper[open_]
    options = {
        "threads": 1,
        "mip_rel_gap": 1e-4,
        "mip_max_nodes": NODES,
        "mip_heuristic_effort": EFFORT,
        "mip_heuristic_run_root_reduced_cost": False,
        "time_limit": max(0.1, min(longest_s, clock.left_s)),
    }
    return held(problem, lower, upper, options, clock.stop, start=best.values)
