"""A scenario that borrows the tables of another one."""

from pathlib import Path

import pytest

from projection.errors import InputError
from projection.pipeline import solve_scenario
from projection.plan.verify import verify
from projection.read.check import check
from projection.read.find import copy_scenario, find_scenario
from projection.read.folders import read_scenario
from tests.helpers import write_folder

SETTINGS = (find_scenario("tiny") / "scenario.toml").read_text(encoding="utf-8")


def borrower(folder: Path, base: str = "tiny", **tables: str) -> Path:
    return write_folder(folder / "mine", {"scenario.toml": f'base = "{base}"\n{SETTINGS}', **tables})


def test_tables_that_a_folder_has_not_are_those_of_its_base(tmp_path):
    mine, tiny = read_scenario(borrower(tmp_path)), read_scenario(find_scenario("tiny"))
    assert (mine.movements, mine.fleets) == (tiny.movements, tiny.fleets)


def test_a_table_of_its_own_counts_before_that_of_the_base(tmp_path):
    fleets = (find_scenario("tiny") / "fleets.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:2]
    path = borrower(tmp_path, **{"fleets.csv": "".join(fleets)})
    assert len(read_scenario(path).fleets) == 1


def test_a_base_that_is_nowhere_is_named_with_its_line(tmp_path):
    findings = check(borrower(tmp_path, base="tinny"))
    assert ("scenario.toml:1: BASE", "did you mean tiny?") in {(row.where, row.mend) for row in findings}


def test_a_base_has_no_base_itself(tmp_path):
    borrower(tmp_path)
    again = write_folder(tmp_path / "again", {"scenario.toml": f'base = "mine"\n{SETTINGS}'})
    with pytest.raises(InputError, match="has a base itself"):
        copy_scenario(again, tmp_path / "copy")


def test_a_copy_stands_alone(tmp_path):
    copy_scenario(borrower(tmp_path), tmp_path / "elsewhere" / "copy")
    text = (tmp_path / "elsewhere" / "copy" / "scenario.toml").read_text(encoding="utf-8")
    assert "base" not in text
    assert read_scenario(tmp_path / "elsewhere" / "copy").movements


def test_a_plan_of_a_borrower_holds_all_of_its_tables_and_is_sound(tmp_path):
    plan = solve_scenario(borrower(tmp_path), tmp_path / "plan", draw=False)
    assert round(plan.stamp["objective"]) == 792
    assert verify(tmp_path / "plan") == []
