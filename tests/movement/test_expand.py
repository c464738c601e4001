"""What `expand` makes of a scenario, and what it refuses; one behaviour a test, on the base case of the model."""

import numpy as np
import pytest

from projection.movement.instance import Instance
from projection.movement.refusals import Refusals
from projection.route.types import AirWindow, Legs
from tests.model.case import Case, air_leg, case, sea_leg

BY_AIR = case()
BY_SEA = case({"movements.csv": "uln,origin,dest,bulk_stons\nU1,ESP,KSP,100\n"})

NEVER_SHUT = {"DEU": (AirWindow(0, 100, ()),)}


def launches(instance: Instance) -> list[int]:
    """Days on which anything may be launched."""
    return sorted({day for _, day in instance.launches})


def loads(instance: Instance, uln: str = "U1") -> list[int]:
    """Days on which a ULN may be loaded."""
    return sorted({load[3] for load in instance.loads if load[0] == uln})


def refused(instance: Instance) -> list[tuple[str, str, str, int | None, int | None]]:
    return [(row.what, row.rule, row.reason, row.from_day, row.to_day) for row in instance.refused]


def says(*rows: str) -> Case:
    """The flight with permissions ``nation,thing,answer,from_day,to_day``."""
    return BY_AIR.with_tables({"permissions.csv": "\n".join(["nation,thing,answer,from_day,to_day", *rows, ""])})


def test_a_flight_is_offered_on_every_day_that_is_asked_for():
    assert launches(BY_AIR.instance) == list(range(10))
    assert refused(BY_AIR.instance) == []


@pytest.mark.parametrize("field", ["EAF", "KAF"])
def test_a_runway_too_short_is_refused(field):
    short = BY_AIR.but("airfields.csv", field, runway_ft=7999).instance
    assert not short.options
    reason = f"PLANE needs 8000 ft, {field} has 7999 ft"
    assert refused(short) == [("planes EAF-KAF", "runway", reason, None, None)]


def test_a_runway_without_paving_is_refused_to_what_needs_it():
    dirt = BY_AIR.but("airfields.csv", "KAF", paved="false")
    reason = "PLANE needs a paved runway, KAF has none"
    assert refused(dirt.instance) == [("planes EAF-KAF", "runway", reason, None, None)]
    assert dirt.but("aircraft.csv", "PLANE", paved_only="false").instance.options


def test_a_leg_beyond_the_ferry_range_is_refused():
    near = BY_AIR.but("aircraft.csv", "PLANE", ferry_nm=4000).instance
    reason = "no legal chain within the range of PLANE"
    assert refused(near) == [("planes EAF-KAF", "range", reason, None, None)]


@pytest.mark.parametrize(
    ("rule", "column", "limit", "size"),
    [("draft", "draft_m", 9.5, 10), ("beam", "beam_m", 29, 30), ("length", "loa_m", 199, 200)],
)
def test_a_ship_too_large_for_the_port_is_refused(rule, column, limit, size):
    small = BY_SEA.but("seaports.csv", "KSP", **{column: limit}).instance
    assert not small.options
    reason = f"SHIP has {rule} {size} m, KSP takes {limit:g} m"
    assert refused(small) == [("ships ESP-KSP", rule, reason, None, None)]


@pytest.mark.parametrize("cells", [{"berths_roro": 0}, {"berths_roro": 1, "taken": 0.01}])
def test_a_port_without_a_whole_free_berth_of_the_kind_is_refused(cells):
    full = BY_SEA.but("seaports.csv", "KSP", **cells).instance
    assert refused(full) == [("ships ESP-KSP", "berth", "KSP has no roro berth free for SHIP", None, None)]


def test_a_flight_waits_until_its_nation_releases_its_lift():
    late = says("DEU,forces,yes,,", "DEU,lift,yes,4,", "KOR,bases,yes,,").instance
    assert launches(late) == [4, 5, 6, 7, 8, 9]
    assert refused(late) == [("planes EAF-KAF", "lift", "DEU does not release its lift", 0, 3)]


def test_a_field_is_used_only_while_its_owner_lets_the_flag():
    gap = says("DEU,forces,yes,,", "DEU,lift,yes,,", "KOR,bases,yes,,", "KOR,bases,no,3,5").instance
    assert launches(gap) == [0, 1, 2, 6, 7, 8, 9]
    assert [row[1:] for row in refused(gap)] == [("bases", "KOR does not let DEU use KAF", 3, 5)]


def test_a_ship_needs_the_port_on_the_days_alongside():
    """It is alongside at KSP on the day after launch."""
    gap = BY_SEA.with_tables(
        {
            "permissions.csv": "nation,thing,answer,from_day,to_day\n"
            "DEU,forces,yes,,\nDEU,lift,yes,,\nKOR,bases,yes,,\nKOR,bases,no,3,5\n"
        }
    ).instance
    assert launches(gap) == [0, 1, 5, 6, 7, 8]
    assert {row[1:3] for row in refused(gap)} == {("bases", "KOR does not let DEU use KSP")}


