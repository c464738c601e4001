"""The search: bound by branching on counts, a first plan by rounding, neighbourhoods on the other core."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from projection.movement.instance import Instance
from projection.scenario.rows import Solver
from projection.solve.cuts import with_cuts
from projection.solve.greedy import greedy
from projection.solve.highs import Clock, Outcome, Stop, forget_threads, load, run
from projection.solve.improve import Incumbent, Neighbourhoods, improve
from projection.solve.matrix import Floats, Matrix
from projection.solve.restrict import Box, Mask, Relaxation, Whole, search
from projection.solve.solution import Progress, relative_gap
from projection.solve.start import relax_and_fix
from projection.solve.tree import Tree, counts

STEPS = 8
"""Nodes of the tree split while one neighbourhood is searched."""
TIDY_NODES = 50
TIDY_S = 10.0
SHIP_STEPS = 60
"""Most nodes split for whole ships before the first plan is sought."""
LOOK = 10
STALLED = 2e-3
"""Splitting for whole ships ends when `LOOK` nodes lift the bound by less than this share."""
SHIPS_SHARE = 0.5
"""Share of the time left for the bound with none but ships whole."""


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
        self.near: Mask = np.ones(len(self.whole.columns), dtype=bool)

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
        options = {
            "threads": self.solver.threads,
            "random_seed": self.solver.seed,
            "mip_rel_gap": self.solver.gap,
            "mip_abs_gap": 1e-6,
            "time_limit": self.clock.left_s,
        }
        found = run(load(self.whole.problem, options), self.clock.stop)
        self._offer(found)
        self.bound = max(self.bound, found.bound)
        if not self.whole.launches.all():
            self._load_anew()

    def run(self) -> None:
        """Bound, first plan, then both better side by side until the gap, the time limit or a stop."""
        self._stay_at_home()
        self.phase = "one pass"
        self._offer(self._held(greedy(self.instance, self.whole)))
        self._strengthen()
        self.phase = "relaxation"
        relaxation = Relaxation(self.whole, {"threads": 1})
        relaxed = relaxation.run(self.clock.stop, self.clock.left_s)
        if not relaxed.solved:
            return
        self.bound = max(self.bound, relaxed.bound)
        tree = Tree(relaxation, counts(self.instance, self.whole), relaxed, self.clock)
        self._whole_ships(tree)
        if not self._over():
            self._plan_and_bound(tree)
        self._side_by_side(tree)
        self._tidy()

    def _whole_ships(self, tree: Tree) -> None:
        """Branch on counts until ships are whole, or until that has stopped to lift the bound."""
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

    def _plan_and_bound(self, tree: Tree) -> None:
        """Seek the first plan; where counts did not make ships whole, HiGHS does beside it, for the bound."""
        with ThreadPoolExecutor(1) as other:
            aside = None if tree.ships_whole() else other.submit(self._ships_alone)
            self._first_plan(tree)
            if aside is not None:
                self.phase = "whole ships by HiGHS"
                self.bound = max(self.bound, min(aside.result().bound, self.objective))

    def _ships_alone(self) -> Outcome:
        """The problem with none but ships' launches whole: its bound holds for the whole problem."""
        problem = self.whole.problem
        integral = np.zeros_like(problem.integral)
        integral[self.whole.columns[self._at_sea()]] = 1
        options = {
            "threads": 1,
            "mip_rel_gap": self.solver.gap / 4,
            "mip_heuristic_effort": 0.0,
            "time_limit": max(1.0, SHIPS_SHARE * self.clock.left_s),
        }
        return run(load(replace(problem, integral=integral), options), self.clock.stop)

    def _strengthen(self) -> None:
        """Add the rounding cuts that the relaxation breaks; plans stay what they are."""
        self.phase = "cuts"
        self.whole = Whole(with_cuts(self.whole.problem, self.clock))

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

    def _first_plan(self, tree: Tree) -> None:
        self.phase = "first plan"
        node = tree.best
        if node is None or node.values is None:
            return
        box = self._ships_as_in(node.values) if tree.ships_whole() else self.whole.box
        relaxation = Relaxation(self.whole, {"threads": 1})
        relaxation.hold(np.arange(len(self.whole.columns)), box)
        relaxed = relaxation.run(self.clock.stop, self.clock.left_s)
        if relaxed.values is None:
            return
        self.near = relaxation.near(relaxed.values)
        found = relax_and_fix(self.whole, box, self.clock)
        if found is not None and found.values is not None:
            self._offer(self._held(np.round(found.values[self.whole.columns])))

    def _ships_as_in(self, values: Floats) -> Box:
        """Ships held as they sail in ``values``, aircraft free."""
        sea = self._at_sea()
        sailed = np.round(values[self.whole.columns])
        fits = (self.whole.slack(np.where(sea, sailed, 0.0)) >= -1e-9).all() and sea.any()
        box = self.whole.box
        if not fits:
            return box
        return Box(np.where(sea, sailed, box.lower), np.where(sea, sailed, box.upper))

    def _at_sea(self) -> Mask:
        """Which whole columns are launches of ships."""
        options = self.instance.options
        columns = (self.whole.problem.columns[int(c)] for c in self.whole.columns)
        return np.array([kind == "sorties" and options[key[0]].mode == "sea" for kind, key in columns])

    def _side_by_side(self, tree: Tree) -> None:
        """Search neighbourhoods on both cores; every fourth round the tree takes some steps on one of them."""
        self.phase = "improve"
        around = Neighbourhoods(self.instance, self.whole, self.solver.seed)
        turn = 0
        with ThreadPoolExecutor(1) as other:
            while not self._over() and self.best is not None:
                turn += 1
                aside = other.submit(self._branch if turn % 4 == 0 else self._around, tree, around.draw(self.near))
                found = self._around(tree, around.draw(self.near))
                for outcome in (found, aside.result()):
                    if outcome is not None:
                        around.learn(outcome)
                        self._offer(outcome)
                self.bound = max(self.bound, min(tree.bound, self.objective))

    def _around(self, tree: Tree, free: Mask) -> Outcome | None:
        del tree
        return improve(self.whole, self.best, free, self.clock) if self.best else None

    def _branch(self, tree: Tree, free: Mask) -> Outcome | None:
        del free
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
        if counted < self.objective - 1e-9:
            self.best = Incumbent(np.round(found.values[self.whole.columns]), found.values, counted)

    def _over(self) -> bool:
        gap = relative_gap(self.objective, self.bound)
        return self.clock.over or gap <= self.solver.gap
