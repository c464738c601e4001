"""Land: moves over a link on a day keep within what it carries."""

import pytest

from tests.model.case import case

CASES = {
    column: case(
        {
            "ships.csv": "id,berth,payload_stons,deck_sqft,pax\nSHIP,roro,1000,100000,1000\n",
            "movements.csv": f"uln,origin,dest,{amount},rdd\nU1,ESP,KDS,600,2\n",
        }
    ).but("land_links.csv", "east", **{column: 300})
    for column, amount in {"stons_day": "bulk_stons", "pax_day": "pax"}.items()
}
"""600 stons (or people) land at KSP on day 1 and leave by a link for 300 a day: 300 arrive on day 2, the RDD, and
300 on day 3."""


@pytest.mark.parametrize("column", CASES)
def test_the_link_takes_the_rest_a_day_later(column):
    assert CASES[column].optimum() == 300 * 1


@pytest.mark.parametrize("column", CASES)
def test_one_more_a_day_is_one_less_a_day_late(column):
    assert CASES[column].but("land_links.csv", "east", **{column: 301}).optimum() == 299 * 1


@pytest.mark.parametrize("column", CASES)
def test_without_the_rule_all_of_it_arrives_at_once(column):
    assert CASES[column].optimum(without=["land"]) == 0


def test_two_units_share_one_link():
    """300 each: half of the 600 waits for the next day, whosever it is."""
    two = "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KDS,300,2\nU2,ESP,KDS,300,2\n"
    assert CASES["stons_day"].with_tables({"movements.csv": two}).optimum() == 300 * 1


def test_heavy_cargo_shares_the_link_with_other_cargo():
    mixed = "uln,origin,dest,bulk_stons,nat_stons,rdd\nU1,ESP,KDS,300,300,2\n"
    assert CASES["stons_day"].with_tables({"movements.csv": mixed}).optimum() == 300 * 1


def test_a_second_link_between_the_same_ends_takes_its_part():
    """A road for 100 a day that takes two days: 300 arrive on day 2, then 300 by rail and 0 by road on day 3.

    By road 100 would leave on day 2 and arrive on day 3, as the rest does by rail: nothing is gained. With the
    rail at 250 a day, 250 arrive on day 2, 250 + 100 on day 3.
    """
    links = "id,from_node,to_node,hours,stons_day\neast,KSP,KDS,20,250\nroad,KSP,KDS,30,100\n"
    assert CASES["stons_day"].with_tables({"land_links.csv": links}).optimum() == 350 * 1
    assert CASES["stons_day"].but("land_links.csv", "east", stons_day=250).optimum() == 250 * 1 + 100 * 2
