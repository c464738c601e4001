"""Map of what changes from one plan to another: routes and places that carry more, and those that carry less."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from projection.maps.extents import SIZE, View, inset_names, theatre_views
from projection.maps.flows import Lane, Use
from projection.maps.labels import Label, place
from projection.maps.panel import MARK, Panel, inside, kind_of, open_panel, width_of
from projection.maps.traffic import POLAR_LAT, Traffic, traffic
from projection.network.network import Network
from projection.plan.plan import Plan, Track
from projection.report.page import DPI, MARGIN_IN, open_page, room, save, write
from projection.scenario.scenario import Scenario
from projection.sphere import Point, interpolate

SIGNS: Mapping[bool, tuple[str, Any, str]] = {
    True: ("#0072B2", "-", "carries more"),
    False: ("#D55E00", (0, (2.2, 1.1)), "carries less"),
}
"""Colour, dash and words of what grows (True) and of what shrinks; apart in grey by their dash."""

SAME = 0.5
"""Stons or people from which a change is drawn."""
_STEP_NM = 120.0
Given = tuple[Plan, Network, Scenario]


@dataclass(frozen=True)
class Change:
    """A line along which stons and people change by the same all along."""

    mode: str
    stons: float
    people: float
    path: Track

    @property
    def more(self) -> bool:
        """Whether it carries more than before."""
        return self.stons > 0 if abs(self.stons) > SAME else self.people > 0


def difference_map(first: Given, other: Given, folder: Path, said: tuple[str, str, str]) -> tuple[Path, ...]:
    """Draw ``difference`` (PNG, SVG, PDF): the other plan less the first, on the theatre with its insets.

    ``said`` are the answer and the footer of the page. Nodes that both networks do not share are left out.
    """
    before, after = traffic(*first), traffic(*other)
    lines = changes([*before.lanes, *before.land], [*after.lanes, *after.land])
    nodes = node_changes(before.uses, after.uses)
    both = replace(
        before, legs=[*before.legs, *after.legs], lanes=[], uses={**before.uses, **after.uses}, shut=after.shut
    )
    figure = open_page(first[2], "What changes on the map", said, SIZE)
    most = max((abs(line.stons) for line in lines), default=0.0)
    for view in theatre_views(both):
        _draw(figure.add_axes(room(SIZE, *view.box)), view, both, lines, nodes, most)
    _legend(figure, most, bool(lines or nodes))
    return save(figure, folder, "difference", "What changes on the map")


def changes(before: Sequence[Lane], after: Sequence[Lane]) -> list[Change]:
    """Lines whose load changes, by mode and path; steps of one mode over the same points are one."""
    sums: dict[tuple[str, Point, Point], tuple[float, float]] = {}
    for lanes, sign in ((before, -1.0), (after, 1.0)):
        for lane in lanes:
            for step in pairwise(lane.path):
                stons, people = sums.get((lane.mode, *step), (0.0, 0.0))
                sums[lane.mode, *step] = (stons + sign * lane.stons, people + sign * lane.people)
    sums = {key: load for key, load in sums.items() if max(abs(load[0]), abs(load[1])) > SAME}
    found = [change for lane in (*before, *after) for change in _runs(lane, sums)]
    return sorted(found, key=lambda row: (-abs(row.stons), -abs(row.people), row.mode, row.path))


def _runs(lane: Lane, sums: dict[tuple[str, Point, Point], tuple[float, float]]) -> Iterator[Change]:
    """Parts of a lane that are not yet drawn, cut where the change is another; takes them out of ``sums``."""
    run: list[Point] = []
    load: tuple[float, float] | None = None
    for start, end in pairwise(lane.path):
        fresh = sums.pop((lane.mode, start, end), None)
        if fresh != load and load is not None:
            yield Change(lane.mode, *load, tuple(run))
        if fresh is not None:
            run = [*run, end] if fresh == load else [start, end]
        load = fresh
    if load is not None:
        yield Change(lane.mode, *load, tuple(run))


def node_changes(before: Mapping[str, Use], after: Mapping[str, Use]) -> dict[str, tuple[float, float]]:
    """Stons and people by which nodes handle more or less, sorted."""
    nothing = Use()
    found = {}
    for node in sorted({*before, *after}):
        old, new = before.get(node, nothing), after.get(node, nothing)
        change = (new.stons - old.stons, new.people - old.people)
        if max(abs(change[0]), abs(change[1])) > SAME:
            found[node] = change
    return found


def _draw(
    axes: Any,
    view: View,
    both: Traffic,
    lines: Sequence[Change],
    nodes: Mapping[str, tuple[float, float]],
    most: float,
) -> None:
    panel = open_panel(axes, view.sheet, view.frame, both.shut, view.box[2])
    pole = view.name == "Over the pole"
    for line in lines:
        if not pole or max(lat for _, lat in interpolate(line.path, _STEP_NM)) > POLAR_LAT:
            _line(panel, line, most)
    places, inset = both.network.places, view.name in ("Europe", "Korea")
    ends = {node for leg in both.polar for node in (leg.start, leg.end)} if pole else set(nodes)
    shown = {
        node: change
        for node, change in nodes.items()
        if node in places and node in ends and (inset or not inset_names(places[node].lon, places[node].lat))
    }
    _nodes(panel, both.network, shown, max((abs(stons) for stons, _ in nodes.values()), default=0.0))
    if view.name != "theatre":
        box = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1.5}
        style: dict[str, Any] = {"fontsize": 11, "fontweight": "bold", "va": "top", "zorder": 9, "bbox": box}
        write(axes, 0.015, 0.97, view.name, transform=axes.transAxes, **style)


def _line(panel: Panel, line: Change, most: float) -> None:
    from matplotlib.patheffects import Normal, Stroke

    colour, dash, _ = SIGNS[line.more]
    width = width_of(abs(line.stons), most)
    for piece in inside(panel, panel.sheet.lines(line.path)):
        panel.axes.plot(
            piece[:, 0],
            piece[:, 1],
            color=colour,
            linestyle=dash,
            linewidth=width,
            dash_capstyle="butt",
            zorder=4 if line.more else 3,
            path_effects=[Stroke(linewidth=width + 1.0, foreground="white", alpha=0.7), Normal()],
        )


def _nodes(panel: Panel, network: Network, nodes: Mapping[str, tuple[float, float]], biggest: float) -> None:
    """Draw nodes with what they handle more or less of, and name them, the largest changes first."""
    labels = []
    for node, (stons, people) in nodes.items():
        row = network.places[node]
        spot = panel.sheet.spots([(row.lon, row.lat)])
        if not panel.holds(spot).all():
            continue
        big = abs(stons) > SAME
        size = 5.0 + 11.0 * float((abs(stons) / biggest) ** 0.5 if biggest > 0 else 0.0)
        colour = SIGNS[(stons if big else people) > 0][0]
        style: dict[str, Any] = {"markerfacecolor": colour, "markeredgecolor": "white", "linestyle": "none"}
        panel.axes.plot(
            spot[:, 0], spot[:, 1], marker=MARK[kind_of(network, node)], markersize=size, zorder=7, **style
        )
        amount = f"{stons:+,.0f} st" if big else f"{people:+,.0f} people"
        weight = abs(stons) + 0.1 * abs(people)
        radius = size / 2 * DPI / 72
        labels.append(Label(f"{row.name} {amount}", float(spot[0, 0]), float(spot[0, 1]), radius, weight, 7.8))
    place(panel.axes, labels)


def _legend(figure: Any, most: float, changed: bool) -> None:
    from matplotlib.lines import Line2D

    handles = [
        Line2D([], [], color=c, linestyle=dash, linewidth=3, label=words) for c, dash, words in SIGNS.values()
    ]
    step = 10.0 ** (len(str(int(most))) - 1)
    for stons in (step * int(most / step) / 10, step * int(most / step)) if most >= 10 else ():
        width = width_of(stons, most)
        handles.append(Line2D([], [], color="#777777", linewidth=width, label=f"{stons:,.0f} st more or less"))
    figure.legend(
        handles=handles,
        loc="center",
        bbox_to_anchor=room(SIZE, MARGIN_IN, SIZE[1] - 1.28, SIZE[0] - 2 * MARGIN_IN, 0.5),
        ncols=len(handles),
        fontsize=10,
        frameon=False,
        handlelength=3.2,
        title=None if changed else "no route and no place changes",
    )
