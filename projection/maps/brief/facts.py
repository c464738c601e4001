"""What the page knows of a plan: places, missions, ULNs, curves and tight places, as plain JSON data.

Every text goes through `clean`: control, format and bidirectional marks do not reach the page.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from projection.explore.explain import Explanation
from projection.maps.brief.ground import spot, track
from projection.maps.flows import closed_airspace, closed_passages, node_use
from projection.maps.panel import kind_of
from projection.network.network import Network
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Arrival, Manifest, MissionStop, Onward, Shortfall, UnitClosing, Utilisation
from projection.report.explain import names_of, sentence, wait_words
from projection.report.missions import loads_of, on_board, stops_of
from projection.report.page import clean, dated
from projection.report.spans import spans
from projection.report.summary import BUSY, summary
from projection.report.tally import KINDS, answer, cumulative, deliveries, overdue, required, standing
from projection.scenario.rows import Movement
from projection.scenario.scenario import Scenario

Facts = dict[str, Any]

WORDS = 400
"""Most characters of one text."""


def facts(
    plan: Plan, network: Network, scenario: Scenario, name: str, said: Explanation | None = None
) -> dict[str, Any]:
    """Everything that the page shows of one plan; ``name`` tells it from another one, ``said`` explains it."""
    settings = scenario.settings
    keys = sorted({str(key) for key in plan.tables["missions"]["track"] if key})
    return {
        "name": _text(name),
        "title": _text(settings.title),
        "question": _text(settings.question),
        "banner": _text(settings.banner),
        "group": dated(scenario),
        "c_day": settings.c_day.isoformat(),
        "days": settings.horizon_days,
        "answer": _text(answer(plan)),
        "standing": _text(standing(plan)),
        "stamp": f"scenario {_text(plan.stamp['scenario'])}, input {_text(plan.stamp['input_hash'])[:12]}",
        "status": _text(plan.stamp["status"]),
        "objective": plan.stamp["objective"],
        "nodes": _nodes(plan, network, scenario),
        "tracks": [track(plan.tracks.get(key, ())) for key in keys],
        "missions": _missions(plan, {key: place for place, key in enumerate(keys)}),
        "ulns": _ulns(plan, scenario, _waits(said, network)),
        "gains": None if said is None else _gains(said, network),
        "exact": said is None or said.bottlenecks.exact,
        "curves": {kind: _curve(plan, kind, settings.horizon_days) for kind in KINDS},
        "tight": _tight(plan),
        "shut": closed_airspace(network, scenario),
        "passages": _passages(network, scenario),
        "words": "\n".join(_text(line) for line in summary(plan, scenario).splitlines()),
    }


def _text(value: object) -> str:
    return clean(str(value), WORDS)


def _round(value: float) -> float | int:
    """Two decimals, and none where none are needed."""
    found = round(float(value), 2)
    return int(found) if found == int(found) else found


def _nodes(plan: Plan, network: Network, scenario: Scenario) -> list[dict[str, Any]]:
    uses = node_use(plan)
    named = set(uses) | {row.dest for row in scenario.movements.values()}
    named |= {row.origin for row in scenario.movements.values()}
    named |= {str(node) for side in ("from_node", "to_node") for node in plan.tables["onward"][side]}
    out = []
    for node in sorted(named & set(network.places)):
        row, use = network.places[node], uses.get(node)
        x, y = spot(row.lon, row.lat)
        known = {"id": node, "name": _text(row.name), "nation": row.nation, "kind": kind_of(network, node)}
        amounts = {"stons": _round(use.stons), "people": _round(use.people)} if use else {"stons": 0, "people": 0}
        out.append({**known, "x": x, "y": y, **amounts, "roles": sorted(use.roles) if use else []})
    return out


def _missions(plan: Plan, track_at: Mapping[str, int]) -> list[dict[str, Any]]:
    """Missions with stops [node, purpose, arrive_h, depart_h, track, nm, stons, people] and loads.

    Stons and people are on board when it reaches the stop; a load is [uln, cargo, poe, pod, stons, people].
    """
    cargo = loads_of(plan)
    out = []
    for name, stops in stops_of(plan).items():
        loads = cargo.get(name, [])
        first = stops[0]
        known = {"id": _text(name), "fleet": _text(first.fleet), "lift": _text(first.lift), "mode": first.mode}
        lines = [_stop(stop, aboard, track_at) for stop, aboard in zip(stops, on_board(stops, loads), strict=True)]
        extra = {
            "nation": first.nation,
            "tail": first.tail,
            "stops": lines,
            "loads": [_load(row) for row in loads],
        }
        out.append({**known, **extra})
    return out


def _stop(stop: MissionStop, aboard: tuple[float, float], track_at: Mapping[str, int]) -> list[Any]:
    at = track_at[stop.track] if stop.track else -1
    hours = [_round(stop.arrive_h), _round(stop.depart_h)]
    return [stop.node, stop.purpose, *hours, at, round(stop.leg_nm), _round(aboard[0]), _round(aboard[1])]


def _load(row: Manifest) -> list[Any]:
    return [_text(row.uln), row.cargo, row.poe, row.pod, _round(row.stons), _round(row.pax)]


def _gains(said: Explanation, network: Network) -> list[str]:
    """What one unit more of each limit gives that was tried, the most first."""
    names = names_of(network)
    return [_text(sentence(row, names)) for row in said.bottlenecks.rows if row.confirmed is not None]


def _waits(said: Explanation | None, network: Network) -> dict[str, list[str]]:
    """What each late or short ULN waited for."""
    names = names_of(network)
    rows = said.chains if said else ()
    return {row.uln: [_text(wait_words(wait, row.uln, names)) for wait in row.waits] for row in rows}


def _ulns(plan: Plan, scenario: Scenario, waits: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    came: dict[str, dict[tuple[int, str, str], list[float]]] = {}
    for row in rows_of(Arrival, plan.tables["arrivals"]):
        total = came.setdefault(row.uln, {}).setdefault((row.day, row.node, row.role), [0.0, 0.0])
        total[row.cargo == "pax"] += row.amount
    went: dict[str, dict[tuple[int, int, str, str], list[float]]] = {}
    for move in rows_of(Onward, plan.tables["onward"]):
        key = (move.leave_day, move.reach_day, move.from_node, move.to_node)
        total = went.setdefault(move.uln, {}).setdefault(key, [0.0, 0.0])
        total[move.cargo == "pax"] += move.amount
    whole = {row.unit: row for row in rows_of(UnitClosing, plan.tables["units"])}
    out = []
    for short in rows_of(Shortfall, plan.tables["shortfalls"]):
        asked = scenario.movements.get(short.uln)
        lines = {"came": _sorted(came.get(short.uln, {})), "went": _sorted(went.get(short.uln, {}))}
        why = {"waits": waits.get(short.uln, [])}
        out.append({**_closing(short), **(_asked(asked, whole) if asked else {}), **lines, **why})
    return out


def _sorted(sums: Mapping[tuple[Any, ...], Sequence[float]]) -> list[list[Any]]:
    return [[*key, _round(amount[0]), _round(amount[1])] for key, amount in sorted(sums.items())]


def _closing(row: Shortfall) -> dict[str, Any]:
    stons = [_round(row.delivered_stons), _round(row.required_stons)]
    people = [_round(row.delivered_pax), _round(row.required_pax)]
    known = {"id": _text(row.uln), "nation": row.nation, "priority": row.priority, "rdd": row.rdd}
    end = {"closes": row.closure_day, "status": row.status, "why": _text(row.why)}
    return {**known, "stons": stons, "people": people, **end}


def _asked(row: Movement, whole: Mapping[str, UnitClosing]) -> dict[str, Any]:
    unit = whole.get(row.unit or "")
    when = "never whole" if unit is None or unit.whole_day is None else f"whole on C+{unit.whole_day}"
    return {
        "what": _text(row.description),
        "role": row.role,
        "origin": row.origin,
        "dest": row.dest,
        "ald": row.ald,
        "unit": row.unit or "",
        "whole": when if unit else "",
        "feeds": row.feeds or "",
    }


def _curve(plan: Plan, kind: str, days: int) -> dict[str, list[int]]:
    """Sums by the end of each day: due, overdue, and what each mode delivered."""
    table = deliveries(plan)
    of_kind = table[table["kind"] == kind]
    lines = {"due": required(plan, kind, days), "overdue": overdue(plan, table, kind, days)}
    for mode in ("sea", "air", "land"):
        lines[mode] = cumulative(of_kind[of_kind["mode"] == mode], days)
    return {name: np.rint(values).astype(int).tolist() for name, values in lines.items()}


def _tight(plan: Plan) -> list[dict[str, Any]]:
    """For each place and rule: its worst day and the days on which it is busy; the busiest first.

    What moves itself is left out: its own lift is always full.
    """
    found: dict[tuple[str, str], list[Utilisation]] = {}
    for row in rows_of(Utilisation, plan.tables["utilisation"]):
        if row.used > 1e-9 and not row.place.startswith("own~"):
            found.setdefault((row.place, row.rule), []).append(row)
    out = []
    for (place, rule), rows in found.items():
        worst = max(rows, key=lambda row: (_share(row), -row.day))
        busy = sorted(row.day for row in rows if row.used >= BUSY * row.limit)
        known = {"place": _text(place), "rule": rule, "busy": len(busy), "when": spans(busy) if busy else ""}
        peak = {"day": worst.day, "used": _round(worst.used), "limit": _round(worst.limit), "unit": worst.unit}
        out.append({**known, **peak})
    return sorted(out, key=lambda row: (-row["busy"], row["place"], row["rule"]))


def _share(row: Utilisation) -> float:
    return row.used / row.limit if row.limit > 0 else float("inf")


def _passages(network: Network, scenario: Scenario) -> list[dict[str, Any]]:
    """Passages that are shut or slowed, with their place on the plane and the days in words."""
    out = []
    for key, words in closed_passages(network, scenario).items():
        row = network.passages[key]
        east = row.east + 360 if row.east < row.west else row.east
        x, y = spot((row.west + east) / 2, (row.south + row.north) / 2)
        out.append({"name": _text(row.name), "words": words, "x": x, "y": y})
    return out
