"""`Plan`: the answer as tables, the stamp that says how it was found, and the lines that maps draw."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import pandas as pd

from projection.plan.rows import (
    Arrival,
    Coverage,
    Manifest,
    MissionStop,
    Onward,
    Presence,
    RefusedOption,
    Shortfall,
    Supply,
    UnitClosing,
    Utilisation,
)
from projection.rows import Row

Track = tuple[tuple[float, float], ...]
"""Points (lon, lat) in degrees; lon runs on past 180 rather than jumping."""

TABLES: Mapping[str, type[Row]] = MappingProxyType(
    {
        "missions": MissionStop,
        "manifests": Manifest,
        "onward": Onward,
        "arrivals": Arrival,
        "shortfalls": Shortfall,
        "presence": Presence,
        "units": UnitClosing,
        "supply": Supply,
        "coverage": Coverage,
        "utilisation": Utilisation,
        "refused_options": RefusedOption,
    }
)
"""Row type of each table, in the order in which they are written."""

STAMP = (
    "scenario",
    "title",
    "question",
    "banner",
    "c_day",
    "horizon_days",
    "status",
    "objective",
    "bound",
    "gap",
    "terms",
    "goals",
    "weights",
    "rules",
    "solver",
    "input_hash",
    "versions",
)
"""Keys of plan.json, in the order in which they are written."""

TERMS = (
    "late",
    "short",
    "broken",
    "gaps",
    "sooner",
    "flying",
    "sailing",
    "exposure",
    "cost",
    "strain",
    "lacking",
    "below",
    "unfair",
)
"""Parts of the objective in weighted ston-days."""

STATUSES = ("optimal", "gap reached", "time limit", "interrupted", "unfinished", "no plan")

Kind = Literal["int", "int?", "float", "text"]
AnyRow = TypeVar("AnyRow", bound=Row)
_DTYPES: Mapping[Kind, str] = MappingProxyType(
    {"int": "int64", "int?": "Int64", "float": "float64", "text": "str"}
)


@dataclass(frozen=True)
class Plan:
    """A plan; never changed after it is made.

    Parameters
    ----------
    tables
        A data frame for each name in `TABLES`, its columns the fields of the row type in their order, also
        when it is empty.
    stamp
        What plan.json holds: the keys in `STAMP`. No wall-clock times: the same input gives the same bytes.
    tracks
        Line of each leg by the key in ``missions.track``.

    Raises
    ------
    ValueError
        A table, column or stamp key is missing, or one too many.
    """

    tables: Mapping[str, pd.DataFrame]
    stamp: Mapping[str, Any]
    tracks: Mapping[str, Track]

    def __post_init__(self) -> None:
        if list(self.tables) != list(TABLES):
            raise ValueError(f"tables are {list(self.tables)}, not {list(TABLES)}")
        for name, kind in TABLES.items():
            if list(self.tables[name].columns) != list(kind.model_fields):
                raise ValueError(f"{name} has columns {list(self.tables[name].columns)}")
        if set(self.stamp) != set(STAMP):
            raise ValueError(f"stamp differs in {sorted(set(self.stamp) ^ set(STAMP))}")


def relative_gap(objective: float, bound: float) -> float:
    """Gap that a plan prints: (objective - bound) / max(abs(objective), 1e-9)."""
    return (objective - bound) / max(abs(objective), 1e-9)


def columns(row_type: type[Row]) -> dict[str, Kind]:
    """Kind of each column of a table by name, in order."""
    return {name: _kind(field.annotation) for name, field in row_type.model_fields.items()}


def frame(row_type: type[AnyRow], rows: Iterable[AnyRow]) -> pd.DataFrame:
    """Make a data frame of rows, in order: text, int64, float64, and Int64 where a cell may be blank."""
    found = list(rows)
    series = {
        name: pd.Series([getattr(row, name) for row in found], dtype=_DTYPES[kind])
        for name, kind in columns(row_type).items()
    }
    return pd.DataFrame(series)


def rows_of(row_type: type[AnyRow], table: pd.DataFrame) -> tuple[AnyRow, ...]:
    """Rows of a data frame that `frame` made, in order."""
    records = table.to_dict(orient="records")
    return tuple(
        row_type.model_validate({str(name): None if _blank(value) else value for name, value in record.items()})
        for record in records
    )


def _blank(value: Any) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _kind(annotation: Any) -> Kind:
    """Kind of a column from a field's type."""
    parts = set(get_args(annotation)) if get_origin(annotation) in (Union, UnionType) else {annotation}
    if parts == {int}:
        return "int"
    if parts == {int, type(None)}:
        return "int?"
    return "float" if float in parts else "text"
