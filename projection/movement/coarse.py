"""Coarse days: from a day on missions are launched only every few days: a smaller model late in the horizon."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from projection.movement.options import Option
from projection.movement.refusals import Refusals
from projection.scenario.rows import Rules


def on_coarse_days(options: Iterable[Option], rules: Rules, horizon: int, refusals: Refusals) -> list[Option]:
    """Options without launches on the days that ``coarse_from`` and ``coarse_days`` leave out; these are told.

    What moves itself keeps all its days. Plans are plans of every day; a bound holds for the days offered alone.
    """
    options = list(options)
    if rules.coarse_from is None or rules.coarse_days == 1:
        return options
    first, step = rules.coarse_from, rules.coarse_days
    days = np.arange(horizon)
    refusals.add_days("missions", "coarse", words(rules), (days >= first) & ((days - first) % step != 0))
    offered = {int(day) for day in days[(days < first) | ((days - first) % step == 0)]}
    return [
        option if option.uln else replace(option, launches=tuple(sorted(offered.intersection(option.launches))))
        for option in options
    ]


def words(rules: Rules) -> str:
    """Which days are offered, in words; "" when all are."""
    if rules.coarse_from is None or rules.coarse_days == 1:
        return ""
    return f"launches every {rules.coarse_days} days from day {rules.coarse_from} on"
