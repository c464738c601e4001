"""Read scenario.toml or scenario.yaml, and network.toml: every fault at once, each with the line of its key."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError

from projection.errors import Finding
from projection.network.rows import NetworkSettings
from projection.read import overrides
from projection.read.columns import columns, section
from projection.read.tables import check_values, place, read_text
from projection.read.words import explain, nearest
from projection.scenario.rows import Settings

FILES = ("scenario.toml", "scenario.yaml")
NETWORK_FILE = "network.toml"

_SECTION = re.compile(r"\s*\[\s*([A-Za-z0-9_-]+)\s*\]")
_KEY = re.compile(r"""\s*["']?([A-Za-z0-9_-]+)["']?\s*(?:\.\s*["']?([A-Za-z0-9_-]+)["']?\s*)?=""")
_TOML_LINE = re.compile(r"^(.*?) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)
_TOML_MEND = "write key = value lines, texts in double quotes"

Key = tuple[str, ...]
R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class SettingsRead:
    """Settings as read, None when refused.

    ``lines`` are the line numbers of the keys in ``file``; ``network`` is the network's name, which may be
    known even when the settings are refused for another fault.
    """

    file: str
    settings: Settings | None
    findings: tuple[Finding, ...]
    lines: Mapping[Key, int] = field(default_factory=dict)
    network: str | None = None

    def where(self, *key: str) -> str:
        """``file:line: KEY`` of a key; the line of its section, or none, when the file leaves it out."""
        return _where(self.file, key, self.lines)


def read_settings(folder: Path, over: overrides.Over | None = None) -> SettingsRead:
    """Read the settings of a scenario folder. Never raises: every fault is a finding.

    ``over`` keys count instead of those of the file, and of ``overrides.toml`` beside it.
    """
    found = [name for name in FILES if (folder / name).exists()]
    if len(found) == 2:
        fault = Finding(FILES[1], f"{FILES[0]} stands beside it", "keep one of the two")
        return SettingsRead(FILES[0], None, (fault,))
    file = found[0] if found else FILES[0]
    text, findings = read_text(folder / file)
    if findings:
        return SettingsRead(file, None, tuple(findings))
    values, lines, findings = parse(text, file)
    if findings:
        return SettingsRead(file, None, tuple(findings), lines)
    beside, findings = overrides.read(folder)
    values = overrides.merged(values, {**beside, **(over or {})})
    lines = {key: line for key, line in lines.items() if key not in {**beside, **(over or {})}}
    settings, faults = _validate(values, file, lines, Settings)
    findings += [_renamed(finding, file, lines, (beside, over or {})) for finding in faults]
    settings = None if findings else settings
    refused = any(finding.where == _where(file, ("network",), lines) for finding in findings)
    network = None if refused else str(values.get("network"))
    return SettingsRead(file, settings, tuple(findings), lines, network)


def parse(text: str, file: str) -> tuple[dict[str, Any], dict[Key, int], list[Finding]]:
    """Values of a settings file as they stand there, the line of each key, and what keeps it from being read."""
    return _parse_toml(text, file) if file == FILES[0] else _parse_yaml(text, file)


def _renamed(
    finding: Finding, file: str, lines: Mapping[Key, int], over: tuple[overrides.Over, overrides.Over]
) -> Finding:
    """A fault of an overriding key, where that key was given."""
    for given, name in ((over[1], "--set {}"), (over[0], f"{overrides.FILE}: {{}}")):
        for key in given:
            if finding.where in {_where(file, key, lines), _where(file, key[:1], lines)} and key[:1] not in lines:
                return replace(finding, where=name.format(".".join(key)))
            if finding.where == place(file, lines.get(key[:1]), ".".join(key)):
                return replace(finding, where=name.format(".".join(key)))
    return finding


def read_network_settings(folder: Path) -> tuple[NetworkSettings, list[Finding]]:
    """Read the settings of a network folder, which may be left out; the defaults stand in for what is refused."""
    if not (folder / NETWORK_FILE).exists():
        return NetworkSettings(), []
    text, findings = read_text(folder / NETWORK_FILE)
    if findings:
        return NetworkSettings(), findings
    values, lines, findings = _parse_toml(text, NETWORK_FILE)
    if findings:
        return NetworkSettings(), findings
    settings, findings = _validate(values, NETWORK_FILE, lines, NetworkSettings)
    return settings or NetworkSettings(), findings


def _where(file: str, key: Key, lines: Mapping[Key, int]) -> str:
    line = next((lines[key[:end]] for end in range(len(key), 0, -1) if key[:end] in lines), None)
    return place(file, line, ".".join(key))


def _parse_toml(text: str, file: str) -> tuple[dict[str, Any], dict[Key, int], list[Finding]]:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _TOML_LINE.match(str(error))
        what, line = (match[1], match[2] and int(match[2])) if match else (str(error), None)
        line = line or text.count("\n") + 1
        return {}, {}, [Finding(place(file, line), f"is not TOML: {what}", _TOML_MEND)]
    except (RecursionError, ValueError):
        return {}, {}, [Finding(file, "is not TOML of this tool", _TOML_MEND)]
    lines: dict[Key, int] = {}
    above: Key = ()
    for number, line_text in enumerate(text.splitlines(), start=1):
        if match := _SECTION.match(line_text):
            above = (match[1],)
            lines.setdefault(above, number)
        elif match := _KEY.match(line_text):
            lines.setdefault((*above, *(part for part in match.groups() if part)), number)
    return values, lines, []


def _parse_yaml(text: str, file: str) -> tuple[dict[str, Any], dict[Key, int], list[Finding]]:
    values, findings = load_yaml(text, file)
    if values is None:
        return {}, {}, findings
    lines: dict[Key, int] = {}
    for key in values:
        lines[(str(key),)] = values.lc.key(key)[0] + 1
        inner = values[key]
        if isinstance(inner, CommentedMap):
            lines.update({(str(key), str(name)): inner.lc.key(name)[0] + 1 for name in inner})
    return _plain(values), lines, []


def load_yaml(text: str, file: str) -> tuple[CommentedMap | None, list[Finding]]:
    """A YAML text as a mapping that knows the lines of its keys; None and why when it is none."""
    mend = "write key: value lines"
    try:
        values = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = place(file, mark.line + 1 if mark else None)
        return None, [Finding(where, f"is not YAML: {error.problem or error.context}", mend)]
    except Exception:  # the parser answers odd text with errors of many kinds, IndexError among them
        return None, [Finding(file, "is not YAML of this tool", mend)]
    if not isinstance(values, CommentedMap):
        return None, [Finding(file, "holds no keys", mend)]
    return values, []


def _plain(values: Any) -> Any:
    if isinstance(values, dict):
        return {str(key): _plain_item(value) for key, value in values.items()}
    return values


def _plain_item(value: Any) -> Any:
    return {str(key): inner for key, inner in value.items()} if isinstance(value, dict) else value


def _validate(
    values: dict[str, Any], file: str, lines: Mapping[Key, int], row_type: type[R]
) -> tuple[R | None, list[Finding]]:
    faults, good = _check_section(values, row_type, ())
    findings = [Finding(_where(file, key, lines), *fault) for key, fault in faults]
    reported = {key for key, _ in faults}
    try:
        settings = row_type.model_validate(good)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            key = tuple(str(part) for part in detail["loc"][:2] if isinstance(part, str))
            if not (detail["type"] == "missing" and key in reported):
                owner = section(row_type, key[0]) if len(key) == 2 else row_type
                column = columns(owner or row_type).get(key[-1])
                what, mend = explain(detail, column)
                what = "is missing" if what == "is blank" else what
                findings.append(Finding(_where(file, key, lines), what, mend))
        return None, list(dict.fromkeys(findings))
    return (None if findings else settings), findings


def _check_section(
    values: Mapping[str, Any], row_type: type[BaseModel], above: Key
) -> tuple[list[tuple[Key, tuple[str, str]]], dict[str, Any]]:
    """Faults of keys, numbers and dates by key, and the values without them."""
    known = columns(row_type)
    faults: list[tuple[Key, tuple[str, str]]] = []
    for name in values.keys() - known.keys():
        near = nearest(name, frozenset(known))
        mend = f"did you mean {near}?" if near else "delete it; see docs/data-dictionary.md"
        faults.append(((*above, name), ("is not a key of this file", mend)))
    found, good = check_values({name: values[name] for name in values if name in known}, known)
    faults += [((*above, name), fault) for name, fault in found]
    for name, value in list(good.items()):
        inner = section(row_type, name)
        if inner is not None and isinstance(value, dict):
            inner_faults, good[name] = _check_section(value, inner, (*above, name))
            faults += inner_faults
    return sorted(faults), good
