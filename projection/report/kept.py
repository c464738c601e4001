"""The sentences of `projection explain`, kept beside their plan for the pages that show it."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from projection.errors import Finding, InputError
from projection.explore.explain import Explanation
from projection.plan.plan import Plan
from projection.report.explain import Names, sentence, wait_words

FILE = "explain.json"
_STAMP = ("input_hash", "objective", "bound")
"""What of a plan's stamp tells whether an answer is still about it."""

_MEND = "run projection explain again, or delete it"


@dataclass(frozen=True)
class Kept:
    """Sentences of an answer.

    ``bottlenecks``: those tried, by what one unit more gives. ``exact``: both solves of each were to the end; else
    the gains are what was found in the time given. ``why``: what each late or short ULN waited for, by ULN.
    """

    bottlenecks: tuple[str, ...] = ()
    exact: bool = True
    why: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def keep(found: Explanation, names: Names, plan: Plan, folder: Path) -> bool:
    """Write the sentences into a plan folder, whole or not at all; false when it cannot be written to."""
    data = {
        **{key: plan.stamp[key] for key in _STAMP},
        "exact": found.bottlenecks.exact,
        "bottlenecks": [sentence(row, names) for row in found.bottlenecks.rows if row.confirmed is not None],
        "why": {row.uln: [wait_words(wait, row.uln, names) for wait in row.waits] for row in found.chains},
    }
    temporary = folder / f".{FILE}.{os.getpid()}"
    try:
        temporary.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
        temporary.replace(folder / FILE)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        return False
    return True


def kept(plan: Plan, folder: Path) -> Kept | None:
    """The sentences in a plan folder; None when there are none, or those of an earlier plan.

    Raises `InputError` when the file is damaged.
    """
    file = folder / FILE
    if not file.exists():
        return None
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        same = all(data[key] == plan.stamp[key] for key in _STAMP)
        return _read(data) if same else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError([Finding(str(file), "is damaged", _MEND)]) from error


def _read(data: Mapping[str, Any]) -> Kept:
    why = {str(uln): tuple(map(str, lines)) for uln, lines in dict(data["why"]).items()}
    return Kept(tuple(map(str, list(data["bottlenecks"]))), bool(data["exact"]), why)
