"""The sheets of plan.xlsx: headings with their meaning and format, and rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from projection.explore.bottlenecks import full_days
from projection.explore.limits import Limit
from projection.network.network import Network
from projection.plan.plan import TABLES, Plan, rows_of
from projection.plan.rows import MissionStop, Utilisation
from projection.read.columns import Column, columns
from projection.report.spans import spans
from projection.report.story.closing import notes, sourced
from projection.report.story.known import Known
from projection.report.story.politics import dependence
from projection.rows import Row
from projection.scenario.rows import Movement
from projection.scenario.scenario import Scenario

Format = Literal["text", "number", "whole", "day", "share", "date"]

OF_FLEETS = ("tails", "flying_hours", "quota")
"""Rules whose place is a fleet or a nation's quota."""

_NAMES = {"missions": "missions", "refused_options": "refusals", "utilisation": "use by day"}
_OPTIONAL = ("presence", "units", "supply", "coverage", "onward")
_ASKED = ("description", "role", "origin", "dest", "mode", "ald", "ead", "lad", "crd", "unit", "after", "meets")


@dataclass(frozen=True)
class Head:
    """Heading of a column: its name, what it means, and how its cells look."""

    name: str
    meaning: str
    format: Format = "text"


@dataclass(frozen=True)
class Sheet:
    """A sheet: a cell is text, a number, a date, or None for a blank."""

    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Any, ...], ...]


def sheets(plan: Plan, network: Network, scenario: Scenario) -> tuple[Sheet, ...]:
    """Every sheet in order; tables that are empty as a rule are left out when they are."""
    known = Known(plan, network, scenario, None, b"")
    tables = {name: _table(name, kind, plan) for name, kind in TABLES.items()}
    left = [table for name, table in tables.items() if name in _OPTIONAL and table.rows]
    return (
        _status(plan),
        _movements(known),
        *(tables[name] for name in ("missions", "manifests", "arrivals")),
        *left,
        _fleets(known),
        _places(known),
        *(tables[name] for name in ("utilisation", "shortfalls", "refused_options")),
        _dependence(known),
        _assumptions(known),
    )


def _head(column: Column) -> Head:
    unit = f"; {column.unit}" if column.unit else ""
    formats: Mapping[str, Format] = {"number": "number", "whole number": "whole"}
    kind = formats.get(column.kind, "text")
    if column.unit == "days after C-day":
        kind = "day"
    return Head(column.name, column.meaning + unit, kind)


def _table(name: str, kind: type[Row], plan: Plan) -> Sheet:
    heads = tuple(_head(column) for column in columns(kind).values())
    days = {"closure_day", "whole_day", "first_day", "from_day", "to_day"}
    heads = tuple(Head(head.name, head.meaning, "day") if head.name in days else head for head in heads)
    rows = tuple(tuple(getattr(row, head.name) for head in heads) for row in rows_of(kind, plan.tables[name]))
    return Sheet(_NAMES.get(name, name), heads, rows)


def _status(plan: Plan) -> Sheet:
    rows: list[tuple[Any, Any]] = []
    for key, value in plan.stamp.items():
        if isinstance(value, Mapping):
            rows += [(f"{key}.{part}", _plain(inner)) for part, inner in value.items()]
        elif key == "goals":
            rows += [(f"goal {row['goal']}", f"{row['value']}, bound {row['bound']}") for row in value]
        else:
            rows.append((key, _plain(value)))
    return Sheet("status", (Head("what", "key of plan.json"), Head("value", "as the plan says it")), tuple(rows))


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (int, float, str)) else str(value)


def _movements(known: Known) -> Sheet:
    """The movement table: what each ULN asked for, and how it ends."""
    asked_for = columns(Movement)
    shortfall = columns(TABLES["shortfalls"])
    c_day = known.scenario.settings.c_day
    end = ("status", "closure_day", "rdd", "priority")
    amounts = tuple(name for name in shortfall if name.endswith(("_stons", "_pax")))
    heads = [Head("uln", "unit line number"), Head("nation", "nation that sends it")]
    heads += [_head(shortfall[name]) for name in end]
    heads[3] = Head("closure_day", shortfall["closure_day"].meaning, "day")
    heads += [
        Head("days_late", "days from rdd to closure", "whole"),
        Head("due", "date of rdd", "date"),
        Head("closes", "date of closure", "date"),
    ]
    heads += [_head(shortfall[name]) for name in amounts]
    heads += [_head(asked_for[name]) for name in _ASKED]
    heads += [Head("lift", "types of lift that carry it, by ;"), Head("why", shortfall["why"].meaning)]
    carried = _lift_of(known.plan)
    rows = []
    for row in known.short:
        move, closed = known.scenario.movements.get(row.uln), row.closure_day
        late = None if closed is None else max(closed - row.rdd, 0)
        dates = [c_day + timedelta(days=row.rdd), None if closed is None else c_day + timedelta(days=closed)]
        cells = [row.uln, row.nation, *(getattr(row, name) for name in end), late, *dates]
        cells += [getattr(row, name) for name in amounts]
        cells += [_joined(getattr(move, name)) if move else None for name in _ASKED]
        rows.append((*cells, carried.get(row.uln, ""), row.why))
    return Sheet("movements", tuple(heads), tuple(rows))


def _joined(value: Any) -> Any:
    return ";".join(value) if isinstance(value, tuple) else value


