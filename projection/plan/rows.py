"""Row types of the tables in a plan folder; the data dictionary and the verifier both read them.

Clock: hour 0 is 00:00 of C-day, day d covers hours 24 d to 24 d + 24, an event that ends exactly at midnight
belongs to the day that ends there. A handover (ship to train, train to unit) waits for the next day's opening.
"""

from typing import Literal

from projection.rows import Row
from projection.units import Day, Hours, NauticalMiles, Stons

CARGO = ("bulk", "over", "out", "nat")
CLASSES = (*CARGO, "pax")
Class = Literal["bulk", "over", "out", "nat", "pax"]
Purpose = Literal["position", "onload", "enroute", "rest", "offload", "return"]


class MissionStop(Row):
    """missions.csv: one stop of one mission, in order; the first is its base, the last its base again.

    ``tail`` is numbered within the fleet and holds for the whole mission. ``purpose``: position = leave base,
    onload = at the POE, enroute = technical stop, rest = stop with crew rest, offload = at the POD,
    return = back at base. When base and POE are one place there is still a position row, of no duration.
    """

    mission: str
    fleet: str
    lift: str
    nation: str
    mode: Literal["air", "sea"]
    tail: int
    stop: int
    node: str
    purpose: Purpose
    arrive_h: Hours
    depart_h: Hours
    work_h: Hours
    """of the time on the ground, hours on a working spot or at a berth; the rest is parked"""
    leg_nm: NauticalMiles
    """sailed or flown from the stop before, 0 at the first"""
    leg_h: Hours
    """under way from the stop before, canals and straits included"""
    passages: str
    """canals and straits of the leg in order with the hour of entry, as ``suez@512.5;malacca@840.0``"""
    overflown: str
    """nations overflown on the leg, by ;"""
    fuel_stons: Stons
    """fuel taken at this stop for the next leg; 0 for ships"""
    track: str
    """key of the leg's line in tracks.json, "" at the first stop"""
    arrive: str
    """the same as arrive_h in words: C+012 06:30"""
    depart: str


class Manifest(Row):
    """manifests.csv: what a mission carries from its onload to its offload stop."""

    mission: str
    uln: str
    cargo: Class
    poe: str
    pod: str
    stons: Stons
    pax: int | float
    sqft: float
    """deck taken on a ro-ro ship; 0 elsewhere"""
    loaded_day: Day
    landed_day: Day


class Onward(Row):
    """onward.csv: a day's movement over a land link, to a POE or from a POD."""

    uln: str
    cargo: Literal["cargo", "heavy", "pax"]
    """heavy = outsize and not air-transportable; cargo = the rest"""
    link: str
    from_node: str
    to_node: str
    leave_day: Day
    reach_day: Day
    amount: float
    """stons, or people for pax"""


class Arrival(Row):
    """arrivals.csv: what reached a POD or a destination on a day."""

    uln: str
    node: str
    role: Literal["pod", "dest"]
    day: Day
    cargo: Class | Literal["cargo", "heavy"]
    amount: float
    """stons, or people for pax"""


class Shortfall(Row):
    """shortfalls.csv: one line for every ULN, also those that closed in time."""

    uln: str
    nation: str
    priority: int
    rdd: Day
    required_stons: Stons
    delivered_stons: Stons
    short_stons: Stons
    required_pax: float
    delivered_pax: float
    short_pax: float
    late_ston_days: float
    """sum over what arrived late of stons (people at [weights] pax_stons) x days after rdd"""
    closure_day: int | None
    """day on which the last of it arrived; blank when some of it never does"""
    status: Literal["on time", "late", "short", "refused"]
    why: str


class Utilisation(Row):
    """utilisation.csv: use of every limited thing by day, where it has a use or a limit that matters."""

    rule: str
    """name of the rule in docs/formulation.md"""
    place: str
    """fleet, node, or link"""
    day: Day
    used: float
    limit: float
    unit: str


class RefusedOption(Row):
    """refused_options.csv: what was not allowed, and why; equal reasons on running days are one line."""

    what: str
    """fleet and chain, or ULN"""
    rule: str
    """permission, runway, draft, beam, length, range, closure, horizon ..."""
    reason: str
    mend: str
    from_day: int | None
    to_day: int | None
