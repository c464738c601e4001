"""What places, passages and typed legs can take in a day, after what others take."""

from collections.abc import Mapping

from projection.movement.options import leg_name, whole_berths
from projection.network.network import Network
from projection.network.rows import Airfield, Berth, Seaport
from projection.scenario.rows import Rules
from projection.scenario.scenario import Scenario

BERTHS: Mapping[str, Berth] = {
    "berths_roro": "roro",
    "berths_container": "container",
    "berths_tanker": "tanker",
}
"""Rules of berths, one for each kind."""


def place_limits(network: Network, scenario: Scenario) -> dict[tuple[str, str], float]:
    """Daily limit of each (rule, place) as a rule: after the network's share for others."""
    rules = scenario.settings.rules
    limits: dict[tuple[str, str], float] = {}
    for place in _places(network).values():
        limits |= _limits(place, rules, place.taken)
        if place.storage_stons is not None:
            limits["storage", place.id] = place.storage_stons
    limits |= {("transits", name): float(most) for name, most in transit_limits(network, scenario).items()}
    for ends, (most, _) in network.leg_limits.items():
        limits["leg_capacity", leg_name(*ends)] = float(most)
    return dict(sorted(limits.items()))


def run_days(network: Network) -> dict[tuple[str, str], int]:
    """Days for which the limit of a (rule, place) holds together, where that is not each day."""
    limits = network.leg_limits.items()
    return {("leg_capacity", leg_name(*ends)): days for ends, (_, days) in limits if days > 1}


def day_limits(network: Network, scenario: Scenario) -> dict[tuple[str, str, int], float]:
    """Limit of each (rule, place, day) on days with another share for others (shares.csv)."""
    rules = scenario.settings.rules
    places = _places(network)
    limits: dict[tuple[str, str, int], float] = {}
    for name in sorted({row.place for row in scenario.shares}):
        for day in range(scenario.settings.horizon_days):
            taken = scenario.taken(places[name], day)
            if taken != places[name].taken:
                of_day = _limits(places[name], rules, taken)
                limits |= {(rule, place, day): limit for (rule, place), limit in of_day.items()}
    for name, most in transit_limits(network, scenario).items():
        for day in range(scenario.settings.horizon_days):
            ships = ships_let_in(network, scenario, name, day)
            if ships is not None and ships != most:
                limits["transits", name, day] = float(ships)
    return dict(sorted(limits.items()))


def ships_let_in(network: Network, scenario: Scenario, passage: str, day: int) -> int | None:
    """Ships that a passage lets in on a day, alone or in convoy; None without a limit."""
    alone = network.passages[passage].ships_day
    convoys = scenario.convoys_on(passage, day)
    most = [row.ships for row in convoys or () if row.ships is not None]
    if convoys is None or (convoys and len(most) < len(convoys)):
        return alone
    return sum(most) if alone is None else min(sum(most), alone)


def transit_limits(network: Network, scenario: Scenario) -> dict[str, int]:
    """Passages that let in so many ships a day; where ships go in convoy, in the largest of them."""
    days = range(scenario.settings.horizon_days)
    found = {}
    for name, row in network.passages.items():
        if not any(convoy.passage == name and convoy.ships is not None for convoy in scenario.convoys):
            most = row.ships_day
        else:
            most = max((ships for day in days if (ships := ships_let_in(network, scenario, name, day))), default=0)
        if most is not None:
            found[name] = most
    return found


def _places(network: Network) -> dict[str, Airfield | Seaport]:
    return {**network.airfields, **network.seaports}


def _limits(place: Airfield | Seaport, rules: Rules, taken: float) -> dict[tuple[str, str], float]:
    left = 1 - taken
    if isinstance(place, Airfield):
        return {
            ("working", place.id): place.mog_working * place.open_h * rules.queue_efficiency * left,
            ("parking", place.id): place.mog_parking * 24 * left,
            ("fuel", place.id): place.fuel_stons_day * left,
        }
    berths = {(rule, place.id): float(whole_berths(place, kind, taken)) for rule, kind in BERTHS.items()}
    return {**berths, ("handling", place.id): place.stons_day * left}
