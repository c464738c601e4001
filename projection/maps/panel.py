"""One panel of a map: land, what is shut, lanes with arrows, nodes and names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from projection.maps.base import Floats, Frame, Sheet
from projection.maps.flows import Lane, Use
from projection.maps.labels import Label, Rect, place
from projection.maps.saturation import SHADES, shade
from projection.network.network import Network
from projection.network.rows import Place
from projection.report.page import COLOURS, DPI, INK, clean
from projection.sphere import Point

SEA = "#EAF0F4"
LAND = "#F7F5F0"
BORDER = "#B9B4A8"
SHUT = "#6B6B6B"
DASH: Mapping[str, Any] = {"sea": "-", "air": (0, (3.2, 1.1)), "land": (0, (1, 1))}
_HEAD = ((1.0, 0.0), (-0.75, 0.62), (-0.35, 0.0), (-0.75, -0.62), (1.0, 0.0))
"""Outline of an arrow head that points east."""

MARK = {"airfield": "o", "seaport": "s", "site": "D"}
STOP = "^"
"""Mark of a node where missions only stop on their way."""

ENDS = frozenset({"onload", "offload", "dest", "station"})
"""Purposes for which a node is more than a stop."""

KIND_COLOURS = {"airfield": COLOURS["air"], "seaport": COLOURS["sea"], "site": INK}

ALTERNATIVES: Sequence[tuple[str, Any]] = (
    ("#0072B2", "-"),
    ("#D55E00", (0, (4, 1.2))),
    ("#009E73", (0, (1.2, 1))),
    ("#CC79A7", (0, (6, 1.2, 1.2, 1.2))),
    ("#56B4E9", "-"),
    ("#E69F00", (0, (2.5, 1))),
)
"""Colour and dash of alternatives, in order."""


@dataclass(frozen=True)
class Panel:
    """Axes with the sheet and frame that they show."""

    axes: Any
    sheet: Sheet
    frame: Frame

    def holds(self, xy: Floats) -> NDArray[np.bool_]:
        """Which points of the plane lie inside the frame, shape (points,)."""
        left, bottom, right, top = self.frame
        return (xy[:, 0] > left) & (xy[:, 0] < right) & (xy[:, 1] > bottom) & (xy[:, 1] < top)


def open_panel(axes: Any, sheet: Sheet, frame: Frame, shut: Mapping[str, str], wide_in: float) -> Panel:
    """Draw land and borders, hatch closed airspace; ``wide_in`` is the width of the axes in inches."""
    axes.set_xlim(frame[0], frame[2])
    axes.set_ylim(frame[1], frame[3])
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor("white" if sheet.kind == "natearth" else SEA)
    if sheet.kind == "natearth":
        edge = sheet.outline()
        axes.fill(edge[:, 0], edge[:, 1], facecolor=SEA, edgecolor=BORDER, linewidth=0.6, zorder=0)
    for spine in axes.spines.values():
        spine.set_color("#808080")
        spine.set_linewidth(0.8)
    pixel = (frame[2] - frame[0]) / (wide_in * DPI)
    land = sheet.land(frame, pixel)
    _polygons(axes, [shape for _, shape in land], facecolor=LAND, edgecolor=BORDER, linewidth=0.45, zorder=1)
    for state, hatch in (("part", "///"), ("shut", "xxxx")):
        closed = [shape for code, shape in land if shut.get(code) == state]
        _polygons(
            axes, closed, facecolor="#E4E1DA", edgecolor=SHUT, hatch=hatch, linewidth=0.6, alpha=0.55, zorder=2
        )
    return Panel(axes, sheet, frame)


def _polygons(axes: Any, shapes: Sequence[shapely.Geometry], **style: Any) -> None:
    """Add polygons with their holes as one path."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    rings = shapely.get_rings(np.asarray(shapes, dtype=object))
    if not len(rings):
        return
    points = [shapely.get_coordinates(ring) for ring in rings]
    codes = [
        np.r_[Path.MOVETO, np.full(len(ring) - 2, Path.LINETO), Path.CLOSEPOLY].astype(np.uint8) for ring in points
    ]
    axes.add_artist(PathPatch(Path(np.concatenate(points), np.concatenate(codes)), **style))


