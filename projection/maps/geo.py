"""A plan for geographic programs: GeoPackage with styles inside, and GeoJSON cut at 180 degrees."""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from projection.maps.beside import closed_layer, layer_of, units_layer
from projection.maps.flows import land_lanes, legs, node_use
from projection.maps.panel import kind_of
from projection.maps.saturation import saturation
from projection.maps.styles import style_table
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.missions import loads_of, on_board, stops_of
from projection.scenario.scenario import Scenario
from projection.sphere import Path as Track
from projection.sphere import cut_antimeridian, interpolate, path_nm

_STEP_NM = 60.0
_KINDS = {"closed": "MultiPolygon", "legs": "MultiLineString", "missions": "MultiLineString"}
_WRITING = threading.Lock()


def write_gpkg(plan: Plan, network: Network, scenario: Scenario, path: Path) -> Path:
    """Write plan.gpkg for QGIS, each layer with its style: closed, legs, missions, nodes, flows_by_day, units.

    The same plan gives the same bytes: the date inside is C-day. Lines and polygons are cut at 180 degrees. The
    file is of version 1.2 of GeoPackage, which older programs read as well.
    """
    import pyogrio

    layers = {
        "closed": closed_layer(network, scenario),
        "legs": legs_layer(plan, network),
        "missions": missions_layer(plan),
        "nodes": nodes_layer(plan, network),
        "flows_by_day": flows_layer(plan, network),
        "units": units_layer(plan, network, scenario),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with _dated(str(plan.stamp["c_day"])):
        for name, layer in layers.items():
            made = {"append": True} if path.exists() else {"dataset_options": {"VERSION": "1.2"}}
            kind = _KINDS.get(name, "Point")
            pyogrio.write_dataframe(layer, path, layer=name, driver="GPKG", geometry_type=kind, **made)
        styles = style_table(c_day_of(plan), sorted(set(layers["units"]["sidc"])))
        pyogrio.write_dataframe(styles, path, layer="layer_styles", driver="GPKG", append=True, fid="id")
    return path


def write_geojson(plan: Plan, network: Network, path: Path) -> Path:
    """Write nodes, legs and missions as one GeoJSON file (RFC 7946): WGS 84, lines cut at 180 degrees.

    Each feature says in ``layer`` what it is. Positions have four decimals, about ten metres.
    """
    features = []
    layers = {
        "nodes": nodes_layer(plan, network),
        "legs": legs_layer(plan, network),
        "missions": missions_layer(plan),
    }
    for name, layer in layers.items():
        names = [column for column in layer.columns if column != "geometry"]
        for values, shape in zip(layer[names].itertuples(index=False, name=None), layer.geometry, strict=True):
            properties = {"layer": name, **dict(zip(names, (_plain(value) for value in values), strict=True))}
            features.append({"type": "Feature", "properties": properties, "geometry": _geometry(shape)})
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in features)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n"
    )
    return path


def nodes_layer(plan: Plan, network: Network) -> gpd.GeoDataFrame:
    """Every node that the plan uses: id, name, nation, kind, roles, stons, people, ``used`` (see `saturation`)."""
    full = saturation(plan)
    rows = [
        (row.id, row.name, row.nation, kind_of(network, row.id), ";".join(sorted(use.roles)))
        + (round(use.stons, 3), round(use.people, 3), full.get(node, 0.0), shapely.Point(row.lon, row.lat))
        for node, use in node_use(plan).items()
        if (row := network.places.get(node)) is not None
    ]
    return layer_of(rows, ("id", "name", "nation", "kind", "roles", "stons", "people", "used"))


def legs_layer(plan: Plan, network: Network) -> gpd.GeoDataFrame:
    """Every leg: ends, mode, track, nm, missions, how many of them empty, stons and people carried, ``used``.

    Moves over land are straight legs without missions; ``used`` is how full they are, see `saturation`.
    """
    rows = [
        (leg.start, leg.end, leg.mode, leg.track, leg.nm, leg.missions, leg.empty)
        + (round(leg.stons, 3), round(leg.people, 3), 0.0, shape)
        for leg in legs(plan)
        if (shape := _lines([leg.path])) is not None
    ]
    for (start, end), lane in land_lanes(plan, network, saturation(plan)).items():
        carried = (round(lane.stons, 3), round(lane.people, 3), lane.full)
        nm = round(float(path_nm(lane.path)[-1]), 1)
        if (shape := _lines([lane.path])) is not None:
            rows.append((start, end, "land", "", nm, 0, 0, *carried, shape))
    names = ("from_node", "to_node", "mode", "track", "nm", "missions", "empty", "stons", "people", "used")
    return layer_of(rows, names)


