"""Accounts of supply: what is used at a place by day, who uses it and who brings it."""

from collections.abc import Mapping
from dataclasses import dataclass

from projection.scenario.scenario import Scenario
from projection.scenario.supply import Need


@dataclass(frozen=True)
class Account:
    """One account; ``use``, ``floor_days`` and ``weight`` by day of use, in order.

    ``units`` are the ULNs whose arrival starts the use, each with its share of them all by weight of its amounts
    (a share for each ston, and for each person); none = the place itself uses it. ``feeders`` bring it.
    """

    id: str
    place: str
    item: str
    units: tuple[str, ...]
    feeders: tuple[str, ...]
    start: float
    fair: str
    use: Mapping[int, float]
    floor_days: Mapping[int, float]
    weight: Mapping[int, float]
    ston_share: float = 0.0
    pax_share: float = 0.0

    @property
    def need(self) -> float:
        """Stons used in all when all are there from the first day on."""
        return sum(self.use.values())

    def share(self, group: str) -> float:
        """Share of the units that one ston, or one person, of a group is."""
        return self.pax_share if group == "pax" else self.ston_share


def accounts_of(scenario: Scenario) -> dict[str, Account]:
    """Every account by id; a span that begins after the horizon says nothing."""
    spans: dict[str, list[Need]] = {}
    for row in scenario.needs:
        spans.setdefault(row.id, []).append(row)
    return {
        name: _account(scenario, sorted(rows, key=lambda r: r.from_day)) for name, rows in sorted(spans.items())
    }


def _account(scenario: Scenario, spans: list[Need]) -> Account:
    weights, last = scenario.settings.weights, scenario.settings.horizon_days - 1
    by_day = {
        day: row
        for row in spans
        for day in range(row.from_day, min(last if row.to_day is None else row.to_day, last) + 1)
    }
    first = spans[0]
    units = [scenario.movements[uln] for uln in sorted(set(first.unit))]
    whole = sum(row.stons + row.pax * weights.pax_stons for row in units)
    return Account(
        id=first.id,
        place=first.place,
        item=first.item,
        units=tuple(row.uln for row in units),
        feeders=tuple(row.uln for row in scenario.movements.values() if row.feeds == first.id),
        start=sum(row.start_stons for row in spans),
        fair=first.fair or "",
        use={day: row.stons_day for day, row in by_day.items()},
        floor_days={day: row.floor_days for day, row in by_day.items()},
        weight={day: weights.priority[row.priority - 1] for day, row in by_day.items()},
        ston_share=1 / whole if whole else 0.0,
        pax_share=weights.pax_stons / whole if whole else 0.0,
    )
