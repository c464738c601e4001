"""Containers: loads on container ships keep within their TEU."""

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

CASES = {
    "teu": case(
        {
            "ships.csv": "id,berth,payload_stons,teu\nSHIP,container,1000,40\n",
            "movements.csv": "uln,origin,dest,bulk_stons,teu,rdd\nU1,ESP,KSP,600,60,1\n",
        }
    )
}
"""600 stons in 60 containers on one ship with 40: 400 stons land on day 1, the RDD, and 200 on day 3."""


def test_what_does_not_fit_in_containers_waits_for_the_next_voyage():
    assert CASES["teu"].optimum() == 200 * 2


def test_one_container_more_takes_ten_stons_two_days_sooner():
    assert CASES["teu"].but("ships.csv", "SHIP", teu=41).optimum() == 400 - 10 * 2


def test_without_the_rule_only_weight_counts():
    assert CASES["teu"].optimum(without=["containers"]) == 0


def test_dense_cargo_fills_fewer_containers_and_then_weight_counts():
    """20 stons a container: 600 stons in 30; a ship of 500 stons leaves 100 behind."""
    dense = CASES["teu"].but("movements.csv", "U1", teu=30)
    assert dense.optimum() == 0
    assert dense.but("ships.csv", "SHIP", payload_stons=500).optimum() == 100 * 2


def test_a_unit_that_says_nothing_fills_one_with_ten_stons_beside_one_that_does():
    """30 containers of 20 stons and 100 stons in 10: 40 in all; one fewer and the light cargo's 10 stons wait."""
    two = "uln,origin,dest,bulk_stons,teu,rdd\nU1,ESP,KSP,600,30,1\nU2,ESP,KSP,100,,1\n"
    both = CASES["teu"].with_tables({"movements.csv": two})
    assert both.optimum() == 0
    assert both.but("ships.csv", "SHIP", teu=39).optimum() == 10 * 2


def test_where_nobody_says_how_many_the_model_has_no_row_of_containers():
    plain = CASES["teu"].with_tables({"movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,600,1\n"})
    assert plain.optimum() == plain.optimum(without=["containers"]) == 200 * 2
    assert verify_plan(plain.plan(), *plain.nouns) == []


def test_two_ships_share_out_containers_and_weight():
    """Dense and light cargo on two ships that each could not take all of either."""
    two = "uln,origin,dest,bulk_stons,teu,rdd\nU1,ESP,KSP,1400,30,1\nU2,ESP,KSP,200,50,1\n"
    one = CASES["teu"].with_tables({"movements.csv": two}).but("fleets.csv", "ships", count=2)
    assert one.optimum() == 0
    assert verify_plan(one.plan(), *one.nouns) == []
