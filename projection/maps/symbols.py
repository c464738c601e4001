"""APP-6 symbols of units: the code of a ULN, and the symbol as shapes that a picture can hold.

Codes have twenty digits: version 10, reality, friend, symbol set, present, no headquarters, no echelon, then the
entity and no modifiers. They come from what a ULN says of itself: aircraft and ships that move themselves, else
the first word of its description that `WORDS` knows, else its role. Shapes come from milsymbol (MIT), offline.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

from projection.network.network import Network
from projection.scenario.rows import Movement
from projection.scenario.scenario import Scenario

LAND, AIR, SEA = "10", "01", "30"
WORDS = (
    ("patriot|samp/t|air.defence|iris-t|nasams", "130100", "air defence"),
    ("cyber", "210000", "cyber"),
    ("ammunition|munitions?|shells|interceptors|missiles", "160400", "ammunition"),
    ("cbrn|decontamination", "140100", "CBRN defence"),
    ("search(,| and) rescue", "141800", "search and rescue"),
    ("medical|hospital|health|dispensary|surgical|trauma|ambulance", "161300", "medical"),
    ("fuel|oil", "162500", "fuel"),
    ("water", "164700", "water"),
    ("signals?|network node|optical|telecommunications", "111000", "signals"),
    ("recover[yi]|repair|maintenance|workshop", "161100", "maintenance"),
    ("transporter|truck|rail|wagon|container|movement control|port", "163600", "transport"),
    ("artillery|howitzers?|rocket", "130300", "artillery"),
    ("engineers?|bridging|construction|camp", "140700", "engineers"),
    ("reconnaissance", "121300", "reconnaissance"),
    ("mechani[sz]ed|armoured infantry", "121102", "mechanised infantry"),
    ("tanks?|armou?r(ed)?", "120500", "armour"),
    ("infantry|paratroops?", "121100", "infantry"),
    ("military police", "141200", "military police"),
    ("drone|unmanned", "121900", "unmanned aircraft"),
    ("helicopters?", "120600", "helicopters"),
    ("fighters?|squadron", "120800", "fixed-wing aviation"),
    ("liaison", "110500", "liaison"),
    ("headquarters|command", "110000", "command"),
    ("food|rations|stores|supply|supplies|spare|tents|blankets|kits|sustainment", "163400", "supply"),
)
"""Words of a description as a pattern, entity of the land set, and its name; the first that is found counts."""

ROLES: Mapping[str, tuple[str, str]] = {
    "direct": ("120000", "manoeuvre"),
    "missile_defence": ("130100", "air defence"),
    "surveillance": ("151200", "sensors"),
    "humanitarian": ("110200", "civil affairs"),
    "logistics": ("160600", "service support"),
    "cyber": ("210000", "cyber"),
    "presence": ("110500", "liaison"),
    "evacuation": ("110200", "civil affairs"),
}
"""Entity and name by role, for descriptions without a known word."""

_OWN = {
    AIR: (("tanker", "110109", "tanker"), ("fighter", "110104", "fighter"), ("", "110100", "aircraft")),
    SEA: (("frigate|destroyer|corvette", "120200", "combatant"), ("", "130000", "ship")),
}
"""The same for what moves itself."""

Code = tuple[str, str]
"""Twenty digits, and what they stand for."""


def code_of(row: Movement, network: Network) -> Code:
    """APP-6 code of a ULN."""
    kind = AIR if row.moves_as in network.aircraft else SEA if row.moves_as in network.ships else LAND
    said = row.description.lower()
    if kind == LAND:
        known = [found for found in WORDS if re.search(rf"\b({found[0]})\b", said)]
        entity, name = known[0][1:] if known else ROLES[row.role]
    else:
        entity, name = next(found[1:] for found in _OWN[kind] if re.search(found[0], said))
    return f"1003{kind}0000{entity}0000", name


def units_at(scenario: Scenario, network: Network, end: str) -> dict[str, list[tuple[Code, int]]]:
    """Symbols at each ``origin`` or ``dest`` with how many ULNs each stands for, most first."""
    counts: dict[str, Counter[Code]] = {}
    for row in scenario.movements.values():
        node = str(getattr(row, end))
        if row.stons + row.pax > 0 and node in network.places:
            counts.setdefault(node, Counter())[code_of(row, network)] += 1
    return {
        node: sorted(found.items(), key=lambda item: (-item[1], item[0])) for node, found in sorted(counts.items())
    }


@lru_cache(maxsize=256)
def svg_of(code: str) -> str:
    """The symbol as SVG; raises ValueError when the code is not known."""
    from milsymbol import Symbol

    symbol = Symbol(code, size=100)
    if not symbol.is_valid():
        raise ValueError(f"no symbol has the code {code}")
    return str(symbol.as_svg())


@lru_cache(maxsize=256)
def _shapes(code: str) -> tuple[tuple[float, float, float, float], tuple[tuple[Any, str, str, float], ...]]:
    """View box, and each shape as path, fill, stroke and stroke width in its units; y runs down."""
    root = ET.fromstring(svg_of(code))
    left, top, wide, high = (float(part) for part in root.attrib["viewBox"].split())
    found = [
        (path, node.get("fill", "black"), node.get("stroke", "none"), float(node.get("stroke-width", "0")))
        for node in root.iter()
        if (path := _path(node)) is not None
    ]
    return (left, top, wide, high), tuple(found)


def _path(node: ET.Element) -> Any:
    """Shape of an SVG element as a path of matplotlib; None for groups."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import parse_path
    from matplotlib.path import Path

    kind = node.tag.rpartition("}")[2]
    if kind == "circle":
        return Path.circle((float(node.attrib["cx"]), float(node.attrib["cy"])), float(node.attrib["r"]))
    if kind == "text" and node.text:
        return _letters(node)
    if kind != "path":
        return None
    pen = RecordingPen()
    parse_path(node.attrib["d"], pen)
    verbs = {"moveTo": 1, "lineTo": 2, "qCurveTo": 3, "curveTo": 4}
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for verb, given in pen.value:
        if verb in verbs:
            points += given
            codes += [verbs[verb]] * len(given)
        elif verb == "closePath":
            points.append(points[-1])
            codes.append(79)
    return Path(points, codes)


