"""Run a sweep from the command line, with a bar that says when it will end."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from projection.batch.batch import Report, Step, check_batch, run_batch
from projection.batch.local import Local
from projection.batch.spread import Workers
from projection.batch.store import has_parquet
from projection.cli.doors import Exit
from projection.cli.manner import Manner
from projection.errors import Finding, InputError

EVERY_S = 10.0
"""Seconds between lines about a batch where there is no terminal."""


@dataclass(frozen=True)
class Crew:
    """Who runs: so many processes here (None = one a core), or the cluster at an address."""

    count: int | None
    cluster: str | None

    def open(self) -> Workers:
        """Start the processes, or join the cluster."""
        if self.cluster is None:
            return Local(self.count or cores())
        from projection.batch.cluster import Cluster

        if self.count is not None:
            raise InputError(
                [Finding("--workers", "counts processes of this machine", "leave it out with --cluster")]
            )
        return Cluster(self.cluster)


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batch(
    manner: Manner,
    sweep: Path,
    out: Path | None,
    crew: Crew,
    *,
    plans: bool = False,
    again: bool = False,
    check: bool = False,
) -> None:
    """Run a sweep and say how it ended; 130 when it was interrupted, 5 when a run has no plan."""
    bar = Bar(manner)
    if check:
        with bar.open():
            runs = check_batch(sweep, crew.open, bar.watch)
        manner.answer(f"{counted(runs, 'run')}, no fault", {"runs": runs, "ok": True})
        return
    folder = out or Path("runs") / sweep.stem
    with bar.open():
        report = run_batch(sweep, folder, crew.open, bar.watch, plans=plans, again=again)
    _say(manner, folder, report)
    if report.left:
        raise typer.Exit(Exit.INTERRUPTED)
    if report.failed:
        raise typer.Exit(Exit.NO_PLAN)


def counted(number: int, noun: str) -> str:
    """``1 run``, ``1,200 runs``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _say(manner: Manner, folder: Path, report: Report) -> None:
    words = [f"{counted(report.runs, 'run')}: {report.solved:,} with a plan"]
    words += [f"{report.failed:,} without, see {folder / 'failed'}"] if report.failed else []
    words += [f"{report.left:,} left; the same command goes on"] if report.left else []
    suffix = "parquet" if has_parquet() else "csv"
    lines = [
        ", ".join(words),
        f"store    {folder / f'runs.{suffix}'}",
        f"compare  projection compare {folder}",
    ]
    data = {
        "batch": str(folder),
        "runs": report.runs,
        "solved": report.solved,
        "failed": report.failed,
        "left": report.left,
        "files": sorted(path.name for path in folder.iterdir() if path.is_file()),
    }
    manner.answer("\n".join(lines), data)


class Bar:
    """Shows where a batch stands: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.told = time.monotonic()
        self.phase = ""
        self.show: Callable[[Step], None] | None = None

    def watch(self, step: Step) -> None:
        """Take a step of the batch."""
        if self.show is not None:
            self.show(step)
        ended = step.done == step.total
        if (self.show is None and time.monotonic() - self.told >= EVERY_S) or ended:
            self.told = time.monotonic()
            self.manner.log(words(step))

    @contextlib.contextmanager
    def open(self) -> Iterator[None]:
        """Show the bar where stderr is a terminal."""
        if self.manner.quiet or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
        from rich.progress import TimeRemainingColumn as Left

        console = Console(stderr=True, no_color=not self.manner.color)
        text = TextColumn("{task.description}")
        columns = (text, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("left"), Left())
        with Progress(*columns, console=console, transient=True) as progress:
            tasks: dict[str, Any] = {}

            def show(step: Step) -> None:
                if step.phase not in tasks:
                    tasks[step.phase] = progress.add_task(step.phase, total=step.total)
                failed = f", {step.failed} failed" if step.failed else ""
                progress.update(tasks[step.phase], completed=step.done, description=f"{step.phase}{failed}")

            self.show = show
            yield
        self.show = None


def words(step: Step) -> str:
    """``run   120 of 200  3 failed  41 s, about 27 s left``."""
    parts = [f"{step.phase:<6}{step.done:>6,} of {step.total:,}"]
    parts += [f"{step.failed:,} failed"] if step.failed else []
    parts += [f"{step.kept:,} were finished before"] if step.kept else []
    left = step.seconds / step.done * (step.total - step.done) if step.done else 0.0
    parts.append(f"{step.seconds:,.0f} s" + (f", about {left:,.0f} s left" if left >= 1 else ""))
    return "  ".join(parts)
