"""Pools whose members have hours of their own: each mission goes for one of them."""

from collections.abc import Iterable
from dataclasses import replace

from projection.movement.options import Option
from projection.movement.refusals import MENDS, Refusals
from projection.scenario.rows import Fleet
from projection.scenario.scenario import Scenario


def for_members(
    scenario: Scenario, fleet: Fleet, options: Iterable[Option], refusals: Refusals
) -> Iterable[Option]:
    """Options of a fleet, one for each member with hours instead of one for all that it serves.

    What is not offered to a nation that it would serve, for want of hours, is told. Fleets without members are as
    they were.
    """
    hours = scenario.member_hours.get(fleet.id)
    if hours is None:
        return options
    asking = {row.nation for row in scenario.movements.values() if row.moves_as is None}
    served = asking if "*" in fleet.serves else asking & set(fleet.serves)
    for nation in sorted(name for name in served if not hours.get(name)):
        refusals.add(
            f"{fleet.id} for {nation}", "member_hours", f"{nation} has no hours of it", MENDS["member_hours"]
        )
    able = sorted(name for name in served if hours.get(name))
    return [replace(option, serves=(name,), member=name) for option in options for name in able]
