"""The search: bound by branching on counts, a first plan by rounding, neighbourhoods on the other core."""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from projection.movement.instance import Instance
from projection.scenario.rows import Solver
from projection.solve.aside import run_aside
from projection.solve.cuts import cut
from projection.solve.greedy import greedy
from projection.solve.highs import Clock, Hear, Outcome, Stop, forget_threads, run_here
from projection.solve.improve import Incumbent, Neighbourhoods, improve
from projection.solve.matrix import Floats, Matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Box, Mask, Whole, held, search
from projection.solve.ships import air_in_fractions, as_sailed, at_sea, but_air
from projection.solve.solution import Progress, relative_gap
from projection.solve.start import AHEAD, LARGE, relax_and_fix, rounded
from projection.solve.tree import Tree, counts

Run = Callable[[Matrix, Mapping[str, Any], Stop, Hear], Outcome]
MIDDLE = 2500
"""Whole columns up to which HiGHS on the whole problem bounds better than branching on counts."""
STEPS = 8
"""Nodes of the tree split while one neighbourhood is searched."""
TIDY_NODES = 50
TIDY_S = 10.0
SHIP_STEPS = 60
"""Most nodes split for whole ships before the first plan is sought."""
LOOK = 10
STALLED = 2e-3
"""Splitting for whole ships ends when `LOOK` nodes lift the bound by less than this share."""
SHIPS_SHARE = 0.6
"""Share of the time left for the bound with none but ships whole."""
FIRST_SHARE = 0.2
"""Share of the time left for the ships of the first plan."""
FIRST_GAP = 5e-3
"""Gap at which ships are whole enough for a first plan: what they lose here no aircraft makes good later."""


