"""Tanker sorties of a plan: whom they support, on which leg they meet it, and the fuel that they give."""

from collections.abc import Mapping
from itertools import pairwise

from projection.network.rows import Aircraft
from projection.plan.rows import MissionStop
from projection.plan.verify.recount import HOURS_OFF, Mission


def meeting(sortie: Mission) -> tuple[MissionStop, MissionStop, MissionStop]:
    """Stop before the refuelling of a sortie, the refuelling, and the stop after it."""
    place = next(i for i, stop in enumerate(sortie.stops) if stop.purpose == "refuel")
    return sortie.stops[place - 1], sortie.stops[place], sortie.stops[place + 1]


def given_stons(sortie: Mission) -> float:
    """Fuel that a sortie gives: what it took less what its two legs burn, at most what it can give."""
    before, there, home = meeting(sortie)
    if not isinstance(sortie.lift, Aircraft):
        return 0.0
    spare = before.fuel_stons - (there.leg_h + home.leg_h) * sortie.lift.fuel_stons_h
    return max(0.0, min(spare, sortie.lift.offload_fuel_stons))


def meets(sortie: Mission, before: MissionStop, stop: MissionStop) -> bool:
    """Whether a sortie gives its fuel while the leg from ``before`` to ``stop`` is flown."""
    return before.depart_h - HOURS_OFF <= meeting(sortie)[1].arrive_h <= stop.arrive_h + HOURS_OFF


def fuel_given(mission: Mission, helpers: tuple[Mission, ...]) -> Mapping[int, float]:
    """Fuel that a mission is given in the air, stons by the number of the stop that ends the leg.

    A sortie shares its fuel out evenly among those that it supports.
    """
    found: dict[int, float] = {}
    for before, stop in pairwise(mission.stops):
        for sortie in (helper for helper in helpers if meets(helper, before, stop)):
            found[stop.stop] = found.get(stop.stop, 0.0) + given_stons(sortie) / len(sortie.supports)
    return found
