"""Faults of single cells in plain words: what is wrong, and how to mend it."""

import math
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from pydantic_core import ErrorDetails

from projection.read.columns import Column

Fault = tuple[str, str]
"""What is wrong, and how to mend it."""

LARGEST = 1e9
"""No quantity of a table is larger; a larger one is a slip of the keyboard."""

LONGEST = 2000
"""No text of a cell has more characters; a longer one is a paste gone wrong."""

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+(\.0*)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([,'_ \u00a0\u202f\u2019]\d{3})+(\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_WITH_UNIT = re.compile(r"([+-]?\d+\.?\d*)\s*[A-Za-z%].*", re.ASCII)
_C_DAY = re.compile(r"[Cc]\s*([+-]?)0*(\d+)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def shown(value: object) -> str:
    """``value`` as printed in a message: quoted, on one line, cut at 40 characters."""
    text = str(value)
    return repr(text if len(text) <= 40 else text[:37] + "...")


def hidden(text: str) -> str | None:
    """The first control character of a text, or mark that turns it around, as U+202E; None when there is none."""
    found = None if text.isprintable() else _HIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def is_number(text: str) -> bool:
    """Whether a cell holds a number as this tool writes them."""
    return _NUMBER.fullmatch(text) is not None


def listed(words: Iterable[str]) -> str:
    """Words sorted, with "and" before the last."""
    return " and ".join(", ".join(sorted(words)).rsplit(", ", 1))


@lru_cache(maxsize=4096)
def nearest(name: str, known: frozenset[str]) -> str | None:
    """The known name most like ``name``, whatever its case; None when none is near."""
    by_lower = {other.lower(): other for other in sorted(known, reverse=True)}
    found = get_close_matches(name[:60].lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def value_fault(value: Any, column: Column) -> Fault | None:
    """What is wrong with the number, date or text ``value``; None when it is fine or of another kind."""
    if column.kind in ("text", "names", "choice"):
        return _text_fault(value)
    if column.kind == "numbers" and isinstance(value, list):
        return next((fault for part in value if (fault := _number_fault(part, column))), None)
    if column.kind in ("number", "whole number"):
        return _number_fault(value, column)
    if column.kind == "date" and not isinstance(value, date) and not _DATE.fullmatch(str(value)):
        return f"{shown(value)} is not a date", "write year-month-day, such as 2027-03-01"
    return None


def _text_fault(value: Any) -> Fault | None:
    if not isinstance(value, str):
        return None
    if len(value) > LONGEST:
        return f"{shown(value)} is too long", f"keep it to {LONGEST:,} characters"
    if found := hidden(value):
        return f"holds the character {found}, which nobody sees or which turns the text around", "delete it"
    return None


def _number_fault(value: Any, column: Column) -> Fault | None:
    if isinstance(value, str) and len(value) < 9 and value.isascii() and value.isdigit():
        return None
    if isinstance(value, bool):
        return f"{shown(str(value).lower())} is not a number", "write a number"
    if isinstance(value, str):
        if len(value) > 40 or not _NUMBER.fullmatch(value):
            return f"{shown(value)} is not a number", _mend_number(value, column)
        if column.kind == "whole number" and not _WHOLE.fullmatch(value):
            return f"{shown(value)} is not a whole number", "write digits only, without a fraction"
        value = float(value)
    if isinstance(value, int | float) and not abs(value) <= LARGEST:
        if math.isfinite(value):
            return f"{shown(value)} is absurdly large", f"write a number up to {LARGEST:,.0f} without commas"
        return f"{shown(value)} is not a finite number", "write a number, or leave it out"
    return None


def _mend_number(text: str, column: Column) -> str:
    if _THOUSANDS.fullmatch(text):
        plain = re.sub(r"[^\d.+-]", "", text)
        return f"write {plain}, without a thousands separator"
    if _DECIMAL_COMMA.fullmatch(text):
        return f"write {text.replace(',', '.')} with a decimal point"
    if day := _C_DAY.fullmatch(text):
        return f"write {day[1].replace('+', '')}{day[2]}: days after C-day as a plain number"
    if with_unit := _WITH_UNIT.fullmatch(text):
        return f"write {with_unit[1]} alone; the unit belongs to the column{_unit(column)}"
    return f"write a number{_unit(column)}"


def _unit(column: Column | None) -> str:
    return f" ({column.unit})" if column and column.unit else ""


def explain(error: ErrorDetails, column: Column | None) -> Fault:
    """A pydantic error about one value in plain words."""
    if column and column.kind == "numbers":
        return f"is not a list of numbers, {column.limits}", _what_to_write(column)
    kind, given, limits = error["type"], shown(error["input"]), error.get("ctx", {})
    if kind == "missing":
        return "is blank", _what_to_write(column)
    if kind == "literal_error" and column:
        near = nearest(str(error["input"]), frozenset(column.choices))
        hint = f"; did you mean {near}?" if near else ""
        return f"{given} is not one of the words for this column", f"write {_either(column.choices)}{hint}"
    if kind == "string_pattern_mismatch":
        if "{3}" in str(limits.get("pattern", "")):
            return f"{given} is not a nation's code", "write three capital letters, such as DEU"
        if "JAN" in str(limits.get("pattern", "")):
            mend = "write day, time, zone, month and year, such as 011200Z MAR 27"
            return f"{given} is not a date-time group", mend
        return f"{given} cannot be a name", "begin with a letter or digit; then letters, digits and _ . + / - only"
    bounds = {
        "greater_than": ("gt", "more than"),
        "greater_than_equal": ("ge", "at least"),
        "less_than": ("lt", "less than"),
        "less_than_equal": ("le", "at most"),
    }
    if kind in bounds:
        key, words = bounds[kind]
        return f"{error['input']} is out of range", f"write {words} {limits[key]:g}{_unit(column)}"
    if kind == "string_too_long":
        return f"{given} is too long", f"keep it to {limits['max_length']} characters"
    if kind == "string_too_short":
        return f"{given} is too short", f"write at least {limits['min_length']} characters"
    return f"{given} is not a {column.kind if column else 'value'} as expected here", _what_to_write(column)


def _what_to_write(column: Column | None) -> str:
    if column is None:
        return "see docs/data-dictionary.md"
    wanted = {
        "choice": _either(column.choices),
        "true or false": "true or false",
        "date": "year-month-day, such as 2027-03-01",
        "names": "names separated by ;",
        "numbers": f"a list of numbers, {column.limits}",
        "section": "its keys below a line with the section's name",
        "number": "a number",
        "whole number": "a whole number",
        "text": "text",
    }[column.kind]
    meaning = f": {column.meaning}" if column.meaning else ""
    return f"write {wanted}{_unit(column)}{meaning}"


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(", ".join(words).rsplit(", ", 1))
