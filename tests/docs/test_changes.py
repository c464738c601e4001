"""What the page about changes tells to add can be added, and counts."""

import pytest

from projection.read.check import check
from projection.read.folders import read_network, read_scenario
from tests.docs.pages import DOCS, follow


@pytest.mark.slow
def test_a_port_lift_types_and_caveats_are_added_as_the_page_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert follow(DOCS / "how-to-change.md", tmp_path) == 5
    network = read_network(tmp_path / "networks" / "mine")
    scenario = read_scenario(tmp_path / "scenarios" / "mine")
    assert "KRSUK" in network.seaports
    assert {"C-390", "FAST-FERRY"} <= network.lifts.keys()
    assert scenario.fleets["prt_c390"].lift == "C-390"
    assert any(row.bars == ("KOR",) and row.nation == "PRT" for row in scenario.permissions)
    assert check(tmp_path / "scenarios" / "mine") == []
