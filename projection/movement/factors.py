"""Planning factors: published formulas as pure functions, one formula a function.

AFPAM stands for Air Force Pamphlet 10-1403, Air Mobility Planning Factors (24 October 2018). Its formula for
airfield throughput (9.0) was read in a public page that applies it; the others are recalled from the
pamphlet and not read again.
"""

from collections.abc import Iterable, Sequence
from math import ceil

QUEUE_EFFICIENCY = 0.85
"""Share of slot-hours that can be used (AFPAM formula 9.0)."""
PRODUCTIVITY_DEFAULT = 0.47
"""Productivity factor of strategic legs when the round trip is not known (AFPAM)."""

FUEL_MARGIN = 1.1
"""Fuel that tankers bring for each ston that is missing: planner's assumption, for waiting and loss of time."""
TANKER_REACH_NM = 1000
"""Farthest from its airfield that a tanker refuels, as its offload is stated at 1,000 nm."""

Points = Sequence[tuple[float, float]]
"""Payload-range points (nm, stons) by rising distance."""


def missions_required(requirement: float, payload: float) -> int:
    """Missions that carry ``requirement`` with an average ``payload`` each, rounded up.

    Both in one unit, stons or people. Source: AFPAM, missions required. Raises ValueError when the payload is
    not positive.
    """
    if payload <= 0:
        raise ValueError(f"average payload is {payload}, it must be positive")
    return ceil(round(requirement / payload, 9))


def time_to_arrival(flying_h: Iterable[float], ground_h: Iterable[float]) -> float:
    """Hours from take-off at the onload to landing at the offload.

    Flying hours of the legs on the active route and ground hours of its en-route stops. Source: AFPAM, time
    to arrival.
    """
    return sum(flying_h) + sum(ground_h)


def cycle_time(flying_h: Iterable[float], ground_h: Iterable[float]) -> float:
    """Hours until an aircraft can start its next mission.

    Flying hours of the round trip and ground hours of all its stops: onload, en route out and back, offload.
    Source: AFPAM, cycle time.
    """
    return sum(flying_h) + sum(ground_h)


def interval(cycle_h: float, aircraft: float) -> float:
    """Hours between arrivals when ``aircraft`` fly a cycle of ``cycle_h`` evenly spaced (AFPAM, closure)."""
    if aircraft <= 0:
        raise ValueError(f"{aircraft} aircraft fly no missions")
    return cycle_h / aircraft


def closure(arrival_h: float, missions: int, interval_h: float) -> float:
    """Hours from the first take-off to the last arrival: TTA + (missions - 1) x interval.

    ``arrival_h`` is the time to arrival. Source: AFPAM, closure.
    """
    return arrival_h + max(0, missions - 1) * interval_h


def productivity_factor(onload_offload_nm: float, round_trip_nm: float) -> float:
    """Share of the round trip, positioning included, that is flown loaded (AFPAM, productivity factor)."""
    if round_trip_nm <= 0:
        raise ValueError(f"round trip is {round_trip_nm} nm, it must be positive")
    return onload_offload_nm / round_trip_nm


def _ston_miles_day(aircraft: float, block_kt: float, payload: float, use_h: float, factor: float) -> float:
    return aircraft * block_kt * payload * use_h * factor


def fleet_capability_stons_day(
    aircraft: float,
    block_kt: float,
    payload_stons: float,
    use_h_day: float,
    one_way_nm: float,
    factor: float = PRODUCTIVITY_DEFAULT,
) -> float:
    """Stons a day that a fleet delivers over ``one_way_nm``.

    Aircraft x block speed (kt) x average payload (stons) x use rate (flying hours a tail a day) x
    productivity factor / distance. Source: AFPAM, fleet capability.
    """
    if one_way_nm <= 0:
        raise ValueError(f"distance is {one_way_nm} nm, it must be positive")
    return _ston_miles_day(aircraft, block_kt, payload_stons, use_h_day, factor) / one_way_nm


def fleet_capability_mtmd(
    aircraft: float,
    block_kt: float,
    payload_stons: float,
    use_h_day: float,
    factor: float = PRODUCTIVITY_DEFAULT,
) -> float:
    """Million ton-miles a day of a fleet, in stons and nautical miles (AFPAM, fleet capability)."""
    return _ston_miles_day(aircraft, block_kt, payload_stons, use_h_day, factor) / 1_000_000


