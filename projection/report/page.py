"""What every page carries: banner, date-time group, title with the answer, footer; and how a page is saved.

Figures are drawn with matplotlib's objects and never with pyplot, so nothing is shared between calls.
"""

import io
import re
import threading
import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from projection.report.tally import answer, standing
from projection.scenario.scenario import Scenario

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from projection.plan.plan import Plan

Box = tuple[float, float, float, float]

COLOURS = {"air": "#D55E00", "sea": "#0072B2", "land": "#8C8C8C"}
"""By mode, from the palette of Okabe and Ito, which colour-blind readers tell apart."""

PICTURES = ("png", "svg")
"""Formats in which every picture of a plan is written."""

INK = "#1A1A1A"
QUIET = "#5A5A5A"
LATE = "#A6004D"
DPI = 150
MARGIN_IN = 0.45
_BAND_IN = 0.26
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_PATHS = re.compile(r' d="[^"]*"')
_DIGITS = re.compile(r"(\.\d\d)\d+")
_SAVING = threading.Lock()
_STYLE = {"svg.hashsalt": "projection", "svg.fonttype": "path", "pdf.fonttype": 42}


def clean(text: str, limit: int = 140) -> str:
    """Text that can be drawn: no control, format or bidirectional marks, cut to ``limit`` characters."""
    kept = "".join(" " if char in "\t\r\n" else char for char in str(text))
    kept = "".join(char for char in kept if unicodedata.category(char)[0] != "C")
    return kept if len(kept) <= limit else kept[: limit - 1] + "…"


def write(target: Any, x: float, y: float, text: str, **style: Any) -> Any:
    """Put text on a figure or axes as it stands: a dollar sign is a dollar sign."""
    style.setdefault("color", INK)
    return target.text(x, y, clean(text, style.pop("limit", 140)), parse_math=False, **style)


def _c_day_group(scenario: Scenario) -> str:
    """C-day as a date-time group; the scenario's clock has no time zone, so the group has none."""
    day = scenario.settings.c_day
    return f"{day.day:02d}0000 {_MONTHS[day.month - 1]} {day.year % 100:02d}"


def dated(scenario: Scenario) -> str:
    """Date-time group of the scenario, where it gives one, and C-day: the same input, the same words."""
    group, c_day = scenario.settings.dtg, f"C-day {_c_day_group(scenario)}"
    return f"{group}, {c_day}" if group else c_day


def banner(scenario: Scenario) -> str:
    """What stands above and below every page: the classification, and when it is of."""
    return f"{clean(scenario.settings.banner, 90)}   |   {dated(scenario)}"


def new_page(plan: "Plan", scenario: Scenario, heading: str, size: tuple[float, float]) -> "Figure":
    """Open a page of ``size`` inches with banner above and below, title, answer and footer.

    The room for drawing is what `room` gives.
    """
    stamp = f"scenario {plan.stamp['scenario']}, input {str(plan.stamp['input_hash'])[:12]}"
    return open_page(scenario, heading, (answer(plan), standing(plan), stamp), size)


def open_page(scenario: Scenario, heading: str, said: tuple[str, str, str], size: tuple[float, float]) -> "Figure":
    """Open a page that says what it is told to: the answer below the title, and the footer left and right."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    figure = Figure(figsize=size, dpi=DPI, facecolor="white")
    wide, high = size
    band = _BAND_IN / high
    for bottom in (0.0, 1 - band):
        figure.add_artist(Rectangle((0, bottom), 1, band, color="#2B2B2B", linewidth=0))
        banner = scenario.settings.banner
        write(figure, 0.5, bottom + band / 2, banner, color="white", ha="center", va="center_baseline")
    left, right = MARGIN_IN / wide, 1 - MARGIN_IN / wide
    write(figure, left, 1 - 0.60 / high, scenario.settings.title, fontsize=17, fontweight="bold", limit=72)
    write(figure, right, 1 - 0.60 / high, dated(scenario), fontsize=12, fontweight="bold", ha="right")
    write(figure, left, 1 - 0.90 / high, said[0], fontsize=13, limit=120)
    write(figure, right, 1 - 0.90 / high, heading, fontsize=12, color=QUIET, ha="right")
    write(figure, left, 0.40 / high, said[1], fontsize=9, color=QUIET, limit=220)
    write(figure, right, 0.40 / high, said[2], fontsize=9, color=QUIET, ha="right")
    return figure


def room(size: tuple[float, float], left: float, top: float, wide: float, high: float) -> Box:
    """Rectangle of axes in figure shares from inches: ``left`` and ``top`` of its corner on the page."""
    return (left / size[0], 1 - (top + high) / size[1], wide / size[0], high / size[1])


def _shorten(found: re.Match[str]) -> str:
    """A path of an SVG with two decimals, a hundredth of a point."""
    return _DIGITS.sub(r"\1", found.group())


def save(
    figure: "Figure", folder: Path, name: str, title: str = "", formats: Sequence[str] = PICTURES
) -> tuple[Path, ...]:
    """Write ``name`` into ``folder`` in each format (png, svg, pdf); see `save_file`."""
    folder.mkdir(parents=True, exist_ok=True)
    files = tuple(folder / f"{name}.{suffix}" for suffix in formats)
    for file in files:
        save_file(figure, file, title or name)
    return files


@contextmanager
def drawing() -> Iterator[None]:
    """Where figures become files: one at a time, in the style of all, and quiet on letters that the font lacks."""
    import matplotlib as mpl

    with _SAVING, mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        yield


def picture(figure: "Figure", box: Box) -> bytes:
    """A part of a figure as PNG: ``box`` left, top, width and height in inches."""
    from matplotlib.transforms import Bbox

    left, top, wide, high = box
    page_high = float(figure.get_size_inches()[1])
    part = Bbox.from_extents(left - 0.03, page_high - top - high, left + wide + 0.03, page_high - top + 0.03)
    data = io.BytesIO()
    with drawing():
        figure.savefig(data, format="png", dpi=DPI, metadata={"Software": None}, bbox_inches=part)
    return data.getvalue()


def save_file(figure: "Figure", file: Path, title: str) -> None:
    """Write a figure as its suffix says, .svg, .pdf or else PNG: the same figure, the same bytes.

    No dates, versions or random identifiers are written. Characters that the font lacks show as boxes.
    """
    with drawing():
        if file.suffix == ".svg":
            figure.savefig(file, metadata={"Date": None, "Creator": None, "Title": clean(title)})
            drawn = file.read_text(encoding="utf-8")
            file.write_text(_PATHS.sub(_shorten, drawn), encoding="utf-8", newline="\n")
        elif file.suffix == ".pdf":
            undated = {"CreationDate": None, "Creator": None, "Producer": None, "Title": clean(title)}
            figure.savefig(file, metadata=undated)
        else:
            figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
