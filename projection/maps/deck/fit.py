"""Text that fits: how wide it is, where its lines break, and where it is cut; the same for both writers.

Widths are those of DejaVu Sans, which matplotlib brings along. Fonts that show a PPTX are narrower or as wide.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from projection.report.page import clean

LINE = 1.22
"""Height of a line over the size of its letters."""
LONGEST = 2000
"""Most characters of a text that are looked at."""
_POINTS = 72.0
_PROBE = 100.0
_UNKNOWN = 1.0
"""Width of a letter that the font lacks, over its size: that of a Korean one."""


@cache
def _font(bold: bool) -> Any:
    """A font of our own: those that matplotlib draws with are set to other sizes as it draws."""
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    font.set_size(_PROBE, _POINTS)
    return font


@cache
def _advance(letter: str, bold: bool) -> float:
    font = _font(bold)
    if not font.get_char_index(ord(letter)):
        return _UNKNOWN
    return float(font.load_char(ord(letter)).linearHoriAdvance) / 65536 / _PROBE


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of a text in inches; ``size`` in points."""
    return sum(_advance(letter, bold) for letter in text) * size / _POINTS


def cut(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, `clean`, as far as it fits into ``room`` inches, with an ellipsis where it is cut."""
    text = clean(text, LONGEST)
    if width(text, size, bold) <= room:
        return text
    left, kept = room - width("…", size, bold), 0
    for letter in text:
        left -= width(letter, size, bold)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"


def wrap(text: str, size: float, room: float, most: int, bold: bool = False) -> list[str]:
    """At most ``most`` lines of at most ``room`` inches; the last is cut with an ellipsis when there is more.

    Lines break at blanks; a word that is longer than a line breaks anywhere.
    """
    words = clean(text, LONGEST).split()
    lines: list[str] = []
    line = ""
    while words and len(lines) < most:
        trial = f"{line} {words[0]}" if line else words[0]
        if width(trial, size, bold) <= room:
            line = trial
            words.pop(0)
        elif line:
            lines.append(line)
            line = ""
        else:
            head = cut(words[0], size, room, bold)[:-1] or words[0][:1]
            lines.append(head)
            words[0] = words[0][len(head) :]
    if line and len(lines) < most:
        return [*lines, line]
    if line or words:
        lines[-1] = cut(" ".join([lines[-1], *filter(None, [line]), *words]), size, room, bold)
    return lines or [""]


def largest(
    texts: Sequence[str],
    sizes: tuple[float, float],
    room: tuple[float, float],
    gap: float = 0.0,
    bold: bool = False,
) -> float:
    """The largest size in points, from the first of ``sizes`` down to the last, at which all texts fit a room.

    ``room`` width and height in inches; each text begins a new line, ``gap`` lines after the one before.
    """
    size, least = sizes
    while size > least:
        lines = sum(len(wrap(text, size, room[0], 1000, bold)) for text in texts) + gap * max(len(texts) - 1, 0)
        if lines * size * LINE / _POINTS <= room[1]:
            return size
        size -= 0.5
    return least


def inches(lines: float, size: float) -> float:
    """Height of so many lines."""
    return lines * size * LINE / _POINTS
