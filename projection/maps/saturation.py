"""How full places, links and passages are, and the shades that say so on maps."""

import numpy as np

from projection.plan.plan import Plan

WEEK = 7
SHADES = (
    (0.8, "#A6004D", "80 % and more"),
    (0.5, "#F0A43A", "50 to 80 %"),
    (0.25, "#FBE3A1", "25 to 50 %"),
    (0.0, "#FFFFFF", "less, or no limit"),
)
"""Least share, colour and words, fullest first; each is darker than the next, also in grey."""


def saturation(plan: Plan) -> dict[str, float]:
    """Share of a limit that is used in the busiest seven running days, by the place, link or passage it is of.

    Of the limits of a place the hardest counts. What is used without a limit to speak of (limit 0) is full.
    Places that use nothing are left out.
    """
    table = plan.tables["utilisation"]
    used, limit = table["used"].to_numpy(float), table["limit"].to_numpy(float)
    share = np.where(limit > 0, used / np.where(limit > 0, limit, 1.0), (used > 0).astype(float))
    days = table["day"].to_numpy(int)
    found: dict[str, float] = {}
    for key, index in table.groupby(["place", "rule"]).indices.items():
        place = str(tuple(key)[0])  # type: ignore[arg-type]
        first = int(days[index].min())
        by_day = np.zeros(int(days[index].max()) - first + WEEK)
        np.maximum.at(by_day, days[index] - first, share[index])
        busiest = float(np.convolve(by_day, np.full(WEEK, 1 / WEEK)).max())
        if busiest > 0:
            found[place] = max(found.get(place, 0.0), round(busiest, 4))
    return dict(sorted(found.items()))


def shade(share: float) -> str:
    """Colour of a share."""
    return next(colour for least, colour, _ in SHADES if share >= least or least == 0)