def missions_layer(plan: Plan) -> gpd.GeoDataFrame:
    """One line for each mission from base to base, with its load and the times it begins and ends.

    ``begin`` and ``end`` are written as if the scenario's clock ran in UTC, for programs that show time.
    """
    c_day = c_day_of(plan)
    loads = loads_of(plan)
    rows = []
    for mission, stops in stops_of(plan).items():
        shape = _lines([plan.tracks.get(stop.track, ()) for stop in stops[1:]])
        if shape is None:
            continue
        first, last = stops[0], stops[-1]
        cargo = loads.get(mission, [])
        ulns = sorted({load.uln for load in cargo})
        carried = max(on_board(stops, cargo), default=(0.0, 0.0))
        nodes = [first.node, *(stop.node for before, stop in pairwise(stops) if before.node != stop.node)]
        hours = (round(first.depart_h, 3), round(last.arrive_h, 3))
        times = tuple((c_day + timedelta(hours=hour)).replace(microsecond=0) for hour in hours)
        rows.append(
            (
                mission,
                first.fleet,
                first.lift,
                first.nation,
                first.mode,
                first.tail,
                ">".join(nodes),
                ";".join(ulns),
            )
            + (round(carried[0], 3), round(sum(load.pax for load in cargo), 3))
            + (round(sum(stop.leg_nm for stop in stops), 1), *hours, *times, shape)
        )
    names = ("mission", "fleet", "lift", "nation", "mode", "tail", "route", "ulns", "stons", "people", "nm")
    return layer_of(rows, (*names, "depart_h", "back_h", "begin", "end"))


def flows_layer(plan: Plan, network: Network) -> gpd.GeoDataFrame:
    """What reached each port of debarkation and destination on each day: node, role, day, stons, people."""
    c_day = c_day_of(plan)
    sums: dict[tuple[str, str, int], list[float]] = {}
    table = plan.tables["arrivals"]
    for node, role, day, cargo, amount in zip(
        *(table[name] for name in ("node", "role", "day", "cargo", "amount")), strict=True
    ):
        total = sums.setdefault((str(node), str(role), int(day)), [0.0, 0.0])
        total[cargo == "pax"] += float(amount)
    rows = [
        (node, place.name, role, day, c_day + timedelta(days=day), round(stons, 3), round(people, 3))
        + (shapely.Point(place.lon, place.lat),)
        for (node, role, day), (stons, people) in sorted(sums.items())
        if (place := network.places.get(node)) is not None
    ]
    return layer_of(rows, ("node", "name", "role", "day", "date", "stons", "people"))


def c_day_of(plan: Plan) -> datetime:
    """00:00 of C-day, as if the scenario's clock ran in UTC."""
    return datetime.fromisoformat(str(plan.stamp["c_day"])).replace(tzinfo=UTC)


def _lines(paths: Sequence[Track]) -> shapely.Geometry | None:
    """Tracks along their great circles as pieces within -180..180; None when there is no line."""
    pieces = [piece for path in paths for piece in _pieces(path)]
    return shapely.MultiLineString(pieces) if pieces else None


@lru_cache(maxsize=4096)
def _pieces(path: Track) -> tuple[Track, ...]:
    """Pieces of one track; many missions share it."""
    pieces = cut_antimeridian(interpolate(path, _STEP_NM))
    return tuple(tuple((round(lon, 4), round(lat, 4)) for lon, lat in piece) for piece in pieces if len(piece) > 1)


def _geometry(shape: Any) -> Mapping[str, Any]:
    """GeoJSON geometry with four decimals."""
    if shape.geom_type == "Point":
        return {"type": "Point", "coordinates": [round(shape.x, 4), round(shape.y, 4)]}
    pieces = [[[round(x, 4), round(y, 4)] for x, y in piece.coords] for piece in shape.geoms]
    return {"type": "MultiLineString", "coordinates": pieces}


def _plain(value: Any) -> Any:
    """A cell as JSON can hold it; times as ISO 8601."""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.item() if hasattr(value, "item") else value


@contextmanager
def _dated(day: str) -> Iterator[None]:
    """Fix the date that GDAL writes into files, one writer at a time; put back what was there."""
    import pyogrio

    option = "OGR_CURRENT_DATE"
    with _WRITING:
        before = pyogrio.get_gdal_config_option(option)
        pyogrio.set_gdal_config_options({option: f"{day}T00:00:00.000Z"})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({option: before})
