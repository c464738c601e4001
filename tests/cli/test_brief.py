"""The verb brief: its forms, where they go, and what explained the plan."""

import io
import json
import shutil

import pytest
from pptx import Presentation


@pytest.fixture
def plan(tiny_plan, tmp_path):
    """A plan folder of the test's own."""
    return shutil.copytree(tiny_plan, tmp_path / "tiny", ignore=shutil.ignore_patterns("explain.json"))


def headlines(file):
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(file.read_bytes())).slides]


def test_forms_go_into_the_plan_folder_and_say_that_bottlenecks_are_missing(run, plan):
    result = run("brief", plan, "--pptx", "--pdf", "--xlsx", "--json")
    assert result.exit_code == 0, result.output
    names = ("brief.pptx", "brief.pdf", "plan.xlsx")
    assert json.loads(result.stdout)["files"] == [str(plan / name) for name in names]
    assert "projection explain" in result.stderr
    assert (plan / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert any("full on some day" in text for text in headlines(plan / "brief.pptx"))
    assert not (plan / "brief.html").exists()


def test_the_ending_of_out_says_the_form(run, plan, tmp_path):
    file = tmp_path / "new" / "mine.pptx"
    result = run("--quiet", "brief", plan, "--out", file)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert len(headlines(file)) == 12
    assert [path.name for path in file.parent.iterdir()] == ["mine.pptx"]


def test_several_forms_go_into_one_folder_and_never_into_one_file(run, plan, tmp_path):
    (tmp_path / "file.pptx").write_text("mine", "utf-8")
    result = run("brief", plan, "--pptx", "--pdf", "--out", tmp_path / "file.pptx")
    assert result.exit_code == 3
    assert (tmp_path / "file.pptx").read_text("utf-8") == "mine"
    assert run("brief", plan, "--pptx", "--out", tmp_path / "file.pptx" / "below").exit_code == 3
    assert run("brief", plan, "--pptx", "--compare", plan).exit_code == 3


def test_what_explained_a_plan_is_kept_and_shown(run, plan):
    assert run("explain", plan).exit_code == 0
    kept = (plan / "explain.json").read_text("utf-8")
    assert run("brief", plan, "--pptx").stderr == ""
    assert any(
        text.startswith("One more tail or hull in planes would gain most")
        for text in headlines(plan / "brief.pptx")
    )
    (plan / "explain.json").unlink()
    assert run("brief", plan, "--pptx", "--explain", "5").exit_code == 0
    assert (plan / "explain.json").read_text("utf-8") == kept


def test_an_explanation_of_another_plan_is_passed_over_and_a_damaged_one_is_a_fault(run, plan):
    assert run("explain", plan).exit_code == 0
    data = json.loads((plan / "explain.json").read_text("utf-8"))
    (plan / "explain.json").write_text(json.dumps({**data, "objective": 1.0}), "utf-8")
    result = run("brief", plan, "--pptx")
    assert result.exit_code == 0
    assert "no bottlenecks were computed" in result.stderr
    (plan / "explain.json").write_text("{", "utf-8")
    result = run("brief", plan, "--pptx")
    assert result.exit_code == 3
    assert "explain.json" in result.stderr
