"""The tables of a scenario folder: a new table is one line in each mapping here, and a field of `Scenario`."""

from collections.abc import Mapping

from pydantic import BaseModel

from projection.scenario.closures import Closure, OthersShare
from projection.scenario.lift import Convoy, MemberHours, Recall
from projection.scenario.orders import Order
from projection.scenario.politics import KeptHome, Threat
from projection.scenario.presence import Station
from projection.scenario.rows import Fleet, Movement, Permission
from projection.scenario.staging import Staging
from projection.scenario.stocks import Stock
from projection.scenario.supply import Need

SCENARIO_TABLES: Mapping[str, type[BaseModel]] = {
    "movements.csv": Movement,
    "fleets.csv": Fleet,
    "permissions.csv": Permission,
    "closures.csv": Closure,
    "shares.csv": OthersShare,
    "needs.csv": Need,
    "staging.csv": Staging,
    "stocks.csv": Stock,
    "orders.csv": Order,
    "threats.csv": Threat,
    "europe.csv": KeptHome,
    "recalls.csv": Recall,
    "convoys.csv": Convoy,
    "members.csv": MemberHours,
    "stations.csv": Station,
}
"""Row type of each file."""

OPTIONAL = (
    "closures.csv",
    "shares.csv",
    "staging.csv",
    "stocks.csv",
    "orders.csv",
    "threats.csv",
    "europe.csv",
    "recalls.csv",
    "convoys.csv",
    "members.csv",
    "needs.csv",
    "stations.csv",
)
"""Files that may be left out."""

FIELDS: Mapping[str, type[BaseModel]] = {
    "movements": Movement,
    "fleets": Fleet,
    "permissions": Permission,
    "closures": Closure,
    "shares": OthersShare,
    "needs": Need,
    "staging": Staging,
    "stocks": Stock,
    "orders": Order,
    "threats": Threat,
    "europe": KeptHome,
    "recalls": Recall,
    "convoys": Convoy,
    "members": MemberHours,
    "stations": Station,
}
"""Fields of `Scenario` and the rows that each holds."""

BY_ID = ("movements", "fleets", "staging", "stocks", "stations")
"""Fields that hold rows by id; the others hold them in order."""
