"""Use: what units need grows with the share of them that has arrived, from the day after."""

from tests.model.supply_case import fed

TWO_DAYS = fed("food,KAF,food,U1,10,0,3,0,0,1,\n", "U1,EAF,KAF,100,1,\n")
NATURAL = fed("food,KAF,food,,20,0,1,0,0,1,\n", "U1,EAF,KAF,100,1,\n")
CASES = {"of units": TWO_DAYS, "of a place": NATURAL}
"""U1 comes 50 on day 0 and 50 on day 1, on its RDD. Half of it uses 5 on day 1, all of it 10 on days 2 and 3: 25
lack, for nothing feeds it; its weight is small beside its own. Of a place: 20 on two days, whoever came."""


def cheap(case):
    """The same with a lack that costs a tenth of a day late, so that nobody waits for it."""
    return case.with_settings("short_days = 10", "short_days = 10\nlack_days = 0.1")


def test_half_a_unit_uses_half():
    assert cheap(TWO_DAYS).optimum() == 2.5


def test_a_need_of_a_place_uses_the_same_every_day():
    assert NATURAL.optimum() == 10 * 40


def test_one_more_a_day_costs_its_lack_on_each_day():
    needs = TWO_DAYS.tables["needs.csv"].replace("U1,10,", "U1,11,")
    assert cheap(TWO_DAYS.with_tables({"needs.csv": needs})).optimum() == 2.75
    needs = NATURAL.tables["needs.csv"].replace(",20,", ",21,")
    assert NATURAL.with_tables({"needs.csv": needs}).optimum() == 10 * 42


def test_a_unit_that_cannot_be_fed_waits_when_its_lack_costs_more_than_its_lateness():
    """It comes on days 2 and 3 instead: 50 x 1 + 50 x 2 late, and half of it lacks 5 on day 3.

    On days 1 and 2: 50 late, 5 + 10 lack. On day 0 and 1: 25 lack. On days 3 and later: 50 x 2 + 50 x 2 and 0.
    """
    assert TWO_DAYS.optimum() == min(250, 50 * 1 + 10 * 15, 50 * 1 + 50 * 2 + 10 * 5, 50 * 2 + 50 * 3)


def test_without_the_rule_nobody_eats():
    assert TWO_DAYS.optimum(without=["use"]) == 0
    assert NATURAL.optimum(without=["use"]) == 0


def test_people_count_by_their_weight_in_the_share():
    """90 stons and 10 people make 100; 50 stons and the people come on day 0, 40 late on day 1: 60 % use 6."""
    people = fed("food,KAF,food,U1,10,1,1,0,0,1,\n", "U1,EAF,KAF,90,0,\n").but("movements.csv", "U1", pax=10)
    assert cheap(people).optimum() == 40 * 1 + 0.1 * 6


def test_two_spans_of_units_follow_each_other():
    """10 a day, then 30 from day 3: 5 + 10 + 30."""
    needs = "food,KAF,food,U1,10,0,2,0,0,1,\nfood,KAF,food,U1,30,3,3,0,0,1,\n"
    assert cheap(fed(needs, "U1,EAF,KAF,100,1,\n")).optimum() == 0.1 * (5 + 10 + 30)
