"""Seeded draws: the same seed and address give the same numbers, whatever else is drawn beside them."""

import random
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import NormalDist
from typing import Any

from projection.read.words import Fault, is_number, nearest, shown

KINDS = ("uniform", "triangular", "normal", "choice")
DIGITS = 6
"""Digits behind the point that a number drawn keeps."""


@dataclass(frozen=True)
class Draw:
    """A distribution: ``at`` maps a share between 0 and 1 to a value."""

    at: Callable[[float], Any]

    def values(self, seed: int, address: str, count: int) -> tuple[Any, ...]:
        """``count`` values; more of them begin with the same ones."""
        source = random.Random(f"{seed}/{address}")
        return tuple(self.at(source.random()) for _ in range(count))


def parse(given: Mapping[str, Any], whole: bool) -> tuple[Draw | None, list[Fault]]:
    """A draw such as ``{uniform: [1, 5]}``, or what is wrong with it; ``whole`` rounds to whole numbers."""
    kinds = [name for name in given if name in KINDS]
    extra = {"normal": "clip", "choice": "weights"}
    if len(kinds) != 1:
        near = nearest(next(iter(given), ""), frozenset(KINDS))
        mend = f"did you mean {near}?" if near and not kinds else f"write one of {', '.join(KINDS)}"
        return None, [("names no draw" if not kinds else "names two draws", mend)]
    kind = kinds[0]
    faults: list[Fault] = [
        (f"{shown(name)} is no part of {kind}", "delete it")
        for name in given
        if name not in (kind, extra.get(kind))
    ]
    values = given[kind]
    if kind == "choice":
        at, fault = _choice(values, given.get("weights"))
    else:
        at, fault = _numbers(kind, values, given.get("clip"), whole)
    faults += [fault] if fault else []
    return (None if faults or at is None else Draw(at)), faults


def _numbers(kind: str, values: Any, clip: Any, whole: bool) -> tuple[Callable[[float], Any] | None, Fault | None]:
    shape = {"uniform": "low, high", "triangular": "low, most likely, high", "normal": "mean, deviation"}[kind]
    if not _are_numbers(values, shape.count(",") + 1):
        return None, (f"{kind} is not a list of numbers", f"write {kind}: [{shape}]")
    if kind == "normal":
        if not _are_numbers(clip, 2) or clip[0] > clip[1] or values[1] <= 0:
            return None, (
                "normal needs a deviation above 0 and limits",
                "write normal: [mean, deviation] and clip: [low, high]",
            )
    elif list(values) != sorted(values):
        return None, (f"{kind} is not in rising order", f"write {kind}: [{shape}]")

    def at(share: float) -> float | int:
        value = _quantile(kind, values, clip, share)
        return _whole(value) if whole else round(value, DIGITS)

    return at, None


def _whole(value: float) -> int:
    """The nearest whole number, halves up."""
    return int((value + 0.5) // 1)


def _quantile(kind: str, values: Sequence[float], clip: Sequence[float] | None, share: float) -> float:
    """Value below which ``share`` of a distribution lies."""
    if kind == "uniform":
        return values[0] + share * (values[1] - values[0])
    if kind == "normal":
        assert clip is not None, "normal has limits"
        value = NormalDist(values[0], values[1]).inv_cdf(min(max(share, 1e-12), 1 - 1e-12))
        return min(max(value, clip[0]), clip[1])
    low, mode, high = values
    if high == low:
        return float(low)
    turn = (mode - low) / (high - low)
    if share < turn:
        return low + float((share * (high - low) * (mode - low)) ** 0.5)
    return high - float(((1 - share) * (high - low) * (high - mode)) ** 0.5)


def _choice(values: Any, weights: Any) -> tuple[Callable[[float], Any] | None, Fault | None]:
    if not isinstance(values, list) or not values:
        return None, ("choice is not a list", "write choice: [value, value]")
    if weights is None:
        weights = [1] * len(values)
    if not _are_numbers(weights, len(values)) or min(weights) < 0 or sum(weights) <= 0:
        return None, ("weights are not a number for each value of choice", "write as many, none below 0")
    ends = list(accumulate(weights))
    last = max(number for number, weight in enumerate(weights) if weight > 0)
    return (lambda share: values[min(bisect_right(ends, share * ends[-1]), last)]), None


def _are_numbers(values: Any, count: int) -> bool:
    """Whether a value is a list of so many finite numbers."""
    if not isinstance(values, list) or len(values) != count:
        return False
    return all(type(value) in (int, float) and is_number(repr(value)) for value in values)