def width_of(stons: float, most: float) -> float:
    """Width of a lane in points: its square grows with stons, so that small flows can be seen."""
    return 0.9 + 6.6 * float(np.sqrt(max(stons, 0.0) / most)) if most > 0 else 0.9


def draw_lanes(panel: Panel, lanes: Sequence[Lane], most: float) -> None:
    """Draw lanes, light ones on top, air over sea, with an arrow on each that is long enough."""
    from matplotlib.lines import Line2D
    from matplotlib.patheffects import Normal, Stroke

    order = sorted(lanes, key=lambda lane: (lane.mode != "sea", -lane.stons, lane.path))
    for lane in order:
        width = width_of(lane.stons, most)
        level = 3 if lane.mode == "sea" else 4
        style: dict[str, Any] = {
            "color": lane_colour(lane),
            "linewidth": width,
            "linestyle": DASH[lane.mode],
            "solid_capstyle": "round",
            "dash_capstyle": "butt",
            "zorder": level,
            "path_effects": [Stroke(linewidth=width + 1.0, foreground="white", alpha=0.7), Normal()],
        }
        for piece in inside(panel, panel.sheet.lines(lane.path)):
            panel.axes.add_artist(Line2D(piece[:, 0], piece[:, 1], **style))
            _arrows(panel, piece, style["color"], width)


def lane_colour(lane: Lane) -> str:
    """Colour of the mode; links over land that are at least half full have the shade of it."""
    return shade(lane.full) if lane.full >= SHADES[1][0] else COLOURS[lane.mode]


def inside(panel: Panel, pieces: Sequence[Floats]) -> list[Floats]:
    """Parts of lines inside the frame in their own direction, thinned to what can be seen."""
    out = []
    pixel = (panel.frame[2] - panel.frame[0]) / 2500
    for piece in pieces:
        line = shapely.simplify(shapely.linestrings(piece), pixel)
        for part in shapely.get_parts(shapely.line_merge(shapely.clip_by_rect(line, *panel.frame))):
            points = shapely.get_coordinates(part)
            if len(points) > 1:
                ends = np.asarray(shapely.line_locate_point(line, shapely.points(points[[0, -1]])))
                out.append(points if ends[0] <= ends[1] else points[::-1])
    return out


def _arrows(panel: Panel, piece: Floats, colour: str, width: float) -> None:
    """Put arrow heads along a piece, one for every two and a half inches on the page, none on short ones."""
    from matplotlib.lines import Line2D
    from matplotlib.markers import MarkerStyle
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    line = shapely.LineString(panel.axes.transData.transform(piece))
    if line.length < DPI / 3:
        return
    count = max(1, round(line.length / (2.5 * DPI)))
    for share in (np.arange(count) + 0.5) / count:
        middle = line.length * float(share)
        before, after = (np.array(line.interpolate(middle + step).coords[0]) for step in (-4, 4))
        x, y = panel.axes.transData.inverted().transform((before + after) / 2)
        angle = float(np.degrees(np.arctan2(after[1] - before[1], after[0] - before[0])))
        head = MarkerStyle(Path(_HEAD, closed=True), transform=Affine2D().rotate_deg(angle))
        style: dict[str, Any] = {"color": colour, "markeredgecolor": "white", "markeredgewidth": 0.8, "zorder": 5}
        panel.axes.add_artist(Line2D([x], [y], marker=head, markersize=7.5 + 1.3 * width, **style))


