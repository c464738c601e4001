"""Days in words."""

from collections.abc import Iterable


def spans(days: Iterable[int], most: int = 6) -> str:
    """Running days in words: ``C+3 to C+7, C+9``; after ``most`` spans the rest is an ellipsis."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][1] + 1:
            runs[-1][1] = day
        else:
            runs.append([day, day])
    words = [f"C+{first}" if first == last else f"C+{first} to C+{last}" for first, last in runs]
    return ", ".join(words[:most]) + (" ..." if len(words) > most else "")
