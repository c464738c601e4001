"""Flying hours: what a fleet flies in a window keeps within its use rate."""

from tests.model.case import case

CASES = {"hours": case().but("fleets.csv", "planes", use_rate_h=15)}
"""A mission flies 16 h. 15 h a tail a day over a window of two days are 30 h: one mission in any two days, so 100
stons arrive as 50 on day 0 and 50 on day 2."""


def test_the_second_mission_waits_for_the_next_window():
    assert CASES["hours"].optimum() == 50 * 2


def test_one_hour_a_day_more_allows_a_mission_every_day():
    assert CASES["hours"].but("fleets.csv", "planes", use_rate_h=16).optimum() == 50 * 1


def test_without_the_rule_it_flies_every_day():
    assert CASES["hours"].optimum(without=["flying_hours"]) == 50 * 1


def test_a_longer_window_allows_a_surge():
    """Over three days 45 h allow two missions at once, then none."""
    assert CASES["hours"].with_settings("use_window = 2", "use_window = 3").optimum() == 50 * 1


def test_a_window_longer_than_the_horizon_counts_as_the_horizon():
    """Two days at 7 h are 14 h, less than a mission; one hour a day more allows one mission."""
    short = CASES["hours"].with_settings("horizon_days = 10", "horizon_days = 2")
    short = short.with_settings("use_window = 2", "use_window = 14")
    few, enough = (short.but("fleets.csv", "planes", use_rate_h=rate).optimum() for rate in (7, 8))
    assert few > enough
    assert (
        few
        == short.but("fleets.csv", "planes", use_rate_h=7)
        .with_settings("use_window = 14", "use_window = 2")
        .optimum()
    )


def test_hours_of_two_types_of_chain_add_up_for_the_fleet():
    """A second field of the same fleet: 50 stons to each compete for the same 30 h in two days."""
    two = CASES["hours"].with_tables(
        {
            "airfields.csv": "id,nation,lat,lon\nEAF,DEU,50,8\nKAF,KOR,37,127\nLAF,KOR,36,127\n",
            "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\nEAF,LAF,air,8\n",
            "movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,50\nU2,EAF,LAF,50\n",
            "fleets.csv": "id,lift,base,count,use_rate_h\nplanes,PLANE,EAF,2,7.5\n",
        }
    )
    assert two.optimum() == 50 * 2
    assert two.but("fleets.csv", "planes", use_rate_h=8).optimum() == 0  # 8 h x 2 tails x 2 days = 32 h
