"""Pages of docs/ as they are followed: their files are written, their commands run, their lines looked for."""

import csv
import io
import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from projection.cli.app import app

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(
    r"(?:^`([^`\n]+)`(, (?:a line|lines) more)?:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
EXIT = re.compile(r"\s+# exit (\d+)$")


def blocks(page: Path) -> list[tuple[str, str, str, str]]:
    """File, whether it grows by lines, kind and text of each block of a page."""
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def commands(text: str) -> list[tuple[list[str], int]]:
    """Commands of a block with the exit code each announces."""
    found = []
    for line in text.splitlines():
        mark = EXIT.search(line)
        words = shlex.split(EXIT.sub("", line))
        assert words[0] == "projection", line
        found.append((words[1:], int(mark[1]) if mark else 0))
    return found


def follow(page: Path, folder: Path) -> int:
    """Do what a page says in ``folder``, which is the current one; how many commands ran."""
    said, ran = "", 0
    for file, more, kind, text in blocks(page):
        if kind == "csv" and more:
            append(folder / file, text)
        elif kind == "csv":
            (folder / file).write_text(text, encoding="utf-8")
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
    return ran


def append(file: Path, text: str) -> None:
    """Add lines to a table by the names of their columns; columns that it has not are added to it."""
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    rows += list(csv.DictReader(io.StringIO(text)))
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
