"""Batches: checked whole, finished runs kept, failures kept apart, the same store whoever worked."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from projection.batch import work
from projection.batch.batch import run_batch
from projection.batch.local import Local
from projection.batch.store import query
from projection.read.check import check
from tests.batch.helpers import EIGHT, Here, faults, run, store_bytes, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def eight(tmp_path_factory):
    """The batch of eight runs, unbroken."""
    folder = tmp_path_factory.mktemp("eight")
    report, calls = run(write(folder, EIGHT), folder / "out")
    assert (report.runs, report.solved, calls) == (8, 8, 8)
    return folder / "out"


def test_the_store_has_a_row_for_every_run_with_its_proof_and_what_it_delivers(eight):
    runs = pd.read_parquet(eight / "runs.parquet")
    assert list(runs["objective"]) == [792, 392, 792, 392, 368, 368, 368, 368]
    assert list(runs["bound"]) == list(runs["objective"])
    assert set(runs["status"]) == {"optimal"}
    assert list(runs["late_ulns"])[:2] == ["U2", ""]
    assert list(runs["closure_day"]) == [13] * 8
    assert list(runs["fleets[planes].count"]) == [1] * 4 + [2] * 4
    terms = runs[[name for name in runs if name.startswith("term_")]].sum(axis=1)
    assert list(terms) == pytest.approx(list(runs["objective"]))
    arrived = pd.read_parquet(eight / "arrivals.parquet")
    assert arrived[arrived["run"] == 1].groupby("mode")["amount"].sum().to_dict() == {"air": 150, "sea": 600}
    assert len(pd.read_parquet(eight / "seconds.parquet")) == 8


def test_the_store_answers_sql(eight):
    found = query(eight, "select count(*) n from runs join ulns using (run) where ulns.status = 'late'")
    assert found["n"].tolist() == [2]
    refused = faults(lambda: query(eight, "select * from read_csv('/etc/passwd')"))
    assert refused[0].startswith("--sql: ")


def test_two_processes_give_the_same_store_as_one(eight, tmp_path):
    run_batch(write(tmp_path, EIGHT), tmp_path / "out", lambda: Local(2))
    assert store_bytes(tmp_path / "out") == store_bytes(eight)


def test_a_finished_run_is_never_run_again_and_a_wider_sweep_runs_what_is_new(eight, tmp_path):
    _, calls = run(write(tmp_path, EIGHT), eight)
    assert calls == 0
    sweep = write(tmp_path, EIGHT.replace("[10, 20]", "[10, 20, 40]"))
    report, calls = run(sweep, eight)
    assert (report.runs, report.solved, calls) == (12, 12, 4)
    run(write(tmp_path, EIGHT), eight)
    assert len(pd.read_parquet(eight / "runs.parquet")) == 8


def test_ctrl_c_keeps_what_is_finished_and_the_same_command_goes_on(eight, tmp_path):
    def stop(calls):
        if calls == 3:
            raise KeyboardInterrupt

    sweep = write(tmp_path, EIGHT)
    report, _ = run(sweep, tmp_path / "out", Here(before=stop))
    assert (report.solved, report.left) == (3, 5)
    assert list(pd.read_parquet(tmp_path / "out" / "runs.parquet")["status"])[3:] == ["not run"] * 5
    report, calls = run(sweep, tmp_path / "out")
    assert (report.left, calls) == (0, 5)
    assert store_bytes(tmp_path / "out") == store_bytes(eight)


def test_a_damaged_record_is_made_again(eight, tmp_path):
    before = store_bytes(eight)
    key = pd.read_parquet(eight / "runs.parquet")["key"][0]
    record = next((eight / "done").glob(f"{key}*"))
    record.write_bytes(record.read_bytes()[:50])
    _, calls = run(write(tmp_path, EIGHT), eight)
    assert calls == 1
    assert store_bytes(eight) == before


def test_nothing_runs_before_every_run_is_checked(tmp_path):
    text = EIGHT.replace("count: [1, 2]", "count: [1, -2]") + "  - movements[U3].dest: [KDS, KXX]\n"
    crew = Here()
    found = faults(lambda: run(write(tmp_path, text), tmp_path / "out", crew))
    assert len(found) == 2
    assert found[0].startswith("sweep.yaml:3: fleets[planes].count: -2 is out of range")
    assert found[1].startswith("sweep.yaml:8: movements[U3].dest: KXX is no node of the network")
    assert crew.calls == 0
    assert not (tmp_path / "out").exists()


def test_a_fault_that_no_value_of_the_sweep_holds_names_the_runs_that_have_it(tmp_path):
    text = "scenario: tiny\ncases:\n- name: whole\n- name: no airfield\n  airfields[EAF]: remove\n"
    found = faults(lambda: run(write(tmp_path, text), tmp_path / "out"))
    assert found
    assert all("(in run 2: no airfield)" in line for line in found), found


def test_a_run_that_fails_keeps_its_inputs_and_its_reason_and_ends_no_other(tmp_path, monkeypatch):
    real = work._solved

    def two_planes_fail(key, folders, *rest):
        if ",2," in (folders[0] / "fleets.csv").read_text():
            raise RuntimeError("no such luck")
        return real(key, folders, *rest)

    monkeypatch.setattr(work, "_solved", two_planes_fail)
    sweep = write(tmp_path, EIGHT)
    report, _ = run(sweep, tmp_path / "out")
    assert (report.solved, report.failed) == (4, 4)
    runs = pd.read_parquet(tmp_path / "out" / "runs.parquet")
    assert set(runs["reason"][4:]) == {"RuntimeError: no such luck"}
    assert set(runs["status"][4:]) == {"failed"}
    kept = tmp_path / "out" / "failed" / "0005"
    assert "Traceback" in (kept / "reason.txt").read_text()
    assert not [finding for finding in check(kept) if finding.level == "error"]
    assert run(sweep, tmp_path / "out")[1] == 0
    monkeypatch.undo()
    report, calls = run(sweep, tmp_path / "out", again=True)
    assert (report.failed, calls) == (0, 4)
    assert not (tmp_path / "out" / "failed").exists()


def test_plans_are_kept_where_asked_and_made_for_runs_that_were_finished_without(tmp_path):
    sweep = write(tmp_path, "scenario: tiny\ngrid:\n  fleets[planes].count: [1, 2]\n")
    run(sweep, tmp_path / "out")
    assert run(sweep, tmp_path / "out", plans=True)[1] == 2
    assert run(sweep, tmp_path / "out", plans=True)[1] == 0
    plan = json.loads((tmp_path / "out" / "plans" / "0002" / "plan.json").read_text(encoding="utf-8"))
    assert plan["objective"] == 368


def test_plans_of_another_sweep_do_not_stay_under_numbers_of_this_one(tmp_path):
    run(write(tmp_path, "scenario: tiny\ngrid:\n  fleets[planes].count: [1, 2]\n"), tmp_path / "out", plans=True)
    run(write(tmp_path, "scenario: tiny\ngrid:\n  fleets[planes].count: [1, 3]\n"), tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "plans").iterdir()] == ["0001"]


def test_runs_with_the_same_inputs_are_run_once(tmp_path):
    report, calls = run(write(tmp_path, "scenario: tiny\ngrid:\n  horizon_days: [20, 20, 21]\n"), tmp_path / "out")
    assert (report.solved, calls) == (3, 2)


def test_a_folder_that_is_no_batch_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    found = faults(lambda: run(write(tmp_path, EIGHT), tmp_path))
    assert "is no batch folder" in found[0]


def test_a_process_that_dies_fails_its_own_run_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("projection.batch.batch.solve_run", die_for_two_planes)
    report = run_batch(write(tmp_path, EIGHT), tmp_path / "out", lambda: Local(1))
    assert (report.solved, report.failed) == (4, 4)
    reasons = pd.read_parquet(tmp_path / "out" / "runs.parquet")["reason"]
    assert set(reasons[4:]) == {"its worker died 2 times or more; was there memory enough?"}


def die_for_two_planes(base, changed, wants_plan=False):
    if b",2," in changed["scenario/fleets.csv"]:
        os._exit(1)
    return work.solve_run(base, changed, wants_plan)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_batch_killed_in_the_middle_goes_on_to_the_same_store(eight, tmp_path):
    sweep, out = write(tmp_path, EIGHT), tmp_path / "out"
    command = "from projection.cli import main; main()"
    words = ["--quiet", "batch", str(sweep), "--out", str(out), "--workers", "2"]
    process = subprocess.Popen([sys.executable, "-c", command, *words], cwd=ROOT)
    while process.poll() is None and len(list(out.glob("done/*.json"))) < 2:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    report, calls = run(sweep, out)
    assert report.solved == 8
    assert calls <= 6
    assert store_bytes(out) == store_bytes(eight)
