"""Cross-table checks of lift types and fleets, one function each."""

import math
from collections.abc import Iterator
from itertools import pairwise

from projection.errors import Finding
from projection.network.rows import Aircraft, Airfield, PayloadRange, Seaport, Ship
from projection.read.case import Case, Check
from projection.read.tables import Located
from projection.scenario.lift import Recall
from projection.scenario.rows import Fleet


def fleets_name_what_is_there(case: Case) -> Iterator[Finding]:
    """Lift type, flag, base and served nations of a fleet are in the network."""
    for found in case.rows(Fleet):
        row = found.row
        if fault := case.stranger("lift type", row.lift):
            yield found.finding("lift", *fault)
        if fault := case.stranger("nation", row.nation):
            yield found.finding("nation", *fault)
        if fault := case.stranger("node", row.base):
            yield found.finding("base", *fault)
        for name in row.serves:
            if name != "*" and (fault := case.stranger("nation", name)):
                yield found.finding("serves", *fault)


def fleets_stand_on_their_kind_of_base(case: Case) -> Iterator[Finding]:
    """Aircraft are based on an airfield, ships in a port."""
    for found in case.rows(Fleet):
        base, network = found.row.base, case.network
        if base not in network.places:
            continue
        if found.row.lift in network.aircraft and base not in network.airfields:
            what = f"{found.row.lift} is an aircraft and {base} is no airfield"
            yield found.finding("base", what, "name an airfield")
        elif found.row.lift in network.ships and base not in network.seaports:
            yield found.finding("base", f"{found.row.lift} is a ship and {base} is no port", "name a port")


def fleets_have_whole_tails(case: Case) -> Iterator[Finding]:
    """After what is held back and in reserve, at least one tail or hull is left."""
    if not case.rows(Fleet) and case.sound(Fleet):
        file = case.tables[Fleet].file
        yield Finding(file, "holds no fleet, so that nothing can move", "add fleets", "warning")
    for found in case.rows(Fleet):
        row = found.row
        usable = row.count * (1 - row.held_back) * (1 - row.reserve)
        joins = any(other.row.count and row.id in other.row.fleets for other in case.rows(Recall))
        if math.floor(usable + 1e-9) < 1 and not joins:
            what = f"{usable:.2g} of {row.count} are left, which is no whole tail or hull"
            yield found.finding("count", what, "lower HELD_BACK or RESERVE, or leave it out", "warning")


def fleet_days_are_in_order(case: Case) -> Iterator[Finding]:
    """A fleet is ready before it leaves, and within the horizon."""
    for found in case.rows(Fleet):
        row = found.row
        if row.until is not None and row.until < row.ready:
            what = f"leaves on day {row.until}, before it is ready on day {row.ready}"
            yield found.finding("until", what, "set UNTIL after READY")
        if case.horizon is not None and row.ready >= case.horizon:
            what = f"is ready on day {row.ready}; the last day planned is {case.horizon - 1}"
            yield found.finding("ready", what, "raise horizon_days or leave the fleet out", "warning")


def fleets_that_refuel_are_tankers(case: Case) -> Iterator[Finding]:
    """Only a type that can give fuel refuels others."""
    for found in case.rows(Fleet):
        lift = found.row.lift
        if not found.row.refuels or lift not in case.network.lifts:
            continue
        if lift not in case.network.aircraft or case.network.aircraft[lift].offload_fuel_stons <= 0:
            what = f"{lift} has no fuel to give in the air"
            yield found.finding("refuels", what, "set REFUELS false, or OFFLOAD_FUEL_STONS of the type")


def fleets_that_call_at_two_ports_are_ships(case: Case) -> Iterator[Finding]:
    """Only ships load or discharge at two ports."""
    for found in case.rows(Fleet):
        if found.row.two_ports and found.row.lift in case.network.aircraft:
            what = f"{found.row.lift} is an aircraft, which loads and unloads at one airfield"
            yield found.finding("two_ports", what, "set TWO_PORTS false")


