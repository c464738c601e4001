"""A ULN that moves itself: one way, by its own pieces, each with a share; nothing else carries it."""

from dataclasses import replace

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.own_case import FRIGATES, JETS, without_tankers

NEAR = without_tankers(JETS).with_tables(
    {"legs.csv": "from_node,to_node,mode,nm\nEAF,KAF,air,3600\nEAF,TAF,air,2600\nESP,KSP,sea,4000\n"}
)
"""The field is 3,600 nm away, within the range of the jets."""


def stops_of(found, fleet):
    table = found.plan().tables["missions"]
    return table[table["fleet"] == fleet]


def own(found):
    return [option for option in found.instance.options.values() if option.uln]


def test_jets_cross_by_themselves_one_way():
    stops = stops_of(NEAR, "own~JETS")
    assert sorted(set(stops["mission"])) == [f"own~JETS-00{n}" for n in (1, 2, 3, 4)]
    assert list(stops[stops["mission"] == "own~JETS-001"]["purpose"]) == ["position", "onload", "offload"]
    assert set(stops["tail"]) == {1, 2, 3, 4}
    assert NEAR.optimum() == 0


def test_each_piece_carries_its_share_and_only_of_its_uln():
    rows = NEAR.plan().tables["manifests"]
    jets = rows[rows["mission"].str.startswith("own~")]
    assert set(jets["uln"]) == {"JETS"}
    assert jets["stons"].max() == jets[jets["cargo"] == "nat"]["stons"].min() == 10
    assert jets["pax"].max() == 2
    assert set(rows[rows["mission"].str.startswith("planes")]["uln"]) == {"U2"}


def test_nothing_else_carries_what_moves_itself():
    """A plane that could take 50 of it does not."""
    alone = without_tankers().but("movements.csv", "JETS", nat_stons=0, bulk_stons=40)
    assert {load[0] for load in alone.instance.loads} == {"U2"}
    assert {load[0] for load in NEAR.instance.loads if load[1] not in _own_pools(NEAR)} == {"U2"}


def _own_pools(found):
    return {pool.id for pool in found.instance.pools.values() if pool.uln}


def test_jets_need_their_nations_yes_for_forces_and_none_for_lift():
    """Without lift the plane stays: 10 stons are 19 days late."""
    rows = "nation,thing,answer,from_day\nDEU,forces,yes,{}\nKOR,lift,yes,\nKOR,bases,yes,\n"
    no_lift = NEAR.with_tables({"permissions.csv": rows.format("")})
    assert no_lift.optimum() == 10 * 19
    late = NEAR.with_tables({"permissions.csv": rows.format(3)})
    assert {min(option.launches) for option in own(late)} == {3}


def test_a_leg_beyond_their_range_needs_a_tanker():
    """Without one 40 stons and 8 people never come: on a horizon of 10 days they count as 19 days late."""
    assert own(without_tankers()) == []
    assert without_tankers().optimum() == 48 * 19
    assert JETS.optimum() == 0


def test_one_tanker_serves_a_flight_of_four():
    (option,) = own(JETS)
    assert (option.size, [(use.fleet, use.count) for use in option.tankers]) == (4, [("tankers", 1)])
    sortie = stops_of(JETS, "tankers")
    assert set(sortie["mission"]) == {"tankers-001"}
    assert set(sortie["supports"]) == {"own~JETS-001;own~JETS-002;own~JETS-003;own~JETS-004"}
    assert verify_plan(JETS.plan(), *JETS.nouns) == []


def test_a_tanker_that_gives_less_serves_flights_of_two_and_the_second_flies_a_day_later():
    """12 stons are enough for two; one tanker: 20 stons and 4 people a day late."""
    short = JETS.but("fleets.csv", "tankers", lift="SHORT")
    assert [option.size for option in own(short)] == [2]
    assert short.optimum() == 24
    assert short.but("fleets.csv", "tankers", count=2).optimum() == 0
    assert verify_plan(short.plan(), *short.nouns) == []


def test_pieces_that_do_not_fill_flights_fly_in_a_smaller_one():
    """Three jets of 16 stons and people in flights of two and one, by two tankers on the same day."""
    three = JETS.but("movements.csv", "JETS", pieces=3).but("fleets.csv", "tankers", lift="SHORT", count=2)
    assert sorted(option.size for option in own(three)) == [1, 2]
    assert three.optimum() == 0
    assert verify_plan(three.plan(), *three.nouns) == []


