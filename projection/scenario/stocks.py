"""Row type of stocks held forward, from which movements may draw instead of from an origin."""

from typing import Literal

from pydantic import Field

from projection.rows import Id, Names, Row
from projection.units import Stons


class Stock(Row):
    """Cargo that stands ready at a place, for movements that name it in column ``stock`` (stocks.csv)."""

    id: Id = Field(description="name of the stock, unique")
    node: Id = Field(description="where it stands: airfield, port or site")
    item: str = Field(default="", max_length=200, description="what it is: tents, ammunition, water purification")
    cargo: Literal["bulk", "over", "out", "nat"] = Field(description="class of cargo")
    stons: Stons = Field(ge=0, description="how much of it there is")
    nations: Names = Field(default=("*",), description="nations whose movements may draw from it by ;, * = any")
    note: str = Field(default="", description="what it rests on, with source")

    def serves(self, nation: str) -> bool:
        """Whether movements of a nation may draw from it."""
        return bool({"*", nation} & set(self.nations))
