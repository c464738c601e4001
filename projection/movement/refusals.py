"""What was not allowed, and why: equal reasons on running days become one line."""

from dataclasses import dataclass, field

import numpy as np

from projection.movement.access import Mask

MENDS = {
    "lift": "permission row: lift yes",
    "bases": "permission row: bases yes for this flag, or another stop",
    "transit": "permission row: transit yes, or another stop",
    "bars": "permission row without BARS, or another stop",
    "overflight": "permission row: overflight yes, or a longer way",
    "forces": "permission row: forces yes",
    "posture": "[postures] of scenario.toml: true",
    "passages": "closure row, or another way",
    "order": "loosen the order in orders.csv, or offer lift and permission that keep it",
    "recall": "recall row: a later day, or fewer held back",
    "coarse": "[rules] of scenario.toml: a later coarse_from, or none",
    "member_hours": "line of members.csv with hours for the nation",
    "item": "lift with more room, or smaller items where it can be taken apart",
    "refuelling": "a tanker fleet with REFUELS that serves the flag, or bases nearer to the leg",
}


@dataclass(frozen=True, order=True)
class Refusal:
    """One line of refused_options.csv; days are launch days, None when it holds for all."""

    what: str
    rule: str
    reason: str
    mend: str
    from_day: int | None
    to_day: int | None


@dataclass
class Refusals:
    """Collects refusals while options are made."""

    found: set[Refusal] = field(default_factory=set)

    def add(self, what: str, rule: str, reason: str, mend: str) -> None:
        """Refused on every day."""
        self.found.add(Refusal(what, rule, reason, mend, None, None))

    def add_days(self, what: str, rule: str, reason: str, days: Mask) -> None:
        """Refused on the days that are true; running days make one line."""
        marked = np.flatnonzero(days)
        if len(marked) == 0:
            return
        for run in np.split(marked, np.flatnonzero(np.diff(marked) > 1) + 1):
            mend = MENDS.get(rule, "")
            self.found.add(Refusal(what, rule, reason, mend, int(run[0]), int(run[-1])))

    def table(self) -> tuple[Refusal, ...]:
        """Every refusal, sorted."""
        return tuple(sorted(self.found, key=_order))


def _order(row: Refusal) -> tuple[str, str, str, str, int, int]:
    first, last = (-1 if day is None else day for day in (row.from_day, row.to_day))
    return row.what, row.rule, row.reason, row.mend, first, last