def test_a_nation_overflown_has_to_allow_it():
    network, _ = BY_AIR.nouns
    legs = Legs(
        {},
        {
            (): {
                ("EAF", "KAF"): air_leg(network, "EAF", "KAF", hours=8, nations=("KAZ",)),
                ("KAF", "EAF"): air_leg(network, "KAF", "EAF", hours=8),
            }
        },
        NEVER_SHUT,
    )
    open_sky = BY_AIR.with_legs(legs)
    assert launches(open_sky.instance) == list(range(10))
    shut = open_sky.with_tables({"closures.csv": "kind,id,from_day,to_day\nairspace,KAZ,2,4\n"})
    assert launches(shut.instance) == [0, 1, 5, 6, 7, 8, 9]
    assert [row[1:] for row in refused(shut.instance)] == [("overflight", "KAZ does not let DEU overfly", 2, 4)]


def test_a_passage_shut_for_good_leaves_no_way():
    network, _ = BY_SEA.nouns
    out = sea_leg(network, "ESP", "KSP", nm=120, transits=(("strait", 60.0),))
    back = sea_leg(network, "KSP", "ESP", nm=120)
    through = BY_SEA.with_legs(Legs({("ESP", "KSP"): (out,), ("KSP", "ESP"): (back,)}, {(): {}}, NEVER_SHUT))
    assert through.instance.options
    shut = through.with_tables({"closures.csv": "kind,id\npassage,strait\n"}).instance
    assert not shut.options
    assert {row[1] for row in refused(shut)} == {"passages"}
    assert "strait is shut on day 0" in {row[2] for row in refused(shut)}


def test_a_closed_field_is_not_used():
    shut = BY_AIR.with_tables({"closures.csv": "kind,id,from_day,to_day\nnode,KAF,0,7\n"}).instance
    assert launches(shut) == [8, 9]


def test_a_nation_that_does_not_let_its_forces_go_is_refused_once():
    never = says("DEU,lift,yes,,", "KOR,bases,yes,,").instance
    assert never.requirements["U1"].leave is None
    assert not never.loads
    assert ("U1", "forces", "DEU does not let its forces go", None, None) in refused(never)


def test_a_unit_at_the_field_is_loaded_only_on_days_that_its_nation_lets_it_go():
    some = says("DEU,forces,yes,2,4", "DEU,lift,yes,,", "KOR,bases,yes,,").instance
    assert loads(some) == [2, 3, 4]


def test_a_unit_leaves_its_origin_only_on_days_that_its_nation_lets_it_go():
    """A limited link: moves are decided by day, and what moved on day 3 may still be loaded later."""
    two_days = case(
        {
            "movements.csv": "uln,origin,dest,bulk_stons\nU1,EDS,KSP,600\n",
            "permissions.csv": "nation,thing,answer,from_day,to_day\n"
            "DEU,forces,yes,2,3\nDEU,lift,yes,,\nKOR,bases,yes,,\n",
        }
    ).but("land_links.csv", "west", stons_day=300)
    assert sorted({move[3] for move in two_days.instance.moves}) == [2, 3]
    assert max(loads(two_days.instance)) > 4


def test_a_unit_is_loaded_once_it_is_available_and_was_brought_there():
    late = BY_AIR.but("movements.csv", "U1", ald=3)
    assert min(loads(late.instance)) == 3
    brought = BY_SEA.but("movements.csv", "U1", origin="EDS", ald=3)
    assert min(loads(brought.instance)) == 4, "a day by rail, loaded at the next opening"


def test_nothing_lands_before_the_earliest_arrival_day():
    assert min(loads(BY_AIR.but("movements.csv", "U1", ead=4).instance)) == 4
    assert min(loads(BY_SEA.but("movements.csv", "U1", ead=4).instance)) == 3, "a ship lands a day after launch"


def test_what_cannot_be_delivered_by_the_horizon_is_not_loaded():
    assert max(loads(BY_AIR.instance)) == 9
    assert max(loads(BY_SEA.instance)) == 8
    assert max(loads(BY_SEA.but("movements.csv", "U1", dest="KDS").instance)) == 7, "and a day by rail"


def test_a_unit_goes_by_the_mode_and_ports_that_are_ordered():
    both = case(
        {
            "land_links.csv": "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KSP,KDS,20\nfly,EDS,EAF,20\n"
            "road,KAF,KDS,20\n",
            "movements.csv": "uln,origin,dest,bulk_stons\nU1,EDS,KDS,100\n",
        }
    )

    def pools(**order: str) -> list[str]:
        return sorted(both.but("movements.csv", "U1", **order).instance.pools)

    assert pools() == ["air/EAF-KAF/1", "sea/ESP-KSP/1"]
    assert pools(mode="air") == ["air/EAF-KAF/1"]
    assert pools(mode="sea") == ["sea/ESP-KSP/1"]
    assert pools(pod="KSP") == ["sea/ESP-KSP/1"]
    assert pools(poe="EAF") == ["air/EAF-KAF/1"]
    assert pools(poe="EAF", pod="KSP") == []


