"""A scenario as a workbook and back: nothing is lost, nothing becomes a formula."""

import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from projection.errors import InputError
from projection.exchange.doors import export_file, import_file
from projection.exchange.fresh import make_fresh, own_network_of
from projection.read.check import check
from projection.read.columns import columns
from projection.read.find import find_network, find_scenario
from projection.read.folders import read_scenario
from projection.read.scenario_tables import OPTIONAL, SCENARIO_TABLES
from projection.read.settings import FILES
from tests.helpers import SCENARIO, write_case

SHIPPED = sorted(path.parent for path in (Path(__file__).parents[2] / "scenarios").glob("*/scenario.toml"))


def round_trip(folder: Path, scenario: Path) -> Path:
    """The folder made again of the workbook of ``scenario``."""
    export_file(scenario, folder / "book.xlsx")
    return import_file(folder / "book.xlsx", folder / "again", scenario).folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("scenario", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_scenario_comes_back_the_same(scenario: Path, tmp_path: Path) -> None:
    again = read_scenario(round_trip(tmp_path, scenario))
    there = read_scenario(scenario)
    settings = there.settings.model_copy(update={"base": None})
    assert replace(again, name="") == replace(there, name="", settings=settings)


def test_files_come_back_byte_by_byte_with_their_comments_and_own_columns(tmp_path: Path) -> None:
    movements = (
        "x_File,uln,description,nation,origin,dest,ald,rdd,priority,pax,bulk_stons,X_remark\n"
        '007,DEU-1,"a battery, of\n  three",DEU,depot,camp,-1,10,1,100,0.1,1E5\n'
        ",DEU-2,2027-03-01,DEU,depot,camp,2,35,3,0,1500,TRUE\n"
    )
    toml = SCENARIO["scenario.toml"].replace("40\n", "40  # as ordered\n# a note\n")
    scenario = write_case(tmp_path, {"movements.csv": movements, "scenario.toml": toml})
    (scenario / "README.md").write_text("# Mine\n\n  indented\n", encoding="utf-8")
    (scenario / "overrides.toml").write_text("solver.gap = 0.5\n", encoding="utf-8")
    assert files(round_trip(tmp_path, scenario)) == files(scenario)


def test_every_table_of_a_scenario_has_a_sheet_with_every_column_even_when_it_has_no_file(tmp_path: Path) -> None:
    export_file(find_scenario("tiny"), tmp_path / "book.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx"))
    for file, kind in SCENARIO_TABLES.items():
        header = book.get_sheet_by_name(Path(file).stem).to_python()[0]
        assert set(columns(kind)) <= {str(name) for name in header}, file


def test_headings_have_notes_and_cells_have_drop_downs(tmp_path: Path) -> None:
    export_file(find_scenario("tiny"), tmp_path / "book.xlsx")
    with zipfile.ZipFile(tmp_path / "book.xlsx") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    movements = next(text for text in texts.values() if "any,air,sea" in text)
    assert "lists!$" in movements
    assert 'state="frozen"' in movements
    assert "<autoFilter" in movements
    assert any("available-to-load day at the origin" in text for name, text in texts.items() if "comments" in name)


def test_a_changed_cell_changes_the_row_and_a_changed_setting_its_line_alone(tmp_path: Path) -> None:
    scenario = write_case(tmp_path)
    export_file(scenario, tmp_path / "book.xlsx")
    edit(tmp_path / "book.xlsx", {"40": "41", "1500": "1600.5"})
    again = import_file(tmp_path / "book.xlsx", tmp_path / "again", scenario).folder
    before, after = SCENARIO["scenario.toml"], (again / "scenario.toml").read_text(encoding="utf-8")
    assert after == before.replace("horizon_days = 40", "horizon_days = 41")
    assert read_scenario(again).movements["DEU-2"].bulk_stons == 1600.5


def test_faults_of_a_workbook_are_said_with_sheet_and_row(tmp_path: Path) -> None:
    scenario = write_case(tmp_path)
    export_file(scenario, tmp_path / "book.xlsx")
    edit(tmp_path / "book.xlsx", {"40": "4000", "1500": "-1"})
    with pytest.raises(InputError) as caught:
        import_file(tmp_path / "book.xlsx", tmp_path / "again", scenario)
    where = [finding.where for finding in caught.value.findings]
    assert where[0] == "book.xlsx[movements]:3: BULK_STONS"
    assert re.fullmatch(r"book\.xlsx\[settings\]:\d+: HORIZON_DAYS", where[1])
    assert not (tmp_path / "again").exists()


