"""Postures: a role switched off is out of the problem and told as refused."""

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

TWO = case(
    {"movements.csv": "uln,origin,dest,bulk_stons,role\nAID,EAF,KAF,50,humanitarian\nARMS,EAF,KAF,50,direct\n"}
)
NO_ARMS = TWO.with_settings("[rules]\n", "[postures]\ndirect = false\n[rules]\n")


def test_a_role_switched_off_leaves_the_lift_to_the_others():
    """One mission of 50 a day for 100 due on day 0: half of it is a day late, unless only half is asked for."""
    assert TWO.optimum() == 50 * 1
    assert NO_ARMS.optimum() == 0
    assert {load[0] for load in NO_ARMS.instance.loads} == {"AID"}


def test_it_is_told_as_refused_and_verifies():
    plan = NO_ARMS.plan()
    row = plan.tables["shortfalls"].set_index("uln").loc["ARMS"]
    assert (row["status"], row["why"], row["required_stons"]) == (
        "refused",
        "the posture direct is switched off",
        0,
    )
    assert [r.what for r in NO_ARMS.instance.refused if r.rule == "posture"] == ["ARMS"]
    assert verify_plan(plan, *NO_ARMS.nouns) == []
