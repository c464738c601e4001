"""Hostile names in every name field of a plan: nothing runs, nothing leaves the folder, all stays readable."""

import dataclasses
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from projection.maps.pictures import write_charts, write_maps
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.scenario.scenario import Scenario
from tests.report.sample_plan import sample

NAMES = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "a\x1b[31mb\x07",
    "a\u202etxt.exe\u2066",
    "$\\frac{$ %s {{7*7}}",
    "x" * 10_000,
    "한국 اسم ]]>&amp;\"'",
)


def hostile(text: str) -> tuple[Plan, Network, Scenario]:
    """The made-up plan with ``text`` in every field that a person may name: titles, places, units, missions."""
    plan, network, scenario = sample()
    tables = dict(plan.tables)
    for name, table in tables.items():
        changed = table.copy()
        for column in ("mission", "uln", "fleet", "why", "lift"):
            if column in changed:
                changed[column] = [f"{value}{text}" for value in changed[column]]
        tables[name] = changed
    groups = {
        group: {key: row.model_copy(update={"name": text}) for key, row in getattr(network, group).items()}
        for group in ("airfields", "seaports", "sites", "passages", "nations")
    }
    settings = scenario.settings.model_copy(update={"title": text, "banner": text, "question": text, "dtg": text})
    movements = {
        f"{uln}{text}": row.model_copy(update={"uln": f"{uln}{text}", "description": text})
        for uln, row in scenario.movements.items()
    }
    stamp = {**plan.stamp, "title": text, "banner": text, "question": text, "scenario": text}
    return (
        Plan(tables, stamp, plan.tracks),
        dataclasses.replace(network, **groups),
        dataclasses.replace(scenario, name=text, settings=settings, movements=movements),
    )


def shown(text: str) -> bool:
    """Whether a text has no control and no bidirectional marks, and is no longer than a line or two."""
    return (
        not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text) and len(text) < 500
    )


@pytest.mark.parametrize("text", NAMES, ids=lambda text: ascii(text)[:14])
def test_files_for_gis_hold_hostile_names_as_text(text: str, tmp_path: Path) -> None:
    plan, network, scenario = hostile(text)
    folder = tmp_path / "out"
    files = write_maps(plan, network, scenario, folder, ("gpkg", "geojson", "kmz"))
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        Path("out") / path.name for path in files
    )
    nodes = pyogrio.read_dataframe(folder / "plan.gpkg", layer="nodes")
    units = pyogrio.read_dataframe(folder / "plan.gpkg", layer="units")
    assert len(units) == len(scenario.movements)
    assert all(shown(name) for name in [*nodes["name"], *units["uln"], *units["description"], *units["why"]])
    found = json.loads((folder / "plan.geojson").read_text(encoding="utf-8"))["features"]
    texts = [value for one in found for value in one["properties"].values() if isinstance(value, str)]
    assert all(shown(value) for value in texts)
    with zipfile.ZipFile(folder / "plan.kmz") as package:
        assert all(re.fullmatch(r"doc\.kml|icons/\d{20}\.png", name) for name in package.namelist())
        root = ET.fromstring(package.read("doc.kml"))
    assert not list(root.iter("script"))
    assert all(shown(node.text or "") for node in root.iter() if not node.tag.endswith("coordinates"))


@pytest.mark.parametrize("text", [NAMES[1] + NAMES[5] + NAMES[4], NAMES[6]], ids=["marks", "long"])
def test_pictures_hold_hostile_names_as_text(text: str, tmp_path: Path) -> None:
    plan, network, scenario = hostile(text)
    write_charts(plan, network, scenario, tmp_path, ("svg",))
    write_maps(plan, network, scenario, tmp_path, ("svg",))
    for path in tmp_path.iterdir():
        drawn = path.read_text(encoding="utf-8")
        assert "<script" not in drawn
        assert "x" * 500 not in drawn
        assert shown(re.sub(r"\s+", " ", ET.fromstring(drawn).findtext(".//{*}title") or ""))
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg"}
