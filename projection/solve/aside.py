"""HiGHS in a process of its own: it can be ended at once, at any moment, and has a core to itself.

A run in a thread ends only where HiGHS next asks whether to go on, which may be a minute later.
"""

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from tempfile import TemporaryFile
from typing import Any

from projection.process import started
from projection.solve.highs import Hear, Outcome, Stop, load, run, run_here
from projection.solve.matrix import Floats, Matrix

_CODE = "from projection.solve.aside import main; main()"
LOOK_S = 0.2
"""Seconds between two looks at whether the run is still wanted."""
Message = tuple[float, Floats | None] | Outcome


def run_aside(problem: Matrix, options: Mapping[str, Any], stop: Stop, hear: Hear) -> Outcome:
    """Run HiGHS on a problem as `run` does; ended at once when ``stop`` is asked or ``hear`` says so.

    A run that is ended has the last bound, and no values but those that were heard. Where no process can be
    started, or it dies, HiGHS runs here.
    """
    bare = replace(problem, columns=(), rows=())
    with TemporaryFile() as asked:
        pickle.dump((bare, dict(options), os.getpid()), asked)
        asked.seek(0)
        process = started(_CODE, asked, subprocess.PIPE, own_session=True)
        if process is None:
            return run_here(problem, options, stop, hear)
        said: SimpleQueue[Message | None] = SimpleQueue()
        reader = threading.Thread(target=_read, args=(process, said), daemon=True)
        reader.start()
        try:
            found = _listen(said, stop, hear)
        finally:
            process.kill()
            process.wait()
            reader.join()
    return found or run_here(problem, options, stop, hear)


def _listen(said: "SimpleQueue[Message | None]", stop: Stop, hear: Hear) -> Outcome | None:
    """Hand on what a process says until it is done or no longer wanted; None when it died."""
    bound = float("-inf")
    while not stop.asked.is_set() and not hear(float("-inf"), None):
        try:
            message = said.get(timeout=LOOK_S)
        except Empty:
            continue
        if message is None or isinstance(message, Outcome):
            return message
        bound = max(bound, message[0])
        if hear(*message):
            break
    return Outcome("Interrupted by user", float("inf"), bound, None)


def _read(process: "subprocess.Popen[bytes]", said: "SimpleQueue[Message | None]") -> None:
    if process.stdout is not None:
        with process.stdout as out, suppress(EOFError, OSError, pickle.UnpicklingError, ValueError):
            while True:
                said.put(pickle.load(out))
    said.put(None)


def main() -> None:
    """Run HiGHS on the problem on stdin; bounds, plans and the outcome go to stdout."""
    problem, options, parent = pickle.load(sys.stdin.buffer)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    told = [float("-inf")]

    def tell(message: Message) -> None:
        with suppress(OSError):
            pickle.dump(message, out)
            out.flush()

    def hear(bound: float, values: Floats | None) -> bool:
        if values is not None or bound > told[0]:
            told[0] = max(told[0], bound)
            tell((bound, values))
        return False

    tell(run(load(problem, options), Stop(), hear))


def _end_with(parent: int) -> None:
    """End this process when the one that asked is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
