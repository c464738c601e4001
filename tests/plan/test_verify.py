import ast
import subprocess
import sys
from pathlib import Path

import pytest

from projection.plan.verify import RULES, verify
from projection.plan.verify.lift import payload_over
from projection.read.folders import read_network
from tests.helpers import write_folder

from .faults_first import FAULTS as FIRST
from .faults_second import FAULTS as SECOND
from .good import NETWORK, write_good
from .planting import fault, planted, with_units

ROOT = Path(__file__).resolve().parents[2]
ITS_FILES = sorted((ROOT / "projection" / "plan" / "verify").glob("*.py"))


FAULTS = (*FIRST, *SECOND)


def test_a_good_plan_has_no_findings(tmp_path):
    assert verify(write_good(tmp_path)) == []


def test_a_good_plan_of_units_has_no_findings(tmp_path):
    assert verify(planted(tmp_path, fault("units", "none", "", *with_units()))) == []


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda wrong: f"{wrong.rule}: {wrong.name}")
def test_a_planted_fault_is_caught_by_its_rule(wrong, tmp_path):
    found = verify(planted(tmp_path, wrong))
    lines = [str(finding) for finding in found if finding.where.split()[0] == wrong.rule]
    assert lines, [str(finding) for finding in found]
    assert any(wrong.words in line for line in lines), lines


def test_every_rule_has_a_planted_fault():
    assert {wrong.rule for wrong in FAULTS} == {*RULES, "references"}


def test_every_rule_in_words_is_recounted():
    named = set()
    for line in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith(("| rule", "| ---")):
            named |= {name.strip() for name in line.split("|")[1].split(",")}
    assert len(named) > 20
    assert named <= set(RULES)


@pytest.mark.parametrize("path", ITS_FILES, ids=lambda path: path.name)
def test_the_recount_imports_nothing_that_made_the_plan(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    makers = tuple(f"projection.{room}" for room in ("model", "solve", "movement", "route"))
    made = sorted(name for name in names if name.startswith(makers))
    assert [name for name in made if not name.startswith("projection.route.borders")] == []


def test_the_recount_runs_without_what_made_the_plan():
    code = (
        "import sys, projection.plan.verify\n"
        "rooms = ('model', 'solve', 'movement', 'route.')\n"
        "print([n for n in sys.modules if n.startswith(tuple(f'projection.{r}' for r in rooms)) or n == 'pyomo'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    borders = ["projection.route.air_frame", "projection.route.borders", "projection.route.cache"]
    assert sorted(ast.literal_eval(done.stdout)) == borders


def test_a_folder_without_its_inputs_is_refused_in_words(tmp_path):
    folder = write_good(tmp_path)
    (folder / "inputs" / "network" / "airfields.csv").write_text("id\n", encoding="utf-8")
    found = verify(folder)
    assert found
    assert found[0].where.startswith("airfields.csv:1")


def test_payload_falls_from_point_to_point_and_to_nothing_at_ferry_range(tmp_path):
    plane = read_network(write_folder(tmp_path, NETWORK)).aircraft["PLANE"]
    points = ((1000.0, 80.0), (3000.0, 40.0))
    over = {nm: payload_over(points, plane, nm) for nm in (0, 2000, 3000, 3750, 4500, 4600)}
    assert over == {0: 70, 2000: 60, 3000: 40, 3750: 20, 4500: 0, 4600: 0}
