"""Integrity: a unit is all or nothing."""

from tests.model.case import case

CASES = {
    "flying hours for two thirds": case(
        {"movements.csv": "uln,origin,dest,bulk_stons,unit\nU1,EAF,KAF,100,M\nU2,EAF,KAF,50,M\n"}
    ).but("fleets.csv", "planes", quota_h=32)
}
"""Unit M has 150 stons; a mission carries 50 and flies 16 h, so 32 h carry 100: all of M stays, 150 * 19."""


def test_a_unit_that_cannot_all_come_stays():
    assert CASES["flying hours for two thirds"].optimum() == 150 * 19


def test_hours_for_all_bring_all_on_the_third_day():
    """Days 0, 1, 2 bring 50 each; all 150 count on day 2."""
    assert CASES["flying hours for two thirds"].but("fleets.csv", "planes", quota_h=48).optimum() == 150 * 2


def test_without_the_rule_two_thirds_come():
    assert CASES["flying hours for two thirds"].optimum(without=["integrity"]) == 50 * 19


def test_a_uln_in_no_unit_comes_in_part():
    """Both missions bring the 100 of M, all on day 1; U2, for itself, stays."""
    alone = CASES["flying hours for two thirds"].but("movements.csv", "U2", unit="")
    assert alone.optimum() == 100 * 1 + 50 * 19


def test_a_unit_with_a_part_that_nothing_takes_is_refused_with_its_reason():
    """The plane takes nothing that is not air-transportable."""
    made = CASES["flying hours for two thirds"].but("movements.csv", "U2", nat_stons=5)
    refused = [(row.what, row.rule) for row in made.instance.refused if row.rule == "integrity"]
    assert refused == [("U1", "integrity"), ("U2", "integrity")]
    assert made.optimum() == 155 * 19
    assert "unit M can never be whole" in made.plan().tables["shortfalls"]["why"][0]
