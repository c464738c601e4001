"""What a plan asks for besides days: mission-days under threat, thousand euro, strain on Europe."""

from collections.abc import Iterable, Mapping

from projection.movement.instance import Instance
from projection.plan.missions import Mission
from projection.plan.rows import Manifest, Onward
from projection.solve.solution import Solution

EFFORTS = ("exposure", "cost", "strain")


def efforts(
    instance: Instance, flown: Iterable[Mission], carried: Iterable[Manifest], moved: Iterable[Onward]
) -> dict[str, float]:
    """Mission-days, thousand euro and shares, by their names in `EFFORTS`."""
    found = dict.fromkeys(EFFORTS, 0.0)
    for mission in (row for row in flown if row.tanker is None):
        launch = (mission.option.id, mission.day)
        found["exposure"] += instance.exposed.get(launch, 0.0) / mission.option.size
        found["cost"] += instance.keur(mission.option.id) / mission.option.size
        found["strain"] += instance.away(launch) / mission.option.size
    left = [(row.uln, row.poe, row.stons) for row in carried]
    left += [(row.uln, row.from_node, row.amount) for row in moved if row.cargo != "pax"]
    for uln, node, stons in left:
        row = instance.requirements[uln]
        if row.combat and stons and node in row.starts:
            found["strain"] += stons / instance.combat_stons(row.nation)
    return found


def goals_reached(
    solution: Solution, parts: Mapping[str, float], found: Mapping[str, float]
) -> list[dict[str, str | float | None]]:
    """The goals of a plan in order: what each comes to, counted from the tables, and its bound (None = none)."""
    hours = ("flying", "sailing")
    values = {**found, "delivery": sum(part for name, part in parts.items() if name not in (*EFFORTS, *hours))}
    return [
        {
            "goal": goal.name,
            "value": values[goal.name],
            "bound": None if goal.bound is None else min(goal.bound, values[goal.name]),
        }
        for goal in solution.goals
    ]


def priced(instance: Instance, found: Mapping[str, float]) -> dict[str, float]:
    """The same in weighted ston-days."""
    weights = instance.weights
    prices = {"exposure": weights.exposure, "cost": weights.keur, "strain": weights.strain}
    return {name: prices[name] * found[name] for name in EFFORTS}
