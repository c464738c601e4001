"""Seeded draws."""

from statistics import mean

import pytest

from projection.batch.draws import parse


def drawn(given, count=2000, whole=False, seed=1, address="a"):
    draw, faults = parse(given, whole)
    assert not faults
    return draw.values(seed, address, count)


def test_the_same_seed_and_address_give_the_same_values_and_more_begin_with_them():
    given = {"uniform": [0, 1]}
    assert drawn(given, 5) == drawn(given, 9)[:5]
    assert drawn(given, 5) != drawn(given, 5, seed=2)
    assert drawn(given, 5) != drawn(given, 5, address="b")


def test_values_keep_within_their_limits_and_have_the_mean_of_their_draw():
    assert mean(drawn({"uniform": [2, 4]})) == pytest.approx(3, abs=0.05)
    assert mean(drawn({"triangular": [0, 0, 3]})) == pytest.approx(1, abs=0.05)
    values = drawn({"normal": [10, 2], "clip": [8, 11]})
    assert min(values) == 8
    assert max(values) == 11


def test_a_choice_keeps_its_weights_and_never_draws_what_weighs_nothing():
    values = drawn({"choice": ["a", "b", "c"], "weights": [3, 1, 0]})
    assert set(values) == {"a", "b"}
    assert values.count("a") / len(values) == pytest.approx(0.75, abs=0.03)


def test_a_whole_column_gets_whole_numbers():
    assert set(drawn({"uniform": [0.6, 3.4]}, whole=True)) == {1, 2, 3}


@pytest.mark.parametrize(
    "given",
    [
        {"uniform": [2, 1]},
        {"uniform": [1]},
        {"uniform": [0, float("nan")]},
        {"normal": [1, 2]},
        {"normal": [1, 0], "clip": [0, 2]},
        {"choice": []},
        {"choice": [1, 2], "weights": [0, 0]},
        {"uniform": [1, 2], "clip": [1, 2]},
        {"uniform": [1, 2], "choice": [1]},
        {},
    ],
)
def test_what_is_no_draw_is_refused_in_words(given):
    draw, faults = parse(given, whole=False)
    assert draw is None
    assert all(what and mend for what, mend in faults)
    assert faults
