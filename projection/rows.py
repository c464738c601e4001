"""The base of every row type: frozen, strict about columns, printed in the data dictionary."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


class Row(BaseModel):
    """One line of a table. A column that the type does not know is an error; a blank cell is the default."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def split_names(value: Any) -> Any:
    """Split a cell such as ``DEU;NLD`` into its names; anything but text passes through."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(split_names)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.+/~-]*$", max_length=40)]
DateTimeGroup = Annotated[
    str,
    Field(
        pattern=r"^(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[A-Z]? "
        r"(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC) \d{2}$"
    ),
]
NationId = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


class Sourced(Row):
    """A row of a network: a fact with its source."""

    source: str = Field(min_length=3, description="where the figures of this row come from")
    verified: bool = Field(description="true when the source was read for this row; false when recalled or judged")
    assumed: Names = Field(default=(), description="columns of this row that are a planner's assumption, by ;")
