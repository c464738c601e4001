"""Stocks held forward: what all movements draw from one keeps within what stands there."""

from tests.model.case import case

_TABLES = {
    "airfields.csv": "id,nation,lat,lon\nEAF,DEU,50,8\nGAF,DEU,13,144\nKAF,KOR,37,127\n",
    "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,30\nGAF,KAF,air,4\n",
    "movements.csv": "uln,origin,stock,dest,bulk_stons,rdd\nU1,EAF,guam,KAF,100,0\n",
    "fleets.csv": "id,lift,base,count\nplanes,PLANE,EAF,9\nforward,PLANE,GAF,9\n",
    "stocks.csv": "id,node,cargo,stons\nguam,GAF,bulk,60\n",
}

CASES = {"a near stock too small": case(_TABLES)}
"""60 stons from Guam are there on day 0; 40 from Europe, 34 hours after loading begins, a day late."""


def test_the_rest_comes_from_the_origin_a_day_late():
    assert CASES["a near stock too small"].optimum() == 40 * 1


def test_one_ston_more_in_stock_is_one_less_late():
    assert CASES["a near stock too small"].but("stocks.csv", "guam", stons=61).optimum() == 39 * 1


def test_without_the_rule_all_of_it_comes_from_the_stock():
    assert CASES["a near stock too small"].optimum(without=["stock"]) == 0


def test_two_movements_share_a_stock():
    two = "uln,origin,stock,dest,bulk_stons,rdd\nU1,EAF,guam,KAF,50,0\nU2,EAF,guam,KAF,50,0\n"
    assert CASES["a near stock too small"].with_tables({"movements.csv": two}).optimum() == 40 * 1


def test_without_an_origin_what_no_stock_holds_falls_short():
    """40 stons short count as delivered on day 9 + 10; U1 begins nowhere else."""
    only = "uln,origin,stock,dest,bulk_stons,rdd\nU1,,guam,KAF,100,0\n"
    assert CASES["a near stock too small"].with_tables({"movements.csv": only}).optimum() == 40 * 19


def test_a_movement_chooses_among_stocks():
    """Half from each: both are there on day 0."""
    tables = {
        "movements.csv": "uln,origin,stock,dest,bulk_stons,rdd\nU1,,guam;home,KAF,100,1\n",
        "stocks.csv": "id,node,cargo,stons\nguam,GAF,bulk,50\nhome,EAF,bulk,50\n",
    }
    chosen = CASES["a near stock too small"].with_tables(tables)
    assert chosen.optimum() == 0
    used = chosen.plan().tables["utilisation"]
    assert list(used[used.rule == "stock"].used) == [50.0, 50.0]


def test_cargo_of_another_class_and_others_nations_cargo_are_not_drawn():
    base = CASES["a near stock too small"]
    assert base.but("stocks.csv", "guam", cargo="over").optimum() == 100 * 1
    assert base.but("stocks.csv", "guam", nations="KOR").optimum() == 100 * 1


def test_a_stock_inland_goes_to_its_port_first():
    """Trucks from the store to GAF take a day: all of it is there on day 1."""
    tables = {
        "sites.csv": "id,nation,lat,lon\nEDS,DEU,51,9\nKDS,KOR,36,128\nSTORE,DEU,13,144\n",
        "land_links.csv": ("id,from_node,to_node,hours\nwest,EDS,ESP,20\neast,KSP,KDS,20\nisland,STORE,GAF,20\n"),
        "stocks.csv": "id,node,cargo,stons\nguam,STORE,bulk,100\n",
        "movements.csv": "uln,origin,stock,dest,bulk_stons,rdd\nU1,,guam,KAF,100,0\n",
    }
    assert CASES["a near stock too small"].with_tables(tables).optimum() == 100 * 1
