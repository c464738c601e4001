"""Whatever stands in a text, it comes back from a workbook, and from CSV, as it was; odd lists end in words."""

import string
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projection.errors import InputError
from projection.exchange.doors import export_file, import_file
from projection.exchange.grid import csv_text
from projection.read.find import find_scenario
from projection.read.tables import Records
from tests.helpers import write_case

TINY = find_scenario("tiny")
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(str.strip)
CELL = TEXT | st.sampled_from(
    ["=a", "'=a", "'", "_x000D_", "1e5", "007", "TRUE", "a\r\nb", "a\rb", "2027-03-01", "#N/A"]
)


@QUICK
@given(cells=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_texts_come_back_from_a_workbook_as_they_were(cells: list[tuple[str, str]]) -> None:
    header = ["uln", "nation", "origin", "dest", "ald", "rdd", "priority", "pax", "x_one", "x_two"]
    rows = [[f"U{at}", "DEU", "depot", "camp", "0", "9", "1", "5", *pair] for at, pair in enumerate(cells)]
    text, _ = csv_text(header, rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scenario = write_case(folder, {"movements.csv": text})
        export_file(scenario, folder / "book.xlsx")
        again = import_file(folder / "book.xlsx", folder / "again", TINY).folder
        assert (again / "movements.csv").read_bytes() == (scenario / "movements.csv").read_bytes()


@QUICK
@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=4), max_size=4))
def test_texts_come_back_from_csv_as_they_were_and_the_lines_are_right(rows: list[list[str]]) -> None:
    rows = [row for row in rows if any(row)]
    text, lines = csv_text(["a"], rows)
    assert [(line, row) for line, row in Records(text, "a.csv")][1:] == list(zip(lines, rows, strict=True))


@QUICK
@given(
    lines=st.lists(st.lists(CELL | st.text(string.printable, max_size=6), max_size=9), max_size=5),
    mark=st.sampled_from(",;\t"),
)
def test_an_odd_list_ends_in_rows_or_in_words(lines: list[list[str]], mark: str) -> None:
    head = mark.join(["ULN", "ORIGIN", "DEST", "ALD", "RDD", "PAX", "UNIT", "BULK_T", "Note"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        text = "\n".join([head, *(mark.join(line) for line in lines)])
        (folder / "list.csv").write_text(text, encoding="utf-8", newline="")
        try:
            import_file(folder / "list.csv", folder / "mine", TINY)
        except InputError as error:
            assert error.findings
            assert not (folder / "mine").exists()


@QUICK
@given(data=st.binary(max_size=200))
def test_a_list_of_random_bytes_ends_in_words(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        for file in (Path(name) / "list.csv", Path(name) / "list.xlsx"):
            file.write_bytes(data)
            try:
                import_file(file, Path(name) / "mine", TINY)
            except InputError as error:
                assert error.findings
