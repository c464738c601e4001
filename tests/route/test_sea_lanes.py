import numpy as np
import pytest

from projection.route.land_mask import read_land
from projection.route.marnet import make_lanes, read_lanes
from projection.route.sea_boxes import make_boxes
from projection.route.sea_lanes import buoys, clear_lanes
from projection.route.sea_mend import mended
from tests.route.sea_case import network


def lanes(*points):
    """A chain of lanes through points (lon, lat)."""
    lon, lat = np.array(points, float).T
    count = np.arange(len(points) - 1)
    return make_lanes(lon, lat, np.stack([count, count + 1], axis=1))


def test_the_lanes_of_the_world_are_clean():
    world = read_lanes()
    assert len(world.lon) > 9_000
    assert np.all(np.abs(world.lon) <= 180)
    assert np.all(world.edges[:, 0] < world.edges[:, 1])
    assert len(np.unique(world.edges, axis=0)) == len(world.edges)
    assert world.nm.min() > 0


def test_a_lane_through_an_island_is_bent_round_it():
    through_jeju = lanes((126.0, 33.35), (127.2, 33.4))
    bent, dry = mended(through_jeju, read_land())
    assert dry.all()
    assert len(bent.lon) > 2
    assert bent.nm.sum() < 1.3 * through_jeju.nm.sum()


def test_a_lane_clear_of_land_stays_as_it_is():
    clear = lanes((-9.8, 43.0), (-9.8, 38.0))
    same, dry = mended(clear, read_land())
    assert dry.tolist() == [True]
    assert same.nm.tolist() == clear.nm.tolist()


def test_a_node_just_ashore_is_moved_off_the_land():
    ashore = lanes((-9.42, 38.72), (-11.0, 38.7))
    assert read_land().covers(ashore.lon, ashore.lat).tolist() == [True, False]
    moved, dry = mended(ashore, read_land())
    assert dry.all()
    assert moved.lon[0] == pytest.approx(-9.42, abs=0.1)


def test_a_lane_across_a_continent_cannot_be_mended():
    assert not mended(lanes((-10.0, 40.0), (3.0, 42.5)), read_land())[1].all()


def test_suez_and_panama_are_open_only_as_named_passages():
    passages = network().passages
    for names, joined in ((("suez", "panama"), True), ((), False)):
        world = clear_lanes(read_lanes(), read_land(), make_boxes(passages[name] for name in names))
        canal = (abs(world.lon - 32.4) < 0.3) & (abs(world.lat - 30.6) < 0.4)
        assert canal.any() == joined
        assert world.lat[world.edges].min() >= -60


def test_a_port_is_tied_to_nodes_that_its_approach_leaves_in_sight():
    rows = [network().seaports[name] for name in ("BEANR", "KRPUS")]
    links, reach = buoys(rows, clear_lanes(read_lanes(), read_land(), make_boxes([])), read_land())
    assert set(links[:, 0]) == {0, 1}
    assert 2 <= reach[1] < reach[0] <= 25
