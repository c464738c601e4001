"""Colours that readers with red-green blindness tell apart, and that stay apart when printed in grey.

Dichromats are simulated with the matrices of Machado, Oliveira and Fernandes (2009), severity 1, on linear light;
differences are CIE 1976 (L*, a*, b*): 2 can just be seen, 20 is another colour at a glance.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from projection.maps.panel import ALTERNATIVES, DASH
from projection.maps.saturation import SHADES
from projection.report import closure, gantt
from projection.report.heat import FULL, _colours
from projection.report.page import COLOURS, INK, LATE

EYES = {
    "full sight": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
APART = 20.0
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, eye: str = "full sight") -> np.ndarray:
    """L*, a*, b* of a colour as an eye sees it."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(EYES[eye] @ linear, 0, 1)
    part = XYZ @ seen / XYZ.sum(axis=1)
    f = np.where(part > (6 / 29) ** 3, np.cbrt(part), part / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one: str, other: str, eye: str) -> float:
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))


def test_the_measure_knows_red_from_green_only_with_full_sight():
    red, green = "#C0392B", "#7A6A00"
    assert apart(red, green, "full sight") > 2 * apart(red, green, "deuteranopia")
    assert lab("#FFFFFF")[0] == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("eye", EYES)
def test_modes_and_shades_are_told_apart(eye):
    for group in (list(COLOURS.values()), [colour for _, colour, _ in SHADES], [COLOURS["sea"], LATE, INK]):
        for one, other in combinations(group, 2):
            assert apart(one, other, eye) >= APART, (eye, one, other)


def test_shades_get_lighter_by_steps_that_show_in_grey():
    lightness = [lab(colour)[0] for _, colour, _ in SHADES]
    assert all(later - earlier >= 8 for earlier, later in pairwise(lightness)), lightness


def test_use_of_limits_gets_darker_up_to_full_in_grey():
    from matplotlib.colors import to_hex

    ramp = _colours()
    steps = [to_hex(ramp(share / FULL)) for share in (0.0, 0.25, 0.5, 0.75, 0.99)] + [to_hex(ramp(1.5))]
    lightness = [lab(colour)[0] for colour in steps]
    assert all(earlier - later >= 5 for earlier, later in pairwise(lightness)), lightness


def test_modes_differ_in_more_than_colour():
    """In grey sea and land are near each other: lines differ in their dashes, areas in their hatches."""
    assert len({str(dash) for dash in DASH.values()}) == len(COLOURS)
    assert len(set(closure._HATCH.values())) == len(COLOURS)


def test_loaded_and_empty_runs_differ_in_grey():
    for mode, pale in gantt._PALE.items():
        assert lab(pale)[0] - lab(COLOURS[mode])[0] >= APART


@pytest.mark.parametrize("eye", EYES)
def test_alternatives_differ_in_colour_or_in_dash(eye):
    for (one, dash), (other, second) in combinations(ALTERNATIVES, 2):
        assert apart(one, other, eye) >= APART or dash != second, (eye, one, other)
