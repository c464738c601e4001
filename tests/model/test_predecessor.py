"""Predecessor: nothing arrives before what it waits for is whole."""

from tests.model.case import case

CASES = {
    "the opening force": case(
        {"movements.csv": "uln,origin,dest,bulk_stons,ald,rdd,after\nU1,EAF,KAF,50,2,2,\nU2,EAF,KAF,50,0,0,U1\n"}
    ).but("fleets.csv", "planes", count=2)
}
"""U1 cannot leave before day 2; U2, due on day 0, waits for it: 50 stons two days late."""


def test_who_waits_arrives_on_the_day_of_the_other_at_the_earliest():
    assert CASES["the opening force"].optimum() == 50 * 2
    plan = CASES["the opening force"].plan()
    row = plan.tables["shortfalls"].set_index("uln").loc["U2"]
    assert row["why"] == "the last of it arrives 2 days after RDD; waited for U1, whole on day 2"


def test_a_day_less_for_the_first_is_a_day_less_for_the_second():
    assert CASES["the opening force"].but("movements.csv", "U1", ald=1).optimum() == 50 * 1


def test_without_the_rule_nobody_waits():
    assert CASES["the opening force"].optimum(without=["predecessor"]) == 0


def test_the_whole_of_it_must_be_there():
    """U1 has 100 stons and arrives on days 2 and 3 with one plane a day: U2 after it, on day 4."""
    made = (
        CASES["the opening force"].but("fleets.csv", "planes", count=1).but("movements.csv", "U1", bulk_stons=100)
    )
    assert made.optimum() == 50 * 1 + 50 * 4


def test_who_waits_for_what_cannot_come_is_refused():
    made = CASES["the opening force"].but("movements.csv", "U1", nat_stons=5)
    refused = [(row.what, row.reason) for row in made.instance.refused if row.rule == "predecessor"]
    assert refused == [("U2", "waits for U1, which can never be whole")]
