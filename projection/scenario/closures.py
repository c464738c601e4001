"""Row types of what others shut or take: closures of passages, airspace and nodes, and shares of places."""

from typing import Literal

from pydantic import Field

from projection.rows import Id, Row
from projection.units import Day, Hours, Share


class Closure(Row):
    """A place or passage that others shut or slow (closures.csv)."""

    kind: Literal["passage", "airspace", "node"] = Field(description="what is shut")
    id: Id = Field(description="passage id, nation, or node id")
    from_day: Day | None = Field(default=None, description="first day; blank = from the start")
    to_day: Day | None = Field(default=None, description="last day; blank = to the end")
    status: Literal["closed", "open", "slowed"] = Field(
        default="closed", description="open lifts a passage's or airspace's default"
    )
    slow_h: Hours = Field(default=0, ge=0, description="hours added while slowed")
    note: str = Field(default="", description="why, with source")


class OthersShare(Row):
    """What others take of a place for some days, instead of the network's taken (shares.csv).

    Traffic of the US, of the host nation, of civil carriers: surges and lulls.
    """

    place: Id = Field(description="airfield or port")
    from_day: Day | None = Field(default=None, description="first day; blank = from the start")
    to_day: Day | None = Field(default=None, description="last day; blank = to the end")
    taken: Share = Field(ge=0, le=1, description="share of slots, parking, fuel, berths and handling taken")
    note: str = Field(default="", description="whose traffic, with source")
