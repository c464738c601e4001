"""How a verb speaks: answers on stdout, the log on stderr, and nothing but JSON on stdout when asked for it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import typer

from projection.errors import Finding


@dataclass(frozen=True)
class Manner:
    """The global options."""

    json: bool = False
    quiet: bool = False
    verbose: bool = False
    color: bool = True

    def answer(self, text: str, data: Mapping[str, Any]) -> None:
        """What was asked for: text for people, or ``data`` as JSON."""
        typer.echo(json.dumps(data, indent=2, ensure_ascii=False, default=str) if self.json else text.rstrip("\n"))

    def log(self, text: str) -> None:
        """A remark, on stderr; not when quiet."""
        if not self.quiet:
            typer.echo(text, err=True)

    def fail(self, text: str) -> None:
        """What went wrong, on stderr, quiet or not."""
        typer.echo(text, err=True)


def found(findings: Iterable[Finding]) -> dict[str, Any]:
    """Findings as JSON data: ``ok`` when none of them is an error."""
    rows = [{"level": row.level, "where": row.where, "what": row.what, "mend": row.mend} for row in findings]
    return {"ok": not any(row["level"] == "error" for row in rows), "findings": rows}


def counted(findings: Iterable[Finding]) -> str:
    """``2 errors, 1 warning``."""
    levels = [row.level for row in findings]
    parts = []
    for level in ("error", "warning"):
        many = levels.count(level)
        if many or level == "error":
            parts.append(f"{many or 'no'} {level}{'' if many == 1 else 's'}")
    return ", ".join(parts)
