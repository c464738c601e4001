"""What explains a plan, kept beside it for the pages that show it."""

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from projection.errors import Finding, InputError
from projection.explore.explain import Explanation
from projection.plan.plan import Plan

FILE = "explain.json"
_STAMP = ("input_hash", "objective", "bound")
"""What of a plan's stamp tells whether an explanation is still about it."""


def keep(found: Explanation, plan: Plan, folder: Path) -> bool:
    """Write an explanation into a plan folder, whole or not at all; false when it cannot be written to."""
    data = {**{key: plan.stamp[key] for key in _STAMP}, "explanation": asdict(found)}
    temporary = folder / f".{FILE}.{os.getpid()}"
    try:
        temporary.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
        temporary.replace(folder / FILE)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        return False
    return True


def kept(plan: Plan, folder: Path) -> Explanation | None:
    """The explanation in a plan folder; None when there is none, or that of an earlier plan.

    Raises `InputError` when the file is damaged.
    """
    file = folder / FILE
    if not file.exists():
        return None
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if any(data[key] != plan.stamp[key] for key in _STAMP):
            return None
        return TypeAdapter(Explanation).validate_python(data["explanation"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        mend = "run projection explain again, or delete it"
        raise InputError([Finding(str(file), "is damaged", mend)]) from error
