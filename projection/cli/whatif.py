"""The verb whatif: a plan solved again under changed limits, permissions, closures, weights or shares."""

import time
from collections.abc import Sequence
from pathlib import Path

import typer

from projection.cli.doors import Exit
from projection.cli.manner import Manner
from projection.cli.progress import native_silence


def whatif(
    manner: Manner,
    folder: Path,
    sets: Sequence[str],
    out: Path | None,
    *,
    each: bool = False,
    gap: float | None = None,
    time_limit_s: float = 20.0,
) -> None:
    """Answer what changes do, all together or each for itself, and write a plan folder for each answer."""
    from projection.explore.changes import parse
    from projection.explore.whatif import WhatIf
    from projection.report.compare import compare
    from projection.report.compare_words import comparison_words
    from projection.report.outcome import outcome
    from projection.solve.highs import Stop

    changes = parse(sets)
    groups = [(change,) for change in changes] if each else [changes]
    base = out or folder.resolve().with_name(f"{folder.resolve().name}-whatif")
    texts, data = [], []
    with native_silence():
        asked = WhatIf(folder)
        for number, group in enumerate(groups, start=1):
            target = base.with_name(f"{base.name}-{number}") if each and len(groups) > 1 else base
            began = time.monotonic()
            answer = asked.ask(group, target, {"gap": gap, "time_limit_s": time_limit_s}, Stop())
            how = [f"{why}: built again" for why in answer.rebuilt] or ["edited in place"]
            how += [f"{len(answer.gone)} missions of the old plan are no longer offered"] if answer.gone else []
            how += (
                [] if answer.fitted else ["the old missions no longer fit together; it began from those that do"]
            )
            how += ["nothing is allowed that was not: the old bound holds"] if answer.old_bound else []
            how.append(f"loaded in {asked.load_s:.1f} s, answered in {time.monotonic() - began:.1f} s")
            head = [f"What if   {', '.join(answer.changes)}", *(f"          {line}" for line in how)]
            feet = [f"plan      {target}", f"proof     projection verify {target}"]
            plans = outcome(asked.plan, "before"), outcome(answer.plan, "what if")
            texts.append("\n".join([*head, "", comparison_words(compare(plans)), "", *feet]))
            stamp = answer.plan.stamp
            kept = {key: stamp[key] for key in ("status", "objective", "bound", "gap", "terms")}
            seconds = {name: round(value, 3) for name, value in answer.seconds.items()}
            data.append(
                {
                    "changes": list(answer.changes),
                    "rebuilt": list(answer.rebuilt),
                    "missions_gone": list(answer.gone),
                    "old_bound_holds": answer.old_bound,
                    "plan": str(target),
                    "seconds": seconds,
                    **kept,
                }
            )
    manner.answer("\n\n".join(texts), {"plan": str(folder), "answers": data})
    if any(row["status"] == "no plan" for row in data):
        raise typer.Exit(Exit.NO_PLAN)
