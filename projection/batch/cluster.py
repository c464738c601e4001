"""Workers of a Dask cluster: the same calls, sent to whatever machines its scheduler has."""

import logging
import time
from collections.abc import Callable
from typing import Any

from projection.batch.base import versions
from projection.errors import Finding, InputError

QUEUED = 2
"""Runs that a thread of the cluster holds, as `projection.batch.local.QUEUED`."""
PATIENCE_S = 30
"""Seconds to wait for the scheduler, and for its first worker."""
_LOOK_S = 2.0


class Cluster:
    """The workers of the Dask scheduler at ``address``, as ``tcp://host:8786``.

    Raises `InputError` when nobody answers there, or when a worker would make other plans than this machine.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            mend = 'install it here and on every worker: pip install "projection[cluster]"'
            raise InputError([Finding("--cluster", "Dask distributed is not installed", mend)]) from error
        logging.getLogger("distributed").setLevel(logging.ERROR)
        try:
            self.client = Client(address, timeout=PATIENCE_S, set_as_default=False)
            self.client.wait_for_workers(1, timeout=PATIENCE_S)
        except (OSError, ValueError, ImportError) as error:
            mend = "start dask scheduler and dask worker; docs/how-to-batch.md says how"
            raise InputError(
                [Finding(f"--cluster {address}", "no scheduler with a worker answers", mend)]
            ) from error
        self._must_agree(address)
        self.threads = 0
        self.looked = -_LOOK_S

    def _must_agree(self, address: str) -> None:
        try:
            found = self.client.run(versions)
        except Exception as error:
            what = f"a worker cannot run it ({type(error).__name__}: {error})"
            mend = "install projection of this version on every worker"
            raise InputError([Finding(f"--cluster {address}", what[:300], mend)]) from error
        mine = versions()
        faults = [
            Finding(
                f"--cluster {worker}",
                ", ".join(
                    f"{name} is {theirs[name]}, here {mine[name]}" for name in mine if theirs[name] != mine[name]
                ),
                "install the same versions",
            )
            for worker, theirs in sorted(found.items())
            if theirs != mine
        ]
        if faults:
            self.client.close()
            raise InputError(faults)

    @property
    def room(self) -> int:
        """Calls that can be held at once; workers may come and go."""
        if time.monotonic() - self.looked > _LOOK_S:
            self.looked = time.monotonic()
            self.threads = sum(self.client.nthreads().values())
        return QUEUED * max(1, self.threads)

    def share(self, value: Any) -> Any:
        """A value that every call gets; it is sent to each worker once."""
        return self.client.scatter(value, broadcast=True, hash=False)

    def submit(self, call: Callable[..., Any], *args: Any) -> Any:
        """Hand a call to the scheduler."""
        return self.client.submit(call, *args, pure=False, retries=0)

    def died(self, future: Any) -> bool | None:
        """None: the scheduler itself tries a call again whose worker died, before it gives up."""
        return None

    def look(self) -> None:
        """Raise `InputError` when the scheduler is gone."""
        if self.client.status != "running":
            mend = "start it anew; the same command goes on"
            raise InputError([Finding("--cluster", "the scheduler is gone", mend)])

    def close(self) -> None:
        """Leave the cluster; what it still holds is dropped."""
        self.client.close(timeout=5)
