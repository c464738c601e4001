"""Ways over land, and the rule by which a link needs no stock: when it carries in a day all that could use it."""

from projection.movement.land import amounts, by_group, directed, ports_of
from projection.movement.pools import Way
from tests.model.case import Case, case

UNIT = "uln,origin,dest,{}\nU1,EDS,KDS,{}\n"


def shipped(amount: str = "bulk_stons", value: object = 600, **link: object) -> Case:
    """One unit from depot to camp by ship; cells of the eastern link replaced."""
    one = case({"movements.csv": UNIT.format(amount, value)})
    return one.but("land_links.csv", "east", **link) if link else one


def in_way(found: Case, group: str = "cargo", uln: str = "U1") -> Way | None:
    return found.instance.in_ways.get((uln, group, "KSP"))


def test_a_link_runs_both_ways_and_takes_whole_days():
    network, _ = shipped(hours=24.5).nouns
    links = directed(network)
    assert sorted(links) == ["east>KDS", "east>KSP", "west>EDS", "west>ESP"]
    assert [(links[n].start, links[n].end, links[n].days) for n in ("east>KDS", "west>EDS")] == [
        ("KSP", "KDS", 2),
        ("ESP", "EDS", 1),
    ]


def test_ports_of_a_place_are_those_at_it_and_linked_to_it_and_no_site():
    network, _ = shipped().nouns
    assert ports_of(network, "EDS", ()) == ("ESP",)
    assert ports_of(network, "ESP", ()) == ("ESP",)
    assert ports_of(network, "EAF", ()) == ("EAF",)
    assert ports_of(network, "EDS", ("EAF",)) == ()


def test_outsize_and_what_does_not_fly_are_heavy_and_zeros_are_left_out():
    text = "uln,origin,dest,bulk_stons,over_stons,out_stons,nat_stons,pax\nU1,EDS,KDS,1,2,4,8,16\n"
    movement = case({"movements.csv": text}).nouns[1].movements["U1"]
    assert by_group(movement) == {"cargo": 3, "heavy": 12, "pax": 16}
    assert amounts(shipped().nouns[1].movements["U1"]) == {"bulk": 600}


def test_a_port_that_is_the_place_needs_no_way():
    there = shipped().but("movements.csv", "U1", dest="KSP")
    assert in_way(there) == Way("here", 0, ())


def test_a_link_that_takes_all_in_a_day_is_a_delay():
    assert in_way(shipped(stons_day=600)) == Way("delay", 1, ("east>KDS",))
    assert not shipped(stons_day=600).instance.moves


def test_a_link_that_takes_less_needs_a_stock():
    assert in_way(shipped(stons_day=599)) == Way("stock", 1, ("east>KDS",))
    assert shipped(stons_day=599).instance.moves


def test_a_link_is_free_only_when_all_that_could_use_it_fits():
    """600 of one unit and 300 of another, of which 100 heavy: 900 a day are needed."""
    two = "uln,origin,dest,bulk_stons,nat_stons\nU1,EDS,KDS,600,0\nU2,ESP,KDS,200,100\n"
    for stons_day, kind in ((900, "delay"), (899, "stock")):
        found = shipped(stons_day=stons_day).with_tables({"movements.csv": two})
        assert in_way(found).kind == kind
        assert in_way(found, "heavy", "U2").kind == kind


def test_both_directions_share_what_a_link_carries():
    """One unit goes out over the link by which another comes in."""
    two = "uln,origin,dest,bulk_stons\nU1,EDS,KDS,600\nU2,KDS,EDS,300\n"
    found = shipped(stons_day=899).with_tables({"movements.csv": two})
    assert in_way(found).kind == "stock"
    assert in_way(found.but("land_links.csv", "east", stons_day=900)).kind == "delay"


def test_people_do_not_count_against_stons():
    assert in_way(shipped("pax", 600, stons_day=1, pax_day=600), "pax").kind == "delay"
    assert in_way(shipped("pax", 600, stons_day=9999, pax_day=599), "pax").kind == "stock"


def test_heavy_cargo_takes_only_links_that_take_it():
    assert in_way(shipped("nat_stons", 600), "heavy") is not None
    assert in_way(shipped("nat_stons", 600, heavy="false"), "heavy") is None
    assert not shipped("nat_stons", 600, heavy="false").instance.loads


def test_the_quickest_link_is_taken_and_among_equals_the_widest():
    links = "id,from_node,to_node,hours,stons_day\nwest,EDS,ESP,20,1000\nslow,KSP,KDS,30,9999\n"
    links += "thin,KSP,KDS,20,700\nwide,KSP,KDS,10,800\n"
    found = shipped().with_tables({"land_links.csv": links})
    assert in_way(found) == Way("delay", 1, ("wide>KDS",))
    more = found.but("movements.csv", "U1", bulk_stons=900)
    assert in_way(more) == Way("stock", 1, ("wide>KDS", "thin>KDS", "slow>KDS"))


def test_the_day_of_a_move_follows_from_the_kind_of_way():
    """Landed on day 1: a delay leaves at once; a stock may leave on any later day that still arrives in time."""
    stock = shipped(stons_day=300).instance
    out = [day for _, _, link, day in stock.moves if link == "east>KDS"]
    assert (min(out), max(out)) == (3, 9), "loaded on day 1 at the earliest, after a day by rail; landed on day 2"
    assert all(day < 9 for _, _, node, day in stock.holds if node == "KSP")
