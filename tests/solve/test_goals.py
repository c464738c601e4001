"""Goals in order: cheap and dear planes; delivery is weighed before or after money."""

import pytest

from projection.model.build import build
from projection.plan.schedule import schedule
from projection.plan.stamp import header
from projection.plan.verify.rules import verify_plan
from projection.solve.goals import solve_in_order
from tests.model.case import case

FLEETS = """\
id,lift,base,count,keur_mission
cheap,PLANE,EAF,1,1
dear,PLANE,EAF,1,10
"""
MOVES = "uln,origin,dest,bulk_stons\nU1,EAF,KAF,150\n"
"""Three loads of 50: both planes on day 0 and one again on day 1 is best, 50 ston-days late."""


def plan_of(order, slack=0.0, moves=MOVES):
    """The plan of the case with goals in order, verified."""
    text = f"[goals]\norder = [{', '.join(repr(name) for name in order)}]\nslack = {slack}\n[rules]\n"
    one = case({"fleets.csv": FLEETS, "movements.csv": moves}).with_settings("[rules]\n", text.replace("'", '"'))
    network, scenario = one.nouns
    solution = solve_in_order(build(one.instance), scenario.settings.solver, scenario.settings.goals)
    plan = schedule(one.instance, solution, header(scenario, ""))
    assert verify_plan(plan, network, scenario) == []
    assert solution.status == "optimal"
    return {row["goal"]: (round(row["value"], 4), round(row["bound"], 4)) for row in plan.stamp["goals"]}


def test_money_is_saved_where_delivery_loses_nothing():
    """The third load goes with the cheap plane: 1 + 1 + 10."""
    assert plan_of(["delivery", "cost"]) == {"delivery": (50, 50), "cost": (12, pytest.approx(12, abs=1e-3))}


def test_money_first_moves_nothing():
    """All 150 are short at 19 each."""
    assert plan_of(["cost", "delivery"]) == {"cost": (0, 0), "delivery": (150 * 19, 150 * 19)}


@pytest.mark.parametrize(("slack", "cost"), [(0.0, 11), (0.1, 11), (0.2, 2)])
def test_slack_buys_what_comes_later(slack, cost):
    """Both planes bring 60 stons a day late for 11; the cheap one brings 10 of them two days late: 70, for 2."""
    late = "uln,origin,dest,bulk_stons,ald,rdd\nU1,EAF,KAF,60,1,0\n"
    found = plan_of(["delivery", "cost"], slack, late)
    assert found["cost"][0] == cost
    assert found["delivery"] == (60 if cost == 11 else 70, 60)


def test_nothing_leaves_europe_when_strain_comes_first():
    assert plan_of(["strain", "delivery"])["strain"] == (0, 0)


def test_without_goals_the_weighted_sum_decides():
    assert plan_of([]) == {}