def edit(book: Path, changes: dict[str, str]) -> None:
    """Change numbers in the cells of a workbook, as a spreadsheet would."""
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in changes.items():
        cell = re.compile(rf'(<c r="[A-Z]+\d+"(?: s="\d+")?><v>){old}(?=</v>)'.encode())
        assert any(cell.search(data) for data in parts.values()), old
        parts = {name: cell.sub(rb"\g<1>" + new.encode(), data) for name, data in parts.items()}
    with zipfile.ZipFile(book, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_a_workbook_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        export_file(find_scenario("tiny"), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_scenario_at_fault_keeps_its_faults_in_the_workbook(tmp_path: Path) -> None:
    scenario = write_case(tmp_path, {"movements.csv": SCENARIO["movements.csv"].replace("1500", "many")})
    export_file(scenario, tmp_path / "book.xlsx")
    with pytest.raises(InputError, match=r"book.xlsx\[movements\]:3: BULK_STONS: 'many' is not a number"):
        import_file(tmp_path / "book.xlsx", tmp_path / "again", scenario)


def test_what_is_no_workbook_is_said_to_be_none(tmp_path: Path) -> None:
    for name, data in (("a.xlsx", b"text"), ("b.xlsx", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(InputError, match="is not a workbook"):
            import_file(tmp_path / name, tmp_path / "mine", find_scenario("tiny"))


def test_a_new_folder_has_a_header_for_every_table_and_reads_as_its_source(tmp_path: Path) -> None:
    tiny = find_scenario("tiny")
    make_fresh(tiny, tmp_path / "mine")
    assert {*SCENARIO_TABLES, FILES[0], "README.md"} <= files(tmp_path / "mine").keys()
    assert all(name in files(tmp_path / "mine") for name in OPTIONAL)
    assert replace(read_scenario(tmp_path / "mine"), name="tiny") == read_scenario(tiny)


def test_each_setting_of_a_new_folder_is_explained_and_works_once_its_mark_is_deleted(tmp_path: Path) -> None:
    make_fresh(find_scenario("tiny"), tmp_path / "mine")
    path = tmp_path / "mine" / FILES[0]
    text = path.read_text(encoding="utf-8")
    assert "# days planned, C-day first\nhorizon_days = 20" in text
    live = re.sub(r"^# ([a-z_0-9]+ = .)", r"\1", text, flags=re.MULTILINE)
    assert live != text
    path.write_text(live, encoding="utf-8")
    assert read_scenario(tmp_path / "mine").settings == read_scenario(find_scenario("tiny")).settings


def test_a_new_folder_of_a_new_folder_says_each_thing_once(tmp_path: Path) -> None:
    make_fresh(find_scenario("tiny"), tmp_path / "mine")
    make_fresh(tmp_path / "mine", tmp_path / "again")
    assert files(tmp_path / "again")["scenario.toml"] == files(tmp_path / "mine")["scenario.toml"]
    assert files(tmp_path / "again")["README.md"].count(b"# A scenario of your own") == 1


def test_comments_of_the_settings_are_kept_in_a_new_folder(tmp_path: Path) -> None:
    shutil.copytree(find_scenario("tiny"), tmp_path / "tiny")
    path = tmp_path / "tiny" / FILES[0]
    text = (
        path.read_text(encoding="utf-8")
        .replace("threads = 1", "threads = 1  # the laptop")
        .replace("[rules]", "# why\n[rules]")
    )
    path.write_text(text, encoding="utf-8")
    make_fresh(tmp_path / "tiny", tmp_path / "mine")
    made = (tmp_path / "mine" / FILES[0]).read_text(encoding="utf-8")
    assert "threads = 1  # the laptop" in made
    assert "\n# why\n" in made


def test_a_network_of_its_own_is_copied_and_named(tmp_path: Path) -> None:
    for target, network in (
        (tmp_path / "scenarios" / "mine", tmp_path / "networks" / "mine"),
        (tmp_path / "ours", tmp_path / "networks" / "ours"),
    ):
        assert own_network_of(target) == network
        target.parent.mkdir(exist_ok=True)
        make_fresh(find_scenario("tiny"), target, network)
        assert read_scenario(target).settings.network == network.name
        assert find_network(target, network.name) == network
        assert check(target) == []
        tiny = find_network(target, "tiny")
        assert files(network) == files(tiny)


def test_nothing_is_made_when_the_network_to_copy_is_nowhere(tmp_path: Path) -> None:
    source = write_case(
        tmp_path, {"scenario.toml": SCENARIO["scenario.toml"].replace("network = ", "# network = ")}
    )
    with pytest.raises(InputError):
        make_fresh(source, tmp_path / "mine", tmp_path / "networks" / "mine")
    assert not (tmp_path / "mine").exists()
