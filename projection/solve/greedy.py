"""A plan in one pass, as a simulation makes it: unit by unit, each load on the soonest mission with room."""

from collections.abc import Mapping

import numpy as np

from projection.movement.instance import Instance, Launch, Load
from projection.scenario.presence import Station
from projection.solve.matrix import Floats, Ints, Matrix
from projection.solve.restrict import Whole

ROOM = 1e-6
"""Least room in stons or people that is worth a load."""


def greedy(instance: Instance, whole: Whole) -> Floats:
    """Whole columns of a plan made in one pass: missions launched, everything else at its lower bound.

    Unit lines come by priority, then required day; their loads by delivery day. A load fills what room there is,
    then one more mission is launched where every row still allows it. Land links and whole items are not looked
    at: how the loads go is decided anew for the missions found. Stations come last, by priority and day: what is
    missing is held by the mission that is there on most days with something missing. Rows are kept by subtraction,
    so what comes out fits together.
    """
    return _Pass(instance, whole.problem).run()[whole.columns]


class _Pass:
    """Room left in every row, and the missions launched so far."""

    def __init__(self, instance: Instance, problem: Matrix) -> None:
        self.instance = instance
        self.problem = problem
        self.place = {column: j for j, column in enumerate(problem.columns)}
        self.room = problem.row_upper.copy()
        names = np.array([name for name, _ in problem.rows])
        self.room[np.isin(names, ("balance", "whole_items"))] = np.inf
        self.values = np.zeros(len(problem.cost))
        self.members = {
            pool.id: sorted(pool.options, key=lambda o: (-instance.options[o].payload.cargo, o))
            for pool in instance.pools.values()
        }

    def run(self) -> Floats:
        """Values of all columns after the pass."""
        by_unit: dict[str, list[Load]] = {}
        for load in self.instance.loads:
            by_unit.setdefault(load[0], []).append(load)
        rows = self.instance.requirements
        for uln in sorted(by_unit, key=lambda u: (rows[u].priority, rows[u].rdd, u)):
            left = dict(rows[uln].amounts)
            for load in sorted(by_unit[uln], key=self._landed):
                while left[load[2]] > ROOM:
                    put = min(left[load[2]], self._room(load))
                    if put <= ROOM and not self._launch(load):
                        break
                    if put > ROOM:
                        self._use(self.place["loads", load], put)
                        left[load[2]] -= put
        for station in sorted(self.instance.stations.values(), key=lambda row: (row.priority, row.id)):
            self._hold(station)
        return self.values

    def _hold(self, station: Station) -> None:
        """Launch missions that hold a station, day by day, while some fit."""
        missing = dict.fromkeys(station.days(self.instance.horizon), station.count)
        there: dict[int, list[Launch]] = {day: [] for day in missing}
        for launch in self.instance.launches:
            option = self.instance.options[launch[0]]
            for day in option.days_on if option.station == station.id else ():
                if launch[1] + day in there:
                    there[launch[1] + day].append(launch)
        for day in missing:
            while missing[day] > 0:
                by_use = sorted(there[day], key=lambda launch: (-self._days_missing(launch, missing), launch))
                best = next((launch for launch in by_use if self._fits(self.place["sorties", launch])), None)
                if best is None:
                    break
                self._use(self.place["sorties", best], 1.0)
                for offset in self.instance.options[best[0]].days_on:
                    if best[1] + offset in missing:
                        missing[best[1] + offset] -= 1

    def _days_missing(self, launch: Launch, missing: Mapping[int, int]) -> int:
        return sum(missing.get(launch[1] + day, 0) > 0 for day in self.instance.options[launch[0]].days_on)

    def _fits(self, j: int) -> bool:
        """Whether every row still allows one more of a mission."""
        rows, values = self._column(j)
        asked = values > 0
        return bool(
            self.values[j] < self.problem.upper[j] and (self.room[rows[asked]] >= values[asked] - 1e-9).all()
        )

    def _landed(self, load: Load) -> tuple[int, int, Load]:
        pool = self.instance.pools[load[1]]
        return (load[3] + pool.landed, -load[3], load)

    def _room(self, load: Load) -> float:
        """Stons or people of a load that the missions launched so far still take."""
        j = self.place.get(("loads", load))
        if j is None:
            return 0.0
        rows, values = self._column(j)
        asked = values > 0
        return float((self.room[rows[asked]] / values[asked]).min(initial=np.inf))

    def _launch(self, load: Load) -> bool:
        """Launch one more mission that takes the load, the largest first; False when none fits."""
        for option in self.members[load[1]]:
            j = self.place.get(("sorties", (option, load[3])))
            if j is not None and self._fits(j):
                self._use(j, 1.0)
                if self._room(load) > ROOM:
                    return True
                self._use(j, -1.0)
        return False

    def _use(self, j: int, amount: float) -> None:
        rows, values = self._column(j)
        self.room[rows] -= amount * values
        self.values[j] += amount

    def _column(self, j: int) -> tuple[Ints, Floats]:
        part = slice(self.problem.start[j], self.problem.start[j + 1])
        return self.problem.index[part], self.problem.value[part]
