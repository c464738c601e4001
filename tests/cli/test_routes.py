"""The verb routes on the tiny network."""

import json

TINY = ("--network", "tiny")


def test_a_way_by_sea_shows_distance_hours_and_limits(run):
    result = run("routes", "esp", "KSP", *TINY)
    assert result.exit_code == 0
    assert "10 d  0 h" in result.stdout
    assert "limit: draft 7 of 12 m at ESP" in result.stdout


def test_a_way_by_air_as_json(run):
    data = json.loads(run("--json", "routes", "EAF", "KAF", *TINY, "--lift", "plane").stdout)
    (way,) = data["journeys"]
    assert (way["hours"], way["allowed"], way["stons"]) == (20.0, True, 50.0)


def test_what_is_shut_leaves_no_way_and_says_why(run):
    result = run("routes", "ESP", "KSP", "--scenario", "tiny", "--closed", "KSP")
    assert result.exit_code == 5
    assert "refused: KSP is shut on day 11" in result.stdout


def test_a_place_that_is_not_known_is_an_input_fault_with_a_guess(run):
    result = run("routes", "EAFF", "KAF", *TINY)
    assert result.exit_code == 3
    assert "did you mean EAF?" in result.stderr


def test_an_inland_place_says_what_it_is_linked_to(run):
    result = run("routes", "ESP", "KDS", *TINY)
    assert result.exit_code == 3
    assert "KDS is linked to KSP" in result.stderr


def test_an_airfield_and_a_port_have_no_way(run):
    assert run("routes", "EAF", "KSP", *TINY).exit_code == 3
    assert run("routes", "EAF", "KAF", *TINY, "--mode", "sea").exit_code == 3


def test_the_ways_are_drawn(run, tmp_path):
    assert run("routes", "ESP", "KSP", *TINY, "--map", tmp_path / "ways.svg").exit_code == 0
    assert (tmp_path / "ways.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert run("routes", "ESP", "KSP", *TINY, "--map", tmp_path / "ways.txt").exit_code == 3
