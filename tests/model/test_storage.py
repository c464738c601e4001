"""Storage: cargo kept at a port or airfield from a day to the next keeps within its storage."""

from tests.model.case import case

_MOVES = {
    "movements.csv": "uln,origin,dest,bulk_stons,rdd\nU1,ESP,KDS,1000,2\n",
    "land_links.csv": "id,from_node,to_node,hours,stons_day\nwest,EDS,ESP,20,\neast,KSP,KDS,20,400\n",
}

CASES = {"at the POD": case(_MOVES).but("seaports.csv", "KSP", storage_stons=200)}
"""1,000 stons over a railway for 400 a day. Landed at once on day 1, they go on days 2, 3 and 4, late by
400 + 2 x 200 ston-days, while 600 are kept, then 200. With storage for 200, the first ship brings 600 and the
next, two days later as it is out that long, brings 400 for day 4: late by 200 + 2 x 400."""


def test_the_first_ship_leaves_behind_what_the_port_cannot_keep():
    assert CASES["at the POD"].optimum() == 200 * 1 + 400 * 2


def test_one_ston_more_of_storage_is_a_ston_a_day_sooner():
    more = CASES["at the POD"].but("seaports.csv", "KSP", storage_stons=201)
    assert CASES["at the POD"].optimum() - more.optimum() == 1


def test_without_the_rule_everything_lands_at_once():
    assert CASES["at the POD"].optimum(without=["storage"]) == 400 * 1 + 200 * 2


def test_what_goes_on_the_next_morning_is_not_kept():
    wide = CASES["at the POD"].but("land_links.csv", "east", stons_day=1000)
    assert wide.but("seaports.csv", "KSP", storage_stons=0).optimum() == 0


def test_the_table_of_use_says_how_much_is_kept():
    table = CASES["at the POD"].plan().tables["utilisation"]
    kept = table[table.rule == "storage"]
    assert [(row.place, row.day, row.used, row.limit) for row in kept.itertuples()] == [("KSP", 2, 200.0, 200.0)]
