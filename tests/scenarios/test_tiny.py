"""The case worked out by hand in scenarios/tiny/README.md."""

import csv
import re
from pathlib import Path

import pytest

from projection.pipeline import solve_scenario
from projection.plan.plan import TABLES, TERMS, Plan
from projection.plan.verify import verify

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "tiny"


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Plan, list[Path]]:
    """The plan, and the folders of two runs."""
    folders = [tmp_path_factory.mktemp("tiny") / str(run) for run in (1, 2)]
    plans = [solve_scenario(FOLDER, folder, draw=False) for folder in folders]
    return plans[0], folders


def test_the_optimum_is_the_one_worked_out_by_hand(solved) -> None:
    plan, _ = solved
    assert plan.stamp["status"] == "optimal"
    assert plan.stamp["objective"] == pytest.approx(792, abs=1e-6)
    assert plan.stamp["bound"] == pytest.approx(792, abs=1e-6)


def test_its_parts_are_those_of_the_readme(solved) -> None:
    plan, _ = solved
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \**(\w+)[^|]*\| \**([\d.]+)\** \|$", text, re.MULTILINE)
    printed = {name: float(value) for name, value in rows}
    optimum = printed.pop("optimum")
    assert sum(printed.values()) == optimum == 792
    assert plan.stamp["terms"] == pytest.approx({**dict.fromkeys(TERMS, 0), **printed}, abs=1e-6)


def test_the_second_unit_waits_for_the_one_aircraft(solved) -> None:
    _, folders = solved
    with (folders[0] / "shortfalls.csv").open(newline="", encoding="utf-8") as handle:
        found = {row["uln"]: (row["status"], row["closure_day"]) for row in csv.DictReader(handle)}
    assert found == {"U1": ("on time", "2"), "U2": ("late", "4"), "U3": ("on time", "13")}


def test_two_runs_give_the_same_bytes(solved) -> None:
    _, folders = solved
    for name in (*(f"{table}.csv" for table in TABLES), "plan.json", "tracks.json"):
        first, second = (folder / name for folder in folders)
        assert first.read_bytes() == second.read_bytes(), name


def test_its_plan_is_sound(solved) -> None:
    _, folders = solved
    assert verify(folders[0]) == []
