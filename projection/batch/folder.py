"""A batch folder: the sweep, what all runs share, and a record of each finished run, each whole or not there."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from projection.batch.base import Base, Files
from projection.batch.sweep import Sweep
from projection.errors import Finding, InputError

MARK = "batch.json"
"""File by which a batch folder is known."""


class Folder:
    """A batch folder.

    ``done/KEY.json`` is the record of a finished run under the hash of its inputs; ``plans/NUMBER`` its plan if it
    was asked for; ``failed/NUMBER`` the scenario of a run without a plan, and why.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.done = path / "done"

    def must_be_usable(self) -> None:
        """Raise `InputError` when something else lies there."""
        empty = not self.path.exists() or (self.path.is_dir() and not any(self.path.iterdir()))
        if not empty and not is_batch(self.path):
            raise InputError([Finding(str(self.path), "exists and is no batch folder", "name another with --out")])

    def open(self, sweep: Sweep, base: Base) -> None:
        """Make the folder, or take up the one that is there; raises `InputError` when it cannot be written."""
        with writing(self.path):
            self.done.mkdir(parents=True, exist_ok=True)
            mark = {"sweep": sweep.file, "scenario": base.scenario, "network": base.network, "runs": sweep.runs}
            write_whole(self.path / MARK, (json.dumps(mark, indent=2, ensure_ascii=False) + "\n").encode())
            write_whole(self.path / "sweep.yaml", sweep.text.encode())
            for old in ("scenario", "networks"):
                shutil.rmtree(self.path / old, ignore_errors=True)
            for name, data in base.files.items():
                kind, _, file = name.partition("/")
                home = self.path / "scenario" if kind == "scenario" else self.path / "networks" / base.network
                home.mkdir(parents=True, exist_ok=True)
                (home / file).write_bytes(data)

    def record(self, key: str) -> Mapping[str, Any] | None:
        """What is kept of a finished run; None when it is not there or cannot be read."""
        try:
            found = json.loads((self.done / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None
        return (
            found
            if isinstance(found, dict) and ({"figures", "tables"} <= set(found) or "reason" in found)
            else None
        )

    def keep(self, key: str, record: bytes) -> None:
        """Keep the record of a run; from then on it is finished."""
        with writing(self.path):
            write_whole(self.done / f"{key}.json", record)

    def has_plan(self, number: str, key: str) -> bool:
        """Whether the plan that lies under a number is that of a run's inputs."""
        try:
            return bool(json.loads((self.path / "plans" / number / "run.json").read_bytes())["key"] == key)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def keep_plan(self, number: str, key: str, name: str, files: Files) -> None:
        """Keep a plan folder under a number, whole or not at all; ``name`` is what comparisons call it."""
        target = self.path / "plans" / number
        new = target.with_name(f".{number}.{os.getpid()}.new")
        with writing(self.path):
            shutil.rmtree(new, ignore_errors=True)
            mark = json.dumps({"key": key, "name": name}).encode()
            for file, data in {**files, "run.json": mark}.items():
                (new / file).parent.mkdir(parents=True, exist_ok=True)
                (new / file).write_bytes(data)
            shutil.rmtree(target, ignore_errors=True)
            new.rename(target)

    def drop_plans_but(self, keys: Mapping[str, str]) -> None:
        """Take away plans of other sweeps, and halves that a kill left; ``keys`` by number are those that stay."""
        home = self.path / "plans"
        for path in sorted(home.iterdir()) if home.is_dir() else ():
            if path.name not in keys or not self.has_plan(path.name, keys[path.name]):
                shutil.rmtree(path, ignore_errors=True)

    def keep_failed(self, runs: Iterable[tuple[str, Files, Mapping[str, Any]]]) -> None:
        """Keep the inputs and the reason of each run without a plan.

        ``failed/NUMBER`` is a scenario folder that can be checked and solved.
        """
        shutil.rmtree(self.path / "failed", ignore_errors=True)
        for number, files, record in runs:
            home = self.path / "failed" / number
            with writing(self.path):
                home.mkdir(parents=True)
                for name, data in files.items():
                    (home / name).parent.mkdir(parents=True, exist_ok=True)
                    (home / name).write_bytes(data)
                reason = f"{record['reason']}\n{record.get('trace', '')}"
                (home / "reason.txt").write_text(reason, encoding="utf-8")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Say in words that a folder takes no more."""
    try:
        yield
    except OSError as error:
        mend = "make room, or name another folder with --out; what is finished is kept"
        raise InputError([Finding(str(path), f"cannot be written to ({error.strerror})", mend)]) from error


def is_batch(path: Path) -> bool:
    """Whether a folder is a batch folder."""
    return (path / MARK).is_file()


def mark_of(path: Path) -> Mapping[str, Any]:
    """What a batch folder says of itself; raises `InputError` when that cannot be read."""
    try:
        found = json.loads((path / MARK).read_bytes())
        return {name: found[name] for name in ("sweep", "scenario", "network", "runs")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "run projection batch on its sweep.yaml again"
        raise InputError([Finding(str(path / MARK), "cannot be read", mend)]) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, whenever the machine stops."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
