"""The plan as KMZ: valid by the schema of KML 2.2, times, units, and lines cut at 180 degrees."""

import re
import zipfile
from datetime import UTC, datetime
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree as ET

import pyogrio
import pytest
from lxml import etree

from projection.maps.kmz import NAMESPACE, write_kmz
from tests.report.sample_plan import sample
from tests.report.test_report import empty

HOSTILE = "<b>&\"'</name> \x07\u202etxt ]]>"


def tree(path):
    with zipfile.ZipFile(path) as package:
        assert package.namelist()[0] == "doc.kml"
        assert all(re.fullmatch(r"icons/\d{20}\.png", name) for name in package.namelist()[1:])
        return ET.fromstring(package.read("doc.kml"))


def marks(root, folder):
    name = f"{{{NAMESPACE}}}"
    folders = {one.findtext(f"{name}name"): one for one in root.iter(f"{name}Folder")}
    return folders[folder].findall(f"{name}Placemark")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    plan, network, scenario = sample(waves=2)
    return tree(write_kmz(plan, network, scenario, tmp_path_factory.mktemp("kmz") / "plan.kmz"))


def schema():
    """The schema of KML 2.2 (OGC 07-147r2), as fastkml carries it."""
    return etree.XMLSchema(etree.parse(str(files("fastkml") / "schema" / "ogckml22.xsd")))


def test_it_is_valid_by_the_schema_of_kml(root):
    schema().assertValid(etree.fromstring(ET.tostring(root)))


def test_the_schema_finds_a_child_out_of_place(root):
    wrong = etree.fromstring(ET.tostring(root))
    span = next(wrong.iter(f"{{{NAMESPACE}}}TimeSpan"))
    span.append(span[0])
    assert not schema().validate(wrong)


def test_units_appear_as_symbols_when_they_are_whole_and_wait_at_home_when_they_never_are(tmp_path):
    plan, network, scenario = sample()
    path = write_kmz(plan, network, scenario, tmp_path / "plan.kmz")
    name = f"{{{NAMESPACE}}}"
    units = {mark.findtext(f"{name}name"): mark for mark in marks(tree(path), "Units")}
    assert set(units) == set(scenario.movements)
    ends = plan.tables["shortfalls"].set_index("uln")
    whole = units["USA-00A"].findtext(f"{name}TimeSpan/{name}begin")
    day = datetime.fromisoformat(whole) - datetime(2027, 3, 1, tzinfo=UTC)
    assert day.days == ends.loc["USA-00A", "closure_day"]
    never = units["NOR-REFUSED"]
    home = network.places["ETAR"]
    assert never.find(f"{name}TimeSpan") is None
    assert never.findtext(f"{name}Point/{name}coordinates") == f"{home.lon:.4f},{home.lat:.4f}"
    with zipfile.ZipFile(path) as package:
        for style in tree(path).iter(f"{name}Style"):
            icon = style.findtext(f"{name}IconStyle/{name}Icon/{name}href")
            assert icon is None or package.read(icon).startswith(b"\x89PNG")


def test_every_mission_has_its_span_of_time_and_a_style_that_is_there(root):
    name = f"{{{NAMESPACE}}}"
    styles = {f"#{style.get('id')}" for style in root.iter(f"{name}Style")}
    found = marks(root, "Missions")
    assert len(found) == 20
    for mark in found:
        span = mark.find(f"{name}TimeSpan")
        assert span.findtext(f"{name}begin") < span.findtext(f"{name}end")
        assert mark.findtext(f"{name}styleUrl") in styles


def test_no_line_jumps_across_180(root):
    edges = 0
    for line in root.iter(f"{{{NAMESPACE}}}LineString"):
        points = [tuple(map(float, at.split(","))) for at in line[1].text.split()]
        assert len(points) >= 2
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
        assert all(abs(one[0] - other[0]) < 90 for one, other in pairwise(points))
        edges += sum(abs(lon) == 180 for lon, _ in points)
    assert edges >= 4


def test_the_same_plan_gives_the_same_file_byte_for_byte(tmp_path):
    plan, network, scenario = sample()
    first, second = (
        write_kmz(plan, network, scenario, tmp_path / name).read_bytes() for name in ("a.kmz", "b.kmz")
    )
    assert first == second


def test_hostile_names_and_empty_plans_still_give_a_file_that_reads(tmp_path):
    plan, network, scenario = sample()
    bare = empty(plan)
    named = type(bare)(bare.tables, {**bare.stamp, "title": HOSTILE}, bare.tracks)
    root = tree(write_kmz(named, network, scenario, tmp_path / "plan.kmz"))
    assert root[0][0].text == "<b>&\"'</name>  txt ]]>".replace("  ", " ")
    assert marks(root, "Missions") == []


@pytest.mark.skipif("LIBKML" not in pyogrio.list_drivers(), reason="this GDAL has no LIBKML")
def test_another_program_opens_it(tmp_path):
    plan, network, scenario = sample()
    path = write_kmz(plan, network, scenario, tmp_path / "plan.kmz")
    assert sorted(name for name, _ in pyogrio.list_layers(path)) == ["Missions", "Places", "Units"]
    assert len(pyogrio.read_dataframe(path, layer="Missions")) == 10
