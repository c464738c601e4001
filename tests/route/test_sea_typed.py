import pytest

from projection.network.network import Network
from projection.network.rows import Leg, Seaport
from projection.route.sea_typed import with_typed
from projection.route.types import SeaLeg

PATH = ((0.0, 0.0), (1.0, 0.0))


def typed(start, end, nm=None, hours=None, both_ways=True, mode="sea"):
    return Leg(
        from_node=start,
        to_node=end,
        mode=mode,
        nm=nm,
        hours=hours,
        both_ways=both_ways,
        source="test",
        verified=False,
    )


def network(*legs):
    ports = {
        name: Seaport(
            id=name, name=name, nation="KOR", lat=0, lon=lon, draft_m=9, stons_day=1, source="test", verified=False
        )
        for lon, name in enumerate("AB")
    }
    empty = dict.fromkeys(("nations", "airfields", "sites", "passages", "land_links", "aircraft", "ships"), {})
    return Network(name="test", seaports=ports, legs=legs, **empty)


def computed(*ways):
    """Legs from A to B as (nm, passages)."""
    return {
        ("A", "B"): tuple(SeaLeg("A", "B", nm, tuple((name, nm / 2) for name in uses), PATH) for nm, uses in ways)
    }


def test_a_typed_leg_has_its_own_length_and_the_shortest_ways_passages_in_proportion():
    (leg,) = with_typed(network(typed("A", "B", nm=120)), computed((100, ("x",))), "AB")["A", "B"]
    assert (leg.nm, leg.typed, leg.hours, leg.path) == (120, True, None, PATH)
    assert leg.transits == (("x", 60),)


def test_a_typed_leg_holds_both_ways_unless_it_says_otherwise():
    legs = {**computed((100, ())), ("B", "A"): (SeaLeg("B", "A", 100, (), PATH[::-1]),)}
    both = with_typed(network(typed("A", "B", nm=90)), legs, "AB")
    assert [both[pair][0].nm for pair in (("A", "B"), ("B", "A"))] == [90, 90]
    one = with_typed(network(typed("A", "B", nm=90, both_ways=False)), legs, "AB")
    assert [one[pair][0].nm for pair in (("A", "B"), ("B", "A"))] == [90, 100]


def test_alternatives_stay_only_when_they_avoid_a_passage_and_are_lengthened_as_much():
    legs = computed((100, ("x",)), (130, ("y",)), (140, ()))
    found = with_typed(network(typed("A", "B", nm=110)), legs, "AB")["A", "B"]
    assert [(leg.nm, [name for name, _ in leg.transits]) for leg in found] == [
        (110, ["x"]),
        (140, ["y"]),
        (150, []),
    ]
    assert (
        len(with_typed(network(typed("A", "B", nm=110)), computed((100, ()), (120, ("y",))), "AB")["A", "B"]) == 1
    )


def test_a_typed_time_keeps_the_computed_length():
    (leg,) = with_typed(network(typed("A", "B", hours=12)), computed((100, ())), "AB")["A", "B"]
    assert (leg.nm, leg.hours, leg.typed) == (100, 12, True)


def test_a_typed_leg_joins_ports_that_no_computed_way_joins():
    (leg,) = with_typed(network(typed("A", "B", nm=70)), {}, "AB")["A", "B"]
    assert (leg.nm, leg.transits, leg.path) == (70, (), ((0.0, 0.0), (1.0, 0.0)))
    (timed,) = with_typed(network(typed("A", "B", hours=5)), {}, "AB")["A", "B"]
    assert timed.nm == pytest.approx(60.04, abs=0.01)


def test_air_legs_and_legs_of_other_places_are_not_sea_legs():
    rows = (typed("A", "B", nm=5, mode="air"), typed("A", "C", nm=5))
    assert with_typed(network(*rows), {}, "AB") == {}
