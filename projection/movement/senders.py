"""Whom lift may carry for: options for each kind of sender that permissions tell apart; equal missions are one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from projection.movement.access import Access, Sender
from projection.movement.options import Option
from projection.movement.refusals import Refusal, Refusals
from projection.network.network import Network
from projection.scenario.rows import Permission
from projection.scenario.scenario import Scenario

Senders = tuple[Sender, ...]
Make = Callable[[Access, Refusals], list[Option]]


def options_for_all(network: Network, scenario: Scenario, make: Make, refusals: Refusals) -> list[Option]:
    """Options that ``make`` finds for each kind of sender; each mission on each day is offered once.

    A mission may carry together what is allowed on it each for itself.
    """
    kinds = senders(scenario)
    if len(kinds) < 2:
        return make(Access(network, scenario, *(kind[0] for kind in kinds)), refusals)
    made, told = [], []
    for kind in kinds:
        own = Refusals()
        made.append(make(Access(network, scenario, kind[0]), own))
        told.append(own.found)
    for kind, found in zip(kinds, told, strict=True):
        refusals.found |= {row if all(row in other for other in told) else _said(row, kind) for row in found}
    return _merged(kinds, made)


def senders(scenario: Scenario) -> list[Senders]:
    """Nations and roles of the movements, those together that every permission row treats alike."""
    kinds: dict[tuple[object, ...], list[Sender]] = {}
    rows = [row for row in scenario.permissions if row.thing in ("lift", "bases", "transit")]
    for sender in sorted({(row.nation, row.role) for row in scenario.movements.values()}):
        key = tuple(_treats(row, sender) for row in rows)
        kinds.setdefault(key, []).append(sender)
    return [tuple(found) for found in kinds.values()]


def _treats(row: Permission, sender: Sender) -> tuple[str, str]:
    nation, role = sender
    own = "own" if nation == row.nation else "named" if nation in row.to else "*" if "*" in row.to else ""
    return own if row.thing == "transit" else "", role if role in row.roles else "*" if "*" in row.roles else ""


def _said(row: Refusal, kind: Senders) -> Refusal:
    roles = ", ".join(sorted({role for _, role in kind}))
    return replace(row, reason=f"{row.reason} (with {roles} of {', '.join(sorted({name for name, _ in kind}))})")


def _merged(kinds: Sequence[Senders], made: Sequence[Iterable[Option]]) -> list[Option]:
    """Each mission with the days on which it may carry for the same kinds of sender."""
    days: dict[Option, dict[int, list[int]]] = {}
    for number, options in enumerate(made):
        for option in options:
            by_day = days.setdefault(replace(option, launches=()), {})
            for day in option.launches:
                by_day.setdefault(day, []).append(number)
    merged = []
    for option, by_day in days.items():
        launches: dict[tuple[int, ...], list[int]] = {}
        for day, numbers in sorted(by_day.items()):
            launches.setdefault(tuple(numbers), []).append(day)
        for allowed, found in launches.items():
            carries = tuple(sorted(sender for number in allowed for sender in kinds[number]))
            merged.append(replace(option, launches=tuple(found), carries=carries))
    return merged
