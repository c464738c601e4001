"""Two-stage airlift of Midler and Wollmer (1969), the AIRL instances of Ariyawansa and Felt's test set (2001).

Hours of flights of two aircraft on two routes are chosen before demand is known; afterwards flights are switched
between routes and lift is contracted. Posed as a Pyomo model and sent through the project's own matrix and HiGHS
layers. Data as printed in R. D. Midler and R. D. Wollmer, "Stochastic programming models for scheduling airlift
operations", Naval Research Logistics Quarterly 16 (1969), and in K. A. Ariyawansa and A. J. Felt, "On a new
collection of stochastic linear programming test problems", Washington State University (2001), files AIRL.
"""

from itertools import product
from types import SimpleNamespace

import pyomo.environ as pyo
import pytest

from projection.solve.highs import Outcome, Stop, load, run_linear
from projection.solve.matrix import matrix

SWITCHED = {(1, 1): 1300.0, (1, 2): -4228.57, (2, 1): 210.204, (2, 2): 975.862}
"""Cost of an hour switched from the route, by aircraft and route."""
FLOWN = {(1, 1): 7200.0, (1, 2): 6000.0, (2, 1): 7200.0, (2, 2): 4000.0}
CONTRACT = {1: 500.0, 2: 250.0}
LOSS = {1: {(1, 1): -39.583, (1, 2): 50.0, (2, 1): -14.6939, (2, 2): 20.0}}
"""What a switched hour does to the lift on a route."""
LOSS[2] = {(1, 1): 75.0, (1, 2): -155.357, (2, 1): 20.0, (2, 2): -38.621}
CARRIED = {(1, 1): 50.0, (2, 1): 20.0, (1, 2): 75.0, (2, 2): 20.0}
HOURS = {(1, 1): 24.0, (1, 2): 14.0, (2, 1): 49.0, (2, 2): 29.0}
SWITCH_HOURS = {(1, 1): 19.0, (1, 2): 29.0, (2, 1): 36.0, (2, 2): 56.0}
AVAILABLE_H = 7200.0

FIRST = (
    (927.758357, 1433.626750),
    (982.516248, 1149.727635),
    (961.404897, 1492.817415),
    (922.915716, 1250.557154),
    (986.342969, 1353.935057),
    (999.134104, 1226.355338),
    (970.324386, 1378.148830),
    (949.613106, 1200.624255),
    (991.773703, 1045.317699),
    (979.491162, 899.933450),
    (979.679661, 1439.677972),
    (964.052640, 1170.804834),
    (957.691777, 1474.838349),
    (930.372603, 1572.684651),
    (933.799027, 1207.662826),
    (995.204085, 1368.931017),
    (957.344884, 1327.981462),
    (923.484318, 943.075132),
    (959.026809, 1226.555028),
    (946.706588, 1543.605354),
    (991.897924, 1243.379144),
    (956.965721, 1302.917735),
    (981.616042, 1122.900897),
    (957.688286, 1355.585501),
    (1000.035618, 1255.185201),
)
"""Joint demands on the two routes, each with probability 1/25."""
SECOND = (
    {988.16: 0.0668, 989.98: 0.2417, 994.92: 0.3830, 1008.37: 0.2417, 1044.92: 0.0668},
    {1428.94: 0.0668, 1439.86: 0.2417, 1469.54: 0.3830, 1550.22: 0.2417, 1769.54: 0.0668},
)
"""Independent demands on each route with their probabilities."""
CASES = {
    "first": dict.fromkeys(FIRST, 1 / 25),
    "second": {(d1, d2): p1 * p2 for (d1, p1), (d2, p2) in product(SECOND[0].items(), SECOND[1].items())},
    "mean of first": {(sum(d[0] for d in FIRST) / 25, sum(d[1] for d in FIRST) / 25): 1.0},
}
PUBLISHED = {
    "first": (249101.672072, 18.934132, 20.119612),
    "second": (269665.498390, 19.898400, 20.669600),
    "mean of first": (241213.253830, 19.285473, 17.059642),
}
"""Optimum, and flights of the first aircraft on each route; the second aircraft stays at home."""


def extensive_form(chances: dict[tuple[float, float], float]) -> pyo.ConcreteModel:
    """Both stages as one linear program, a copy of the second for each demand."""
    m = pyo.ConcreteModel()
    m.flights = pyo.Var(list(FLOWN), domain=pyo.NonNegativeReals)
    m.switched = pyo.Var(list(chances), list(SWITCHED), domain=pyo.NonNegativeReals)
    m.contracted = pyo.Var(list(chances), list(CONTRACT), domain=pyo.NonNegativeReals)
    m.surplus = pyo.Var(list(chances), list(CONTRACT), domain=pyo.NonNegativeReals)

    @m.Constraint([1, 2])
    def hours(m, i):
        return sum(HOURS[i, j] * m.flights[i, j] for j in (1, 2)) <= AVAILABLE_H

    @m.Constraint(list(chances), list(SWITCHED))
    def available(m, d1, d2, i, j):
        return SWITCH_HOURS[i, j] * m.switched[d1, d2, i, j] <= HOURS[i, j] * m.flights[i, j]

    @m.Constraint(list(chances), [1, 2])
    def demand(m, d1, d2, j):
        flown = sum(CARRIED[i, j] * m.flights[i, j] for i in (1, 2))
        moved = sum(LOSS[j][key] * m.switched[d1, d2, key] for key in SWITCHED)
        return flown + moved + m.contracted[d1, d2, j] - m.surplus[d1, d2, j] == (d1, d2)[j - 1]

    first = sum(FLOWN[key] * m.flights[key] for key in FLOWN)
    later = sum(
        chance
        * (
            sum(SWITCHED[key] * m.switched[demand, key] for key in SWITCHED)
            + sum(CONTRACT[j] * m.contracted[demand, j] for j in CONTRACT)
        )
        for demand, chance in chances.items()
    )
    m.cost = pyo.Objective(expr=first + later)
    return m


def solved(model: pyo.ConcreteModel) -> tuple[Outcome, dict[object, float]]:
    """Optimum by the project's matrix and HiGHS layers, and the first stage's flights."""
    problem = matrix(SimpleNamespace(pyomo=model))
    found = run_linear(load(problem, {"threads": 1}), Stop(), 20.0)
    assert found.solved and found.values is not None
    flights = {
        key: float(value)
        for (name, key), value in zip(problem.columns, found.values, strict=True)
        if name == "flights"
    }
    return found, flights


@pytest.mark.parametrize("name", CASES)
def test_the_published_optimum_comes_out_to_a_millionth(name):
    found, flights = solved(extensive_form(CASES[name]))
    objective, one, two = PUBLISHED[name]
    assert found.objective == pytest.approx(objective, abs=1e-6, rel=0)
    assert flights[1, 1] == pytest.approx(one, abs=1e-6)
    assert flights[1, 2] == pytest.approx(two, abs=1e-6)
    assert flights[2, 1] == flights[2, 2] == 0
