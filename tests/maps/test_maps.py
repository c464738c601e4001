"""Maps of a plan and the base map under them."""

import socket
import time

import numpy as np
import pytest

from projection.maps.base import Sheet, countries, frame_around, local_sheet, theatre_sheet
from projection.maps.draw import draw_maps, map_picture, route_map, theatre_map
from projection.maps.extents import theatre_views, whole_view
from projection.maps.flows import Lane, closed_airspace, closed_passages, lanes, legs, node_use
from projection.maps.panel import Panel, inside, lane_colour
from projection.maps.saturation import SHADES, saturation, shade
from projection.maps.traffic import traffic
from projection.report.page import COLOURS
from tests.report.sample_plan import sample
from tests.report.test_report import empty


@pytest.fixture
def offline(monkeypatch):
    """Make every attempt at a connection fail."""

    def refuse(*_args, **_kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_the_theatre_map_is_small_quick_offline_and_the_same_twice(tmp_path, offline):
    plan, network, scenario = sample(waves=3)
    start = time.process_time()
    first = [path.read_bytes() for path in theatre_map(plan, network, scenario, tmp_path / "a")]
    assert time.process_time() - start < 20  # about 4 s of one core
    second = [path.read_bytes() for path in theatre_map(plan, network, scenario, tmp_path / "b")]
    assert first == second
    assert len(first[0]) < 1_500_000
    assert len(first[1]) < 2_000_000


def test_a_plan_without_missions_still_has_a_map(tmp_path):
    plan, network, scenario = sample()
    assert all(path.exists() for path in theatre_map(empty(plan), network, scenario, tmp_path))


def test_a_route_over_the_pole_and_across_180_is_drawn_whole(tmp_path):
    plan, _, _ = sample()
    path = plan.tracks["air:EGVN-PAED:UK-C17"]
    pacific = plan.tracks["air:PWAK-RKTN:NL-A400"]
    for name in ("r.png", "r.svg"):
        file = route_map([path, pacific], ["over the pole $1", "across <180>"], tmp_path / name)
        assert file.stat().st_size > 20_000
    assert "<180>" not in (tmp_path / "r.svg").read_text(encoding="utf-8")


def test_lines_on_a_polar_sheet_do_not_jump():
    path = ((-1.6, 51.8), (-149.8, 61.3))
    sheet = local_sheet(path)
    (line,) = sheet.lines(path)
    steps = np.hypot(*np.diff(line, axis=0).T)
    assert steps.max() < 200_000


def test_the_theatre_sheet_cuts_lines_at_95_west():
    sheet = theatre_sheet()
    pieces = sheet.lines(((-60.0, 40.0), (-122.0, 38.0)))
    assert len(pieces) == 2
    for piece in pieces:
        assert np.hypot(*np.diff(piece, axis=0).T).max() < 200_000


def test_lines_clipped_to_a_frame_keep_their_direction():
    sheet = Sheet("laea", 128.0, 36.0)
    frame = (-1e5, -1e5, 1e5, 1e5)
    panel = Panel(axes=None, sheet=sheet, frame=frame)
    west_to_east = ((120.0, 36.0), (128.0, 36.1), (136.0, 36.0))
    for path, sign in ((west_to_east, 1), (west_to_east[::-1], -1)):
        (piece,) = inside(panel, sheet.lines(path))
        assert sign * (piece[-1, 0] - piece[0, 0]) > 1.9e5


def test_no_country_is_torn_across_the_sheet():
    """Russia, which spans 180 degrees, is one piece without a seam: no polygon edge runs along 180."""
    land = theatre_sheet().land((-1.7e7, -8.6e6, 1.7e7, 8.6e6), 20_000)
    widths = {
        code: shape.bounds[2] - shape.bounds[0]
        for code, shape in land
        if shape.area == max(other.area for name, other in land if name == code)
    }
    assert 5e6 < widths["RUS"] < 1.4e7
    assert widths["KOR"] < 1e6


def test_the_land_is_where_it_should_be():
    codes = set(countries().codes)
    assert {"KOR", "DEU", "FRA", "NOR", "PRK", "XKX"} <= codes
    sheet = Sheet("laea", 127.5, 36.5)
    seen = {code for code, _ in sheet.land((-1.8e5, -2e5, 1.2e5, 2e5), 500)}
    assert seen == {"KOR", "PRK"}


def test_a_frame_has_the_aspect_asked_for_and_holds_its_points():
    xy = np.array([[0.0, 0.0], [1e6, 4e6]])
    left, bottom, right, top = frame_around(xy, 1.5)
    assert (right - left) / (top - bottom) == pytest.approx(1.5)
    assert left < 0 < 1e6 < right
    assert bottom < 0 < 4e6 < top


def test_loads_on_water_that_routes_share_are_added():
    """At the strait south of Korea three ways have joined: 2,600 + 3,400 + 2,200 st by Suez."""
    plan, _, _ = sample()
    found = lanes(legs(plan))
    sea = [lane for lane in found if lane.mode == "sea"]
    assert max(lane.stons for lane in sea) == pytest.approx(2600 + 3400 + 2200 + 1900)
    shared = [lane for lane in sea if lane.stons == pytest.approx(2600 + 3400 + 2200)]
    assert shared


def test_empty_ways_home_are_no_lanes_but_are_counted():
    plan, _, _ = sample()
    found = legs(plan)
    home = [leg for leg in found if (leg.start, leg.end) == ("KRPUS", "DEBRV")]
    assert [(leg.missions, leg.empty, leg.stons) for leg in home] == [(1, 1, 0.0)]
    assert all(lane.stons + lane.people > 0 for lane in lanes(found))


def test_a_node_handles_what_is_loaded_unloaded_and_passing():
    plan, _, _ = sample()
    uses = node_use(plan)
    assert uses["ETAR"].stons == pytest.approx(45)
    assert uses["LGSA"].stons == pytest.approx(45 + 25)
    assert uses["KRPUS"].stons == pytest.approx(2600 + 3400 + 1500 + 2200)


def test_airspace_is_shut_to_all_or_in_part():
    _, network, scenario = sample()
    shut = closed_airspace(network, scenario)
    assert shut["RUS"] == "shut"
    assert shut["IND"] == "part"
    assert "DEU" not in shut


def test_closed_and_slowed_passages_say_when():
    _, network, scenario = sample()
    assert closed_passages(network, scenario) == {
        "bab_el_mandeb": "closed C+20 to C+40",
        "suez": "slowed C+10 to C+59",
    }


def test_the_map_alone_is_the_same_each_time_and_without_the_page_around_it():
    plan, network, scenario = sample()
    png = map_picture(plan, network, scenario)
    assert png == map_picture(plan, network, scenario)
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert 2.0 < wide / high < 2.3


def test_parts_of_the_world_are_pages_of_their_own_and_the_same_twice(tmp_path):
    plan, network, scenario = sample()
    first, second = (
        draw_maps(plan, network, scenario, tmp_path / name, ("korea", "korea"), ("pdf", "svg")) for name in "ab"
    )
    assert [path.name for path in first] == ["map-korea.pdf", "map-korea.svg"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_extent_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no such extent: moon"):
        draw_maps(*sample(), tmp_path, ("moon",))
    assert not list(tmp_path.iterdir())


def test_insets_show_the_pacific_and_the_pole_only_when_lanes_cross_them():
    plan, network, scenario = sample()
    crossed = traffic(plan, network, scenario)
    assert [view.name for view in theatre_views(crossed)] == [
        "theatre",
        "Europe",
        "Korea",
        "Pacific",
        "Over the pole",
    ]
    bare = traffic(empty(plan), network, scenario)
    assert [view.name for view in theatre_views(bare)] == ["theatre", "Europe", "Korea"]


@pytest.mark.parametrize("extent", ["europe", "pacific", "korea", "pole"])
@pytest.mark.parametrize("waves", [0, 1])
def test_every_view_lies_on_its_page_and_has_its_shape(extent, waves):
    found = traffic(*sample(waves))
    for view in (whole_view(found, extent), *theatre_views(found)):
        left, top, wide, high = view.box
        assert left >= 0.4
        assert left + wide <= 15.6
        assert top + high <= 7.7
        frame = view.frame
        assert (frame[2] - frame[0]) / (frame[3] - frame[1]) == pytest.approx(wide / high)


def test_saturation_is_the_mean_of_the_busiest_seven_days_of_the_hardest_limit():
    plan, _, _ = sample()
    rows = plan.tables["utilisation"].iloc[:0].copy()
    for day, used in enumerate([0, 0, 5, 10, 10, 10, 10, 10, 5, 0]):
        rows.loc[len(rows)] = ["berths", "X", day, used, 10, "hulls"]
        rows.loc[len(rows)] = ["handling", "X", day, 1, 100, "stons"]
    rows.loc[len(rows)] = ["fuel", "Y", 3, 7, 7, "stons"]
    found = saturation(type(plan)({**plan.tables, "utilisation": rows}, plan.stamp, plan.tracks))
    assert found == pytest.approx({"X": (5 + 50 + 5) / 70, "Y": 1 / 7}, abs=1e-4)


def test_shades_begin_at_their_least_share_and_colour_full_links():
    assert [shade(least) for least, _, _ in SHADES] == [colour for _, colour, _ in SHADES]
    assert shade(1.7) == SHADES[0][1]
    path = ((127.0, 37.0), (127.5, 37.5))
    assert lane_colour(Lane("land", 10.0, 0.0, path, 0.9)) == SHADES[0][1]
    assert lane_colour(Lane("land", 10.0, 0.0, path, 0.2)) == COLOURS["land"]
