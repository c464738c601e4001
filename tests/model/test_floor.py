"""Floor: at the end of a day some days of the day's use are to be there, or are missing at a price."""

from tests.model.supply_case import fed

CASES = {
    "rations": fed("food,KAF,food,,20,1,4,3,0,1,\n", "AID,EAF,KAF,1000,0,food\n", below=1),
    "missiles": fed(
        "reload,KAF,missiles,BATTERY,2,0,4,10,8,1,\n",
        "BATTERY,EAF,KAF,50,0,\nRELOAD,EAF,KAF,100,0,reload\n",
        below=0.1,
    ),
}
"""Rations: 20 a day, 3 days of it are 60. The plane brings 50 a day: 30, 60, 90 ... are left on days 1, 2, 3, so
that 30 lack to the floor on day 1. Missiles: a battery comes on day 0 with 8 stons of reloads at its place and may
fire 2 a day; 10 days of that are 20. On day 1 there are 8 - 2 = 6, 14 below, at a tenth of a day late each, so
that the battery does not wait for them; 50 more come on day 1 for day 2."""


def test_what_is_below_the_floor_costs_a_day():
    assert CASES["rations"].optimum() == 30
    assert CASES["missiles"].optimum() == 1.4


def test_a_floor_one_day_higher_costs_the_use_of_a_day_more():
    """80 on days 1 and 2: 50 and 20 are missing. 11 days of missiles: 22, of which 16 are missing at 0.1."""
    for name, old, new, cost in (
        ("rations", ",3,0,1,", ",4,0,1,", 50 + 20),
        ("missiles", ",10,8,1,", ",11,8,1,", 1.6),
    ):
        changed = CASES[name].tables["needs.csv"].replace(old, new)
        assert CASES[name].with_tables({"needs.csv": changed}).optimum() == cost


def test_without_the_rule_no_floor_is_held():
    assert CASES["rations"].optimum(without=["floor"]) == 0
    assert CASES["missiles"].optimum(without=["floor"]) == 0


def test_a_battery_that_is_not_there_needs_no_floor():
    """Without permission to leave, it is short and nothing else counts."""
    away = CASES["missiles"].but("movements.csv", "BATTERY", bulk_stons=1, ead=10)
    assert away.optimum() == 1 * 19


def test_nobody_goes_without_to_keep_a_reserve():
    """20 are needed on each of days 1 to 4, and 40 are there; they are used on days 1 and 2.

    What lacks on day d costs 10 + (9 - d): 16 and 15 on days 3 and 4. 20, 0, 0 and 0 are left of a floor of 20, so
    that 0 + 20 + 20 + 20 are below. To eat on the last two days instead would cost as much.
    """
    poor = fed("food,KAF,food,,20,1,4,1,40,1,\n", "U1,EAF,KAF,1,0,\n", below=1)
    assert poor.optimum() == 20 * (16 + 15) + 0 + 20 + 20 + 20
    eager = poor.with_settings("sooner = 0", "sooner = 0.01")
    assert list(eager.plan().tables["supply"]["used"]) == [20, 20, 0, 0]
