"""Maps for the briefing: the theatre with its insets, parts of it on pages of their own, and single routes."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from projection.maps.base import frame_around, local_sheet, theatre_sheet
from projection.maps.extents import (
    BOUNDS,
    EXTENTS,
    SIZE,
    TOP_IN,
    View,
    inset_names,
    ring,
    theatre_views,
    whole_view,
)
from projection.maps.flows import Use, lanes
from projection.maps.labels import Label, Rect, place
from projection.maps.legend import draw_legend, draw_totals
from projection.maps.panel import Panel, draw_alternatives, draw_lanes, draw_nodes, name_nodes, open_panel
from projection.maps.symbols import units_at
from projection.maps.traffic import Traffic, traffic
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.page import (
    DPI,
    INK,
    LATE,
    MARGIN_IN,
    PICTURES,
    new_page,
    picture,
    room,
    save,
    save_file,
    write,
)
from projection.scenario.scenario import Scenario
from projection.sphere import Point, interpolate

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROUND = 100.0
_SAID = {"dest": ": ULNs where they go", "origin": ": ULNs where they are from"}
Symbols = Mapping[str, tuple[tuple[str, int], ...]]


def theatre_map(
    plan: Plan, network: Network, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Draw the theatre as ``map`` in each of ``formats`` (png, svg, pdf); see `theatre_figure`."""
    return draw_maps(plan, network, scenario, folder, EXTENTS[:1], formats)


def theatre_figure(plan: Plan, network: Network, scenario: Scenario) -> "Figure":
    """Draw what moves from Europe to Korea by sea and air, what is full and what is shut.

    Only loaded runs are drawn; where tracks of one mode run over the same points their loads are added. Insets
    show Europe, Korea, and the Pacific and the pole when lanes cross them.
    """
    return _page(traffic(plan, network, scenario), EXTENTS[0])


def map_picture(plan: Plan, network: Network, scenario: Scenario) -> bytes:
    """The panels and the legend of map.png alone, for a page that has a banner and a headline of its own."""
    wide, high = SIZE
    return picture(theatre_figure(plan, network, scenario), (MARGIN_IN, TOP_IN, wide - 2 * MARGIN_IN, high - 2.0))


def draw_maps(
    plan: Plan,
    network: Network,
    scenario: Scenario,
    folder: Path,
    extents: Sequence[str] = EXTENTS,
    formats: Sequence[str] = PICTURES,
) -> tuple[Path, ...]:
    """Draw pages for ``extents``: ``map`` for the theatre, ``map-korea`` and the like for the others.

    Raises ValueError for an extent that is not one of `EXTENTS`.
    """
    if unknown := sorted(set(extents) - set(EXTENTS)):
        raise ValueError(f"no such extent: {', '.join(unknown)}; there are {', '.join(EXTENTS)}")
    found = traffic(plan, network, scenario)
    written: list[Path] = []
    for extent in dict.fromkeys(extents):
        name = "map" if extent == EXTENTS[0] else f"map-{extent}"
        title = f"Routes and loads: {scenario.settings.title}"
        written += save(_page(found, extent), folder, name, title, formats)
    return tuple(written)


def _page(found: Traffic, extent: str) -> "Figure":
    theatre = extent == EXTENTS[0]
    views = theatre_views(found) if theatre else [whole_view(found, extent)]
    heading = "Routes and loads" if theatre else f"Routes and loads: {views[0].name}"
    figure = new_page(found.plan, found.scenario, heading, SIZE)
    for view in views:
        _draw(figure.add_axes(room(SIZE, *view.box)), view, found, alone=not theatre)
    draw_legend(figure, SIZE, found)
    return figure


def _draw(axes: Any, view: View, found: Traffic, alone: bool) -> None:
    """Draw one view of what moves; ``alone`` when it has a page of its own."""
    theatre = view.name == "theatre"
    panel = open_panel(axes, view.sheet, view.frame, found.shut, view.box[2])
    pole = view.name == "Over the pole" and bool(found.polar)
    land = [lane for lane in found.land if panel.holds(panel.sheet.spots(lane.path)).all()]
    draw_lanes(panel, lanes(found.polar) if pole else [*found.lanes, *land], found.most)
    ends = {node for leg in found.polar for node in (leg.start, leg.end)}
    uses = {node: use for node, use in found.uses.items() if node in ends or not pole}
    symbols = _symbols(found, view, alone)
    uses = {**{node: Use(roles={"onload"}) for node in symbols}, **uses}
    shown = draw_nodes(panel, found.network, uses, found.biggest, 1.4 if alone else 1.0, found.full)
    if theatre:
        taken = [*_inset_frames(panel), draw_totals(panel, found.plan, found.lanes)]
    else:
        taken = [_caption(panel, view.name + (_SAID[end] if (end := _end(view, alone)) else ""))]
    if view.name not in ("Europe", "Korea") and (not alone or view.name == "Pacific"):
        shown = [item for item in shown if not inset_names(item[0].lon, item[0].lat)]
    taken += _passages(panel, found, taken, named=alone or theatre)
    name_nodes(panel, shown, taken, symbols, 1.15 if alone else 1.0)


