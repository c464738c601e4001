"""Exit codes, JSON alone on stdout, no traceback, quick help."""

import json
import signal
import subprocess
import sys

from projection import pipeline
from projection.cli.progress import numbers
from projection.solve.solution import Progress
from tests.cli.conftest import TINY

COMMAND = [sys.executable, "-c", "from projection.cli import main; main()"]


def test_an_unknown_verb_or_option_is_a_usage_error(run):
    assert run("sovle", TINY).exit_code == 2
    assert run("solve", TINY, "--gpa", "1").exit_code == 2
    assert run("solve", TINY, "--gap", "-1").exit_code == 2


def test_what_nobody_expected_is_one_line_and_a_traceback_only_when_asked(run, monkeypatch, tmp_path):
    def burst(*_):
        raise ZeroDivisionError("burst\npipe")

    monkeypatch.setattr(pipeline, "make_plan", burst)
    result = run("--quiet", "solve", TINY, "--out", tmp_path / "plan")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["internal error: ZeroDivisionError: burst pipe; --verbose shows where"]
    assert "Traceback" in run("solve", TINY, "--out", tmp_path / "plan", "-v").stderr


def test_an_interrupt_before_the_solve_ends_in_130_and_writes_nothing(run, monkeypatch, tmp_path):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "route", interrupt)
    result = run("solve", TINY, "--out", tmp_path / "plan")
    assert result.exit_code == 130
    assert not (tmp_path / "plan").exists()


def test_an_interrupt_of_the_solve_keeps_the_best_plan_and_ends_in_130(run, monkeypatch, tmp_path):
    solve = pipeline.solve_in_order

    def interrupted(model, solver, goals, watch, stop, keep):
        signal.raise_signal(signal.SIGINT)
        assert stop.asked.is_set()
        return solve(model, solver, goals, watch)

    monkeypatch.setattr(pipeline, "solve_in_order", interrupted)
    result = run("solve", TINY, "--out", tmp_path / "plan", "--no-maps")
    assert result.exit_code == 130
    assert run("verify", tmp_path / "plan").exit_code == 0


def test_global_options_count_on_either_side_of_the_verb(run, tiny_plan):
    ahead, behind = run("--json", "summary", tiny_plan), run("summary", tiny_plan, "--json")
    assert ahead.stdout == behind.stdout
    assert json.loads(ahead.stdout)["status"] == "optimal"


def test_a_process_puts_json_alone_on_stdout_and_the_log_on_stderr(tmp_path):
    args = ["--json", "solve", str(TINY), "--out", str(tmp_path / "plan"), "--no-maps"]
    result = subprocess.run([*COMMAND, *args], capture_output=True, text=True, timeout=120, check=True)
    assert json.loads(result.stdout)["status"] == "optimal"
    assert "route" in result.stderr


def test_quiet_says_nothing(tmp_path):
    args = ["solve", str(TINY), "--out", str(tmp_path / "plan"), "--no-maps", "--quiet"]
    result = subprocess.run([*COMMAND, *args], capture_output=True, text=True, timeout=120, check=True)
    assert (result.stdout, result.stderr) == ("", "")


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from typer.testing import CliRunner; from projection.cli.app import app; "
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0; "
        "sys.exit(bool({'pandas', 'numpy', 'pyomo', 'pydantic', 'matplotlib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


def test_numbers_that_are_not_known_yet_are_dashes():
    assert numbers(Progress(1.0, float("inf"), float("-inf"), "search")) == "plan -  bound -  gap -"
    assert numbers(Progress(1.0, 1250.0, 1000.0, "search")) == "plan 1,250  bound 1,000  gap 20.0%"
