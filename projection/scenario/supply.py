"""Row type of needs.csv: what is used up at a place, day by day."""

from pydantic import Field

from projection.rows import Id, Names, Row
from projection.units import Day, Stons, StonsPerDay


class Need(Row):
    """A daily use of one kind of supply at one place (needs.csv); movements whose ``feeds`` names it bring it.

    Lines with one ``id`` are spans of one account: the same place, item, unit and fair, days apart; what is left
    from one span is there in the next.
    """

    id: Id = Field(description="name of the account; lines of one id are its spans of days")
    place: Id = Field(description="node where it is used")
    item: Id = Field(
        description="kind of supply by its class: food, water (I), tents (II), fuel (III), building (IV), "
        "ammo, missiles (V), personal (VI), vehicles (VII), medical (VIII), parts (IX), aid (X)"
    )
    unit: Names = Field(
        default=(),
        description="ULNs that use it by ;: use grows with the share of them that has arrived; blank = the place",
    )
    stons_day: StonsPerDay = Field(gt=0, description="used a day when all of it is there")
    from_day: Day = Field(default=0, ge=0, description="first day of use")
    to_day: Day | None = Field(default=None, description="last day of use; blank = to the end")
    floor_days: float = Field(
        default=0, ge=0, description="days of the day's use to hold at the end of each day; 0 = none"
    )
    start_stons: Stons = Field(default=0, ge=0, description="there already; the lines of an id add up")
    priority: int = Field(default=1, ge=1, le=5, description="1 = highest")
    fair: Id | None = Field(
        default=None, description="accounts with the same word are covered evenly; blank = for itself"
    )
    note: str = Field(default="", max_length=200, description="where the figures come from")
