"""Recount of fixed orders: every manifest of a ULN keeps each of its orders, and broken ones are told."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft
from projection.plan.rows import BROKEN, Manifest
from projection.plan.verify.recount import NOISE, Mission, Recount, fault
from projection.plan.verify.staging import staged
from projection.plan.verify.tracks import entries
from projection.scenario.orders import Order


def fixed_orders(recount: Recount) -> list[Finding]:
    """Lift, mode, ports, way, days of loading and landing as ordered; a firm order that falls short is named."""
    found: list[Finding] = []
    orders: dict[str, list[Order]] = {}
    for order in recount.scenario.orders:
        orders.setdefault(order.uln, []).append(order)
    for mission in recount.missions.values():
        for row in mission.cargo:
            ends = (staged(recount, row.uln, row.poe, "out"), staged(recount, row.uln, row.pod, "in"))
            for order in orders.get(row.uln, ()):
                where = f"{mission.id} {row.uln} day {row.loaded_day}"
                found += [
                    fault("fixed_orders", where, f"{order.id}: {what}")
                    for what in _broken(order, mission, row, ends)
                ]
    for line in recount.shortfalls:
        wanted = not recount.scenario.movements[line.uln].feeds
        short = wanted and max(line.short_stons, line.short_pax) > NOISE
        for order in orders.get(line.uln, ()):
            if order.firm and short and not (line.why.startswith(BROKEN) and order.id in line.why):
                found.append(fault("fixed_orders", line.uln, f"falls short, and {order.id} is not told as broken"))
    return found


def _broken(order: Order, mission: Mission, row: Manifest, by_staging: tuple[bool, bool]) -> Iterator[str]:
    mode = "air" if isinstance(mission.lift, Aircraft) else "sea"
    if order.mode not in ("any", mode):
        yield f"goes by {mode}, ordered by {order.mode}"
    if order.lift and not {mission.fleet.id, mission.lift.id} & set(order.lift):
        yield f"goes with {mission.fleet.id}, ordered {' or '.join(order.lift)}"
    first, last = not by_staging[0], not by_staging[1]
    for here, role, node, choices in ((first, "POE", row.poe, order.poe), (last, "POD", row.pod, order.pod)):
        if here and choices and node not in choices:
            yield f"{role} is {node}, ordered {' or '.join(choices)}"
    way = _way(mission, row)
    if missed := [name for name in order.via if name not in way]:
        yield f"does not pass {' and '.join(missed)}"
    if first and order.load_from is not None and row.loaded_day < order.load_from:
        yield f"loads before day {order.load_from}"
    if first and order.load_to is not None and row.loaded_day > order.load_to:
        yield f"loads after day {order.load_to}"
    if last and order.land_by is not None and row.landed_day > order.land_by:
        yield f"lands on day {row.landed_day}, ordered by day {order.land_by}"


def _way(mission: Mission, row: Manifest) -> set[str]:
    """Stops and passages from the port at which a row is loaded to that at which it lands.

    For what travels on the way back, those of the way out: orders bind the mission.
    """
    ends = [(stop.purpose, stop.node) for stop in mission.stops]
    first = ends.index(("onload", row.poe)) if ("onload", row.poe) in ends else mission.onload
    last = ends.index(("offload", row.pod)) if ("offload", row.pod) in ends else mission.offload
    passages = {name for stop in mission.stops[first + 1 : last + 1] for name, _ in entries(stop)}
    return passages | {stop.node for stop in mission.stops[first : last + 1]}
