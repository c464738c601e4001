"""Held back: of a nation's combat forces the share that it keeps for Europe stays."""

from tests.model.case import case

BASE = case({"europe.csv": "nation,held_back\nDEU,0.3\n"})
CASES = {"share": BASE}
"""Of 100 stons 70 may leave: 50 on day 0, 20 a day late, and 30 are short at 19 each (day 9 + 10)."""


def test_what_is_held_back_is_short():
    assert CASES["share"].optimum() == 20 * 1 + 30 * 19


def test_one_per_cent_less_is_one_ston_more_a_day_late():
    assert BASE.but("europe.csv", "DEU", held_back=0.29).optimum() == 21 * 1 + 29 * 19


def test_without_the_rule_all_of_it_goes():
    assert CASES["share"].optimum(without=["held_back"]) == 50 * 1


def test_aid_is_not_held_back():
    aid = BASE.with_tables({"movements.csv": "uln,origin,dest,bulk_stons,role\nU1,EAF,KAF,100,humanitarian\n"})
    assert aid.optimum() == 50 * 1
