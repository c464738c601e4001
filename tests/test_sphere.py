import numpy as np
import pytest

from projection import sphere


def test_a_degree_of_the_equator_is_sixty_nautical_miles_and_a_bit():
    assert sphere.distance_nm(0, 0, 0, 1) == pytest.approx(60.04, abs=0.01)


def test_distance_broadcasts_over_arrays():
    rows = np.array([0.0, 10.0])[:, None]
    assert sphere.distance_nm(rows, 0.0, np.array([0.0, 10.0, 20.0]), 0.0).shape == (2, 3)


def test_distance_does_not_care_on_which_turn_a_longitude_lies():
    assert sphere.distance_nm(10, 170, 20, -170) == pytest.approx(sphere.distance_nm(10, 170, 20, 190))


def test_the_midpoint_over_the_pole_is_the_pole():
    assert sphere.midpoint(80, 0, 80, 180)[1] == pytest.approx(90)


def test_interpolated_points_are_close_and_lie_on_the_great_circle():
    path = ((10.0, 50.0), (-175.0, 40.0))
    points = sphere.interpolate(path, 100)
    assert np.diff(sphere.path_nm(points)).max() <= 100 + 1e-6
    assert sphere.path_nm(points)[-1] == pytest.approx(sphere.path_nm(path)[-1])
    assert np.abs(np.diff([lon for lon, _ in points])).max() < 180


def test_a_path_across_180_degrees_is_cut_into_two_that_meet_there():
    first, second = sphere.cut_antimeridian(((170.0, 10.0), (-170.0, 10.0)))
    assert first[0] == (170.0, 10.0)
    assert first[-1][0] == 180.0
    assert second[0] == (-180.0, first[-1][1])
    assert second[-1] == (-170.0, 10.0)
    assert first[-1][1] > 10.0


def test_a_path_that_runs_on_past_180_is_cut_the_same_way():
    assert sphere.cut_antimeridian(((170.0, 10.0), (190.0, 10.0))) == sphere.cut_antimeridian(
        ((170.0, 10.0), (-170.0, 10.0))
    )


def test_a_path_that_crosses_twice_comes_in_three_pieces():
    path = ((179.0, 0.0), (181.0, 1.0), (179.0, 2.0))
    assert [len(piece) for piece in sphere.cut_antimeridian(path)] == [2, 3, 2]


@pytest.mark.parametrize("path", [((170.0, 0.0), (180.0, 5.0)), ((180.0, 5.0), (170.0, 0.0))])
def test_a_path_that_only_touches_180_stays_whole(path):
    assert sphere.cut_antimeridian(path) == [path]


def test_a_path_that_leaves_from_180_eastward_begins_at_minus_180():
    assert sphere.cut_antimeridian(((180.0, 5.0), (190.0, 5.0))) == [((-180.0, 5.0), (-170.0, 5.0))]


def test_unwrapping_moves_each_point_next_to_the_one_before():
    assert sphere.unwrap([(170, 0), (-170, 0), (170, 0)]) == ((170, 0), (190, 0), (170, 0))


def test_half_way_along_a_path_is_on_its_longer_piece_and_runs_on_past_180():
    lon, lat = sphere.halfway([(170, 0), (-170, 0), (-140, 0)])
    assert (lon, lat) == pytest.approx((195, 0))
    assert sphere.halfway([(8, 50), (8, 50)]) == (8, 50)
