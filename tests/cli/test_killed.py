"""A run that is killed leaves its last plan, readable and without a fault."""

import json
import shutil
import subprocess
import sys
import time

import pytest

from projection.plan.folder import read_plan
from projection.plan.swap import beside
from projection.plan.verify.rules import verify
from tests.cli.conftest import TINY

HANGS = """
import sys, time
from projection.solve.pipeline import Search

alone = Search.alone

def hang(search):
    alone(search)
    time.sleep(60)

Search.alone = hang
from projection.cli import main
main()
"""
"""A run that finds its plan and then goes on for a minute."""


def killed_once_there_is(place, out, scenario=TINY):
    """Run the command into ``out`` and kill it as soon as ``place`` has a plan."""
    args = [sys.executable, "-c", HANGS, "solve", str(scenario), "--out", str(out), "--no-maps", "--quiet"]
    with subprocess.Popen(args) as run:
        end = time.monotonic() + 120
        while not (place / "plan.json").exists() and time.monotonic() < end:
            time.sleep(0.05)
        run.kill()
    return read_plan(place)


def test_a_run_that_is_killed_leaves_an_unfinished_plan_without_a_fault(tmp_path):
    plan = killed_once_there_is(tmp_path / "plan", tmp_path / "plan")
    assert plan.stamp["status"] == "unfinished"
    assert plan.stamp["gap"] is not None
    assert verify(tmp_path / "plan") == []


def test_lines_that_are_alike_are_told_apart_in_an_unfinished_plan(tmp_path):
    scenario = tmp_path / "twins"
    shutil.copytree(TINY, scenario)
    shutil.copytree(TINY.parents[1] / "networks" / "tiny", tmp_path / "networks" / "tiny")
    head, first, *rest = (TINY / "movements.csv").read_text(encoding="utf-8").splitlines()
    twin = ",".join(["TWIN", *first.split(",")[1:]])
    (scenario / "movements.csv").write_text("\n".join([head, first, twin, *rest]) + "\n", encoding="utf-8")
    killed_once_there_is(tmp_path / "plan", tmp_path / "plan", scenario)
    assert verify(tmp_path / "plan") == []


def test_a_finished_plan_stays_until_the_run_is_over(run, tiny_plan, tmp_path):
    out, aside = tmp_path / "plan", tmp_path / "plan.unfinished"
    assert run("solve", TINY, "--out", out, "--no-maps").exit_code == 0
    assert killed_once_there_is(aside, out).stamp["status"] == "unfinished"
    assert read_plan(out).stamp["status"] == "optimal"
    assert run("solve", TINY, "--out", out, "--no-maps").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_what_is_no_plan_beside_a_finished_one_is_refused_before_the_solve(run, tmp_path):
    assert run("solve", TINY, "--out", tmp_path / "plan", "--no-maps").exit_code == 0
    (tmp_path / "plan.unfinished").mkdir()
    (tmp_path / "plan.unfinished" / "diary.txt").write_text("dear diary")
    result = run("solve", TINY, "--out", tmp_path / "plan", "--no-maps")
    assert result.exit_code == 3
    assert "plan.unfinished" in result.stderr


def test_pictures_that_fail_do_not_lose_the_plan(run, tmp_path, monkeypatch):
    def burst(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("projection.pipeline.write_pictures", burst)
    assert run("solve", TINY, "--out", tmp_path / "plan").exit_code == 1
    assert json.loads((tmp_path / "plan" / "plan.json").read_text())["status"] == "optimal"
    assert verify(tmp_path / "plan") == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not looked for there")
def test_what_a_killed_process_left_beside_goes_with_the_next_write(tmp_path):
    left = tmp_path / f".plan.{2**22 + 1}.new"
    left.mkdir()
    with beside(tmp_path / "plan") as new:
        new.mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]
