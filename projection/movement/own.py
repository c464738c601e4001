"""ULNs that move themselves: their own lift as options that carry nothing but an equal share of the ULN."""

from dataclasses import replace

from projection.movement.land import amounts
from projection.movement.options import Option, Payload
from projection.network.network import Network
from projection.network.rows import PayloadRange
from projection.scenario.rows import Movement

FLIGHT = 6
"""Receivers that one tanker serves in its hour on station: planner's assumption, ten minutes each."""


def share(movement: Movement) -> Payload:
    """What each piece of a ULN that moves itself carries: the amount of every class by the number of pieces."""
    part = {cargo: amount / movement.pieces for cargo, amount in amounts(movement).items()}
    nat = part.get("nat", 0.0)
    out = part.get("out", 0.0) + nat
    over = part.get("over", 0.0) + out
    return Payload(part.get("bulk", 0.0) + over, over, out, nat, part.get("pax", 0.0), fuel=part.get("fuel", 0.0))


def own_network(network: Network, movement: Movement) -> Network:
    """The network with the ULN's type of aircraft as it flies then: with its share, up to its ferry range."""
    aircraft = network.aircraft.get(movement.moves_as or "")
    if aircraft is None:
        return network
    stons = share(movement).cargo
    own = aircraft.model_copy(update={"payload_stons": stons, "pax": 1})
    points = [row for row in network.payload_range if row.lift != aircraft.id]
    flat = PayloadRange(
        lift=aircraft.id, nm=aircraft.ferry_nm, stons=stons, source="share of the ULN", verified=False
    )
    return replace(network, aircraft={**network.aircraft, aircraft.id: own}, payload_range=(*points, flat))


def as_own(option: Option, movement: Movement) -> Option:
    """An option of a ULN's own lift: it carries its share of that ULN, and does not come back."""
    return replace(option, uln=movement.uln, payload=share(movement))


def flight_sizes(pieces: int, receivers: int) -> tuple[int, ...]:
    """Sizes of flights of ``pieces`` aircraft when a sortie fuels ``receivers``: whole flights, and the rest."""
    most = min(pieces, receivers, FLIGHT)
    return tuple(sorted({most, pieces % most} - {0}, reverse=True)) if most > 0 else ()
