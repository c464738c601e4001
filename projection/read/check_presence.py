"""Cross-table checks of stations to be held, one function each."""

from collections.abc import Iterator

from projection.errors import Finding
from projection.read.case import Case, Check
from projection.read.words import nearest
from projection.scenario.presence import Station
from projection.scenario.rows import Fleet


def stations_name_what_is_there(case: Case) -> Iterator[Finding]:
    """A station is held from an airfield or port of the network, by known lift or fleets, of known nations."""
    fleets = frozenset(name for _, name in case.tables[Fleet].column("id"))
    for found in case.rows(Station):
        row = found.row
        if fault := case.stranger("node", row.node):
            yield found.finding("node", *fault)
        elif row.node in case.network.sites:
            what = f"{row.node} is a site, from where no ship or aircraft holds anything"
            yield found.finding("node", what, "name an airfield or port")
        for name in row.lift:
            if name not in fleets and case.tables[Fleet].whole and case.stranger("lift type", name):
                near = nearest(name, fleets | frozenset(case.network.lifts))
                mend = f"did you mean {near}?" if near else "name a fleet or a lift type"
                yield found.finding("lift", f"{name} is no fleet and no lift type", mend)
        for name in row.nations:
            if name != "*" and (fault := case.stranger("nation", name)):
                yield found.finding("nations", *fault)


def station_days_are_in_order(case: Case) -> Iterator[Finding]:
    """A station ends after it begins, and begins within the days planned."""
    for found in case.rows(Station):
        first, last = found.row.from_day, found.row.to_day
        if last is not None and last < first:
            what = f"wanted until day {last}, before it begins on day {first}"
            yield found.finding("to_day", what, "set TO_DAY on or after FROM_DAY")
        if case.horizon is not None and first >= case.horizon:
            what = f"wanted from day {first} on; the last day planned is {case.horizon - 1}"
            yield found.finding("from_day", what, "raise horizon_days or leave the station out", "warning")


def stations_find_a_fleet(case: Case) -> Iterator[Finding]:
    """Some fleet may hold each station, and goes by air or sea as its node does."""
    if not case.sound(Fleet):
        return
    for found in case.rows(Station):
        row, modes = found.row, case.modes(found.row.node)
        holders = [one.row for one in case.rows(Fleet) if row.held_by(one.row.id, one.row.lift, one.row.nation)]
        if any(name != "*" and case.stranger("nation", name) for name in row.nations):
            continue
        if not modes or any(case.stranger("lift type", name) and not holders for name in row.lift):
            continue
        mode = {True: "air", False: "sea"}
        if not any(mode[one.lift in case.network.aircraft] in modes for one in holders):
            what = (
                f"no fleet of {' or '.join(row.lift)} can hold it from {row.node}: every day of it will be missed"
            )
            yield found.finding("lift", what, "add a fleet, or name other LIFT, NATIONS or NODE", "warning")


CHECKS: tuple[Check, ...] = (
    stations_name_what_is_there,
    station_days_are_in_order,
    stations_find_a_fleet,
)
