"""What a run shows while it runs, on stderr: a live line on a terminal, plain lines elsewhere."""

import contextlib
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from projection.cli.manner import Manner

if TYPE_CHECKING:
    from projection.pipeline import Step
    from projection.solve.solution import Progress

EVERY_S = 10.0
"""Seconds between lines about the solve where there is no terminal."""

KEEP = frozenset({"solve", "schedule", "draw"})
"""Phases from whose beginning Ctrl-C keeps the best plan and writes it."""


class Screen:
    """Shows the steps of a run; also knows whether an interrupt would lose anything worth keeping."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.step: Step | None = None
        self.began = time.monotonic()
        self.told = -math.inf
        self.stopping = False
        self.live: Any = None

    def watch(self, step: "Step") -> None:
        """Take a step of the run."""
        if self.step is None or step.phase != self.step.phase:
            self.began = time.monotonic() - step.seconds
            self.told = step.seconds
        kept = self.step.progress if self.step and self.step.phase == step.phase else None
        self.step = step
        if step.note and self.manner.verbose:
            self.manner.log(f"           {step.note}")
        if step.done:
            self.manner.log(self._line(step.seconds, kept))
        elif self.live is None and step.progress and step.seconds - self.told >= EVERY_S:
            self.told = step.seconds
            self.manner.log(self._line(step.seconds, step.progress))

    @property
    def keeps(self) -> bool:
        """Whether Ctrl-C should stop the solve rather than the run."""
        return self.step is not None and self.step.phase in KEEP

    def _line(self, seconds: float, progress: "Progress | None") -> str:
        phase = self.step.phase if self.step else ""
        words = f"{phase:<9}{seconds:>7.1f} s"
        words += f"  {numbers(progress)}" if progress else ""
        return words + ("  stopping, the best plan is kept" if self.stopping and phase == "solve" else "")

    def __rich__(self) -> Any:
        """The live line, made anew at each refresh."""
        from rich.text import Text

        if self.step is None or self.step.done:
            return Text("")
        return Text(self._line(time.monotonic() - self.began, self.step.progress), no_wrap=True, style="bold")

    @contextlib.contextmanager
    def open(self) -> Iterator[None]:
        """Show the live line while the run goes on, where stderr is a terminal."""
        if self.manner.quiet or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console
        from rich.live import Live

        console = Console(stderr=True, no_color=not self.manner.color)
        with Live(self, console=console, refresh_per_second=4, transient=True) as self.live:
            yield
        self.live = None


def numbers(progress: "Progress") -> str:
    """``plan 1,234  bound 1,200  gap 2.8 %``; a dash for what is not known yet."""
    known = {"plan": progress.objective, "bound": progress.bound}
    words = [f"{name} {f'{value:,.0f}' if math.isfinite(value) else '-'}" for name, value in known.items()]
    gap = progress.gap
    return "  ".join([*words, f"gap {f'{gap:.1%}' if math.isfinite(gap) else '-'}"])


@contextlib.contextmanager
def interrupts(screen: Screen, ask: Callable[[], None]) -> Iterator[None]:
    """Let Ctrl-C call ``ask`` once the solver runs; before that it ends the run as usual."""

    def handle(number: int, frame: Any) -> None:
        if not screen.keeps:
            raise KeyboardInterrupt
        screen.stopping = True
        ask()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def native_silence() -> Iterator[None]:
    """Send what libraries print past Python (the banner of HiGHS) nowhere, so that stdout stays data alone."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
