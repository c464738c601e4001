"""A planner's list becomes a table of ours: names, days, units, what is kept and what is said."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from projection.errors import InputError
from projection.exchange.cells import day
from projection.exchange.doors import export_file, import_file
from projection.exchange.grid import read_sheets
from projection.exchange.requirements import make, pick
from projection.read.find import find_scenario
from projection.read.folders import read_scenario

TINY = find_scenario("tiny")
HEAD = "ULN,Unit,Nation,Origin,Dest,ALD,RDD,Pri"
LINE = "G-1,Stores,GBR,EAF,KAF,C000,C+5,2"


def table(folder: Path, text: str) -> dict[str, list[str]]:
    """Columns of movements.csv made of a list, by name."""
    (folder / "list.csv").write_text(text, encoding="utf-8")
    made = make(pick(read_sheets(folder / "list.csv")), date(2027, 3, 1), None)
    return {
        name if name.startswith("x_") else name.lower(): [row[at] for row in made.rows]
        for at, name in enumerate(made.header)
    }


def bring(folder: Path, text: str, name: str = "list.csv"):
    (folder / name).write_text(text, encoding="utf-8")
    return import_file(folder / name, folder / "mine", TINY)


def refusal(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        bring(folder, text)
    assert not (folder / "mine").exists()
    return [str(finding) for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("cell", "days"),
    [("C005", "5"), ("C+5", "5"), ("C-10", "-10"), ("c 7", "7"), ("12", "12"), ("-3", "-3"), ("C000", "0")]
    + [("2027-03-06", "5"), ("2027-02-28", "-1"), ("2027-13-01", "2027-13-01"), ("soon", "soon")],
)
def test_a_day_is_read_in_every_way_that_planners_write_it(cell: str, days: str) -> None:
    assert day(cell, date(2027, 3, 1)) == days


def test_headings_are_known_by_their_other_names_whatever_their_case(tmp_path: Path) -> None:
    found = table(
        tmp_path, "frn,Unit Name,Country,home station,Destination,ald,Required Delivery,PRI\na,b,c,d,e,1,2,3\n"
    )
    assert list(found) == ["uln", "description", "nation", "origin", "dest", "ald", "rdd", "priority"]


def test_a_column_called_unit_is_a_name_of_units_or_a_description(tmp_path: Path) -> None:
    head, line = HEAD.replace("Unit", "Note"), LINE.replace("Stores", "")
    assert table(tmp_path, f"{head},UNIT\n{line},1st Bridge Coy\n")["description"] == ["1st Bridge Coy"]
    again = line.replace("G-1", "G-2")
    assert table(tmp_path, f"{head},UNIT\n{line},BDE\n{again},BDE\n")["unit"] == ["BDE", "BDE"]
    described = head.replace("Note", "Description")
    assert table(tmp_path, f"{described},UNIT\n{line},BDE\n")["unit"] == ["BDE"]
    assert table(tmp_path, f"{described},UNIT\n{line},1st Coy\n")["x_UNIT"] == ["1st Coy"]


def test_weights_in_metric_tonnes_and_pounds_become_short_tons(tmp_path: Path) -> None:
    found = table(tmp_path, f"{HEAD},BULK_T,NAT_LB\n{LINE},90.718474,3000\n")
    assert (found["bulk_stons"], found["nat_stons"]) == (["100"], ["1.5"])


def test_a_volume_is_not_taken_for_a_weight_but_kept_and_said(tmp_path: Path) -> None:
    made = bring(tmp_path, f"{HEAD},BULK_STONS,BULK_MTONS,POL_CBBL\n{LINE},10,400,7\n")
    said = [finding.where for finding in made.findings if "volume" in finding.what]
    assert said == ["list.csv:1: BULK_MTONS", "list.csv:1: POL_CBBL"]
    assert read_scenario(tmp_path / "mine").movements["G-1"].stons == 10


def test_a_line_without_uln_goes_by_its_cargo_increment(tmp_path: Path) -> None:
    found = table(tmp_path, f"{HEAD},CIN\n{LINE},\n{LINE.replace('G-1', '')},C77\n")
    assert found["uln"] == ["G-1", "C77"]
    assert found["x_CIN"] == ["", "C77"]


def test_ports_of_both_modes_are_taken_together(tmp_path: Path) -> None:
    assert table(tmp_path, f"{HEAD},APOE,SPOE\n{LINE},EAF,ESP\n")["poe"] == ["EAF;ESP"]


def test_a_mode_may_be_a_letter(tmp_path: Path) -> None:
    found = table(tmp_path, f"{HEAD},MODE_TO_POD\n{LINE},S\n{LINE},X\n{LINE},Air\n")
    assert found["mode"] == ["sea", "any", "air"]


def test_nations_by_name_and_codes_with_a_blank_are_found_in_the_network(tmp_path: Path) -> None:
    changed = LINE.replace("GBR", "United Kingdom").replace("EAF", "E AF").replace("KAF", "kaf")
    bring(tmp_path, f"{HEAD},PAX\n{changed},5\n")
    row = read_scenario(tmp_path / "mine").movements["G-1"]
    assert (row.nation, row.origin, row.dest) == ("GBR", "EAF", "KAF")


def test_what_is_filled_in_is_said(tmp_path: Path) -> None:
    made = bring(tmp_path, "ULN,ORIGIN,DEST,ALD,RDD,BULK_STONS\nG-1,EAF,KAF,0,5,10\n")
    report = dict(made.report)
    assert report["filled"] == ("nation that of the origin in 1 row", "priority 3 in 1 row")
    assert "mode any" in report["left to defaults"]


def test_semicolons_tabs_and_a_title_above_the_header_are_read(tmp_path: Path) -> None:
    for mark in ";\t":
        text = f"Requirements of J4\n{HEAD},PAX\n{LINE},5\n".replace(",", mark)
        (tmp_path / "list.csv").write_text(text, encoding="utf-8")
        assert pick(read_sheets(tmp_path / "list.csv")).rows[-1][1][0] == "G-1"


def test_columns_that_nobody_knows_are_kept_and_written_back_in_their_order(tmp_path: Path) -> None:
    text = "Remarks,ULN,NATION,J4 file,ORIGIN,DEST,ALD,RDD,PRIORITY,BULK_STONS\n"
    text += '"a, b",G-1,GBR,7.50,EAF,KAF,0,5,2,10\n'
    bring(tmp_path, text)
    export_file(tmp_path / "mine", tmp_path / "back.csv")
    assert (tmp_path / "back.csv").read_text(encoding="utf-8") == text


def test_a_list_that_was_written_back_gives_the_same_table_again(tmp_path: Path) -> None:
    bring(tmp_path, f"Remarks,{HEAD},OVER_T,CIN\nx,{LINE},12.3,\ny,{LINE.replace('G-1', '')},4.5,C7\n")
    export_file(tmp_path / "mine", tmp_path / "back.csv")
    import_file(tmp_path / "back.csv", tmp_path / "again", TINY)
    first, second = (tmp_path / name / "movements.csv" for name in ("mine", "again"))
    assert first.read_bytes() == second.read_bytes()


def test_every_fault_is_said_at_once_with_the_line_of_the_list(tmp_path: Path) -> None:
    lines = [
        LINE.replace("C+5", "late"),
        LINE.replace(",2", ",9").replace("G-1", "G-2"),
        LINE.replace(",EAF,", ",,"),
    ]
    text = f'{HEAD},Remarks\n{lines[0]},"two\nlines"\n\n{lines[1]},\n{lines[2].replace("KAF", "")},\n'
    assert [line.split(";")[0] for line in refusal(tmp_path, text)] == [
        "list.csv:2: RDD: 'late' is not a number",
        "list.csv:5: PRIORITY (Pri): 9 is out of range",
        "list.csv:6: DEST: is blank",
        "list.csv:6: ULN: G-1 stands already at list.csv:2",
    ]


def test_a_place_that_the_network_has_not_is_said_with_the_line_of_the_list(tmp_path: Path) -> None:
    made = bring(tmp_path, f"title\n{HEAD},PAX\n{LINE.replace('KAF', 'KAFF')},5\n")
    assert "list.csv:3: DEST: KAFF is no node of the network; did you mean KAF?" in map(str, made.findings)


def test_headings_without_a_name_or_twice_are_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, f"{HEAD},,Note,NOTE\n{LINE},,,\n")
    assert [line.split(";")[0] for line in said] == [
        "list.csv:1: column 9 has no name",
        "list.csv:1: NOTE: stands twice in the header",
    ]


def test_a_file_without_a_list_is_refused(tmp_path: Path) -> None:
    assert "holds no requirement list" in refusal(tmp_path, "a,b\n1,2\n")[0]


def test_dates_numbers_and_the_rows_of_a_workbook_are_read(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("Cover").write_string(0, 0, "about")
        sheet = book.add_worksheet("TPFDD")
        for at, name in enumerate([*HEAD.split(","), "PAX"]):
            sheet.write_string(2, at, name)
        for at, cell in enumerate(LINE.split(",")):
            sheet.write_string(4, at, cell)
        sheet.write_datetime(4, 5, datetime(2027, 3, 3), book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_number(4, 6, 9)
        sheet.write_number(4, 8, 12)
        for at, cell in enumerate(["G-2", "", "", "EAF", "KAF", "1", "x", "1"]):
            sheet.write_string(5, at, cell)
    with pytest.raises(InputError) as caught:
        import_file(file, tmp_path / "mine", TINY)
    assert [finding.where for finding in caught.value.findings] == ["list.xlsx[TPFDD]:6: RDD"]
    made = make(pick(read_sheets(file)), date(2027, 3, 1), None)
    assert made.rows[0][5:7] == ("2", "9")


def test_a_cell_with_an_error_is_not_taken_for_a_blank(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet().write_formula("B7", "=1/0", None, "#DIV/0!")
    with pytest.raises(InputError, match="B7: holds an error"):
        read_sheets(file)


def test_a_table_that_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    bring(tmp_path, f"{HEAD},PAX\n{LINE},5\n")
    with pytest.raises(InputError, match="--replace"):
        bring(tmp_path, f"{HEAD},PAX\n{LINE},6\n")
    import_file(tmp_path / "list.csv", tmp_path / "mine", TINY, over=True)
    assert read_scenario(tmp_path / "mine").movements["G-1"].pax == 6


def test_a_refused_list_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    bring(tmp_path, f"{HEAD},PAX\n{LINE},5\n")
    before = {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()}
    (tmp_path / "list.csv").write_text(f"{HEAD},PAX\n{LINE},many\n", encoding="utf-8")
    with pytest.raises(InputError):
        import_file(tmp_path / "list.csv", tmp_path / "mine", TINY, over=True)
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "mine").iterdir()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv", "mine"]
