"""Find network and scenario folders by name; the files of a scenario, with those that its base lends."""

import re
import shutil
from contextlib import suppress
from pathlib import Path

import projection
from projection.errors import Finding, InputError
from projection.read.scenario_tables import SCENARIO_TABLES
from projection.read.settings import FILES, SettingsRead, read_settings
from projection.read.words import nearest

_BASE = re.compile(r"^base\s*[=:].*\n?", re.MULTILINE)


def data_folders(kind: str) -> list[Path]:
    """Folders of the installed package, and of a checkout, that hold ``networks`` or ``scenarios``."""
    package = Path(projection.__file__).resolve().parent
    return [path for path in (package / "data" / kind, package.parent / kind) if path.is_dir()]


def find_network(scenario_path: Path, name: str) -> Path:
    """Folder of the network that a scenario names.

    Looked for as a path from the scenario's folder, in ``networks/`` beside it, in ``networks/`` beside its
    parent, then in the package's data. Raises `InputError` when it is nowhere.
    """
    scenario_path = scenario_path.resolve()
    beside = [scenario_path.parent / "networks", scenario_path.parent.parent / "networks"]
    return _find(name, "network", [scenario_path, *beside, *data_folders("networks")])


def find_scenario(name_or_path: str | Path) -> Path:
    """Folder of a scenario: a path, else a name in ``scenarios/`` here or in the package's data."""
    return _find(str(name_or_path), "scenario", [Path(), Path("scenarios"), *data_folders("scenarios")])


def scenario_files(path: Path) -> dict[str, Path]:
    """Files of a scenario folder by name: its own, and the tables of its base that it does not have.

    Raises `InputError` when its base cannot be used.
    """
    own = {entry.name: entry for entry in sorted(path.iterdir()) if entry.is_file()}
    base, faults = base_of(path, read_settings(path))
    if faults:
        raise InputError(faults)
    lent = {} if base is None else {name: base / name for name in SCENARIO_TABLES if (base / name).exists()}
    return {**lent, **own}


def copy_scenario(source: Path, target: Path) -> None:
    """Copy the files of a scenario to a new folder that stands alone: lent tables are in it, ``base`` is not."""
    target.mkdir(parents=True)
    for name, path in sorted(scenario_files(source).items()):
        if not name.startswith("."):
            shutil.copyfile(path, target / name)
    for name in FILES:
        if (target / name).exists():
            text = (target / name).read_text(encoding="utf-8")
            (target / name).write_text(_BASE.sub("", text), encoding="utf-8", newline="")


def base_of(path: Path, settings: SettingsRead) -> tuple[Path | None, list[Finding]]:
    """Folder of the scenario that lends its tables, if any; one that has a base itself lends none."""
    name = settings.settings.base if settings.settings else None
    if name is None:
        return None, []
    try:
        base = _find(name, "scenario", [path.resolve().parent, *data_folders("scenarios")])
    except InputError as error:
        return None, [Finding(settings.where("base"), f"there is no scenario {name}", error.findings[0].mend)]
    below = read_settings(base).settings
    if below is not None and below.base is not None:
        return None, [Finding(settings.where("base"), f"{name} has a base itself", f"name {below.base}")]
    return base, []


def _find(name: str, kind: str, folders: list[Path]) -> Path:
    for folder in folders:
        path = folder / name
        with suppress(OSError):  # a name too long for the disk is that of no folder
            if path.is_dir():
                return path
    known = sorted({entry.name for folder in folders if folder.is_dir() for entry in _folders_in(folder, kind)})
    near = nearest(name, frozenset(known))
    mend = f"did you mean {near}?" if near else f"name a folder, or one of: {', '.join(known) or 'none here'}"
    raise InputError([Finding(name[:80], f"there is no such {kind}", mend)])


def _folders_in(folder: Path, kind: str) -> list[Path]:
    return [entry for entry in folder.iterdir() if entry.is_dir() and folder.name == f"{kind}s"]
