"""The tutorial does what it says: its files are written, its commands run, its lines appear; no link is dead."""

import re

import pytest

from tests.docs.pages import DOCS, blocks, follow

PAGE = DOCS / "tutorial.md"


@pytest.mark.slow
def test_the_tutorial_runs_from_its_first_command_to_its_last(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert follow(PAGE, tmp_path) > 10
    assert (tmp_path / "runs" / "first" / "map.png").exists()
    assert "one more tail or hull in planes" in (tmp_path / "runs/first/brief.html").read_text(encoding="utf-8")
    assert (tmp_path / "both.html").exists()


def test_a_briefing_of_three_units_of_ones_own_takes_ten_commands_from_the_readme():
    lines = [line for _, _, kind, text in blocks(PAGE) if kind in ("console", "sh") for line in text.splitlines()]
    briefing = next(at for at, line in enumerate(lines, start=1) if line.startswith("projection brief "))
    assert briefing <= 10
    assert lines[0].startswith("python3") and "pip install ." in lines[1]


def test_every_link_in_the_pages_leads_somewhere():
    pages = [PAGE.parents[1] / "README.md", *sorted(PAGE.parent.glob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.endswith(".png"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
