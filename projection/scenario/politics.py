"""Sections of scenario.toml and tables of a scenario folder about politics."""

from pydantic import Field

from projection.rows import Row
from projection.units import Days


class Politics(Row):
    """How long nations take to decide ([politics] of scenario.toml)."""

    decision_days: Days = Field(
        default=0, ge=0, description="days after C-day before which no yes of permissions.csv counts"
    )
