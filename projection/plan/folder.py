"""A plan folder: written whole or not at all, read back with every damage named."""

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from projection.errors import Finding, InputError
from projection.plan.cells import number, read_rows, table_bytes
from projection.plan.plan import STAMP, STATUSES, TABLES, TERMS, Plan, Track, frame
from projection.plan.swap import beside

INPUTS = ("scenario", "network")
"""Folders under ``inputs/``: copies of what the plan was made from, so that it can be verified anywhere."""

_COPIED = frozenset({".csv", ".toml", ".yaml", ".yml", ".md"})
_NUMBERS = ("objective", "bound", "gap")
_MAPPINGS = ("terms", "weights", "rules", "solver", "versions")
_TEXTS = ("scenario", "title", "question", "banner", "c_day", "status", "input_hash")


def write_plan(
    plan: Plan,
    folder: Path,
    scenario_path: Path,
    network_path: Path,
    extras: Callable[[Path], None] = lambda _: None,
) -> None:
    """Write a plan folder with copies of its inputs; an older plan in its place is replaced.

    Everything is written to a folder beside it, made durable, and put in its place (`projection.plan.swap`):
    whoever looks finds the old plan or the new one. ``extras`` may put pictures into that folder before; what it
    raises leaves nothing behind.

    Raises
    ------
    InputError
        ``folder`` exists and is not a plan folder, or an input is not a folder.
    ValueError
        A number in the plan is not finite.
    """
    must_be_replaceable(folder)
    target = folder.resolve()
    files = plan_files(plan, scenario_path, network_path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with beside(target) as new:
        _write_files(new, files)
        extras(new)


def must_be_replaceable(folder: Path) -> None:
    """Raise `InputError` when ``folder`` exists and is neither empty nor a plan folder."""
    target = folder.resolve()
    if target.exists() and not _replaceable(target):
        raise InputError([Finding(str(folder), "exists and is not a plan folder", "name another folder")])


def read_plan(folder: Path) -> Plan:
    """Read a plan folder.

    Raises
    ------
    InputError
        Every damage found, as ``file:line: COLUMN``.
    """
    if not folder.is_dir():
        raise InputError([Finding(str(folder), "is not a folder", "name a plan folder")])
    findings: list[Finding] = []
    tables = {}
    for name, row_type in TABLES.items():
        rows, faults = read_rows(row_type, folder / f"{name}.csv")
        findings += faults
        tables[name] = frame(row_type, rows)
    stamp, faults = _read_stamp(folder / "plan.json")
    findings += faults
    tracks, faults = _read_tracks(folder / "tracks.json")
    findings += faults
    if findings:
        raise InputError(findings)
    return Plan(tables, stamp, tracks)


def _inputs(scenario_path: Path, network_path: Path) -> dict[str, bytes]:
    """Bytes of the input files by their name in the plan folder, sorted."""
    files: dict[str, bytes] = {}
    for kind, source in zip(INPUTS, (scenario_path, network_path), strict=True):
        if not source.is_dir():
            raise InputError([Finding(str(source), f"is not a {kind} folder")])
        for path in sorted(source.iterdir()):
            if path.is_file() and path.suffix.lower() in _COPIED and not path.name.startswith("."):
                files[f"inputs/{kind}/{path.name}"] = path.read_bytes()
    return dict(sorted(files.items()))


def plan_files(plan: Plan, scenario_path: Path, network_path: Path) -> dict[str, bytes]:
    """Every file of a plan folder by its name."""
    files = {f"{name}.csv": table_bytes(row_type, plan.tables[name]) for name, row_type in TABLES.items()}
    stamp = {key: plan.stamp[key] for key in STAMP}
    files["plan.json"] = (json.dumps(_plain(stamp), indent=2, ensure_ascii=False) + "\n").encode()
    files["tracks.json"] = _tracks_text(plan.tracks).encode()
    return files | _inputs(scenario_path, network_path)


def _plain(value: Any) -> Any:
    """``value`` as JSON can hold it: what is not finite is null, tuples are lists."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _tracks_text(tracks: Mapping[str, Track]) -> str:
    """One track a line, sorted by key."""
    lines = [
        f"{json.dumps(key, ensure_ascii=False)}: "
        f"[{', '.join(f'[{number(lon)}, {number(lat)}]' for lon, lat in tracks[key])}]"
        for key in sorted(tracks)
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _replaceable(target: Path) -> bool:
    """Whether a folder is a plan or empty, so that nothing of worth is lost with it."""
    if not target.is_dir():
        return False
    if not any(target.iterdir()):
        return True
    try:
        found = json.loads((target / "plan.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"scenario", "status", "input_hash"} <= set(found)


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for path in sorted({folder, *((folder / name).parent for name in files)} | {folder / "inputs"}):
        path.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _read_json(path: Path) -> tuple[dict[str, Any], list[Finding]]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as fault:
        return {}, [Finding(f"{path.name}:{fault.lineno}", f"is not JSON: {fault.msg}")]
    except (OSError, UnicodeDecodeError) as fault:
        return {}, [Finding(path.name, f"cannot be read: {fault}")]
    if not isinstance(found, dict):
        return {}, [Finding(f"{path.name}:1", "is not a JSON object")]
    return found, []


def _read_stamp(path: Path) -> tuple[dict[str, Any], list[Finding]]:
    stamp, findings = _read_json(path)
    if findings:
        return stamp, findings
    name = path.name
    for key in sorted(set(stamp) ^ set(STAMP)):
        what = "is missing" if key in STAMP else "is not a key of a plan"
        findings.append(Finding(f"{name}: {key}", what))
    wrong = [key for key in _TEXTS if key in stamp and not isinstance(stamp[key], str)]
    wrong += [key for key in _NUMBERS if key in stamp and not _finite(stamp[key], blank=True)]
    wrong += ["goals"] if not _goals(stamp.get("goals", [])) else []
    wrong += [key for key in _MAPPINGS if key in stamp and not isinstance(stamp[key], dict)]
    if "horizon_days" in stamp and type(stamp["horizon_days"]) is not int:
        wrong.append("horizon_days")
    findings += [Finding(f"{name}: {key}", f"{stamp[key]!r} is of the wrong kind") for key in wrong]
    if findings:
        return stamp, findings
    if stamp["status"] not in STATUSES:
        findings.append(Finding(f"{name}: status", f"{stamp['status']!r} is none of {', '.join(STATUSES)}"))
    if set(stamp["terms"]) != set(TERMS) or not all(_finite(part) for part in stamp["terms"].values()):
        findings.append(Finding(f"{name}: terms", f"are not {', '.join(TERMS)} with a number each"))
    return stamp, findings


def _read_tracks(path: Path) -> tuple[dict[str, Track], list[Finding]]:
    found, findings = _read_json(path)
    tracks: dict[str, Track] = {}
    for key, points in found.items():
        try:
            tracks[key] = tuple((float(lon), float(lat)) for lon, lat in points)
        except (TypeError, ValueError):
            findings.append(Finding(f"{path.name}: {key}", "is not a list of points (lon, lat)"))
            continue
        if not all(math.isfinite(lon) and -90 <= lat <= 90 for lon, lat in tracks[key]):
            findings.append(Finding(f"{path.name}: {key}", "has a point off the globe"))
    return tracks, findings


def _goals(rows: Any) -> bool:
    """Whether goals are a list, each with its name, its value and a bound or none."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return False
    keys = {"goal", "value", "bound"}
    return all(set(row) == keys and _finite(row["value"]) and _finite(row["bound"], blank=True) for row in rows)


def _finite(value: Any, blank: bool = False) -> bool:
    if value is None:
        return blank
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
