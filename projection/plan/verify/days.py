"""Days of clock hours, as the verifier counts them."""

import math
from collections.abc import Iterator

MIDNIGHT_OFF = 1e-6
"""Days: an event so close to midnight happens at midnight."""


def day_in(hour: float) -> int:
    """Day in which something starts that starts at ``hour``; midnight begins a day."""
    return math.floor(hour / 24 + MIDNIGHT_OFF)


def day_ended(hour: float) -> int:
    """Day in which something ended that ended at ``hour``; midnight ends a day."""
    return math.ceil(hour / 24 - MIDNIGHT_OFF) - 1


def days_about(hour: float) -> set[int]:
    """Day of an event, both days when it happens at midnight."""
    return {day_in(hour), day_ended(hour)}


def split(start_h: float, end_h: float) -> Iterator[tuple[int, float]]:
    """Hours between two clock times by day; a hair on the far side of midnight stays with the rest."""
    days = touched(start_h, end_h) if end_h > start_h else range(0)
    for day in days:
        until = end_h if day == days[-1] else (day + 1) * 24.0
        yield day, until - start_h
        start_h = until


def touched(start_h: float, end_h: float) -> range:
    """Days on any part of which something lasts that has a duration."""
    first = day_in(start_h)
    return range(first, max(day_ended(end_h), first) + 1)
