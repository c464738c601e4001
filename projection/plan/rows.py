"""Row types of the tables in a plan folder; the data dictionary and the verifier both read them.

Clock: hour 0 is 00:00 of C-day, day d covers hours 24 d to 24 d + 24, an event that ends exactly at midnight
belongs to the day that ends there. A handover (ship to train, train to unit) waits for the next day's opening.
"""

from typing import Literal

from pydantic import Field

from projection.rows import Row
from projection.units import Day, Hours, NauticalMiles, Stons

CARGO = ("bulk", "over", "out", "nat")
CLASSES = (*CARGO, "fuel", "pax")
Class = Literal["bulk", "over", "out", "nat", "fuel", "pax"]
BROKEN = "order broken: "
"""How ``why`` begins where a firm order is broken; the orders follow, up to a semicolon."""
Purpose = Literal["position", "onload", "enroute", "rest", "offload", "refuel", "station", "return"]


class MissionStop(Row):
    """missions.csv: one stop of one mission, in order; the first is its base, the last its base again.

    ``purpose``: position = leave base, onload = at the POE, enroute = technical stop, rest = stop with crew
    rest, offload = at the POD, return = back at base. When base and POE are one place there is still a
    position row, of no duration. A tanker that refuels another mission has no onload and offload but one
    refuel: the moment at which it has given its fuel in the air, with the airfield from which it flies there
    and to which it comes back as its node; the leg to it holds the hour on station. What moves itself goes one
    way: it has no return.
    """

    mission: str = Field(description="name of the mission")
    fleet: str = Field(description="fleet that flies or sails it")
    lift: str = Field(description="lift type")
    nation: str = Field(description="flag")
    mode: Literal["air", "sea"] = Field(description="air or sea")
    tail: int = Field(description="tail or hull, numbered within the fleet; the same for the whole mission")
    stop: int = Field(description="number of the stop, in order")
    node: str = Field(description="where it stops")
    purpose: Purpose = Field(description="what for")
    arrive_h: Hours = Field(description="arrival, after 00:00 of C-day")
    depart_h: Hours = Field(description="departure, after 00:00 of C-day")
    work_h: Hours = Field(
        description="of the time on the ground, hours on a working spot or at a berth; the rest is parked"
    )
    leg_nm: NauticalMiles = Field(description="sailed or flown from the stop before, 0 at the first")
    leg_h: Hours = Field(description="under way from the stop before, canals and straits included")
    passages: str = Field(
        description="canals and straits of the leg in order with the hour of entry, as suez@512.5;malacca@840.0"
    )
    overflown: str = Field(description="nations overflown on the leg, by ;")
    fuel_stons: Stons = Field(description="fuel taken at this stop for the next leg; 0 for ships")
    track: str = Field(description="key of the leg's line in tracks.json, blank at the first stop")
    arrive: str = Field(description="the same as arrive_h in words: C+012 06:30")
    depart: str = Field(description="the same as depart_h in words")
    supports: str = Field(
        default="", description="missions that this one refuels in the air by ;, blank for others"
    )
    station: str = Field(default="", description="station that it holds, blank for others")


class Presence(Row):
    """presence.csv: what is on a station on each day on which it is wanted."""

    station: str = Field(description="name of the station")
    day: Day = Field(description="day")
    wanted: int = Field(description="how many are wanted")
    on_station: int = Field(description="how many are there at noon")
    missing: int = Field(description="how many of those wanted are not there")
    who: str = Field(description="missions that are there, by ;")


class Manifest(Row):
    """manifests.csv: what a mission carries from its onload to its offload stop."""

    mission: str = Field(description="name of the mission")
    uln: str = Field(description="unit line number")
    cargo: Class = Field(description="class of cargo, or pax")
    poe: str = Field(description="port of embarkation")
    pod: str = Field(description="port of debarkation")
    stons: Stons = Field(description="cargo; 0 for pax")
    pax: int | float = Field(description="people; 0 for cargo")
    sqft: float = Field(description="deck taken on a ro-ro ship, square feet; 0 elsewhere")
    loaded_day: Day = Field(description="day on which it is loaded at the POE")
    landed_day: Day = Field(description="day on which it lands at the POD")
    items: int = Field(default=0, description="whole items of it; 0 where it can be divided")


class Onward(Row):
    """onward.csv: a day's movement over a land link, to a POE or from a POD, or through a staging point."""

    uln: str = Field(description="unit line number")
    cargo: Class | Literal["cargo", "heavy"] = Field(
        description="heavy = outsize and not air-transportable; cargo = the rest; the class at a staging point"
    )
    link: str = Field(description="land link or staging point")
    from_node: str = Field(description="where it starts")
    to_node: str = Field(description="where it ends")
    leave_day: Day = Field(description="day of leaving")
    reach_day: Day = Field(description="day on which it is there")
    amount: float = Field(description="stons, or people for pax")


