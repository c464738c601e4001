"""A scenario folder made beside its place, checked there, and moved in whole or not at all."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from projection.errors import Finding, InputError
from projection.read.check import everything, in_order
from projection.read.folders import Folder, read_scenario_folder
from projection.read.settings import SettingsRead


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """A path beside ``folder``, from which networks and bases are found as from there; gone at the end.

    Raises `InputError` when nothing can be written there.
    """
    temporary = folder.parent / f".{folder.name[:60]}-{os.getpid()}"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
    except OSError as error:
        fault = Finding(str(error.filename or folder), f"cannot be written to ({error.strerror})", "name another")
        raise InputError([fault]) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def copy_own(source: Path, target: Path) -> None:
    """Copy the files of a folder, as they are."""
    target.mkdir()
    for entry in sorted(source.iterdir()):
        if entry.is_file():
            shutil.copyfile(entry, target / entry.name)


def move_in(temporary: Path, folder: Path, files: Sequence[str] | None = None) -> None:
    """Put a finished folder in its place; into one that is there, only ``files`` or all of its files."""
    if not folder.exists():
        temporary.rename(folder)
        return
    for entry in sorted(temporary.iterdir()):
        if files is None or entry.name in files:
            entry.replace(folder / entry.name)


def examined(folder: Path) -> tuple[Folder, SettingsRead, list[Finding]]:
    """A scenario folder as read, and everything that is wrong with it and across its tables."""
    read, settings = read_scenario_folder(folder)
    return read, settings, in_order(everything(read, settings))


def refused(found: Folder, settings: SettingsRead, files: Sequence[str]) -> list[Finding]:
    """Errors of these files that stand in them alone, whatever the network says."""
    tables = [table for table in found.tables.values() if table.file in files]
    own = {finding for table in tables for finding in table.findings}
    twice = {row for row in found.findings if row.where.split(":")[0] in files}
    at_settings = set(settings.findings) if settings.file in files else set()
    return in_order(row for row in own | twice | at_settings if row.level == "error")
