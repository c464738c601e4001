"""Recount of convoys: ships enter such passages on convoy days only, and no more than the convoy takes."""

import math

from projection.errors import Finding
from projection.plan.verify.days import day_in, days_about
from projection.plan.verify.recount import Recount, fault, number
from projection.plan.verify.tracks import entries


def convoy_limit(recount: Recount, passage: str, day: int) -> float:
    """Ships that may enter a passage on a day in convoy; infinite where ships pass as they come."""
    rows = [row for row in recount.scenario.convoys if row.passage == passage]
    if not rows:
        return math.inf
    due = [row for row in rows if day >= row.first_day and (day - row.first_day) % row.every_days == 0]
    return sum((math.inf if row.ships is None else float(row.ships) for row in due), 0.0)


def convoys(recount: Recount) -> list[Finding]:
    """Every entry is on a day of a convoy, and no convoy is longer than its ships."""
    found = []
    entered: dict[tuple[str, int], int] = {}
    for mission, _ in recount.voyages:
        for stop in mission.stops:
            for name, hour in entries(stop):
                day = next((d for d in sorted(days_about(hour)) if convoy_limit(recount, name, d) > 0), None)
                if day is None:
                    where = f"{mission.id} {name} day {day_in(hour)}"
                    found.append(fault("convoys", where, f"enters {name}, and there is no convoy on that day"))
                    continue
                entered[name, day] = entered.get((name, day), 0) + 1
    for (name, day), ships in sorted(entered.items()):
        limit = convoy_limit(recount, name, day)
        if ships > limit and day < recount.horizon:
            found.append(
                fault("convoys", f"{name} day {day}", f"{ships} ships in convoy, {number(limit)} allowed")
            )
    return found
