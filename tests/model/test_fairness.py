"""Fairness: the least covered of a group is covered as well as can be."""

from tests.model.supply_case import fed

TOWNS = {
    "airfields.csv": "id,nation,lat,lon\nEAF,DEU,50,8\nKAF,KOR,37,127\n",
    "sites.csv": "id,nation,lat,lon\nEDS,DEU,51,9\nKDS,KOR,36,128\nTOWN,KOR,36.5,127\n",
    "land_links.csv": "id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KSP,KDS,20\nnorth,KSP,TOWN,20\n",
}
TWO = fed(
    "camp,KDS,aid,,100,3,3,0,0,1,all\ntown,TOWN,aid,,200,3,3,0,0,2,all\n",
    "C,ESP,KDS,100,0,camp\nT,ESP,TOWN,200,0,town\n",
    {**TOWNS, "ships.csv": "id,berth,payload_stons,deck_sqft\nSHIP,roro,150,100000\n"},
).with_settings("[1, 1, 1, 1, 1]", "[2, 1, 1, 1, 1]")
CASES = {"camp and town": TWO}
"""One voyage brings 150 of the 300 in time for day 3 (a second lands on day 3, for day 4). The camp weighs 2, the
town 1. For itself the camp would get all of its 100 and the town 50 of 200: three quarters lack. A share s that
lacks at the worst costs 10 x 2 x 300 s; one half each is fair: 50 of the camp's lack and 100 of the town's."""

ALONE = 10 * 1 * 150
FAIR = 10 * (2 * 50 + 1 * 100) + 10 * 2 * 300 * 0.5


def test_fair_shares_are_one_half_each():
    assert TWO.optimum() == FAIR


def test_without_the_rule_the_camp_takes_all():
    assert TWO.optimum(without=["fairness"]) == ALONE
    apart = TWO.tables["needs.csv"].replace("1,all", "1,").replace("2,all", "2,")
    assert TWO.with_tables({"needs.csv": apart}).optimum() == ALONE


def test_one_ston_more_is_shared_one_to_two():
    """A third of it goes to the camp and two thirds to the town: the worst share falls by a 300th."""
    more = TWO.but("ships.csv", "SHIP", payload_stons=151)
    assert more.optimum() == round(FAIR - 10 * (2 / 3 + 2 / 3) - 10 * 2, 6)


def test_a_price_of_nothing_leaves_it_to_the_weights():
    assert TWO.with_settings("sooner = 0", "sooner = 0\nunfair_days = 0").optimum() == ALONE
