"""The map of what changes."""

from dataclasses import replace

from projection.maps.difference import changes, difference_map, node_changes
from projection.maps.flows import Lane, Use
from tests.report.sample_plan import sample

A, B, C, D = (0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0)


def test_a_change_is_the_load_after_less_the_load_before_step_by_step():
    before = [Lane("sea", 100, 0, (A, B, C))]
    after = [Lane("sea", 100, 0, (A, B)), Lane("sea", 40, 0, (B, C, D))]
    found = {row.path: (row.stons, row.more) for row in changes(before, after)}
    assert found == {(B, C): (-60, False), (C, D): (40, True)}
    assert changes(before, before) == []


def test_modes_over_the_same_points_are_kept_apart_and_people_count_where_stons_do_not_change():
    before, after = [Lane("sea", 10, 0, (A, B))], [Lane("air", 10, 0, (A, B)), Lane("sea", 10, 5, (A, B))]
    found = {(row.mode, row.stons, row.people, row.more) for row in changes(before, after)}
    assert found == {("air", 10, 0, True), ("sea", 0, 5, True)}


def test_nodes_that_handle_the_same_are_left_out():
    before = {"X": Use(10, 0), "Y": Use(5, 5)}
    assert node_changes(before, {"X": Use(10, 0), "Z": Use(1, 0)}) == {"Y": (-5, -5), "Z": (1, 0)}


def test_the_map_is_drawn_the_same_each_time_also_when_nothing_changes(tmp_path):
    first, other = sample(), sample(waves=2)
    said = ("the other delivers more", "", "")
    files = [difference_map(first, other, tmp_path / name, said) for name in ("one", "two")]
    for one, two in zip(*files, strict=True):
        assert one.read_bytes() == two.read_bytes()
    same = difference_map(first, (replace(first[0]), *first[1:]), tmp_path / "same", said)
    assert same[1].exists()
