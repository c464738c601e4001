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
    for name, passage in network.passages.items():
        if passage.ships_day is not None:
            limits["transits", name] = float(passage.ships_day)
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
    return dict(sorted(limits.items()))


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
