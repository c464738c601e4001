"""Exposure: days that missions spend under threat keep within the budget.

The plane flies 8 h out over 8 E to 127 E and back: a box from 8 E to 67.5 E holds half of each leg, so one mission
is exposed 8 h, a third of a day.
"""

import pytest

from projection.plan.verify.rules import verify_plan
from tests.model.case import case

THREAT = "id,west,south,east,north,from_day,to_day,weight\nT,8,30,67.5,89,,,1\n"
BASE = case({"threats.csv": THREAT, "legs.csv": "from_node,to_node,mode,hours\nEAF,KAF,air,8\n"})


def inside(**cells):
    return BASE.but("threats.csv", "T", **cells)


ONE = inside().instance.exposed["planes/EAF-KAF/1", 0]
CASES = {"budget": BASE.with_settings("[rules]\n", f"[rules]\nexposure_budget = {1.5 * ONE}\n")}
"""A day and a half of what one mission meets: one mission of two goes, and 50 stons are short at 19 each."""


def test_a_share_of_the_leg_inside_is_a_share_of_its_hours():
    """All of it when the box holds the line, none when it lies elsewhere; twice when a day counts double."""
    assert inside(east=127).instance.exposed["planes/EAF-KAF/1", 0] == pytest.approx(16 / 24)
    assert inside(south=-10, north=0).instance.exposed == {}
    assert inside(weight=2).instance.exposed["planes/EAF-KAF/1", 0] == pytest.approx(2 * ONE)
    assert 0 < ONE < 16 / 24


def test_a_box_may_cross_180_degrees():
    """From 100 E eastwards to 8 W it holds the end of each leg; the rest is from 8 E to 100 E."""
    rest = inside(west=8, east=100).instance.exposed["planes/EAF-KAF/1", 0]
    assert inside(west=100, east=-8).instance.exposed["planes/EAF-KAF/1", 0] == pytest.approx(16 / 24 - rest)


def test_a_threat_counts_while_it_is_in_force():
    late = inside(from_day=2, to_day=2, east=127)
    assert sorted(day for _, day in late.instance.exposed) == [2]


def test_the_budget_leaves_the_second_load_behind():
    assert CASES["budget"].optimum() == 50 * 19


def test_a_budget_for_two_brings_it_a_day_late():
    assert BASE.with_settings("[rules]\n", f"[rules]\nexposure_budget = {2 * ONE + 1e-6}\n").optimum() == 50 * 1


def test_a_price_on_exposure_is_part_of_the_objective():
    """Two missions at 30 a day under threat cost less than 50 stons short."""
    priced = BASE.with_settings("[weights]\n", "[weights]\nexposure = 30\n")
    assert priced.optimum() == pytest.approx(50 + 2 * 30 * ONE)
    plan = priced.plan()
    assert plan.stamp["terms"]["exposure"] == pytest.approx(2 * 30 * ONE)
    assert verify_plan(plan, *priced.nouns) == []


def test_a_price_on_lift_is_part_of_the_objective():
    """Two missions of 16 h: 2 x (10 + 16 x 1) thousand euro at half a ston-day each."""
    priced = case().but("fleets.csv", "planes", keur_hour=1, keur_mission=10)
    priced = priced.with_settings("[weights]\n", "[weights]\nkeur = 0.5\n")
    assert priced.optimum() == 50 + 0.5 * 2 * 26
    plan = priced.plan()
    assert plan.stamp["terms"]["cost"] == 26
    assert verify_plan(plan, *priced.nouns) == []


def test_a_price_on_strain_is_part_of_the_objective():
    """All combat stons leave, and the one plane is away on two days of ten: 1 + 2 / 10."""
    priced = case().with_settings("[weights]\n", "[weights]\nstrain = 7\n")
    assert priced.optimum() == pytest.approx(50 + 7 * 1.2)
    assert verify_plan(priced.plan(), *priced.nouns) == []
