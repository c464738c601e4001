"""Reading scenario.toml and scenario.yaml."""

from pathlib import Path

import pytest

from projection.read.settings import read_settings
from tests.helpers import SCENARIO, told, write_folder

GOOD = 'title = "T"\nnetwork = "small"\nc_day = 2027-03-01\nhorizon_days = 40\n'


def toml(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a scenario.toml of this text."""
    return told(read_settings(write_folder(tmp_path, {"scenario.toml": text})).findings)


def yaml(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a scenario.yaml of this text."""
    return told(read_settings(write_folder(tmp_path, {"scenario.yaml": text})).findings)


def test_settings_know_the_lines_of_their_keys(tmp_path: Path) -> None:
    read = read_settings(write_folder(tmp_path, {"scenario.toml": SCENARIO["scenario.toml"]}))
    assert read.where("horizon_days") == "scenario.toml:4: HORIZON_DAYS"
    assert read.where("rules", "use_window") == "scenario.toml:10: RULES.USE_WINDOW"
    assert read.where("rules", "crew_duty_h") == "scenario.toml:9: RULES.CREW_DUTY_H"
    assert read.where("solver", "gap") == "scenario.toml: SOLVER.GAP"


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert told(read_settings(tmp_path).findings) == ["scenario.toml: the file is missing"]


def test_one_of_the_two_kinds_of_file_is_enough(tmp_path: Path) -> None:
    write_folder(tmp_path, {"scenario.toml": GOOD, "scenario.yaml": "title: T\n"})
    assert told(read_settings(tmp_path).findings) == ["scenario.yaml: scenario.toml stands beside it"]


def test_dotted_keys_and_inline_tables_have_their_line(tmp_path: Path) -> None:
    text = GOOD + "weights.sooner = -1\nsolver = { gap = -1 }\n"
    assert toml(tmp_path, text) == [
        "scenario.toml:5: WEIGHTS.SOONER: -1 is out of range",
        "scenario.toml:6: SOLVER.GAP: -1 is out of range",
    ]


def test_missing_keys_are_named(tmp_path: Path) -> None:
    assert toml(tmp_path, "horizon_days = 40\n") == [
        "scenario.toml: TITLE: is missing",
        "scenario.toml: NETWORK: is missing",
        "scenario.toml: C_DAY: is missing",
    ]


@pytest.mark.parametrize("value", ["true", "nan", "inf", '"forty"', "1e12", "[40]"])
def test_a_number_is_a_number(tmp_path: Path, value: str) -> None:
    (line,) = toml(tmp_path, GOOD.replace("40", value))
    assert line.startswith("scenario.toml:4: HORIZON_DAYS: ")


@pytest.mark.parametrize("value", ["20270301", '"1 March"', "2027-03-01T10:00:00", '"0"'])
def test_a_date_is_a_date(tmp_path: Path, value: str) -> None:
    (line,) = toml(tmp_path, GOOD.replace("2027-03-01", value))
    assert line.startswith("scenario.toml:3: C_DAY: ")


@pytest.mark.parametrize("value", ["[1, 2]", "[1, 2, 3, 4, 5, 6]", '"16;8"', "[1, 2, 3, 4, [5]]"])
def test_a_list_of_weights_has_five_numbers(tmp_path: Path, value: str) -> None:
    assert toml(tmp_path, f"{GOOD}[weights]\npriority = {value}\n") == [
        "scenario.toml:6: WEIGHTS.PRIORITY: is not a list of numbers, 5 of them"
    ]


def test_a_section_is_a_section(tmp_path: Path) -> None:
    assert toml(tmp_path, GOOD + "rules = 3\n") == [
        "scenario.toml:5: RULES: '3' is not a section as expected here"
    ]


@pytest.mark.parametrize("text", ["a" * 10, "x = " + "[" * 100_000, "x = 1\nx = 2\n", 'title = "open\n'])
def test_what_is_not_toml_is_one_finding(tmp_path: Path, text: str) -> None:
    (line,) = toml(tmp_path, text)
    assert "is not TOML" in line


@pytest.mark.parametrize(
    "text", ["a: [", "[" * 700, "x: 1\nx: 2\n", "- 1\n", "3", "x: !!python/object:a.b {}", "a: *b"]
)
def test_what_is_not_yaml_of_settings_is_named(tmp_path: Path, text: str) -> None:
    assert yaml(tmp_path, text)


def test_yaml_keys_have_their_lines(tmp_path: Path) -> None:
    text = (
        "title: T\n\nnetwork: small\nc_day: 2027-03-01\nhorizon_days: 4\nsolver:\n  # fast\n  gap: -1\n  gapp: 2\n"
    )
    assert yaml(tmp_path, text) == [
        "scenario.yaml:9: SOLVER.GAPP: is not a key of this file",
        "scenario.yaml:8: SOLVER.GAP: -1 is out of range",
    ]


@pytest.mark.parametrize("value", ["1200 MAR", "351200Z MAR 27", "011200Z MRZ 27", "=cmd()", "011200ZMAR27", ""])
def test_a_date_time_group_is_written_as_the_field_writes_it(tmp_path: Path, value: str) -> None:
    (line,) = toml(tmp_path, GOOD + f'dtg = "{value}"\n')
    assert line.startswith("scenario.toml:5: DTG: ")
    assert toml(tmp_path, GOOD + 'dtg = "011200Z MAR 27"\n') == []
