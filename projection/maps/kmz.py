"""A plan for globes that show time: plan.kmz, KML 2.2 with a span of time for each mission."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import geopandas as gpd

from projection.maps.beside import units_layer
from projection.maps.geo import c_day_of, missions_layer, nodes_layer
from projection.maps.symbols import icon_of
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.page import COLOURS, INK, clean
from projection.scenario.scenario import Scenario

NAMESPACE = "http://www.opengis.net/kml/2.2"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_WIDTH = {"air": "1.5", "sea": "3"}


def write_kmz(plan: Plan, network: Network, scenario: Scenario, path: Path) -> Path:
    """Write plan.kmz: places, missions as lines cut at 180 degrees with the time they take, and units.

    Units appear as APP-6 symbols at their destination from the day on which they are whole; one that never is
    stays at its origin.

    The scenario's clock has no time zone; times are written as if it ran in UTC. The same plan gives the same
    bytes.
    """
    root = Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    _words(document, "name", plan.stamp["title"])
    SubElement(document, "open").text = "1"
    _words(document, "description", f"{plan.stamp['banner']}; C-day {plan.stamp['c_day']}")
    units = units_layer(plan, network, scenario)
    codes = sorted(set(units["sidc"]))
    _styles(document, codes)
    _nodes(document, plan, network)
    _missions(document, plan)
    _units(document, plan, network, units)
    indent(root)
    text = b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in (("doc.kml", text), *((f"icons/{code}.png", icon_of(code)) for code in codes)):
            inside = zipfile.ZipInfo(name, _FIRST_DATE)
            inside.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(inside, data)
    return path


def _styles(document: Element, codes: Sequence[str]) -> None:
    """One style for places, one for each mode, one for each APP-6 code."""
    style = SubElement(document, "Style", id="node")
    icon = SubElement(style, "IconStyle")
    SubElement(icon, "color").text = _colour(INK)
    SubElement(icon, "scale").text = "0.6"
    for mode, width in _WIDTH.items():
        line = SubElement(SubElement(document, "Style", id=mode), "LineStyle")
        SubElement(line, "color").text = _colour(COLOURS[mode])
        SubElement(line, "width").text = width
    for code in codes:
        icon = SubElement(SubElement(document, "Style", id=f"s{code}"), "IconStyle")
        SubElement(icon, "scale").text = "0.9"
        SubElement(SubElement(icon, "Icon"), "href").text = f"icons/{code}.png"


def _colour(colour: str) -> str:
    """``#RRGGBB`` as KML writes it: aabbggrr."""
    return f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _nodes(document: Element, plan: Plan, network: Network) -> None:
    folder = SubElement(document, "Folder")
    _words(folder, "name", "Places")
    for row in nodes_layer(plan, network).itertuples(index=False):
        mark = SubElement(folder, "Placemark")
        _words(mark, "name", row.name)
        SubElement(mark, "styleUrl").text = "#node"
        facts = {name: getattr(row, name) for name in ("id", "nation", "kind", "roles", "stons", "people")}
        _facts(mark, facts)
        point = SubElement(mark, "Point")
        SubElement(point, "coordinates").text = _at(row.geometry.x, row.geometry.y)


def _missions(document: Element, plan: Plan) -> None:
    folder = SubElement(document, "Folder")
    _words(folder, "name", "Missions")
    columns = ("fleet", "lift", "nation", "mode", "tail", "route", "ulns", "stons", "people", "nm")
    for row in missions_layer(plan).itertuples(index=False):
        mark = SubElement(folder, "Placemark")
        _words(mark, "name", row.mission)
        span = SubElement(mark, "TimeSpan")
        SubElement(span, "begin").text = _time(row.begin)
        SubElement(span, "end").text = _time(row.end)
        SubElement(mark, "styleUrl").text = f"#{row.mode}"
        _facts(mark, {name: getattr(row, name) for name in columns})
        lines = SubElement(mark, "MultiGeometry")
        for piece in row.geometry.geoms:
            line = SubElement(lines, "LineString")
            SubElement(line, "tessellate").text = "1"
            SubElement(line, "coordinates").text = " ".join(_at(x, y) for x, y in piece.coords)


def _units(document: Element, plan: Plan, network: Network, units: gpd.GeoDataFrame) -> None:
    folder = SubElement(document, "Folder")
    _words(folder, "name", "Units")
    columns = (
        "symbol",
        "sidc",
        "description",
        "nation",
        "role",
        "origin",
        "dest",
        "priority",
        "rdd",
        "status",
        "why",
    )
    for row in units.itertuples(index=False):
        home = network.places.get(row.origin)
        if row.closure_day < 0 and home is None:
            continue
        mark = SubElement(folder, "Placemark")
        _words(mark, "name", row.uln)
        at = (row.geometry.x, row.geometry.y)
        if row.closure_day >= 0:
            whole = c_day_of(plan) + timedelta(days=int(row.closure_day))
            SubElement(SubElement(mark, "TimeSpan"), "begin").text = _time(whole)
        elif home is not None:
            at = (home.lon, home.lat)
        SubElement(mark, "styleUrl").text = f"#s{row.sidc}"
        _facts(mark, {name: getattr(row, name) for name in columns})
        SubElement(SubElement(mark, "Point"), "coordinates").text = _at(*at)


def _facts(mark: Element, facts: Mapping[str, Any]) -> None:
    """What is known of a placemark, as the globe's table."""
    extended = SubElement(mark, "ExtendedData")
    for name, value in facts.items():
        _words(SubElement(extended, "Data", name=name), "value", value)


def _words(parent: Element, name: str, value: object) -> None:
    """Text that XML may hold."""
    SubElement(parent, name).text = clean(str(value), 400)


def _at(lon: float, lat: float) -> str:
    return f"{lon:.4f},{lat:.4f}"


def _time(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
