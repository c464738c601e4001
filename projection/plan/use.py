"""Use of everything that is limited, by day, counted from the missions, manifests and moves of a plan."""

from collections.abc import Iterable, Sequence

from projection.movement.instance import NO_QUAY, Instance
from projection.plan.missions import Mission
from projection.plan.rows import Manifest, Onward, Utilisation

UNITS = {
    "tails": "tails",
    "flying_hours": "flying hours in the window that ends on the day",
    "quota": "hours",
    "member_hours": "hours",
    "working": "slot-hours",
    "parking": "slot-hours",
    "fuel": "stons",
    "berths_roro": "hulls",
    "berths_container": "hulls",
    "berths_tanker": "hulls",
    "transits": "ships",
    "leg_capacity": "missions",
    "handling": "stons",
    "storage": "stons",
    "staging": "stons",
    "stock": "stons",
    "land": "stons",
    "land_pax": "people",
}
Used = dict[tuple[str, str, int], float]


def utilisation(
    instance: Instance, flown: Sequence[Mission], carried: Sequence[Manifest], moved: Sequence[Onward]
) -> list[Utilisation]:
    """Rows of utilisation.csv: every rule, place and day on which something is used."""
    used: Used = {}
    _missions(instance, flown, used)
    _quay(instance, {mission.id: mission for mission in flown}, carried, used)
    _kept(instance, carried, moved, used)
    for row in carried:
        if name := instance.draws.get((row.uln, row.cargo, row.poe)):
            _add(used, "stock", name, instance.horizon - 1, row.stons)
    for move in moved:
        if move.link not in instance.staging_limits:
            _add(used, "land_pax" if move.cargo == "pax" else "land", move.link, move.leave_day, move.amount)
        elif move.cargo != "pax" and instance.staging_limits[move.link] is not None:
            _add(used, "staging", move.link, move.leave_day, move.amount)
    return [
        Utilisation(
            rule=rule,
            place=place,
            day=day,
            used=amount,
            limit=limit_on(instance, rule, place, day),
            unit=UNITS[rule],
        )
        for (rule, place, day), amount in sorted(used.items())
        if amount > 1e-9
    ]


def _add(used: Used, rule: str, place: str, day: int, amount: float) -> None:
    used[rule, place, day] = used.get((rule, place, day), 0.0) + amount


def _missions(instance: Instance, flown: Sequence[Mission], used: Used) -> None:
    window = min(instance.rules.use_window, instance.horizon)
    for mission in flown:
        run = mission.run
        for day in range(mission.day + run.leaves, min(mission.day + run.back + 1, instance.horizon)):
            _add(used, "tails", run.fleet, day, 1.0)
        for use in () if mission.tanker else mission.option.uses:
            day = mission.day + use.offset
            if day < instance.horizon:
                row_day = instance.row_day(use.rule, use.place, day)
                _add(used, use.rule, use.place, row_day, use.amount / mission.option.size)
        if run.mode == "air":
            for offset, hours in run.flown:
                day = mission.day + offset
                for end in range(max(day, window - 1), min(day + window, instance.horizon)):
                    _add(used, "flying_hours", run.fleet, end, hours)
        if instance.fleets[run.fleet].quota_h is not None:
            _add(used, "quota", run.fleet, instance.horizon - 1, run.hours)
        if mission.option.member and not mission.tanker:
            _add(used, "member_hours", f"{run.fleet} {mission.option.member}", instance.horizon - 1, run.hours)


def _quay(instance: Instance, by_id: dict[str, Mission], carried: Iterable[Manifest], used: Used) -> None:
    for row in carried:
        for use in by_id[row.mission].option.quay:
            day = by_id[row.mission].day + use.offset
            if use.place in (row.poe, row.pod) and day < instance.horizon and row.cargo not in NO_QUAY:
                _add(used, "handling", use.place, day, row.stons * use.amount)


def _kept(instance: Instance, carried: Sequence[Manifest], moved: Sequence[Onward], used: Used) -> None:
    """Cargo at ports with limited storage that neither came the day before nor leaves on the day."""
    flows = [(row.uln, row.pod, row.landed_day + 1, row.stons) for row in carried if row.cargo not in NO_QUAY]
    flows += [(row.uln, row.poe, row.loaded_day, -row.stons) for row in carried if row.cargo not in NO_QUAY]
    for move in moved:
        if move.cargo not in NO_QUAY:
            flows.append((move.uln, move.to_node, move.reach_day + 1, move.amount))
            flows.append((move.uln, move.from_node, move.leave_day, -move.amount))
    for uln, node, first, amount in flows:
        row = instance.requirements[uln]
        if ("storage", node) in instance.limits and node not in (*row.starts, row.dest):
            for day in range(first, instance.horizon):
                _add(used, "storage", node, day, amount)


def limit_on(instance: Instance, rule: str, place: str, day: int) -> float:
    """How much there is of a limited thing on a day, by the rule and place of utilisation.csv."""
    if rule == "tails":
        return float(instance.fleets[place].tails[day])
    if rule == "flying_hours":
        fleet = instance.fleets[place]
        window = min(instance.rules.use_window, instance.horizon)
        return fleet.use_rate_h * sum(fleet.tails[day - window + 1 : day + 1])
    if rule == "quota":
        return instance.fleets[place].quota_h or 0.0
    if rule == "member_hours":
        fleet_id, member = place.split(" ")
        return instance.member_hours[fleet_id, member]
    if rule == "stock":
        return instance.stocks[place]
    if rule == "staging":
        return instance.staging_limits[place] or 0.0
    if rule in ("land", "land_pax"):
        return instance.link_limits[place][rule == "land_pax"]
    return instance.limit(rule, place, day)