def test_jets_are_refuelled_on_each_long_leg_of_a_chain():
    """By MID: two legs of 4,500 nm; nobody flies from EAF to KAF at once."""
    two = JETS.with_tables(
        {
            "airfields.csv": (
                "id,nation,lat,lon,enroute\nEAF,DEU,0,0,false\nKAF,KOR,0,80,false\nTAF,KOR,0,20,true\n"
                "MID,KOR,0,40,true\nTBF,KOR,0,60,true\n"
            ),
            "legs.csv": (
                "from_node,to_node,mode,nm\nEAF,MID,air,4500\nMID,KAF,air,4500\nEAF,TAF,air,2600\n"
                "TAF,TBF,air,2400\nESP,KSP,sea,4000\n"
            ),
        }
    ).but("fleets.csv", "tankers", count=2)
    (option,) = own(two)
    assert [stop.node for stop in option.stops] == ["EAF", "EAF", "MID", "KAF"]
    assert [[stop.node for stop in use.stops if stop.purpose == "refuel"] for use in option.tankers] == [
        ["TAF"],
        ["TBF"],
    ]
    assert len(set(stops_of(two, "tankers")["mission"])) == 2
    assert verify_plan(two.plan(), *two.nouns) == []


def test_ships_sail_by_themselves():
    stops = stops_of(FRIGATES, "own~U1")
    assert list(stops["purpose"]) == ["position", "onload", "offload"] * 2
    assert FRIGATES.plan().tables["manifests"]["stons"].to_list() == [2000, 2000]


def test_ships_keep_to_berths():
    """One berth at the port of debarkation: the second ship lands a day later."""
    one = FRIGATES.but("seaports.csv", "KSP", berths_roro=1)
    assert one.optimum() > FRIGATES.optimum()
    assert one.optimum(without=["berths"]) == FRIGATES.optimum()


@pytest.mark.parametrize("found", [NEAR, JETS, FRIGATES], ids=["near", "refuelled", "ships"])
def test_the_plan_is_sound(found):
    assert verify_plan(found.plan(), *found.nouns) == []


def findings(found, table, change):
    """What the verifier says about the case's plan with one table changed."""
    plan = found.plan()
    tables = {**plan.tables, table: change(plan.tables[table].copy())}
    return [str(row) for row in verify_plan(replace(plan, tables=tables), *found.nouns)]


def swapped(column, old, new):
    def change(table):
        table[column] = table[column].replace(old, new)
        return table

    return change


def test_the_verifier_sees_a_plane_with_what_moves_itself():
    said = findings(NEAR, "manifests", swapped("uln", "U2", "JETS"))
    assert any("serves planes-001 JETS" in row and "JETS moves itself" in row for row in said)


def test_the_verifier_sees_a_jet_with_what_is_not_its_own():
    said = findings(NEAR, "manifests", swapped("uln", "JETS", "U2"))
    assert any("serves own~JETS-001 U2" in row and "carries JETS only" in row for row in said)


def test_the_verifier_sees_more_than_a_share():
    said = findings(NEAR, "manifests", swapped("stons", 10, 11))
    assert any("payload own~JETS-001" in row and "the share of one of 4 is 10" in row for row in said)


def test_the_verifier_sees_one_piece_too_many():
    three = NEAR.but("movements.csv", "JETS", pieces=3)
    said = [str(row) for row in verify_plan(NEAR.plan(), three.nouns[0], three.nouns[1])]
    assert any("tails own~JETS day" in row and "4 tails away, 3 usable" in row for row in said)


def test_the_verifier_sees_jets_that_leave_without_permission():
    late = NEAR.with_tables(
        {"permissions.csv": "nation,thing,answer,from_day\nDEU,forces,yes,3\nDEU,lift,yes,\nKOR,bases,yes,\n"}
    )
    said = [str(row) for row in verify_plan(NEAR.plan(), late.nouns[0], late.nouns[1])]
    assert any("forces own~JETS-001 JETS day 0" in row for row in said)


def test_the_verifier_sees_jets_that_lack_their_tanker():
    def without(table):
        return table[table["fleet"] != "tankers"]

    said = findings(JETS, "missions", without)
    assert any("range own~JETS-001" in row and "JET flies 4000 nm" in row for row in said)


def test_the_verifier_sees_a_tanker_that_serves_too_many():
    """What one sortie gives is shared out among all: five jets get less than they lack."""
    many = ";".join(f"own~JETS-00{n}" for n in (1, 2, 3, 4)) + ";planes-001;planes-002;planes-003"
    rest = JETS.but("movements.csv", "U2", bulk_stons=150)
    said = findings(rest, "missions", swapped("supports", ";".join(many.split(";")[:4]), many))
    assert any("refuels 7 aircraft, at most 6" in row for row in said)
