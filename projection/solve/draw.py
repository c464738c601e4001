"""Which neighbourhoods to search next: kinds and scopes drawn by what they have yielded for their work."""

import random
from collections.abc import Mapping, Sequence

import numpy as np

from projection.movement.instance import Instance
from projection.solve.highs import Outcome
from projection.solve.improve import LONGEST_S, Guide, Incumbent
from projection.solve.matrix import Floats, Mask
from projection.solve.restrict import Whole

STALE = 12
"""Neighbourhoods without a better plan after which twice the seconds are given, then thrice, ..."""
PATIENT = 4.0
"""... up to so many times as many."""
KINDS = ("dear", "dear ulns", "fleets and days", "days", "fleets", "ports", "ulns")
"""Kinds of neighbourhoods."""
DEAR = ("dear", "dear ulns")
"""Those round ULNs that cost more in the plan than in the relaxation, drawn by how much."""
SCOPES = ("used", "near", "all")
"""What a neighbourhood opens of its launches: those that the plan or the relaxation uses; and those near the
relaxation; all."""
GAIN = 1e-5
"""Share of the objective by which a plan must become better for a neighbourhood to count as one that yields."""
FADE = 0.99
"""Weight of all that was seen before against the one seen now."""
FIRST, FIRST_WORK = 4.0, 2e7
"""Better plans that each name is taken to have had before the first one is seen, and their work (rows times
iterations; a second is about five million)."""
LEAST_WORK = 2.5e5
"""Work of drawing and reducing one."""


class Yield:
    """How often each of some names made a plan better, and for how much work; what is long ago fades."""

    def __init__(self, names: Sequence[str]) -> None:
        self.better = dict.fromkeys(names, FIRST)
        self.work = dict.fromkeys(names, FIRST_WORK)

    def odds(self) -> dict[str, float]:
        """Better plans for work, by name."""
        return {name: better / self.work[name] for name, better in self.better.items()}

    def learn(self, name: str, better: bool, work: float) -> None:
        """Take one more."""
        for other in self.better:
            self.better[other] *= FADE
            self.work[other] *= FADE
        self.better[name] += better
        self.work[name] += LEAST_WORK + work


class Neighbourhoods:
    """Draws neighbourhoods of a few fleets, days, ports or ULNs.

    They are the same for the same seed, plans and answers. Each kind has its own size in each scope; kinds and
    scopes are drawn by how often they make a plan better for the work that they take (`Yield`).
    ``uln`` whom the one drawn last lies round, if any.
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
        self.scope = "all"
        self.sizes = {(kind, scope): 1.0 for kind in KINDS for scope in SCOPES}
        self.kinds, self.scopes = Yield(KINDS), Yield(SCOPES)

    def draw(self, guide: Guide, plan: Incumbent) -> Mask:
        """Whole columns to free around a plan."""
        chosen = np.ones(len(self.launches), dtype=bool)
        excess = self._excess(guide, plan)
        odds = self.kinds.odds()
        if not excess.any():
            odds |= dict.fromkeys(DEAR, 0.0)
        self.kind, self.scope = self._one(odds), self._one(self.scopes.odds())
        chosen[self.launches] = self._draw(excess)
        if self.scope != "all":
            wide = guide.near if self.scope == "near" else False
            chosen &= guide.used | (plan.whole > 0) | wide | ~self.launches
        return chosen

    def _one(self, odds: Mapping[str, float]) -> str:
        return self.random.choices(list(odds), list(odds.values()))[0]

    def _excess(self, guide: Guide, plan: Incumbent) -> Floats:
        """By how much each ULN costs more in the plan than in the relaxation; ULNs of one group share it."""
        if guide.spent is None:
            return np.zeros(len(self.ulns))
        more = self.concern.spent(plan.values) - guide.spent
        return np.maximum(0.0, more[self.group] / np.bincount(self.group)[self.group])

    def _draw(self, excess: Floats) -> Mask:
        self.uln = None
        if self.kind == "dear":
            uln = self.uln = self._dear(excess, 1)[0]
            fleets = sorted(set(self.fleet[self._carriers([uln])]))
            return self._fleets(4, fleets) & self._days(12, *self.days_of[uln])
        if self.kind == "dear ulns":
            ulns = self._dear(excess, self._many(2))
            self.uln = ulns[0]
            return self._carriers(ulns)
        if self.kind == "fleets and days":
            return self._fleets(4, self.fleets) & self._days(12)
        if self.kind == "days":
            return self._days(5)
        if self.kind == "fleets":
            return self._fleets(2, self.fleets)
        if self.kind == "ports":
            return np.isin(self.pod, self._some(self.pods, 2)) & self._days(12)
        return self._carriers(self._some(sorted(self.pools_of), 3))

    def _dear(self, excess: Floats, count: int) -> list[str]:
        """ULNs drawn by what they cost more, each once."""
        left, drawn = excess.copy(), []
        for _ in range(min(count, int((excess > 0).sum()))):
            place = self.random.choices(range(len(left)), left.tolist())[0]
            left[place] = 0.0
            drawn.append(self.ulns[place])
        return drawn

    def _carriers(self, ulns: Sequence[str]) -> Mask:
        options = {option for uln in ulns for pool in self.pools_of[uln] for option in self.options_of[pool]}
        return np.isin(self.option, sorted(options))

    @property
    def longest_s(self) -> float:
        """Most seconds for the next one: more the longer none has made the plan better."""
        return LONGEST_S * min(PATIENT, 1 + self.stale / STALE)

    def learn(self, found: Outcome, best: Incumbent, better: bool) -> None:
        """Take what came of the one drawn last, from the plan ``best``; whether the plan is now ``better``.

        Larger ones of its kind while they are solved to the end, smaller when not.
        """
        self.stale = 0 if better else self.stale + 1
        key = self.kind, self.scope
        self.sizes[key] = min(4.0, self.sizes[key] * 1.05) if found.solved else max(0.25, self.sizes[key] * 0.85)
        gained = found.values is not None and found.objective < best.objective * (1 - GAIN)
        self.kinds.learn(self.kind, gained, found.work)
        self.scopes.learn(self.scope, gained, found.work)

    def _many(self, count: int) -> int:
        return max(1, round(count * self.sizes[self.kind, self.scope]))

    def _some(self, names: list[str], count: int) -> list[str]:
        return self.random.sample(names, min(len(names), self._many(count)))

    def _fleets(self, count: int, fleets: list[str]) -> Mask:
        return np.isin(self.fleet, self._some(fleets, count))

    def _days(self, count: int, soonest: int = 0, latest: int | None = None) -> Mask:
        last = self.horizon - 1 if latest is None else latest
        span = min(self.horizon, max(3, self._many(count)))
        first = self.random.randrange(soonest, max(soonest + 1, last - span + 2))
        chosen: Mask = (self.day >= first) & (self.day < first + span)
        return chosen
