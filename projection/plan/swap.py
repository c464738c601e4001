"""A folder put in the place of another whole: durable first, then renamed."""

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HERE = -100
"""Names count from the current folder (AT_FDCWD)."""
_EXCHANGE = 2
"""Two names change what they stand for in one step (RENAME_EXCHANGE)."""


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give the name of a folder to make beside ``target``; put it in its place after the block.

    What the block raises leaves ``target`` as it was and nothing beside it. A process that is killed leaves
    ``target`` whole as well; what it left beside goes when the next one writes there.
    """
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        yield new
        _make_durable(new)
        _swap(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    _sweep(target)


def _make_durable(folder: Path) -> None:
    """Have the system put every file and folder below ``folder`` on disk."""
    for path in [folder, *sorted(folder.rglob("*"))]:
        if path.is_dir():
            _sync(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())


def _swap(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target``; the old one comes back when that fails.

    In one step on Linux. Elsewhere there is an instant between two renames without ``target``, when an old one
    was there; a process killed in it leaves the old one beside, hidden, as ``.NAME.PID.old``.
    """
    if target.exists() and exchange(new, target):
        _sync(target.parent)
        return
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    shutil.rmtree(old, ignore_errors=True)
    had = target.exists()
    if had:
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if had:
            old.rename(target)
        raise
    _sync(target.parent)
    shutil.rmtree(old, ignore_errors=True)


def exchange(one: Path, two: Path) -> bool:
    """Let two folders change names in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and call(_HERE, os.fsencode(one), _HERE, os.fsencode(two), _EXCHANGE) == 0


def _sweep(target: Path) -> None:
    """Remove what processes that are gone left beside ``target``."""
    if os.name == "nt":
        return
    ours = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.(new|old)")
    for path in target.parent.iterdir():
        found = ours.fullmatch(path.name)
        if found and not _alive(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _sync(folder: Path) -> None:
    """Make a folder's entries durable where the system can open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
