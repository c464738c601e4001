"""The tables of a scenario folder: a new table is one line in each mapping here, and a field of `Scenario`."""

from collections.abc import Mapping

from pydantic import BaseModel

from projection.scenario.orders import Order
from projection.scenario.presence import Station
from projection.scenario.rows import Closure, Fleet, Movement, OthersShare, Permission
from projection.scenario.staging import Staging

SCENARIO_TABLES: Mapping[str, type[BaseModel]] = {
    "movements.csv": Movement,
    "fleets.csv": Fleet,
    "permissions.csv": Permission,
    "closures.csv": Closure,
    "shares.csv": OthersShare,
    "staging.csv": Staging,
    "orders.csv": Order,
    "stations.csv": Station,
}
"""Row type of each file."""

OPTIONAL = ("closures.csv", "shares.csv", "staging.csv", "orders.csv", "stations.csv")
"""Files that may be left out."""

FIELDS: Mapping[str, type[BaseModel]] = {
    "movements": Movement,
    "fleets": Fleet,
    "permissions": Permission,
    "closures": Closure,
    "shares": OthersShare,
    "staging": Staging,
    "orders": Order,
    "stations": Station,
}
"""Fields of `Scenario` and the rows that each holds."""

BY_ID = ("movements", "fleets", "staging", "stations")
"""Fields that hold rows by id; the others hold them in order."""
