"""Voyages that load or discharge at two ports, planned and recounted."""

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


LOADING = case(
    {
        "seaports.csv": "id,nation,lat,lon\nESP,DEU,54,8\nETP,DEU,53.5,8.5\nKSP,KOR,35,129\n",
        "legs.csv": "from_node,to_node,mode,hours,nm\nESP,KSP,sea,12,120\nETP,KSP,sea,12,120\nESP,ETP,sea,6,60\n",
        "movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KSP,500,2\nU2,ETP,KSP,500,2\n",
        "fleets.csv": "id,lift,base,count,two_ports\nships,SHIP,ESP,1,true\n",
    }
)
"""One ship for 1,000 stons loads at ESP in the hours 0 to 12 and, 6 hours away, at ETP in the hours 18 to 30; it
unloads at KSP in the hours 42 to 54, ashore on day 2, and is home at hour 66, still on day 2."""


def test_one_voyage_loads_at_both_ports():
    assert LOADING.optimum() == 0


def test_by_default_the_second_port_of_loading_waits_for_the_next_voyage():
    """Home at hour 48, it is at ETP at hour 54 at the soonest: it loads on day 3, and is ashore on day 4."""
    assert LOADING.but("fleets.csv", "ships", two_ports="false").optimum() == 500 * 2


def test_what_comes_from_both_ports_shares_the_payload():
    """The ston left goes on day 3, at hour 72, and is ashore at hour 108, on day 4."""
    assert LOADING.but("movements.csv", "U2", bulk_stons=501).optimum() == 1 * 2


def test_what_comes_from_both_ports_shares_the_deck():
    """At 16 sq ft a ston 1,000 stons take 16,000; for 15,984 one ston is left."""
    assert LOADING.but("ships.csv", "SHIP", deck_sqft=15984).optimum() == 1 * 2


def test_the_second_port_of_loading_waits_for_its_own_cargo_only():
    """At ETP loading begins at hour 18 of day 0, when cargo of day 1 is not there yet.

    The ship leaves a day later with all of it, ashore on day 3; or twice, the second time ashore on day 4.
    """
    assert LOADING.but("movements.csv", "U2", ald=1).optimum() == 1000 * 1 == 500 * 2


def test_loading_on_a_later_day_counts_for_cargo_that_comes_later():
    """20 hours between the ports: at ETP at hour 32 of day 1, when cargo of day 1 is there; ashore at hour 68."""
    legs = "from_node,to_node,mode,hours,nm\nESP,KSP,sea,12,120\nETP,KSP,sea,12,120\nESP,ETP,sea,20,200\n"
    later = LOADING.with_tables({"legs.csv": legs}).but("movements.csv", "U2", ald=1)
    assert later.optimum() == 0
    loaded = {row.uln: row.loaded_day for row in later.plan().tables["manifests"].itertuples()}
    assert loaded == {"U1": 0, "U2": 1}
    assert later.but("movements.csv", "U2", ald=2).optimum() == 1000 * 1


def test_each_port_of_loading_handles_its_own_cargo():
    """At ETP 250 stons cross the quay on day 0 (hours 18 to 24) and 250 on day 1."""
    handled = LOADING.plan().tables["utilisation"]
    at_second = handled[(handled.rule == "handling") & (handled.place == "ETP")]
    assert list(zip(at_second.day, at_second.used, strict=True)) == [(0, 250.0), (1, 250.0)]


def test_loading_at_two_ports_takes_a_berth_at_each():
    assert LOADING.but("seaports.csv", "ETP", berths_roro=0).optimum() > 0


def test_ports_of_loading_far_apart_are_not_joined():
    legs = "from_node,to_node,mode,hours,nm\nESP,KSP,sea,12,120\nETP,KSP,sea,12,120\nESP,ETP,sea,6,601\n"
    assert LOADING.with_tables({"legs.csv": legs}).optimum() == 500 * 2


def test_ports_of_loading_are_called_at_in_the_order_that_is_the_shorter_way():
    """With its base 60 nm from ETP and 120 from ESP the ship loads at ETP first."""
    moved = LOADING.with_tables(
        {
            "seaports.csv": LOADING.tables["seaports.csv"] + "EBP,DEU,53,8\n",
            "legs.csv": LOADING.tables["legs.csv"] + "EBP,ESP,sea,12,120\nEBP,ETP,sea,6,60\nEBP,KSP,sea,12,120\n",
        }
    ).but("fleets.csv", "ships", base="EBP")
    both = [option.poes for option in moved.instance.options.values() if len(option.poes) == 2]
    assert both == [("ETP", "ESP")]


def test_an_order_counts_the_passages_after_its_own_port_of_loading():
    order = {"orders.csv": "id,uln,via\nO1,U2,KSP\n"}
    network, scenario = LOADING.with_tables(order).nouns
    plan = LOADING.with_tables(order).plan()
    assert verify_plan(plan, network, scenario) == []
    other = {"orders.csv": "id,uln,via\nO1,U2,ESP\n"}
    found = verify_plan(plan, network, LOADING.with_tables(other).nouns[1])
    assert any(finding.where.startswith("fixed_orders") for finding in found)


def test_the_recount_finds_no_fault_in_loading_at_two_ports():
    network, scenario = LOADING.nouns
    plan = LOADING.plan()
    assert verify_plan(plan, network, scenario) == []
    loaded = sorted((row.poe, row.loaded_day, row.landed_day) for row in plan.tables["manifests"].itertuples())
    assert loaded == [("ESP", 0, 2), ("ETP", 0, 2)]


def test_the_recount_refuses_loading_at_two_ports_to_a_fleet_that_may_not():
    network, scenario = LOADING.nouns
    fleets = {name: row.model_copy(update={"two_ports": False}) for name, row in scenario.fleets.items()}
    found = verify_plan(LOADING.plan(), network, replace(scenario, fleets=fleets))
    assert {finding.where.split()[0] for finding in found} == {"references"}


def test_the_recount_asks_for_the_day_of_loading_at_the_second_port():
    network, scenario = LOADING.nouns
    plan = LOADING.plan()
    table = plan.tables["manifests"].copy()
    table.loc[table.uln == "U2", "loaded_day"] = 1
    found = verify_plan(
        type(plan)({**plan.tables, "manifests": table}, plan.stamp, plan.tracks), network, scenario
    )
    assert any("loaded on day 1, the mission loads on day 0" in finding.what for finding in found)
