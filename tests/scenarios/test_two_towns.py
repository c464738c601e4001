"""Two towns fed from one depot share its truck link evenly; a battery and its reloads are in the same plan."""

from pathlib import Path

import pytest

from projection.pipeline import write_pictures
from projection.plan.plan import Plan, rows_of
from projection.plan.rows import Coverage, Shortfall, Supply
from projection.plan.verify.rules import verify_plan
from projection.report.summary import summary
from tests.model.case import Case, case

TOWNS = case(
    {
        "land_links.csv": "id,from_node,to_node,hours,stons_day\nwest,EDS,ESP,20,1000000\ntruck,KSP,KDS,20,60\n",
        "movements.csv": "uln,origin,dest,pod,mode,priority,bulk_stons,rdd,feeds\n"
        "GRAIN-1,ESP,KDS,KSP,sea,2,1000,0,camp\n"
        "GRAIN-2,ESP,KDS,KSP,sea,2,1000,0,village\n"
        "BATTERY,EAF,KAF,,air,1,50,0,\n"
        "RELOADS,EAF,KAF,,air,1,500,0,reloads\n",
        "needs.csv": "id,place,item,unit,stons_day,from_day,to_day,floor_days,start_stons,priority,fair\n"
        "camp,KDS,food,,40,3,7,0,0,2,hungry\n"
        "village,KDS,food,,80,3,7,0,0,2,hungry\n"
        "reloads,KAF,missiles,BATTERY,2,0,,10,12,1,\n",
    }
).with_settings("sooner = 0", "sooner = 0\nbelow_days = 0.1")
"""The ship lands all grain at KSP on day 1; trucks take 60 stons a day to the towns' depot from day 2 on, used
from day 3 on: 60 of the 120 a day are eaten, 60 lack, at 10 + 0.1 for each day to the last. Fair is one half for
each: 100 of the camp's 200, 200 of the village's 400. The battery comes on day 0; of 12 stons of missiles it may
fire 2 on day 1, and 10 are left, 10 below its floor of 10 days; the plane brings reloads on day 1 for day 2."""

LACKING, BELOW, WORST = 60 * (5 * 10 + 0.1 * (6 + 5 + 4 + 3 + 2)), 10, 0.5


@pytest.fixture(scope="module")
def solved() -> tuple[Case, Plan]:
    """The case and its plan."""
    return TOWNS, TOWNS.plan()


def test_the_optimum_is_the_arithmetic(solved: tuple[Case, Plan]) -> None:
    terms = {name: value for name, value in solved[1].stamp["terms"].items() if value}
    assert terms == pytest.approx({"lacking": LACKING, "below": 0.1 * BELOW, "unfair": 10 * 600 * WORST}, abs=1e-4)


def test_each_town_is_covered_by_one_half(solved: tuple[Case, Plan]) -> None:
    rows = {row.account: row for row in rows_of(Coverage, solved[1].tables["coverage"])}
    assert (rows["camp"].used, rows["village"].used) == pytest.approx((100, 200), abs=1e-3)
    assert (rows["camp"].covered, rows["village"].covered) == pytest.approx((0.5, 0.5), abs=1e-5)
    assert rows["camp"].worst == pytest.approx(WORST, abs=1e-5)


def test_without_a_common_word_only_the_sum_counts() -> None:
    apart = TOWNS.tables["needs.csv"].replace("hungry", "")
    assert TOWNS.with_tables({"needs.csv": apart}).optimum() == LACKING + 0.1 * BELOW


def test_a_town_of_higher_priority_is_fed_first_when_nothing_is_shared() -> None:
    """The camp weighs 4: it gets its 40 a day, the village 20 of 80."""
    needs = TOWNS.tables["needs.csv"].replace("hungry", "").replace("40,3,7,0,0,2", "40,3,7,0,0,3")
    first = TOWNS.with_tables({"needs.csv": needs}).with_settings("[1, 1, 1, 1, 1]", "[1, 1, 4, 1, 1]")
    assert first.optimum() == LACKING + 0.1 * BELOW


def test_the_stock_of_reloads_is_counted_from_day_to_day(solved: tuple[Case, Plan]) -> None:
    rows = [row for row in rows_of(Supply, solved[1].tables["supply"]) if row.account == "reloads"]
    assert [(row.used, row.kept, row.below) for row in rows[:2]] == [(0, 12, 0), (2, 10, 10)]
    assert all(row.lacking == 0 and row.below == 0 for row in rows[2:])


def test_what_is_not_needed_is_no_shortfall(solved: tuple[Case, Plan]) -> None:
    status = {row.uln: row.status for row in rows_of(Shortfall, solved[1].tables["shortfalls"])}
    assert status["BATTERY"] == "on time"
    assert (status["GRAIN-1"], status["GRAIN-2"]) == ("short", "short")


def test_the_plan_is_sound_and_says_who_is_least_covered(solved: tuple[Case, Plan], tmp_path: Path) -> None:
    towns, plan = solved
    assert verify_plan(plan, *towns.nouns) == []
    words = summary(plan, towns.nouns[1])
    assert "Supply: 3 accounts; least covered: " in words
    assert "food at KDS: 50% covered, 100 st lacking on" in words
    assert "missiles at KAF: 100% covered; least 5.0 days of supply, on C+1, below the floor on 1 days" in words
    names = {path.name for path in write_pictures(plan, *towns.nouns, tmp_path)}
    assert {"supply.png", "supply.svg"} <= names
