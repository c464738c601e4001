"""Whole missions from the solution: tails and hulls numbered without overlap, cargo put on each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from projection.movement.instance import Instance, Load
from projection.movement.items import item_of
from projection.movement.litters import seats
from projection.movement.options import Option, TankerUse
from projection.plan.rows import Manifest, MissionStop
from projection.plan.stow import Room, evenly, put_items, share_out
from projection.solve.solution import Solution

TINY = 1e-6


@dataclass(frozen=True)
class Mission:
    """A mission of a launch on a tail; or a sortie of its ``tanker``, which ``supports`` the launch's missions."""

    id: str
    option: Option
    day: int
    tail: int
    tanker: TankerUse | None = None
    supports: str = ""

    @property
    def run(self) -> Option | TankerUse:
        """What is flown or sailed; its hours count from the launch on ``day``."""
        return self.tanker or self.option


Outing = tuple[int, str, int, int, int, int]
"""Day of leaving base, option, launch day, 0 or number of the tanker, number of the launch, number in it."""


def missions(instance: Instance, solution: Solution) -> tuple[Mission, ...]:
    """Missions in order of leaving base within their fleet, each on the lowest tail that is free."""
    launched: dict[str, list[Outing]] = {}
    for (name, day), number in sorted(solution.values.get("sorties", {}).items()):
        for part, (count, run) in enumerate(instance.options[name].missions):
            rows = launched.setdefault(run.fleet, [])
            copies = [(launch, one) for launch in range(round(number)) for one in range(count)]
            rows += [(day + run.leaves, name, day, part, *copy) for copy in copies]
    ids = {
        outing: f"{fleet}-{number:03d}"
        for fleet, rows in launched.items()
        for number, outing in enumerate(sorted(rows), start=1)
    }
    receivers: dict[tuple[str, int, int], list[str]] = {}
    for (_, name, day, part, launch, _), mission_id in sorted(ids.items()):
        if not part:
            receivers.setdefault((name, day, launch), []).append(mission_id)
    found = []
    for _, rows in sorted(launched.items()):
        back: list[int] = []
        for outing in sorted(rows):
            leaves, name, day, part, launch, _ = outing
            option = instance.options[name]
            tail = next((i for i, last in enumerate(back) if last < leaves), len(back))
            tanker = option.tankers[part - 1] if part else None
            mission = Mission(ids[outing], option, day, tail + 1, tanker)
            back[tail : tail + 1] = [day + mission.run.back]
            found.append(replace(mission, supports=";".join(receivers[name, day, launch])) if part else mission)
    return tuple(found)


def without_empty(instance: Instance, solution: Solution) -> Solution:
    """The same solution without launches that carry nothing and hold no station: nothing breaks without them."""
    flown = missions(instance, solution)
    loaded = {row.mission for row in manifests(instance, solution, flown)}
    return only(solution, [row for row in flown if row.id in loaded or (row.option.station and not row.tanker)])


def only(solution: Solution, flown: Sequence[Mission]) -> Solution:
    """The same solution with these of its missions alone."""
    sorties: dict[tuple[str, int], float] = {}
    for mission in flown:
        key = (mission.option.id, mission.day)
        sorties[key] = sorties.get(key, 0.0) + 1.0 / mission.option.size
    return replace(solution, values={**solution.values, "sorties": sorties})


def stop_rows(mission: Mission) -> list[MissionStop]:
    """Rows of missions.csv for a mission; its clock counts from C-day."""
    run, start = mission.run, mission.day * 24.0
    return [
        MissionStop(
            mission=mission.id,
            fleet=run.fleet,
            lift=run.lift,
            nation=run.flag,
            mode=run.mode,
            tail=mission.tail,
            stop=number,
            node=stop.node,
            purpose=stop.purpose,
            arrive_h=round(start + stop.arrive_h, 6),
            depart_h=round(start + stop.depart_h, 6),
            work_h=stop.work_h,
            leg_nm=stop.leg_nm,
            leg_h=stop.leg_h,
            passages=";".join(f"{name}@{start + hour:.6f}" for name, hour in stop.passages),
            overflown=";".join(stop.overflown),
            fuel_stons=stop.fuel_stons,
            track=stop.track,
            arrive=clock(start + stop.arrive_h),
            depart=clock(start + stop.depart_h),
            supports=mission.supports,
            station=run.station if isinstance(run, Option) else "",
        )
        for number, stop in enumerate(run.stops, start=1)
    ]


def clock(hour: float) -> str:
    """Hour after 00:00 of C-day in words: C+012 06:30; before C-day C-001 22:00."""
    minutes = round(hour * 60)
    day, rest = divmod(minutes, 24 * 60)
    return f"C{'+' if day >= 0 else '-'}{abs(day):03d} {rest // 60:02d}:{rest % 60:02d}"


def manifests(instance: Instance, solution: Solution, flown: Sequence[Mission]) -> list[Manifest]:
    """What each mission carries; loads of a pool and day are shared out over its missions."""
    rooms: dict[str, set[str]] = {}
    for pool in instance.pools.values():
        for name in pool.options:
            rooms.setdefault(name, set()).add(pool.room)
    by_pool: dict[tuple[str, int], list[Mission]] = {}
    for mission in (row for row in flown if row.tanker is None):
        for name in sorted(rooms.get(mission.option.id, ())):
            by_pool.setdefault((name, mission.day), []).append(mission)
    loads: dict[tuple[str, int], list[tuple[Load, float]]] = {}
    for load, amount in sorted(solution.values.get("loads", {}).items()):
        if amount > TINY:
            loads.setdefault((instance.pools[load[1]].room, load[3]), []).append((load, amount))
    rows = []
    for key, parts in sorted(loads.items()):
        crews = by_pool[key]
        bulky = {load: _bulky(instance, load) for load, _ in parts}
        room = [Room(mission.option.payload) for mission in crews]
        carrying = solution.values.get("carrying", {})
        placed = put_items(instance, [mission.option.id for mission in crews], room, parts, bulky, carrying)
        shared = evenly(parts, len(crews)) if crews[0].option.uln else share_out(room, parts, bulky, placed)
        for (place, load), amount in sorted(shared.items(), key=lambda item: (item[0][0], item[0][1])):
            rows.append(_manifest(instance, crews[place], load, amount))
    return sorted(rows, key=lambda row: (row.mission, row.uln, row.cargo))


def _bulky(instance: Instance, load: Load) -> dict[str, float]:
    """Deck and containers that a ston of a load takes, or seats and litters that a person takes."""
    row = instance.requirements[load[0]]
    return {
        "sqft": row.sqft_per_ston.get(load[2], 0.0),
        "teu": row.teu_per_ston,
        "seats": seats(instance, load),
        "litters": float(row.lying),
    }


def _manifest(instance: Instance, mission: Mission, load: Load, amount: float) -> Manifest:
    uln, pool, cargo, day = load
    people = cargo == "pax"
    on_deck = mission.option.payload.sqft is not None and not people
    return Manifest(
        mission=mission.id,
        uln=uln,
        cargo=cargo,
        poe=instance.pools[pool].poe,
        pod=instance.pools[pool].pod,
        stons=0.0 if people else amount,
        pax=amount if people else 0.0,
        sqft=amount * instance.requirements[uln].sqft_per_ston[cargo] if on_deck else 0.0,
        loaded_day=day + instance.pools[pool].start,
        landed_day=day + instance.pools[pool].landed,
        items=round(amount / each) if (each := item_of(instance.requirements[uln], cargo)) else 0,
    )
