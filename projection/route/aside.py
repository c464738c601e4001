"""Sea legs computed by another process into the cache, so that a second core works while air legs are made here.

A thread is not enough: half of the work holds the lock of Python. What goes wrong there is not told: the legs are
then computed again in this process, which tells it.
"""

import os
import pickle
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile

from projection.network.network import Network
from projection.process import started
from projection.route.cache import cache_folder
from projection.route.sea import sea_legs, sea_legs_kept

_CODE = "from projection.route.aside import main; main()"


@contextmanager
def sea_aside(
    network: Network, ports: Sequence[str], allow: Collection[str], shut: Sequence[Collection[str]]
) -> Iterator[None]:
    """Begin to fill the cache with sea legs where they are not in it; wait for the end on leaving."""
    alone = (os.cpu_count() or 1) < 2 or cache_folder() is None or not sys.executable
    if alone or sea_legs_kept(network, ports, allow=allow, shut=shut):
        yield
        return
    with TemporaryFile() as asked:
        pickle.dump((network, tuple(ports), tuple(allow), tuple(tuple(one) for one in shut)), asked)
        asked.seek(0)
        process = started(_CODE, asked)
        try:
            yield
            if process is not None:
                process.wait()
        finally:
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()


def main() -> None:
    """Compute the legs asked for on stdin; they stay in the cache."""
    network, ports, allow, shut = pickle.load(sys.stdin.buffer)
    sea_legs(network, ports, allow=allow, shut=shut)
