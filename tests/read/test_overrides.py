"""Keys that count instead of those of scenario.toml."""

from pathlib import Path

import pytest

from projection.errors import InputError
from projection.read import overrides
from projection.read.check import check
from projection.read.folders import read_scenario
from tests.helpers import told, write_case


def test_keys_given_count_before_the_file_beside_and_that_before_the_settings(tmp_path: Path) -> None:
    folder = write_case(tmp_path, {"overrides.toml": "horizon_days = 30\n[rules]\nuse_window = 3\n"})
    settings = read_scenario(folder).settings
    assert (settings.horizon_days, settings.rules.use_window, settings.weights.short_days) == (30, 3, 20)
    overrides.write(folder, overrides.parse(["rules.use_window=5", "postures.cyber = false", "title=A new day"]))
    settings = read_scenario(folder).settings
    assert (settings.horizon_days, settings.rules.use_window, settings.title) == (30, 5, "A new day")
    assert not settings.postures.cyber


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("postures.dirct=false", "--set postures.dirct: is not a key of this file"),
        ("posture.direct=false", "--set posture.direct: is not a key of this file"),
        ("postures.direct=maybe", "--set postures.direct: 'maybe' is not a true or false as expected here"),
        ("horizon_days=0", "--set horizon_days: 0 is out of range"),
        ("rules.use_window=x", "--set rules.use_window: 'x' is not a number"),
    ],
)
def test_a_fault_of_a_key_given_is_told_where_it_was_given(tmp_path: Path, text: str, fault: str) -> None:
    assert told(check(write_case(tmp_path), overrides.parse([text]))) == [fault]


def test_what_is_no_key_and_value_is_refused_in_words() -> None:
    with pytest.raises(InputError) as error:
        overrides.parse(["postures.direct", "Solver=1", "gap=1"])
    assert [finding.what for finding in error.value.findings] == ["is not KEY=VALUE"] * 2
