"""Deck: loads on ro-ro ships keep within their square feet."""

from tests.model.case import case

CASES = {
    "sqft": case(
        {
            "ships.csv": "id,berth,payload_stons,deck_sqft\nSHIP,roro,1000,4000\n",
            "movements.csv": "uln,origin,dest,over_stons,sqft,rdd\nU1,ESP,KSP,600,6000,1\n",
        }
    )
}
"""600 stons at 10 sq ft each on one ship with 4,000 sq ft: 400 stons land on day 1, the RDD, and 200 on day 3."""


def test_what_the_deck_does_not_hold_waits_for_the_next_voyage():
    assert CASES["sqft"].optimum() == 200 * 2


def test_one_square_foot_more_takes_a_tenth_of_a_ston_two_days_sooner():
    assert CASES["sqft"].but("ships.csv", "SHIP", deck_sqft=4001).optimum() == 400 - 0.1 * 2


def test_without_the_rule_only_weight_counts():
    assert CASES["sqft"].optimum(without=["deck"]) == 0


def test_people_take_no_deck():
    people = CASES["sqft"].but("ships.csv", "SHIP", pax=100).but("movements.csv", "U1", pax=100)
    assert people.optimum() == 400


def test_a_container_ship_has_no_deck_rule_and_takes_ten_stons_a_box():
    ship = CASES["sqft"].but("ships.csv", "SHIP", berth="container", teu=40)
    bulk = ship.with_tables({"movements.csv": "uln,origin,dest,bulk_stons,sqft,rdd\nU1,ESP,KSP,600,6000,1\n"})
    assert bulk.optimum() == 200 * 2
    assert bulk.but("ships.csv", "SHIP", teu=41).optimum() == 190 * 2
