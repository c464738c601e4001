"""All pictures and GIS files of a plan, as a solve writes them and as they are drawn again."""

from collections.abc import Sequence
from pathlib import Path

from projection.maps.draw import draw_maps
from projection.maps.extents import EXTENTS
from projection.maps.geo import write_geojson, write_gpkg
from projection.maps.kmz import write_kmz
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.closure import closure_curve
from projection.report.flow import flow_chart
from projection.report.gantt import gantt
from projection.report.heat import heat_map
from projection.report.page import PICTURES
from projection.report.presence import presence_chart
from projection.report.supply import supply_curves
from projection.scenario.scenario import Scenario

GIS = ("gpkg", "geojson", "kmz")
"""Formats of geographic programs."""


def write_pictures(
    plan: Plan, network: Network, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Draw the charts and the map of a plan and write its GIS files; their paths."""
    return (
        *write_charts(plan, network, scenario, folder, formats),
        *write_maps(plan, network, scenario, folder, (*formats, *GIS)),
    )


def write_charts(
    plan: Plan, network: Network, scenario: Scenario, folder: Path, formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Draw closure, daily flow, Gantt chart and heat map, presence and supply if there are any; their paths."""
    return (
        *closure_curve(plan, scenario, folder, formats),
        *flow_chart(plan, network, scenario, folder, formats),
        *gantt(plan, scenario, folder, formats),
        *heat_map(plan, scenario, folder, formats),
        *presence_chart(plan, scenario, folder, formats),
        *supply_curves(plan, scenario, folder, formats),
    )


def write_maps(
    plan: Plan,
    network: Network,
    scenario: Scenario,
    folder: Path,
    formats: Sequence[str] = (*PICTURES, *GIS),
    extents: Sequence[str] = EXTENTS[:1],
) -> tuple[Path, ...]:
    """Draw the maps of ``extents`` and write the GIS files that ``formats`` name; their paths.

    Formats are png, svg, pdf, gpkg, geojson and kmz; extents those of `projection.maps.extents.EXTENTS`.
    """
    drawn = [one for one in formats if one not in GIS]
    written = list(draw_maps(plan, network, scenario, folder, extents, drawn)) if drawn else []
    if "gpkg" in formats:
        written.append(write_gpkg(plan, network, scenario, folder / "plan.gpkg"))
    if "geojson" in formats:
        written.append(write_geojson(plan, network, folder / "plan.geojson"))
    if "kmz" in formats:
        written.append(write_kmz(plan, network, scenario, folder / "plan.kmz"))
    return tuple(written)
