"""What a slide is made of; the writers of brief.pptx and brief.pdf draw the same description."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Look = Literal["ink", "sea", "air", "land", "late", "pale"]
"""How a series looks: its colour, its dash as a line, its hatch as a bar; told apart in grey too."""

Box = tuple[float, float, float, float]
"""Left, top, width and height as shares of the room below the headline."""


@dataclass(frozen=True)
class Series:
    """One line, or one colour of bars; as many values as the chart has categories."""

    name: str
    values: tuple[float, ...]
    look: Look


@dataclass(frozen=True)
class Chart:
    """A chart: lines over days (line), columns over days (stack), or lying bars.

    ``categories`` are the names of lying bars; over days they are blank, and the values begin on C-day.
    """

    kind: Literal["line", "bar", "stack"]
    title: str
    x_title: str
    y_title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    percent: bool = False


@dataclass(frozen=True)
class Table:
    """A table; columns in ``right`` are figures. Rows that do not fit are counted and stand in ``rest``."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: tuple[int, ...] = ()
    rest: str = "plan.xlsx"
    lines: int = 1


@dataclass(frozen=True)
class Words:
    """Sentences, one below the other, with a heading or none."""

    title: str
    lines: tuple[str, ...]
    size: float = 17.0


@dataclass(frozen=True)
class Figures:
    """Key figures side by side: each large, with what it is below it."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Picture:
    """A picture as PNG, and what it shows in words."""

    png: bytes
    words: str


Part = Chart | Table | Words | Figures | Picture


@dataclass(frozen=True)
class Placed:
    """A part and where it stands."""

    part: Part
    box: Box


@dataclass(frozen=True)
class Slide:
    """A slide: what it is about, the sentence that it proves, its parts, and the tables that they come from."""

    topic: str
    headline: str
    parts: tuple[Placed, ...]
    source: str


@dataclass(frozen=True)
class Deck:
    """All slides, and what stands on each: banner, how sure the plan is, and of which input it is."""

    title: str
    banner: str
    standing: str
    stamp: str
    slides: tuple[Slide, ...]


def bars(
    title: str, x_title: str, rows: Sequence[tuple[str, float]], look: Look = "sea", percent: bool = False
) -> Chart:
    """Lying bars of one series, the first row on top."""
    names = tuple(name for name, _ in rows)
    values = tuple(value for _, value in rows)
    return Chart("bar", title, x_title, "", names, (Series(x_title, values, look),), percent)
