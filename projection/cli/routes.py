"""The verb routes: alternatives between two places, what binds and what forbids them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import typer

from projection.cli.doors import Exit
from projection.cli.manner import Manner
from projection.errors import Finding, InputError
from projection.movement.journeys import Journey, Question, journeys, open_scenario, with_closed
from projection.network.network import Network
from projection.read.find import find_network, find_scenario
from projection.read.folders import read_network, read_scenario
from projection.read.words import nearest
from projection.scenario.scenario import Scenario

DEFAULT = "europe-pacific"
_SHOWN = 8


def routes(manner: Manner, ends: tuple[str, str], asked: dict[str, Any], map_: Path | None) -> None:
    """Say the ways between two places; ``asked`` has mode, day, lift, flag, closed, scenario and network."""
    network, scenario = _world(asked["scenario"], asked["network"])
    question = _question(network, ends, asked)
    closed = [_known(name, {**network.passages, **network.nations, **network.places}) for name in asked["closed"]]
    found = journeys(network, with_closed(network, scenario, closed), question)
    if map_ is not None:
        _draw(found, map_)
    manner.answer(_text(question, found), {**question.__dict__, "journeys": [_data(row) for row in found]})
    if not any(not row.refused for row in found):
        raise typer.Exit(Exit.NO_PLAN)


def _world(scenario: str | None, network: str | None) -> tuple[Network, Scenario]:
    if scenario is None:
        rows = read_network(find_network(Path() / "scenarios" / "none", network or DEFAULT))
        return rows, open_scenario(rows)
    path = find_scenario(scenario)
    said = read_scenario(path)
    return read_network(find_network(path, network or said.settings.network)), said


def _question(network: Network, ends: tuple[str, str], asked: dict[str, Any]) -> Question:
    start, end = (_known(name, network.places) for name in ends)
    modes = [
        mode for mode, kind in (("air", network.airfields), ("sea", network.seaports)) if {start, end} <= set(kind)
    ]
    if not modes or asked["mode"] not in (None, *modes):
        kind = {"air": "airfields", "sea": "seaports", None: "airfields or both seaports"}[asked["mode"]]
        what = f"{start} and {end} are not both {kind}"
        raise InputError([Finding("routes", what, _linked(network, (start, end)))])
    kinds = network.aircraft if modes == ["air"] else network.ships
    lifts = (_known(asked["lift"], kinds),) if asked["lift"] else tuple(kinds)
    flag = _known(asked["flag"], network.nations) if asked["flag"] else network.places[start].nation
    return Question(start, end, lifts, flag, asked["day"])


def _linked(network: Network, ends: Sequence[str]) -> str:
    """Ports that inland places are linked to, since only they have routes."""
    words = []
    for place in ends:
        near = {link.to_node for link in network.land_links.values() if link.from_node == place}
        near |= {link.from_node for link in network.land_links.values() if link.to_node == place}
        if place in network.sites:
            words.append(f"{place} is linked to {', '.join(sorted(near)) or 'nothing'}")
    return "; ".join(words) or "name two airfields or two seaports"


def _known(name: str, known: Iterable[str]) -> str:
    names = {key.lower(): key for key in known}
    if name.lower() in names:
        return names[name.lower()]
    near = nearest(name, frozenset(names.values()))
    raise InputError([Finding(name, "is not known here", f"did you mean {near}?" if near else "")])


def _text(question: Question, found: Sequence[Journey]) -> str:
    lines = [f"{question.start} to {question.end}, flag {question.flag}, day {question.day}"]
    detailed = len(question.lifts) == 1
    for lift in question.lifts:
        own = [row for row in found if row.lift == lift]
        for number, row in enumerate(own[:_SHOWN], start=1):
            lines += _lines(row, number, detailed)
        if len(own) > _SHOWN:
            lines.append(f"{lift:<11} and {len(own) - _SHOWN} more; --json has all")
    if not found:
        lines.append("no way at all")
    elif not detailed:
        lines.append("--lift TYPE shows legs and limits")
    return "\n".join(lines)


def _lines(row: Journey, number: int, detailed: bool) -> list[str]:
    mark = "refused" if row.refused else "allowed"
    via = [hop.end for hop in row.hops[:-1]]
    size = f"{row.nm:>7,.0f} nm {_days(row.hours)} {row.stons:>7,.1f} st" if row.hops else "no way"
    lines = [f"{row.lift:<11} {number}  {mark}  {size}  {'via ' + ', '.join(via) if via else ''}".rstrip()]
    if detailed:
        for hop in row.hops:
            stay = f", then {hop.stay_h:.1f} h there" if hop.stay_h else ""
            over = f"; over {', '.join(hop.nations)}" if hop.nations else ""
            lines.append(f"    {hop.start} - {hop.end}: {hop.nm:,.0f} nm, {hop.hours:.1f} h{stay}{over}")
        lines += [f"    limit: {text}" for text in row.binds]
    shown = row.refused if detailed else row.refused[:1]
    return lines + [f"    refused: {text}" for text in shown]


def _days(hours: float) -> str:
    whole = round(hours)
    return f"{whole // 24:>3} d {whole % 24:>2} h"


def _data(row: Journey) -> dict[str, Any]:
    return {
        **{key: value for key, value in row.__dict__.items() if key not in ("hops", "path")},
        "allowed": bool(row.hops) and not row.refused,
        "nm": row.nm,
        "hours": row.hours,
        "hops": [hop.__dict__ for hop in row.hops],
    }


def _draw(found: Sequence[Journey], file: Path) -> None:
    """Draw each way once, whichever lift takes it."""
    from projection.maps.draw import route_map

    drawn: dict[tuple[tuple[float, float], ...], str] = {}
    for row in sorted(found, key=lambda row: (bool(row.refused), row.nm)):
        via = ", ".join(hop.end for hop in row.hops[:-1])
        mark = " (refused)" if row.refused else ""
        if row.path:
            drawn.setdefault(row.path, f"{row.nm:,.0f} nm{' via ' + via if via else ''}{mark}")
    shown = list(drawn.items())[:_SHOWN]
    if file.suffix not in (".png", ".svg"):
        raise InputError([Finding(str(file), "is neither .png nor .svg")])
    route_map([path for path, _ in shown], [label for _, label in shown], file)
