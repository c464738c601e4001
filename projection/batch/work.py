"""What a worker does: check a run, or make its plan. The same code in a process here and on a cluster."""

import json
import math
import os
import re
import shutil
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import TYPE_CHECKING, Any

from projection.batch.base import Base, Files
from projection.errors import Finding
from projection.read.check import everything
from projection.read.folders import Folder, input_hash, read_network_folder, read_scenario, read_scenario_folder

if TYPE_CHECKING:
    from projection.pipeline import Clock

HEAVY = ("projection.pipeline", "projection.report.outcome")
"""Modules that a worker needs and the process that leads it does not: imported once, before the first run."""

_ONE = threading.Lock()
"""HiGHS has one scheduler in a process, so that runs there go one after the other."""

_HELD = re.compile(r"\S*projection-\w+[/\\\\]")
"""The folder of a run in a message, which is another each time."""

_held: list[str] = []
"""Folders of runs under way, to be swept up when the worker has to leave."""


@dataclass(frozen=True)
class Done:
    """What came of a run: its record as JSON, and the files of its plan if they were asked for."""

    record: bytes
    plan: Files
    solved: bool = False


def check_run(base: Base, changed: Files) -> tuple[Finding, ...]:
    """Errors of a run's scenario and network."""
    with _ONE, _laid_out(base, changed) as (scenario, network):
        folder, settings = read_scenario_folder(scenario)
        found = everything(folder, settings, _network_folder(base.network_key(changed), network))
    return tuple(finding for finding in found if finding.level == "error")


def solve_run(base: Base, changed: Files, wants_plan: bool = False) -> Done:
    """Plan a run; what goes wrong becomes its reason in the record and is not raised."""
    from projection.pipeline import Clock, NoPlanError

    clock = Clock()
    try:
        with _ONE, _laid_out(base, changed) as folders:
            return _solved(base.network_key(changed), folders, clock, wants_plan)
    except NoPlanError:
        return Done(failed("no plan was found in time", seconds=clock.seconds), {})
    except Exception as error:  # noqa: BLE001 - a run at fault must not end the others
        words = _HELD.sub("", " ".join(str(error).split()))[:300]
        said = f"{type(error).__name__}: {words}" if words else type(error).__name__
        return Done(failed(said, traceback.format_exc(), clock.seconds), {})


def _solved(network_key: str, folders: tuple[Path, Path], clock: "Clock", wants_plan: bool) -> Done:
    from projection.pipeline import make_plan
    from projection.plan.folder import plan_files
    from projection.plan.stamp import header
    from projection.read.folders import network_of
    from projection.report.outcome import outcome

    with clock.phase("read"):
        scenario = read_scenario(folders[0])
        network = network_of(_network_folder(network_key, folders[1]))
        stamp = header(scenario, input_hash(*folders))
    plan = make_plan(network, scenario, stamp, clock)
    found = outcome(plan, "")
    tables = {name: json.loads(table.to_json(orient="values")) for name, table in found.tables.items()}
    record = {"figures": found.figures, "tables": tables, "seconds": clock.seconds}
    files = plan_files(plan, *folders) if wants_plan else {}
    return Done(json.dumps(_finite(record)).encode(), files, solved=True)


def failed(reason: str, trace: str = "", seconds: dict[str, float] | None = None) -> bytes:
    """The record of a run without a plan."""
    return json.dumps({"reason": reason, "trace": trace, "seconds": seconds or {}}).encode()


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


@contextmanager
def _laid_out(base: Base, changed: Files) -> Iterator[tuple[Path, Path]]:
    with TemporaryDirectory(prefix="projection-") as held:
        _held.append(held)
        try:
            yield base.lay_out(Path(held), changed)
        finally:
            _held.remove(held)


_folders: dict[str, Folder] = {}


def _network_folder(key: str, path: Path) -> Folder:
    """A network as read; the last one is kept, as most runs share it."""
    if key not in _folders:
        _folders.clear()
        _folders[key] = read_network_folder(path)
    return _folders[key]


def begin() -> None:
    """Make a process of this machine a worker: quiet, deaf to Ctrl-C, gone when its parent is."""
    for name in HEAVY:
        import_module(name)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        _leave()


def _leave(number: int = 0, frame: FrameType | None = None) -> None:
    """Sweep up and end at once, in whatever the solver is."""
    for folder in _held:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def process_id() -> int:
    """That of the worker, to end it by."""
    return os.getpid()
