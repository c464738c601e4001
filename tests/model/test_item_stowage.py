"""Item stowage: divisible cargo finds weight and deck beside items."""

from tests.model.item_case import by_sea

CASES = {
    "heavy and bulky": by_sea("U1,,600,,600,1000", "U2,,450,,450,6000", "U3,900,,,,9000", ships=2).but(
        "ships.csv", "SHIP", deck_sqft=10000
    )
}
"""Items of 600 stons on 1,000 sq ft and 450 stons on 6,000 weigh too much for one ship of 1,000 stons and 10,000
sq ft. One leaves 400 stons, the other 4,000 sq ft, and each ston of the rest takes 10: 800 of 900 go, 100 wait two
days."""


def test_a_ship_full_by_weight_and_one_full_by_deck_take_no_more():
    assert CASES["heavy and bulky"].optimum() == 100 * 2


def test_a_hundred_feet_of_deck_are_ten_stons():
    assert CASES["heavy and bulky"].but("movements.csv", "U2", sqft=5900).optimum() == 90 * 2


def test_without_the_rule_weight_of_one_and_deck_of_the_other_count():
    assert CASES["heavy and bulky"].optimum(without=["item_stowage"]) == 0
