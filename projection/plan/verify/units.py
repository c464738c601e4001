"""Recount of units: all or nothing, together, after whom they wait for, near whom they meet."""

from projection.errors import Finding
from projection.plan.plan import rows_of
from projection.plan.rows import UnitClosing
from projection.plan.verify.recount import GROUPS, NOISE, OFF, Recount, fault, required
from projection.scenario.units import Unit, named_by, units_of


def whole_days(recount: Recount) -> dict[str, int | None]:
    """Day on which each unit is whole: that of its last arrival; None when some of it never comes."""
    found: dict[str, int | None] = {}
    for name, unit in units_of(recount.scenario.movements).items():
        whole = all(_whole(recount, uln) for uln in unit.ulns)
        found[name] = max(_days(recount, unit.ulns, OFF)) if whole else None
    return found


def _whole(recount: Recount, uln: str) -> bool:
    """Whether all of a ULN is delivered, people and stons each within rounding."""
    asked = required(recount.scenario.movements[uln])
    short = {"pax": 0.0, "stons": 0.0}
    for group, classes in GROUPS.items():
        got = sum(part.value for part in recount.delivered.get((uln, group), {}).values())
        short["pax" if group == "pax" else "stons"] += sum(asked[k] for k in classes) - got
    return max(short.values()) <= NOISE


def _days(recount: Recount, ulns: tuple[str, ...], least: float) -> list[int]:
    """Days on which more than ``least`` of some group of the ULNs is delivered."""
    parts = [recount.delivered.get((uln, group), {}) for uln in ulns for group in GROUPS]
    return sorted({day for part in parts for day, total in part.items() if total.value > least})


def integrity(recount: Recount) -> list[Finding]:
    """A unit of which something arrives is whole within the horizon."""
    units, whole = units_of(recount.scenario.movements), whole_days(recount)
    return [
        fault("integrity", name, f"part of it arrives on day {days[0]}, all of it never")
        for name, unit in units.items()
        if whole[name] is None and (days := _days(recount, unit.ulns, NOISE))
    ]


def spread(recount: Recount) -> list[Finding]:
    """The arrivals of a unit lie within its days."""
    found = []
    for name, unit in units_of(recount.scenario.movements).items():
        days = _days(recount, unit.ulns, NOISE)
        if unit.spread is not None and days and days[-1] - days[0] > unit.spread:
            what = f"arrives from day {days[0]} to day {days[-1]}, within {unit.spread} days is asked"
            found.append(fault("spread", name, what))
    return found


def predecessor(recount: Recount) -> list[Finding]:
    """Nothing arrives before what it waits for is whole."""
    whole = whole_days(recount)
    found = []
    for uln, movement in recount.scenario.movements.items():
        for day in _days(recount, (uln,), NOISE)[:1]:
            for name in movement.after:
                last = whole.get(name)
                if last is None or day < last:
                    what = (
                        f"arrives on day {day}, {name} is {'never whole' if last is None else f'whole on {last}'}"
                    )
                    found.append(fault("predecessor", uln, what))
    return found


def marry_up(recount: Recount) -> list[Finding]:
    """What meets a unit arrives near the day on which that one is whole."""
    whole = whole_days(recount)
    found = []
    for uln, movement in recount.scenario.movements.items():
        if movement.meets is None:
            continue
        last = whole.get(movement.meets)
        for day in _days(recount, (uln,), NOISE):
            if last is None or abs(day - last) > movement.meet_days:
                what = (
                    "never whole"
                    if last is None
                    else f"whole on day {last}, {movement.meet_days} days are allowed"
                )
                found.append(fault("marry_up", uln, f"arrives on day {day}, {movement.meets} is {what}"))
    return found


def units(recount: Recount) -> list[Finding]:
    """The table of units says what the arrivals say, one line for each."""
    asked, whole = units_of(recount.scenario.movements), whole_days(recount)
    rows = rows_of(UnitClosing, recount.plan.tables["units"])
    found = []
    if sorted(row.unit for row in rows) != sorted(asked):
        names = [row.unit for row in rows]
        found.append(fault("units", "units.csv", f"has lines for {names}, the scenario has {sorted(asked)}"))
    for row in rows:
        if row.unit in asked:
            due = _line(recount, asked[row.unit], whole)
            if row != due:
                found.append(fault("units", row.unit, f"reads {_told(row)}, should read {_told(due)}"))
    return found


def _line(recount: Recount, unit: Unit, whole: dict[str, int | None]) -> UnitClosing:
    """The line of a unit as the arrivals give it."""
    days, last = _days(recount, unit.ulns, OFF), whole[unit.id]
    waits = {
        name if whole.get(name) is None else f"{name}@{whole[name]}"
        for uln in unit.ulns
        for name in named_by(recount.scenario.movements[uln])
    }
    return UnitClosing(
        unit=unit.id,
        ulns=";".join(unit.ulns),
        whole_day=last,
        first_day=days[0] if days else None,
        spread=None if last is None else last - days[0],
        waited_for=";".join(sorted(waits)),
    )


def _told(row: UnitClosing) -> str:
    return "|".join("" if value is None else str(value) for value in row.model_dump().values())
