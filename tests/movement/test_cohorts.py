"""Cohorts: the sum of ULNs that are alike has the same optimum, and its plan splits into theirs."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projection.model.build import build
from projection.model.model import Model
from projection.movement.cohorts import pooled
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.verify.rules import verify_plan
from projection.scenario.rows import Solver
from projection.solve.highs import load
from projection.solve.matrix import matrix
from projection.solve.reduce import sparse
from projection.solve.solve import solve
from tests.model.case import Case, case, rows_of, text_of
from tests.model.test_properties import FEW, scenarios
from tests.model.test_staging import CASES as STAGED
from tests.model.test_wide_properties import wide

EXACT = Solver(gap=0, time_limit_s=20, threads=1)
AMOUNTS = ("bulk_stons", "over_stons", "out_stons", "nat_stons", "pax")


def with_twins(found: Case, factors: list[int]) -> Case:
    """The case with each ULN a number of times, with amounts of its own each time."""
    rows = rows_of(found.tables["movements.csv"])
    twins = []
    for number, factor in enumerate(factors):
        for row in rows if number < 2 else rows[:-1]:
            amounts = {name: str(float(row[name]) * factor) for name in AMOUNTS if row.get(name)}
            if number and row.get("over_stons") and float(row["over_stons"]):
                amounts["over_stons"] = str(float(amounts["over_stons"]) + number)
            twins.append({**row, **amounts, "uln": f"{row['uln']}{'abc'[number]}" if number else row["uln"]})
    return found.with_tables({"movements.csv": text_of(twins)})


def check_both_ways(found: Case) -> None:
    """Same optimum, same relaxation; the split plan keeps every row of the whole model at the same cost."""
    instance = found.instance
    small, way_back = pooled(instance)
    assert len(small.requirements) == len(instance.requirements) - sum(
        len(m) - 1 for m in way_back.members.values()
    )
    solution, full = solve(build(small), EXACT), matrix(build(instance))
    assert solution.objective == pytest.approx(found.optimum(), rel=1e-6, abs=1e-6)
    values = way_back.split(solution.values)
    x = np.array([values.get(name, {}).get(key, 0.0) for name, key in full.columns])
    assert float(full.cost @ x) + full.offset == pytest.approx(solution.objective, rel=1e-6, abs=1e-6)
    rows = sparse(full) @ x
    assert (rows >= full.row_lower - 1e-5).all()
    assert (rows <= full.row_upper + 1e-5).all()
    plan = schedule(instance, replace(solution, values=values), header(found.nouns[1], "none"))
    assert plan.stamp["objective"] == pytest.approx(solution.objective, rel=1e-5, abs=1e-4)
    assert verify_plan(plan, *found.nouns) == []


@FEW
@given(scenarios(), st.lists(st.integers(1, 4), min_size=2, max_size=3))
def test_pooled_and_split_again_is_the_same_problem(found, factors):
    check_both_ways(with_twins(found, factors))


@FEW
@given(wide(), st.lists(st.integers(1, 4), min_size=2, max_size=3))
def test_pooled_and_split_again_is_the_same_problem_beside_what_counts_as_itself(found, factors):
    check_both_ways(with_twins(found, factors))


def test_what_changes_over_on_the_way_is_split_through_its_stocks():
    found = with_twins(STAGED["ship to air"].but("staging.csv", "kanto", stons_day=170), [1, 1, 2])
    assert len(pooled(found.instance)[0].requirements) < len(found.instance.requirements)
    check_both_ways(found)


def test_the_relaxation_is_the_same_too():
    """One ship takes 300 of 4 x 70 stons and more: links of small loads bind in one and payload in the other."""
    rows = "uln,origin,dest,bulk_stons,rdd\n" + "".join(f"U{n},ESP,KSP,{70 * n},1\n" for n in range(1, 8))
    found = case({"movements.csv": rows}).with_settings("sailing_hour = 0", "sailing_hour = 2")
    small, _ = pooled(found.instance)
    assert list(small.requirements) == ["U1"]
    bounds = [relaxed(build(instance)) for instance in (small, found.instance)]
    assert bounds[0] == pytest.approx(bounds[1])
    assert bounds[0] > 0


def relaxed(model: Model) -> float:
    """Optimum when nothing need be whole."""
    highs = load(
        replace(matrix(model), integral=np.zeros(len(matrix(model).integral), dtype=np.int32)), {"threads": 1}
    )
    highs.run()
    return float(highs.getObjectiveValue())


@pytest.mark.parametrize(
    "cells",
    [{"rdd": 2}, {"ald": 1}, {"priority": 2}, {"ead": 3}, {"sqft": 9000}, {"teu": 3}, {"item_stons": 5}],
)
def test_what_differs_stays_apart(cells):
    twins = case(
        {"movements.csv": "uln,origin,dest,bulk_stons,mode,over_stons\nU1,ESP,KSP,60,any,5\nU2,ESP,KSP,60,any,5\n"}
    )
    assert list(pooled(twins.instance)[0].requirements) == ["U1"]
    assert list(pooled(twins.but("movements.csv", "U2", **cells).instance)[0].requirements) == ["U1", "U2"]


def test_the_first_member_goes_first_and_whole():
    """50 stons fly each day: U1 goes on the first and second, U2 on the second and third."""
    two = case({"movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,75\nU2,EAF,KAF,75\n"})
    small, way_back = pooled(two.instance)
    values = way_back.split(solve(build(small), EXACT).values)
    days = {(key[0], key[3]): amount for key, amount in values["loads"].items()}
    assert days == pytest.approx({("U1", 0): 50, ("U1", 1): 25, ("U2", 1): 25, ("U2", 2): 50})
