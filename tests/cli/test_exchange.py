"""The verbs import, export and new, as a planner types them."""

import csv
import io
import json
import re
import shutil

from projection.exchange.doors import import_file
from projection.exchange.grid import csv_text
from projection.read.find import find_network, find_scenario
from projection.read.folders import read_scenario
from tests.helpers import cpu_seconds

LIST = "FRN;Unit;Origin;Dest;Mode_to_POD;ALD;RDD;BULK_T;Remarks\nG-1;Stores;EAF;KAF;A;C000;C+5;9.0718474;first\n"


def test_a_list_becomes_a_scenario_and_the_report_says_what_was_made_of_it(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    result = run("import", "list.csv", "--into", "mine", "--from-scenario", "tiny")
    assert result.exit_code == 0, result.output
    for words in (
        "1 rows into",
        "FRN -> uln",
        "BULK_T (metric tonnes to short tons) -> bulk_stons",
        "kept: Remarks",
    ):
        assert words in result.stdout
    assert "nation that of the origin in 1 row" in result.stdout
    assert read_scenario(tmp_path / "scenarios" / "mine").movements["G-1"].bulk_stons == 10
    assert run("check", "mine").exit_code == 0


def test_a_list_at_fault_ends_in_3_and_makes_no_folder(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(LIST.replace("C+5", "later"), encoding="utf-8")
    result = run("import", "list.csv", "--into", "mine", "--from-scenario", "tiny")
    assert result.exit_code == 3
    assert "list.csv:2: RDD: 'later' is not a number" in result.stderr
    assert not (tmp_path / "scenarios" / "mine").exists()


def test_the_report_as_json_is_json_alone(run, tmp_path):
    (tmp_path / "list.csv").write_text(LIST.replace("KAF", "KAFF"), encoding="utf-8")
    result = run("import", tmp_path / "list.csv", "--into", tmp_path / "mine", "--from-scenario", "tiny", "--json")
    data = json.loads(result.stdout)
    assert result.exit_code == 3
    assert (data["rows"], data["kept"], data["ok"]) == (1, ["Remarks"], False)
    assert data["findings"][0]["where"] == "list.csv:2: DEST"


def test_a_scenario_goes_out_as_a_workbook_and_comes_back(run, tmp_path):
    assert run("export", "tiny", tmp_path / "tiny.xlsx").exit_code == 0
    assert run("import", tmp_path / "tiny.xlsx", "--into", tmp_path / "mine").exit_code == 0
    for path in sorted(find_scenario("tiny").iterdir()):
        assert (tmp_path / "mine" / path.name).read_bytes() == path.read_bytes()


def test_export_replaces_no_file_unless_asked_and_knows_two_kinds(run, tmp_path):
    assert run("export", "tiny", tmp_path / "list.csv").exit_code == 0
    assert run("export", "tiny", tmp_path / "list.csv").exit_code == 3
    assert run("export", "tiny", tmp_path / "list.csv", "--replace").exit_code == 0
    assert run("export", "tiny", tmp_path / "list.pdf").exit_code == 3


def test_a_place_that_cannot_be_written_to_is_an_input_fault(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file", tmp_path / "file" / "mine", "a" * 300, "\u202ex/\x1by"):
        result = run("import", "list.csv", "--into", place, "--from-scenario", "tiny")
        assert result.exit_code in (0, 3), result.output
        assert "internal" not in result.output
    assert run("export", "tiny", tmp_path / "file" / "a.xlsx").exit_code == 3
    assert run("check", "a" * 300).exit_code == 3
    assert sorted(path.name for path in tmp_path.iterdir())[:2] == ["file", "list.csv"]


def test_a_plan_of_a_new_folder_is_the_plan_of_its_source(run, tmp_path, tiny_plan):
    assert run("new", tmp_path / "mine", "--from", "tiny").exit_code == 0
    assert run("solve", tmp_path / "mine", "--out", tmp_path / "plan", "--no-maps", "--quiet").exit_code == 0
    for name in ("missions.csv", "arrivals.csv"):
        assert (tmp_path / "plan" / name).read_bytes() == (tiny_plan / name).read_bytes()


HOSTILE = r"=cmd() $\frac{$ <script>alert(1)</script> ../../x {{7*7}} & \"q\" א"


def test_a_plan_of_hostile_names_holds_no_script_and_stays_in_its_folder(run, tmp_path):
    scenario, network = tmp_path / "case", tmp_path / "networks" / "tiny"
    shutil.copytree(find_scenario("tiny"), scenario)
    shutil.copytree(find_network(scenario, "tiny"), network)
    for file in [*scenario.glob("*.csv"), *network.glob("*.csv")]:
        header, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
        texts = [at for at, name in enumerate(header) if name in ("name", "description", "note", "source")]
        rows = [[HOSTILE if at in texts else cell for at, cell in enumerate(row)] for row in rows]
        file.write_text(csv_text(header, rows)[0], encoding="utf-8", newline="")
    settings = scenario / "scenario.toml"
    text = re.sub(r'"(Three|Which)[^"]*"', lambda _: json.dumps(HOSTILE), settings.read_text(encoding="utf-8"))
    settings.write_text(text, encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    assert run("solve", scenario, "--out", tmp_path / "plan", "--quiet").exit_code == 0
    assert {path.relative_to(tmp_path).parts[0] for path in set(tmp_path.rglob("*")) - before} == {"plan"}
    drawn = sorted((tmp_path / "plan").glob("*.svg"))
    assert drawn
    assert not any("<script" in path.read_text(encoding="utf-8") for path in drawn)
    assert HOSTILE in run("summary", tmp_path / "plan").stdout


def test_a_list_of_20000_rows_is_imported_and_checked_in_five_seconds(tmp_path):
    source = find_scenario("korea-direct-support")
    header, *rows = csv.reader(io.StringIO((source / "movements.csv").read_text(encoding="utf-8")))
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow([*(name.upper() for name in header), "REMARKS"])
    for number in range(20_000):
        row = rows[number % len(rows)]
        name = row[0] if number < len(rows) else f"{row[0]}-{number}"
        writer.writerow([name, *row[1:], f"line {number}"])
    (tmp_path / "list.csv").write_text(buffer.getvalue(), encoding="utf-8")
    made = import_file(tmp_path / "list.csv", tmp_path / "mine", source)
    assert cpu_seconds(lambda number: import_file(tmp_path / "list.csv", tmp_path / f"{number}", source)) < 5
    assert made.rows == 20_000
    assert not [finding for finding in made.findings if finding.level == "error"]