class Search:
    """One solve: the best plan, the bound, and what it is doing."""

    def __init__(self, instance: Instance, problem: Matrix, solver: Solver, stop: Stop, began: float) -> None:
        forget_threads()
        self.instance = instance
        self.whole = Whole(problem)
        self.solver = solver
        self.clock = Clock(stop, began + solver.time_limit_s)
        self.began = began
        self.bound = 0.0
        self.phase = "start"
        self.best: Incumbent | None = None
        self.root: Relaxation
        self.near: Mask = np.ones(len(self.whole.columns), dtype=bool)
        self.taking = threading.Lock()

    @property
    def objective(self) -> float:
        """Objective of the best plan."""
        return self.best.objective if self.best else float("inf")

    @property
    def best_values(self) -> Floats | None:
        """All columns of the best plan."""
        return self.best.values if self.best else None

    def progress(self) -> Progress:
        """How it stands."""
        return Progress(time.monotonic() - self.began, self.objective, self.bound, self.phase)

    def begin_from(self, values: Floats) -> None:
        """Take a plan of all columns as the best so far."""
        problem = self.whole.problem
        objective = float(problem.cost @ values) + problem.offset
        self.best = Incumbent(np.round(values[self.whole.columns]), values, objective)

    def alone(self) -> None:
        """HiGHS alone: quickest on small problems."""
        self.phase = "HiGHS"
        self._stay_at_home()
        self._strengthen()
        forget_threads()
        self._highs_whole(self.solver.threads, run_here)
        forget_threads()
        if not self.whole.launches.all():
            self._load_anew()

    def run(self) -> None:
        """Bound, first plan, then both better side by side until the gap, the time limit or a stop."""
        self._stay_at_home()
        self.phase = "one pass"
        self._offer(self._held(greedy(self.instance, self.whole)))
        relaxation = self._strengthen()
        self.phase = "relaxation"
        relaxed = relaxation.run(self.clock.stop, self.clock.left_s)
        self.bound = max(self.bound, min(relaxed.bound, self.objective))
        if not relaxed.solved:
            return
        self.root = relaxation.again()
        if len(self.whole.columns) <= MIDDLE:
            self._plan_beside(partial(self._highs_whole, 1, run_aside))
        else:
            tree = Tree(relaxation, counts(self.instance, self.whole), relaxed, self.clock)
            ships = self._whole_ships(tree)
            self._plan_beside(self._ships_alone if ships is None else partial(self._brisk, ships), ships)
            self._side_by_side(tree)
        self._tidy()

    def _plan_beside(self, bound: Callable[[], None], ships: Box | None = None) -> None:
        """``bound`` on one core; first plan, then neighbourhoods on the other until it is done.

        The first plan has ships held in the box ``ships``, or as HiGHS makes them whole.
        """
        with ThreadPoolExecutor(1) as other:
            aside = other.submit(bound)
            relaxation = self.root.again()
            self._first_plan(relaxation, ships or self._ships_first(relaxation))
            self.phase = "improve"
            around = Neighbourhoods(self.instance, self.whole, self.solver.seed)
            while not self._over() and self.best is not None and not aside.done():
                found = improve(self.whole, self.best, around.draw(self.near), self.clock)
                around.learn(found)
                self._offer(found)
            aside.result()

    def _highs_whole(self, threads: int, run: Run) -> None:
        """HiGHS on the whole problem until the gap: its bound and its plans count as they come."""
        options = {
            "threads": threads,
            "random_seed": self.solver.seed,
            "mip_rel_gap": self.solver.gap,
            "mip_abs_gap": 1e-6,
            "time_limit": max(0.1, self.clock.left_s),
        }
        found = run(self.whole.problem, options, self.clock.stop, self._hear)
        self._offer(found)
        self.bound = max(self.bound, found.bound)

    def _hear(self, bound: float, values: Floats | None) -> bool:
        """Take a bound of the whole problem, and a plan that keeps every row; whether the gap is reached."""
        self.bound = max(self.bound, min(bound, self.objective))
        if values is not None and self.whole.problem.holds(values):
            self._offer(Outcome("", 0.0, bound, values))
        return self._over()

    def _whole_ships(self, tree: Tree) -> Box | None:
        """Branch on counts until ships are whole, and hold them so; None where that stalls or they do not fit."""
        self.phase = "whole ships"
        before = self.bound
        for step in range(1, SHIP_STEPS + 1):
            if self._over() or tree.ships_whole() or not tree.step(self.objective):
                break
            self.bound = max(self.bound, tree.bound)
            if step % LOOK == 0:
                if self.bound < before * (1 + STALLED):
                    break
                before = self.bound
        node = tree.best
        if not tree.ships_whole() or node is None or node.values is None:
            return None
        return as_sailed(self.instance, self.whole, node.values)

    def _ships_first(self, relaxation: Relaxation) -> Box:
        """Ships and closing days as HiGHS makes them whole near the relaxation, with aircraft in fractions."""
        self.phase = "ships first"
        box = self.whole.box
        relaxed = relaxation.run(self.clock.stop, self.clock.left_s)
        if relaxed.values is None:
            return box
        if len(self.whole.columns) > LARGE:
            found = rounded(relaxation, box, at_sea(self.instance, self.whole), self.clock)
            return box if found.values is None else as_sailed(self.instance, self.whole, found.values) or box
        slow = but_air(self.instance, self.whole)
        near = relaxation.near(relaxed.values) | slow
        lower, upper = self.whole.problem.lower.copy(), self.whole.problem.upper.copy()
        upper[self.whole.columns] = np.where(near, box.upper, box.lower)
        limits = {"threads": 1, "mip_rel_gap": FIRST_GAP, "time_limit": self._share_s(FIRST_SHARE)}
        problem = air_in_fractions(self.instance, self.whole)
        found = held(problem, lower, upper, limits, self.clock.stop)
        if found.values is None:
            return box
        values = np.round(found.values[self.whole.columns])
        return Box(np.where(slow, values, box.lower), np.where(slow, values, box.upper))

    def _ships_alone(self) -> None:
        """The problem with none but ships and closing days whole: its bound holds for the whole problem."""
        options = {
            "threads": 1,
            "mip_rel_gap": self.solver.gap / 4,
            "mip_heuristic_effort": 0.0,
            "time_limit": self._share_s(SHIPS_SHARE),
        }

        def hear(bound: float, values: Floats | None) -> bool:
            del values
            return self._hear(bound, None)

        found = run_aside(air_in_fractions(self.instance, self.whole), options, self.clock.stop, hear)
        self._hear(found.bound, None)

    def _share_s(self, share: float) -> float:
        """Seconds of a share of the time left."""
        return max(1.0, share * self.clock.left_s)

    def _strengthen(self) -> Relaxation:
        """Add the rounding cuts that the relaxation breaks; plans stay what they are."""
        self.phase = "cuts"
        relaxation = cut(self.whole, self.clock)
        self.whole = relaxation.whole
        return relaxation

    def _tidy(self) -> None:
        """Leave out missions that the loads do not need, and load the rest anew."""
        if self.best is None:
            return
        self.phase = "tidy"
        fewer = Box(np.zeros(len(self.best.whole)), self.best.whole)
        limits = {"threads": 1, "mip_rel_gap": 1e-5, "mip_max_nodes": TIDY_NODES, "time_limit": TIDY_S}
        self._offer(search(self.whole, fewer, limits, Stop(), start=self.best.whole))
        self._load_anew()

    def _load_anew(self) -> None:
        """Best loads for the best plan's whole columns, exactly as they are."""
        if self.best is None:
            return
        limits = {"threads": 1, "time_limit": max(1.0, self.clock.left_s)}
        found = search(self.whole, Box(self.best.whole, self.best.whole), limits, self.clock.stop)
        if found.values is not None:
            self.best = Incumbent(self.best.whole, found.values, found.objective)

    def _brisk(self, box: Box) -> None:
        """A plan within ``box`` that is there sooner than the first plan, and mostly worse."""
        self._offer(self._held(relax_and_fix(self.root.again(), box, self.clock, AHEAD)))

    def _first_plan(self, relaxation: Relaxation, box: Box) -> None:
        """Missions near the relaxation made whole window by window, within ``box``."""
        self.phase = "first plan"
        relaxation.hold(np.arange(len(self.whole.columns)), box)
        relaxed = relaxation.run(self.clock.stop, self.clock.left_s)
        if relaxed.values is None:
            return
        self.near = relaxation.near(relaxed.values)
        self._offer(self._held(relax_and_fix(self.root.again(), box, self.clock)))

    def _side_by_side(self, tree: Tree) -> None:
        """Search neighbourhoods on both cores; every fourth round the tree takes some steps on one of them."""
        self.phase = "improve"
        around = Neighbourhoods(self.instance, self.whole, self.solver.seed)
        turn = 0
        with ThreadPoolExecutor(1) as other:
            while not self._over() and self.best is not None:
                turn += 1
                free = around.draw(self.near)
                aside = other.submit(self._branch, tree) if turn % 4 == 0 else other.submit(self._around, free)
                found = self._around(around.draw(self.near))
                for outcome in (found, aside.result()):
                    if outcome is not None:
                        around.learn(outcome)
                        self._offer(outcome)
                self.bound = max(self.bound, min(tree.bound, self.objective))

    def _around(self, free: Mask) -> Outcome | None:
        return improve(self.whole, self.best, free, self.clock) if self.best else None

    def _branch(self, tree: Tree) -> Outcome | None:
        """Some more steps of the tree."""
        for _ in range(STEPS):
            if self._over() or not tree.step(self.objective):
                break
        return None

    def _stay_at_home(self) -> None:
        """The plan that moves nothing: always allowed, so a plan always exists."""
        self._offer(self._held(np.zeros(len(self.whole.columns))))

    def _held(self, missions: Floats) -> Outcome:
        """Best loads for given whole missions."""
        limits = {"threads": 1, "time_limit": max(1.0, self.clock.left_s)}
        return search(self.whole, self.whole.missions_of(missions), limits, self.clock.stop)

    def _offer(self, found: Outcome) -> None:
        """Keep a plan when its values, counted here, are better than the best."""
        if found.values is None:
            return
        counted = float(self.whole.problem.cost @ found.values) + self.whole.problem.offset
        with self.taking:
            if counted < self.objective - 1e-9:
                self.best = Incumbent(np.round(found.values[self.whole.columns]), found.values, counted)

    def _over(self) -> bool:
        gap = relative_gap(self.objective, self.bound)
        return self.clock.over or gap <= self.solver.gap
