"""Checks across tables; those that are not in tests/broken."""

from pathlib import Path

import pytest

from projection.read.check import check
from tests.helpers import NETWORK, SCENARIO, cpu_seconds, told, write_case

SHIPPED = Path(__file__).parents[2] / "scenarios"
MOVEMENTS = SCENARIO["movements.csv"].splitlines(keepends=True)[0]


def found(tmp_path: Path, file: str, *changes: tuple[str, str]) -> list[str]:
    """What check finds after changes of one file of the sound case."""
    text = {**NETWORK, **SCENARIO}[file]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return told(check(write_case(tmp_path, {file: text})))


def test_a_sound_case_has_no_findings(tmp_path: Path) -> None:
    assert check(write_case(tmp_path)) == []


def test_a_folder_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    assert [finding.what for finding in check(tmp_path / "nowhere")] == ["is not a folder"]


def test_a_requirement_without_movements_is_refused(tmp_path: Path) -> None:
    path = write_case(tmp_path, {"movements.csv": MOVEMENTS})
    assert told(check(path)) == ["movements.csv: holds no movement"]


def test_a_scenario_without_fleets_is_warned_of_once(tmp_path: Path) -> None:
    path = write_case(tmp_path, {"fleets.csv": "id,lift,nation,base,count\n"})
    assert told(check(path)) == ["fleets.csv: holds no fleet, so that nothing can move (warning)"]


def test_a_fleet_that_is_held_back_to_less_than_a_tail_is_warned_of(tmp_path: Path) -> None:
    assert found(tmp_path, "fleets.csv", ("4,0.25,0", "4,0.5,0.6")) == [
        "fleets.csv:2: COUNT: 0.8 of 4 are left, which is no whole tail or hull (warning)"
    ]


def test_one_whole_tail_left_after_rounding_is_enough(tmp_path: Path) -> None:
    assert found(tmp_path, "fleets.csv", ("4,0.25,0", "10,0.9,0")) == []


def test_capacities_of_an_aircraft_nest(tmp_path: Path) -> None:
    assert found(tmp_path, "aircraft.csv", ("45,45,45", "45,46,47")) == [
        "aircraft.csv:2: OUT_STONS: 47 is more than OVER_STONS 46",
        "aircraft.csv:2: OVER_STONS: 46 is more than PAYLOAD_STONS 45",
    ]


def test_a_port_too_short_for_every_ship_is_warned_of(tmp_path: Path) -> None:
    head = ("draft_m,", "draft_m,loa_m,")
    assert found(tmp_path, "seaports.csv", head, ("12.7,", "12.7,,"), (",15,", ",15,190,")) == [
        "seaports.csv:3: LOA_M: 190 m takes no ship: the least of them needs 195 m (warning)"
    ]


def test_a_ship_with_no_berth_of_its_kind_is_refused(tmp_path: Path) -> None:
    assert "ships.csv:2: BERTH: no port of the network has a tanker berth" in found(
        tmp_path, "ships.csv", ("roro", "tanker")
    )


def test_a_place_at_zero_is_refused(tmp_path: Path) -> None:
    assert found(tmp_path, "sites.csv", ("50.0,8.0", "0,0")) == [
        "sites.csv:2: LAT: lies at latitude 0, longitude 0"
    ]


def test_a_place_of_an_unknown_nation_is_told_once(tmp_path: Path) -> None:
    assert found(tmp_path, "airfields.csv", ("Gimhae,KOR", "Gimhae,PRK")) == [
        "airfields.csv:3: NATION: PRK is no nation of the network"
    ]


def test_heavy_cargo_without_a_heavy_link_is_warned_of(tmp_path: Path) -> None:
    ends = {"pus-camp,KRPUS,camp,rail,150,10,3000,500,true": "pus-camp,KRPUS,camp,rail,150,10,3000,500,false"}
    ends["pk-camp,RKPK,camp,road,150,8,1000,500,true"] = "pk-camp,RKPK,camp,road,150,8,1000,500,false"
    assert found(tmp_path, "land_links.csv", *ends.items()) == [
        "movements.csv:2: OUT_STONS: no link between camp and KRPUS and RKPK takes outsize or tracked vehicles"
        " (warning)"
    ]


