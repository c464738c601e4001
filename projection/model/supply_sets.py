"""Index sets of accounts of supply: the days that matter, and what arrives in between."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from projection.movement.accounts import Account
from projection.movement.deliveries import delivered_by_day
from projection.movement.instance import Instance, Load, Move

Flows = Mapping[int, tuple[Load | Move, ...]]
Key = tuple[str, int]
"""a, d."""


@dataclass(frozen=True)
class SupplySets:
    """Rows of accounts: ``before`` the day of the row before (None = the first), in order.

    ``fed`` what was delivered to the account since then, and ``came`` who came to use it, each ston or person with
    its share of all who do; both by the end of the day before.
    """

    before: Mapping[Key, int | None]
    fed: Mapping[Key, tuple[Load | Move, ...]]
    came: Mapping[Key, tuple[tuple[Load | Move, float], ...]]
    floor: tuple[Key, ...]
    fair: tuple[tuple[str, str], ...]


def supply_sets(instance: Instance) -> SupplySets:
    """Every day of use of every account; of one that units use, only those after some of them can be there."""
    accounts = instance.accounts.values()
    ulns = {uln for account in accounts for uln in (*account.units, *account.feeders)}
    there = _by_group(instance, ulns) if ulns else {}
    before: dict[Key, int | None] = {}
    fed: dict[Key, tuple[Load | Move, ...]] = {}
    came: dict[Key, tuple[tuple[Load | Move, float], ...]] = {}
    for account in accounts:
        days = _days(account, there)
        for last, day in pairwise((None, *days)):
            assert day is not None, "only the first has none before it"
            before[account.id, day] = last
            fed[account.id, day] = tuple(
                flow for flow, group in _between(there, account.feeders, last, day) if group != "pax"
            )
            came[account.id, day] = tuple(
                (flow, account.share(group)) for flow, group in _between(there, account.units, last, day)
            )
    return SupplySets(
        before=before,
        fed=fed,
        came=came,
        floor=tuple(key for key in before if instance.accounts[key[0]].floor_days[key[1]] > 0),
        fair=tuple((account.fair, account.id) for account in accounts if account.fair and account.use),
    )


def _by_group(instance: Instance, ulns: Collection[str]) -> dict[tuple[str, str], Flows]:
    found: dict[tuple[str, str], dict[int, tuple[Load | Move, ...]]] = {}
    for (uln, group, day), flows in delivered_by_day(instance, ulns).items():
        found.setdefault((uln, group), {})[day] = flows
    return {**found}


def _days(account: Account, there: Mapping[tuple[str, str], Flows]) -> list[int]:
    if not account.units:
        return list(account.use)
    first = min((day for (uln, _), flows in there.items() if uln in account.units for day in flows), default=None)
    return [] if first is None else [day for day in account.use if day > first]


def _between(
    there: Mapping[tuple[str, str], Flows], ulns: Sequence[str], last: int | None, day: int
) -> Iterator[tuple[Load | Move, str]]:
    """What reached its destination on days ``last`` (or from the start) to ``day`` - 1, with its group."""
    for (uln, group), flows in there.items():
        if uln in ulns:
            for when, found in flows.items():
                if (last is None or when >= last) and when < day:
                    yield from ((flow, group) for flow in found)
