"""Cross-table checks of ULNs that move themselves, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.rows import Aircraft, Airfield, Seaport, Ship
from projection.read.case import Case, Check
from projection.scenario.own import own_fleet, start
from projection.scenario.rows import Fleet, Movement


def pieces_belong_to_what_moves_itself(case: Case) -> Iterator[Finding]:
    """Only a ULN with MOVES_AS has pieces."""
    for found in case.rows(Movement):
        if found.row.moves_as is None and found.row.pieces > 1:
            what = f"{found.row.pieces} pieces have no effect without MOVES_AS"
            yield found.finding("pieces", what, "name their lift type in MOVES_AS, or leave PIECES out")


def what_moves_itself_starts_where_it_can(case: Case) -> Iterator[Finding]:
    """Aircraft start from an airfield, ships from a port: one POE, or the origin; and MODE lets them."""
    if not case.sound(Aircraft, Ship, Airfield, Seaport):
        return
    for found in case.rows(Movement):
        row, network = found.row, case.network
        if row.moves_as is None or row.moves_as not in network.lifts:
            continue
        kind, mode, places = (
            ("airfield", "air", network.airfields)
            if row.moves_as in network.aircraft
            else ("port", "sea", network.seaports)
        )
        column = "poe" if row.poe else "origin"
        if row.stock:
            yield found.finding("stock", "what moves itself is drawn from no stock", "leave STOCK out")
        if not start(row):
            yield found.finding(
                "origin", "what moves itself starts nowhere", f"name an {kind}" if mode == "air" else "name a port"
            )
        elif len(row.poe) > 1:
            what = f"names {len(row.poe)} places, and what moves itself starts from one"
            yield found.finding("poe", what, "keep the one where it stands")
        elif start(row) in network.places and start(row) not in places:
            what = f"{start(row)} is no {kind}, where {row.moves_as} could start"
            yield found.finding(column, what, f"name an {kind} in POE" if mode == "air" else "name a port in POE")
        if row.mode not in ("any", mode):
            what = f"is {row.mode}, and {row.moves_as} goes by {mode}"
            yield found.finding("mode", what, f"set MODE to {mode} or any")


def own_names_are_free(case: Case) -> Iterator[Finding]:
    """No fleet has the name that the lift of a ULN that moves itself gets."""
    own = {own_fleet(found.row).id for found in case.rows(Movement) if found.row.moves_as is not None}
    for found in case.rows(Fleet):
        if found.row.id in own:
            what = f"{found.row.id} is the name of the ULN's own lift"
            yield found.finding("id", what, "give the fleet another name")


CHECKS: tuple[Check, ...] = (
    pieces_belong_to_what_moves_itself,
    what_moves_itself_starts_where_it_can,
    own_names_are_free,
)
