"""Sections of scenario.toml and tables of a scenario folder about politics."""

from pydantic import Field

from projection.rows import Row
from projection.units import Days


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
