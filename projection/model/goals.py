"""What a plan may be asked to do best first: goals by name, each a sum to be made small."""

from collections.abc import Callable, Mapping

from pyomo.environ import quicksum

from projection.model.model import Expr, Model
from projection.model.objective import weighted_ston_days
from projection.model.politics import days_exposed, keur, politics, strain


def delivery(model: Model) -> Expr:
    """Weighted ston-days of late, short and waiting cargo: the objective but hours, threats, money and strain."""
    instance = model.instance
    hours = quicksum(instance.launch_price(key[0]) * model.sorties[key] for key in instance.launches)
    return weighted_ston_days(model) - hours - politics(model)


GOALS: Mapping[str, Callable[[Model], Expr]] = {
    "delivery": delivery,
    "exposure": days_exposed,
    "cost": keur,
    "strain": strain,
}
"""Goals by their names in `projection.scenario.politics.GOALS`."""
