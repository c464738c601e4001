"""Bottlenecks: the one that is known is named first, and what one unit more gives is what a new solve gives."""

import pytest

from projection.explore import confirm
from projection.explore.bottlenecks import bottlenecks
from projection.explore.launches import NotOfThisPlanError, launches
from projection.explore.limits import Limit
from projection.plan.missions import without_empty
from tests.model import test_berths, test_fuel, test_handling, test_land, test_tails, test_transits, test_working
from tests.model.case import case

BUILT = {
    "a tail": (test_tails.CASES["tails"], Limit("tails", "planes"), ("fleets.csv", "planes", {"count": 2})),
    "a working spot": (
        test_working.CASES["slot-hours"],
        Limit("working", "KAF"),
        ("airfields.csv", "KAF", {"mog_working": 2}),
    ),
    "a berth": (
        test_berths.CASES["roro at KSP"],
        Limit("berths_roro", "KSP"),
        ("seaports.csv", "KSP", {"berths_roro": 2}),
    ),
    "fuel": (test_fuel.CASES["KAF"], Limit("fuel", "KAF"), ("airfields.csv", "KAF", {"fuel_stons_day": 115})),
    "the quay": (
        test_handling.CASES["KSP"].but("fleets.csv", "ships", count=2),
        Limit("handling", "KSP"),
        ("seaports.csv", "KSP", {"stons_day": 700}),
    ),
    "a railway": (
        test_land.CASES["stons_day"],
        Limit("land", "east"),
        ("land_links.csv", "east", {"stons_day": 400}),
    ),
}
"""Case, the limit that alone holds it back, and the cells with one unit more of it."""


def found(one, **options):
    network, scenario = one.nouns
    return bottlenecks(one.plan(), network, one.instance, scenario.settings.solver, limit_s=20, **options)


@pytest.mark.parametrize("name", BUILT)
def test_the_single_bottleneck_is_named_first_and_its_gain_is_that_of_a_new_solve(name):
    one, limit, (file, row, cells) = BUILT[name]
    rows = found(one).rows
    assert rows[0].limit == limit
    gain = one.optimum() - one.but(file, row, **cells).optimum()
    assert gain > 0
    assert rows[0].confirmed.proved
    assert rows[0].confirmed.gain == pytest.approx(gain)


@pytest.mark.parametrize("name", BUILT)
def test_nothing_else_gains_as_much_as_the_single_bottleneck(name):
    rows = found(BUILT[name][0]).rows
    gains = [row.confirmed.gain for row in rows if row.confirmed]
    assert gains == sorted(gains, reverse=True)
    assert all(gain < gains[0] for gain in gains[1:])


COLUMNS = {
    "tails": ("fleets.csv", "count", 1),
    "working": ("airfields.csv", "mog_working", 1),
    "berths_roro": ("seaports.csv", "berths_roro", 1),
    "fuel": ("airfields.csv", "fuel_stons_day", 100),
    "handling": ("seaports.csv", "stons_day", 100),
    "land": ("land_links.csv", "stons_day", 100),
}
"""The cell of each rule, and one unit of it."""


@pytest.mark.parametrize("name", BUILT)
def test_every_gain_is_that_of_a_new_solve(name):
    one, before = BUILT[name][0], BUILT[name][0].optimum()
    network, scenario = one.nouns
    there = {**network.places, **network.land_links, **scenario.fleets}
    for row in found(one).rows:
        file, column, unit = COLUMNS[row.limit.rule]
        more = {column: getattr(there[row.limit.place], column) + unit}
        after = one.but(file, row.limit.place, **more).optimum()
        assert row.confirmed.proved
        assert row.confirmed.gain == pytest.approx(before - after, abs=1e-6)


def test_who_closes_earlier_is_told_with_the_days():
    rows = found(test_working.CASES["slot-hours"]).rows
    assert rows[0].confirmed.earlier == {"U1": 1}
    assert rows[0].first == 0
    assert not rows[0].confirmed.later and not rows[0].confirmed.closed


def test_a_limit_that_binds_later_is_raised_from_then_on():
    """The plane lands 50 a day; U2 may not come before day 5, and then two loads want the one spot."""
    two = "uln,origin,dest,bulk_stons,ald,rdd\nU1,EAF,KAF,50,0,0\nU2,EAF,KAF,150,5,5\n"
    rows = found(test_working.CASES["slot-hours"].with_tables({"movements.csv": two})).rows
    assert rows[0].limit == Limit("working", "KAF")
    assert rows[0].first == 5
    assert rows[0].confirmed.earlier == {"U2": 1}


def test_only_the_first_ones_are_solved_again():
    rows = found(test_working.CASES["slot-hours"], top=1).rows
    assert [row.confirmed is not None for row in rows] == [True] + [False] * (len(rows) - 1)


def test_what_never_arrived_and_now_does_is_told():
    """Two loads in the last two days of a plane that flies every second day: the second never arrives."""
    one = test_tails.CASES["tails"].but("movements.csv", "U1", ald=8, rdd=8)
    rows = found(one).rows
    assert rows[0].limit == Limit("tails", "planes")
    assert rows[0].confirmed.closed == ("U1",)


def test_a_large_problem_is_searched_around_its_plan_and_never_called_proved(monkeypatch):
    monkeypatch.setattr(confirm, "SMALL", 0)
    one, limit, (file, row, cells) = BUILT["a working spot"]
    network, scenario = one.nouns
    held = bottlenecks(one.plan(), network, one.instance, scenario.settings.solver, limit_s=1, top=1)
    assert not held.exact
    assert held.rows[0].limit == limit
    assert not held.rows[0].confirmed.proved
    assert held.rows[0].confirmed.gain == one.optimum() - one.but(file, row, **cells).optimum()


def test_a_plan_in_time_has_no_bottleneck_that_gains():
    rows = found(case({"movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,50\n"})).rows
    assert all(row.confirmed.gain == 0 for row in rows)


def test_missions_count_back_to_the_launches_of_the_solution():
    for one in (*test_working.CASES.values(), *test_transits.CASES.values(), *test_land.CASES.values()):
        flown = without_empty(one.instance, one.solve()).values["sorties"]
        assert launches(one.plan(), one.instance) == flown


def test_a_plan_of_other_missions_is_refused():
    one = test_working.CASES["slot-hours"]
    other = one.but("aircraft.csv", "PLANE", offload_h=1)
    with pytest.raises(NotOfThisPlanError, match="planes-001"):
        launches(one.plan(), other.instance)
