import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projection.route.land_mask import chord_lines, read_land
from projection.sphere import unit_vectors
from tests.route.sea_case import land, pieces


def crossed(lon1, lat1, lon2, lat2):
    return bool(read_land().crossed(*(np.array([value], float) for value in (lon1, lat1, lon2, lat2)))[0])


@pytest.mark.parametrize(
    ("name", "line", "blocked"),
    [
        ("off Portugal", (-9.8, 43.0, -9.8, 38.0), False),
        ("through Portugal", (-9.8, 41.0, -6.0, 36.0), True),
        ("Dover to Calais", (1.4, 51.1, 1.75, 51.0), False),
        ("over the Aleutians to Japan across 180", (-165.0, 50.0, 150.0, 45.0), False),
        ("through Chukotka across 180", (-175.0, 64.0, 175.0, 70.5), True),
        ("through Taveuni, an island at 180", (178.5, -17.6, -179.0, -16.5), True),
        ("a point", (0.0, 0.0, 0.0, 0.0), False),
    ],
)
def test_known_lines_are_blocked_or_clear(name, line, blocked):
    assert crossed(*line) is blocked, name


def test_the_places_where_a_line_meets_the_coast_are_told():
    points, line = read_land().points(
        *(np.array(column, float) for column in ((-9.8, 0), (41, 0), (-6, 1), (36, 0)))
    )
    assert set(line.tolist()) == {0}
    assert len(points) >= 2
    assert np.all((points[:, 0] > -9.8) & (points[:, 0] < -6))


def test_london_is_on_land_and_the_doldrums_are_not():
    assert read_land().covers(np.array([-0.1, -30.0]), np.array([51.5, 2.0])).tolist() == [True, False]


def test_chords_follow_each_other_and_are_short():
    chords, line = chord_lines(*(np.array([value], float) for value in (170, 10, -160, 20)), 50)
    assert line.tolist() == [0] * len(line)
    assert len(line) == 37
    assert chords[0, 0].tolist() == pytest.approx([170, 10])
    assert chords[-1, 1] % 360 == pytest.approx([200, 20])
    assert (chords[:-1, 1] - chords[1:, 0] + 180) % 360 == pytest.approx(180)


points = st.tuples(st.floats(-180, 180), st.floats(-55, 75))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(points, st.floats(-30, 30), st.floats(-15, 15))
def test_crossing_is_what_drawing_the_line_on_the_map_shows(start, east, north):
    """A line along the coast may be judged either way, so lines that touch land only just are left out."""
    lon, lat = start
    end = ((lon + east + 180) % 360 - 180, max(-55.0, min(75.0, lat + north)))
    met = sum(
        part.intersection(polygon).length
        for part in pieces((start, end))
        for polygon in land().geometries[land().query(part)]
    )
    xyz = unit_vectors([lat, end[1]], [lon, end[0]])
    ashore = read_land().covers(np.array([lon, end[0]]), np.array([lat, end[1]]))
    if met == 0 and not ashore.any():
        assert not read_land().blocks(xyz[:1], xyz[1:])[0]
        assert not crossed(lon, lat, *end)
    if met > 0.05 and not ashore.all():
        assert crossed(lon, lat, *end)
