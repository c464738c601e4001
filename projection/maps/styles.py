"""Styles that QGIS finds inside plan.gpkg: the colours and dashes of the printed map."""

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import quoteattr

import pandas as pd

from projection.report.page import COLOURS, INK

_Symbol = tuple[str, str, str]
"""Value of the column, its name in the legend, XML of its symbol layer."""


def style_table(updated: datetime) -> pd.DataFrame:
    """Table layer_styles as QGIS reads it, one default style for each layer of the package."""
    lines = [("sea", "by sea", _line("sea", "solid")), ("air", "by air", _line("air", "dash"))]
    kinds = [
        ("airfield", "airfield", _marker("circle", COLOURS["air"])),
        ("seaport", "seaport", _marker("square", COLOURS["sea"])),
        ("site", "site", _marker("diamond", INK)),
    ]
    roles = [
        ("pod", "reached the POD", _marker("circle", COLOURS["sea"])),
        ("dest", "delivered", _marker("diamond", INK)),
    ]
    wide = "0.3 + 2.2 * sqrt(coalesce(&quot;stons&quot;, 0) / maximum(&quot;stons&quot;))"
    area = "1.6 + 4.4 * sqrt(coalesce(&quot;stons&quot;, 0) / maximum(&quot;stons&quot;))"
    styles = {
        "nodes": _qml("kind", "marker", kinds, "size", area),
        "legs": _qml("mode", "line", lines, "outlineWidth", wide),
        "missions": _qml("mode", "line", lines, "outlineWidth", "0.35"),
        "flows_by_day": _qml("role", "marker", roles, "size", area),
    }
    rows = [
        ("", "", name, "geom", "plan", qml, "", True, "colours and dashes of the printed map", "projection", "")
        for name, qml in styles.items()
    ]
    names = ("f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName")
    rest = ("styleQML", "styleSLD", "useAsDefault", "description", "owner", "ui")
    table = pd.DataFrame(rows, columns=[*names, *rest])
    table["update_time"] = pd.Series([updated] * len(table), dtype="datetime64[ms, UTC]")
    return table


def _option(name: str, value: str) -> str:
    return f'<Option type="QString" name={quoteattr(name)} value={quoteattr(value)}/>'


def _rgb(colour: str) -> str:
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return ",".join(str(part) for part in [*parts, 255])


def _line(mode: str, pen: str) -> str:
    options = {"line_color": _rgb(COLOURS[mode]), "line_style": pen, "line_width": "0.6", "line_width_unit": "MM"}
    return _symbol_layer("SimpleLine", options)


def _marker(shape: str, colour: str) -> str:
    options = {
        "name": shape,
        "color": _rgb(colour),
        "outline_color": "255,255,255,255",
        "size": "3",
        "size_unit": "MM",
    }
    return _symbol_layer("SimpleMarker", options)


def _symbol_layer(kind: str, options: dict[str, str]) -> str:
    inside = "".join(_option(name, value) for name, value in options.items())
    return f'<layer class="{kind}" enabled="1" locked="0" pass="0"><Option type="Map">{inside}</Option>%s</layer>'


def _qml(column: str, kind: str, symbols: Sequence[_Symbol], sized: str, formula: str) -> str:
    """Style sheet of QGIS: a symbol for each value of ``column``, ``sized`` by a formula."""
    property_ = (
        '<data_defined_properties><Option type="Map"><Option type="QString" name="name" value=""/>'
        f'<Option type="Map" name="properties"><Option type="Map" name="{sized}">'
        '<Option type="bool" name="active" value="true"/>'
        f'<Option type="QString" name="expression" value="{formula}"/>'
        '<Option type="int" name="type" value="3"/></Option></Option>'
        '<Option type="QString" name="type" value="collection"/></Option></data_defined_properties>'
    )
    entries = "".join(
        f'<category render="true" symbol="{i}" value={quoteattr(value)} label={quoteattr(label)}/>'
        for i, (value, label, _) in enumerate(symbols)
    )
    drawn = "".join(
        f'<symbol alpha="1" clip_to_extent="1" type="{kind}" name="{i}" force_rhr="0">{layer % property_}</symbol>'
        for i, (_, _, layer) in enumerate(symbols)
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.22.0" styleCategories="Symbology">'
        f'<renderer-v2 type="categorizedSymbol" attr="{column}" symbollevels="0" enableorderby="0">'
        f"<categories>{entries}</categories><symbols>{drawn}</symbols></renderer-v2>"
        "<blending>0</blending></qgis>"
    )
