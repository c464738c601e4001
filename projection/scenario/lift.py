"""Row types of lift: recalls of fleets, convoys through passages, hours of the members of a pool."""

from pydantic import Field

from projection.rows import Id, Names, NationId, Row
from projection.units import Count, Day, Days, Hours, Share


class Recall(Row):
    """What is left of fleets on some days (recalls.csv): recalled to Europe, returned, joined or left the pool.

    Nothing may be out on a day on which no tail or hull is left: a mission that would be caught out is not
    offered. On other days no more may be out than are left.
    """

    fleets: Names = Field(default=(), description="fleets by ;, blank = all of the nation")
    nation: NationId | None = Field(default=None, description="flag of the fleets; blank when fleets are named")
    from_day: Day | None = Field(default=None, description="first day; blank = from the start")
    to_day: Day | None = Field(default=None, description="last day; blank = to the end")
    held_back: Share | None = Field(
        default=None, ge=0, le=1, description="share kept for Europe on these days, instead of the fleet's own"
    )
    count: Count | None = Field(
        default=None, ge=0, description="tails or hulls on these days, instead of the fleet's own count"
    )
    note: str = Field(default="", description="why, with source")

    def of(self, fleet: str, nation: str) -> bool:
        """Whether it speaks of a fleet."""
        return fleet in self.fleets if self.fleets else nation == self.nation


class Convoy(Row):
    """Ships enter a passage in convoy only (convoys.csv): on some days, so many at most.

    A ship waits for the convoy before the passage; several rows of a passage add up.
    """

    passage: Id = Field(description="passage")
    first_day: Day = Field(description="day of the first convoy")
    every_days: Days = Field(ge=1, le=30, description="days from one convoy to the next")
    ships: Count | None = Field(
        default=None, ge=1, description="most of our ships in one convoy; blank = no limit"
    )
    note: str = Field(default="", description="why, with source")

    def sails(self, day: int) -> bool:
        """Whether a convoy enters on a day."""
        return day >= self.first_day and (day - self.first_day) % self.every_days == 0


class MemberHours(Row):
    """Hours of a pool's fleet that belong to one of its members (members.csv): a share in SAC, SALIS or MMF.

    Each mission of a fleet named here goes for one member: it carries the cargo and people of that nation alone,
    and its hours are that nation's. All members share the tails. A nation without a line has no hours.
    """

    fleet: Id = Field(description="fleet of fleets.csv")
    nation: NationId = Field(description="member")
    quota_h: Hours = Field(ge=0, description="its hours under way in the whole horizon")
    note: str = Field(default="", description="what it rests on, with source")
