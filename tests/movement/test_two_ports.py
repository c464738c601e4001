"""Voyages that discharge at two ports, planned and recounted."""

from dataclasses import replace

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

CASE = case(
    {
        "seaports.csv": "id,nation,lat,lon\nESP,DEU,54,8\nKSP,KOR,35,129\nKTP,KOR,35.5,129.4\n",
        "legs.csv": "from_node,to_node,mode,hours,nm\nESP,KSP,sea,12,120\nESP,KTP,sea,12,120\nKSP,KTP,sea,6,60\n",
        "movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,500,1\nU2,ESP,KTP,500,2\n",
        "fleets.csv": "id,lift,base,count,two_ports\nships,SHIP,ESP,1,true\n",
    }
)
"""One ship for 1,000 stons loads on day 0, discharges at KSP on day 1 and, 6 hours away, at KTP on day 2."""


def test_one_voyage_serves_both_ports():
    assert CASE.optimum() == 0


def test_by_default_the_second_port_waits_for_the_next_voyage():
    """Back on day 1, out again on day 2, ashore on day 3."""
    assert CASE.but("fleets.csv", "ships", two_ports="false").optimum() == 500 * 1


def test_what_goes_to_both_ports_shares_the_payload():
    """The ship is back at hour 66; the one ston left goes on day 3 and is ashore on day 4, two days late."""
    assert CASE.but("movements.csv", "U2", bulk_stons=501).optimum() == 1 * 2


def test_what_goes_to_both_ports_shares_the_deck():
    """At 16 sq ft a ston 1,000 stons take 16,000; for 15,984 one ston is left."""
    assert CASE.but("ships.csv", "SHIP", deck_sqft=15984).optimum() == 1 * 2


def test_ports_far_apart_are_not_joined():
    legs = "from_node,to_node,mode,hours,nm\nESP,KSP,sea,12,120\nESP,KTP,sea,12,120\nKSP,KTP,sea,6,601\n"
    far = CASE.with_tables({"legs.csv": legs})
    assert far.optimum() == 500 * 1


def test_each_port_handles_its_own_cargo():
    """500 stons cross the quay at KSP in the hours 24 to 36, all of them on day 1."""
    handled = CASE.but("seaports.csv", "KSP", stons_day=500).plan().tables["utilisation"]
    at_first = handled[(handled.rule == "handling") & (handled.place == "KSP")]
    assert list(at_first.used) == [500.0]


def test_the_recount_finds_no_fault_in_it():
    network, scenario = CASE.nouns
    plan = CASE.plan()
    assert verify_plan(plan, network, scenario) == []
    landed = sorted((row.pod, row.landed_day) for row in plan.tables["manifests"].itertuples())
    assert landed == [("KSP", 1), ("KTP", 2)]


@pytest.mark.parametrize("rule", ["references"])
def test_the_recount_refuses_it_to_a_fleet_that_may_not(rule):
    network, scenario = CASE.nouns
    fleets = {name: row.model_copy(update={"two_ports": False}) for name, row in scenario.fleets.items()}
    found = verify_plan(CASE.plan(), network, replace(scenario, fleets=fleets))
    assert {finding.where.split()[0] for finding in found} == {rule}


def test_the_recount_counts_all_cargo_aboard():
    network, scenario = CASE.nouns
    movements = {
        name: row.model_copy(update={"bulk_stons": 2 * row.bulk_stons}) for name, row in scenario.movements.items()
    }
    plan = CASE.plan()
    more = plan.tables["manifests"].assign(stons=lambda table: table.stons * 2, sqft=lambda table: table.sqft * 2)
    found = verify_plan(
        type(plan)({**plan.tables, "manifests": more}, plan.stamp, plan.tracks),
        network,
        replace(scenario, movements=movements),
    )
    assert any(finding.where.startswith("payload") for finding in found)
