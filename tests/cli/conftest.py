"""One plan of scenarios/tiny, made once, and a runner of the command line."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from projection.cli.app import app

ROOT = Path(__file__).parents[2]
TINY = ROOT / "scenarios" / "tiny"
BROKEN = ROOT / "tests" / "broken"


@pytest.fixture
def run():
    """Run a command line in this process; its result has exit_code, stdout and stderr."""
    runner = CliRunner()
    return lambda *args: runner.invoke(app, [str(arg) for arg in args])


@pytest.fixture(scope="session")
def tiny_plan(tmp_path_factory):
    """A plan folder of scenarios/tiny without pictures."""
    folder = tmp_path_factory.mktemp("cli") / "tiny"
    result = CliRunner().invoke(app, ["--quiet", "solve", str(TINY), "--out", str(folder), "--no-maps"])
    assert result.exit_code == 0, result.output
    return folder