def airfield_throughput(
    mog: float,
    payload_stons: float,
    open_h: float,
    ground_h: float,
    efficiency: float = QUEUE_EFFICIENCY,
) -> float:
    """Stons a day through an airfield: MOG x payload x operating hours / ground time x queuing efficiency.

    Parameters
    ----------
    mog : aircraft worked at once.
    payload_stons : planning payload.
    open_h : hours of operation a day.
    ground_h : hours that one aircraft holds its spot.
    efficiency : share of slot-hours that can be used.

    Source: AFPAM formula 9.0. RAND MR-700 warns against a standard MOG or ground time: use the field's own.
    """
    if ground_h <= 0:
        raise ValueError(f"ground time is {ground_h} h, it must be positive")
    return mog * payload_stons * open_h / ground_h * efficiency


def fuel(flying_h: float, burn_stons_h: float) -> float:
    """Stons of fuel burnt: flying hours x burn rate (AFPAM, fuel)."""
    return flying_h * burn_stons_h


def fuel_missing(leg_nm: float, range_nm: float, leg_h: float, burn_stons_h: float) -> float:
    """Stons of fuel that tankers bring for a leg of ``leg_nm`` flown in ``leg_h`` by a type of ``range_nm``.

    Burn over what lies beyond the range, times `FUEL_MARGIN`. Source: definition; the margin is assumed.
    """
    return FUEL_MARGIN * max(0.0, 1 - range_nm / leg_nm) * fuel(leg_h, burn_stons_h)


def tankers_required(stons: float, offload_stons: float) -> int:
    """Tankers that bring ``stons`` of fuel when each can give ``offload_stons``, rounded up."""
    return missions_required(stons, offload_stons)


def missions_fuelled(issue_stons_day: float, mission_stons: float) -> float:
    """Missions a day that a base's daily issue of fuel allows (AFPAM: missions x fuel each <= issue)."""
    if mission_stons <= 0:
        raise ValueError(f"fuel of a mission is {mission_stons} stons, it must be positive")
    return issue_stons_day / mission_stons


def payload_at(points: Points, payload_stons: float, ferry_nm: float, leg_nm: float) -> float:
    """Payload (stons) that an aircraft carries over a leg of ``leg_nm``.

    Linear between the published points, flat before the first, from the last down to 0 at ``ferry_nm``, and
    never more than ``payload_stons``; 0 beyond the ferry range, where no leg can be flown. Without points:
    a straight line from ``payload_stons`` at 0 nm to 0 at the ferry range, which errs low.
    """
    if leg_nm > ferry_nm:
        return 0.0
    curve = _curve(points, payload_stons, ferry_nm)
    for (near, much), (far, little) in zip(curve, curve[1:], strict=False):
        if leg_nm <= far:
            value = much if far == near else much + (little - much) * (leg_nm - near) / (far - near)
            return min(payload_stons, value)
    return min(payload_stons, curve[-1][1])


def range_at(points: Points, payload_stons: float, ferry_nm: float, stons: float) -> float:
    """Longest leg (nm) over which an aircraft carries ``stons``; the inverse of `payload_at`.

    The ferry range for nothing to carry; 0 for more than it can lift at any distance.
    """
    if stons <= 0:
        return ferry_nm
    curve = _curve(points, payload_stons, ferry_nm)
    if stons > payload_stons:
        return 0.0
    for (near, much), (far, little) in zip(reversed(curve[:-1]), reversed(curve[1:]), strict=True):
        if little >= stons:
            return far
        if much >= stons:
            return near + (far - near) * (much - stons) / (much - little)
    return 0.0


def _curve(points: Points, payload_stons: float, ferry_nm: float) -> list[tuple[float, float]]:
    """Corners of the payload-range curve from 0 nm to the ferry range."""
    known = [point for point in points if point[0] <= ferry_nm] or [(0.0, payload_stons)]
    start = (0.0, known[0][1])
    return [start, *known, (ferry_nm, 0.0)] if known[-1][0] < ferry_nm else [start, *known]


def sailing_hours(nm: float, kt: float, passages: Iterable[float] = ()) -> float:
    """Hours under way of a ship: distance / speed + the hours that each canal or strait adds.

    Source: definition; the U.S. Congressional Budget Office's 17 days Savannah to Pusan (December 1997)
    follows from 9,741 nm at 25 kt and one day for Panama.
    """
    if kt <= 0:
        raise ValueError(f"speed is {kt} kt, it must be positive")
    return nm / kt + sum(passages)
