"""What a neighbourhood opens: whom its missions carry or could carry, and whoever is tied to them."""

import time

import numpy as np

from projection.model.build import build
from projection.movement.instance import Instance
from projection.solve.concern import DEAREST, TOGETHER
from projection.solve.highs import Clock, Stop, load, run
from projection.solve.matrix import Matrix, matrix
from projection.solve.relaxation import Relaxation
from projection.solve.restrict import Whole
from projection.solve.start import relax_and_fix
from tests.solve.random_cases import random_case


def solved(seed: int) -> tuple[Instance, Matrix, Whole, np.ndarray]:
    instance = random_case(seed).instance
    problem = matrix(build(instance))
    values = run(load(problem, {"threads": 1}), Stop()).values
    assert values is not None
    return instance, problem, Whole(problem), values


def test_only_ulns_that_the_freed_missions_can_carry_are_opened():
    for seed in range(8):
        instance, problem, whole, values = solved(seed)
        first = next(iter(instance.pools.values()))
        names = [problem.columns[int(c)][1] for c in whole.columns]
        free = np.array([name[0] in first.options for name in names])
        options = {name[0] for name, chosen in zip(names, free, strict=True) if chosen}
        pools = {pool.id for pool in instance.pools.values() if options & set(pool.options)}
        can = {load[0] for load in instance.loads if load[1] in pools}
        opened = whole.concern.columns(free, values, np.round(values[whole.columns]))
        owners = {problem.columns[j][1][0] for j in np.flatnonzero(opened) if problem.columns[j][0] == "loads"}
        tied = any(name in TOGETHER for name, _ in problem.rows)
        assert tied or owners <= can
        carried = {
            problem.columns[j][1][0]
            for j in np.flatnonzero(values > 1e-6)
            if problem.columns[j][0] == "loads" and problem.columns[j][1][1] in pools
        }
        assert tied or len(owners - carried) <= DEAREST
        assert carried & can <= owners


def test_a_launch_is_nobodys():
    _, problem, whole, _ = solved(0)
    group = whole.concern.group
    launches = np.array([kind == "sorties" for kind, _ in problem.columns])
    assert (group[launches] == -1).all()
    assert (group[~launches] >= 0).any()


def test_a_first_plan_cut_off_by_the_clock_still_fits_together():
    _, _, whole, _ = solved(2)
    missions = relax_and_fix(Relaxation(whole, {"threads": 1}), whole.box, Clock(Stop(), time.monotonic() - 1))
    assert (missions == 0).all()
    assert (whole.slack(missions) >= 0).all()


def test_what_is_heard_of_a_run_is_a_bound_and_plans_that_hold():
    _, problem, _, values = solved(4)
    optimum = float(problem.cost @ values) + problem.offset
    heard: list[tuple[float, np.ndarray | None]] = []

    def hear(bound: float, found: np.ndarray | None) -> bool:
        heard.append((bound, found))
        return False

    run(load(problem, {"threads": 1, "presolve": "off"}), Stop(), hear)
    plans = [found for _, found in heard if found is not None]
    assert plans
    assert all(problem.holds(found) for found in plans)
    assert all(bound <= optimum + 1e-6 for bound, _ in heard)
    assert not problem.holds(plans[-1] + 0.5)
