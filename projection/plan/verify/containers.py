"""Recount of containers: what goes on container ships fills no more than they have."""

from projection.errors import Finding
from projection.plan.verify.recount import Recount, Sum, fault, number

STONS_EACH = 10
"""Stons in a container of a ULN that does not say how many it fills."""


def containers(recount: Recount) -> list[Finding]:
    """Containers of every voyage of a container ship, by what each ULN says its bulk cargo fills."""
    found = []
    for mission, ship in recount.voyages:
        if ship.berth != "container":
            continue
        used = Sum()
        for row in mission.cargo:
            movement = recount.scenario.movements[row.uln]
            stated = movement.teu / movement.bulk_stons if movement.teu and movement.bulk_stons else 1 / STONS_EACH
            used.add(row.stons * stated)
        if used.exceeds(ship.teu):
            where = f"{mission.id} {mission.stops[mission.onload].node} day {mission.launch}"
            what = f"{number(used.value)} containers, {ship.id} takes {number(ship.teu)}"
            found.append(fault("containers", where, what))
    return found
