"""The page about batches, and the sweeps that it names, are what the tool takes."""

import re
from pathlib import Path

import pytest

from projection.batch.cases import open_cases
from projection.batch.work import check_run

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "how-to-batch.md"


def test_the_sweep_on_the_page_holds(tmp_path):
    block = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[0]
    (tmp_path / "sweep.yaml").write_text(block, encoding="utf-8")
    assert len(open_cases(tmp_path / "sweep.yaml")) == 4 * 2 * 2 * 50


@pytest.mark.parametrize("path", sorted((DOCS / "sweeps").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_first_and_the_last_run_of_a_sweep_hold(path):
    cases = open_cases(path)
    rows = list(cases)
    assert f"{len(rows)} runs" in path.read_text(encoding="utf-8") or len(rows) < 10
    for case in (rows[0], rows[-1]):
        assert check_run(cases.base, cases.make(case).changed) == ()
