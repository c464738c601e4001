"""Another Python process that works on what a file holds."""

import os
import subprocess
import sys
from contextlib import suppress
from typing import IO


def started(
    code: str, asked: IO[bytes], stdout: int = subprocess.DEVNULL, own_session: bool = False
) -> "subprocess.Popen[bytes] | None":
    """A process that runs ``code`` with ``asked`` as stdin and this one's paths; None when none can be started.

    With ``own_session`` a Ctrl-C at the terminal does not reach it.
    """
    if not sys.executable:
        return None
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with suppress(OSError):
        return subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=asked,
            stdout=stdout,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=own_session,
        )
    return None
