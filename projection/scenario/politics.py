"""Sections of scenario.toml and tables of a scenario folder about politics."""

from pydantic import Field

from projection.rows import Id, Names, NationId, Row
from projection.units import Day, Days, Degrees, Share

COMBAT = ("direct", "missile_defence")
"""Roles of movements whose forces fight, and are missed in Europe."""

GOALS = ("delivery", "exposure", "cost", "strain")
"""Goals that [goals] may put in order."""


class Politics(Row):
    """How long nations take to decide ([politics] of scenario.toml)."""

    decision_days: Days = Field(
        default=0, ge=0, description="days after C-day before which no yes of permissions.csv counts"
    )


class Postures(Row):
    """What the operation is for ([postures] of scenario.toml): a role switched off asks for nothing."""

    direct: bool = Field(default=True, description="combat forces, their support and ammunition for the fight")
    missile_defence: bool = Field(default=True, description="air and missile defence of Korea and of bases there")
    surveillance: bool = Field(default=True, description="reconnaissance, warning, monitoring of sanctions")
    humanitarian: bool = Field(default=True, description="medical help, relief goods, shelter")
    logistics: bool = Field(default=True, description="stocks, repair, transport for others, no combat")
    cyber: bool = Field(default=True, description="cyber and signals teams")
    presence: bool = Field(default=True, description="forces that show a flag: liaison, staffs, exercises")
    evacuation: bool = Field(default=True, description="teams that bring citizens home")

    def has(self, role: str) -> bool:
        """Whether a role is wanted."""
        return bool(getattr(self, role))


class Threat(Row):
    """A box in which missions are exposed (threats.csv): each day inside counts against them."""

    id: Id = Field(description="name of the threat")
    west: Degrees = Field(
        ge=-180, le=180, description="western edge; a box whose west is past its east crosses 180"
    )
    south: Degrees = Field(ge=-90, le=90, description="southern edge")
    east: Degrees = Field(ge=-180, le=180, description="eastern edge")
    north: Degrees = Field(ge=-90, le=90, description="northern edge")
    from_day: Day | None = Field(default=None, description="first day; blank = from the start")
    to_day: Day | None = Field(default=None, description="last day; blank = to the end")
    weight: float = Field(default=1, ge=0, description="mission-days that a day inside counts for")
    note: str = Field(default="", description="what threatens there, with source")


class KeptHome(Row):
    """What a nation keeps for the defence of Europe of the forces that it offers (europe.csv)."""

    nation: NationId = Field(description="nation that keeps them")
    held_back: Share = Field(
        ge=0, le=1, description="share of the stons of its direct and missile defence movements that stays"
    )
    note: str = Field(default="", description="why, with source")


class Goals(Row):
    """What the plan does best first, in order, instead of one weighted sum ([goals] of scenario.toml)."""

    order: Names = Field(
        default=(), description="goals, the first first: delivery, exposure, cost, strain; none = the weighted sum"
    )
    slack: Share = Field(
        default=0.01, ge=0, le=1, description="share by which an earlier goal may worsen for a later one"
    )
