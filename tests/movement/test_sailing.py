"""Locks side by side, ships held before a strait, and voyages that have to end by an hour; hours by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from projection.movement.access import Access
from projection.movement.sailing import HELD_DAYS, Sailor
from projection.movement.timeline import Stop
from projection.plan.verify.days import day_in as verified_day
from projection.units import day_in
from tests.straits import LONG, NETWORK, SHORT, closed, expanded, legs_of, straits, with_passage

NARROW = "new,New locks,17,-1,18,1,12,0,0,,test,true"
"""Locks in the strait's box that take 12 m, one less than the ship has."""


def sailor(folder: Path, changes: dict[str, str] | None = None) -> Sailor:
    network, scenario = straits(folder, changes)
    return Sailor(network, Access(network, scenario), network.ships["ARK"])


def starts(folder: Path, changes: dict[str, str], ways=(SHORT, LONG)) -> dict[int, tuple[float, str]]:
    """Hours of the leg out and its passages by launch day."""
    found = {}
    for option in expanded(folder, changes, *ways).options.values():
        stop = next(stop for stop in option.stops if stop.purpose == "offload")
        for day in option.launches:
            found[day] = (stop.leg_h, "+".join(name for name, _ in stop.passages))
    return found


def test_a_ship_is_held_before_a_strait_that_opens_soon(tmp_path: Path) -> None:
    found = starts(tmp_path, closed(7, 9))
    assert found[1] == (240.0, "strait")
    assert found[2] == (300.0, "strait"), "there on day 7 at noon, let in on day 10 at 0 h: 60 h more"
    assert found[4] == (252.0, "strait"), "there on day 9 at noon: 12 h more"
    assert found[5] == (240.0, "strait")


def test_a_ship_goes_round_when_that_is_quicker_than_being_held(tmp_path: Path) -> None:
    found = starts(tmp_path, closed(7, 25))
    assert found[2] == (480.0, ""), "held until day 26 it would take 240 + 18.5 x 24 = 684 h"
    assert found[12] == (444.0, "strait"), "there on day 17 at noon, held 8.5 days: 204 h more, less than 480 h"


def test_a_held_ship_enters_on_the_day_on_which_the_strait_opens(tmp_path: Path) -> None:
    instance = expanded(tmp_path, closed(7, 9))
    held = next(option for option in instance.options.values() if option.launches == (2,))
    offload = next(stop for stop in held.stops if stop.purpose == "offload")
    assert offload.passages == (("strait", 10 * 24 - 2 * 24),)
    assert offload.arrive_h == pytest.approx(24 + 300)


def test_nobody_is_held_for_more_than_thirty_days(tmp_path: Path) -> None:
    still = sailor(tmp_path, closed(5, 5 + HELD_DAYS))
    assert still.sail(SHORT, 24.0) == "strait is shut on day 5"
    shorter = sailor(tmp_path / "b", closed(6, 5 + HELD_DAYS))
    assert not isinstance(shorter.sail(SHORT, 48.0), str)


def test_a_ship_on_its_way_home_is_held_as_well(tmp_path: Path) -> None:
    instance = expanded(tmp_path, closed(17, 19), SHORT)
    option = next(option for option in instance.options.values() if 0 in option.launches)
    assert option.stops[-1].leg_h == 240 + 60, "there on day 17 at noon, let in on day 20 at 0 h"


def test_a_typed_leg_takes_its_hours_and_what_it_is_held(tmp_path: Path) -> None:
    typed = replace(SHORT, hours=120.0, typed=True)
    free = sailor(tmp_path).sail(typed, 24.0)
    assert not isinstance(free, str)
    assert (free.hours, free.entries) == (120.0, (("strait", 54.0),))
    shut = sailor(tmp_path / "b", closed(3, 4)).sail(typed, 24.0)
    assert not isinstance(shut, str)
    assert shut.hours == 120 + 42, "there at hour 78, let in on day 5"


def test_a_typed_leg_without_length_takes_its_hours(tmp_path: Path) -> None:
    nowhere = replace(LONG, nm=0.0, hours=99.0, typed=True)
    assert sailor(tmp_path).quickest([nowhere], 0.0).hours == 99.0


def test_a_ship_takes_the_first_lock_that_fits(tmp_path: Path) -> None:
    assert starts(tmp_path, with_passage(NARROW))[0] == (240.0, "strait")
    both = sailor(tmp_path / "b", with_passage(NARROW.replace(",12,", ",20,")))
    assert both.sail(SHORT, 0.0).entries == (("new", 108.0),)


