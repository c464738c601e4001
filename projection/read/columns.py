"""What a row type says about its columns: kind, unit, limits, default, meaning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from projection.rows import Sourced
from projection.units import Unit

Kind = Literal["text", "number", "whole number", "true or false", "date", "names", "numbers", "choice", "section"]


@dataclass(frozen=True)
class Column:
    """One column of a table, or one key of a settings section, as its row type declares it."""

    name: str
    kind: Kind
    unit: str
    limits: str
    choices: tuple[str, ...]
    required: bool
    default: str
    meaning: str


@cache
def columns(row_type: type[BaseModel]) -> dict[str, Column]:
    """Columns of a row type by name, in the order of the class; source, verified and assumed last."""
    last = Sourced.model_fields if issubclass(row_type, Sourced) else {}
    fields = sorted(row_type.model_fields.items(), key=lambda item: item[0] in last)
    return {name: _column(name, field) for name, field in fields}


def section(row_type: type[BaseModel], name: str) -> type[BaseModel] | None:
    """Row type of a settings section such as ``weights``; None when ``name`` is no section."""
    field = row_type.model_fields.get(name)
    kind = field.annotation if field else None
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _column(name: str, field: FieldInfo) -> Column:
    parts = [*field.metadata, *_parts(field.annotation)]
    return Column(
        name=name,
        kind=_kind(parts),
        unit=next((part.symbol for part in parts if isinstance(part, Unit)), ""),
        limits=_limits(parts),
        choices=tuple(word for part in parts if _is_choice(part) for word in get_args(part)),
        required=field.is_required(),
        default=_default(field),
        meaning=field.description or "",
    )


def _parts(annotation: Any) -> Iterator[Any]:
    """Types and metadata that an annotation is made of."""
    origin = get_origin(annotation)
    if origin is Annotated:
        base, *metadata = get_args(annotation)
        yield from metadata
        yield from _parts(base)
    elif origin in (Union, UnionType):
        for part in get_args(annotation):
            yield from _parts(part)
    else:
        yield annotation


def _kind(parts: list[Any]) -> Kind:
    simple: tuple[tuple[type, Kind], ...] = (
        (float, "number"),
        (int, "whole number"),
        (bool, "true or false"),
        (date, "date"),
    )
    for found, kind in simple:
        if any(part is found for part in parts):
            return kind
    for part in parts:
        if _is_choice(part):
            return "choice"
        if get_origin(part) is tuple:
            return "names" if str in get_args(part) else "numbers"
        if isinstance(part, type) and issubclass(part, BaseModel):
            return "section"
    return "text"


def _is_choice(part: Any) -> bool:
    """Whether a part of a type offers words; one that only allows a blank does not."""
    return get_origin(part) is Literal and any(get_args(part))


def _limits(parts: list[Any]) -> str:
    words = []
    for part in parts:
        if isinstance(part, Ge):
            words.append(f"at least {part.ge}")
        elif isinstance(part, Gt):
            words.append(f"more than {part.gt}")
        elif isinstance(part, Le):
            words.append(f"at most {part.le}")
        elif isinstance(part, Lt):
            words.append(f"less than {part.lt}")
        elif get_origin(part) is tuple and Ellipsis not in get_args(part):
            words.append(f"{len(get_args(part))} of them")
    return ", ".join(words)


def _default(field: FieldInfo) -> str:
    if field.is_required() or field.default_factory is not None or field.default is None:
        return ""
    if isinstance(field.default, bool):
        return str(field.default).lower()
    if isinstance(field.default, tuple):
        names = all(isinstance(part, str) for part in field.default)
        return ";".join(field.default) if names else str(list(field.default))
    return str(field.default)
