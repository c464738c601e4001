"""Verbs of the planning-factor calculator: one published formula a verb, and a hand estimate of a scenario."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

AFPAM = "AFPAM 10-1403, Air Mobility Planning Factors (24 October 2018)"
_RECALLED = f"{AFPAM}, as recalled"

factors = typer.Typer(
    invoke_without_command=True, help="Planning factors: published formulas with their source, and the answer."
)

Hours = Annotated[str, typer.Option(help="hours of each leg, by ,")]
Ground = Annotated[str, typer.Option(help="ground hours of each stop, by ,")]
Payload = Annotated[float, typer.Option(min=0, help="average payload, stons")]
Aircraft = Annotated[float, typer.Option(min=0, help="aircraft, or ships")]
Speed = Annotated[float, typer.Option(min=0, help="block speed, knots")]
Use = Annotated[float, typer.Option(min=0, max=24, help="flying hours a tail a day (UTE rate)")]
Productivity = Annotated[float, typer.Option(min=0, max=1, help="loaded distance / round trip")]

FORMULAS = {
    "throughput": ("MOG x payload x operating hours / ground time x queuing efficiency", f"{AFPAM}, formula 9.0"),
    "missions": ("requirement / average payload, rounded up", _RECALLED),
    "arrival": ("sum of flying hours + sum of ground hours at en-route stops", _RECALLED),
    "cycle": ("sum of flying hours of the round trip + sum of ground hours of all stops", _RECALLED),
    "closure": ("time to arrival + (missions - 1) x cycle time / aircraft", _RECALLED),
    "fleet": ("aircraft x block speed x payload x use rate x productivity factor / distance", _RECALLED),
    "ton-miles": ("aircraft x block speed x payload x use rate x productivity factor / 1,000,000", _RECALLED),
    "productivity": ("loaded distance / round trip with positioning", _RECALLED),
    "fuel": ("flying hours x burn rate; missions a day = daily issue / fuel a mission", _RECALLED),
    "sailing": ("distance / speed + hours of each canal", "definition; CBO 1997: Savannah - Pusan 17 d 5 h"),
}
"""Formula in words and its source by name."""


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.add_typer(factors, name="factors")
    app.command()(estimate)


@factors.callback()
def listed(ctx: typer.Context) -> None:
    """List the formulas when none is asked for."""
    if ctx.invoked_subcommand is None:
        lines = [f"{name:<13} {text}" for name, (text, _) in FORMULAS.items()]
        lines.append("projection factors NAME --help shows what each needs")
        rows = [{"name": name, "formula": text, "source": source} for name, (text, source) in FORMULAS.items()]
        ctx.obj.answer("\n".join(lines), {"formulas": rows})


@factors.command()
def throughput(
    ctx: typer.Context,
    mog: Annotated[float, typer.Option(min=0, help="aircraft worked at once")],
    payload: Payload,
    hours: Annotated[float, typer.Option(min=0, max=24, help="hours of operation a day")],
    ground: Annotated[float, typer.Option(min=0, help="hours that an aircraft holds its spot")],
    efficiency: Annotated[float, typer.Option(min=0, max=1, help="share of slot-hours that can be used")] = 0.85,
) -> None:
    """Stons a day through an airfield."""
    from projection.movement.factors import airfield_throughput as formula

    given = {"mog": mog, "payload": payload, "hours": hours, "ground": ground, "efficiency": efficiency}
    sums = f"{mog:g} x {payload:g} x {hours:g} / {ground:g} x {efficiency:g}"
    _say(ctx, "throughput", given, sums, lambda: formula(mog, payload, hours, ground, efficiency), "st/day")


@factors.command()
def missions(
    ctx: typer.Context,
    requirement: Annotated[float, typer.Option(min=0, help="stons, or people")],
    payload: Annotated[float, typer.Option(min=0, help="average payload in the same unit")],
) -> None:
    """Missions that carry a requirement."""
    from projection.movement.factors import missions_required as formula

    given = {"requirement": requirement, "payload": payload}
    sums = f"{requirement:g} / {payload:g}, rounded up"
    _say(ctx, "missions", given, sums, lambda: formula(requirement, payload), "missions")


@factors.command()
def arrival(ctx: typer.Context, flying: Hours, ground: Ground = "") -> None:
    """Hours from take-off at the onload to landing at the offload."""
    from projection.movement.factors import time_to_arrival as formula

    legs, stops = _numbers(flying), _numbers(ground)
    given = {"flying": legs, "ground": stops}
    _say(ctx, "arrival", given, _added(*legs, *stops), lambda: formula(legs, stops), "h")


@factors.command()
def cycle(ctx: typer.Context, flying: Hours, ground: Ground = "") -> None:
    """Hours until an aircraft can start its next mission."""
    from projection.movement.factors import cycle_time as formula

    legs, stops = _numbers(flying), _numbers(ground)
    given = {"flying": legs, "ground": stops}
    _say(ctx, "cycle", given, _added(*legs, *stops), lambda: formula(legs, stops), "h")


@factors.command()
def closure(
    ctx: typer.Context,
    arrival: Annotated[float, typer.Option(min=0, help="time to arrival, hours")],
    missions: Annotated[int, typer.Option(min=0, help="missions required")],
    cycle: Annotated[float, typer.Option(min=0, help="cycle time, hours")],
    aircraft: Aircraft,
) -> None:
    """Hours from the first take-off to the last arrival."""
    from projection.movement.factors import closure as formula
    from projection.movement.factors import interval

    given = {"arrival": arrival, "missions": missions, "cycle": cycle, "aircraft": aircraft}
    sums = f"{arrival:g} + ({missions:g} - 1) x {cycle:g} / {aircraft:g}"
    _say(ctx, "closure", given, sums, lambda: formula(arrival, missions, interval(cycle, aircraft)), "h")


@factors.command()
def fleet(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    aircraft: Aircraft,
    speed: Speed,
    payload: Payload,
    use: Use,
    distance: Annotated[float, typer.Option(min=0, help="one way, nautical miles")],
    productivity: Productivity = 0.47,
) -> None:
    """Stons a day that a fleet delivers over a distance."""
    from projection.movement.factors import fleet_capability_stons_day as formula

    given = {"aircraft": aircraft, "speed": speed, "payload": payload, "use": use, "distance": distance}
    sums = f"{aircraft:g} x {speed:g} x {payload:g} x {use:g} x {productivity:g} / {distance:g}"
    made = lambda: formula(aircraft, speed, payload, use, distance, productivity)  # noqa: E731
    _say(ctx, "fleet", {**given, "productivity": productivity}, sums, made, "st/day")


@factors.command("ton-miles")
def ton_miles(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    aircraft: Aircraft,
    speed: Speed,
    payload: Payload,
    use: Use,
    productivity: Productivity = 0.47,
) -> None:
    """Million ton-miles a day of a fleet."""
    from projection.movement.factors import fleet_capability_mtmd as formula

    given = {"aircraft": aircraft, "speed": speed, "payload": payload, "use": use, "productivity": productivity}
    sums = f"{aircraft:g} x {speed:g} x {payload:g} x {use:g} x {productivity:g} / 1,000,000"
    made = lambda: formula(aircraft, speed, payload, use, productivity)  # noqa: E731
    _say(ctx, "ton-miles", given, sums, made, "million st nm/day")


@factors.command()
def productivity(
    ctx: typer.Context,
    loaded: Annotated[float, typer.Option(min=0, help="onload to offload, nautical miles")],
    round_trip: Annotated[float, typer.Option(min=0, help="base to base, nautical miles")],
) -> None:
    """Share of the round trip that is flown loaded."""
    from projection.movement.factors import productivity_factor as formula

    given = {"loaded": loaded, "round_trip": round_trip}
    _say(ctx, "productivity", given, f"{loaded:g} / {round_trip:g}", lambda: formula(loaded, round_trip), "")


@factors.command()
def fuel(
    ctx: typer.Context,
    hours: Annotated[float, typer.Option(min=0, help="flying hours of a mission on fuel of the base")],
    burn: Annotated[float, typer.Option(min=0, help="stons burnt an hour")],
    issue: Annotated[float | None, typer.Option(min=0, help="stons that the base issues a day")] = None,
) -> None:
    """Fuel of a mission; with --issue, missions a day that a base can fuel."""
    from projection.movement.factors import fuel as burnt
    from projection.movement.factors import missions_fuelled

    given = {"hours": hours, "burn": burn, "issue": issue}
    if issue is None:
        _say(ctx, "fuel", given, f"{hours:g} x {burn:g}", lambda: burnt(hours, burn), "st")
        return
    sums = f"{issue:g} / ({hours:g} x {burn:g})"
    _say(ctx, "fuel", given, sums, lambda: missions_fuelled(issue, burnt(hours, burn)), "missions/day")


@factors.command()
def sailing(
    ctx: typer.Context,
    distance: Annotated[float, typer.Option(min=0, help="nautical miles")],
    speed: Annotated[float, typer.Option(min=0, help="knots")],
    canals: Annotated[str, typer.Option(help="hours of each canal, by ,")] = "",
) -> None:
    """Hours under way of a ship."""
    from projection.movement.factors import sailing_hours as formula

    waits = _numbers(canals)
    given = {"distance": distance, "speed": speed, "canals": waits}
    sums = " + ".join([f"{distance:g} / {speed:g}", *(f"{wait:g}" for wait in waits)])
    _say(ctx, "sailing", given, sums, lambda: formula(distance, speed, waits), "h")


def estimate(
    ctx: typer.Context,
    scenario: Annotated[str, typer.Argument(help="scenario folder, or the name of one in scenarios/")],
    plan: Annotated[Path | None, typer.Option(help="plan folder to show beside it")] = None,
) -> None:
    """Say what a planner would reckon by hand for each fleet and for all, beside a plan if one is given."""
    from projection.cli import estimate as verb

    verb.estimate(ctx.obj, scenario, plan)


def _say(  # noqa: PLR0913 - what an answer is made of
    ctx: typer.Context, name: str, given: dict[str, Any], sums: str, formula: Callable[[], float], unit: str
) -> None:
    """Print a formula with its figures, answer and source; a figure that it cannot take is a usage error."""
    try:
        answer = formula()
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    text, source = FORMULAS[name]
    days = f" = {answer / 24:,.2f} days" if unit == "h" else ""
    lines = [f"{name}: {text}", f"  = {sums}", f"  = {answer:,.2f} {unit}{days}".rstrip(), f"source: {source}"]
    data = {"name": name, "formula": text, "inputs": given, "answer": answer, "unit": unit, "source": source}
    ctx.obj.answer("\n".join(lines), data)


def _added(*hours: float) -> str:
    return " + ".join(f"{hour:g}" for hour in hours) or "0"


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",") if part.strip()]
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not numbers separated by commas") from error
