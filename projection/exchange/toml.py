"""scenario.toml as text: written with a comment for each key, or changed where it stands."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from projection.read.columns import Column, columns, section
from projection.read.settings import FILES, Key, parse
from projection.scenario.rows import Settings

Values = Mapping[str, Any]

_HEAD = (
    "# Settings of the scenario. A line that begins with # and a key is a default: delete the # to change it.",
    "# All keys: docs/data-dictionary.md",
)
_WIDTH = 110


def commented(values: Values, source: str = "") -> str:
    """Settings as TOML: each key below what it means; those that ``values`` do not give are comments.

    Comments of a ``source`` text are kept: those behind a value with their key, the others at the top.
    """
    behind = _behind(source)
    known = {*_HEAD, *_lines({}, {})}
    notes = [line for line in source.splitlines() if line.lstrip().startswith("#") and line not in known]
    return "\n".join([*_HEAD, *notes, *_lines(values, behind)]) + "\n"


def patched(text: str, wanted: Values) -> str:
    """``text`` with the values that are ``wanted``, its comments and its other lines as they were."""
    old, lines, faults = parse(text, FILES[0])
    if faults:
        return commented(wanted)
    before, after = _flat(old), _flat(wanted)
    rows = text.splitlines()
    changed = [key for key, value in after.items() if before.get(key) != value]
    for key in [key for key in changed if key in before and key in lines]:
        row = rows[lines[key] - 1]
        rows[lines[key] - 1] = f"{re.split(r'[ ]*=', row)[0]} = {literal(after[key])}{_comment(row)}"
    for key in [key for key in before if key not in after and key in lines]:
        rows[lines[key] - 1] = f"# {rows[lines[key] - 1]}"
    for key in [key for key in changed if key not in before]:
        _put(rows, key, literal(after[key]))
    made = "\n".join(rows) + "\n"
    again, _, faults = parse(made, FILES[0])
    return made if not faults and _flat(again) == after else commented(wanted, text)


def _put(rows: list[str], key: Key, value: str) -> None:
    """Put a key that is not there into its section: in place of its comment, else at the section's end."""
    heads = [at for at, row in enumerate(rows) if row.lstrip().startswith("[")]
    begin = 0
    if len(key) > 1:
        own = [at for at in heads if re.fullmatch(rf"\[\s*{re.escape(key[0])}\s*\]\s*(#.*)?", rows[at].strip())]
        if not own:
            rows += ["", f"[{key[0]}]", f"{key[1]} = {value}"]
            return
        begin = own[0] + 1
    end = next((at for at in heads if at >= begin), len(rows))
    mark = re.compile(rf"#\s*{re.escape(key[-1])}\s*=")
    at = next((at for at in range(begin, end) if mark.match(rows[at])), None)
    if at is not None:
        rows[at] = f"{key[-1]} = {value}"
        return
    while end > begin and not rows[end - 1].strip():
        end -= 1
    rows.insert(end, f"{key[-1]} = {value}")


def literal(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence):
        return f"[{', '.join(literal(part) for part in value)}]"
    return repr(value)


def _flat(values: Values) -> dict[Key, Any]:
    found: dict[Key, Any] = {}
    for name, value in values.items():
        inner = value if isinstance(value, Mapping) else None
        found.update({(name,): value} if inner is None else {(name, key): part for key, part in inner.items()})
    return found


def _lines(values: Values, behind: Mapping[Key, str]) -> list[str]:
    found: list[str] = []
    for name, column in columns(Settings).items():
        if column.kind != "section":
            found += _key(column, values.get(name), behind.get((name,), ""))
    for name, column in columns(Settings).items():
        inner = section(Settings, name)
        if inner is not None and column.kind == "section":
            given = values.get(name, {})
            found += ["", f"[{name}]"]
            for key, part in columns(inner).items():
                found += _key(part, given.get(key), behind.get((name, key), ""))
    return found


def _key(column: Column, value: Any, note: str) -> list[str]:
    unit = f" ({column.unit})" if column.unit and column.unit not in column.meaning else ""
    words = f"{column.meaning}{unit}"
    choices = f"; one of {', '.join(column.choices)}" if column.choices else ""
    lines = ["", *(f"# {line}" for line in _wrapped(f"{words}{choices}"))]
    if value is not None:
        default = f"  # default {column.default}" if column.default and not note else ""
        return [*lines, f"{column.name} = {literal(value)}{note or default}"]
    return [*lines, f"# {column.name} = {_default(column)}".rstrip()]


def _default(column: Column) -> str:
    """The default as TOML; nothing for a key that has none."""
    words = column.kind in ("text", "choice", "names")
    return json.dumps(column.default, ensure_ascii=False) if words and column.default else column.default


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > _WIDTH and lines[-1]:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _behind(source: str) -> dict[Key, str]:
    """The comment behind each value that stands on one line, but for those that say the default."""
    _, lines, faults = parse(source, FILES[0])
    rows = source.splitlines()
    found = {} if faults else {key: _comment(rows[line - 1]) for key, line in lines.items()}
    return {key: note for key, note in found.items() if note and not note.startswith("  # default ")}


def _comment(line: str) -> str:
    """The comment behind a value on a line, with the blanks before it; "" when there is none."""
    for at, letter in enumerate(line):
        if letter == "#":
            try:
                tomllib.loads(line[:at])
            except tomllib.TOMLDecodeError:
                continue
            return line[len(line[:at].rstrip()) :]
    return ""
