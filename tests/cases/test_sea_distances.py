"""Published sea distances and voyages against our own: sea_table.py, sea_waypoints.py, docs/benchmarks.md."""

import pytest

from projection.route.sea import sea_legs
from tests.cases.sea_table import PAGE, START, bench_network, printed, rows, typed_rows, written
from tests.cases.sea_waypoints import LEGS, PUBLISHED, measures, table, too_long


def evidence():
    return [row for row in rows() if row.evidence]


def mean_error(some):
    return sum(abs(row.error) for row in some) / len(some)


def test_published_distances_are_met_within_one_per_cent_on_average_and_three_at_worst():
    assert len(evidence()) == 49
    assert mean_error(evidence()) < 1.0
    assert max(abs(row.error) for row in evidence()) < 3.0


@pytest.mark.parametrize(("by", "least"), [("suez", 16), ("cape", 15), ("panama", 3)])
def test_the_way_to_busan_by_each_passage_is_within_one_per_cent_on_average(by, least):
    some = [row for row in evidence() if row.by == by]
    assert len(some) >= least
    assert mean_error(some) < 1.0


def test_by_panama_we_agree_with_another_computation():
    assert all(abs(row.error) < 1.5 for row in rows() if not row.evidence)


def test_without_suez_panama_is_shorter_than_the_cape_for_every_european_port():
    ours = {(row.start, row.by): row.nm for row in rows() if row.end == "KRPUS"}
    for start, by in ours:
        if (start, "suez") in ours and by == "panama":
            assert ours[start, "panama"] < ours[start, "cape"]


def test_the_page_shows_what_is_computed_within_a_quarter_per_cent():
    """Else write it anew: python -m tests.cases.sea_table."""
    ours = {(row.start, row.end, row.by or "shortest"): row.nm for row in rows()}
    assert printed() == pytest.approx(ours, rel=0.0025, abs=0.6)


def test_the_section_is_replaced_and_the_rest_of_the_page_is_kept():
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(START) == 1
    assert written("# Page\n") == written(written("# Page\n"))
    assert written(text + "More.\n").endswith("\nMore.\n")


def test_every_typed_leg_is_routed_exactly():
    assert {leg.mode for leg, *_ in typed_rows()} == {"sea"}
    assert [routed for _, routed, _ in typed_rows()] == [leg.nm for leg, *_ in typed_rows()]


def test_a_published_typed_leg_is_a_row_of_the_table_and_an_assumed_one_is_marked():
    published = {(row.start, row.end): row.published for row in evidence()}
    for leg, *_ in typed_rows():
        if leg.verified:
            assert leg.nm == published[leg.from_node, leg.to_node]
            assert "LINERLIB" in leg.source
        else:
            assert leg.assumed == ("nm",)
            assert leg.source.startswith("planner's measure")


def test_the_measure_past_waypoints_is_one_to_five_per_cent_below_published_pairs():
    """A ship keeps further off the land than a taut line, so the measure must never be above."""
    assert all(0.95 * nm < measures()[pair][0] < nm for pair, nm in PUBLISHED.items())


def test_legs_assumed_are_those_that_the_measure_finds_too_long():
    """Else write them anew: python -m tests.cases.sea_waypoints."""
    assert ("KRMOK", "KRPUS") in too_long()
    assert LEGS.read_text(encoding="utf-8") == table()


def test_a_fast_sealift_ship_takes_17_days_5_hours_from_savannah_to_pusan():
    """CBO, Moving U.S. Forces (1997), appendix on the Army: SL-7 at 25 kt by Panama; 24 h for the canal."""
    published_days = 17 + 5 / 24
    (ours,) = (row for row in rows() if (row.start, row.by) == ("USSAV", "panama"))
    canal = bench_network().passages["panama"]
    for nm in (9_741, ours.nm):
        days = (nm / 25 + canal.wait_h + canal.transit_h) / 24
        assert days == pytest.approx(published_days, abs=0.1)


@pytest.mark.parametrize(
    ("unit", "start", "knots", "days"),
    [
        ("Belgian and Luxembourg battalion, Kamina, 18 Dec 1950 to 31 Jan 1951", "BEANR", 10.2, 44),
        ("Netherlands battalion, Zuiderkruis, 26 Oct to 23 Nov 1950", "NLRTM", 16.1, 28),
        ("Turkish brigade, Iskenderun, 25 Sep to 17 Oct 1950", "TRISK", 15.2, 21.5),
        ("French battalion, Athos II, 25 Oct to 30 Nov 1950", "FRMRS", 10.5, 36),
    ],
)
def test_voyages_of_1950_to_pusan_take_their_days_at_their_speed(unit, start, knots, days):
    """Dates from the units' histories (see the facts); the speeds follow from dates and LINERLIB distances."""
    best = sea_legs(bench_network(), [start, "KRPUS"])[start, "KRPUS"][0]
    canal = bench_network().passages["suez"]
    assert "suez" in dict(best.transits)
    assert (best.nm / knots + canal.wait_h + canal.transit_h) / 24 == pytest.approx(days, abs=2), unit
