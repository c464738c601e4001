"""Last arrival: who is met is whole on a day on which some of it arrives."""

from tests.model.case import case

CASES = {
    "the last ston": case(
        {"movements.csv": "uln,origin,dest,bulk_stons,ald,rdd,meets\nU1,EAF,KAF,50,0,0,\nU2,EAF,KAF,50,5,5,U1\n"}
    )
}
"""U2 arrives on day 5 and meets U1, which is whole on day 3 at the earliest: a ston of it is kept back, 1 * 3."""


def test_a_ston_is_kept_back_so_that_the_unit_is_whole_later():
    assert CASES["the last ston"].optimum() == 1 * 3


def test_a_smaller_unit_keeps_back_less():
    assert CASES["the last ston"].but("movements.csv", "U1", bulk_stons=0.5).optimum() == 0.5 * 3


def test_without_the_rule_it_would_be_whole_when_nothing_comes():
    assert CASES["the last ston"].optimum(without=["last_arrival"]) == 0
