"""Hostile names through every verb: nothing runs, nothing leaves its folder, everything stays readable."""

import csv
import io
import json
import re
import shutil
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from projection.exchange.grid import csv_text
from projection.read.columns import columns
from projection.read.find import find_network, find_scenario
from projection.read.folders import NETWORK_TABLES
from projection.read.scenario_tables import SCENARIO_TABLES
from projection.read.words import is_number

ACCEPTED = r"=cmd()|' <script>alert(1)</script> ../../x {{7*7}} & \"q\" $\frac{$ א " + "y" * 60
"""What a text may hold: it is carried as it is, and must stay text."""

REFUSED = {"escape": "a\x1b[31mb", "bell": "a\x07b", "reversed": "a\u202etxt.exe", "long": "x" * 10_000}
FREE = ("name", "description", "note", "source")
CLIMB = "/../../../up"
"""An id may hold slashes and dots: what is written must not climb by it."""

FOLDER = "=cmd()<script>alert(1)"
KINDS = {".csv", ".html", ".svg", ".kmz", ".geojson", ".gpkg", ".xlsx", ".pptx", ".pdf"}
XML = (".svg", ".kml", ".xml", ".rels")


def texts_of(folder):
    """Tables of a folder with their headers and rows."""
    for file in sorted(folder.glob("*.csv")):
        header, *rows = csv.reader(io.StringIO(file.read_text(encoding="utf-8")))
        yield file, header, rows


def hostile_case(folder):
    """scenarios/tiny and its network with a hostile text in every free cell, and ids that climb."""
    scenario, network = folder / FOLDER, folder / "networks" / "tiny"
    shutil.copytree(find_scenario("tiny"), scenario)
    shutil.copytree(find_network(scenario, "tiny"), network)
    swap = {name: name + CLIMB for name in ("EAF", "KSP", "U1", "planes", "PLANE")}
    for file, header, rows in [*texts_of(scenario), *texts_of(network)]:
        free = {at for at, name in enumerate(header) if name in FREE}
        made = [[ACCEPTED if at in free else swap.get(cell, cell) for at, cell in enumerate(row)] for row in rows]
        file.write_text(csv_text(header, made)[0], encoding="utf-8", newline="")
    settings = scenario / "scenario.toml"
    text = re.sub(r'"(Three|Which)[^"]*"', lambda _: json.dumps(ACCEPTED), settings.read_text(encoding="utf-8"))
    settings.write_text(f"banner = {json.dumps(ACCEPTED)}\n{text}", encoding="utf-8")
    return scenario


class Tags(HTMLParser):
    """Tags of a page, and the names of their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found, self.attributes = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Keep a tag."""
        self.found.append(tag)
        self.attributes |= {name for name, _ in attrs}


