"""`route`: every leg of a network under a scenario, the first step of the line from tables to a plan."""

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from itertools import groupby

from projection.network.network import Network
from projection.route.air import air_legs, typed_air_legs
from projection.route.aside import sea_aside
from projection.route.borders import state_codes
from projection.route.sea import sea_legs
from projection.route.sea_typed import with_typed
from projection.route.types import AirLeg, AirWindow, Legs, Pair, SeaLeg
from projection.scenario.scenario import Scenario

RETURN_DAYS = 60
"""Days after the horizon for which windows are made, so that missions can fly home."""


def route(network: Network, scenario: Scenario) -> Legs:
    """Sea and air legs between all places of ``network``; only the typed ones when it is without geography.

    Air legs are computed once for each set of closed airspace that some flag with aircraft meets on some
    day; sea legs once, over every passage that is open on some day. The two share nothing: what is not in the
    cache is computed side by side, sea legs by a process of their own.
    """
    asked = _sea_asked(network, scenario)
    with _uncollected():
        with sea_aside(network, *asked) if network.geography else nullcontext():
            windows, air = _air(network, scenario)
        return Legs(sea=sea_between(network, *asked), air=air, windows=windows)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles: legs are a million tuples that hold none, and it takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _air(
    network: Network, scenario: Scenario
) -> tuple[dict[str, tuple[AirWindow, ...]], dict[tuple[str, ...], Mapping[Pair, AirLeg]]]:
    """Windows by flag, and air legs by closed airspace."""
    windows = {flag: air_windows(network, scenario, flag) for flag in _air_flags(network, scenario)}
    sets = sorted({window.closed for found in windows.values() for window in found})
    return windows, {closed: air_between(network, closed) for closed in sets}


def air_between(network: Network, closed: tuple[str, ...]) -> Mapping[Pair, AirLeg]:
    """Air legs round closed airspace; the typed ones alone without geography."""
    return air_legs(network, closed) if network.geography else typed_air_legs(network, {})


def sea_between(
    network: Network, ports: Sequence[str], allow: Collection[str], shut: Sequence[Collection[str]]
) -> Mapping[Pair, tuple[SeaLeg, ...]]:
    """Sea legs between ports, as `sea_legs` gives them; the typed ones alone without geography."""
    if not network.geography:
        return with_typed(network, {}, ports)
    return sea_legs(network, ports, allow=allow, shut=shut)


def air_windows(network: Network, scenario: Scenario, flag: str) -> tuple[AirWindow, ...]:
    """Runs of days, from 0 to 60 after the horizon, on which the same airspace is shut to ``flag``."""
    nations = _disputable(network, scenario)
    last = scenario.settings.horizon_days - 1 + RETURN_DAYS
    closed = [
        (day, tuple(name for name in nations if not scenario.may_overfly(network, name, flag, day)))
        for day in _air_turns(scenario)
    ]
    runs = [(next(group)[0], shut) for shut, group in groupby(closed, key=lambda item: item[1])]
    ends = [first - 1 for first, _ in runs[1:]] + [last]
    return tuple(AirWindow(first, end, shut) for (first, shut), end in zip(runs, ends, strict=True))


def _air_flags(network: Network, scenario: Scenario) -> tuple[str, ...]:
    fleets = scenario.every_fleet.values()
    return tuple(sorted({fleet.nation for fleet in fleets if fleet.lift in network.aircraft}))


def _disputable(network: Network, scenario: Scenario) -> tuple[str, ...]:
    """States whose airspace may be shut to somebody, sorted; all others are open. None without geography."""
    if not network.geography:
        return ()
    named = {row.id for row in network.nations.values() if row.airspace == "closed"}
    named |= {row.nation for row in scenario.permissions if row.thing == "overflight"}
    named |= {row.id for row in scenario.closures if row.kind == "airspace"}
    return tuple(sorted(named & set(state_codes())))


def _air_turns(scenario: Scenario) -> list[int]:
    rows = [(row.from_day, row.to_day) for row in scenario.permissions if row.thing == "overflight"]
    rows += [(row.from_day, row.to_day) for row in scenario.closures if row.kind == "airspace"]
    return _turns(rows, scenario)


def _turns(rows: Iterable[tuple[int | None, int | None]], scenario: Scenario) -> list[int]:
    """Day 0 and the days, up to 60 after the horizon, on which some row begins or has just ended, sorted."""
    last = scenario.settings.horizon_days - 1 + RETURN_DAYS
    turns = {0}
    for first, end in rows:
        turns |= {first or 0, 0 if end is None else end + 1}
    return sorted(day for day in turns if 0 <= day <= last)


def _sea_asked(network: Network, scenario: Scenario) -> tuple[tuple[str, ...], list[str], list[tuple[str, ...]]]:
    """Ports, passages allowed although shut by default, and sets of passages shut together on some day."""
    rows = [row for row in scenario.closures if row.kind == "passage"]
    opened = {row.id for row in rows if row.status == "open"}
    passages = [row for key, row in sorted(network.passages.items()) if row.open or key in opened]
    days = _turns([(row.from_day, row.to_day) for row in rows], scenario)
    sets = {
        tuple(row.id for row in passages if scenario.closed("passage", row.id, day, default=not row.open))
        for day in days
    }
    return tuple(network.seaports), allowed_passages(network, scenario), sorted(sets - {()})


def allowed_passages(network: Network, scenario: Scenario) -> list[str]:
    """Passages shut by default that may lie on a way: opened on some day, or with an open lock beside them."""
    opened = {row.id for row in scenario.closures if row.kind == "passage" and row.status == "open"}
    return sorted(
        name
        for name, row in network.passages.items()
        if not row.open and any(lock.open or lock.id in opened for lock in network.locks[name])
    )
