"""The store of results: one JSON line a run, added to and never edited; the page is made from it."""

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
STORE = Path(__file__).with_name("results.jsonl")


def add(row: Mapping[str, Any], store: Path = STORE) -> None:
    """Add a result."""
    with store.open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(row, sort_keys=True) + "\n")


def rows(store: Path = STORE) -> list[Row]:
    """All results in the order in which they were measured."""
    if not store.exists():
        return []
    return [json.loads(line) for line in store.read_text(encoding="utf-8").splitlines() if line]


def newest(found: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """Runs of the last call that measured each case by each method, all repeats of it.

    Runs of a case whose files have changed since are left out.
    """
    last: dict[tuple[str, str], list[Row]] = {}
    found = list(found)
    inputs = {row["case"]: row["inputs"] for row in found}
    for row in found:
        if row["inputs"] != inputs[row["case"]]:
            continue
        kept = last.setdefault((row["case"], row["method"]), [])
        if kept and kept[0]["call"] != row["call"]:
            kept.clear()
        kept.append(row)
    return last


def median(values: Sequence[float | None]) -> float | None:
    """Median, where a run that never came there counts as one that took for ever; None when most did not."""
    if not values:
        return None
    found = statistics.median(float("inf") if value is None else value for value in values)
    return None if found == float("inf") else found
