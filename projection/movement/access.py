"""Who may do what on which day, as arrays over days."""

from functools import cache

import numpy as np
import numpy.typing as npt

from projection.movement.options import usable_tails
from projection.network.network import Network
from projection.scenario.rows import Fleet
from projection.scenario.scenario import Scenario
from projection.units import day_in

Mask = npt.NDArray[np.bool_]
BEYOND = 120
"""Days after the horizon for which answers are kept, since missions return after it."""


class Access:
    """Permissions of a scenario day by day, each asked once; day 0 is C-day, earlier days count as day 0."""

    def __init__(self, network: Network, scenario: Scenario) -> None:
        self.network = network
        self.scenario = scenario
        self.days = range(scenario.settings.horizon_days + BEYOND)
        self.base = cache(self._base)
        self.overfly = cache(self._overfly)
        self.lift = cache(self._lift)
        self.forces = cache(self._forces)
        self.passage = cache(self._passage)
        self.slowed = cache(self._slowed)
        self.ready = cache(self.scenario.ready)
        self.recalled = cache(self._recalled)

    def at(self, mask: Mask, day: int) -> bool:
        """Answer on a day, clipped to the days known."""
        return bool(mask[min(max(day, 0), len(mask) - 1)])

    def shifted(self, mask: Mask, offset: int, days: int) -> Mask:
        """Answers for launch days 0..days-1 of something that happens ``offset`` days after launch."""
        index = np.clip(np.arange(days) + offset, 0, len(mask) - 1)
        return mask[index]

    def slowed_h(self, passage: str, hour: float) -> float:
        """Hours added to a passage that a ship enters at ``hour``."""
        slowed = self.slowed(passage)
        return float(slowed[min(max(day_in(hour), 0), len(slowed) - 1)])

    def _base(self, node: str, flag: str) -> Mask:
        return np.array([self.scenario.may_base(self.network, node, flag, day) for day in self.days])

    def _overfly(self, nation: str, flag: str) -> Mask:
        return np.array([self.scenario.may_overfly(self.network, nation, flag, day) for day in self.days])

    def _lift(self, nation: str) -> Mask:
        return np.array([bool(self.scenario.says(nation, "lift", day)) for day in self.days])

    def _forces(self, nation: str) -> Mask:
        return np.array([bool(self.scenario.says(nation, "forces", day)) for day in self.days])

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
