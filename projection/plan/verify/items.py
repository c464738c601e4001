"""Recount of whole items: what does not travel in halves is on each mission as whole items."""

from projection.errors import Finding
from projection.plan.verify.recount import Recount, Sum, fault, number

CLASSES = ("over", "out", "nat")
"""Classes that may travel in items; bulk cargo, fuel and people are divisible."""


def whole_items(recount: Recount) -> list[Finding]:
    """On every mission a ULN's oversize, outsize and other heavy cargo is a whole number of its items."""
    loaded: dict[tuple[str, str, str], Sum] = {}
    for row in recount.manifests:
        movement = recount.scenario.movements[row.uln]
        if movement.item_stons and movement.moves_as is None and row.cargo in CLASSES:
            loaded.setdefault((row.mission, row.uln, row.cargo), Sum()).add(row.stons)
    found = []
    for (mission, uln, cargo), stons in sorted(loaded.items()):
        each = recount.scenario.movements[uln].item_stons
        if stons.differs(round(stons.value / each) * each):
            what = f"{number(stons.value)} st of {cargo} are no whole number of items of {number(each)} st"
            found.append(fault("whole_items", f"{mission} {uln}", what))
    return found
