"""Plans as files for geographic programs."""

import json
import sqlite3
import xml.etree.ElementTree as ET
from itertools import pairwise

import pyogrio
import pytest

from projection.maps.geo import write_geojson, write_gpkg
from tests.report.sample_plan import sample
from tests.report.test_report import empty


def test_the_package_has_its_layers_and_every_row(tmp_path):
    plan, network, _ = sample(waves=2)
    path = write_gpkg(plan, network, tmp_path / "plan.gpkg")
    layers = {name: pyogrio.read_dataframe(path, layer=name) for name, _ in pyogrio.list_layers(path)}
    assert sorted(layers) == ["flows_by_day", "layer_styles", "legs", "missions", "nodes"]
    assert len(layers["missions"]) == 20
    assert layers["missions"]["stons"].sum() == pytest.approx(plan.tables["manifests"]["stons"].sum())
    arrivals = plan.tables["arrivals"]
    people = arrivals.loc[arrivals["cargo"] == "pax", "amount"].sum()
    assert layers["flows_by_day"]["people"].sum() == pytest.approx(people)
    assert set(layers["nodes"]["kind"]) == {"airfield", "seaport", "site"}
    for name in ("legs", "missions"):
        bounds = layers[name].total_bounds
        assert bounds[0] >= -180
        assert bounds[2] <= 180


def test_the_same_plan_gives_the_same_package_byte_for_byte(tmp_path):
    plan, network, _ = sample()
    first = write_gpkg(plan, network, tmp_path / "a" / "plan.gpkg").read_bytes()
    second = write_gpkg(plan, network, tmp_path / "b" / "plan.gpkg").read_bytes()
    again = write_gpkg(plan, network, tmp_path / "b" / "plan.gpkg").read_bytes()
    assert first == second == again


def test_styles_inside_are_well_formed_and_one_for_each_layer(tmp_path):
    plan, network, _ = sample()
    path = write_gpkg(plan, network, tmp_path / "plan.gpkg")
    with sqlite3.connect(path) as base:
        rows = base.execute("select f_table_name, styleQML, useAsDefault from layer_styles").fetchall()
    assert sorted(name for name, _, _ in rows) == ["flows_by_day", "legs", "missions", "nodes"]
    for _, qml, default in rows:
        assert ET.fromstring(qml).tag == "qgis"
        assert default


def test_the_date_option_of_gdal_is_put_back(tmp_path):
    plan, network, _ = sample()
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    write_gpkg(plan, network, tmp_path / "plan.gpkg")
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == before


def test_no_line_of_the_geojson_jumps_across_180(tmp_path):
    plan, network, _ = sample()
    found = json.loads(write_geojson(plan, network, tmp_path / "plan.geojson").read_text(encoding="utf-8"))
    lines = [
        line
        for feature in found["features"]
        if feature["geometry"]["type"] == "MultiLineString"
        for line in feature["geometry"]["coordinates"]
    ]
    edges = 0
    for line in lines:
        assert len(line) >= 2
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in line)
        assert all(abs(one[0] - other[0]) < 90 for one, other in pairwise(line))
        edges += sum(abs(lon) == 180 for lon, _ in line)
    assert edges >= 4
    assert edges % 2 == 0


def test_the_geojson_opens_in_another_program_and_is_the_same_twice(tmp_path):
    plan, network, _ = sample()
    path = write_geojson(plan, network, tmp_path / "plan.geojson")
    table = pyogrio.read_dataframe(path)
    assert table.crs.to_epsg() == 4326
    assert set(table["layer"]) == {"nodes", "legs", "missions"}
    assert path.read_bytes() == write_geojson(plan, network, tmp_path / "again.geojson").read_bytes()


def test_a_plan_with_nothing_in_it_still_writes(tmp_path):
    plan, network, _ = sample()
    path = write_gpkg(empty(plan), network, tmp_path / "plan.gpkg")
    assert len(pyogrio.list_layers(path)) == 5
    text = write_geojson(empty(plan), network, tmp_path / "plan.geojson").read_text(encoding="utf-8")
    assert json.loads(text)["features"] == []
