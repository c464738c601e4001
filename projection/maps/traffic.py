"""All that the maps of one plan show, worked out once for every page and panel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from projection.maps.flows import (
    Lane,
    Leg,
    Use,
    closed_airspace,
    closed_passages,
    land_lanes,
    lanes,
    legs,
    node_use,
)
from projection.maps.saturation import saturation
from projection.network.network import Network
from projection.plan.plan import Plan, Track
from projection.scenario.scenario import Scenario
from projection.sphere import interpolate

POLAR_LAT = 66.0
"""Tracks that pass north of the Arctic circle go over the pole."""

_PACIFIC = (150.0, 250.0)
_STEP_NM = 120.0


@dataclass(frozen=True)
class Traffic:
    """What a plan moves, and where it is full or shut.

    ``legs``: all, also empty ones; ``lanes``: loaded ones, added up; ``uses``: nodes that handle something;
    ``full``: see `saturation`; ``shut``: see `closed_airspace`; ``passages``: see `closed_passages`.
    """

    plan: Plan
    network: Network
    scenario: Scenario
    legs: Sequence[Leg]
    lanes: Sequence[Lane]
    uses: Mapping[str, Use]
    full: Mapping[str, float]
    shut: Mapping[str, str]
    passages: Mapping[str, str]

    @property
    def most(self) -> float:
        """Stons of the widest lane."""
        return max((lane.stons for lane in self.lanes), default=0.0)

    @property
    def biggest(self) -> float:
        """Stons of the largest node."""
        return max((use.stons for use in self.uses.values()), default=0.0)

    @cached_property
    def loaded(self) -> Sequence[Leg]:
        """Legs that carry something along a line that is known."""
        return [leg for leg in self.legs if leg.stons + leg.people > 0 and leg.path]

    @cached_property
    def polar(self) -> Sequence[Leg]:
        """Loaded legs by air that pass over the pole."""
        return [leg for leg in self.loaded if leg.mode == "air" and self._north[leg.track] > POLAR_LAT]

    @cached_property
    def pacific(self) -> Sequence[Track]:
        """Parts of loaded tracks on the Pacific east of Japan and south of the Arctic circle."""
        west, east = _PACIFIC
        found = []
        for path in self._dense.values():
            part = tuple((lon % 360, lat) for lon, lat in path if west <= lon % 360 <= east and lat < POLAR_LAT)
            if part:
                found.append(part)
        return found

    @cached_property
    def land(self) -> Sequence[Lane]:
        """Movements over land as straight lanes, as full as the fullest of their links."""
        return list(land_lanes(self.plan, self.network, self.full).values())

    @cached_property
    def _dense(self) -> Mapping[str, Track]:
        return {leg.track: interpolate(leg.path, _STEP_NM) for leg in self.loaded}

    @cached_property
    def _north(self) -> Mapping[str, float]:
        """Northernmost latitude of each track."""
        return {track: max(lat for _, lat in path) for track, path in self._dense.items()}


def traffic(plan: Plan, network: Network, scenario: Scenario) -> Traffic:
    """Work out what the maps of a plan show."""
    found = legs(plan)
    uses = {node: use for node, use in node_use(plan).items() if use.stons + use.people > 0}
    shut, passages = closed_airspace(network, scenario), closed_passages(network, scenario)
    return Traffic(plan, network, scenario, found, lanes(found), uses, saturation(plan), shut, passages)
