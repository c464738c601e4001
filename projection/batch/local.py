"""Workers on this machine: one process for each, imports done once, one run at a time in each."""

import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from typing import Any

from projection.batch import work

QUEUED = 2
"""Runs that a worker holds: the one at work, and the next, so that it never waits for this process."""


class Lane:
    """One worker process and the calls that it holds."""

    def __init__(self) -> None:
        self.open: list[Future[Any]] = []
        self.pool = _pool()
        self.process = self.pool.submit(work.process_id)

    def submit(self, call: Callable[..., Any], *args: Any) -> Future[Any]:
        """Hand a call to the process."""
        future = self.pool.submit(call, *args)
        self.open.append(future)
        return future

    def end(self) -> None:
        """End the process, in whatever it is."""
        with suppress(BrokenProcessPool, OSError):
            if self.process.done():
                os.kill(self.process.result(), signal.SIGTERM)
        self.pool.shutdown(wait=False, cancel_futures=True)


def _pool() -> ProcessPoolExecutor:
    if sys.platform == "win32":
        context = get_context("spawn")
    else:
        context = get_context("forkserver")
        context.set_forkserver_preload([work.__name__, *work.HEAVY])
    return ProcessPoolExecutor(1, mp_context=context, initializer=work.begin)


class Local:
    """``count`` processes of this machine.

    A process that dies takes none of the others' runs with it: a new one takes its place, and `died` says which
    call it was at.
    """

    def __init__(self, count: int) -> None:
        self.lanes = [Lane() for _ in range(count)]
        self.broken: list[Lane] = []

    @property
    def room(self) -> int:
        """Calls that can be held at once."""
        return QUEUED * len(self.lanes)

    def share(self, value: Any) -> Any:
        """A value that every call gets; it travels with each, as pipes of this machine are quick."""
        return value

    def submit(self, call: Callable[..., Any], *args: Any) -> Future[Any]:
        """Hand a call to the lane that holds the fewest."""
        lane = min(self.lanes, key=lambda lane: len(lane.open))
        try:
            return lane.submit(call, *args)
        except BrokenProcessPool as error:
            lost: Future[Any] = Future()
            lost.set_exception(error)
            lane.open.append(lost)
            return lost

    def died(self, future: Future[Any]) -> bool | None:
        """Whether a call was the one at work when its process died; None when the process did not die."""
        lane = next(lane for lane in [*self.lanes, *self.broken] if future in lane.open)
        lane.open.remove(future)
        if not isinstance(future.exception(), BrokenProcessPool):
            return None
        if lane not in self.lanes:
            return False
        self.lanes[self.lanes.index(lane)] = Lane()
        self.broken.append(lane)
        lane.end()
        return True

    def look(self) -> None:
        """They are there: a process that dies ends its calls."""

    def close(self) -> None:
        """End every process."""
        for lane in self.lanes:
            lane.end()
