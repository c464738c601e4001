"""Cross-table checks of places, passages, links and texts, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.network.network import whole_periods
from projection.network.rows import Airfield, LandLink, Leg, Passage, Place, Seaport, Site
from projection.read.case import Case, Check
from projection.read.columns import columns
from projection.read.tables import Located, place
from projection.read.words import hidden, nearest, shown
from projection.rows import Sourced

_PLACES: tuple[type[Place], ...] = (Airfield, Seaport, Site)
_TEXTS = frozenset({"name", "description", "source", "note"})


def places_have_a_nation(case: Case) -> Iterator[Finding]:
    """The nation of a place stands in nations.csv."""
    for row_type in _PLACES:
        for found in case.rows(row_type):
            if fault := case.stranger("nation", found.row.nation):
                yield found.finding("nation", *fault)


def places_are_somewhere(case: Case) -> Iterator[Finding]:
    """No place lies at 0, 0, where forgotten coordinates fall; without geography none needs any."""
    for row_type in _PLACES if case.network.geography else ():
        for found in case.rows(row_type):
            if found.row.lat == 0 and found.row.lon == 0:
                yield found.finding("lat", "lies at latitude 0, longitude 0", "give its coordinates")


def passage_boxes_are_boxes(case: Case) -> Iterator[Finding]:
    """A passage's box has its sides in order and holds no port: a path to the port would count as through it."""
    for found in case.rows(Passage):
        row = found.row
        if row.south >= row.north:
            what = f"south {row.south:g} is not below north {row.north:g}"
            yield found.finding("south", what, "exchange SOUTH and NORTH")
        for column, side in (("west", row.west), ("east", row.east)):
            if not -180 <= side <= 180:
                yield found.finding(column, f"{side:g} is no longitude", "write -180 to 180")
        if not (0 < row.span <= 180 or row.span == 360):
            what = f"the box from {row.west:g} east to {row.east:g} spans half the world or nothing"
            yield found.finding("west", what, "exchange WEST and EAST")
            continue
        for port in case.network.seaports.values():
            east_of_west = (port.lon - row.west) % 360
            if row.south <= port.lat <= row.north and east_of_west <= row.span:
                yield found.finding("id", f"the box holds the port {port.id}", "draw the box without the port")


def links_join_two_nodes(case: Case) -> Iterator[Finding]:
    """Both ends of a link or leg are in the network and are not the same; a leg's ends are of its mode."""
    wanted = {"air": ("airfield", case.network.airfields), "sea": ("port", case.network.seaports)}
    rows: list[Located[LandLink] | Located[Leg]] = [*case.rows(LandLink), *case.rows(Leg)]
    for found in rows:
        row = found.row
        for column, end in (("from_node", row.from_node), ("to_node", row.to_node)):
            if fault := case.stranger("node", end):
                yield found.finding(column, *fault)
            elif isinstance(row, Leg) and end in case.network.places and end not in wanted[row.mode][1]:
                kind = wanted[row.mode][0]
                yield found.finding(column, f"{end} is no {kind}", f"a leg by {row.mode} joins two {kind}s")
        if row.from_node == row.to_node:
            yield found.finding("to_node", f"both ends are {row.to_node}", "name two nodes")


def legs_have_a_length(case: Case) -> Iterator[Finding]:
    """A typed leg gives its distance or its time, and its time once."""
    for found in case.rows(Leg):
        row = found.row
        if row.nm is None and row.hours is None and row.periods is None:
            yield found.finding("nm", "neither distance nor time is given", "give NM or HOURS")
        if row.hours is not None and row.periods is not None:
            yield found.finding("periods", "the time is given twice", "give HOURS or PERIODS")


def leg_capacity_is_given_once(case: Case) -> Iterator[Finding]:
    """Capacity by day or by period, not both; by period it is counted over whole days that are whole periods."""
    days, periods = whole_periods(case.network.period_h)
    for found in case.rows(Leg):
        row = found.row
        if row.missions_period is None:
            continue
        if row.missions_day is not None:
            mend = "give MISSIONS_DAY or MISSIONS_PERIOD"
            yield found.finding("missions_period", "the capacity is given twice", mend)
        elif days > 1 and periods > 1:
            what = f"{days} days are the fewest that hold whole periods: {periods} times this may start in them"
            mend = "let PERIOD_H divide 24, or be whole days, to count more closely"
            yield found.finding("missions_period", what, mend, "warning")


def explicit_networks_have_legs(case: Case) -> Iterator[Finding]:
    """A network without geography gives its legs."""
    if not case.network.geography and not case.rows(Leg) and case.sound(Leg):
        what = "holds no leg, and geography = false in network.toml"
        yield Finding(case.tables[Leg].file, what, "add the legs, or leave geography out", "warning")


def legs_stand_once(case: Case) -> Iterator[Finding]:
    """No leg is typed twice for the same mode and direction."""
    lines: dict[tuple[str, str, str], int] = {}
    for found in case.rows(Leg):
        row = found.row
        ways = [(row.mode, row.from_node, row.to_node)]
        if row.both_ways and row.from_node != row.to_node:
            ways.append((row.mode, row.to_node, row.from_node))
        first = next((lines[way] for way in ways if way in lines), None)
        if first is not None:
            what = f"the {row.mode} leg {row.from_node} to {row.to_node} stands already in line {first}"
            yield found.finding("to_node", what, "keep one, or set BOTH_WAYS to false on both")
        for way in ways:
            lines.setdefault(way, found.line)


def assumed_names_columns(case: Case) -> Iterator[Finding]:
    """ASSUMED lists columns of the row's own table."""
    for row_type in case.network_folder.tables:
        if not issubclass(row_type, Sourced):
            continue
        known = frozenset(columns(row_type))
        rows: tuple[Located[Sourced], ...] = case.rows(row_type)
        for found in rows:
            for name in found.row.assumed:
                if name not in known:
                    near = nearest(name, known)
                    mend = f"did you mean {near}?" if near else "name columns of this table by ;"
                    yield found.finding("assumed", f"{name} is no column of this table", mend, "warning")


def texts_are_plain(case: Case) -> Iterator[Finding]:
    """Texts hold only characters that print, and nothing that a spreadsheet takes for a formula."""
    for table in case.tables.values():
        for line, cells in table.cells:
            for name, text in cells.items():
                if text.isprintable() and text[0] not in "=+-@":
                    continue
                where = place(table.file, line, name)
                if not text.isprintable() and not hidden(text):
                    what = f"{shown(text)} holds a character that does not print"
                    yield Finding(where, what, "type the text anew, on one line", "warning")
                if name in _TEXTS and text[0] in "=+-@":
                    what = f"a spreadsheet takes {shown(text)} for a formula"
                    yield Finding(where, what, "begin it with a letter", "warning")


CHECKS: tuple[Check, ...] = (
    places_have_a_nation,
    places_are_somewhere,
    passage_boxes_are_boxes,
    links_join_two_nodes,
    legs_have_a_length,
    leg_capacity_is_given_once,
    explicit_networks_have_legs,
    legs_stand_once,
    assumed_names_columns,
    texts_are_plain,
)
