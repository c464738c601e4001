"""Row type of orders.csv: what the planner has fixed of how a ULN goes."""

from typing import Literal

from pydantic import Field

from projection.rows import Id, Names, Row
from projection.units import Day


class Order(Row):
    """What is fixed of how a ULN goes (orders.csv); blank = left open, several orders of a ULN all hold.

    What would break an order is not offered. A firm order whose ULN falls short is broken: the shortfall costs
    ``broken_order`` times its price, so that other ULNs give way to it first, and the plan says so.
    """

    id: Id = Field(description="name of the order, unique")
    uln: Id = Field(description="unit line number that it binds")
    lift: Names = Field(default=(), description="fleets or lift types that may carry it by ;, blank = any")
    mode: Literal["any", "air", "sea"] = Field(default="any", description="strategic leg by air, sea or any")
    poe: Names = Field(default=(), description="ports of embarkation by ;, blank = any that the movement allows")
    pod: Names = Field(default=(), description="ports of debarkation by ;, blank = any that the movement allows")
    via: Names = Field(
        default=(), description="passages and stops that its mission passes between POE and POD, all of them, by ;"
    )
    load_from: Day | None = Field(default=None, description="first day of loading at the POE; blank = any")
    load_to: Day | None = Field(default=None, description="last day of loading at the POE; blank = any")
    land_by: Day | None = Field(default=None, description="last day of landing at the POD; blank = any")
    firm: bool = Field(
        default=True,
        description="true: when its ULN falls short, the order is broken; but for a ULN that feeds a need",
    )
    note: str = Field(default="", description="who ordered it, and why")
