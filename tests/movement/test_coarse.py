"""Coarse days: fewer launches from a day on, said where the bound is said."""

import pytest

from projection.movement.coarse import words
from projection.pipeline import Step, solve_scenario
from projection.plan.verify import verify
from projection.report.summary import summary
from tests.model.case import case

DAILY = case({"movements.csv": "uln,origin,dest,bulk_stons\nU1,EAF,KAF,300\n"})
COARSE = DAILY.with_settings("use_window = 2", "use_window = 2\ncoarse_from = 2\ncoarse_days = 2")
"""50 stons fly a day: days 0 to 5, or days 0, 1, 2, 4, 6, 8."""


def test_from_the_day_on_missions_leave_every_second_day():
    assert DAILY.optimum() == 50 * (1 + 2 + 3 + 4 + 5)
    assert COARSE.optimum() == 50 * (1 + 2 + 4 + 6 + 8)
    assert {day for option, day in COARSE.instance.launches if option.startswith("planes")} == {0, 1, 2, 4, 6, 8}


def test_the_days_left_out_are_told_with_what_brings_them_back():
    rows = [row for row in COARSE.instance.refused if row.rule == "coarse"]
    assert [(row.from_day, row.to_day) for row in rows] == [(3, 3), (5, 5), (7, 7), (9, 9)]
    assert {row.reason for row in rows} == {"launches every 2 days from day 2 on"}
    assert "coarse_from" in rows[0].mend


def test_a_step_of_one_day_leaves_nothing_out():
    one = DAILY.with_settings("use_window = 2", "use_window = 2\ncoarse_from = 2\ncoarse_days = 1")
    assert one.optimum() == DAILY.optimum()
    assert words(one.nouns[1].settings.rules) == ""


def test_the_plan_says_over_which_days_it_is_proved_and_what_they_cost_at_most(tmp_path):
    """The relaxation over every day is the optimum here, 750; the plan costs 1,050: 28.6 % of it above."""
    notes: list[str] = []

    def watch(step: Step) -> None:
        notes.append(step.note)

    path, _ = COARSE.write(tmp_path)
    plan = solve_scenario(path, tmp_path / "plan", watch=watch, draw=False)
    assert any("at most 28.6 % above the best of every day (750)" in note for note in notes)
    assert "launches every 2 days from day 2 on" in summary(plan, COARSE.nouns[1])
    assert verify(tmp_path / "plan") == []


@pytest.mark.parametrize("text", ["coarse_from = -1", "coarse_days = 0"])
def test_a_step_that_is_no_step_is_refused(text):
    with pytest.raises(Exception, match="RULES.COARSE"):
        DAILY.with_settings("use_window = 2", f"use_window = 2\n{text}").nouns  # noqa: B018