def _letters(node: ET.Element) -> Any:
    """Text of a symbol as a path, in the middle of where it stands."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath
    from matplotlib.transforms import Affine2D

    size = 0.85 * float(node.attrib["font-size"])
    path = TextPath((0, 0), str(node.text), size=size, prop=FontProperties(family="DejaVu Sans", weight="bold"))
    box = path.get_extents()
    x, y = float(node.attrib["x"]), float(node.attrib["y"])
    flip = Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2).scale(1, -1)
    high = 0.0 if node.get("dominant-baseline") == "middle" else -0.36 * size
    return flip.translate(x, y + high).transform_path(path)


def shape_of(code: str) -> float:
    """Width of a symbol over its height."""
    _, _, wide, high = _shapes(code)[0]
    return wide / high


def draw_symbol(figure: Any, code: str, left_in: float, bottom_in: float, high_in: float) -> None:
    """Draw a symbol on a figure; its corner and height in inches from the lower left of the page."""
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    (left, top, _, high), shapes = _shapes(code)
    scale = high_in / high
    to_page = Affine2D().translate(-left, -(top + high)).scale(scale, -scale).translate(left_in, bottom_in)
    for path, fill, stroke, width in shapes:
        style = {"facecolor": _colour(fill), "edgecolor": _colour(stroke), "linewidth": width * scale * 72}
        figure.add_artist(PathPatch(path, transform=to_page + figure.dpi_scale_trans, **style))


@lru_cache(maxsize=256)
def icon_of(code: str) -> bytes:
    """The symbol as a PNG of 64 pixels in height with nothing behind it: the same code, the same bytes."""
    from matplotlib.figure import Figure

    high = 0.64
    figure = Figure(figsize=(round(high * shape_of(code), 2), high), dpi=100)
    draw_symbol(figure, code, 0, 0, high)
    data = BytesIO()
    figure.savefig(data, format="png", transparent=True, metadata={"Software": None})
    return data.getvalue()


def _colour(said: str) -> Any:
    """Colour of an SVG as matplotlib takes it."""
    if not said.startswith("rgb"):
        return said
    return tuple(int(part) / 255 for part in said[4:-1].split(","))
