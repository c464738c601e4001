import csv
import json
import os
from pathlib import Path

import pytest

from projection.errors import InputError
from projection.plan import swap
from projection.plan.cells import number
from projection.plan.folder import read_plan, write_plan
from projection.plan.plan import TABLES, Plan, frame, rows_of
from projection.plan.rows import Shortfall
from projection.plan.verify import verify

from .good import TRACKS, good_plan, table, write_good


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def with_table(plan: Plan, name, text) -> Plan:
    return Plan({**plan.tables, name: table(name, text)}, plan.stamp, plan.tracks)


def test_a_plan_reads_back_as_it_was_written(tmp_path):
    plan = good_plan()
    read = read_plan(write_good(tmp_path))
    for name, row_type in TABLES.items():
        assert rows_of(row_type, read.tables[name]) == rows_of(row_type, plan.tables[name])
        assert list(read.tables[name].dtypes) == list(plan.tables[name].dtypes)
    assert read.tracks == TRACKS
    assert {**read.stamp, "input_hash": ""} == plan.stamp


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    one, two = write_good(tmp_path / "one"), write_good(tmp_path / "two")
    assert files(one) == files(two)
    write_plan(read_plan(one), one, two / "inputs" / "scenario", two / "inputs" / "network")
    assert files(one) == files(two)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (100.0, "100"),
        (-0.0, "0"),
        (-1e-9, "0"),
        (1 / 3, "0.333333"),
        (0.1 + 0.2, "0.3"),
        (-2.5, "-2.5"),
    ],
)
def test_a_number_is_written_without_noise(value, text):
    assert number(value) == text


def test_lines_end_the_same_everywhere_and_empty_tables_keep_their_columns(tmp_path):
    folder = write_good(tmp_path)
    write_plan(with_table(good_plan(), "onward", ""), folder, tmp_path / "scenario", tmp_path / "network")
    assert (folder / "onward.csv").read_bytes() == b"uln,cargo,link,from_node,to_node,leave_day,reach_day,amount\n"
    assert not any(b"\r" in data for data in files(folder).values())
    assert len(read_plan(folder).tables["onward"]) == 0


@pytest.mark.parametrize("why", ["=1+1", "+x", "-x", "@x", "'quoted'", 'a "b", c', "two\nlines", ""])
def test_free_text_is_no_formula_and_reads_back(why, tmp_path):
    row = Shortfall.model_validate(
        {**rows_of(Shortfall, good_plan().tables["shortfalls"])[0].model_dump(), "why": why}
    )
    plan = good_plan()
    plan = Plan({**plan.tables, "shortfalls": frame(Shortfall, [row])}, plan.stamp, plan.tracks)
    folder = write_good(tmp_path)
    write_plan(plan, folder, tmp_path / "scenario", tmp_path / "network")
    assert rows_of(Shortfall, read_plan(folder).tables["shortfalls"])[0].why == why
    with (folder / "shortfalls.csv").open(encoding="utf-8", newline="") as file:
        cell = list(csv.reader(file))[1][-1]
    assert not cell.startswith(("=", "+", "-", "@"))


def test_a_plan_carries_its_inputs_and_verifies_elsewhere(tmp_path):
    folder = write_good(tmp_path / "here")
    moved = folder.rename(tmp_path / "moved")
    for path in (tmp_path / "here").rglob("*.csv"):
        path.unlink()
    assert verify(moved) == []


def test_an_older_plan_is_replaced_whole(tmp_path):
    folder = write_good(tmp_path)
    (folder / "plan.gpkg").write_bytes(b"of the older plan")
    write_plan(good_plan(), folder, tmp_path / "scenario", tmp_path / "network")
    assert not (folder / "plan.gpkg").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["network", "plan", "scenario"]


def test_a_folder_that_is_no_plan_is_not_replaced(tmp_path):
    write_good(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear diary", encoding="utf-8")
    with pytest.raises(InputError, match="is not a plan folder"):
        write_plan(good_plan(), tmp_path / "mine", tmp_path / "scenario", tmp_path / "network")
    assert (tmp_path / "mine" / "diary.txt").exists()


def test_a_write_that_fails_leaves_the_old_plan_and_nothing_else(tmp_path, monkeypatch):
    folder = write_good(tmp_path)
    before = files(tmp_path)

    def full(_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        write_plan(with_table(good_plan(), "onward", ""), folder, tmp_path / "scenario", tmp_path / "network")
    assert files(tmp_path) == before


def test_a_rename_that_fails_brings_the_old_plan_back(tmp_path, monkeypatch):
    folder = write_good(tmp_path)
    before = files(tmp_path)
    rename = Path.rename

    def failing(self, target):
        if self.name.endswith(".new"):
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="no"):
        write_plan(with_table(good_plan(), "onward", ""), folder, tmp_path / "scenario", tmp_path / "network")
    assert files(tmp_path) == before


def test_a_number_that_is_none_is_not_written(tmp_path):
    folder = write_good(tmp_path)
    plan = good_plan()
    plan.tables["onward"].loc[0, "amount"] = float("inf")
    with pytest.raises(ValueError, match="cannot be written"):
        write_plan(plan, folder, tmp_path / "scenario", tmp_path / "network")


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("missions.csv", ",46.4,", ",soon,", "missions.csv:2: ARRIVE_H"),
        ("missions.csv", ",46.4,", ",nan,", "missions.csv:2: ARRIVE_H"),
        ("missions.csv", ",position,", ",leisure,", "missions.csv:2: PURPOSE"),
        ("manifests.csv", ",2,3,0\n", ",2.5,3,0\n", "manifests.csv:2: LOADED_DAY"),
        ("manifests.csv", ",2,3,0\n", ",2,3\n", "manifests.csv:2"),
        ("manifests.csv", ",2,3,0\n", ",2,30000000000000000000000,0\n", "manifests.csv:2: LANDED_DAY"),
        ("arrivals.csv", "uln,", "unit,", "arrivals.csv:1"),
        ("shortfalls.csv", "one day", '"one day', "shortfalls.csv"),
        ("tracks.json", "[0, 0]", "[0]", "tracks.json"),
        ("tracks.json", "[0, 0]", "[0, 99]", "tracks.json"),
        ("plan.json", '"status": "gap reached"', '"status": "fine"', "plan.json: status"),
        ("plan.json", '"question"', '"doubt"', "plan.json: doubt"),
        ("plan.json", '"late": ', '"late": "', "plan.json:"),
        ("plan.json", '"horizon_days": 30', '"horizon_days": "30"', "plan.json: horizon_days"),
    ],
)
def test_a_damaged_folder_is_refused_with_file_and_line(file, old, new, where, tmp_path):
    folder = write_good(tmp_path)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_plan(folder)
    assert any(finding.where.startswith(where) for finding in caught.value.findings), str(caught.value)


def test_every_damage_is_named_at_once(tmp_path):
    folder = write_good(tmp_path)
    (folder / "onward.csv").unlink()
    (folder / "tracks.json").write_bytes(b"\xff")
    (folder / "plan.json").write_text(json.dumps([1]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_plan(folder)
    assert {f.where.split(":")[0] for f in caught.value.findings} == {"onward.csv", "tracks.json", "plan.json"}


def test_a_plan_with_a_column_missing_cannot_be_made():
    plan = good_plan()
    tables = {**plan.tables, "onward": plan.tables["onward"].drop(columns=["amount"])}
    with pytest.raises(ValueError, match="onward"):
        Plan(tables, plan.stamp, plan.tracks)
