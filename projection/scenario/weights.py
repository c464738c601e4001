"""What one unit of each evil costs: [weights] of scenario.toml."""

from typing import Annotated

from pydantic import Field

from projection.rows import Row

Weight = Annotated[float, Field(ge=0)]


class Weights(Row):
    """What one unit of each evil costs, in weighted ston-days ([weights] of scenario.toml)."""

    priority: tuple[Weight, Weight, Weight, Weight, Weight] = Field(
        default=(16, 8, 4, 2, 1), description="weight of one ston-day late by priority 1 to 5"
    )
    pax_stons: float = Field(default=1.0, gt=0, description="stons that one person counts for")
    short_days: float = Field(
        default=30, ge=0, description="a shortfall counts as arriving this many days after the horizon"
    )
    sooner: float = Field(
        default=0.01, ge=0, description="price of each day of waiting after ALD, as part of a day late"
    )
    flying_hour: float = Field(default=0.1, ge=0, description="weighted ston-days an hour flown")
    broken_order: float = Field(
        default=100,
        ge=1,
        description="a shortfall that breaks a firm order costs this many times its price: a ston of it weighs as "
        "much as this many stons that nobody ordered",
    )
    sailing_hour: float = Field(default=0.1, ge=0, description="weighted ston-days an hour under way")
    lack_days: float = Field(
        default=10,
        ge=0,
        description="a ston of a need that is not there on its day costs as one so many days late; and "
        "`below_days` and `sooner` more for each day before the last of the horizon",
    )
    below_days: float = Field(
        default=0.05,
        ge=0,
        description="a ston below a need's floor at the end of a day costs as one so many days late",
    )
    unfair_days: float = Field(
        default=10,
        ge=0,
        description="what the least covered account of a fair group lacks, as a share of the whole group's need, "
        "costs a ston as one so many days late",
    )
    exposure: float = Field(
        default=0,
        ge=0,
        description="weighted ston-days a mission-day under threat (threats.csv): at 100, a day of "
        "one mission inside weighs as much as 100 stons of the least priority one day late",
    )
    keur: float = Field(default=0, ge=0, description="weighted ston-days a thousand euro of lift (fleets.csv)")
    strain: float = Field(
        default=0,
        ge=0,
        description="weighted ston-days for a whole nation's combat stons, or a whole fleet for all days, away",
    )
