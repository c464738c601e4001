"""Types that carry their unit, and the only conversions.

A unit is part of a column's type: ``runway_ft: Feet``. The data dictionary prints it from there.
Conversions use exact definitions (NIST Handbook 44, appendix C) unless the line says otherwise.
"""

import math
from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True)
class Unit:
    """The unit of a number, as printed in the data dictionary."""

    symbol: str


Stons = Annotated[float, Unit("short tons (2,000 lb)")]
NauticalMiles = Annotated[float, Unit("nautical miles")]
Knots = Annotated[float, Unit("knots")]
Hours = Annotated[float, Unit("hours")]
HoursPerDay = Annotated[float, Unit("hours a day")]
StonsPerDay = Annotated[float, Unit("short tons a day")]
StonsPerHour = Annotated[float, Unit("short tons an hour")]
PaxPerDay = Annotated[float, Unit("people a day")]
Feet = Annotated[float, Unit("feet")]
Metres = Annotated[float, Unit("metres")]
Kilometres = Annotated[float, Unit("kilometres")]
SquareFeet = Annotated[float, Unit("square feet")]
Teu = Annotated[float, Unit("twenty-foot equivalent units")]
Barrels = Annotated[float, Unit("barrels (42 US gallons)")]
Pax = Annotated[int, Unit("people")]
Day = Annotated[int, Unit("days after C-day")]
Days = Annotated[int, Unit("days")]
Share = Annotated[float, Unit("share, 0 to 1")]
Degrees = Annotated[float, Unit("decimal degrees")]
Slots = Annotated[float, Unit("C-17-sized spots")]
Count = Annotated[int, Unit("count")]

HOURS_PER_DAY = 24
TONNES_PER_STON = 0.90718474
KM_PER_NM = 1.852
STONS_PER_BARREL = 0.14
"""Of jet fuel (JP-8): 42 US gallons at 6.7 lb are 281 lb; recalled, the density of a batch differs by 4 %."""
MIDNIGHT_OFF = 1e-6
"""Days: an hour so close to midnight is midnight, whatever sums of decimal hours leave of it."""


def tonnes(stons: float) -> float:
    """Metric tonnes of a weight in short tons."""
    return stons * TONNES_PER_STON


def stons(tonnes_: float) -> float:
    """Short tons of a weight in metric tonnes."""
    return tonnes_ / TONNES_PER_STON


def day_of(hour: float) -> int:
    """Day on which something that ends at ``hour`` (hours after 00:00 of C-day) is done.

    An end exactly at midnight belongs to the day that ends there: 24.0 is day 0.
    """
    return whole_days(hour) - 1


def day_in(hour: float) -> int:
    """Day on which something that begins at ``hour`` does so; midnight, give or take a hair, begins a day."""
    return math.floor(hour / HOURS_PER_DAY + MIDNIGHT_OFF)


def whole_days(hours: float) -> int:
    """Days that a process of ``hours`` touches when it starts at a day's opening; 24.0 h is one day.

    Rounded up, with a tolerance of a millionth of a day so that 48.0000000001 h stays two days.
    """
    days = hours / HOURS_PER_DAY
    nearest = round(days)
    return nearest if abs(days - nearest) < MIDNIGHT_OFF else math.ceil(days)
