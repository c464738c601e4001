"""Cross-table checks of the requirement list, one function each."""

from collections.abc import Iterator, Sequence
from functools import cache

from projection.errors import Finding
from projection.network.rows import Aircraft, Airfield, LandLink, LiftType, Seaport, Ship, Site
from projection.read.case import Case, Check
from projection.read.tables import Located
from projection.read.words import listed
from projection.scenario.rows import Fleet, Movement
from projection.scenario.staging import Staging

_CARGO = {
    "bulk_stons": "bulk cargo",
    "over_stons": "oversize cargo",
    "out_stons": "outsize cargo",
    "nat_stons": "cargo that is not air-transportable",
    "fuel_bbl": "fuel",
    "pax": "people",
}


def movements_name_what_is_there(case: Case) -> Iterator[Finding]:
    """Nation, origin, destination and ports of a movement are in the network."""
    for found in case.rows(Movement):
        row = found.row
        if fault := case.stranger("nation", row.nation):
            yield found.finding("nation", *fault)
        if row.moves_as is not None and (fault := case.stranger("lift type", row.moves_as)):
            yield found.finding("moves_as", *fault)
        nodes = {
            "origin": (row.origin,) if row.origin else (),
            "poe": row.poe,
            "pod": row.pod,
            "dest": (row.dest,),
        }
        for column, names in nodes.items():
            for name in names:
                if fault := case.stranger("node", name):
                    yield found.finding(column, *fault)


def movements_go_somewhere(case: Case) -> Iterator[Finding]:
    """A movement ends at another place than it begins."""
    for found in case.rows(Movement):
        if found.row.origin == found.row.dest:
            mend = "name another place in DEST, or leave the movement out"
            yield found.finding("dest", f"{found.row.dest} is where it begins", mend)


def days_are_in_order(case: Case) -> Iterator[Finding]:
    """ALD <= RDD, EAD <= RDD, EAD <= LAD."""
    for found in case.rows(Movement):
        row = found.row
        if row.rdd < row.ald:
            what = f"required on day {row.rdd}, before it is available on day {row.ald}"
            yield found.finding("rdd", what, "set RDD after ALD")
        if row.ead is not None and row.ead > row.rdd:
            what = f"may arrive from day {row.ead} on, after it is required on day {row.rdd}"
            yield found.finding("ead", what, "set EAD on or before RDD")
        if row.ead is not None and row.lad is not None and row.lad < row.ead:
            what = f"latest arrival on day {row.lad} is before earliest arrival on day {row.ead}"
            yield found.finding("lad", what, "set LAD on or after EAD")


def days_are_in_the_horizon(case: Case) -> Iterator[Finding]:
    """A movement is available, and required, on a day that is planned."""
    if case.horizon is None:
        return
    last = case.horizon - 1
    mend = "raise horizon_days or leave the movement out"
    for found in case.rows(Movement):
        if found.row.ald > last:
            what = f"available on day {found.row.ald}; the last day planned is {last}"
            yield found.finding("ald", what, mend)
        elif found.row.rdd > last:
            what = f"required on day {found.row.rdd}; the last day planned is {last}"
            yield found.finding("rdd", what, mend, "warning")


def movements_carry_something(case: Case) -> Iterator[Finding]:
    """A movement has cargo or people."""
    if not case.rows(Movement) and case.sound(Movement):
        file = case.tables[Movement].file
        yield Finding(file, "holds no movement", "add a line for each unit that wants to go")
    for found in case.rows(Movement):
        if not found.row.stons and not found.row.pax:
            yield found.finding("pax", "has neither cargo nor people", "give stons by class, or pax")


def containers_hold_bulk(case: Case) -> Iterator[Finding]:
    """Containers are of bulk cargo."""
    for found in case.rows(Movement):
        if found.row.teu and not found.row.bulk_stons:
            what = f"{found.row.teu:g} containers, and no bulk cargo that goes in them"
            yield found.finding("teu", what, "give BULK_STONS, or leave TEU out")


