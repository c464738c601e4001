"""docs/formulation.md, gathered from the docstrings of the equations."""

import inspect
import re
import textwrap
from collections.abc import Callable
from typing import Any

from projection.model.build import EQUATIONS
from projection.model.model import Model
from projection.model.objective import weighted_ston_days
from projection.movement import instance

_HEAD = """\
# Formulation

Gathered from the docstrings of `projection.model` by `projection formulation`; a test keeps it so. Edit the
docstrings, not this page. The same rules in words: [rules.md](rules.md). Every rule has one name, here, in the
verifier (`projection.plan.verify`), in its test (`tests/model/test_NAME.py`) and in `utilisation.csv`.

A mixed-integer program. What access forbids (permission, runway, draft, range, overflight) is never made an
option, so it needs no row; `refused_options.csv` says why. Everything may be short, so a plan always exists. No
big-M.
"""
_UNIT = re.compile(r"\s{3,}\(([^()]+)\)\s*$")


def formulation() -> str:
    """docs/formulation.md as Markdown."""
    parts = [_HEAD, "\n## Letters and variables\n", f"\n{_letters()}\n", f"\n{_variables()}\n"]
    parts += ["\n## Objective\n", _section("weighted_ston_days", weighted_ston_days)]
    module = ""
    for name, (equation, _) in sorted(EQUATIONS.items(), key=lambda item: item[1][0].__module__):
        if equation.__module__ != module:
            module = equation.__module__
            parts.append(f"\n## {_subject(equation)}\n")
        parts.append(_section(name, equation))
    return "".join(parts)


def _letters() -> str:
    doc = inspect.getdoc(instance) or ""
    return next(_flowing(part) for part in doc.split("\n\n") if part.startswith("Index letters"))


def _variables() -> str:
    """The variables, as `Model` lists them: one a line."""
    words = " ".join((inspect.getdoc(Model) or "").split("\n\n")[1].split()).rstrip(".")
    return "\n".join(f"- `{part.split(']')[0]}]`{part.split(']', 1)[1]}" for part in words.split("; "))


def _subject(equation: Callable[..., Any]) -> str:
    doc = inspect.getdoc(inspect.getmodule(equation)) or ""
    words = doc.split("\n")[0].rstrip(".").removeprefix("Equations of ")
    return words[:1].upper() + words[1:]


def _section(name: str, equation: Callable[..., Any]) -> str:
    """One equation: what it says, its formula, its unit, its source and where it stands."""
    sentence, *rest = (inspect.getdoc(equation) or "").split("\n\n")
    lines = [f"\n### {name}\n", _flowing(sentence)]
    for number, paragraph in enumerate(rest):
        found = _UNIT.search(paragraph)
        text = _UNIT.sub("", paragraph).rstrip()
        unit = f"In {found[1]}." if found else ""
        if number == 0:
            lines.append(f"\n```\n{text}\n```")
            text = ""
        if text or unit:
            lines.append(f"\n{_flowing(f'{text} {unit}')}")
    path = equation.__module__.replace(".", "/")
    lines.append(f"\n[{path}.py](../{path}.py)\n")
    return "\n".join(lines)


def _flowing(text: str) -> str:
    """Text of a docstring in Markdown."""
    words = " ".join(text.split()).replace("``", "`").replace("](", "]\\(").replace("Source: ", "*Source:* ")
    return "\n".join(textwrap.wrap(words, 115, break_long_words=False, break_on_hyphens=False))