def test_assumed_names_columns_of_its_table(tmp_path: Path) -> None:
    changes = (("verified\n", "verified,assumed\n"), ("false\n", "false,lat;lonn\n"))
    assert found(tmp_path, "sites.csv", *changes) == [
        "sites.csv:2: ASSUMED: lonn is no column of this table (warning)",
        "sites.csv:3: ASSUMED: lonn is no column of this table (warning)",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-x", "@here"])
def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_warned_of(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "movements.csv", ("stocks", text)) == [
        f"movements.csv:3: DESCRIPTION: a spreadsheet takes '{text}' for a formula (warning)"
    ]


def test_a_control_character_is_refused(tmp_path: Path) -> None:
    assert found(tmp_path, "movements.csv", ("stocks", "st\x1b[31mocks")) == [
        "movements.csv:3: DESCRIPTION: holds the character U+001B, which "
        "nobody sees or which turns the text around"
    ]


def test_a_line_break_in_a_text_is_warned_of(tmp_path: Path) -> None:
    assert found(tmp_path, "movements.csv", ("stocks", '"st\nocks"')) == [
        "movements.csv:3: DESCRIPTION: 'st\\nocks' holds a character that does not print (warning)"
    ]


def test_a_window_longer_than_the_horizon_is_no_fault(tmp_path: Path) -> None:
    assert found(tmp_path, "scenario.toml", ("use_window = 7", "use_window = 41")) == []


def test_a_movement_to_where_it_begins_is_refused(tmp_path: Path) -> None:
    assert found(tmp_path, "movements.csv", ("DEU-2,stocks,DEU,depot,camp", "DEU-2,stocks,DEU,depot,depot")) == [
        "movements.csv:3: DEST: depot is where it begins"
    ]


def test_a_missing_network_does_not_hide_the_faults_of_the_scenario(tmp_path: Path) -> None:
    path = write_case(tmp_path, {"nations.csv": None, "airfields.csv": None, "seaports.csv": None})
    (path / "movements.csv").write_text(MOVEMENTS + "A,,DEU,depot,camp,9,8,1,1,1,1\n", encoding="utf-8")
    assert told(check(path)) == [
        "airfields.csv: the file is missing",
        "movements.csv:2: RDD: required on day 8, before it is available on day 9",
        "nations.csv: the file is missing",
    ]


def test_a_refused_line_is_not_told_again_where_it_is_named(tmp_path: Path) -> None:
    assert found(tmp_path, "airfields.csv", ("49.44", "149.44")) == [
        "airfields.csv:2: LAT: 149.44 is out of range"
    ]


def test_faults_of_settings_do_not_hide_those_of_tables(tmp_path: Path) -> None:
    path = write_case(tmp_path, {"scenario.toml": SCENARIO["scenario.toml"].replace("40", "0")})
    text = SCENARIO["movements.csv"].replace("depot", "depott")
    (path / "movements.csv").write_text(text, encoding="utf-8")
    assert told(check(path)) == [
        "movements.csv:2: ORIGIN: depott is no node of the network",
        "movements.csv:3: ORIGIN: depott is no node of the network",
        "scenario.toml:4: HORIZON_DAYS: 0 is out of range",
    ]


def test_twenty_thousand_movements_are_checked_in_three_seconds(tmp_path: Path) -> None:
    lines = (f"DEU-{number},,DEU,depot,camp,0,10,1,1,1,1\n" for number in range(20_000))
    path = write_case(tmp_path, {"movements.csv": MOVEMENTS + "".join(lines)})
    assert check(path) == []
    assert cpu_seconds(lambda _: check(path)) < 3


@pytest.mark.parametrize("folder", sorted(SHIPPED.glob("*/scenario.*")), ids=lambda path: path.parent.name)
def test_a_scenario_of_this_repository_is_sound(folder: Path) -> None:
    assert [str(finding) for finding in check(folder.parent) if finding.level == "error"] == []


def test_a_need_that_nothing_feeds_is_warned_of_once(tmp_path: Path) -> None:
    head = "id,place,item,stons_day,from_day,to_day,start_stons\n"
    needs = f"{head}food,camp,food,10,0,9,150\nfood,camp,food,20,10,19,0\nwater,camp,water,5,0,9,50\n"
    assert told(check(write_case(tmp_path, {"needs.csv": needs}))) == [
        "needs.csv:2: ID: no movement feeds food, 150 of 300 st are there (warning)"
    ]


def test_a_fleet_of_no_tankers_does_not_refuel(tmp_path: Path) -> None:
    lines = SCENARIO["fleets.csv"].splitlines()
    text = "\n".join([f"{lines[0]},refuels", *(f"{line},true" for line in lines[1:])]) + "\n"
    assert told(check(write_case(tmp_path, {"fleets.csv": text}))) == [
        f"fleets.csv:{number}: REFUELS: {line.split(',')[1]} has no fuel to give in the air"
        for number, line in enumerate(lines[1:], start=2)
    ]
