"""The plan as KMZ: the structure that the schema of KML 2.2 asks for, times, and lines cut at 180 degrees."""

import re
import zipfile
from itertools import pairwise
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from projection.maps.kmz import NAMESPACE, write_kmz
from tests.report.sample_plan import sample
from tests.report.test_report import empty

FEATURE = ("name", "open", "description", "TimeSpan", "styleUrl", "Style", "ExtendedData")
ORDER = {
    "kml": ("Document",),
    "Document": (*FEATURE, "Folder"),
    "Folder": (*FEATURE, "Placemark"),
    "Placemark": (*FEATURE, "Point", "MultiGeometry"),
    "TimeSpan": ("begin", "end"),
    "Style": ("IconStyle", "LineStyle"),
    "IconStyle": ("color", "scale"),
    "LineStyle": ("color", "width"),
    "ExtendedData": ("Data",),
    "Data": ("value",),
    "Point": ("coordinates",),
    "MultiGeometry": ("LineString",),
    "LineString": ("tessellate", "coordinates"),
}
"""Elements that we use, children in the order of their sequence in the schema (OGC 07-147r2, ogckml22.xsd)."""

REPEATED = {"Style", "Folder", "Placemark", "Data", "LineString"}
LEAVES = {
    "open": r"[01]",
    "tessellate": r"[01]",
    "color": r"[0-9a-f]{8}",
    "width": r"\d+(\.\d+)?",
    "scale": r"\d+(\.\d+)?",
    "styleUrl": r"#(node|air|sea)",
    "begin": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "end": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
    "coordinates": r"-?\d+\.\d+,-?\d+\.\d+( -?\d+\.\d+,-?\d+\.\d+)*",
}
HOSTILE = "<b>&\"'</name> \x07\u202etxt ]]>"


def tag(node):
    assert node.tag.startswith(f"{{{NAMESPACE}}}")
    return node.tag.split("}")[1]


def tree(path):
    with zipfile.ZipFile(path) as package:
        assert package.namelist() == ["doc.kml"]
        return ET.fromstring(package.read("doc.kml"))


def marks(root, folder):
    name = f"{{{NAMESPACE}}}"
    folders = {one.findtext(f"{name}name"): one for one in root.iter(f"{name}Folder")}
    return folders[folder].findall(f"{name}Placemark")


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    plan, network, _ = sample(waves=2)
    return tree(write_kmz(plan, network, tmp_path_factory.mktemp("kmz") / "plan.kmz"))


def test_every_element_stands_where_the_schema_has_it(root):
    for node in root.iter():
        name, children = tag(node), [tag(child) for child in node]
        if name not in ORDER:
            assert not children
            assert re.fullmatch(LEAVES.get(name, r"(?s).*"), node.text or ""), f"{name}: {node.text}"
            continue
        places = [ORDER[name].index(child) for child in children]
        assert places == sorted(places), f"{name} has {children}"
        for child in set(children) - REPEATED:
            assert children.count(child) == 1, f"{name} has {children}"


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
    plan, network, _ = sample()
    first, second = (write_kmz(plan, network, tmp_path / name).read_bytes() for name in ("a.kmz", "b.kmz"))
    assert first == second


def test_hostile_names_and_empty_plans_still_give_a_file_that_reads(tmp_path):
    plan, network, _ = sample()
    bare = empty(plan)
    named = type(bare)(bare.tables, {**bare.stamp, "title": HOSTILE}, bare.tracks)
    root = tree(write_kmz(named, network, tmp_path / "plan.kmz"))
    assert root[0][0].text == "<b>&\"'</name>  txt ]]>".replace("  ", " ")
    assert marks(root, "Missions") == []


@pytest.mark.skipif("LIBKML" not in pyogrio.list_drivers(), reason="this GDAL has no LIBKML")
def test_another_program_opens_it(tmp_path):
    plan, network, _ = sample()
    path = write_kmz(plan, network, tmp_path / "plan.kmz")
    assert sorted(name for name, _ in pyogrio.list_layers(path)) == ["Missions", "Places"]
    assert len(pyogrio.read_dataframe(path, layer="Missions")) == 10
