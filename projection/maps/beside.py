"""Layers that stand beside what moves: units with their APP-6 codes, and airspace that is shut."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from projection.maps.base import countries
from projection.maps.flows import closed_airspace
from projection.maps.symbols import code_of
from projection.network.network import Network
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Shortfall
from projection.report.page import clean
from projection.scenario.scenario import Scenario

WGS84 = "EPSG:4326"
_LONGEST = 400
_DETAIL = 0.05
"""Degrees by which borders of shut airspace may move, about five kilometres."""


def units_layer(plan: Plan, network: Network, scenario: Scenario) -> gpd.GeoDataFrame:
    """A point at the destination of every ULN: what it is, its APP-6 code, and how it ends.

    ``closure_day`` is -1 for one that is never whole.
    """
    ends = {row.uln: row for row in rows_of(Shortfall, plan.tables["shortfalls"])}
    rows = []
    for uln, row in sorted(scenario.movements.items()):
        place, end = network.places.get(row.dest), ends.get(uln)
        if place is None or end is None:
            continue
        code, name = code_of(row, network)
        closed = -1 if end.closure_day is None else end.closure_day
        said = (uln, row.description, row.nation, row.role, code, name, row.origin, row.dest)
        asked = (row.priority, row.rdd, closed, end.status, end.why, round(end.required_stons, 3))
        rows.append((*said, *asked, round(end.required_pax, 3), shapely.Point(place.lon, place.lat)))
    names = ("uln", "description", "nation", "role", "sidc", "symbol", "origin", "dest")
    rest = ("priority", "rdd", "closure_day", "status", "why", "stons", "people")
    return layer_of(rows, (*names, *rest))


def closed_layer(network: Network, scenario: Scenario) -> gpd.GeoDataFrame:
    """Land of nations whose airspace is shut to the lift of the scenario: ``state`` is shut, or part for some.

    Polygons are cut at 180 degrees.
    """
    world = countries()
    rows = []
    for nation, state in closed_airspace(network, scenario).items():
        own = world.shapes[[code == nation for code in world.codes]]
        plain = shapely.simplify(own, _DETAIL)
        west = shapely.intersection(plain, shapely.box(-180, -90, 180, 90))
        east = shapely.intersection(plain, shapely.box(180, -90, 540, 90))
        moved = shapely.transform(east, lambda points: points - (360.0, 0.0))
        parts = shapely.get_parts([*west, *moved])
        whole = [part for part in parts if part.geom_type == "Polygon" and part.area > _DETAIL**2]
        if whole:
            name = network.nations[nation].name if nation in network.nations else nation
            rows.append((nation, name, state, shapely.MultiPolygon(whole)))
    return layer_of(rows, ("nation", "name", "state"))


def layer_of(rows: Sequence[tuple[Any, ...]], names: Sequence[str]) -> gpd.GeoDataFrame:
    """Table with a last column of shapes; times keep their kind also when there are no rows.

    Texts have no control and no bidirectional marks and end after `_LONGEST` characters.
    """
    shown = [tuple(clean(cell, _LONGEST) if isinstance(cell, str) else cell for cell in row) for row in rows]
    table = pd.DataFrame(shown, columns=[*names, "geometry"])
    for name in {"begin", "end", "date"} & set(names):
        table[name] = pd.to_datetime(table[name], utc=True).astype("datetime64[ms, UTC]")
    return gpd.GeoDataFrame(table, geometry="geometry", crs=WGS84)
