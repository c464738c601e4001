"""Reading one CSV table."""

from pathlib import Path

import pytest

from projection.network.rows import Airfield
from projection.read.tables import read_csv
from projection.scenario.rows import Fleet, Movement
from tests.helpers import NETWORK, cpu_seconds, told

HEAD = "uln,nation,origin,dest,ald,rdd,priority,pax\n"
LINE = "DEU-1,DEU,depot,camp,0,10,1,5\n"


def read(tmp_path: Path, text: str | bytes) -> list[str]:
    """What is wrong with a movements file of this text."""
    path = tmp_path / "movements.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return told(read_csv(path, Movement).findings)


def test_a_sound_file_gives_its_rows_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "movements.csv"
    path.write_text(HEAD + "\n" + LINE + ",,,,,,,\n" + LINE.replace("-1", "-2"), encoding="utf-8")
    table = read_csv(path, Movement)
    assert [(found.row.uln, found.line) for found in table.rows] == [("DEU-1", 3), ("DEU-2", 5)]
    assert table.sound


def test_lines_are_physical_lines_also_after_quoted_line_breaks(tmp_path: Path) -> None:
    head = HEAD.replace("pax", "description")
    line = LINE.replace("5\n", '"two\r\n\r\nlines"\r\n')
    assert read(tmp_path, head + line + line.replace("DEU,", "deu,")) == [
        "movements.csv:5: NATION: 'deu' is not a nation's code"
    ]


def test_byte_order_mark_case_of_the_header_and_blanks_around_cells_do_not_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeff" + HEAD.upper().replace(",", " , ") + LINE.replace(",", "\t, ")) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, end: str) -> None:
    text = (HEAD + LINE + LINE.replace(",0,", ",x,")).replace("\n", end)
    assert read(tmp_path, text) == ["movements.csv:3: ALD: 'x' is not a number"]


def test_a_blank_cell_is_the_default(tmp_path: Path) -> None:
    path = tmp_path / "fleets.csv"
    path.write_text("id,lift,nation,serves,base,count,ready\nf,C-17,DEU,,ETAR,4,\n", encoding="utf-8")
    row = read_csv(path, Fleet).rows[0].row
    assert (row.serves, row.ready) == (("*",), 0)


@pytest.mark.parametrize("word", ["TRUE", "True", "true", "yes", "1"])
def test_the_truth_of_spreadsheets_is_read(tmp_path: Path, word: str) -> None:
    path = tmp_path / "airfields.csv"
    path.write_text(NETWORK["airfields.csv"].replace("true,test", f"{word},test"), encoding="utf-8")
    assert read_csv(path, Airfield).rows[1].row.enroute is True


def test_a_number_says_how_it_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "movements.csv"
    cells = ('"1,200"', "1 200", '"0,5"', "C+5", "20 pax", "1_000", "1e400", "٣")
    path.write_text(HEAD + "".join(LINE.replace("5\n", f"{cell}\n") for cell in cells), encoding="utf-8")
    assert [finding.mend for finding in read_csv(path, Movement).findings] == [
        "write 1200, without a thousands separator",
        "write 1200, without a thousands separator",
        "write 0.5 with a decimal point",
        "write 5: days after C-day as a plain number",
        "write 20 alone; the unit belongs to the column (people)",
        "write 1000, without a thousands separator",
        "write digits only, without a fraction",
        "write a number (people)",
    ]


def test_an_absurdly_large_cell_is_a_finding(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + "x" * 200_000 + LINE) == ["movements.csv:2: a cell is absurdly long"]


def test_a_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    (line,) = read(tmp_path, HEAD + "x" * 2000 + LINE)
    assert len(line) < 100


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projection.read.tables.LARGEST_FILE", 10)
    assert read(tmp_path, HEAD) == ["movements.csv: the file is absurdly large"]


def test_a_folder_in_place_of_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "movements.csv").mkdir()
    assert "cannot be read" in told(read_csv(tmp_path / "movements.csv", Movement).findings)[0]


def test_something_after_a_closing_quote_is_a_finding(tmp_path: Path) -> None:
    assert read(tmp_path, HEAD + '"a" b' + LINE) == ["movements.csv:2: something follows a closing double quote"]


def test_a_header_of_blanks_is_an_empty_file(tmp_path: Path) -> None:
    assert read(tmp_path, "\n\n,,\n") == ["movements.csv: the file is empty"]


def test_refused_lines_keep_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "movements.csv"
    path.write_text(HEAD + LINE.replace(",1,5", ",9,5"), encoding="utf-8")
    table = read_csv(path, Movement)
    assert table.rows == ()
    assert table.column("uln") == [(2, "DEU-1")]
    assert table.whole
    assert not table.sound


def test_twenty_thousand_movements_are_read_in_three_seconds(tmp_path: Path) -> None:
    path = tmp_path / "movements.csv"
    lines = (LINE.replace("DEU-1", f"DEU-{number}") for number in range(20_000))
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    assert len(read_csv(path, Movement).rows) == 20_000
    assert cpu_seconds(lambda _: read_csv(path, Movement)) < 3
