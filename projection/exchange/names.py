"""Names that planners give to the columns of a requirement list, and the units in which they come."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from projection.read.columns import Column
from projection.units import TONNES_PER_STON

ALIASES: Mapping[str, tuple[str, ...]] = {
    "uln": ("unit_line_number", "frn", "force_requirement_number", "cin", "pin"),
    "description": ("desc", "unit", "unit_name", "unit_description", "force_description", "name"),
    "nation": ("country", "nationality", "providing_nation"),
    "origin": ("orig", "origin_geoloc", "home_station"),
    "poe": ("apoe", "spoe", "port_of_embarkation"),
    "pod": ("apod", "spod", "port_of_debarkation"),
    "dest": ("destination", "destn", "final_destination"),
    "mode": ("mode_to_pod", "transport_mode"),
    "ald": ("available_to_load", "available_to_load_date"),
    "ead": ("earliest_arrival", "earliest_arrival_date"),
    "lad": ("latest_arrival", "latest_arrival_date"),
    "rdd": ("required_delivery", "required_delivery_date"),
    "priority": ("pri", "prio"),
    "pax": ("personnel", "pers", "passengers"),
    "over_stons": ("oversize_stons", "ovr_stons"),
    "out_stons": ("outsize_stons",),
    "sqft": ("sq_ft", "square_feet", "area_sqft", "deck_sqft"),
    "nat_stons": ("non_air_stons",),
}
"""Other names of a column, the one that counts first in front."""

JOINED = ("poe", "pod")
"""Columns that hold several names: what stands under APOE and SPOE is taken together."""

FILLS = ("uln",)
"""Columns whose blank cells are filled from their next name: a line without ULN goes by its CIN or PIN."""

UNITS: tuple[tuple[str, str, float, str], ...] = (
    ("_t", "_stons", 1 / TONNES_PER_STON, "metric tonnes to short tons"),
    ("_tonnes", "_stons", 1 / TONNES_PER_STON, "metric tonnes to short tons"),
    ("_kg", "_stons", 1 / TONNES_PER_STON / 1000, "kilograms to short tons"),
    ("_lb", "_stons", 1 / 2000, "pounds to short tons"),
    ("_lbs", "_stons", 1 / 2000, "pounds to short tons"),
    ("_st", "_stons", 1, ""),
    ("sqm", "sqft", 1 / 0.3048**2, "square metres to square feet"),
    ("_m2", "_sqft", 1 / 0.3048**2, "square metres to square feet"),
    ("_mtons", "_cuft", 40, "measurement tons to cubic feet"),
    ("_cbbl", "_bbl", 100, "hundreds of barrels to barrels"),
)
"""Ending of a name, ending of our column, factor, words. A column that the table does not have is not made."""

VOLUMES = (
    ("mtons", "is a volume (measurement tons of 40 cu ft), not a weight", "give the weight in its _STONS column"),
    ("cbbl", "is a volume (hundreds of barrels), not a weight", "give the weight in BULK_STONS"),
)
MODES = {"a": "air", "s": "sea", "x": "any"}
"""Letters of MODE_TO_POD."""


@dataclass(frozen=True)
class Target:
    """The column that a heading stands for, and the factor by which its numbers are multiplied."""

    column: str
    rank: int = 0
    factor: float = 1
    words: str = ""


def normal(heading: str) -> str:
    """A heading as it is compared: ``Required Delivery`` is ``required_delivery``; a star means required."""
    return re.sub(r"[\W_]+", "_", heading.lower()).strip("_")


def target(heading: str, known: Mapping[str, Column]) -> Target | None:
    """The column of the table that a heading stands for; None when there is none."""
    name = normal(heading)
    if name in known:
        return Target(name)
    for column, others in ALIASES.items():
        if name in others and column in known:
            return Target(column, 1 + others.index(name))
    for ending, ours, factor, words in UNITS:
        if name.endswith(ending):
            found = target(name.removesuffix(ending) + ours, known)
            if found is not None:
                return Target(found.column, 50 + found.rank, factor, words)
    return None


def volume(heading: str) -> tuple[str, str] | None:
    """What to say about a heading that is a volume and is kept as it is."""
    return next(((what, mend) for word, what, mend in VOLUMES if normal(heading).endswith(word)), None)
