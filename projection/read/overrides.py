"""Keys that count instead of those in the settings: ``overrides.toml`` of a scenario folder, and ``--set``."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from projection.errors import Finding, InputError
from projection.read.tables import place, read_text

FILE = "overrides.toml"
Over = Mapping[tuple[str, ...], Any]
"""Values by key: ("horizon_days",) or ("solver", "gap")."""

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
_MEND = "write KEY=VALUE, such as solver.gap=0.05"


def parse(texts: Sequence[str]) -> Over:
    """Overrides as typed, KEY=VALUE each; a value that is no TOML is text. Raises `InputError` in words."""
    found: dict[tuple[str, ...], Any] = {}
    faults = []
    for text in texts:
        key, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not _KEY.fullmatch(key):
            faults.append(Finding(f"--set {text}", "is not KEY=VALUE", _MEND))
        else:
            found[tuple(key.split("."))] = _value(value)
    if faults:
        raise InputError(faults)
    return found


def _value(text: str) -> Any:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def read(folder: Path) -> tuple[Over, list[Finding]]:
    """Overrides of a scenario folder; none when it has no such file."""
    if not (folder / FILE).exists():
        return {}, []
    text, findings = read_text(folder / FILE)
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, [*findings, Finding(place(FILE), f"is not TOML: {error}", "write key = value lines")]
    found: dict[tuple[str, ...], Any] = {}
    for name, value in values.items():
        if isinstance(value, dict):
            found.update({(name, inner): part for inner, part in value.items()})
        else:
            found[(name,)] = value
    return found, findings


def write(folder: Path, over: Over) -> None:
    """Put overrides beside the settings of a scenario folder, over those that are there."""
    (folder / FILE).write_text(text_of({**read(folder)[0], **over}), encoding="utf-8", newline="\n")


def text_of(over: Over) -> str:
    """Overrides as the text of their file."""
    return "".join(f"{'.'.join(key)} = {_text(value)}\n" for key, value in sorted(over.items()))


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def merged(values: Mapping[str, Any], over: Over) -> dict[str, Any]:
    """Settings with the overrides in their place."""
    found = {name: dict(value) if isinstance(value, dict) else value for name, value in values.items()}
    for (name, *inner), value in over.items():
        if inner and isinstance(found.setdefault(name, {}), dict):
            found[name][inner[0]] = value
        else:
            found[name] = value
    return found
