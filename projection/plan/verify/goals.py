"""Recount of goals in order: what the stamp says of each."""

from projection.errors import Finding
from projection.plan.verify import effort
from projection.plan.verify.objective import terms
from projection.plan.verify.recount import OFF, Recount, Sum, fault, number

NOT_DELIVERY = ("flying", "sailing", "exposure", "cost", "strain")
"""Terms of the objective that the goal of delivery leaves out."""


def goals(recount: Recount) -> list[Finding]:
    """The stamp names the scenario's goals in order, with the tables' values and bounds not above them."""
    stated, order = recount.plan.stamp["goals"], recount.scenario.settings.goals.order
    if [row.get("goal") for row in stated] != list(order):
        return [fault("goals", "order", f"are {[row.get('goal') for row in stated]}, not {list(order)}")]
    found = []
    for row in stated:
        counted = _value(recount, row["goal"])
        if counted.differs(row["value"]):
            what = f"comes to {number(counted.value)}, the stamp says {number(row['value'])}"
            found.append(fault("goals", row["goal"], what))
        if row["bound"] is not None and row["bound"] > row["value"] + OFF * (1 + abs(row["value"])):
            what = f"bound {number(row['bound'])} is above the value {number(row['value'])}"
            found.append(fault("goals", row["goal"], what))
    return found


def _value(recount: Recount, name: str) -> Sum:
    if name == "delivery":
        total = Sum()
        for term, part in terms(recount).items():
            if term not in NOT_DELIVERY:
                total.join(part)
        return total
    return {"exposure": effort.days_exposed, "cost": effort.thousand_euro, "strain": effort.strain}[name](recount)