def draw_alternatives(panel: Panel, paths: Sequence[Sequence[Point]], labels: Sequence[str]) -> None:
    """Draw paths each in its own colour and dash, first ones on top, marks at the ends, a legend below."""
    axes = panel.axes
    for index, (path, label) in reversed(list(enumerate(zip(paths, labels, strict=True)))):
        colour, dash = ALTERNATIVES[index % len(ALTERNATIVES)]
        pieces = inside(panel, panel.sheet.lines(path))
        for piece in pieces:
            axes.plot(piece[:, 0], piece[:, 1], color=colour, linestyle=dash, linewidth=2.4, zorder=9 - index / 99)
        axes.plot([], [], color=colour, linestyle=dash, linewidth=2.4, label=clean(label, 90).replace("$", r"\$"))
    ends = [end for path in paths if path for end in (path[0], path[-1])]
    if ends:
        xy = panel.sheet.spots(ends)
        style = {"markerfacecolor": "white", "markeredgecolor": INK, "markeredgewidth": 1.5, "zorder": 10}
        axes.plot(xy[:, 0], xy[:, 1], marker="o", markersize=7, linestyle="none", **style)
    if paths:
        below = {"loc": "upper left", "bbox_to_anchor": (0, 0), "frameon": False}
        axes.legend(reverse=True, fontsize=10, handlelength=3.6, borderaxespad=0.2, **below)


def kind_of(network: Network, node: str) -> str:
    """Kind of a node: airfield, seaport or site."""
    return "airfield" if node in network.airfields else "seaport" if node in network.seaports else "site"


Shown = tuple[Place, Use, Floats, float]
"""A node that was drawn, what it handles, where on the plane, and the radius of its mark in pixels."""


def draw_nodes(
    panel: Panel,
    network: Network,
    uses: Mapping[str, Use],
    most: float,
    scale: float = 1.0,
    full: Mapping[str, float] | None = None,
) -> list[Shown]:
    """Draw the nodes inside the frame, area by stons; they are given back with their radius in pixels.

    Shapes are kinds, triangles where a mission only stops; colours are kinds, or with ``full`` shades of use.
    """
    rows = [(network.places[node], use) for node, use in uses.items() if node in network.places]
    rows.sort(key=lambda item: -item[1].stons)
    if not rows:
        return []
    xy = panel.sheet.spots([(place.lon, place.lat) for place, _ in rows])
    shown: list[Shown] = []
    for (row, use), point, seen in zip(rows, xy, panel.holds(xy), strict=True):
        if not seen:
            continue
        size = scale * (4.5 + 11.0 * float(np.sqrt(use.stons / most)) if most > 0 else 4.5)
        kind = kind_of(network, row.id)
        ends = bool(use.roles & ENDS)
        colour = KIND_COLOURS[kind]
        style: dict[str, Any] = {"markerfacecolor": colour, "markeredgecolor": "white", "markeredgewidth": 0.9}
        if full is not None:
            face = shade(full.get(row.id, 0.0))
            style = {"markerfacecolor": face, "markeredgecolor": INK, "markeredgewidth": 1.1 if ends else 0.7}
        elif not ends:
            style = {"markerfacecolor": "white", "markeredgecolor": colour, "markeredgewidth": 1.3}
        shape = MARK[kind] if ends else STOP
        size *= 0.85 if kind == "site" else 1.0
        panel.axes.plot([point[0]], [point[1]], marker=shape, markersize=size, linestyle="none", zorder=7, **style)
        shown.append((row, use, point, size / 2 * DPI / 72))
    return shown


def name_nodes(
    panel: Panel,
    shown: Sequence[Shown],
    taken: Sequence[Rect],
    symbols: Mapping[str, tuple[tuple[str, int], ...]] | None = None,
    scale: float = 1.0,
) -> None:
    """Write names beside nodes, with stons where a load begins or ends, and APP-6 ``symbols`` by node."""
    labels = []
    for row, use, point, radius in shown:
        end = bool(use.roles & ENDS)
        amount = f" {use.stons:,.0f} st" if end and use.stons >= 0.5 else ""
        if end and not amount and use.people:
            amount = f" {use.people:,.0f} people"
        weight = use.stons + use.people * 0.1 + (1e7 if end else 0)
        size = scale * (7.8 if end else 7.2)
        name = clean(row.name, 28)
        units = (symbols or {}).get(row.id, ())
        labels.append(
            Label(f"{name}{amount}", float(point[0]), float(point[1]), radius, weight, size, symbols=units)
        )
    place(panel.axes, labels, taken)
