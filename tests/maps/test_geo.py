"""Plans as files for geographic programs."""

import base64
import json
import re
import shutil
import sqlite3
import subprocess
import xml.etree.ElementTree as ET
from itertools import pairwise

import pyogrio
import pytest
import shapely

from projection.maps.geo import write_geojson, write_gpkg
from projection.plan.plan import Plan, frame, rows_of
from projection.plan.rows import Onward, Utilisation
from tests.report.sample_plan import sample
from tests.report.test_report import empty

LAYERS = ["closed", "flows_by_day", "legs", "missions", "nodes", "units"]
RENDERERS = {"units": "pointDisplacement"}


def test_the_package_has_its_layers_and_every_row(tmp_path):
    plan, network, scenario = sample(waves=2)
    path = write_gpkg(plan, network, scenario, tmp_path / "plan.gpkg")
    layers = {name: pyogrio.read_dataframe(path, layer=name) for name, _ in pyogrio.list_layers(path)}
    assert sorted(layers) == [*LAYERS[:2], "layer_styles", *LAYERS[2:]]
    assert len(layers["missions"]) == 20
    assert layers["missions"]["stons"].sum() == pytest.approx(plan.tables["manifests"]["stons"].sum())
    arrivals = plan.tables["arrivals"]
    people = arrivals.loc[arrivals["cargo"] == "pax", "amount"].sum()
    assert layers["flows_by_day"]["people"].sum() == pytest.approx(people)
    assert set(layers["nodes"]["kind"]) == {"airfield", "seaport", "site"}
    for name in ("closed", "legs", "missions"):
        bounds = layers[name].total_bounds
        assert bounds[0] >= -180
        assert bounds[2] <= 180


def test_the_same_plan_gives_the_same_package_byte_for_byte(tmp_path):
    plan, network, scenario = sample()
    first = write_gpkg(plan, network, scenario, tmp_path / "a" / "plan.gpkg").read_bytes()
    second = write_gpkg(plan, network, scenario, tmp_path / "b" / "plan.gpkg").read_bytes()
    again = write_gpkg(plan, network, scenario, tmp_path / "b" / "plan.gpkg").read_bytes()
    assert first == second == again


def test_styles_inside_are_well_formed_and_one_for_each_layer(tmp_path):
    plan, network, scenario = sample()
    path = write_gpkg(plan, network, scenario, tmp_path / "plan.gpkg")
    with sqlite3.connect(path) as base:
        rows = base.execute("select f_table_name, styleQML, useAsDefault from layer_styles").fetchall()
    assert sorted(name for name, _, _ in rows) == LAYERS
    for name, qml, default in rows:
        root = ET.fromstring(qml)
        assert root.tag == "qgis"
        assert default
        assert root.find("renderer-v2").get("type") == RENDERERS.get(name, "categorizedSymbol")
        for renderer in root.iter("renderer-v2"):
            drawn = {symbol.get("name") for symbol in renderer.findall("symbols/symbol")}
            assert {row.get("symbol") for row in renderer.findall("categories/category")} == drawn


def test_every_value_of_a_styled_column_has_its_symbol(tmp_path):
    plan, network, scenario = sample(waves=2)
    path = write_gpkg(plan, network, scenario, tmp_path / "plan.gpkg")
    styles = pyogrio.read_dataframe(path, layer="layer_styles", read_geometry=False)
    for row in styles.itertuples():
        renderer = next(one for one in ET.fromstring(row.styleQML).iter("renderer-v2") if one.get("attr"))
        known = {one.get("value") for one in renderer.iter("category")}
        values = set(pyogrio.read_dataframe(path, layer=row.f_table_name)[renderer.get("attr")])
        assert values <= known, row.f_table_name


def test_units_carry_their_symbols_inside_the_package(tmp_path):
    plan, network, scenario = sample()
    path = write_gpkg(plan, network, scenario, tmp_path / "plan.gpkg")
    styles = pyogrio.read_dataframe(path, layer="layer_styles", read_geometry=False).set_index("f_table_name")
    names = re.findall(r'name="name" value="base64:([^"]+)"', styles.loc["units", "styleQML"])
    assert names
    assert all(ET.fromstring(base64.b64decode(name)).tag.endswith("svg") for name in names)


