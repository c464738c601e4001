"""Reading, finding and hashing folders."""

import random
from pathlib import Path

import pytest

from projection.errors import InputError
from projection.read.find import find_network, find_scenario
from projection.read.folders import input_hash, read_network, read_scenario
from tests.helpers import NETWORK, SCENARIO, write_case, write_folder

TEXTS = {**NETWORK, **SCENARIO}


def shuffled(text: str, seed: int) -> str:
    """The same table with its lines in another order."""
    head, *lines = text.splitlines(keepends=True)
    random.Random(seed).shuffle(lines)
    return head + "".join(lines)


def test_sound_folders_become_a_network_and_a_scenario(tmp_path: Path) -> None:
    path = write_case(tmp_path)
    scenario = read_scenario(path)
    network = read_network(find_network(path, scenario.settings.network))
    assert (scenario.name, network.name) == ("case", "small")
    assert list(network.places) == ["DEBRV", "ETAR", "KRPUS", "RKPK", "camp", "depot"]
    assert list(scenario.movements) == ["DEU-1", "DEU-2"]
    assert scenario.settings.weights.short_days == 20
    assert network.range_points == {"C-17": ((2400, 80), (4500, 40))}


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    for seed in range(5):
        other = {name: shuffled(text, seed) for name, text in TEXTS.items() if name.endswith(".csv")}
        path, twin = write_case(tmp_path / f"a{seed}"), write_case(tmp_path / f"b{seed}", other)
        assert repr(read_scenario(path)) == repr(read_scenario(twin))
        network, other_network = find_network(path, "small"), find_network(twin, "small")
        assert repr(read_network(network)) == repr(read_network(other_network))


@pytest.mark.parametrize(
    "name", ["sites.csv", "passages.csv", "land_links.csv", "payload_range.csv", "aircraft.csv", "ships.csv"]
)
def test_a_table_of_a_network_may_be_left_out(tmp_path: Path, name: str) -> None:
    write_case(tmp_path, {name: None})
    read_network(tmp_path / "networks" / "small")


def test_closures_may_be_left_out(tmp_path: Path) -> None:
    assert read_scenario(write_case(tmp_path, {"closures.csv": None})).closures == ()


def test_reading_raises_every_fault_of_a_folder_at_once(tmp_path: Path) -> None:
    path = write_case(tmp_path, {"movements.csv": "uln\n", "fleets.csv": "", "scenario.toml": "x ="})
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    files = {finding.where.split(":")[0] for finding in caught.value.findings}
    assert files == {"movements.csv", "fleets.csv", "scenario.toml"}


def test_a_warning_does_not_keep_a_folder_from_being_read(tmp_path: Path) -> None:
    read_scenario(write_case(tmp_path, {"notes.csv": "what,ever\n"}))


def test_settings_may_be_yaml(tmp_path: Path) -> None:
    text = "title: Tiny\nnetwork: small\nc_day: 2027-03-01\nhorizon_days: 40\n"
    text += "weights:\n  short_days: 20\nrules:\n  use_window: 7\n"
    toml = write_case(tmp_path / "a")
    yaml = write_case(tmp_path / "b", {"scenario.toml": None, "scenario.yaml": text})
    assert read_scenario(yaml).settings == read_scenario(toml).settings


def test_a_network_is_found_in_the_scenario_beside_it_and_beside_its_parent(tmp_path: Path) -> None:
    scenario = write_folder(tmp_path / "scenarios" / "case", SCENARIO)
    for place in ("networks", "scenarios/networks", "scenarios/case"):
        folder = write_folder(tmp_path / place / "small", NETWORK)
        assert find_network(scenario, "small") == folder


def test_an_unknown_network_or_scenario_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did you mean small"):
        find_network(write_case(tmp_path), "smal")
    with pytest.raises(InputError, match="there is no such scenario"):
        find_scenario(tmp_path / "nowhere")


def test_a_scenario_is_found_by_path(tmp_path: Path) -> None:
    path = write_case(tmp_path)
    assert find_scenario(path) == path
    assert find_scenario(str(path)) == path


def test_the_hash_changes_with_a_byte_of_a_table_and_not_with_a_readme(tmp_path: Path) -> None:
    path = write_case(tmp_path)
    network = tmp_path / "networks" / "small"
    first = input_hash(path, network)
    (path / "README.md").write_text("words", encoding="utf-8")
    assert input_hash(path, network) == first
    (network / "ships.csv").write_text(NETWORK["ships.csv"] + "\n", encoding="utf-8")
    assert input_hash(path, network) != first
