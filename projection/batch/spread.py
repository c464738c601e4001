"""Hand calls to workers, keep all of them busy, and give back what comes, in the order in which it comes."""

import queue
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

TRIES = 2
"""Times that a run is begun when its process dies: another's hunger for memory may have killed it."""
T = TypeVar("T")


class Workers(Protocol):
    """Processes of this machine, or a cluster."""

    @property
    def room(self) -> int:
        """Calls that can be held at once."""

    def share(self, value: Any) -> Any:
        """A value that many calls get as an argument."""

    def submit(self, call: Callable[..., Any], *args: Any) -> Any:
        """A future of a call."""

    def died(self, future: Any) -> bool | None:
        """Whether a call was at work when its process died; None when no process died."""

    def look(self) -> None:
        """Raise `InputError` when nobody is there any more to answer."""

    def close(self) -> None:
        """End what is under way."""


class DiedError(Exception):
    """The process of a call died, more than once."""


def spread(
    workers: Workers, items: Iterable[T], call: Callable[..., Any], args: Callable[[T], tuple[Any, ...]]
) -> Iterator[tuple[T, Any | Exception]]:
    """What ``call(*args(item))`` gives for each item, or the exception that it raised.

    Items are taken as there is room for them. A call whose process died is tried once more.
    """
    ended: queue.SimpleQueue[Any] = queue.SimpleQueue()
    waiting = iter(items)
    again: list[T] = []
    tries: Counter[T] = Counter()
    held: dict[Any, T] = {}
    while True:
        while len(held) < workers.room and (
            taken := again or [row for _, row in zip(range(1), waiting, strict=False)]
        ):
            item = taken.pop()
            future = workers.submit(call, *args(item))
            held[future] = item
            future.add_done_callback(ended.put)
        if not held:
            return
        future = _next(ended, workers)
        item = held.pop(future)
        at_work = workers.died(future)
        if at_work is None:
            error = future.exception()
            yield item, (error if error is not None else future.result())
            continue
        tries[item] += at_work
        if tries[item] < TRIES:
            again.append(item)
        else:
            yield item, DiedError()


def _next(ended: "queue.SimpleQueue[Any]", workers: Workers) -> Any:
    """The next future that ended; Ctrl-C is heard meanwhile, and that the workers are gone."""
    while True:
        try:
            return ended.get(timeout=0.5)
        except queue.Empty:
            workers.look()
