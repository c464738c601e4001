"""Cohorts: ULNs alike in all that the model looks at become one requirement, and are split again exactly."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from projection.movement.instance import GROUP, Instance, Load, Move
from projection.movement.pools import READY

Amounts = dict[str, float]
"""Stons or people by ULN."""
Values = Mapping[str, Mapping[Any, float]]
"""Values of variables that are not zero, by component and key."""
Flow = Load | Move
Timed = list[tuple[int, Flow]]
Keyed = TypeVar("Keyed", bound=tuple[Any, ...])
DUST = 1e-9
"""Stons or people that are nothing but arithmetic."""


@dataclass(frozen=True)
class WayBack:
    """How values of a pooled Instance become values of the one it was made from: ``members`` by cohort, in order.

    A cohort is named as its first member; a ULN that is alone is not in it.
    """

    instance: Instance
    members: Mapping[str, tuple[str, ...]]

    def split(self, values: Values) -> dict[str, dict[Any, float]]:
        """Values of loads, moves, stocks and shortfalls of each ULN; all others as they are.

        What lands first goes to the first member until all of it is lifted, then to the next. Through stocks what
        came first leaves first, so that nobody moves what has not come. Each sum over a cohort stays what it was.
        """
        found = {name: dict(part) for name, part in values.items()}
        for name in ("loads", "move", "on_hand", "short"):
            found[name] = {key: v for key, v in found.get(name, {}).items() if key[0] not in self.members}
        flows: dict[str, dict[Flow, float]] = {}
        for name in ("loads", "move"):
            for key, amount in values.get(name, {}).items():
                if key[0] in self.members:
                    flows.setdefault(key[0], {})[key] = amount
        holds = _by_uln(self.instance.holds)
        for cohort, members in self.members.items():
            one = _Cohort(self.instance, members, flows.get(cohort, {}))
            one.write(found)
            found["on_hand"] |= dict(one.kept(holds.get(cohort, ())))
        return {name: dict(sorted(part.items())) for name, part in found.items()}


def pooled(instance: Instance) -> tuple[Instance, WayBack]:
    """Put together ULNs with the same ends, ways, loads, moves and prices; amounts add up.

    Exact both ways: every row of the model sums over ULNs with factors that are the same for all of a cohort, so
    sums of plans are plans of the sum, and what `WayBack.split` gives keeps every row at the same cost. Two ULNs
    that differ in RDD, ALD, weight, deck or a single load stay apart; so does what counts as itself: units, what
    waits or marries up, what feeds or uses an account, firm orders, whole items, own lift.
    """
    groups: dict[Any, list[str]] = {}
    for uln, marks in _signatures(instance):
        groups.setdefault(marks, []).append(uln)
    members = {ulns[0]: tuple(ulns) for ulns in groups.values() if len(ulns) > 1}
    if not members:
        return instance, WayBack(instance, {})
    gone = {uln for ulns in members.values() for uln in ulns[1:]}
    wants = dict(instance.requirements)
    for name, ulns in members.items():
        rows = [instance.requirements[uln] for uln in ulns]
        wants[name] = replace(rows[0], amounts={k: sum(row.amounts[k] for row in rows) for k in rows[0].amounts})

    def kept(keys: Iterable[Keyed]) -> tuple[Keyed, ...]:
        return tuple(key for key in keys if key[0] not in gone)

    small = replace(
        instance,
        requirements={uln: row for uln, row in wants.items() if uln not in gone},
        loads=kept(instance.loads),
        moves=kept(instance.moves),
        holds=kept(instance.holds),
        shorts=kept(instance.shorts),
    )
    return small, WayBack(instance, members)


def _signatures(instance: Instance) -> Iterator[tuple[str, Any]]:
    """All that the model looks at of each ULN that is not itself alone; equal ones are one to the model."""
    lists = [_by_uln(keys) for keys in (instance.loads, instance.moves, instance.holds)]
    ways = [_by_uln((*key, way) for key, way in side.items()) for side in (instance.out_ways, instance.in_ways)]
    draws = _by_uln((*key, stock) for key, stock in instance.draws.items())
    single = _single(instance)
    for uln, row in instance.requirements.items():
        if uln not in single:
            same = replace(row, uln="", amounts={}, crd=None)
            marks = (tuple(vars(same).values())[1:], tuple(sorted(row.amounts)))
            yield uln, (repr(marks), *(part.get(uln, ()) for part in (*lists, *ways, draws)))


def _single(instance: Instance) -> set[str]:
    """ULNs that count as themselves."""
    named = {uln for unit in instance.units.values() for uln in unit.ulns}
    named |= {uln for account in instance.accounts.values() for uln in (*account.units, *account.feeders)}
    named |= {pool.uln for pool in instance.pools.values() if pool.uln}
    for uln, row in instance.requirements.items():
        if row.refused or row.after or row.meets is not None or row.feeds or row.firm or row.item_stons:
            named.add(uln)
    outs = {(uln, group, node) for (uln, group, node), way in instance.out_ways.items() if way.kind == "stock"}
    both = (key[0] for key, way in instance.in_ways.items() if way.kind == "stock" and key in outs)
    return named.union(both)


def _by_uln(keys: Iterable[tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {}
    for key in keys:
        found.setdefault(key[0], []).append(key[1:])
    return {uln: tuple(rows) for uln, rows in found.items()}


class _Cohort:
    """One cohort while its flows are dealt out to its members."""

    def __init__(self, instance: Instance, members: Sequence[str], flows: Mapping[Flow, float]) -> None:
        self.instance, self.members, self.flows = instance, members, flows
        self.split: dict[Flow, Amounts] = {}
        classes = instance.requirements[members[0]].amounts
        self.left = {k: {uln: instance.requirements[uln].amounts[k] for uln in members} for k in classes}
        self.ins: dict[tuple[str, str], Timed] = {}
        self.outs: dict[tuple[str, str], Timed] = {}

    def write(self, found: dict[str, dict[Any, float]]) -> None:
        """Add the members' values to ``found``."""
        self._deal()
        self._meet()
        waiting = sorted(self.ins.keys() | self.outs.keys())
        while waiting:
            ready = [node for node in waiting if self._known(self.ins, node) or self._known(self.outs, node)]
            assert ready, "what lands or leaves at some stock is always known"
            for node in ready:
                self._through(node)
            waiting = [node for node in waiting if node not in ready]
        for key, parts in self.split.items():
            name = "move" if key[2] in self.instance.links else "loads"
            found[name] |= {(uln, *key[1:]): amount for uln, amount in parts.items()}
        for k, left in self.left.items():
            found["short"] |= {(uln, k): amount for uln, amount in left.items() if amount > DUST}

    def _deal(self) -> None:
        """Loads at the origin's ports: what lands first is the first member's."""
        pools, links = self.instance.pools, self.instance.links
        firsts = [key for key in self.flows if key[2] not in links and self.instance.from_origin(key)]
        for key in sorted(firsts, key=lambda load: (load[3] + pools[load[1]].landed, load[3], load)):
            self.split[key] = self._take(deque(self.left[key[2]].items()), self.flows[key])
            for uln, amount in self.split[key].items():
                self.left[key[2]][uln] = max(0.0, self.left[key[2]][uln] - amount)

    def _take(self, queue: deque[tuple[str, float]], amount: float) -> Amounts:
        """Take an amount off the head of a queue; what arithmetic leaves over is the last one's."""
        taken: Amounts = {}
        last = self.members[-1]
        while queue and amount > DUST:
            uln, there = queue.popleft()
            part = min(there, amount)
            if part > DUST:
                taken[uln] = taken.get(uln, 0.0) + part
                last = uln
            amount -= part
            if there - part > DUST:
                queue.appendleft((uln, there - part))
        if amount > 0:
            taken[last] = taken.get(last, 0.0) + amount
        return taken

    def _meet(self) -> None:
        """What comes to each stock and leaves it, with the day from which it is there or on which it goes."""
        uln = self.members[0]
        for key in self.flows:
            _, group, name, day = key
            if name in self.instance.links:
                link = self.instance.links[name]
                to_dest = link.end == self.instance.requirements[uln].dest
                if to_dest or link.staging:
                    self.outs.setdefault((group, link.start), []).append((day, key))
                if not to_dest:
                    self.ins.setdefault((group, link.end), []).append((day + link.days, key))
                continue
            pool, cargo = self.instance.pools[key[1]], key[2]
            landed = day + pool.landed + 1
            out_kind = self.instance.out_ways[uln, GROUP[cargo], pool.poe].kind
            in_kind = self.instance.in_ways[uln, GROUP[cargo], pool.pod].kind
            if out_kind == "stock":
                self.outs.setdefault((GROUP[cargo], pool.poe), []).append((day + pool.start, key))
            if out_kind == "staged":
                self.outs.setdefault((cargo, pool.poe + READY), []).append((day + pool.start, key))
            if in_kind in ("stock", "staged"):
                node = (cargo if in_kind == "staged" else GROUP[cargo], pool.pod)
                self.ins.setdefault(node, []).append((landed, key))

    def _known(self, side: Mapping[tuple[str, str], Timed], node: tuple[str, str]) -> bool:
        return all(key in self.split for _, key in side.get(node, ()))

    def _through(self, node: tuple[str, str]) -> None:
        """Whose the flows on the other side of a stock are: the first that leaves is the first that came."""
        ins, outs = sorted(self.ins.get(node, ())), sorted(self.outs.get(node, ()))
        known, asked = (outs, ins) if self._known(self.outs, node) else (ins, outs)
        queue = deque(part for _, key in known for part in self.split[key].items())
        for _, key in asked:
            if key not in self.split:
                self.split[key] = self._take(queue, self.flows[key])

    def kept(self, holds: Iterable[tuple[str, str, int]]) -> Iterator[tuple[Any, float]]:
        """What each member keeps at each stock from a day to the next; ``holds`` are (g, n, d)."""
        for group, node, day in holds:
            come, gone = self._until(self.ins, (group, node), day), self._until(self.outs, (group, node), day)
            for uln, amount in come.items():
                if amount - gone.get(uln, 0.0) > DUST:
                    yield (uln, group, node, day), amount - gone.get(uln, 0.0)

    def _until(self, side: Mapping[tuple[str, str], Timed], node: tuple[str, str], day: int) -> Amounts:
        """What came to or left a stock by a day, by ULN."""
        total: Amounts = {}
        for when, key in side.get(node, ()):
            for uln, amount in self.split[key].items() if when <= day else ():
                total[uln] = total.get(uln, 0.0) + amount
        return total
