"""Recount of stocks held forward: what was drawn from each."""

from projection.errors import Finding
from projection.plan.rows import Manifest
from projection.plan.verify.recount import Recount, Sums, amount_of, fault, number, tally
from projection.plan.verify.staging import staged


def drawn(recount: Recount) -> Sums:
    """Cargo by (stock, "st", last day of the horizon)."""
    sums: Sums = {}
    for row in recount.manifests:
        name = _stock(recount, row)
        if name:
            tally(sums, (name, "st", recount.horizon - 1), amount_of(row))
    return sums


def stock_limit(recount: Recount, place: str, _: str, __: int) -> float:
    """Stons that stand there."""
    return recount.scenario.stocks[place].stons


def _stock(recount: Recount, row: Manifest) -> str | None:
    """Stock that a load was drawn from: "" when none that may be, None when it comes from elsewhere."""
    scenario, movement = recount.scenario, recount.scenario.movements[row.uln]
    if not movement.stock or staged(recount, row.uln, row.poe, "out"):
        return None
    node = scenario.start_of(recount.network, movement, row.poe)
    if node is None or node == movement.origin:
        return None
    rows = (scenario.stocks[name] for name in movement.stock)
    fit = (r for r in rows if r.node == node and r.cargo == row.cargo and r.serves(movement.nation))
    return next((r.id for r in fit), "")


def stock(recount: Recount) -> list[Finding]:
    """No more is drawn from a stock than stands there, and only by those that it serves, of its class."""
    found = []
    for (name, _, _), used in sorted(drawn(recount).items()):
        limit = recount.scenario.stocks[name].stons
        if used.exceeds(limit):
            what = f"{number(used.value)} st are drawn, {number(limit)} stand there"
            found.append(fault("stock", name, what))
    for row in recount.manifests:
        if _stock(recount, row) == "":
            what = f"no stock behind {row.poe} gives {row.cargo} to {row.uln}"
            found.append(fault("stock", f"{row.mission} {row.uln} day {row.loaded_day}", what))
    return found
