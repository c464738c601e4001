"""What all runs of a sweep share, as bytes, so that a run can be made anywhere."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from projection.errors import Finding, InputError
from projection.plan.stamp import PACKAGES
from projection.read.find import copy_scenario, find_network, find_scenario
from projection.read.overrides import Over
from projection.read.overrides import read as read_overrides
from projection.read.settings import read_settings
from projection.read.tables import place
from projection.scenario.rows import Settings

SUFFIXES = (".csv", ".toml", ".yaml", ".yml")
Files = Mapping[str, bytes]
"""Bytes by ``scenario/FILE`` and ``network/FILE``."""


@dataclass(frozen=True)
class Base:
    """The scenario that is swept and its network: names of both folders and bytes of their files."""

    scenario: str
    network: str
    files: Files = field(repr=False)

    def lay_out(self, folder: Path, changed: Files) -> tuple[Path, Path]:
        """Write a run's files under ``folder``; its scenario's and its network's folder."""
        places = {"scenario": folder / "scenario" / self.scenario, "network": folder / "network" / self.network}
        for path in places.values():
            path.mkdir(parents=True)
        for name, data in {**self.files, **changed}.items():
            kind, _, file = name.partition("/")
            (places[kind] / file).write_bytes(data)
        return places["scenario"], places["network"]

    def network_key(self, changed: Files) -> str:
        """Hash of the network's files."""
        return digest({name: data for name, data in {**self.files, **changed}.items() if name[:8] == "network/"})

    def key(self, changed: Files) -> str:
        """Hash of all files of a run and of the versions that would make its plan."""
        return digest({**self.files, **changed}, repr((self.scenario, self.network, sorted(versions().items()))))


def versions() -> dict[str, str]:
    """Versions on which a plan depends."""
    return {name: version(name) for name in PACKAGES}


def digest(files: Files, more: str = "") -> str:
    """SHA-256 over names and bytes of files, and a text."""
    found = hashlib.sha256(more.encode())
    for name, data in sorted(files.items()):
        found.update(f"\n{name}\n{len(data)}\n".encode())
        found.update(data)
    return found.hexdigest()


def read_base(name: str, beside: Path, file: str, line: int | None) -> tuple[Base, Settings, Over]:
    """The scenario that a sweep names, its settings, and the keys of its overrides.

    ``name`` is a folder as seen from ``beside``, the folder of the sweep, or what `projection solve` takes. Raises
    `InputError` when its settings or its network cannot be found or read; faults of tables are left to the runs.
    """
    try:
        path = beside / name if (beside / name).is_dir() else find_scenario(name)
    except (InputError, OSError, ValueError) as error:
        mend = error.findings[0].mend if isinstance(error, InputError) else "name a folder"
        fault = Finding(place(file, line, "scenario"), f"there is no scenario {name[:80]!r}", mend)
        raise InputError([fault]) from error
    settings = read_settings(path)
    if settings.settings is None:
        raise InputError(settings.findings)
    network = find_network(path, settings.settings.network)
    with TemporaryDirectory(prefix="projection-") as held:
        copy = Path(held) / "scenario"
        copy_scenario(path, copy)
        files = {**_files("scenario", copy), **_files("network", network)}
        over, _ = read_overrides(copy)
    return Base(path.resolve().name, network.resolve().name, files), settings.settings, over


def _files(kind: str, folder: Path) -> dict[str, bytes]:
    return {
        f"{kind}/{path.name}": path.read_bytes()
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
    }
