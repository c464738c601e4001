"""Boxes of passages: how far they reach, and which passages share one."""

import pytest

from projection.network.rows import Passage
from projection.plan.verify.tracks import crossed_by


def passage(name: str, west: float, south: float, east: float, north: float) -> Passage:
    box = {"west": west, "south": south, "east": east, "north": north}
    return Passage.model_validate({"id": name, "name": name, **box, "source": "test", "verified": True})


@pytest.mark.parametrize(("west", "east", "span"), [(32, 33, 1), (170, -170, 20), (-180, 180, 360), (10, 10, 0)])
def test_a_box_spans_from_west_to_east_whatever_lies_between(west: float, east: float, span: float) -> None:
    assert passage("box", west, 0, east, 1).span == span


def test_a_line_over_the_pole_crosses_the_box_round_it() -> None:
    polar = passage("polar", -180, 80, 180, 90)
    assert crossed_by(((10.0, 70.0), (10.0, 85.0)), [polar]) == ("polar",)
    assert crossed_by(((10.0, 60.0), (10.0, 75.0)), [polar]) == ()
