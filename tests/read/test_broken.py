"""Every folder in tests/broken is named for its fault; check names each of its faults, and nothing else."""

from pathlib import Path

import pytest

from projection.read.check import check
from tests.helpers import told

BROKEN = Path(__file__).parents[1] / "broken"
FOLDERS = sorted(path.parent for path in BROKEN.glob("*/expected.txt"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_check_names_each_fault_by_file_and_line(folder: Path) -> None:
    findings = check(folder)
    assert told(findings) == (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert all(finding.mend for finding in findings), "each says how to mend it"


def test_there_are_enough_broken_folders() -> None:
    assert len(FOLDERS) >= 18