def aircraft_fit_some_runway(case: Case) -> Iterator[Finding]:
    """Each type of aircraft finds an airfield that is long enough, and paved when it must be."""
    if not case.sound(Airfield):
        return
    for found in case.rows(Aircraft):
        row = found.row
        fields = case.network.airfields.values()
        if not any(field.runway_ft >= row.runway_ft and (field.paved or not row.paved_only) for field in fields):
            what = f"fits no runway of the network: needs {row.runway_ft:g} ft"
            yield found.finding("runway_ft", what, "correct it, or add an airfield that takes the type")


def aircraft_capacities_nest(case: Case) -> Iterator[Finding]:
    """Outsize <= oversize <= payload."""
    for found in case.rows(Aircraft):
        row = found.row
        if row.over_stons > row.payload_stons:
            what = f"{row.over_stons:g} is more than PAYLOAD_STONS {row.payload_stons:g}"
            yield found.finding("over_stons", what, "capacities nest: outsize <= oversize <= payload")
        if row.out_stons > row.over_stons:
            what = f"{row.out_stons:g} is more than OVER_STONS {row.over_stons:g}"
            yield found.finding("out_stons", what, "capacities nest: outsize <= oversize <= payload")
        if row.litter_seats and not row.litters:
            what = f"litters take {row.litter_seats:g} seats each, and it has none"
            yield found.finding("litter_seats", what, "give LITTERS, or leave LITTER_SEATS out")


def payload_falls_with_distance(case: Case) -> Iterator[Finding]:
    """The points of a type are of an aircraft, one for each distance, and its payload falls with distance."""
    points: dict[str, list[Located[PayloadRange]]] = {}
    for found in case.rows(PayloadRange):
        if fault := case.stranger("aircraft type", found.row.lift):
            yield found.finding("lift", *fault)
        points.setdefault(found.row.lift, []).append(found)
    for lift in points.values():
        lift.sort(key=lambda found: (found.row.nm, found.line))
        for near, far in pairwise(lift):
            if near.row.nm == far.row.nm:
                what = f"{far.row.nm:g} nm stands already in line {near.line}"
                yield far.finding("nm", what, "keep one point for each distance")
            elif far.row.stons > near.row.stons:
                what = f"{far.row.stons:g} stons over {far.row.nm:g} nm is more than over {near.row.nm:g} nm"
                yield far.finding("stons", what, f"payload falls with distance; see line {near.line}")


def ships_find_a_berth(case: Case) -> Iterator[Finding]:
    """Each type of ship finds a port with a berth of its kind."""
    if not case.sound(Seaport):
        return
    for found in case.rows(Ship):
        column = f"berths_{found.row.berth}"
        if not any(getattr(port, column) for port in case.network.seaports.values()):
            what = f"no port of the network has a {found.row.berth} berth"
            yield found.finding("berth", what, f"give a port {column.upper()} in seaports.csv")


def ports_fit_some_ship(case: Case) -> Iterator[Finding]:
    """Each port takes some type of ship in draft, beam and length."""
    if not case.sound(Ship) or not case.network.ships:
        return
    ships = case.network.ships.values()
    for found in case.rows(Seaport):
        limits = {column: getattr(found.row, column) for column in ("draft_m", "beam_m", "loa_m")}
        given = {column: limit for column, limit in limits.items() if limit is not None}
        if any(all(getattr(ship, column) <= limit for column, limit in given.items()) for ship in ships):
            continue
        for column, limit in given.items():
            least = min(getattr(ship, column) for ship in ships)
            if least > limit:
                what = f"{limit:g} m takes no ship: the least of them needs {least:g} m"
                yield found.finding(column, what, "correct it, or add a smaller ship", "warning")
                break
        else:
            what = "draft, beam and length together take no ship"
            yield found.finding("draft_m", what, "correct them, or add a smaller ship", "warning")


CHECKS: tuple[Check, ...] = (
    fleets_name_what_is_there,
    fleets_stand_on_their_kind_of_base,
    fleets_have_whole_tails,
    fleet_days_are_in_order,
    fleets_that_refuel_are_tankers,
    fleets_that_call_at_two_ports_are_ships,
    aircraft_fit_some_runway,
    aircraft_capacities_nest,
    payload_falls_with_distance,
    ships_find_a_berth,
    ports_fit_some_ship,
)
