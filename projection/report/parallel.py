"""Parallel coordinates of a batch: what was changed on the left, what came of it on the right, a line a run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from projection.report.page import INK, MARGIN_IN, QUIET, clean, open_page, room, save, write
from projection.report.tally import Floats
from projection.scenario.scenario import Scenario

SIZE = (16.0, 9.0)
MOST_AXES = 12
"""Axes that fit on a page; of the changed fields those that move the figure most stay."""
_TICKS = 7
_LIGHTEST = 0.15
"""Where the scale of shades begins, so that the lightest line is seen on white."""


@dataclass(frozen=True)
class Axis:
    """One axis: its title, where each run meets it (0 bottom to 1 top), its marks, and whether it is changed."""

    title: str
    at: Floats
    ticks: tuple[tuple[float, str], ...]
    given: bool


def number_axis(title: str, values: Sequence[float | None], given: bool, never: str = "never") -> Axis:
    """An axis of numbers; None lies above all others, at a mark called ``never``."""
    known = [float(value) for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    top = 0.92 if len(known) < len(values) else 1.0
    wide = (high - low) or 1.0
    few = sorted(set(known)) if len(set(known)) <= _TICKS else []
    steps = few or (sorted({low, high, *_round(low, high)}) if high > low else [])
    ticks = [((value - low) / wide * top, _number(value)) for value in steps]
    ticks += [(1.0, never)] if top < 1 else []
    at = [1.0 if value is None else (float(value) - low) / wide * top for value in values]
    if high == low:
        at = [0.5 if value is not None else 1.0 for value in values]
        ticks = [(0.5, _number(low))] if known else []
        ticks += [(1.0, never)] if top < 1 else []
    return Axis(title, np.array(at), tuple(ticks), given)


def word_axis(title: str, values: Sequence[str | None]) -> Axis:
    """An axis of words, one place for each; None is shown as the scenario has it."""
    words = [("as it is" if value is None else str(value)) for value in values]
    known = sorted(set(words))
    step = 1 / max(1, len(known) - 1)
    place = {word: (at * step if len(known) > 1 else 0.5) for at, word in enumerate(known)}
    marks = known if len(known) <= 2 * _TICKS else known[:: len(known) // _TICKS]
    return Axis(title, np.array([place[word] for word in words]), tuple((place[w], w) for w in marks), given=True)


def _round(low: float, high: float) -> list[float]:
    """Round numbers between two, at most `_TICKS`, none within a tenth of the width of an end."""
    wide = high - low
    step = 10.0 ** np.floor(np.log10(wide / 3))
    step *= next(factor for factor in (1, 2, 5, 10, 20) if wide / (step * factor) <= _TICKS - 2)
    marks = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
    return [float(mark) for mark in marks if low + wide / 10 < mark < high - wide / 10]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.3g}"


def draw_parallel(
    axes: Sequence[Axis], worth: Sequence[float], scenario: Scenario, folder: Path, said: tuple[str, str, str]
) -> tuple[Path, ...]:
    """Draw parallel.png and parallel.svg; a run is the darker the more its ``worth`` (the objective) costs."""
    figure = open_page(scenario, "What was changed, and what came of it", said, SIZE)
    canvas = figure.add_axes(room(SIZE, MARGIN_IN + 0.7, 1.95, SIZE[0] - 2 * MARGIN_IN - 1.7, 5.75))
    canvas.set_xlim(-0.05, max(1, len(axes) - 1) + 0.05)
    canvas.set_ylim(-0.02, 1.02)
    canvas.axis("off")
    _lines(canvas, axes, np.asarray(worth, float))
    for number, axis in enumerate(axes):
        _axis(canvas, number, axis)
    split = sum(axis.given for axis in axes) - 0.5
    if 0 < split < len(axes) - 1:
        canvas.axvline(split, color="#BBBBBB", linewidth=1.0, linestyle=(0, (2, 3)))
    _scale(figure, np.asarray(worth, float))
    return save(figure, folder, "parallel", f"Runs: {scenario.settings.title}")


def _lines(canvas: Any, axes: Sequence[Axis], worth: Floats) -> None:
    from matplotlib import colormaps
    from matplotlib.collections import LineCollection

    order = np.argsort(-worth, kind="stable")
    x = np.arange(len(axes))
    runs = np.stack([axis.at for axis in axes], axis=1)
    lines = [np.column_stack([x, runs[at]]) for at in order]
    colours = colormaps["cividis_r"](_LIGHTEST + (1 - _LIGHTEST) * _shade(worth)[order])
    alpha = float(np.clip(25 / max(1, len(lines)) ** 0.5 / 5, 0.25, 0.9))
    canvas.add_collection(LineCollection(lines, colors=colours, linewidths=1.5, alpha=alpha, zorder=2))


def _shade(worth: Floats) -> Floats:
    """Objectives from 0 (least) to 1 by rank, so that one bad run does not make all others alike."""
    order = np.unique(worth)
    return np.searchsorted(order, worth) / max(1, len(order) - 1)


def _axis(canvas: Any, number: int, axis: Axis) -> None:
    canvas.plot([number, number], [0, 1], color=INK if axis.given else "#0072B2", linewidth=1.6, zorder=3)
    box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1}
    for at, text in axis.ticks:
        canvas.plot([number - 0.02, number + 0.02], [at, at], color=INK, linewidth=1.0, zorder=3)
        write(canvas, number + 0.035, at, text, fontsize=9, va="center", zorder=4, bbox=box, limit=18)
    title = "\n".join(_wrapped(clean(axis.title, 60)))
    colour = INK if axis.given else "#0072B2"
    canvas.text(
        number,
        1.05,
        title,
        ha="center",
        va="bottom",
        fontsize=9.5,
        color=colour,
        fontweight="bold",
        parse_math=False,
    )


def _wrapped(text: str, wide: int = 16) -> list[str]:
    """A title in lines, broken at blanks and dots, else where it is too long."""
    lines = [""]
    for part in text.replace(".", ".\0").replace(" ", " \0").replace("_", "_\0").split("\0"):
        if len(lines[-1]) + len(part) > wide and lines[-1]:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def _scale(figure: Any, worth: Floats) -> None:
    """A strip that says what the shades mean."""
    from matplotlib import colormaps

    strip = figure.add_axes(room(SIZE, SIZE[0] - MARGIN_IN - 3.4, SIZE[1] - 0.98, 1.6, 0.16))
    strip.imshow(
        np.linspace(_LIGHTEST, 1, 100)[None, :], aspect="auto", cmap=colormaps["cividis_r"], vmin=0, vmax=1
    )
    strip.axis("off")
    low, high = (float(worth.min()), float(worth.max())) if worth.size else (0.0, 0.0)
    y = 0.90 / SIZE[1]
    right = (SIZE[0] - MARGIN_IN - 3.5) / SIZE[0]
    write(figure, right, y, f"objective {low:,.0f}", fontsize=9, color=QUIET, ha="right", va="center")
    write(figure, (SIZE[0] - MARGIN_IN - 1.7) / SIZE[0], y, f"{high:,.0f}", fontsize=9, color=QUIET, va="center")