def _end(view: View, alone: bool) -> str:
    """Whether a view shows units at their ``dest`` or ``origin``; "" for neither."""
    return {"Korea": "dest", "Europe": "origin" if alone else ""}.get(view.name, "")


def _symbols(found: Traffic, view: View, alone: bool) -> Symbols:
    """APP-6 symbols by node: of units where they go in Korea, and where they are from on a page of Europe."""
    end = _end(view, alone)
    if not end:
        return {}
    most = 6 if alone else 4
    out = {}
    for node, units in units_at(found.scenario, found.network, end).items():
        rest = sum(count for _, count in units[most:])
        shown = tuple((code, count) for (code, _), count in units[:most])
        out[node] = (*shown, ("", rest)) if rest else shown
    return out


def _passages(panel: Panel, found: Traffic, taken: Sequence[Rect], named: bool) -> list[Rect]:
    """Mark passages that are shut or slowed and name them if asked; rectangles in pixels that they take."""
    labels = []
    for key, words in found.passages.items():
        row = found.network.passages[key]
        east = row.east + 360 if row.east < row.west else row.east
        spot = panel.sheet.spots([((row.west + east) / 2, (row.south + row.north) / 2)])
        if not panel.holds(spot).all():
            continue
        shape = "X" if words.startswith("closed") else "P"
        style = {"markersize": 11, "color": LATE, "markeredgecolor": "white", "linestyle": "none", "zorder": 8}
        panel.axes.plot(spot[:, 0], spot[:, 1], marker=shape, **style)
        text = f"{row.name}: {words}" if named else ""
        labels.append(Label(text, float(spot[0, 0]), float(spot[0, 1]), 11.0, 1.0, 7.5, True))
    return place(panel.axes, labels, taken)


def _caption(panel: Panel, name: str) -> Rect:
    """Write the inset's name in its corner; the rectangle in pixels that it takes."""
    axes = panel.axes
    box = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1.5}
    style: dict[str, Any] = {"fontsize": 11, "fontweight": "bold", "va": "top", "zorder": 9, "bbox": box}
    x, y = axes.transAxes.transform((0, 1))
    left, top = axes.transAxes.inverted().transform((x + 8, y - 7))
    write(axes, left, top, name, transform=axes.transAxes, **style)
    return (x, y - 30, x + 13 * len(name) + 14, y)


def _inset_frames(panel: Panel) -> list[Rect]:
    """Outline Europe and Korea on the theatre, where the insets say more; rectangles in pixels that they take."""
    out = []
    for name in ("Europe", "Korea"):
        xy = panel.sheet.spots(ring(BOUNDS[name]))
        panel.axes.plot(xy[:, 0], xy[:, 1], color=INK, linewidth=0.9, zorder=6)
        pixels = panel.axes.transData.transform(xy)
        low, high = pixels.min(axis=0), pixels.max(axis=0)
        out.append((float(low[0]), float(low[1]), float(high[0]), float(high[1])))
        west, _, _, north = BOUNDS[name]
        left, top = panel.axes.transData.transform(panel.sheet.spots([(west, north)])[0]) + (0, 6)
        x, y = panel.axes.transData.inverted().transform((left, top))
        box = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.8}
        write(panel.axes, x, y, name, fontsize=9, fontweight="bold", zorder=9, bbox=box)
        out.append((left, top - 4, left + 14.0 * len(name), top + 22))
    return out


def route_map(paths: Sequence[Sequence[Point]], labels: Sequence[str], file: Path) -> Path:
    """Draw alternatives of one route as ``file``, .png or .svg, each line with its label in the legend.

    Paths are points (lon, lat), longitudes running on past 180. The sheet lies about the middle of the
    routes, so that ways over the pole and across 180 degrees stay whole; routes that reach round the globe
    are cut at 95 W instead.
    """
    from matplotlib.figure import Figure

    points = [point for path in paths for point in interpolate(path, 300.0)] or [(85.0, 40.0)]
    sheet = local_sheet(points)
    if sheet.reach(points) > _ROUND:
        sheet = theatre_sheet()
    spots = sheet.spots(points)
    span = np.ptp(spots, axis=0) + 1.0
    wide = 11.6
    high = wide / float(np.clip(span[0] / span[1], 1.25, 2.2))
    size = (wide + 0.4, high + 0.45 + 0.215 * len(labels))
    frame = frame_around(spots, wide / high, 0.09)
    figure = Figure(figsize=size, dpi=DPI, facecolor="white")
    axes = figure.add_axes(room(size, 0.2, 0.2, wide, high))
    panel = open_panel(axes, sheet, sheet.within(frame) if sheet.kind == "natearth" else frame, {}, wide)
    draw_alternatives(panel, paths, labels)
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(figure, file, "Routes")
    return file
