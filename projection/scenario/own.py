"""The fleets of ULNs that move themselves."""

from pydantic import Field

from projection.rows import Id
from projection.scenario.rows import Fleet, Movement


class OwnFleet(Fleet):
    """The aircraft or ships of a ULN that moves itself: each goes once, one way, with an equal share of it.

    They carry no other ULN, and nothing else carries that one. One flight is no sustained use, so no use rate
    holds them.
    """

    id: str = Field(description="own~ and the ULN")
    uln: Id = Field(description="the ULN that they are, and alone carry")


def start(movement: Movement) -> str:
    """Where a ULN that moves itself starts: its POE, or its origin when none is named."""
    return movement.poe[0] if movement.poe else movement.origin


def own_fleet(movement: Movement) -> OwnFleet:
    """The fleet of a ULN that moves itself. Raises ValueError for one that does not."""
    if movement.moves_as is None:
        raise ValueError(f"{movement.uln} does not move itself")
    return OwnFleet(
        id=f"own~{movement.uln}",
        lift=movement.moves_as,
        nation=movement.nation,
        serves=(movement.nation,),
        base=start(movement),
        count=movement.pieces,
        ready=movement.ald,
        use_rate_h=24,
        uln=movement.uln,
    )
