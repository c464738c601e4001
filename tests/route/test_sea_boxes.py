import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from projection import sphere
from projection.network.rows import Passage
from projection.route.sea_boxes import hits, inside, make_boxes


def passage(name, west, south, east, north):
    return Passage(
        id=name, name=name, west=west, south=south, east=east, north=north, source="test", verified=False
    )


def arrays(*lines):
    return [np.array(column, float) for column in zip(*lines, strict=True)]


def test_a_line_names_the_box_that_it_crosses_and_where():
    boxes = make_boxes([passage("mid", 4, -1, 6, 1), passage("far", 4, 10, 6, 11)])
    found = hits(boxes, *arrays((0, 0, 10, 0)))
    assert [boxes.ids[k] for k in found.bit] == ["mid"]
    assert (found.enter[0], found.leave[0]) == (pytest.approx(0.4, abs=1e-6), pytest.approx(0.6, abs=1e-6))


def test_a_line_from_inside_a_box_enters_it_at_once():
    found = hits(make_boxes([passage("here", -1, -1, 1, 1)]), *arrays((0, 0, 10, 0)))
    assert found.enter.tolist() == [0]
    assert found.leave[0] == pytest.approx(0.1, abs=1e-6)


def test_a_box_across_180_degrees_is_met_from_both_sides():
    boxes = make_boxes([passage("seam", 179, -1, -179, 1)])
    lines = arrays((170, 0, -170, 0), (-170, 0, 170, 0), (170, 0, 178, 0), (-178.5, 0, -170, 0))
    assert hits(boxes, *lines).line.tolist() == [0, 1]


def test_a_box_round_the_pole_is_met_from_every_side():
    boxes = make_boxes([passage("polar", -180, 80, 180, 90)])
    lines = arrays((0, 70, 180, 70), (-170, 75, 170, 75), (179, 79, -100, 81), (0, 60, 40, 60))
    assert hits(boxes, *lines).line.tolist() == [0, 2]


def test_passages_that_share_a_box_are_one():
    boxes = make_boxes([passage("b", 0, 0, 1, 1), passage("a", 0, 0, 1, 1), passage("c", 2, 0, 3, 1)])
    assert boxes.ids == ("a", "c")
    assert boxes.mask_of(["c", "b", "unknown"]) == 2


def test_a_point_is_inside_a_box_grown_by_the_margin():
    boxes = make_boxes([passage("seam", 179, -1, -179, 1)])
    near = inside(boxes, np.array([-178.8, -178.0, 178.8]), np.zeros(3), 0.5)[:, 0]
    assert near.tolist() == [True, False, True]


degrees = st.tuples(st.integers(-179, 179), st.integers(-60, 60))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(degrees, degrees, degrees, st.integers(1, 40), st.integers(1, 15))
def test_hits_are_what_drawing_the_line_shows(start, end, corner, width, height):
    west, south = corner
    line = (*start, *end)
    if start == end or float(sphere.distance_nm(start[1], start[0], end[1], end[0])) > 9_000:
        return
    boxes = make_boxes([passage("box", west, south, west + width, south + height)])
    drawn = [
        shapely.LineString(p) for p in sphere.cut_antimeridian(sphere.interpolate((start, end), 5)) if len(p) > 1
    ]
    copies = [shapely.box(west + k, south, west + k + width, south + height) for k in (-360, 0, 360)]
    touching = any(part.intersects(copy) for part in drawn for copy in copies)
    within = any(part.intersects(shapely.buffer(copy, -0.05)) for part in drawn for copy in copies)
    found = len(hits(boxes, *arrays(line)).line) == 1
    assert found or not within
    assert touching or not found
