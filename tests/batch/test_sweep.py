"""Sweeps: what they ask for, and every fault at once with its line."""

import pytest

from projection.batch.cases import open_cases
from projection.batch.sweep import read_sweep
from tests.batch.helpers import EIGHT, faults, write


def cells(path, file="scenario/fleets.csv"):
    cases = open_cases(path)
    return [cases.make(case).changed[file].decode().splitlines() for case in cases]


def test_the_runs_are_every_combination_of_grid_lists_cases_and_samples(tmp_path):
    more = "cases:\n- name: as it is\n- name: slow\n  horizon_days: 19\nsamples:\n  runs: 3\n  draw:\n"
    path = write(tmp_path, f"{EIGHT}{more}    rules.crew_duty_h: {{uniform: [10, 16]}}\n")
    cases = list(open_cases(path))
    assert len(cases) == 2 * 2 * 2 * 2 * 3
    assert [case.number for case in cases] == list(range(1, 49))
    assert cases[0].name == "as it is"
    drawn = [case.settings[-1].value for case in cases]
    assert drawn[:3] == drawn[3:6]
    assert len(set(drawn)) == 3


def test_a_column_of_a_list_goes_with_the_others_row_by_row(tmp_path):
    found = [[row.value for row in case.settings[-2:]] for case in open_cases(write(tmp_path, EIGHT))]
    assert found == [[3, 3], [5, 4]] * 4


def test_an_address_changes_its_cells_and_no_other(tmp_path):
    lines = cells(write(tmp_path, "scenario: tiny\ngrid:\n  fleets[lift=PLANE].count: [4]\n"))[0]
    before = open_cases(write(tmp_path, EIGHT)).base.files["scenario/fleets.csv"].decode().splitlines()
    assert lines[0] == before[0]
    assert lines[1] == before[1].replace("EAF,1,", "EAF,4,")
    assert lines[2] == before[2]


def test_a_star_speaks_of_every_row_and_times_multiplies_what_is_there(tmp_path):
    text = "scenario: tiny\ngrid:\n  fleets[*].count times: [3]\n  movements[*].rdd plus: [-1]\n"
    path = write(tmp_path, text)
    assert [line.split(",")[5] for line in cells(path)[0][1:]] == ["3", "3"]
    assert [line.split(",")[12] for line in cells(path, "scenario/movements.csv")[0][1:]] == ["2", "2", "12"]


def test_times_a_key_of_the_settings_starts_from_its_default(tmp_path):
    path = write(tmp_path, "scenario: tiny\nset:\n  weights.short_days times: 2\n")
    assert "weights.short_days = 60.0" in cells(path, "scenario/overrides.toml")[0]


def test_a_column_that_the_file_lacks_is_added(tmp_path):
    lines = cells(write(tmp_path, "scenario: tiny\nset:\n  fleets[planes].keur_hour: 7\n"))[0]
    assert lines[0].endswith(",keur_hour")
    assert [line.split(",")[-1] for line in lines[1:]] == ["7", ""]


def test_rows_are_added_and_removed(tmp_path):
    text = """\
scenario: tiny
cases:
- name: shut
  closures[+]: {kind: node, id: KSP, from_day: 3}
- name: without
  movements[U3]: remove
"""
    cases = open_cases(write(tmp_path, text))
    first, second = (cases.make(case).changed for case in cases)
    assert first["scenario/closures.csv"].decode().splitlines() == [
        "kind,id,from_day,to_day,status,slow_h,note",
        "node,KSP,3,,,,",
    ]
    assert b"U3" not in second["scenario/movements.csv"]


def test_a_table_of_the_network_can_be_changed(tmp_path):
    path = write(tmp_path, "scenario: tiny\ngrid:\n  airfields[KAF].mog_working: [1, 5]\n")
    assert "KAF,Korean airfield,KOR,37.09,127.03,9000,true,5," in cells(path, "network/airfields.csv")[1][2]


def test_runs_have_one_thread_unless_the_sweep_says_otherwise(tmp_path):
    one = cells(write(tmp_path, EIGHT), "scenario/overrides.toml")[0]
    two = cells(write(tmp_path, f"{EIGHT}set:\n  solver.threads: 2\n"), "scenario/overrides.toml")[0]
    assert "solver.threads = 1" in one
    assert "solver.threads = 2" in two


BAD = """\
scenario: tiny
grids: 1
grid:
  fleet[planes].count: [1]
  fleets[plane].count: [1, 2]
  fleets[planes].cuont: [1]
  weights.short_day: [1]
  base: [x]
  fleets[ships].count: 3
  solver.gap: [abc]
  fleets[planes].lift times: [2]
lists:
- movements[U1].rdd: [3, 5]
  movements[U2].rdd: [3]
cases:
- closures[+]: {knd: passage}
- movements[U3]: drop
samples:
  runs: 3
  draw:
    rules.use_window: {unifrom: [1, 2]}
    horizon_days: {normal: [3, 4]}
"""


def test_every_fault_of_a_sweep_is_told_at_once_with_its_line(tmp_path):
    found = faults(lambda: open_cases(write(tmp_path, BAD)))
    assert [line.split(": ")[0] for line in found] == [
        f"sweep.yaml:{line}" for line in (2, 4, 5, 6, 7, 8, 9, 10, 11, 13, 16, 17, 21, 22)
    ]
    assert "there is no table fleet; did you mean fleets?" in found[1]
    assert "no row of fleets.csv is so; did you mean planes?" in found[2]
    assert "'abc' is not a number" in found[7]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "sweep.yaml: holds no keys"),
        ("a: &a {gird: 1}\nscenario: tiny\n<<: *a\n", "sweep.yaml:1: a: is no part"),
        ("scenario: [", "sweep.yaml:1: is not YAML"),
        ("grid: {horizon_days: [1]}", "sweep.yaml: scenario: names no scenario"),
        ("scenario: nowhere\nset: {horizon_days: 9}", "sweep.yaml:1: SCENARIO: there is no scenario 'nowhere'"),
        ("scenario: tiny", "sweep.yaml: changes nothing"),
        ("scenario: tiny\nsamples: {runs: 2000000, draw: {}}", "sweep.yaml:2: samples: runs: is not how many"),
        ("scenario: tiny\ngrid: {horizon_days: [1]}\nset: {horizon_days: 2}", "sweep.yaml:2: horizon_days: st"),
    ],
)
def test_what_is_no_sweep_is_refused_in_words(tmp_path, text, fault):
    found = faults(lambda: open_cases(write(tmp_path, text)))
    assert found[0].startswith(fault), found


def test_a_sweep_of_too_many_runs_is_refused_before_they_are_listed(tmp_path):
    names = ["short_days", "flying_hour", "sailing_hour", "sooner", "exposure", "keur", "strain"]
    lines = "".join(f"  weights.{name}: [{', '.join(map(str, range(1, 21)))}]\n" for name in names)
    sweep, found = read_sweep(write(tmp_path, f"scenario: tiny\ngrid:\n{lines}"))
    assert sweep.runs == 20**7
    assert "asks for 1,280,000,000 runs" in found[-1].what