def the_wounded_fly(case: Case) -> Iterator[Finding]:
    """Who lies is somebody, and flies in other aircraft than a unit's own."""
    for found in case.rows(Movement):
        row = found.row
        if row.lying and not row.pax:
            yield found.finding("lying", "nobody lies: it has no people", "give PAX, or leave LYING out")
        if row.lying and row.mode == "sea":
            yield found.finding("mode", "people who lie fly, and MODE is sea", "set MODE to any or air")
        if row.lying and row.moves_as is not None:
            yield found.finding("lying", "what moves itself carries no litters", "leave LYING or MOVES_AS out")


def what_cannot_fly_is_not_ordered_to(case: Case) -> Iterator[Finding]:
    """Cargo that is not air-transportable, and fuel in bulk, do not go with mode air."""
    for found in case.rows(Movement):
        if found.row.mode == "air" and found.row.nat_stons and not found.row.moves_as:
            what = f"{found.row.nat_stons:g} stons are not air-transportable, and MODE is air"
            yield found.finding("nat_stons", what, "set MODE to any, or split the movement")
        if found.row.mode == "air" and found.row.fuel_bbl:
            what = f"{found.row.fuel_bbl:g} barrels go by tanker only, and MODE is air"
            yield found.finding("fuel_bbl", what, "set MODE to any, or split the movement")


def named_ports_are_linked(case: Case) -> Iterator[Finding]:
    """A POE is its origin or linked to it, a POD is its destination or linked to it; both are ports."""
    if not case.sound(Airfield, Seaport, Site, LandLink):
        return
    for found in case.rows(Movement):
        row = found.row
        ends = (("poe", case.starts(row), row.poe), ("pod", (row.dest,), row.pod))
        for column, nodes, names in ends:
            for name in names:
                if name in case.network.sites:
                    what = f"{name} is a site, not an airfield or port"
                    yield found.finding(column, what, "name an airfield or a port")
                elif name in case.network.places and not any(
                    name == node or name in case.links.get(node, {}) for node in nodes
                ):
                    what = f"no land link joins {name} and {listed(nodes)}"
                    yield found.finding(column, what, "add one to land_links.csv or name a linked port")


def movements_have_a_way(case: Case) -> Iterator[Finding]:
    """There is a way out of the origin, a way into the destination, and a mode that both know."""
    if not case.sound(Airfield, Seaport, Site, LandLink):
        return
    there: set[tuple[object, ...]] = set()
    for found in case.rows(Movement):
        row = found.row
        ends = (row.origin, row.dest, row.poe, row.pod, row.mode, row.moves_as, row.nation)
        if row.stock or ends in there or not {row.origin, row.dest} <= case.network.places.keys():
            continue
        faults = list(_way(case, found))
        yield from faults
        if not faults:
            there.add(ends)


def _way(case: Case, found: Located[Movement]) -> Iterator[Finding]:
    row = found.row
    own = _mode(case, row.moves_as)
    by = row.mode if own == "any" else own
    wanted = {"air", "sea"} if by == "any" else {by}
    kind = {"any": "airfield or port", "air": "airfield", "sea": "port"}[by]
    ends = []
    for column, node, named, way in (("poe", row.origin, row.poe, "out of"), ("pod", row.dest, row.pod, "into")):
        modes = {mode for port in case.ports(node, named) for mode in case.modes(port)} & wanted
        if own != "any" and column == "poe":
            modes = wanted  # where it starts is asked in check_own
        ends.append(modes)
        if not modes and not any(case.stranger("node", name) for name in named):
            at = column if named else ("origin" if column == "poe" else "dest")
            what = f"no {kind} leads {way} {node}"
            yield found.finding(at, what, f"name one in {column.upper()} or add a land link to one")
    if all(ends) and not ends[0] & ends[1] and not _staged(case, row, ends):
        what = f"leaves by {listed(ends[0])} only and arrives by {listed(ends[1])} only"
        yield found.finding("mode", what, "name ports of one kind at both ends")


def _mode(case: Case, lift: str | None) -> str:
    """``air`` or ``sea`` by a lift type, ``any`` for none or one that is not known."""
    if lift in case.network.aircraft:
        return "air"
    return "sea" if lift in case.network.ships else "any"