def _lift_of(plan: Plan) -> dict[str, str]:
    lift = dict(zip(plan.tables["missions"]["mission"], plan.tables["missions"]["lift"], strict=True))
    found: dict[str, set[str]] = {}
    cargo = plan.tables["manifests"]
    for uln, mission in zip(cargo["uln"], cargo["mission"], strict=True):
        found.setdefault(str(uln), set()).add(str(lift[mission]))
    return {uln: ";".join(sorted(lifts)) for uln, lifts in found.items()}


def _fleets(known: Known) -> Sheet:
    """What each fleet is and does; those that stay at home too."""
    stops = rows_of(MissionStop, known.plan.tables["missions"])
    of_mission = {stop.mission: stop.fleet for stop in stops}
    cargo = known.plan.tables["manifests"]
    owner = cargo["mission"].map(of_mission)
    peaks, full = _peaks(known.plan), full_days(known.plan)
    heads = (
        Head("fleet", "fleet"),
        Head("lift", "lift type"),
        Head("nation", "flag"),
        Head("base", "where it is based"),
        Head("count", "tails or hulls", "whole"),
        Head("held_back", "share kept for Europe", "share"),
        Head("missions", "missions", "whole"),
        Head("tails_used", "different tails or hulls that move", "whole"),
        Head("hours", "hours under way", "number"),
        Head("stons", "cargo carried, short tons", "number"),
        Head("people", "people carried", "whole"),
        Head("peak", "most of its tails or hulls used on a day, as a share of those ready", "share"),
        Head("full_days", "days on which its tails or hulls are used to nine tenths or more", "whole"),
        Head("full_hours_days", "days on which its flying hours are", "whole"),
    )
    rows = []
    for name, fleet in known.scenario.every_fleet.items():
        own = [stop for stop in stops if stop.fleet == name]
        load = cargo[owner == name]
        limit = Limit("tails", name)
        rows.append(
            (
                *(name, fleet.lift, fleet.nation, fleet.base, fleet.count, fleet.held_back),
                len({stop.mission for stop in own}),
                len({stop.tail for stop in own}),
                sum(stop.leg_h for stop in own),
                float(load["stons"].sum()),
                float(load["pax"].sum()),
                peaks[limit][0] if limit in peaks else 0.0,
                len(full.get(limit, ())),
                len(full.get(Limit("flying_hours", name), ())),
            )
        )
    return Sheet("fleets", heads, tuple(rows))


def _peaks(plan: Plan) -> dict[Limit, tuple[float, Utilisation]]:
    """The busiest day of each limit, as a share of it; the first of equal ones."""
    out: dict[Limit, tuple[float, Utilisation]] = {}
    for row in rows_of(Utilisation, plan.tables["utilisation"]):
        part = row.used / row.limit if row.limit > 0 else float(row.used > 0)
        limit = Limit(row.rule, row.place)
        if limit not in out or part > out[limit][0] + 1e-9:
            out[limit] = (part, row)
    return out


def _places(known: Known) -> Sheet:
    """Each limit of a place or link: its busiest day, and when it is full."""
    full = full_days(known.plan)
    heads = (
        Head("place", "node, link or stock"),
        Head("name", "its name"),
        Head("rule", "what is limited there; docs/formulation.md"),
        Head("peak", "use of the busiest day as a share of the limit", "share"),
        Head("peak_day", "busiest day", "day"),
        Head("used", "used on that day, in unit", "number"),
        Head("limit", "what there is, in unit", "number"),
        Head("unit", "unit"),
        Head("full_days", "days used to nine tenths or more", "whole"),
        Head("full", "which days those are"),
    )
    rows = []
    for limit, (part, row) in sorted(_peaks(known.plan).items()):
        if limit.rule not in OF_FLEETS:
            days = full.get(limit, ())
            named = (limit.place, known.place(limit.place), limit.rule)
            rows.append((*named, part, row.day, row.used, row.limit, row.unit, len(days), spans(days, 20)))
    return Sheet("places", heads, tuple(rows))


def _dependence(known: Known) -> Sheet:
    heads = (
        Head("on", "strait, nation or flag"),
        Head("as", "what it is to the plan"),
        Head("of_stons", "share of cargo that hangs on it", "share"),
        Head("of_people", "share of people", "share"),
    )
    return Sheet("dependence", heads, tuple((one, kind, s, p) for kind, one, s, p in dependence(known)))


def _assumptions(known: Known) -> Sheet:
    """Every row of the network with its source, and every note of the scenario."""
    heads = (
        Head("table", "table of the network or of the scenario"),
        Head("row", "which row"),
        Head("verified", "whether the source was read for its defining figures"),
        Head("assumed", "columns that are a planner's assumption all the same, by ;"),
        Head("source", "where it is from, or the scenario's note"),
    )
    rows: list[tuple[Any, ...]] = []
    for table, found in sourced(known):
        rows += [_sourced(table, row) for row in found]
    rows += [(file, None, None, None, note) for file, note in notes(known)]
    return Sheet("assumptions", heads, tuple(rows))


def _sourced(table: str, row: Any) -> tuple[Any, ...]:
    given = row.model_dump()
    ends = [str(given[key]) for key in ("lift", "from_node", "to_node", "nm") if key in given]
    said = "yes" if row.verified else "no"
    return (f"{table}.csv", str(given.get("id") or " ".join(ends)), said, _joined(row.assumed), row.source)
