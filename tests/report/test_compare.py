"""Plans side by side: figures, sentences, pictures, tables."""

import csv
from dataclasses import replace

import pandas as pd
import pytest

from projection.report.compare import compare
from projection.report.compare_tables import write_tables
from projection.report.compare_words import comparison_words, said_of, sentence
from projection.report.curves import delivered, draw_band, draw_curves, due_of
from projection.report.outcome import COLUMNS, FIGURES, Outcome, outcome
from projection.report.page import PICTURES
from projection.report.parallel import draw_parallel, number_axis, word_axis
from tests.report.sample_plan import sample


@pytest.fixture(scope="module")
def made():
    """The sample plan, its scenario and its outcome."""
    plan, _, scenario = sample()
    return plan, scenario, outcome(plan, "first")


def later(first: Outcome, uln: str, days: int) -> Outcome:
    """The outcome with a ULN that closes some days later, and late."""
    ulns = first.tables["ulns"].copy()
    ulns.loc[ulns["uln"] == uln, ["closure_day", "status"]] = [
        int(ulns.loc[ulns["uln"] == uln, "closure_day"].iloc[0]) + days,
        "late",
    ]
    figures = {**first.figures, "late": first.figures["late"] + 1}
    return replace(first, name="other", figures=figures, tables={**first.tables, "ulns": ulns})


def on_time(found: Outcome) -> str:
    ulns = found.tables["ulns"]
    return str(ulns[ulns["status"] == "on time"]["uln"].iloc[0])


def test_an_outcome_has_every_figure_and_column_and_its_modes_add_up(made):
    plan, _, found = made
    assert list(found.figures) == list(FIGURES)
    assert {name: list(table) for name, table in found.tables.items()} == {n: list(c) for n, c in COLUMNS.items()}
    modes = sum(found.figures[f"{mode}_stons"] for mode in ("air", "sea", "land"))
    arrived = plan.tables["arrivals"]
    at_dest = arrived[(arrived["role"] == "dest") & (arrived["cargo"] != "pax")]
    assert modes == pytest.approx(at_dest["amount"].sum())


def test_a_plan_does_not_differ_from_itself(made):
    found = compare([made[2], replace(made[2], name="again")])
    assert sentence(found.differences[0]) == "no difference"
    assert not found.differences[0].ulns


def test_a_uln_that_closes_later_is_named_with_its_days(made):
    uln = on_time(made[2])
    found = compare([made[2], later(made[2], uln, 3)])
    (change,) = found.differences[0].ulns
    assert (change.uln, change.days, change.after) == (uln, 3, "late")
    assert sentence(found.differences[0]) == f"now late: {uln}"
    words = comparison_words(found)
    assert "3 days later" in words
    assert made[2].figures["status"] in words
    assert "gap" in words


def test_a_uln_that_no_longer_closes_and_one_that_is_no_longer_asked_for_are_told(made):
    first = made[2]
    uln = on_time(first)
    ulns = first.tables["ulns"].copy()
    ulns["closure_day"] = ulns["closure_day"].astype(object)
    ulns.loc[ulns["uln"] == uln, ["closure_day", "status"]] = [None, "short"]
    short = replace(first, name="other", tables={**first.tables, "ulns": ulns})
    assert sentence(compare([first, short]).differences[0]) == f"{uln} no longer closes"
    assert sentence(compare([short, first]).differences[0]) == f"{uln} now closes"
    without = replace(first, name="other", tables={**first.tables, "ulns": ulns[ulns["uln"] != uln]})
    (change,) = compare([first, without]).differences[0].ulns
    assert change.after == ""
    assert "not asked for" in comparison_words(compare([first, without]))


def test_tables_are_written_and_a_name_is_no_formula(made, tmp_path):
    uln = on_time(made[2])
    found = compare([replace(made[2], name="=cmd()"), later(made[2], uln, 1)])
    files = write_tables(found, tmp_path)
    assert [path.name for path in files] == ["figures.csv", "ulns.csv", "shares.csv"]
    rows = list(csv.reader((tmp_path / "figures.csv").open(encoding="utf-8")))
    assert rows[0] == ["figure", "'=cmd()", "other"]
    assert next(csv.DictReader((tmp_path / "ulns.csv").open(encoding="utf-8")))["days_later"] == "1"


def test_curves_end_at_what_is_delivered_and_due(made):
    plan, scenario, found = made
    days = scenario.settings.horizon_days
    assert delivered(found.tables["arrivals"], "stons", days)[-1] == pytest.approx(
        found.figures["delivered_stons"]
    )
    due = due_of(found.tables["ulns"], "stons", max(days, int(found.tables["ulns"]["rdd"].max()) + 1))
    assert due[-1] == pytest.approx(found.figures["required_stons"])


def test_pictures_are_the_same_bytes_each_time(made, tmp_path):
    _, scenario, found = made
    other = later(found, on_time(found), 2)
    said = said_of(compare([found, other]))
    days = scenario.settings.horizon_days
    rows = {
        kind: delivered(found.tables["arrivals"], kind, days)[None, :].repeat(3, 0) for kind in ("stons", "people")
    }
    due = {kind: (rows[kind][0], rows[kind][0]) for kind in rows}
    axes = [
        number_axis("a", [1, 2, 3], given=True),
        word_axis("b", ["x", None, "y"]),
        number_axis("c", [1, None, 5], False),
    ]
    for folder in (tmp_path / "one", tmp_path / "two"):
        draw_curves([found, other], scenario, folder / "plans", said)
        draw_band(rows, due, scenario, folder / "batch", said)
        draw_parallel(axes, [3.0, 1.0, 2.0], scenario, folder / "batch", said)
    names = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(names) == 3 * len(PICTURES)
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_an_axis_puts_what_never_is_above_all_numbers():
    axis = number_axis("closes", [10, None, 20], given=False)
    assert axis.at.tolist() == pytest.approx([0, 1, 0.92])
    assert axis.ticks[-1] == (1.0, "never")
    assert number_axis("closes", [13, 13], given=False).ticks == ((0.5, "13"),)
    assert number_axis("closes", [None, None], given=False).ticks == ((1.0, "never"),)
    assert pd.Series(word_axis("b", ["x", None]).at).tolist() == [1, 0]
