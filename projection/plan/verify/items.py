"""Recount of whole items: what does not travel in halves is on each mission as whole items."""

from projection.errors import Finding
from projection.plan.verify.recount import Recount, Sum, fault, number

CLASSES = ("over", "out", "nat")
"""Classes that may travel in items; bulk cargo, fuel and people are divisible."""


def whole_items(recount: Recount) -> list[Finding]:
    """Oversize, outsize and other heavy cargo in items is on each mission as many whole ones as its line says."""
    found = []
    for row in recount.manifests:
        movement = recount.scenario.movements[row.uln]
        divisible = row.cargo not in CLASSES or movement.moves_as is not None
        each = 0.0 if divisible else movement.item_stons
        count = round(row.stons / each) if each else 0
        where = f"{row.mission} {row.uln} day {row.loaded_day}"
        if each and Sum(row.stons, 1).differs(count * each):
            what = f"{number(row.stons)} st of {row.cargo} are no whole number of items of {number(each)} st"
            found.append(fault("whole_items", where, what))
        elif row.items != count:
            what = f"{number(row.stons)} st of {row.cargo} are {count} items, the manifest says {row.items}"
            found.append(fault("whole_items", where, what))
    return found
