"""What nations must agree to before a mission may be launched, as (rule, reason, launch days) in turn."""

from collections.abc import Callable, Iterator, Sequence

from projection.movement.access import Access, Mask
from projection.movement.timeline import Stop
from projection.scenario.own import OwnFleet
from projection.scenario.rows import Fleet
from projection.units import day_in

OWN = ("position", "refuel", "return")
"""Purposes of stops for which no place is asked: the fleet's own base, and the air."""
Condition = tuple[str, str, Mask]


def release_conditions(
    access: Access, fleet: Fleet, stops: Sequence[Stop], offset: int, horizon: int
) -> Iterator[Condition]:
    """The flag releases its lift on the day of launch; or its forces, when they move themselves."""
    if not isinstance(fleet, OwnFleet):
        yield from lift_conditions(access, fleet.nation, stops, offset, horizon)
        return
    uln, flag = fleet.uln, fleet.nation
    yield from decided(
        access,
        ("forces", flag, f"{flag} does not let its forces go"),
        lambda one: one.shifted(one.leaves(uln), offset, horizon),
    )


def lift_conditions(
    access: Access, flag: str, stops: Sequence[Stop], offset: int, horizon: int
) -> Iterator[Condition]:
    """The flag releases its lift on the day of launch, and its yes reaches every place on the way."""
    yield from decided(
        access,
        ("lift", flag, f"{flag} does not release its lift"),
        lambda one: one.shifted(one.lift(flag), offset, horizon),
    )
    places = access.network.places
    for owner in sorted({places[stop.node].nation for stop in stops if stop.purpose not in OWN}):
        if access.bars_lift(flag, owner).any():
            reason = f"{flag} bars its lift from places of {owner}"
            yield "bars", reason, access.shifted(~access.bars_lift(flag, owner), offset, horizon)


def place_conditions(access: Access, flag: str, stop: Stop, loaded: bool, horizon: int) -> Iterator[Condition]:
    """The owner of a stop lets the flag use it, and what it carries pass, on arrival and on departure."""
    owner = access.network.places[stop.node].nation
    words = ("bases", owner, f"{owner} does not let {flag} use {stop.node}")
    yield from decided(access, words, lambda one: _about(one, one.base(stop.node, flag), stop, horizon))
    if loaded and not access.passes(stop.node).all():
        passes = _about(access, access.passes(stop.node), stop, horizon)
        yield "transit", f"{owner} does not let the cargo pass {stop.node}", passes


def decided(access: Access, words: tuple[str, str, str], days: Callable[[Access], Mask]) -> Iterator[Condition]:
    """What a nation says, apart from the days on which it would say yes but has not decided yet.

    ``words`` are rule, nation and what it does not do.
    """
    rule, nation, reason = words
    may = days(access)
    if access.at_once is not access:
        yield rule, f"{nation} has not decided yet", may | ~days(access.at_once)
    yield rule, reason, may


def loaded_stops(stops: Sequence[Stop]) -> range:
    """Places of the stops at which cargo is aboard, POE and POD included; none for a tanker."""
    purposes = [stop.purpose for stop in stops]
    return range(purposes.index("onload"), purposes.index("offload") + 1) if "onload" in purposes else range(0)


def _about(access: Access, mask: Mask, stop: Stop, horizon: int) -> Mask:
    """Launch days on which a place says yes on arrival and on departure."""
    ok: Mask = access.shifted(mask, day_in(stop.arrive_h), horizon)
    return ok & access.shifted(mask, day_in(stop.depart_h), horizon)
