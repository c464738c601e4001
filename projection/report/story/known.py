"""What the slides are computed from: a plan, its inputs and, where there is one, its explanation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from projection.explore.explain import Explanation
from projection.network.network import Network
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Shortfall
from projection.report.explain import names_of
from projection.report.page import clean
from projection.report.tally import deliveries, wanted_stons
from projection.scenario.scenario import Scenario

NAME = 44
"""Most characters of a name in a sentence."""


@dataclass(frozen=True)
class Known:
    """Everything that a slide may ask for; computed once."""

    plan: Plan
    network: Network
    scenario: Scenario
    explanation: Explanation | None
    map_png: bytes

    @cached_property
    def short(self) -> tuple[Shortfall, ...]:
        """How each ULN ends."""
        return rows_of(Shortfall, self.plan.tables["shortfalls"])

    @cached_property
    def delivered(self) -> pd.DataFrame:
        """As `deliveries` gives it."""
        return deliveries(self.plan)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of places and passages, with their ids."""
        return names_of(self.network)

    @property
    def days(self) -> int:
        """Days planned."""
        return self.scenario.settings.horizon_days

    @property
    def stons(self) -> tuple[float, float]:
        """Stons delivered and wanted."""
        return sum(row.delivered_stons for row in self.short), sum(wanted_stons(row) for row in self.short)

    @property
    def people(self) -> tuple[float, float]:
        """People delivered and wanted."""
        return sum(row.delivered_pax for row in self.short), sum(row.required_pax for row in self.short)

    def ending(self, *status: str) -> list[Shortfall]:
        """ULNs that end so, the most urgent and the latest first."""
        rows = [row for row in self.short if row.status in status]
        return sorted(rows, key=lambda row: (row.priority, -days_late(row), -row.short_stons, row.uln))

    def place(self, node: str) -> str:
        """Name of a node for people, its id when it has none."""
        row = self.network.places.get(node) or self.network.passages.get(node)
        return name(row.name if row and row.name else node)

    def nation(self, code: str) -> str:
        """Name of a nation, its code when it is none of the network's."""
        row = self.network.nations.get(code)
        return name(row.name if row else code)

    def what(self, uln: str) -> str:
        """Description of a ULN."""
        row = self.scenario.movements.get(uln)
        return clean(row.description, 120) if row else ""


def name(text: str) -> str:
    """A name that can stand in a sentence."""
    return clean(text, NAME)


def days_late(row: Shortfall) -> int:
    """Days from the RDD to the closure; 0 without one."""
    return 0 if row.closure_day is None else max(row.closure_day - row.rdd, 0)


def count(number: int, noun: str) -> str:
    """``1 day``, ``2 days``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def share(part: float, whole: float) -> str:
    """``45 %``; all is 100 % and nothing 0 %, but neither is said of almost so; of nothing it is a dash."""
    if whole <= 0:
        return "-"
    per_cent = 100 * part / whole
    if 99.5 <= per_cent < 100 - 1e-7:
        return "over 99 %"
    return "under 1 %" if 1e-7 < per_cent < 0.5 else f"{per_cent:.0f} %"


def sentence(text: str) -> str:
    """With a capital at its start and a full stop at its end."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?", "…")) else ".")


def listed(names: Iterable[str], most: int = 3) -> str:
    """``A, B and C``; after ``most`` names ``A, B, C and 4 more``."""
    all_names: Sequence[str] = [name(one) for one in names]
    if len(all_names) > most:
        return f"{', '.join(all_names[:most])} and {len(all_names) - most} more"
    return " and ".join(filter(None, [", ".join(all_names[:-1]), *all_names[-1:]]))
