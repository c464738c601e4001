"""Row type of shares.csv: what others take of a place by day."""

from pydantic import Field

from projection.rows import Id, Row
from projection.units import Day, Share


class OthersShare(Row):
    """What others take of a place for some days, instead of the network's taken (shares.csv).

    Traffic of the US, of the host nation, of civil carriers: surges and lulls.
    """

    place: Id = Field(description="airfield or port")
    from_day: Day | None = Field(default=None, description="first day; blank = from the start")
    to_day: Day | None = Field(default=None, description="last day; blank = to the end")
    taken: Share = Field(ge=0, le=1, description="share of slots, parking, fuel, berths and handling taken")
    note: str = Field(default="", description="whose traffic, with source")
