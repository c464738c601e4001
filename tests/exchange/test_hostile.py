"""Hostile names in every column: nothing runs, nothing leaves the folder, everything stays readable."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from projection.errors import InputError
from projection.exchange.doors import export_file, import_file
from projection.exchange.grid import csv_text
from projection.read.check import check
from projection.read.columns import columns
from projection.read.find import find_scenario
from projection.read.folders import read_scenario
from projection.read.scenario_tables import SCENARIO_TABLES
from projection.read.tables import Records, guarded, plain
from tests.helpers import SCENARIO, write_case

TINY = find_scenario("tiny")
HOSTILE = {
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+SUM(A1:A9)",
    "at": "@SUM(A1)",
    "minus": "-2+3",
    "script": "<script>alert(1)</script>",
    "parents": "../../etc/passwd",
    "root": "/etc/passwd",
    "device": "CON",
    "escape": "a\x1b[31mb",
    "bell": "a\x07b",
    "reversed": "a\u202etxt.exe",
    "isolated": "a\u2066b",
    "long": "x" * 10_000,
    "quotes": "a\"b'c`d",
    "template": "{{7*7}}${7*7}%s",
    "maths": "$\\frac{$",
    "own escape": "_x0041_",
}
HIDDEN = ("escape", "bell", "reversed", "isolated")
HEAD = ["ULN", "NATION", "ORIGIN", "DEST", "ALD", "RDD", "PRIORITY", "BULK_STONS", "DESCRIPTION"]
LINE = ["G-1", "GBR", "EAF", "KAF", "0", "5", "2", "10", "stores"]

NAMED = [
    (file, column.name)
    for file, kind in SCENARIO_TABLES.items()
    for column in columns(kind).values()
    if column.kind in ("text", "names", "choice")
]


def listed(folder: Path, header: list[str], line: list[str]) -> Path:
    (folder / "list.csv").write_text(csv_text(header, [line])[0], encoding="utf-8", newline="")
    return folder / "list.csv"


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_in_a_column_of_a_list_is_data_or_a_readable_fault(name: str, tmp_path: Path) -> None:
    for column in ("ULN", "NATION", "ORIGIN", "DEST", "DESCRIPTION"):
        line = [HOSTILE[name] if heading == column else cell for heading, cell in zip(HEAD, LINE, strict=True)]
        file = listed(tmp_path, HEAD, line)
        try:
            made = import_file(file, tmp_path / "mine", TINY, over=True)
            said = list(made.findings)
        except InputError as error:
            said = list(error.findings)
        assert all(str(finding).isprintable() and len(str(finding)) < 600 for finding in said)
        assert all(path.split("/")[0] in ("list.csv", "mine") for path in everything_in(tmp_path))
        assert column != "ULN" or name == "device" or any(row.level == "error" for row in said), name


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_kept_as_it_is_in_a_column_of_the_planner(name: str, tmp_path: Path) -> None:
    file = listed(tmp_path, [*HEAD, f"h{HOSTILE[name]}", "Remarks"], [*LINE, "", HOSTILE[name]])
    import_file(file, tmp_path / "mine", TINY)
    export_file(tmp_path / "mine", tmp_path / "back.csv")
    assert (tmp_path / "back.csv").read_bytes() == file.read_bytes()
    export_file(tmp_path / "mine", tmp_path / "book.xlsx")
    import_file(tmp_path / "book.xlsx", tmp_path / "again", TINY)
    first, second = (tmp_path / folder / "movements.csv" for folder in ("mine", "again"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(name: str, tmp_path: Path) -> None:
    header, line = SCENARIO["movements.csv"].splitlines()[:2]
    cells = [
        HOSTILE[name] if heading == "description" else cell
        for heading, cell in zip(*csv.reader([header, line]), strict=True)
    ]
    text, _ = csv_text(header.split(","), [cells])
    export_file(write_case(tmp_path, {"movements.csv": text}), tmp_path / "book.xlsx")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx")).get_sheet_by_name("movements")
    assert HOSTILE[name] in sheet.to_python()[1]
    import zipfile

    with zipfile.ZipFile(tmp_path / "book.xlsx") as archive:
        assert not any(b"<f>" in archive.read(part) for part in archive.namelist())


@pytest.mark.parametrize(("file", "column"), NAMED, ids=lambda value: value)
def test_every_name_of_every_table_is_read_or_refused_in_words(file: str, column: str, tmp_path: Path) -> None:
    required = [name for name, found in columns(SCENARIO_TABLES[file]).items() if found.required]
    header = list(dict.fromkeys([*required, column]))
    rows = [[text if name == column else "1" for name in header] for text in HOSTILE.values()]
    text, lines = csv_text(header, rows)
    path = write_case(tmp_path, {file: text})
    before = everything_in(tmp_path)
    findings = check(path)
    assert all(str(finding).isprintable() and len(str(finding)) < 600 for finding in findings)
    refused = {line for line in lines if any(row.where.startswith(f"{file}:{line}:") for row in findings)}
    hidden = {line for line, name in zip(lines, HOSTILE, strict=True) if name in HIDDEN}
    assert hidden <= refused
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("name", HIDDEN)
def test_a_title_that_nobody_can_read_is_refused(name: str, tmp_path: Path) -> None:
    text = HOSTILE[name].replace("\x1b", "\\u001b").replace("\x07", "\\u0007")
    toml = SCENARIO["scenario.toml"].replace('"Tiny"', f'"{text}"')
    assert any(
        "TITLE" in row.where and row.level == "error"
        for row in check(write_case(tmp_path, {"scenario.toml": toml}))
    )


def test_a_workbook_writes_no_file_but_those_of_a_scenario(tmp_path: Path) -> None:
    export_file(TINY, tmp_path / "book.xlsx")
    import zipfile

    with zipfile.ZipFile(tmp_path / "book.xlsx") as archive:
        parts = {name: archive.read(name).replace(b"README.md", b"../out.md") for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(InputError, match="is no file of a scenario"):
        import_file(tmp_path / "book.xlsx", tmp_path / "deep" / "mine", TINY)
    assert everything_in(tmp_path) <= {"book.xlsx", "deep"}


@pytest.mark.parametrize("text", [*HOSTILE.values(), "'=a", "''=a", "'a", "'", "", "-5", "'-5", "=", "+1e3"])
def test_the_apostrophe_that_guards_a_text_is_taken_off_again(text: str) -> None:
    assert plain(guarded(text)) == text
    written, _ = csv_text(["a", "b"], [[text, "x"]])
    assert list(Records(written, "a.csv"))[1][1] == [text, "x"]


def test_a_hostile_description_reaches_the_scenario_unchanged(tmp_path: Path) -> None:
    line = [*LINE[:-1], HOSTILE["formula"]]
    import_file(listed(tmp_path, HEAD, line), tmp_path / "mine", TINY)
    assert read_scenario(tmp_path / "mine").movements["G-1"].description == HOSTILE["formula"]
    assert "'=cmd" in (tmp_path / "mine" / "movements.csv").read_text(encoding="utf-8")
