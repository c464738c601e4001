"""Sweeps of scenarios/tiny as text, and workers that work in this process."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from projection.batch.batch import Report, run_batch
from projection.batch.work import solve_run
from projection.errors import InputError

EIGHT = """\
scenario: tiny
grid:
  fleets[planes].count: [1, 2]
  weights.short_days: [10, 20]
lists:
  - movements[U1].rdd: [3, 5]
    movements[U2].rdd: [3, 4]
"""
"""Eight runs of scenarios/tiny."""


class Here:
    """Workers of no process of their own; ``calls`` counts the plans that were made."""

    room = 1

    def __init__(self, before: Callable[[int], None] = lambda _: None) -> None:
        self.calls = 0
        self.before = before

    def share(self, value: Any) -> Any:
        """The value itself."""
        return value

    def submit(self, call: Callable[..., Any], *args: Any) -> Future[Any]:
        """Call it at once."""
        future: Future[Any] = Future()
        if call is solve_run:
            self.before(self.calls)
            self.calls += 1
        try:
            future.set_result(call(*args))
        except Exception as error:  # noqa: BLE001 - as a process would hand it on
            future.set_exception(error)
        return future

    def died(self, future: Future[Any]) -> bool | None:
        """Never: there is no process."""
        return None

    def look(self) -> None:
        """It is there."""

    def close(self) -> None:
        """There is nothing to end."""


def write(folder: Path, text: str, name: str = "sweep.yaml") -> Path:
    """A sweep as a file."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(sweep: Path, out: Path, workers: Here | None = None, **options: bool) -> tuple[Report, int]:
    """Run a sweep in this process; the report, and how many plans were made."""
    crew = workers or Here()
    report = run_batch(sweep, out, lambda: crew, **options)
    return report, crew.calls


def store_bytes(folder: Path) -> dict[str, bytes]:
    """Every table of a store but the seconds."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet")) if path.stem != "seconds"}


def faults(act: Callable[[], Any]) -> list[str]:
    """What an InputError says, line by line."""
    try:
        act()
    except InputError as error:
        return [str(finding) for finding in error.findings]
    return []