def test_a_ship_takes_the_other_lock_while_the_first_is_shut(tmp_path: Path) -> None:
    wide = with_passage(NARROW.replace(",12,0,0", ",20,3,4"))
    assert starts(tmp_path, wide)[2] == (247.0, "new")
    assert starts(tmp_path / "b", {**wide, **closed(7, 9, "new")})[2] == (240.0, "strait")
    narrow = {**with_passage(NARROW), **closed(7, 9)}
    assert starts(tmp_path / "c", narrow)[2] == (300.0, "strait"), "the other lock is too shallow: held"


def test_locks_that_take_no_ship_refuse_the_way_in_metres(tmp_path: Path) -> None:
    shallow = {"passages.csv": NETWORK["passages.csv"].replace("1,,0,0", "1,12.04,0,0")}
    instance = expanded(tmp_path, shallow, SHORT)
    assert not instance.options
    row = next(row for row in instance.refused if row.rule == "draft")
    assert (row.what, row.reason) == ("arks EPT-KPT", "ARK has draft 13 m, strait takes 12.04 m")


def test_a_ship_positions_so_as_to_pass_before_the_strait_shuts(tmp_path: Path) -> None:
    shut = sailor(tmp_path, {**closed(20, 25)})
    legs = legs_of(SHORT, LONG).sea["EPT", "KPT"]
    there = shut.latest(legs, 24.0 * 20)
    assert not isinstance(there, str)
    assert (there.leg, there.hours) == (SHORT, 240.0)
    round_it = shut.latest(legs, 24.0 * 27)
    assert not isinstance(round_it, str)
    assert (round_it.leg, round_it.hours) == (LONG, 480.0), "through the strait it would enter on day 21"


def test_a_slowed_strait_makes_the_ship_leave_earlier(tmp_path: Path) -> None:
    slow = {"closures.csv": "kind,id,from_day,to_day,status,slow_h\npassage,strait,0,14,slowed,30\n"}
    found = sailor(tmp_path, slow).latest([SHORT], 24.0 * 20)
    assert not isinstance(found, str)
    assert found.hours == 270.0, "leaves on day 8 at 18 h, enters on day 13 at 6 h, within the slowed days"


@pytest.mark.parametrize(("hour", "day"), [(0, 0), (23.99, 0), (23.999999, 1), (24, 1), (-0.1, -1), (-24, -1)])
def test_the_day_of_an_entry_is_the_one_that_the_verifier_counts(hour: float, day: int) -> None:
    assert day_in(hour) == verified_day(hour) == day


def ways_out(folder: Path, ships_day: str) -> set[float]:
    """Hours of the legs out that are offered for day 0 with two ships."""
    passages = NETWORK["passages.csv"].replace("0,0,,test", f"0,0,{ships_day},test")
    options = expanded(folder, {"passages.csv": passages}).options.values()
    return {option.stops[2].leg_h for option in options if 0 in option.launches}


def test_the_way_round_is_offered_where_a_strait_lets_in_fewer_ships_than_there_are(tmp_path: Path) -> None:
    assert ways_out(tmp_path / "one", "1") == {240.0, 480.0}
    assert ways_out(tmp_path / "two", "2") == {240.0}
    assert ways_out(tmp_path / "all", "") == {240.0}


def test_entries_are_counted_on_the_day_of_entry_where_ships_are_counted(tmp_path: Path) -> None:
    passages = NETWORK["passages.csv"].replace("0,0,,test", "0,0,9,test")
    instance = expanded(tmp_path, {"passages.csv": passages})
    (option,) = instance.options.values()
    uses = [(use.place, use.offset, use.amount) for use in option.uses if use.rule == "transits"]
    assert uses == [("strait", 5, 1.0), ("strait", 17, 1.0)]
    assert instance.limit("transits", "strait", 5) == 9


def test_a_closure_changes_only_the_voyages_that_meet_it(tmp_path: Path) -> None:
    def voyages(changes: dict[str, str]) -> dict[int, tuple[Stop, ...]]:
        options = expanded(tmp_path, changes).options.values()
        return {day: option.stops for option in options for day in option.launches}

    never, shut = voyages({}), voyages(closed(7, 9))
    changed = {day for day in never if never[day] != shut.get(day)}
    assert changed == {2, 3, 4}, "outward they enter on days 7 to 9; homeward everybody enters on day 17 or later"
