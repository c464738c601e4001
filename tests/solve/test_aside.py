"""HiGHS in a process of its own: the same answer, heard as it comes, ended at once."""

import subprocess
import sys
import time

import numpy as np
import pytest

from projection.model.build import build
from projection.solve import aside
from projection.solve.aside import run_aside
from projection.solve.highs import Stop, load, run
from projection.solve.matrix import Matrix, matrix
from tests.solve.random_cases import random_case

OPTIONS = {"threads": 1, "presolve": "off"}


@pytest.fixture(scope="module")
def problem() -> Matrix:
    return matrix(build(random_case(4).instance))


def on(bound: float, values: np.ndarray | None) -> bool:
    del bound, values
    return False


def test_a_process_finds_the_optimum_that_is_found_here_and_tells_plans_on_the_way(problem):
    heard: list[np.ndarray] = []

    def hear(bound: float, values: np.ndarray | None) -> bool:
        del bound
        if values is not None:
            heard.append(values)
        return False

    found = run_aside(problem, OPTIONS, Stop(), hear)
    here = run(load(problem, OPTIONS), Stop())
    assert found.solved
    assert found.objective == pytest.approx(here.objective)
    assert heard
    assert all(problem.holds(values) for values in heard)


def test_a_run_that_is_no_longer_wanted_ends_at_once_without_a_process_left(problem, monkeypatch):
    started: list[subprocess.Popen[bytes]] = []
    sleeper = "import time; time.sleep(60)"
    monkeypatch.setattr(aside, "_CODE", sleeper)
    before = aside.started

    def remembered(*asked, **how):
        started.append(before(*asked, **how))
        return started[-1]

    monkeypatch.setattr(aside, "started", remembered)
    began = time.monotonic()
    found = run_aside(problem, OPTIONS, Stop(), lambda *_: time.monotonic() > began + 0.5)
    assert time.monotonic() - began < 10
    assert found.values is None
    assert found.bound == float("-inf")
    assert started[0].poll() is not None


@pytest.mark.parametrize("code", ["import os; os._exit(3)", None], ids=["it dies", "none can be started"])
def test_where_there_is_no_process_highs_runs_here(problem, monkeypatch, code):
    if code is None:
        monkeypatch.setattr(sys, "executable", "")
    else:
        monkeypatch.setattr(aside, "_CODE", code)
    found = run_aside(problem, OPTIONS, Stop(), on)
    assert found.solved
