"""The tutorial does what it says: its files are written, its commands run, its lines appear; no link is dead."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from projection.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"(?:^`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit (\d+)$")


def commands(text: str) -> list[tuple[list[str], int]]:
    """Commands of a block with the exit code each announces."""
    found = []
    for line in text.splitlines():
        mark = EXIT.search(line)
        words = shlex.split(EXIT.sub("", line))
        assert words[0] == "projection", line
        found.append((words[1:], int(mark[1]) if mark else 0))
    return found


@pytest.mark.slow
def test_the_tutorial_runs_from_its_first_command_to_its_last(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said, ran = "", 0
    for file, kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "csv":
            (tmp_path / file).write_text(text, encoding="utf-8")
        elif kind == "sh":
            said = ""
            for words, code in commands(text):
                result = CliRunner().invoke(app, words)
                assert result.exit_code == code, (words, result.output)
                said += result.output
                ran += 1
        elif kind == "text":
            for line in text.splitlines():
                assert line in said, f"{line!r} is not said"
    assert ran > 10
    assert (tmp_path / "runs" / "first" / "map.png").exists()
    assert "one more tail or hull in planes" in (tmp_path / "runs/first/brief.html").read_text(encoding="utf-8")
    assert (tmp_path / "both.html").exists()


def test_a_briefing_of_three_units_of_ones_own_takes_ten_commands_from_the_readme():
    lines = [
        line
        for _, kind, text in BLOCK.findall(PAGE.read_text(encoding="utf-8"))
        if kind in ("console", "sh")
        for line in text.splitlines()
    ]
    briefing = next(at for at, line in enumerate(lines, start=1) if line.startswith("projection brief "))
    assert briefing <= 10
    assert lines[0].startswith("python3") and "pip install ." in lines[1]


def test_every_link_in_the_pages_leads_somewhere():
    pages = [PAGE.parents[1] / "README.md", *sorted(PAGE.parent.glob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.endswith(".png"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
