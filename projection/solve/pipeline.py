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
from projection.solve.counted import with_sums
from projection.solve.cuts import cut
from projection.solve.draw import Neighbourhoods
from projection.solve.fewer import whole_missions
from projection.solve.greedy import greedy
from projection.solve.highs import Clock, Hear, Outcome, Run, Stop, forget_threads, run_here
from projection.solve.improve import Guide, Incumbent, improve, joined
from projection.solve.loading import exactly, loaded, tidied
from projection.solve.matrix import Floats, Matrix
from projection.solve.relaxation import Relaxation, nobody
from projection.solve.restrict import Box, Whole
from projection.solve.ships import as_sailed, at_sea
from projection.solve.solution import Progress, relative_gap
from projection.solve.start import rounded
from projection.solve.tree import Tree, counts

MIDDLE = 2500
"""Whole columns up to which HiGHS on the whole problem finds plans as well."""
COUNTED = 10_000
"""Whole columns above which branching on counts bounds sooner than HiGHS on the whole problem."""
STEPS = 8
"""Nodes of the tree split at one turn between neighbourhoods."""
TURNS = 4
"""Neighbourhoods from one turn of the tree to the next; twice as many when it lifts by less than `LIFTED`."""
LIFTED = 1e-4
SHIP_STEPS = 60
"""Most nodes split for whole ships before their core turns to plans."""
LOOK, LOOK_S, STALLED = 10, 60.0, 2e-3
"""Splitting for whole ships ends when `LOOK` nodes, or those of so many seconds, lift the bound by less."""
BOUND_SHARE = 0.6
"""Share of the time left for the bound by HiGHS before its core searches neighbourhoods as well."""
PATIENCE_S = 45.0
"""Seconds without lifting the bound by the share `LIFTED` after which it does so at once."""


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
        self.guide = Guide.none(self.whole)
        self.sailed = float("inf")
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
        self.offer(Outcome("", 0.0, 0.0, values))

    def alone(self) -> None:
        """HiGHS alone: quickest on small problems."""
        self.phase = "HiGHS"
        self.offer(self._held(np.zeros(len(self.whole.columns))))
        self._strengthen()
        forget_threads()
        self._highs_whole(self.solver.threads, run_here)
        forget_threads()
        if not self.whole.launches.all():
            self._load_anew()

    def run(self) -> None:
        """The plan that moves nothing, always allowed; bound, first plan, both better until the gap or the end."""
        self.offer(self._held(np.zeros(len(self.whole.columns))))
        self.phase = "one pass"
        self.offer(self._held(greedy(self.instance, self.whole)))
        relaxation = self._strengthen()
        self.phase = "relaxation"
        relaxed = self._run(relaxation)
        if not relaxed.solved or relaxed.values is None:
            return
        self.guide = Guide.of(relaxation, relaxed.values)
        self.root = relaxation.again()
        if len(self.whole.columns) <= MIDDLE:
            self._plan_beside(partial(self._highs_whole, 1, with_sums(self.instance)), until_bound=True)
        elif len(self.whole.columns) <= COUNTED:
            self._plan_beside(self._by_highs, until_bound=False)
        else:
            self._plan_beside(partial(self._by_counts, relaxation, relaxed), until_bound=False)
        self._tidy()

    def _run(self, relaxation: Relaxation) -> Outcome:
        """Solve a relaxation of the whole problem; its bounds count as they come."""
        relaxation.hear = self._lift
        relaxed = relaxation.run(self.clock.stop, self.clock.left_s)
        relaxation.hear = nobody
        self._lift(relaxed.bound)
        return relaxed

    def _lift(self, bound: float) -> None:
        """Take a bound of the whole problem."""
        self.bound = max(self.bound, min(bound, self.objective))

    def _plan_beside(self, bound: Callable[[], None], until_bound: bool) -> None:
        """``bound`` on one core; a first plan, then neighbourhoods on the other, ``until_bound`` is done or on.

        In a large problem the first plan comes before: two large linear programs at once take twice as long each.
        """
        with ThreadPoolExecutor(1) as other:
            aside = None if self.root.large else other.submit(bound)
            relaxation = self.root.again()
            self._first_plan(relaxation, self._ships_first(relaxation))
            self.phase = "improve"
            aside = aside or other.submit(bound)
            self._better(until=lambda: until_bound and aside.done())
            aside.result()

    def _highs_whole(self, threads: int, run: Run) -> None:
        """HiGHS on the whole problem until the gap: its bound and its plans count as they come."""
        options = {"mip_rel_gap": self.solver.gap, "time_limit": max(0.1, self.clock.left_s)}
        self._by(run, {"threads": threads, **options}, self._hear)

    def _by_highs(self) -> None:
        """The bound by HiGHS on the whole problem, without its heuristics, while it lifts; then neighbourhoods."""
        lifted = [0.0, time.monotonic()]

        def hear(bound: float, values: Floats | None) -> bool:
            if bound > lifted[0] * (1 + LIFTED):
                lifted[:] = bound, time.monotonic()
            return self._hear(bound, values) or time.monotonic() > lifted[1] + PATIENCE_S

        limit_s = max(1.0, BOUND_SHARE * self.clock.left_s)
        options = {"threads": 1, "mip_heuristic_effort": 0.0, "time_limit": limit_s}
        self._by(with_sums(self.instance), options, hear)
        self._better(seed=1)

    def _by(self, run: Run, options: Mapping[str, Any], hear: Hear) -> None:
        options = {"random_seed": self.solver.seed, "mip_abs_gap": 1e-6, **options}
        found = run(self.whole.problem, options, self.clock.stop, hear)
        self.offer(found)
        self._lift(found.bound)

    def _hear(self, bound: float, values: Floats | None) -> bool:
        """Take a bound of the whole problem, and a plan that keeps every row; whether the gap is reached."""
        self._lift(bound)
        if values is not None and self.whole.problem.holds(values):
            self.offer(Outcome("", 0.0, bound, values))
        return self._over()

    def _by_counts(self, relaxation: Relaxation, relaxed: Outcome) -> None:
        """The bound by branching on counts until ships are whole; another plan where those ships promise more.

        Where branching stalls, HiGHS goes on, but not in a large problem. Rows that its relaxation still breaks
        come in before, while they lift the bound by the share `LIFTED`.
        """
        if relaxation.large:
            relaxation.enough, relaxation.before = LIFTED, -np.inf
            found = self._run(relaxation)
            relaxed = relaxed if found.values is None else found
        tree, before = Tree(relaxation, counts(self.instance, self.whole), relaxed, self.clock), self.bound
        since = time.monotonic()
        for step in range(1, SHIP_STEPS + 1):
            if self._over() or tree.ships_whole() or not tree.step(self.objective):
                break
            self._lift(tree.bound)
            if step % LOOK == 0 or time.monotonic() > since + LOOK_S:
                if self.bound < before * (1 + STALLED):
                    break
                before, since = self.bound, time.monotonic()
        node, ships = tree.best, None
        if node is not None and node.values is not None and tree.ships_whole():
            ships = as_sailed(self.instance, self.whole, node.values)
        if ships is None and not relaxation.large:
            self._by_highs()
            return
        if ships is not None and tree.bound < self.sailed * (1 - self.solver.gap):
            self._plan_in(self.root.again(), ships)
        self._better(None if relaxation.large else tree, seed=1)

    def _ships_first(self, relaxation: Relaxation) -> Box:
        """Ships made whole by rounding from the relaxation, with aircraft in fractions."""
        self.phase = "ships first"
        sea = at_sea(self.instance, self.whole)
        found = rounded(relaxation, self.whole.box, sea, self.clock, ships=True)
        ships = None if found.values is None else as_sailed(self.instance, self.whole, found.values)
        return ships or self.whole.box

    def _strengthen(self) -> Relaxation:
        """Add the rounding cuts that the relaxation breaks; plans stay what they are."""
        self.phase = "cuts"
        relaxation = cut(self.whole, self.clock, self._lift)
        self.whole = relaxation.whole
        return relaxation

    def _tidy(self) -> None:
        """Leave out missions that the loads do not need, and load the rest anew."""
        self.phase = "tidy"
        if self.best is not None:
            self.offer(tidied(self.whole, self.best.whole))
        self._load_anew()

    def _load_anew(self) -> None:
        """Best loads for the best plan's whole columns, exactly as they are."""
        if self.best is None:
            return
        found = exactly(self.whole, self.best.whole, self.clock)
        if found.values is not None:
            self.best = Incumbent(self.best.whole, found.values, found.objective)

    def _first_plan(self, relaxation: Relaxation, box: Box) -> None:
        """A plan within ``box``; neighbourhoods follow the relaxation in that box from now on."""
        self.phase = "first plan"
        self.guide = self._plan_in(relaxation, box) or self.guide

    def _plan_in(self, relaxation: Relaxation, box: Box) -> Guide | None:
        """Offer missions near the relaxation in ``box``, made whole window by window; what it says in that box."""
        relaxation.hold(np.arange(len(self.whole.columns)), box)
        relaxed = relaxation.run(self.clock.stop, self.clock.left_s)
        if relaxed.values is None:
            return None
        guide, self.sailed = Guide.of(relaxation, relaxed.values), min(self.sailed, relaxed.objective)
        self.offer(self._held(whole_missions(relaxation, relaxed.values, box, self.clock)))
        return guide

    def on_both_cores(self) -> None:
        """Search neighbourhoods of the best plan until the gap, the time limit or a stop."""
        self.phase = "improve"
        with ThreadPoolExecutor(1) as other:
            aside = other.submit(self._better, seed=1)
            self._better()
            aside.result()

    def _better(self, tree: Tree | None = None, seed: int = 0, until: Callable[[], bool] = lambda: False) -> None:
        """Search neighbourhoods; now and then a tree takes some steps, more seldom while they lift little."""
        around = Neighbourhoods(self.instance, self.whole, self.solver.seed + seed)
        turn, pause, due = 0, TURNS, TURNS
        while not self._over() and self.best is not None and not until():
            turn += 1
            if tree is None or turn < due:
                self._around(around)
                continue
            before = tree.bound
            for _ in range(STEPS):
                if self._over() or not tree.step(self.objective):
                    break
            self._lift(tree.bound)
            pause = TURNS if tree.bound > before * (1 + LIFTED) else 2 * pause
            due = turn + pause

    def _around(self, around: Neighbourhoods) -> None:
        """Search one neighbourhood of the best plan."""
        best = self.best
        if best is None:
            return
        free = around.draw(self.guide, best)
        found = improve(self.whole, best, free, self.clock, around.longest_s, around.uln)
        better = self.offer(found) or self.offer(joined(self.whole, best, found, self.best or best, self.clock))
        around.learn(found, best, better)

    def _held(self, missions: Floats) -> Outcome:
        """Best loads for given whole missions."""
        return loaded(self.whole, missions, self.clock)

    def offer(self, found: Outcome) -> bool:
        """Keep a plan when its values, counted here, are better than the best by more than nothing; whether so."""
        if found.values is None:
            return False
        plan = Incumbent.of(self.whole, found.values)
        with self.taking:
            better = plan.objective < self.objective - 1e-9
            if better:
                self.best = plan
        return better

    def _over(self) -> bool:
        return self.clock.over or relative_gap(self.objective, self.bound) <= self.solver.gap
