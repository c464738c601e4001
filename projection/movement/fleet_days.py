"""Fleets by day: the tails or hulls that recalls, activation and dates leave."""

import numpy as np

from projection.movement.access import Access, Mask, usable_tails
from projection.movement.instance import FleetDays
from projection.movement.refusals import Refusals
from projection.movement.timeline import Stop
from projection.network.network import Network
from projection.scenario.rows import Fleet
from projection.scenario.scenario import Scenario
from projection.units import day_in, day_of


def tails_on(scenario: Scenario, fleet: Fleet, day: int) -> int:
    """Whole tails or hulls that a fleet may use on a day."""
    there = scenario.ready(fleet) <= day and (fleet.until is None or day <= fleet.until)
    return usable_tails(scenario.stands(fleet, day)) if there else 0


def most_tails(scenario: Scenario, fleet: Fleet) -> int:
    """Most tails or hulls left of a fleet on any day planned, whether it is ready then or not."""
    days = range(scenario.settings.horizon_days) if scenario.recalls else (0,)
    return max(usable_tails(scenario.stands(fleet, day)) for day in days)


def fleet_days(network: Network, scenario: Scenario, fleet: Fleet) -> FleetDays:
    """A fleet as the model sees it."""
    aircraft = network.aircraft.get(fleet.lift)
    return FleetDays(
        id=fleet.id,
        lift=fleet.lift,
        mode="air" if aircraft else "sea",
        tails=tuple(tails_on(scenario, fleet, day) for day in range(scenario.settings.horizon_days)),
        use_rate_h=fleet.use_rate_h or (aircraft.use_rate_h if aircraft else 24.0),
        quota_h=fleet.quota_h,
        count=max(fleet.count, 1),
        keur_hour=fleet.keur_hour,
        keur_mission=fleet.keur_mission,
    )


def disposal_days(access: Access, fleet: Fleet, stops: tuple[Stop, ...]) -> Mask:
    """Launch days on which the mission starts no earlier than the fleet is ready and is back by ``until``.

    Nor is it out on a day on which nothing of the fleet is left.
    """
    day = np.arange(access.scenario.settings.horizon_days)
    ok: Mask = day + day_in(stops[0].depart_h) >= max(access.ready(fleet), 0)
    if fleet.until is not None:
        ok &= day + day_of(stops[-1].arrive_h) <= fleet.until
    return ok & _unrecalled_days(access, fleet, stops)


def tell_recalls(access: Access, refusals: Refusals) -> None:
    """Say on which days nothing is left of a fleet."""
    recalls = access.scenario.recalls
    fleets = (row for row in access.scenario.fleets.values() if any(one.of(row.id, row.nation) for one in recalls))
    for fleet in fleets:
        what = "nothing of it is left on these days, and no mission may be out"
        refusals.add_days(fleet.id, "recall", what, access.recalled(fleet))


def _unrecalled_days(access: Access, fleet: Fleet, stops: tuple[Stop, ...]) -> Mask:
    """Launch days on which the mission is out on no day on which the whole fleet is recalled."""
    horizon = access.scenario.settings.horizon_days
    recalled = np.concatenate([[0], np.cumsum(access.recalled(fleet))])
    day = np.arange(horizon)
    first = np.clip(day + day_in(stops[0].depart_h), 0, horizon)
    back = np.clip(day + day_of(stops[-1].arrive_h) + 1, 0, horizon)
    ok: Mask = recalled[back] == recalled[first]
    return ok
