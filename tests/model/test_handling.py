"""Handling: cargo over the quay at a port on a day keeps within what the port handles."""

import pytest

from tests.model.case import case

CASES = {
    port: case({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,1000,1\n"}).but(
        "seaports.csv", port, stons_day=600
    )
    for port in ("ESP", "KSP")
}
"""A ship loads within one day and unloads within one day; where the quay takes 600 stons a day, 600 of 1,000 stons
land on day 1, the RDD, and 400 with the next voyage on day 3."""


@pytest.mark.parametrize("port", CASES)
def test_what_the_quay_does_not_handle_waits_for_the_next_voyage(port):
    assert CASES[port].optimum() == 400 * 2


@pytest.mark.parametrize("port", CASES)
def test_one_ston_a_day_more_brings_one_ston_two_days_sooner(port):
    assert CASES[port].but("seaports.csv", port, stons_day=601).optimum() == 399 * 2


@pytest.mark.parametrize("port", CASES)
def test_without_the_rule_one_voyage_takes_all(port):
    assert CASES[port].optimum(without=["handling"]) == 0


def test_a_ship_that_unloads_over_two_days_spreads_its_cargo_by_the_hours():
    """Alongside from hour 24 to 60: 24 h on day 1 and 12 h on day 2. 600 a day allow 900 stons, landed on day 2.

    The ship is back at hour 72, the end of day 2, so 100 stons follow on day 3 and land on day 5.
    """
    slow = CASES["KSP"].but("ships.csv", "SHIP", unload_h=36)
    assert slow.optimum() == 900 * 1 + 100 * 4


def test_people_do_not_cross_the_quay_as_cargo():
    people = CASES["KSP"].but("ships.csv", "SHIP", pax=700).but("movements.csv", "U1", bulk_stons=0, pax=700)
    assert people.optimum() == 0
