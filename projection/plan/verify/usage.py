"""The table of utilisation against the recounts of the rules."""

from collections.abc import Callable, Mapping

from projection.errors import Finding
from projection.plan.rows import Utilisation
from projection.plan.verify import lift, members, places, staging, stocks
from projection.plan.verify.recount import OFF, Recount, Sum, Sums, fault, number

Counts = Callable[[Recount], Sums]
Limit = Callable[[Recount, str, str, int], float]


def _quota_limit(recount: Recount, place: str, _: str, __: int) -> float:
    limit = recount.scenario.every_fleet[place].quota_h
    if limit is None:
        raise KeyError(place)
    return limit


MEASURES: Mapping[str, tuple[Counts, Limit]] = {
    "tails": (lift.tails_away, lambda recount, place, _, day: lift.tails_limit(recount, place, day)),
    "flying_hours": (
        lift.flown_in_windows,
        lambda recount, place, _, day: lift.window_limit(recount, place, day),
    ),
    "quota": (lift.under_way, _quota_limit),
    "member_hours": (members.flown_for, members.hours_limit),
    "working": (places.slot_hours, places.slot_limit),
    "parking": (places.ground_hours, places.ground_limit),
    "fuel": (places.fuel_issued, places.fuel_limit),
    "berths": (places.alongside, places.berth_limit),
    "transits": (places.entered, places.transit_limit),
    "leg_capacity": (places.legs_started, places.leg_limit),
    "handling": (places.over_quay, places.quay_limit),
    "storage": (places.kept, places.storage_limit),
    "stock": (stocks.drawn, stocks.stock_limit),
    "staging": (staging.changed_over, staging.point_limit),
    "land": (places.over_land, places.land_limit),
}
"""What each rule counts, by (place, unit, day), and its limit.

``flying_hours`` stands on the last day of its window, ``quota`` on that of the horizon. ``land`` counts
``people`` apart from ``st``, ``berths`` each kind (``roro berths``).
"""


def utilisation(recount: Recount) -> list[Finding]:
    """What the table says is used, and the limit, are what the recount finds."""
    counted = {rule: counts(recount) for rule, (counts, _) in MEASURES.items()}
    found = []
    for row in recount.utilisation:
        where = f"{row.rule} {row.place} day {row.day}"
        rule = row.rule.split("_")[0] if row.rule.startswith(("berths", "land")) else row.rule
        if rule not in MEASURES:
            found.append(fault("utilisation", where, f"{row.rule} is no rule of use"))
            continue
        unit = _unit(rule, row)
        used = counted[rule].get((row.place, unit, row.day), Sum())
        if Sum(used.value, used.terms + 1).differs(row.used):
            what = f"{number(used.value)} {unit} used, the table says {number(row.used)}"
            found.append(fault("utilisation", where, what))
        try:
            limit = MEASURES[rule][1](recount, row.place, unit, row.day)
        except (KeyError, AttributeError, ValueError):
            found.append(fault("utilisation", where, f"there is no {row.place} with {row.rule}"))
            continue
        if abs(limit - row.limit) > OFF * (2 + abs(limit)):
            what = f"the limit is {number(limit)} {unit}, the table says {number(row.limit)}"
            found.append(fault("utilisation", where, what))
    return found


def _unit(rule: str, row: Utilisation) -> str:
    """Unit under which the recount keeps what a row speaks of."""
    words = f"{row.rule} {row.unit}"
    if rule == "land":
        return "people" if "people" in words or "pax" in words else "st"
    if rule == "berths":
        return f"{next((kind for kind in ('roro', 'container', 'tanker') if kind in words), 'no')} berths"
    return {
        "tails": "tails",
        "flying_hours": "hours",
        "quota": "hours",
        "member_hours": "hours",
        "working": "slot-hours",
        "parking": "slot-hours",
        "transits": "ships",
        "leg_capacity": "missions",
    }.get(rule, "st")
