"""Styles that QGIS finds inside plan.gpkg: the colours, dashes, shades and symbols of the printed map."""

import base64
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import quoteattr

import pandas as pd

from projection.maps.panel import SHUT
from projection.maps.saturation import SHADES
from projection.maps.symbols import svg_of
from projection.report.page import COLOURS, INK

_Symbol = tuple[str, str, str]
"""Value of the column, its name in the legend, XML of its symbol layers."""


_NEAR = 10_000_000
"""Units of a place are spread beside each other; from farther away they would cover a country."""


def style_table(updated: datetime, codes: Sequence[str] = ()) -> pd.DataFrame:
    """Table layer_styles as QGIS reads it, one default style for each layer; ``codes`` are those of units."""
    wide = _root("0.3 + 2.2 *")
    area = _root("1.6 + 4.4 *")
    lines = [
        (mode, words, _line(mode, pen, wide) + _arrow(mode))
        for mode, words, pen in (("sea", "by sea", "solid"), ("air", "by air", "dash"), ("land", "by land", "dot"))
    ]
    thin = [(mode, words, _line(mode, "solid", "0.35")) for mode, words, _ in lines[:2]]
    nodes = [
        (kind, kind, _marker(shape, "#FFFFFF", area, _shade("fillColor")))
        for kind, shape in (("airfield", "circle"), ("seaport", "square"), ("site", "diamond"))
    ]
    roles = [
        ("pod", "reached the POD", _marker("circle", COLOURS["sea"], area)),
        ("staged", "reached a staging point", _marker("triangle", COLOURS["land"], area)),
        ("dest", "delivered", _marker("diamond", INK, area)),
    ]
    shut = [("shut", "closed", _hatch("45") + _hatch("135")), ("part", "closed to some", _hatch("45"))]
    units = [(code, code, _drawing(svg_of(code))) for code in codes]
    styles = {
        "closed": _qml(_categories("state", "fill", shut)),
        "legs": _qml(_categories("mode", "line", lines)),
        "missions": _qml(_categories("mode", "line", thin)),
        "nodes": _qml(_categories("kind", "marker", nodes), _labels("name")),
        "flows_by_day": _qml(_categories("role", "marker", roles)),
        "units": _qml(_spread(_categories("sidc", "marker", units)), least=_NEAR),
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


def _root(words: str) -> str:
    """Expression that grows with the root of stons."""
    return f'{words} sqrt(coalesce("stons", 0) / max(1, maximum("stons")))'


def _shade(name: str) -> tuple[str, str]:
    """Property ``name`` with the shade of use as its expression."""
    cases = " ".join(f"WHEN \"used\" >= {least} THEN '{colour}'" for least, colour, _ in SHADES)
    return name, f"CASE {cases} END"


def _rgb(colour: str) -> str:
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return ",".join(str(part) for part in [*parts, 255])


def _line(mode: str, pen: str, width: str) -> str:
    options = {"line_color": _rgb(COLOURS[mode]), "line_style": pen, "line_width": "0.6", "line_width_unit": "MM"}
    return _layer("SimpleLine", options, {"outlineWidth": width})


def _arrow(mode: str) -> str:
    """A head in the middle of each line, that points the way it goes."""
    head = _layer(
        "SimpleMarker",
        {
            "name": "filled_arrowhead",
            "color": _rgb(COLOURS[mode]),
            "outline_color": "255,255,255,255",
            "size": "2.6",
        },
        {},
    )
    inside = f'<symbol alpha="1" clip_to_extent="1" type="marker" name="@0@1" force_rhr="0">{head}</symbol>'
    return _layer("MarkerLine", {"placement": "centralpoint", "rotate": "1"}, {}, inside)


def _marker(shape: str, colour: str, size: str, *more: tuple[str, str]) -> str:
    edge = _rgb("#FFFFFF" if colour != "#FFFFFF" else INK)
    options = {"name": shape, "color": _rgb(colour), "outline_color": edge, "size": "3", "size_unit": "MM"}
    return _layer("SimpleMarker", options, {"size": size, **dict(more)})


def _hatch(angle: str) -> str:
    lines = {"line_color": _rgb(SHUT), "line_width": "0.2", "line_width_unit": "MM"}
    inside = f'<symbol alpha="1" type="line" name="@0@0" force_rhr="0">{_layer("SimpleLine", lines, {})}</symbol>'
    return _layer("LinePatternFill", {"angle": angle, "distance": "2", "distance_unit": "MM"}, {}, inside)


def _drawing(svg: str) -> str:
    """A symbol that the file carries with it."""
    inside = "base64:" + base64.b64encode(svg.encode()).decode()
    return _layer("SvgMarker", {"name": inside, "size": "7", "size_unit": "MM"}, {})


def _layer(kind: str, options: dict[str, str], by: dict[str, str], inside: str = "") -> str:
    """Symbol layer with options, properties that follow an expression, and a symbol inside."""
    said = "".join(_option(name, value) for name, value in options.items())
    found = "".join(
        f'<Option type="Map" name="{name}"><Option type="bool" name="active" value="true"/>'
        f'{_option("expression", expression)}<Option type="int" name="type" value="3"/></Option>'
        for name, expression in by.items()
    )
    follows = (
        f'<data_defined_properties><Option type="Map">{_option("name", "")}<Option type="Map" name="properties">'
        f"{found}</Option>{_option('type', 'collection')}</Option></data_defined_properties>"
    )
    return (
        f'<layer class="{kind}" enabled="1" locked="0" pass="0"><Option type="Map">{said}</Option>'
        f"{follows if by else ''}{inside}</layer>"
    )


def _option(name: str, value: str) -> str:
    return f'<Option type="QString" name={quoteattr(name)} value={quoteattr(value)}/>'


def _categories(column: str, kind: str, symbols: Sequence[_Symbol]) -> str:
    """Renderer with a symbol for each value of ``column``."""
    entries = "".join(
        f'<category render="true" symbol="{i}" value={quoteattr(value)} label={quoteattr(label)}/>'
        for i, (value, label, _) in enumerate(symbols)
    )
    drawn = "".join(
        f'<symbol alpha="1" clip_to_extent="1" type="{kind}" name="{i}" force_rhr="0">{layers}</symbol>'
        for i, (_, _, layers) in enumerate(symbols)
    )
    return (
        f'<renderer-v2 type="categorizedSymbol" attr="{column}" symbollevels="0" enableorderby="0">'
        f"<categories>{entries}</categories><symbols>{drawn}</symbols></renderer-v2>"
    )


def _spread(renderer: str) -> str:
    """Renderer that sets points at one place beside each other."""
    centre = _layer("SimpleMarker", {"name": "circle", "color": _rgb(INK), "size": "1"}, {})
    return (
        '<renderer-v2 type="pointDisplacement" tolerance="0.5" toleranceUnit="MM" placement="2" circleWidth="0.2"'
        f' circleRadiusAddition="0" labelAttributeName="" symbollevels="0" enableorderby="0">{renderer}'
        f'<symbol alpha="1" type="marker" name="centerSymbol" force_rhr="0">{centre}</symbol></renderer-v2>'
    )


def _labels(column: str) -> str:
    """Names beside points."""
    style = f'<text-style fieldName={quoteattr(column)} fontSize="8" textColor="{_rgb(INK)}" isExpression="0">'
    halo = '<text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style>'
    place = '<placement placement="6" dist="1" distUnits="MM"/>'
    return f'<labeling type="simple"><settings calloutType="simple">{style}{halo}{place}</settings></labeling>'


def _qml(renderer: str, more: str = "", least: int = 0) -> str:
    """Style sheet of QGIS; a layer with a ``least`` scale is seen from 1 to that on."""
    seen = f'hasScaleBasedVisibilityFlag="{int(bool(least))}" minScale="{least or 100000000}" maxScale="0"'
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.22.0" styleCategories="Symbology|Labeling|Rendering" {seen} labelsEnabled="'
        f'{int(bool(more))}">{renderer}{more}<blending>0</blending></qgis>'
    )