def test_shut_airspace_is_where_it_is_and_cut_at_180(tmp_path):
    plan, network, scenario = sample()
    path = write_gpkg(plan, network, scenario, tmp_path / "plan.gpkg")
    shut = pyogrio.read_dataframe(path, layer="closed").set_index("nation")
    assert shut.loc["RUS", "state"] == "shut"
    assert shut.loc["IND", "state"] == "part"
    moscow, chukotka = shapely.Point(37.6, 55.75), shapely.Point(-175.0, 66.5)
    assert shut.loc["RUS", "geometry"].contains(moscow)
    assert shut.loc["RUS", "geometry"].contains(chukotka)
    assert not shut.loc["IND", "geometry"].intersects(moscow)


def test_moves_over_land_are_legs_that_say_how_full_their_links_are(tmp_path):
    plan, network, scenario = sample()
    way = {"uln": "A", "link": "KRPUS/POCHEON/rail", "from_node": "KRPUS", "to_node": "POCHEON"}
    moves = [
        Onward(**way, cargo=cargo, leave_day=3, reach_day=4, amount=amount)
        for cargo, amount in (("cargo", 700), ("heavy", 50), ("pax", 20))
    ]
    used = Utilisation(rule="land", place="KRPUS/POCHEON/rail", day=3, used=750, limit=1000, unit="stons")
    tables = {
        **plan.tables,
        "onward": frame(Onward, moves),
        "utilisation": frame(Utilisation, [*rows_of(Utilisation, plan.tables["utilisation"]), used]),
    }
    path = write_gpkg(Plan(tables, plan.stamp, plan.tracks), network, scenario, tmp_path / "plan.gpkg")
    land = pyogrio.read_dataframe(path, layer="legs", where="mode = 'land'")
    (row,) = land.itertuples()
    assert (row.from_node, row.to_node, row.stons, row.people) == ("KRPUS", "POCHEON", 750, 20)
    assert row.used == pytest.approx(0.75 / 7, abs=1e-4)
    nodes = pyogrio.read_dataframe(path, layer="nodes").set_index("id")
    assert 0.5 < nodes.loc["KRPUS", "used"] <= 1


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="no ogrinfo here")
def test_ogrinfo_reads_both_files(tmp_path):
    plan, network, scenario = sample()
    for path in (
        write_gpkg(plan, network, scenario, tmp_path / "plan.gpkg"),
        write_geojson(plan, network, tmp_path / "plan.geojson"),
    ):
        said = subprocess.run(["ogrinfo", "-al", "-so", path], capture_output=True, text=True, check=True)
        assert "ERROR" not in said.stderr
        assert "Feature Count" in said.stdout


def test_the_date_option_of_gdal_is_put_back(tmp_path):
    plan, network, scenario = sample()
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    write_gpkg(plan, network, scenario, tmp_path / "plan.gpkg")
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == before


def test_no_line_of_the_geojson_jumps_across_180(tmp_path):
    plan, network, scenario = sample()
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
    plan, network, scenario = sample()
    path = write_geojson(plan, network, tmp_path / "plan.geojson")
    table = pyogrio.read_dataframe(path)
    assert table.crs.to_epsg() == 4326
    assert set(table["layer"]) == {"nodes", "legs", "missions"}
    assert path.read_bytes() == write_geojson(plan, network, tmp_path / "again.geojson").read_bytes()


def test_a_plan_with_nothing_in_it_still_writes(tmp_path):
    plan, network, scenario = sample()
    path = write_gpkg(empty(plan), network, scenario, tmp_path / "plan.gpkg")
    assert len(pyogrio.list_layers(path)) == 7
    text = write_geojson(empty(plan), network, tmp_path / "plan.geojson").read_text(encoding="utf-8")
    assert json.loads(text)["features"] == []