def test_a_fleet_carries_only_for_nations_that_it_serves():
    others = BY_AIR.but("fleets.csv", "planes", serves="NLD;FRA").instance
    assert not others.options
    assert BY_AIR.but("fleets.csv", "planes", serves="NLD;DEU").instance.options


def test_launches_on_days_without_a_load_are_left_out():
    assert launches(BY_AIR.but("movements.csv", "U1", ald=7).instance) == [7, 8, 9]


def test_options_without_a_load_are_left_out():
    """People at the port, where the ship has no berths for them."""
    assert not BY_SEA.but("movements.csv", "U1", bulk_stons=0, pax=10).instance.options


def two_fleets(second: str, aircraft: str = "") -> Instance:
    return case(
        {
            "aircraft.csv": "id,payload_stons,over_stons,out_stons,pax,onload_h\nPLANE,50,20,10,10,2\n" + aircraft,
            "payload_range.csv": "lift,nm,stons\nPLANE,8900,200\nOTHER,8900,200\n",
            "fleets.csv": f"id,lift,base,count,serves\nplanes,PLANE,EAF,1,*\n{second}\n",
        }
    ).instance


def test_fleets_that_land_alike_share_a_pool():
    assert len(two_fleets("others,OTHER,EAF,1,*", "OTHER,30,5,0,0,3\n").pools) == 1


def test_fleets_that_land_on_other_days_do_not_share_a_pool():
    assert len(two_fleets("others,OTHER,EAF,1,*", "OTHER,30,5,0,0,15\n").pools) == 2


def test_fleets_that_serve_others_do_not_share_a_pool():
    assert len(two_fleets("others,PLANE,EAF,1,DEU").pools) == 2


def test_types_of_ship_do_not_share_a_pool():
    ships = BY_SEA.with_tables(
        {
            "ships.csv": "id,berth,payload_stons,deck_sqft\nSHIP,roro,1000,100000\nLONG,roro,2000,100000\n",
            "fleets.csv": "id,lift,base,count\none,SHIP,ESP,1\ntwo,SHIP,ESP,1\nthree,LONG,ESP,1\n",
        }
    ).instance
    assert sorted(len(pool.options) for pool in ships.pools.values()) == [1, 2]


def test_a_fleet_is_at_disposal_from_ready_to_until():
    """A mission is back on its launch day; positioning from another base starts the day before."""
    assert launches(BY_AIR.but("fleets.csv", "planes", ready=2, until=5).instance) == [2, 3, 4, 5]
    away = BY_AIR.with_tables(
        {
            "airfields.csv": "id,nation,lat,lon\nEAF,DEU,50,8\nKAF,KOR,37,127\nBAF,DEU,52,10\n",
            "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\nEAF,BAF,air,1\nKAF,BAF,air,7\n",
        }
    ).but("fleets.csv", "planes", base="BAF", ready=2)
    assert min(launches(away.instance)) == 3


def test_a_fleet_without_a_usable_tail_makes_no_options():
    assert not BY_AIR.but("fleets.csv", "planes", held_back=0.5).instance.options


def test_a_long_flight_stops_on_the_way_where_it_may():
    """6,000 nm in two legs of 3,000; without a stop it is beyond the range."""
    chain = BY_AIR.with_tables(
        {
            "airfields.csv": "id,nation,lat,lon,enroute\nEAF,DEU,50,8,\nKAF,KOR,37,127,\nMID,KOR,45,70,true\n",
            "legs.csv": "from_node,to_node,mode,nm\nEAF,KAF,air,6000\nEAF,MID,air,3000\nMID,KAF,air,3000\n",
        }
    ).but("aircraft.csv", "PLANE", ferry_nm=4000)
    (option,) = chain.instance.options.values()
    assert option.payload.cargo == pytest.approx(50 * (1 - 3000 / 4000)), (
        "no published point: a straight line to 0"
    )
    assert [stop.node for stop in option.stops] == ["EAF", "EAF", "MID", "KAF", "MID", "EAF"]
    assert not chain.but("airfields.csv", "MID", enroute="false").instance.options
    direct = chain.with_settings("use_window = 2", "use_window = 2\nstops_max = 0")
    assert not direct.instance.options


def test_equal_refusals_on_running_days_are_one_line_and_those_of_all_days_come_first():
    found = Refusals()
    found.add_days("f", "bases", "no", np.isin(np.arange(10), [0, 1, 2, 5]))
    found.add("f", "bases", "no", "")
    assert [(row.from_day, row.to_day) for row in found.table()] == [(None, None), (0, 2), (5, 5)]
