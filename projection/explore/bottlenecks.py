"""What holds a plan back most: limits ranked by price, the first ones confirmed by solving with one unit more."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from projection.explore.confirm import Resolve, Solved, closings
from projection.explore.launches import launches
from projection.explore.limits import UNITS, Limit, RowsOf, raised, rows_of_limits, worth
from projection.model.build import build
from projection.movement.instance import Instance
from projection.network.network import Network
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Utilisation
from projection.scenario.rows import Solver
from projection.solve.matrix import Floats, Matrix, matrix
from projection.solve.prices import plan_prices, relaxed_prices

TOP = 10
PRICES = 10
"""Times as long for the prices, on which the ranking stands, as for each solve."""
BUSY = 0.9
"""Share of a limit from which a day counts as full: less than a mission may be left."""
LEAST = 1e-6


@dataclass(frozen=True)
class Confirmed:
    """What solving again with one unit more gave; gain in weighted ston-days.

    ``earlier``, ``later`` ULNs that close so many days earlier or later; ``closed``, ``opened`` those that now
    close and did not, or the other way round. ``proved``: both solves are proved best, so the gain is exact.
    """

    gain: float
    proved: bool
    earlier: Mapping[str, int]
    later: Mapping[str, int]
    closed: tuple[str, ...]
    opened: tuple[str, ...]


@dataclass(frozen=True)
class Bottleneck:
    """A limit that binds: what one unit more is worth by prices, and by solving again (None = not tried).

    ``relaxed`` price of the relaxation, ``fixed`` price of the plan with its missions as they are, both for a unit
    on all days; ``first`` the first day on which it binds, from which the unit was added; ``full`` days that are
    used to nine tenths or more.
    """

    limit: Limit
    relaxed: float
    fixed: float
    first: int
    full: tuple[int, ...]
    confirmed: Confirmed | None = None

    @property
    def price(self) -> float:
        """The larger of both prices."""
        return max(self.relaxed, self.fixed)


@dataclass(frozen=True)
class Bottlenecks:
    """All limits with a price or a full day, the confirmed first by gain; how they were confirmed.

    ``priced``: the relaxation was solved, for which ten times as long is given as for the other solves.
    ``objective`` of the plan as it stands, ``base`` that of the same problem solved again as the others were.
    """

    rows: tuple[Bottleneck, ...]
    exact: bool
    priced: bool
    objective: float
    base: float


def bottlenecks(
    plan: Plan, network: Network, instance: Instance, solver: Solver, limit_s: float, top: int = TOP
) -> Bottlenecks:
    """Rank limits by prices, and solve again with one unit more of each of the first ``top``.

    Raises
    ------
    NotOfThisPlanError
        The plan's missions are not those of ``instance``.
    """
    problem = matrix(build(instance))
    rows = rows_of_limits(instance, network, problem)
    again = Resolve(instance, solver, launches(plan, instance), limit_s)
    relaxed = relaxed_prices(problem, PRICES * limit_s)
    missions = again.missions(problem)
    fixed = plan_prices(problem, missions, limit_s)
    none = np.zeros(len(problem.row_upper))
    gains = (none if relaxed is None else relaxed[0], none if fixed is None else fixed)
    again.near = None if relaxed is None else relaxed[1]
    ranked = _ranked(rows, gains, full_days(plan))
    objective, priced = float(plan.stamp["objective"]), relaxed is not None
    base = again.run(problem, again.plan_as_it_is(problem)) if top and ranked else None
    if base is None:
        return Bottlenecks(ranked, False, priced, objective, objective)
    before = closings(instance, problem, base, plan.stamp)
    tried = [_tried(row, again, problem, rows, base, before, plan) for row in ranked[:top]]
    tried.sort(key=lambda row: (-(row.confirmed.gain if row.confirmed else 0.0), -row.price, row.limit))
    return Bottlenecks((*tried, *ranked[top:]), again.exact(problem), priced, objective, base.objective)


def full_days(plan: Plan) -> dict[Limit, tuple[int, ...]]:
    """Days on which each limit is used to nine tenths or more."""
    found: dict[Limit, list[int]] = {}
    for row in rows_of(Utilisation, plan.tables["utilisation"]):
        if row.used > LEAST and row.used >= BUSY * row.limit:
            found.setdefault(Limit(row.rule, row.place), []).append(row.day)
    return {limit: tuple(sorted(days)) for limit, days in found.items()}


def _ranked(
    rows: RowsOf, gains: tuple[Floats, Floats], full: Mapping[Limit, tuple[int, ...]]
) -> tuple[Bottleneck, ...]:
    """Limits with a price by price, then those without one that are full by their full days."""
    relaxed, fixed = (worth(rows, some) for some in gains)
    found = []
    for limit, own in rows.items():
        days = full.get(limit, ())
        priced = [day for row, day, _ in own if max(gains[0][row], gains[1][row]) > LEAST]
        if priced or days:
            first = min((*priced, *days)) if UNITS[limit.rule].days else 0
            found.append(Bottleneck(limit, relaxed[limit], fixed[limit], first, days))
    return tuple(sorted(found, key=lambda row: (-row.price, -len(row.full), row.limit)))


def _tried(
    row: Bottleneck,
    again: Resolve,
    problem: Matrix,
    rows: RowsOf,
    base: Solved,
    before: Mapping[str, int | None],
    plan: Plan,
) -> Bottleneck:
    more = raised(again.instance, problem, rows, row.limit, row.first)
    found = again.run(more, base.values, [place for place, _, _ in rows[row.limit]])
    if found is None:
        return row
    after = closings(again.instance, more, found, plan.stamp)
    moved = {
        uln: day - after_day
        for uln, day in before.items()
        if day is not None and (after_day := after[uln]) is not None and after_day != day
    }
    gain = base.objective - found.objective
    confirmed = Confirmed(
        gain=gain if abs(gain) > LEAST else 0.0,
        proved=base.proved and found.proved,
        earlier={uln: days for uln, days in sorted(moved.items()) if days > 0},
        later={uln: -days for uln, days in sorted(moved.items()) if days < 0},
        closed=tuple(uln for uln in sorted(before) if before[uln] is None and after[uln] is not None),
        opened=tuple(uln for uln in sorted(before) if before[uln] is not None and after[uln] is None),
    )
    return Bottleneck(row.limit, row.relaxed, row.fixed, row.first, row.full, confirmed)
