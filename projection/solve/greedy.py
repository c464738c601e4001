"""A plan in one pass, as a simulation makes it: unit by unit, each load on the soonest mission with room."""

import numpy as np

from projection.movement.instance import Instance, Load
from projection.solve.matrix import Floats, Ints, Matrix
from projection.solve.restrict import Whole

ROOM = 1e-6
"""Least room in stons or people that is worth a load."""


def greedy(instance: Instance, whole: Whole) -> Floats:
    """Whole columns of a plan made in one pass: missions launched, everything else at its lower bound.

    Unit lines come by priority, then required day; their loads by delivery day. A load fills what room there is,
    then one more mission is launched where every row still allows it. Land links and whole items are not looked
    at: how the loads go is decided anew for the missions found. Rows are kept by subtraction, so what comes out
    fits together.
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
        return self.values

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
            if j is None or self.values[j] >= self.problem.upper[j]:
                continue
            rows, values = self._column(j)
            asked = values > 0
            if (self.room[rows[asked]] >= values[asked] - 1e-9).all():
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
