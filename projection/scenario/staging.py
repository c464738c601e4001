"""Row type of staging points: where cargo and people change from one lift to another on the way."""

from pydantic import Field

from projection.rows import Id, Names, Row
from projection.units import Day, Hours, StonsPerDay


class Staging(Row):
    """A place on the way where what lands leaves again by other lift (staging.csv).

    Cargo goes from its POE to ``node_in``, is handled and moved to ``node_out``, and goes on from there to a POD:
    ship to ship, ship to air, strategic to intratheatre airlift. At most one such place lies on the way.
    """

    id: Id = Field(description="name of the staging point, unique, and of no land link")
    node_in: Id = Field(description="airfield or port where it lands")
    node_out: Id = Field(description="airfield or port where it leaves again; may be the same")
    hours: Hours = Field(gt=0, description="handling and moving between the two; it leaves on the next morning")
    stons_day: StonsPerDay | None = Field(
        default=None, ge=0, description="cargo that changes over in a day; blank = no limit"
    )
    nations: Names = Field(default=("*",), description="nations whose forces may use it by ;, * = any")
    from_day: Day | None = Field(default=None, description="first day of changing over; blank = from the start")
    to_day: Day | None = Field(default=None, description="last day of changing over; blank = to the end")
    note: str = Field(default="", description="what it rests on, with source")

    def on(self, day: int) -> bool:
        """Whether cargo changes over on a day."""
        return (self.from_day is None or day >= self.from_day) and (self.to_day is None or day <= self.to_day)

    def takes(self, nation: str) -> bool:
        """Whether the forces of a nation may use it."""
        return bool({"*", nation} & set(self.nations))