class Arrival(Row):
    """arrivals.csv: what reached a POD, a staging point or a destination on a day."""

    uln: str = Field(description="unit line number")
    node: str = Field(description="where it arrived")
    role: Literal["pod", "staged", "dest"] = Field(description="what the node is to the movement")
    day: Day = Field(description="day of arrival")
    cargo: Class | Literal["cargo", "heavy"] = Field(description="group at a destination, class elsewhere")
    amount: float = Field(description="stons, or people for pax")


class Shortfall(Row):
    """shortfalls.csv: one line for every ULN, also those that closed in time."""

    uln: str = Field(description="unit line number")
    nation: str = Field(description="nation that sends it")
    priority: int = Field(description="1 = highest")
    rdd: Day = Field(description="required delivery day")
    required_stons: Stons = Field(description="cargo required")
    delivered_stons: Stons = Field(description="cargo delivered at dest in the horizon")
    short_stons: Stons = Field(description="cargo that never arrives")
    required_pax: float = Field(description="people required")
    delivered_pax: float = Field(description="people delivered at dest in the horizon")
    short_pax: float = Field(description="people who never arrive")
    late_ston_days: float = Field(
        description="sum over what arrived late of stons (people at [weights] pax_stons) x days after rdd"
    )
    closure_day: int | None = Field(
        description="day on which the last of it arrived; blank when some of it never does"
    )
    status: Literal["on time", "late", "short", "refused", "not needed"] = Field(
        description="how it ends; one that feeds a need is on time when all of it is there, on whatever day, "
        "and not needed when some is not and its account lacks nothing"
    )
    why: str = Field(description="why, in words, when it is not on time")


class UnitClosing(Row):
    """units.csv: when each unit is whole; a unit is also each ULN that others wait for or meet."""

    unit: str = Field(description="unit, or ULN that counts as one")
    ulns: str = Field(description="its ULNs by ;")
    whole_day: int | None = Field(description="day of its last arrival; blank when it is never whole")
    first_day: int | None = Field(description="day of its first arrival; blank when nothing of it arrives")
    spread: int | None = Field(description="days from the first arrival to the last; blank when never whole")
    waited_for: str = Field(
        description="what its ULNs wait for or meet, by ;, with the day on which each was whole: A@12"
    )


class Supply(Row):
    """supply.csv: one line for every account of needs.csv and day of its use.

    What is delivered on a day can be used from the next day on; so does a unit's use begin the day after it came.
    """

    account: str = Field(description="id of the need")
    place: str = Field(description="node where it is used")
    item: str = Field(description="kind of supply")
    day: Day = Field(description="day of use")
    arrived: Stons = Field(description="delivered by the end of the day before, and on no line above")
    used: Stons = Field(description="used on the day")
    lacking: Stons = Field(description="needed on the day and not used")
    kept: Stons = Field(description="there at the end of the day: before + arrived - used")
    floor: Stons = Field(description="to be there at the end of the day: floor_days x (used + lacking)")
    below: Stons = Field(description="missing to the floor at the end of the day")


class Coverage(Row):
    """coverage.csv: one line for every account of needs.csv, over all its days."""

    account: str = Field(description="id of the need")
    place: str = Field(description="node where it is used")
    item: str = Field(description="kind of supply")
    need: Stons = Field(description="used in all when all who use it are there from the first day on")
    used: Stons = Field(description="used in all")
    lacking: Stons = Field(description="lacking in all")
    below: Stons = Field(description="ston-days below the floor in all")
    covered: float = Field(description="share of the need that is not lacking")
    fair: str = Field(description="fair group, blank = none")
    worst: float = Field(description="largest share of its need that an account of the group lacks; 0 = no group")


class Utilisation(Row):
    """utilisation.csv: use of every limited thing by day, where it has a use or a limit that matters."""

    rule: str = Field(description="name of the rule in docs/formulation.md")
    place: str = Field(description="fleet, node, or link")
    day: Day = Field(description="day")
    used: float = Field(description="how much is used, in unit")
    limit: float = Field(description="how much there is, in unit")
    unit: str = Field(description="unit of used and limit")


class RefusedOption(Row):
    """refused_options.csv: what was not allowed, and why; equal reasons on running days are one line."""

    what: str = Field(description="fleet and chain, or ULN")
    rule: str = Field(description="permission, runway, draft, beam, length, range, closure, horizon ...")
    reason: str = Field(description="what stands against it, in words")
    mend: str = Field(description="what would allow it")
    from_day: int | None = Field(description="first day; blank = from the start")
    to_day: int | None = Field(description="last day; blank = to the end")
