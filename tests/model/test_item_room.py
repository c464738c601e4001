"""Item room: items that fly find missions on which they fit."""

from tests.model.item_case import by_air

CASES = {"three on two": by_air("U1,,36,,12", planes=2)}
"""Three items of 12 stons are less than the 40 that two planes take, and each takes one: 12 come a day late."""


def test_two_planes_do_not_share_the_third_item():
    assert CASES["three on two"].optimum() == 12


def test_room_for_two_takes_the_third_and_a_ston_less_does_not():
    assert CASES["three on two"].but("aircraft.csv", "PLANE", over_stons=23).optimum() == 12
    assert CASES["three on two"].but("aircraft.csv", "PLANE", over_stons=24).optimum() == 0


def test_without_the_rule_the_sum_of_their_rooms_counts():
    assert CASES["three on two"].optimum(without=["item_room"]) == 0


def test_items_go_on_the_type_that_takes_them():
    """A small type takes none of 12, only 5 stons of anything else: one item a day, 12 of 24 a day late."""
    both = by_air("U1,,24,,12").with_tables(
        {
            "aircraft.csv": "id,payload_stons,over_stons,out_stons,pax\nPLANE,50,20,10,10\nSMALL,30,5,0,0\n",
            "payload_range.csv": "lift,nm,stons\nPLANE,8900,200\nSMALL,8900,200\n",
            "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,1\nsmalls,SMALL,EAF,1\n",
        }
    )
    assert both.optimum() == 12
    assert [row.reason for row in both.instance.refused] == [
        "an item of oversize cargo weighs 12 st, SMALL takes at most 5"
    ]
    assert set(both.plan().tables["missions"]["fleet"]) == {"planes"}
