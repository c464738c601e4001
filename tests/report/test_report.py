"""Charts and words of a plan."""

import dataclasses
import threading

import numpy as np
import pytest

from projection.plan.plan import TABLES, Plan, frame
from projection.report.closure import closure_curve
from projection.report.gantt import gantt
from projection.report.heat import busiest, heat_map
from projection.report.page import banner, clean, dated
from projection.report.spans import spans
from projection.report.summary import summary
from projection.report.tally import answer, cumulative, deliveries, overdue, required
from tests.report.sample_plan import HORIZON, sample

DRAW = {"closure": closure_curve, "gantt": gantt, "heat": heat_map}
HOSTILE = "<script>alert(1)</script> $\\frac{1}{0}$ =cmd() ../x \x07 \u202etxt & 한국 " + "x" * 10_000


def empty(plan: Plan) -> Plan:
    """The plan with nothing in any table."""
    stamp = {**plan.stamp, "status": "no plan", "objective": None, "bound": None, "gap": None, "terms": {}}
    return Plan({name: frame(row, []) for name, row in TABLES.items()}, stamp, {})


@pytest.mark.parametrize("name", sorted(DRAW))
def test_the_same_plan_gives_the_same_picture_byte_for_byte(name, tmp_path):
    plan, _, scenario = sample()
    first = [path.read_bytes() for path in DRAW[name](plan, scenario, tmp_path / "a")]
    second = [path.read_bytes() for path in DRAW[name](plan, scenario, tmp_path / "b")]
    assert first == second
    assert first[0].startswith(b"\x89PNG")
    assert b"<svg" in first[1]
    assert all(len(data) < 1_500_000 for data in first)


@pytest.mark.parametrize("name", sorted(DRAW))
def test_a_plan_with_nothing_in_it_still_draws(name, tmp_path):
    plan, _, scenario = sample()
    assert all(path.exists() for path in DRAW[name](empty(plan), scenario, tmp_path))


def test_a_picture_drawn_in_two_threads_at_once_is_the_same(tmp_path):
    plan, _, scenario = sample()
    threads = [threading.Thread(target=closure_curve, args=(plan, scenario, tmp_path / name)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for file in ("closure.png", "closure.svg"):
        assert len({(tmp_path / name / file).read_bytes() for name in "abc"}) == 1


def test_hostile_names_are_drawn_as_text(tmp_path):
    plan, _, scenario = sample()
    settings = scenario.settings.model_copy(update={"title": HOSTILE, "banner": HOSTILE})
    _, svg = closure_curve(plan, dataclasses.replace(scenario, settings=settings), tmp_path)
    text = svg.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "x" * 200 not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["closure.png", "closure.svg"]


def test_clean_drops_control_and_bidirectional_marks_and_cuts():
    assert clean("a\x07b\u202ec\nd") == "abc d"
    assert clean("x" * 50, 10) == "x" * 9 + "…"


def test_a_page_is_dated_by_the_scenario_and_never_by_the_clock():
    _, _, scenario = sample()
    assert dated(scenario) == "C-day 010000 MAR 27"
    settings = scenario.settings.model_copy(update={"dtg": "261430Z FEB 27", "banner": HOSTILE})
    other = dataclasses.replace(scenario, settings=settings)
    assert dated(other) == "261430Z FEB 27, C-day 010000 MAR 27"
    assert banner(other).endswith("   |   261430Z FEB 27, C-day 010000 MAR 27")
    assert len(banner(other)) < 140
    assert "\x07" not in banner(other)


def test_every_delivery_keeps_its_amount_and_gets_the_mode_that_brought_it():
    plan, _, _ = sample(waves=3)
    table = deliveries(plan)
    arrivals = plan.tables["arrivals"]
    at_dest = arrivals[arrivals["role"] == "dest"]
    assert table["amount"].sum() == pytest.approx(at_dest["amount"].sum())
    assert set(table.loc[table["uln"].str.endswith("S"), "mode"]) == {"sea"}
    assert set(table.loc[table["uln"].str.endswith("A"), "mode"]) == {"air"}


def test_overdue_counts_each_unit_for_itself():
    """USA-00A is due one day before it comes: 45 st; no other cargo hides it."""
    plan, _, _ = sample()
    table = deliveries(plan)
    row = plan.tables["shortfalls"].set_index("uln").loc["USA-00A"]
    late = overdue(plan, table, "stons", HORIZON)
    assert row["closure_day"] == row["rdd"] + 1
    assert late[row["rdd"]] >= 45
    due = required(plan, "stons", HORIZON)
    have = cumulative(table[table["kind"] == "stons"], HORIZON)
    assert np.all(late >= np.maximum(due - have, 0) - 1e-6)


def test_the_answer_says_how_much_by_when_and_how_sure():
    plan, _, _ = sample()
    assert answer(plan) == "all 11,730 st and 330 of 380 people delivered by C+44; gap 3.1 %"


def test_the_answer_of_no_plan_claims_no_bound():
    plan, _, _ = sample()
    assert "no bound known" in answer(empty(plan))


def test_the_summary_names_late_and_refused_units_with_days_and_reasons():
    plan, _, scenario = sample(waves=7)
    text = summary(plan, scenario)
    short = plan.tables["shortfalls"]
    late = short[short["status"] == "late"].sort_values("priority").iloc[0]
    days = late["closure_day"] - late["rdd"]
    line = next(line for line in text.splitlines() if late["uln"] in line)
    assert f"{days} day" in line
    assert "waited for a berth at Busan" in line
    refused = text.index("NOR says no to its forces:")
    assert "NOR-REFUSED" in text[refused:].splitlines()[1]
    for heading in ("Status", "Late: ", "Short or refused: ", "Delivered by mode", "Lift", "Nations", "Tight"):
        assert f"\n{heading}" in text
    assert "gap 3.1 %" in text
    assert "bound 119,629.5" in text


def test_the_summary_lists_what_lands_after_its_lad_and_by_how_much():
    plan, _, scenario = sample()
    landed = plan.tables["arrivals"].query("role == 'pod'")
    uln, day = landed.iloc[0]["uln"], int(landed[landed["uln"] == landed.iloc[0]["uln"]]["day"].max())
    assert "LAD" not in summary(plan, scenario)
    for lad, words in ((day - 2, "2 days after its LAD"), (day, "")):
        row = scenario.movements[uln].model_copy(update={"lad": lad})
        text = summary(plan, dataclasses.replace(scenario, movements={**scenario.movements, uln: row}))
        assert (f"Landed after LAD: 1 ULN\n  {uln}" in text and words in text) if words else "LAD" not in text


def test_the_summary_of_nothing_says_so():
    plan, _, scenario = sample()
    text = summary(empty(plan), scenario)
    assert "Late: none" in text
    assert "Nothing is delivered." in text


def test_days_that_follow_each_other_are_one_span():
    assert spans([3, 4, 5, 9]) == "C+3 to C+5, C+9"
    assert spans(range(0, 20, 2), most=2) == "C+0, C+2 ..."


def test_the_busiest_limit_is_the_one_that_is_full_most_often():
    plan, _, _ = sample()
    names, shares = busiest(plan, HORIZON)
    assert names[0] == "KRPUS  berths"
    assert shares.shape == (4, HORIZON)
    assert (shares[0] >= 0.999).sum() == 6