def _staged(case: Case, row: Movement, ends: Sequence[set[str]]) -> bool:
    """Whether a staging point joins the modes at both ends of a movement."""
    points = [found.row for found in case.rows(Staging) if found.row.takes(row.nation)]
    return any(case.modes(point.node_in) & ends[0] and case.modes(point.node_out) & ends[1] for point in points)


def heavy_cargo_has_heavy_links(case: Case) -> Iterator[Finding]:
    """Outsize and not air-transportable cargo finds a heavy link at each end where it needs one."""
    if not case.sound(Airfield, Seaport, Site, LandLink):
        return
    for found in case.rows(Movement):
        row = found.row
        if not (row.out_stons or row.nat_stons):
            continue
        column = "out_stons" if row.out_stons else "nat_stons"
        for node, named in ((row.dest, row.pod), *(() if row.stock else ((row.origin, row.poe),))):
            ports = case.ports(node, named)
            links = case.links.get(node, {})
            if ports and not any(port == node or links.get(port, True) for port in ports):
                what = f"no link between {node} and {listed(ports)} takes outsize or tracked vehicles"
                yield found.finding(column, what, "mark a link HEAVY in land_links.csv", "warning")


def some_lift_takes_the_cargo(case: Case) -> Iterator[Finding]:
    """For each class of cargo there is a fleet that serves the nation and whose lift takes the class."""
    fleets = case.rows(Fleet)
    known = all(fleet.row.lift in case.network.lifts for fleet in fleets)
    if not fleets or not known or not case.sound(Aircraft, Ship, Fleet):
        return

    @cache
    def taken(nation: str, mode: str) -> frozenset[str]:
        return frozenset(column for lift in lifts_for(case, nation, mode) for column in _takes(lift))

    for found in case.rows(Movement):
        row = found.row
        for column, words in _CARGO.items():
            told = row.moves_as is not None or (row.mode == "air" and column in ("nat_stons", "fuel_bbl"))
            words = "people who lie" if column == "pax" and row.lying else words
            needs = "litters" if column == "pax" and row.lying else column
            if getattr(row, column) and needs not in taken(row.nation, row.mode) and not told:
                by = "" if row.mode == "any" else f" by {row.mode}"
                what = f"no lift that serves {row.nation}{by} takes {words}"
                yield found.finding(column, what, "add a fleet that does, or expect a shortfall", "warning")


def lifts_for(case: Case, nation: str, mode: str) -> Iterator[LiftType]:
    """Lift types of the fleets that serve a nation by a mode."""
    for fleet in case.rows(Fleet):
        lift = case.network.lifts[fleet.row.lift]
        if not {"*", nation} & set(fleet.row.serves):
            continue
        if mode == "any" or (mode == "air") == isinstance(lift, Aircraft):
            yield lift


def _takes(lift: LiftType) -> Iterator[str]:
    """Columns of a movement that a lift type can carry some of."""
    if lift.pax:
        yield "pax"
    if isinstance(lift, Aircraft):
        yield from ("litters",) if lift.litters else ()
        amounts = {"bulk_stons": lift.payload_stons, "over_stons": lift.over_stons, "out_stons": lift.out_stons}
        yield from (column for column, amount in amounts.items() if amount)
    elif lift.payload_stons and lift.berth == "roro":
        yield from (column for column in _CARGO if column not in ("pax", "fuel_bbl"))
    elif lift.berth == "container" and lift.teu:
        yield "bulk_stons"
    elif lift.berth == "tanker" and lift.fuel_bbl and lift.payload_stons:
        yield "fuel_bbl"


CHECKS: tuple[Check, ...] = (
    movements_name_what_is_there,
    movements_go_somewhere,
    days_are_in_order,
    days_are_in_the_horizon,
    movements_carry_something,
    containers_hold_bulk,
    the_wounded_fly,
    what_cannot_fly_is_not_ordered_to,
    named_ports_are_linked,
    movements_have_a_way,
    heavy_cargo_has_heavy_links,
    some_lift_takes_the_cargo,
)
