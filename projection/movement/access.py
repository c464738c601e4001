"""Who may do what on which day, as arrays over days."""

from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from projection.network.network import Network
from projection.scenario.rows import Fleet
from projection.scenario.scenario import Scenario
from projection.units import day_in

Mask = npt.NDArray[np.bool_]
Sender = tuple[str, str]
"""Nation and role of a movement."""
BEYOND = 120
"""Days after the horizon for which answers are kept, since missions return after it."""


def usable_tails(fleet: Fleet) -> int:
    """Whole tails or hulls of a fleet left after what Europe holds back and maintenance keeps."""
    return int(fleet.count * (1 - fleet.held_back) * (1 - fleet.reserve) + 1e-9)


@cache
def _days_asked(offset: int, days: int, known: int) -> npt.NDArray[np.int64]:
    """Days 0..days-1 moved by ``offset``, clipped to the days known."""
    return np.clip(np.arange(days, dtype=np.int64) + offset, 0, known - 1)


class Access:
    """Permissions of a scenario day by day, each asked once; day 0 is C-day, earlier days count as day 0.

    Lift, bases and transit are asked for what goes for ``sender``: the nation and role of movements.
    """

    def __init__(self, network: Network, scenario: Scenario, sender: Sender = ("*", "*")) -> None:
        self.sender = sender
        self.network = network
        self.scenario = scenario
        self.days = range(scenario.settings.horizon_days + BEYOND)
        self.base = cache(self._base)
        self.overfly = cache(self._overfly)
        self.lift = cache(self._lift)
        self.bars_lift = cache(self._bars_lift)
        self.passes = cache(self._passes)
        self._let_go = cache(self._forces_go)
        self._not_there = cache(self._forces_barred)
        self.passage = cache(self._passage)
        self.slowed = cache(self._slowed)
        self.ready = cache(self.scenario.ready)
        self.recalled = cache(self._recalled)

    def at(self, mask: Mask, day: int) -> bool:
        """Answer on a day, clipped to the days known."""
        return bool(mask[min(max(day, 0), len(mask) - 1)])

    def shifted(self, mask: Mask, offset: int, days: int) -> Mask:
        """Answers for launch days 0..days-1 of something that happens ``offset`` days after launch."""
        return mask[_days_asked(offset, days, len(mask))]

    def slowed_h(self, passage: str, hour: float) -> float:
        """Hours added to a passage that a ship enters at ``hour``."""
        slowed = self.slowed(passage)
        return float(slowed[min(max(day_in(hour), 0), len(slowed) - 1)])

    @cached_property
    def at_once(self) -> "Access":
        """What would be if every nation decided at once; itself where no yes is delayed."""
        sooner = self.scenario.at_once()
        return self if sooner == self.scenario else Access(self.network, sooner, self.sender)

    def _base(self, node: str, flag: str) -> Mask:
        role = self.sender[1]
        return np.array([self.scenario.may_base(self.network, node, flag, day, role) for day in self.days])

    def _passes(self, node: str) -> Mask:
        nation, role = self.sender
        return np.array([self.scenario.may_pass(self.network, node, nation, day, role) for day in self.days])

    def _overfly(self, nation: str, flag: str) -> Mask:
        return np.array([self.scenario.may_overfly(self.network, nation, flag, day) for day in self.days])

    def _lift(self, nation: str) -> Mask:
        says, role = self.scenario.says, self.sender[1]
        return np.array([bool(says(nation, "lift", day, role=role)) for day in self.days])

    def _bars_lift(self, nation: str, where: str) -> Mask:
        """Launch days on which the yes of a nation about its lift does not reach places of another."""
        bars, role = self.scenario.bars, self.sender[1]
        return np.array([bars(nation, "lift", day, role, where) for day in self.days])

    def leaves(self, uln: str) -> Mask:
        """Days on which a ULN's nation lets it leave its origin for its destination; one array for all alike."""
        row = self.scenario.movements[uln]
        return self._let_go(row.nation, row.role, self.network.places[row.dest].nation)

    def _forces_go(self, nation: str, role: str, where: str) -> Mask:
        says = self.scenario.says
        return np.array([bool(says(nation, "forces", day, role=role, where=where)) for day in self.days])

    def barred(self, uln: str, port: str) -> Mask:
        """Days on which the yes of a ULN's nation does not reach a port; one array for all alike."""
        row = self.scenario.movements[uln]
        return self._not_there(row.nation, row.role, self.network.places[port].nation)

    def _forces_barred(self, nation: str, role: str, where: str) -> Mask:
        return np.array([self.scenario.bars(nation, "forces", day, role, where) for day in self.days])

    def _passage(self, passage: str) -> Mask:
        shut = not self.network.passages[passage].open
        closed = self.scenario.closed
        convoys = [self.scenario.convoys_on(passage, day) != () for day in self.days]
        opened = [not closed("passage", passage, day, default=shut) for day in self.days]
        return np.array([one and two for one, two in zip(opened, convoys, strict=True)])

    def _recalled(self, fleet: Fleet) -> Mask:
        """Days planned on which nothing of a fleet is left."""
        days = range(self.scenario.settings.horizon_days)
        return np.array([usable_tails(self.scenario.stands(fleet, day)) < 1 for day in days])

    def _slowed(self, passage: str) -> npt.NDArray[np.float64]:
        return np.array([self.scenario.slowed_h(passage, day) for day in self.days])
