"""States and their airspace."""

import numpy as np
import pytest
import shapely

from projection.route.air_frame import to_lonlat, to_plane, to_vectors
from projection.route.borders import closed_airspace, countries, state_codes, state_lands, states_at
from projection.sphere import unit_vectors


def test_codes_are_iso3_and_unique():
    codes = list(countries()["iso3"])
    assert codes == sorted(set(codes))
    assert {"FRA", "NOR", "XKX", "TWN", "PSE", "SSD", "ESH", "KOR", "PRK"} <= set(codes)
    assert "-99" not in codes
    assert "ATA" not in state_codes()


def test_shapes_are_valid_and_named_in_utf8():
    table = countries().set_index("iso3")
    assert table.geometry.is_valid.all()
    assert table.name["STP"] == "São Tomé and Príncipe"
    assert table.name["CHN"] == "People's Republic of China"


@pytest.mark.parametrize(
    ("lon", "lat", "state"),
    [
        (114.15, 22.42, "CHN"),
        (144.92, 13.58, "USA"),
        (-51.7, 67.0, "DNK"),
        (34.0, 45.2, "UKR"),
        (126.45, 37.47, "KOR"),
        (121.2, 24.5, "TWN"),
        (32.988, 34.59, "GBR"),
        (-179.5, 66.5, "RUS"),
        (179.5, 67.0, "RUS"),
        (150.0, 20.0, None),
    ],
)
def test_a_place_lies_in_the_state_that_must_consent(lon, lat, state):
    assert states_at(np.array([[lon, lat]])) == [state]


def test_the_plane_and_back():
    points = np.array([[127.0, 37.0], [-157.9, 21.3], [179.9, 66.0], [0.0, 89.9], [-70.0, -50.0]])
    assert to_lonlat(to_vectors(to_plane(points))) == pytest.approx(points, abs=1e-6)
    assert to_vectors(to_plane(points)) == pytest.approx(unit_vectors(points[:, 1], points[:, 0]))


def test_land_is_whole_across_180_degrees():
    land = state_lands()[state_codes().index("RUS")]
    assert shapely.intersects(land.buffer(1), shapely.Point(to_plane(np.array([180.0, 67.5]))))


def test_the_sea_belt_is_twelve_miles_wide():
    space = closed_airspace(("PRK",), np.empty((0, 2)))
    coast, off = np.array([[129.75, 40.9], [130.3, 40.9]])
    assert shapely.intersects(space, shapely.Point(to_plane(coast)))
    assert not shapely.intersects(space, shapely.Point(to_plane(off)))


def test_no_state_closed_is_empty_airspace():
    assert closed_airspace((), np.empty((0, 2))).is_empty
    assert closed_airspace(("XYZ",), np.empty((0, 2))).is_empty
