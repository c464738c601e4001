"""The page itself: template, style, script and data put into one file that loads nothing."""

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import zip_longest
from pathlib import Path
from string import Template
from typing import Any

from projection.explore.explain import Explanation
from projection.maps.brief.facts import facts
from projection.maps.brief.ground import ground
from projection.network.network import Network
from projection.plan.plan import Plan
from projection.report.page import COLOURS, LATE
from projection.scenario.scenario import Scenario

SCRIPTS = ("state.js", "map.js", "curves.js", "story.js", "page.js")
"""Parts of the script in order; together they are one function."""

Named = tuple[str, Plan, Network, Scenario]


def write_brief(plans: Sequence[Named], path: Path, said: Sequence[Explanation | None] = ()) -> Path:
    """Write the briefing page of one plan, or of two to compare; the same plans give the same bytes.

    ``plans``: name, plan, network and scenario of each; ``said``: what explained each, where that was asked.
    """
    known = [
        facts(plan, network, scenario, name, found)
        for (name, plan, network, scenario), found in zip_longest(plans, said)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(known), encoding="utf-8", newline="\n")
    return path


def page(known: Sequence[Mapping[str, Any]]) -> str:
    """HTML of the page; ``known`` as `facts` gives it."""
    style = _part("page.css")
    script = "(() => {\n" + '"use strict";\n' + "".join(_part(name) for name in SCRIPTS) + "})();\n"
    colours = {**COLOURS, "late": LATE}
    data = {"ground": ground(), "colours": colours, "plans": known}
    first = known[0]
    banners = list(dict.fromkeys(str(plan["banner"]) for plan in known))
    words = {name: html.escape(str(first[name])) for name in ("title", "question", "answer", "standing", "group")}
    stamps = "; ".join(dict.fromkeys(str(plan["stamp"]) for plan in known))
    return Template(_part("page.html")).substitute(
        words,
        banner=html.escape(" / ".join(banners)),
        stamp=html.escape(stamps),
        policy=policy(script, style),
        style=style,
        script=script,
        data=inside_script(data),
    )


def policy(script: str, style: str) -> str:
    """Content-Security-Policy: nothing is loaded, and only this script and this style count."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def inside_script(data: object) -> str:
    """JSON that no text in it can close: <, >, & and line separators are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _part(name: str) -> str:
    return (files("projection.maps.brief") / name).read_text(encoding="utf-8")
