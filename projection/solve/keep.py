"""The best plan so far, handed on while the search goes on, so that a run that is killed loses little."""

import time
from collections.abc import Callable
from contextlib import suppress

from projection.solve.solution import Solution

SHARE = 0.05
"""Share of the wall clock that handing on takes in the long run; the first plans follow each other sooner."""
LEAST_S = 1.0
"""Least seconds between two."""


class Keep:
    """Calls ``put`` with the best plan so far: the first at once, then better or better proved ones now and then.

    The status of what it hands on is "unfinished". ``put`` runs in the thread that called `solve`, beside the
    search, and may take long: what it took decides when the next one is due. A disk that is full or gone must not
    end the search: what ``put`` raises as OSError is passed over, and tried again with the next plan.
    """

    def __init__(self, put: Callable[[Solution], None]) -> None:
        self.put = put
        self.due = 0.0
        self.rest = 1.0
        self.last: tuple[float, ...] = ()

    def look(self, standing: tuple[float, ...], best: Callable[[], Solution]) -> None:
        """Hand on what ``best`` gives when its ``standing`` (objective, bound) is new and it is time."""
        began = time.monotonic()
        if began < self.due or standing == self.last:
            return
        with suppress(OSError):
            self.put(best())
            self.last = standing
        now = time.monotonic()
        self.rest = min(2 * self.rest, 1 / SHARE)
        self.due = now + max(LEAST_S, (now - began) * self.rest)
