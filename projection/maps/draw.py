"""Maps for the briefing: the theatre with its insets, and pictures of single routes."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from projection.maps.base import Frame, Sheet, frame_around, local_sheet, theatre_sheet
from projection.maps.flows import Lane, Leg, Use, closed_airspace, closed_passages, lanes, legs, node_use
from projection.maps.labels import Label, Rect, place
from projection.maps.legend import draw_legend, draw_totals
from projection.maps.panel import Panel, draw_alternatives, draw_lanes, draw_nodes, name_nodes, open_panel
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.page import DPI, INK, LATE, MARGIN_IN, new_page, picture, room, save, save_file, write
from projection.scenario.scenario import Scenario
from projection.sphere import Point, interpolate

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIZE = (16.0, 9.0)
EUROPE = (-12.0, 33.0, 45.0, 62.0)
KOREA = (125.6, 33.8, 130.2, 38.7)
_TOP, _HIGH, _GAP = 1.12, 6.55, 0.12
_SIDE, _EUROPE = 5.0, 3.5
_POLAR_LAT = 66.0
_ROUND = 100.0


def theatre_map(plan: Plan, network: Network, scenario: Scenario, folder: Path) -> tuple[Path, Path]:
    """Draw map.png and map.svg; see `theatre_figure`."""
    figure = theatre_figure(plan, network, scenario)
    return save(figure, folder, "map", f"Routes and loads: {scenario.settings.title}")


def map_picture(plan: Plan, network: Network, scenario: Scenario) -> bytes:
    """The panels and the legend of map.png alone, for a page that has a banner and a headline of its own."""
    wide, high = SIZE
    return picture(theatre_figure(plan, network, scenario), (MARGIN_IN, _TOP, wide - 2 * MARGIN_IN, high - 2.0))


def theatre_figure(plan: Plan, network: Network, scenario: Scenario) -> "Figure":
    """Draw what moves from Europe to Korea, by sea and air, and what is shut.

    Only loaded runs are drawn. Where tracks of one mode run over the same points their loads are added.
    Insets show Europe and Korea, and the pole when a route passes over it.
    """
    found = legs(plan)
    drawn = lanes(found)
    uses = {node: use for node, use in node_use(plan).items() if use.stons + use.people > 0}
    shut = closed_airspace(network, scenario)
    passages = closed_passages(network, scenario)
    most = max((lane.stons for lane in drawn), default=0.0)
    biggest = max((use.stons for use in uses.values()), default=0.0)
    figure = new_page(plan, scenario, "Routes and loads", SIZE)
    for name, sheet, frame, box in _panels(found, network, uses):
        axes = figure.add_axes(room(SIZE, *box))
        panel = open_panel(axes, sheet, frame, shut, box[2])
        draw_lanes(panel, [*drawn, *_onward(plan, network, panel)], most)
        shown = draw_nodes(panel, network, uses, biggest, 1.0 if name == "theatre" else 1.15)
        taken = [_caption(panel, name)] if name != "theatre" else _inset_frames(panel)
        taken += [draw_totals(panel, plan, drawn)] if name == "theatre" else []
        taken += _passages(panel, network, passages, taken, name not in ("Europe", "Korea"))
        if name == "theatre":
            shown = [item for item in shown if not _in_any(item[0].lon, item[0].lat)]
        if name == "Over the pole":
            shown = [item for item in shown if any(item[0].id in (leg.start, leg.end) for leg in _polar(found))]
        name_nodes(panel, shown, taken)
    draw_legend(figure, SIZE, most, shut)
    return figure


def _panels(
    found: Sequence[Leg], network: Network, uses: dict[str, Use]
) -> list[tuple[str, Sheet, Frame, tuple[float, float, float, float]]]:
    """Name, sheet, frame and box in inches of each panel: Europe above, Korea and the pole below it."""
    wide = SIZE[0] - 2 * MARGIN_IN - _SIDE - _GAP
    left = MARGIN_IN + wide + _GAP
    loaded = [leg for leg in found if leg.stons + leg.people > 0 and leg.path]
    polar = _polar(loaded)
    low = _HIGH - _EUROPE - _GAP
    korea = (_SIDE - _GAP) / 2 if polar else _SIDE
    boxes = {
        "Europe": (left, _TOP, _SIDE, _EUROPE),
        "Korea": (left, _TOP + _EUROPE + _GAP, korea, low),
        "Over the pole": (left + korea + _GAP, _TOP + _EUROPE + _GAP, korea, low),
    }
    out = [("theatre", *_theatre(loaded, polar, network, uses, wide / _HIGH), (MARGIN_IN, _TOP, wide, _HIGH))]
    for name, bounds in (("Europe", EUROPE), ("Korea", KOREA)):
        out.append((name, *_inset(bounds, boxes[name][2] / boxes[name][3]), boxes[name]))
    if polar:
        sheet = local_sheet([point for leg in polar for point in leg.path])
        lines = np.concatenate([line for leg in polar for line in sheet.lines(leg.path)])
        out.append(("Over the pole", sheet, frame_around(lines, korea / low, 0.12), boxes["Over the pole"]))
    return out


def _polar(found: Sequence[Leg]) -> list[Leg]:
    """Loaded legs by air that pass north of the Arctic circle."""
    flown = [leg for leg in found if leg.mode == "air" and leg.path and leg.stons + leg.people > 0]
    return [leg for leg in flown if max(lat for _, lat in interpolate(leg.path, 120.0)) > _POLAR_LAT]


def _theatre(
    loaded: Sequence[Leg], polar: Sequence[Leg], network: Network, uses: dict[str, Use], aspect: float
) -> tuple[Sheet, Frame]:
    """Sheet and frame that hold the nodes and the corners of every route but those over the pole."""
    sheet = theatre_sheet()
    nodes = [network.places[node] for node in uses if node in network.places]
    points = [sheet.spots([(place.lon, place.lat) for place in nodes])] if nodes else []
    points += [sheet.spots(leg.path) for leg in loaded if leg not in polar]
    if not points:
        points = [sheet.spots([(-10.0, 35.0), (130.0, 60.0)])]
    return sheet, sheet.within(frame_around(np.concatenate(points), aspect, 0.03))


def _inset(bounds: tuple[float, float, float, float], aspect: float) -> tuple[Sheet, Frame]:
    west, south, east, north = bounds
    sheet = Sheet("laea", (west + east) / 2, (south + north) / 2)
    return sheet, frame_around(sheet.spots(_ring(bounds)), aspect, 0.0)


def _ring(bounds: tuple[float, float, float, float]) -> list[Point]:
    """Points along the outline of a box in degrees."""
    west, south, east, north = bounds
    along = np.linspace(0, 1, 20)
    ring = [(west + (east - west) * t, south) for t in along]
    ring += [(east, south + (north - south) * t) for t in along]
    ring += [(east - (east - west) * t, north) for t in along]
    return ring + [(west, north - (north - south) * t) for t in along]


def _in_any(lon: float, lat: float) -> bool:
    return any(w <= lon <= e and s <= lat <= n for w, s, e, n in (EUROPE, KOREA))


def _onward(plan: Plan, network: Network, panel: Panel) -> list[Lane]:
    """Movements over land as straight lanes, where both ends are inside the panel."""
    table = plan.tables["onward"]
    sums: dict[tuple[str, str], list[float]] = {}
    for start, end, cargo, amount in zip(
        table["from_node"], table["to_node"], table["cargo"], table["amount"], strict=True
    ):
        total = sums.setdefault((str(start), str(end)), [0.0, 0.0])
        total[cargo == "pax"] += float(amount)
    out = []
    for (start, end), (stons, people) in sorted(sums.items()):
        ends = [network.places[node] for node in (start, end) if node in network.places]
        path = tuple((place.lon, place.lat) for place in ends)
        if len(path) == 2 and panel.holds(panel.sheet.spots(path)).all():
            out.append(Lane("land", stons, people, path))
    return out


def _passages(
    panel: Panel, network: Network, closed: dict[str, str], taken: Sequence[Rect], named: bool
) -> list[Rect]:
    """Mark passages that are shut or slowed and name them if asked; rectangles in pixels that they take."""
    labels = []
    for key, words in closed.items():
        row = network.passages[key]
        east = row.east + 360 if row.east < row.west else row.east
        spot = panel.sheet.spots([((row.west + east) / 2, (row.south + row.north) / 2)])
        if not panel.holds(spot).all():
            continue
        shut = words.startswith("closed")
        panel.axes.plot(
            spot[:, 0],
            spot[:, 1],
            marker="X" if shut else "P",
            markersize=11,
            color=LATE,
            markeredgecolor="white",
            linestyle="none",
            zorder=8,
        )
        text = f"{row.name}: {words}" if named else ""
        labels.append(Label(text, float(spot[0, 0]), float(spot[0, 1]), 11.0, 1.0, 7.5, True))
    return place(panel.axes, labels, taken)


def _caption(panel: Panel, name: str) -> Rect:
    """Write the inset's name in its corner; the rectangle in pixels that it takes."""
    axes = panel.axes
    write(axes, 0.015, 0.975, name, transform=axes.transAxes, fontsize=11, fontweight="bold", va="top", zorder=9)
    x, y = axes.transAxes.transform((0, 1))
    return (x, y - 26, x + 15 * len(name) + 12, y)


def _inset_frames(panel: Panel) -> list[Rect]:
    """Outline Europe and Korea on the theatre, where the insets say more."""
    out = []
    for name, bounds in (("Europe", EUROPE), ("Korea", KOREA)):
        xy = panel.sheet.spots(_ring(bounds))
        panel.axes.plot(xy[:, 0], xy[:, 1], color=INK, linewidth=0.9, zorder=6)
        pixels = panel.axes.transData.transform(xy)
        low, high = pixels.min(axis=0), pixels.max(axis=0)
        out.append((float(low[0]), float(low[1]), float(high[0]), float(high[1])))
        west, _, _, north = bounds
        corner = panel.axes.transData.transform(panel.sheet.spots([(west, north)])[0]) + (0, 4)
        x, y = panel.axes.transData.inverted().transform(corner)
        write(panel.axes, x, y, name, fontsize=9, fontweight="bold", zorder=9)
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
