"""Row type of stations.csv: what is to be held by forces on the spot, day after day, with rotations."""

from pydantic import Field

from projection.rows import Id, Names, Row
from projection.scenario.rows import Role
from projection.units import Count, Day, Days, Hours, HoursPerDay, Stons


class Station(Row):
    """A place where so many ships or aircraft are wanted every day (stations.csv).

    A patrol at sea, air policing, a surveillance orbit. Missions leave base, stay at the node's waters or airspace
    for whole days, and go home; one counts on every day at whose noon it is on station.
    """

    id: Id = Field(description="name of the station, unique")
    node: Id = Field(description="port or airfield from which it is held")
    lift: Names = Field(min_length=1, description="lift types or fleets that may hold it by ;")
    nations: Names = Field(default=("*",), description="flags that may hold it by ;, * = any")
    count: Count = Field(ge=1, description="how many are wanted on station each day")
    from_day: Day = Field(default=0, description="first day on which it is wanted")
    to_day: Day | None = Field(default=None, description="last day on which it is wanted; blank = to the end")
    stay_days: Days = Field(ge=1, description="longest stay of one on station before it goes home")
    reach_h: Hours = Field(default=0, ge=0, description="from the node to the station, and as much back")
    orbit_h_day: HoursPerDay = Field(
        default=0, ge=0, le=24, description="hours flown a day by each aircraft on station"
    )
    priority: int = Field(ge=1, le=5, description="1 = highest")
    value_stons: Stons = Field(
        default=100, ge=0, description="one missing for a day counts as so many stons of that priority a day late"
    )
    role: Role = Field(default="presence", description="what it is for, as permissions and postures know it")
    note: str = Field(default="", description="what it rests on, with source")

    def days(self, horizon: int) -> range:
        """Days of the horizon on which it is wanted."""
        last = horizon - 1 if self.to_day is None else min(self.to_day, horizon - 1)
        return range(max(self.from_day, 0), last + 1)

    def held_by(self, fleet: str, lift: str, nation: str) -> bool:
        """Whether a fleet of a lift type and flag may hold it."""
        return bool({fleet, lift} & set(self.lift)) and bool({"*", nation} & set(self.nations))