def faults_of(name, data):
    """What is wrong with a written file: scripts, formulas, or that it cannot be read."""
    if name.endswith(XML):
        for node in ElementTree.fromstring(data).iter():
            tag = node.tag.rpartition("}")[2].lower()
            active = tag == "script" or any(key.rpartition("}")[2].lower().startswith("on") for key in node.attrib)
            if active or (tag == "f" and "spreadsheetml" in node.tag) or node.get("TargetMode") == "External":
                yield f"{name}: {tag} {node.attrib}"
    elif name.endswith((".json", ".geojson")):
        json.loads(data)
    elif name.endswith(".html"):
        tags = Tags(data.decode())
        if tags.found.count("script") != 2 or any(key.startswith("on") for key in tags.attributes):
            yield f"{name}: {tags.found.count('script')} scripts"
    elif name.endswith(".csv"):
        for row in csv.reader(io.StringIO(data.decode())):
            yield from (f"{name}: {cell}" for cell in row if cell[:1] in "=+-@" and cell and not is_number(cell))
    elif name.endswith(".pdf"):
        yield from (f"{name}: {word}" for word in (b"/JavaScript", b"/Launch", b"/URI") if word in data)
    elif name.endswith((".kmz", ".xlsx", ".pptx")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                assert not part.startswith("/") and ".." not in part, part
                yield from faults_of(f"{name}/{part}", archive.read(part))


@pytest.mark.slow
def test_through_every_verb_hostile_names_stay_text_in_their_folder(run, tmp_path, monkeypatch):
    home = tmp_path / "a" / "b" / "c" / "home"
    home.mkdir(parents=True)
    monkeypatch.chdir(home)
    scenario = hostile_case(home)
    said = []
    for words in VERBS:
        made = [word.format(scenario=scenario, folder=FOLDER) for word in words]
        result = run(*made)
        assert result.exit_code == 0, (made, result.output)
        said.append(result.stdout)
    assert {path.name for path in home.iterdir()} == {FOLDER, "networks", "out"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert not list(tmp_path.rglob("up*"))
    for text in said:
        assert all(char.isprintable() or char in "\n\t" for char in text)
    assert ACCEPTED in said[2]
    files = [path for path in (home / "out").rglob("*") if path.is_file() and "inputs" not in path.parts]
    assert {".csv", ".html", ".svg", ".kmz", ".geojson", ".gpkg", ".xlsx", ".pptx", ".pdf"} <= {
        path.suffix for path in files
    }
    assert [fault for path in files for fault in faults_of(path.name, path.read_bytes())] == []


VERBS = (
    ("check", "{scenario}"),
    ("solve", "{scenario}", "--out", "out/plan"),
    ("summary", "out/plan"),
    ("verify", "out/plan"),
    ("explain", "out/plan", "--time-limit", "5"),
    ("conflicts", "{scenario}"),
    ("estimate", "{scenario}", "--plan", "out/plan"),
    ("map", "out/plan", "--out", "out/maps", "--extent", "korea", "--charts"),
    ("brief", "out/plan", "--html", "--pptx", "--pdf", "--xlsx"),
    ("brief", "out/plan", "--compare", "out/plan", "--out", "out/both.html"),
    ("routes", f"EAF{CLIMB}", "KAF", "--scenario", "{scenario}", "--map", "out/ways.svg"),
    ("export", "{scenario}", "out/all.xlsx"),
    ("export", "{scenario}", "out/list.csv"),
    ("import", "out/all.xlsx", "--into", "out/again"),
    ("import", "out/list.csv", "--into", "out/listed", "--from-scenario", "{scenario}"),
    ("new", "out/copy", "--from", "{scenario}", "--own-network"),
    ("compare", "out/plan", "out/plan"),
)
"""Every verb that reads a scenario or a plan; all that they write goes to out/."""


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("kind", ["scenario", "network"])
def test_what_nobody_can_read_is_refused_in_every_text_of_every_table(kind, name, run, tmp_path):
    scenario = tmp_path / "case"
    shutil.copytree(find_scenario("tiny"), scenario)
    shutil.copytree(find_network(scenario, "tiny"), tmp_path / "networks" / "tiny")
    folder, tables = (scenario, SCENARIO_TABLES)
    if kind == "network":
        folder, tables = (tmp_path / "networks" / "tiny", NETWORK_TABLES)
    wanted = set()
    for file, header, rows in texts_of(folder):
        texts = {
            at for at, head in enumerate(header) if columns(tables[file.name])[head].kind in ("text", "names")
        }
        made = [[REFUSED[name] if at in texts else cell for at, cell in enumerate(row)] for row in rows[:1]]
        file.write_text(csv_text(header, made)[0], encoding="utf-8", newline="")
        wanted |= {f"{file.name}:2: {header[at].upper()}" for at in texts}
    result = run("check", scenario, "--json")
    found = json.loads(result.stdout)["findings"]
    assert result.exit_code == 3
    assert wanted <= {row["where"] for row in found}
    assert all(row["what"].isprintable() and len(row["what"]) < 300 for row in found)
